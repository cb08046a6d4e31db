"""Actors that no table knows and whose names are spelt nearly alike: one actor, until a person says that they differ.

Only names of one kind and of compatible countries are compared, and all that differs between them must be what carrying a name
over from another alphabet or another spelling of English changes: better two actors than one wrong.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from kg.gazetteer import plain
from kg.ids import is_unnamed, slug
from kg.model import Actor, Kind
from kg.sameness.components import Join, forest, groups, join
from kg.sameness.descriptions import merged_descriptions
from kg.sameness.phonetics import reading, respelt, skeleton

_KINDS: frozenset[Kind] = frozenset({"person", "body", "org", "group", "party", "company", "media"})
_SHORT, _LONG = 4, 5  # letters: in shorter words every letter counts, in longer ones what `reading` tells apart
_ENOUGH = 0.8  # likeness of two readings with the same consonants, by rapidfuzz: one vowel in five or more letters
_CROWD, _NEXT = 60, 12  # names of a block that are all compared; of more, each with so many next to it
_CENTRES = 8  # actors that may be made of names that are like each other in a chain
_PARTICLES = frozenset("al el ul as ash at bin ibn ben de da do dos del di van von der den la le mr mrs ms dr jr sr".split())
_PARTS = re.compile(r"[\s\-‐‑–]+")
_SERVANT = re.compile(r"\b(abd[aeu]l) (?=\w)", re.IGNORECASE)  # "Abdul Hamid" is one name, as "Abdulhamid" is
_EDGES = ".,;:'’ʻ\"“”()"


class _Name(NamedTuple):
    actor: Actor
    slug: str
    words: tuple[str, ...]
    initials: tuple[str, ...] = ()  # between a person's names


def likenesses(seen: Mapping[Actor, int], apart: Iterable[tuple[str, str]] = ()) -> list[Join]:
    """The judgements that make one actor of several, surest first, as few as do it.

    Parameters
    ----------
    seen : mapping of Actor to int
        How often each description of an actor was met.
    apart : iterable of pairs of str
        Ids of actors that a person judged to be two.
    """
    blocks: defaultdict[tuple[str, ...], list[_Name]] = defaultdict(list)
    names = {actor.id: name for actor in merged_descriptions(seen) if (name := _name(actor))}
    for name in names.values():
        blocks[_block(name)].append(name)
    pairs = (pair for block in blocks.values() for pair in _near(block))
    found = [one for pair in pairs if (one := _joined(*pair))]
    if found:
        known = _tabled()
        found = [one for one in found if one.one not in known and one.other not in known]
    apart = list(apart)
    return forest(_centred(forest(found, apart), names, _times(seen)), apart)


def identities(found: Iterable[Join], seen: Mapping[Actor, int], chosen: Container[str] = ()) -> dict[str, str]:
    """Each actor that is another by `found`, with that one: who was `chosen`, else met most often, then the first by name."""
    count = _times(seen)
    names = {actor.id: actor.name for actor in merged_descriptions(seen)}
    sets: defaultdict[str, list[str]] = defaultdict(list)
    for ident, root in groups(found).items():
        sets[root].append(ident)
    others: dict[str, str] = {}
    for idents in sets.values():
        lead = min(idents, key=lambda ident: (ident not in chosen, -count[ident], names[ident], ident))
        others.update((ident, lead) for ident in idents if ident != lead)
    return others


def _times(seen: Mapping[Actor, int]) -> Counter[str]:
    count: Counter[str] = Counter()
    for actor, times in seen.items():
        count[actor.id] += times
    return count


def _near(block: Sequence[_Name]) -> Iterator[tuple[_Name, _Name]]:
    """All pairs of a block; of a large one, those that stand next to each other by how they are read, forward and backward."""
    if len(block) <= _CROWD:
        yield from combinations(block, 2)
        return
    for step in (1, -1):
        ordered = sorted(block, key=lambda name: ([reading(word)[::step] for word in name.words[::step]], name.actor.id))
        for place, one in enumerate(ordered):
            yield from ((one, other) for other in ordered[place + 1 : place + 1 + _NEXT])


def _joined(one: _Name, other: _Name) -> Join | None:
    score = _likeness(one, other) if _compatible(one.actor, other.actor) else None
    return None if score is None else join(one.actor.id, other.actor.id, round(score, 4))


def _centred(found: Iterable[Join], names: Mapping[str, _Name], count: Mapping[str, int]) -> Iterator[Join]:
    """The joins of each name with the one met most often, which it must itself be like: no chain makes one of two.

    Who bears no country may be of any, but does not make one of two.
    """
    sets: defaultdict[str, list[str]] = defaultdict(list)
    for ident, root in groups(found).items():
        sets[root].append(ident)
    for idents in sets.values():
        rest = sorted(idents, key=lambda ident: (-count[ident], names[ident].actor.name, ident))
        for _ in range(_CENTRES):
            if len(rest) < 2:
                break
            centre, *others = rest
            country, taken = names[centre].actor.country, {centre}
            joins = [one for ident in others if (one := _joined(names[centre], names[ident]))]
            for one in sorted(joins, key=lambda one: (-one.score, one.one, one.other)):
                ident = one.other if one.one == centre else one.one
                own = names[ident].actor.country
                if not (country and own and country != own):
                    country = country or own
                    taken.add(ident)
                    yield one
            rest = [ident for ident in rest if ident not in taken]


def _name(actor: Actor) -> _Name | None:
    """What of a name may be compared; nothing where the tables know its bearer, it is no name, or a single word."""
    if actor.kind not in _KINDS or actor.wikidata or is_unnamed(actor.id):
        return None
    words = tuple(word for part in _PARTS.split(actor.name) if (word := part.strip(_EDGES)))
    initials: tuple[str, ...] = ()
    if actor.kind == "person":
        words = tuple(word for word in words if word.casefold() not in _PARTICLES)
        words = tuple(_SERVANT.sub(r"\1", " ".join(words)).split())
        initials = tuple(word for word in words[1:-1] if len(word) == 1)
        words = (*words[:1], *(word for word in words[1:-1] if len(word) > 1), *words[1:][-1:])
    elif actor.kind == "body" and actor.country is None:
        return None
    return _Name(actor, slug(actor.name), words, initials) if len(words) > 1 else None


def _block(name: _Name) -> tuple[str, ...]:
    """Only names with equal blocks can be one."""
    actor, words = name.actor, name.words
    if actor.kind == "person":
        return actor.kind, str(len(words)), reading(words[0])[:1], _consonants(words[-1])
    return actor.kind, actor.country or "", *map(_consonants, words)


def _consonants(word: str) -> str:
    """What spellings of one word share; of what is no word of letters, a number say, all of it."""
    letters = plain(word).casefold()
    return skeleton(word) if letters.replace("'", "").isalpha() else letters


def _compatible(one: Actor, other: Actor) -> bool:
    if one.kind == "person":
        return one.country is None or other.country is None or one.country == other.country
    return one.country == other.country


def _likeness(one: _Name, other: _Name) -> float | None:
    if one.slug == other.slug:
        return None  # such names have one id, unless somebody gave them two
    if one.initials and other.initials and one.initials != other.initials:
        return None
    scores = [_word(*pair) for pair in zip(one.words, other.words, strict=True)]
    if one.actor.kind == "person" and scores[0] is None and _initial(one, other):
        scores[0] = 0.9
    product = 1.0 if one.initials == other.initials else 0.95
    for score in scores:
        if score is None:
            return None
        product *= score
    return product


def _initial(one: _Name, other: _Name) -> bool:
    """Whether one has but the initial of the other's given name, and the rest is the same, of the same country."""
    short, long = sorted((one.words[0], other.words[0]), key=len)
    rest = one.words[1:] == other.words[1:] and len(one.words[-1]) >= _LONG and not one.initials and not other.initials
    return len(short) == 1 and short == long[:1] and rest and one.actor.country == other.actor.country is not None


def _word(one: str, other: str) -> float | None:
    """How like two words are that may be spellings of one, None where they are two."""
    first, second = plain(one).casefold(), plain(other).casefold()
    if first == second:
        return 1.0
    shortest, letters = min(len(first), len(second)), (first + second).replace("'", "")
    if shortest < _SHORT or not letters.isalpha() or (one.isupper() and other.isupper()):
        return None
    if respelt(first) == respelt(second):
        return 0.99
    if shortest < _LONG or {first[0], second[0]} == {"o", "u"}:
        return None
    a, b = reading(one), reading(other)
    if a == b:
        return 0.98
    if skeleton(one) != skeleton(other) or a[-1:] != b[-1:] or _other_vowels(a, b):
        return None
    from rapidfuzz import fuzz

    score = fuzz.ratio(a, b) / 100
    return score if score >= _ENOUGH else None


def _other_vowels(one: str, other: str) -> bool:
    """Whether, where one has a vowel, the other has one of another kind: two names, unless they are long."""
    from rapidfuzz.distance import Levenshtein

    return any(edit.tag == "replace" for edit in Levenshtein.editops(one, other))


def _tabled() -> frozenset[str]:
    """Ids of the actors that the tables know."""
    from kg.gazetteer.source import entries

    return frozenset(entry.actor.id for entry in entries())
