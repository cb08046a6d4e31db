"""Gold triples found again in scenes: which pairs are related, by which words, how."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.evaluation.triples import plain
from kg.ids import slug_of
from kg.model import OF_A_STATE, ActorMention
from kg.statements.scenes import Staged

OPTIONAL_SHARE = 0.35  # what a positive counts that careful readers may differ about; tried with 0 and 1 too

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """One word of a related pair: its offsets in the sentence, the types accepted, the status; `weight` by `OPTIONAL_SHARE`."""

    start: int
    end: int
    plover: tuple[str, ...]
    status: str
    symmetric: bool
    weight: float


@dataclass(slots=True)
class Answers:
    """The deeds of each pair of a scene, by its place, and the pairs that nobody can judge."""

    deeds: dict[int, list[Deed]] = field(default_factory=dict)
    open: set[int] = field(default_factory=set)


def keys_of(answer: ActorMention) -> frozenset[str]:
    """Every name by which an annotator may have called an actor."""
    actor = answer.actor
    keys = {plain(actor.name), plain(answer.mention), plain(slug_of(actor.id))}
    if actor.country and actor.kind in OF_A_STATE:
        keys.add(plain(actor.country))
    return frozenset(keys - {""})


def answers(staged: Sequence[Staged], triples: Sequence[Record], content: str) -> list[Answers]:
    """What the triples of an article say of the pairs of its scenes."""
    found = [Answers() for _ in staged]
    for scene, answer in zip(staged, found, strict=True):
        for triple in triples:
            low, high = _extent(triple, content)
            if low < scene.sentence.end and scene.sentence.start < high:
                _enter(scene, answer, triple, content, max(low, scene.sentence.start), min(high, scene.sentence.end))
    return found


def _extent(triple: Record, content: str) -> tuple[int, int]:
    """Where the sentence of a triple stands: as annotated, else where its words are found first."""
    if "start" in triple:
        return triple["start"], triple["end"]
    start = content.find(triple["evidence"])
    return (start, start + len(triple["evidence"])) if start >= 0 else (0, 0)


def _words(triple: Record, content: str, low: int, high: int) -> list[tuple[int, int]]:
    """Where the words of the relation stand: those annotated, else those that begin as an accepted lemma does."""
    if "relation_text" in triple:
        return list(_places(triple["relation_text"], content, low, high))
    stems = [re.escape(lemma.split()[0].rstrip("ey")) for lemma in triple["relation"]]
    found = re.finditer(rf"(?<!\w)(?:{'|'.join(stems)})\w*", content[low:high], re.IGNORECASE)
    return [(low + word.start(), low + word.end()) for word in found]


def _enter(staged: Staged, answer: Answers, triple: Record, content: str, low: int, high: int) -> None:
    base = staged.sentence.start
    words = _words(triple, content, low, high)
    sides = [
        (frozenset(map(plain, triple[side])), list(_places(triple[f"{side}_text"], content, low, high)))
        for side in ("source", "target")
    ]
    rated = []
    for n, pair in enumerate(staged.scene.pairs):
        orders = [(pair.source, pair.target, False)]
        if triple.get("symmetric"):
            orders.append((pair.target, pair.source, True))
        for a, b, turned in orders:
            ends = [(e[1], e[0]) if turned else e for e in staged.ends[n]]
            if any(keys_of(one) & sides[0][0] and keys_of(other) & sides[1][0] for one, other in ends):
                at = [_stands(staged, a, sides[0][1], base), _stands(staged, b, sides[1][1], base)]
                rated.append((sum(at), n, turned))
    if not rated or not words:
        answer.open.update(n for _, n, _ in rated)
        return
    weight = OPTIONAL_SHARE if triple["optional"] else 1.0
    taken = set()
    for turned in (False, True):
        group = [(-score, _distance(staged, n, words), n) for score, n, t in rated if t == turned]
        if not group:
            continue
        *_, n = min(group)
        start, end = min(words, key=lambda word: _from(staged, n, word))
        deed = Deed(start - base, end - base, tuple(triple["plover"]), triple["status"], bool(triple.get("symmetric")), weight)
        answer.deeds.setdefault(n, []).append(deed)
        taken.add(n)
    answer.open.update(n for _, n, _ in rated if n not in taken)


def _distance(staged: Staged, place: int, words: list[tuple[int, int]]) -> int:
    return min(_from(staged, place, word) for word in words)


def _from(staged: Staged, place: int, word: tuple[int, int]) -> int:
    """How many characters lie between a word and the two parties of a pair, summed."""
    pair, at = staged.scene.pairs[place], word[0] - staged.sentence.start
    return sum(abs(staged.scene.parties[i].start - at) for i in (pair.source, pair.target))


def _stands(staged: Staged, party: int, places: list[tuple[int, int]], base: int) -> bool:
    own = staged.scene.parties[party]
    return any(own.start + base < end and start < own.end + base for start, end in places)


def _places(words: str, content: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", content[low:high]):
        yield low + found.start(), low + found.end()
