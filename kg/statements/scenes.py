"""Resolved documents as the reader sees them: the parties of each sentence, their pairs and the rules' votes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.actors.ends import all_mentions
from kg.extraction.relations.scene import Pair, Party, Road, Scene, Vote
from kg.ids import is_unnamed
from kg.model import ActorMention, Candidate, Document, Mention, Sentence, Step
from kg.statements.ends import ends_of

if TYPE_CHECKING:
    from kg.actors import Resolution
    from kg.coding import Coder

Ends = tuple[ActorMention, ActorMention]
Span = tuple[int, int]
Rules = dict[tuple[Span, Span], list[Candidate]]


@dataclass(frozen=True, slots=True)
class Staged:
    """A scene with what it was made of: the mention of each party, the actors of each pair and the candidates of its votes."""

    sentence: Sentence
    scene: Scene
    mentions: tuple[Mention, ...]
    ends: tuple[tuple[Ends, ...], ...]
    candidates: tuple[tuple[Candidate, ...], ...]


def scenes(document: Document, resolution: Resolution, coder: Coder) -> Iterator[Staged]:
    """The sentences of a document in which two actors meet, in order."""
    answers: dict[Span, tuple[ActorMention, ...]] = {}
    mentions: dict[Span, Mention] = {}
    for mention in all_mentions(document):
        if found := resolution.actors(mention):
            mentions[_span(mention)], answers[_span(mention)] = mention, found
    rules: Rules = defaultdict(list)
    for candidate in document.candidates:
        rules[_span(candidate.source), _span(candidate.target)].append(candidate)
    spoken = {span for pair in rules for span in pair}
    by_sentence: dict[int, list[Mention]] = defaultdict(list)
    for mention in (mentions[span] for span in sorted(mentions)):
        by_sentence[mention.sentence].append(mention)
    for sentence in document.sentences:
        there = by_sentence.get(sentence.index, [])
        parties = [m for m in there if _span(m) in spoken or not _nested(m, there, answers)]
        climbs = tuple(document.climb(m) for m in parties) if len(parties) > 1 else ((),) * len(parties)
        staged = _staged(sentence, parties, climbs, answers, rules, resolution, coder)
        if staged.scene.pairs:
            yield staged


def _staged(
    sentence: Sentence,
    found: list[Mention],
    climbs: tuple[tuple[Step, ...], ...],
    answers: dict[Span, tuple[ActorMention, ...]],
    rules: Rules,
    resolution: Resolution,
    coder: Coder,
) -> Staged:
    parties = tuple(_party(m, answers[_span(m)], sentence.start) for m in found)
    pairs: list[Pair] = []
    ends: list[tuple[Ends, ...]] = []
    made: list[tuple[Candidate, ...]] = []
    for i, source in enumerate(found):
        for j, target in enumerate(found):
            own = tuple(rules.get((_span(source), _span(target)), ()))
            back = tuple(rules.get((_span(target), _span(source)), ()))
            if i == j and not (own or parties[i].several):
                continue
            related = tuple(ends_of(source, target, resolution))
            if not related:
                continue
            joint = own or tuple(c for c in back if c.symmetric)
            votes = tuple(_vote(c, related[0], coder, sentence.start) for c in joint)
            home = related[0][0].actor.country is not None and related[0][0].actor.country == related[0][1].actor.country
            road = _road(climbs[i], climbs[j], sentence.start) if i != j else None
            pairs.append(Pair(i, j, votes, bool(back) and not joint, home, road))
            ends.append(related)
            made.append(joint)
    return Staged(sentence, Scene(sentence.text, parties, tuple(pairs)), tuple(found), tuple(ends), tuple(made))


def _party(mention: Mention, actors: tuple[ActorMention, ...], base: int) -> Party:
    return Party(
        mention.start - base,
        mention.end - base,
        actors[0].actor.kind,
        mention.form,
        mention.function,
        len(actors) > 1,
        not any(is_unnamed(a.actor.id) for a in actors),
    )


def _road(up: tuple[Step, ...], down: tuple[Step, ...], base: int) -> Road | None:
    """The way up from one mention to the first word that is over the other too, and down to that."""
    places = {step.start: n for n, step in enumerate(down)}
    top = next((n for n, step in enumerate(up) if step.start in places), None)
    if top is None:
        return None
    low = places[up[top].start]
    words = (*up[1 : top + 1], *down[1:low])
    return Road(
        tuple(sorted((word.start - base, word.end - base) for word in words)),
        top,
        low,
        up[top - 1].function if top else "self",
        down[low - 1].function if low else "self",
    )


def _vote(candidate: Candidate, ends: Ends, coder: Coder, base: int) -> Vote:
    code = coder.code(candidate.predicate, ends[0].actor, ends[1].actor, candidate.status)
    return Vote(
        candidate.rule,
        code.plover if code else None,
        candidate.status,
        candidate.symmetric,
        candidate.through,
        tuple((start - base, end - base) for start, end in candidate.relation.spans),
    )


def _nested(mention: Mention, found: list[Mention], answers: dict[Span, tuple[ActorMention, ...]]) -> bool:
    """Whether a longer mention of the same state says more: "Russian" in "Russian troops"."""
    for other in found:
        if other is not mention and other.start <= mention.start and mention.end <= other.end:
            a, b = answers[_span(mention)], answers[_span(other)]
            if a[0].actor.id == b[0].actor.id or a[0].actor.kind == "state" and a[0].actor.country == b[0].actor.country:
                return True
    return False


def _span(mention: Mention) -> Span:
    return mention.start, mention.end
