"""Which statements report one occurrence: connected components of pairwise judgements, whatever the order of the statements.

Only statements between the same parties with one type or lemma are compared, and of those only the ones that can lie within a
week of each other. What people judged overrules the score.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kg.model import Statement
from kg.sameness.components import JUDGED, Join, forest
from kg.sameness.event_blocks import blocks
from kg.sameness.event_scores import SAME, likeness
from kg.sameness.event_traits import Trait, trait
from kg.sameness.judgements import Judgements

_REACH, _REACH_OF_WORD = 100, 4  # statements that one is compared with: next to it by date, and of those with one of its words
_TEXT = Trait._fields.index("headline")  # from here on a trait says nothing of where the statement stands


def joins(statements: Iterable[Statement], judged: Judgements) -> list[Join]:
    """The judgements that make events of several statements: as few as do it, surest first."""
    known: set[str] = set()
    wanted = {ident for pair in judged.same for ident in pair}

    def traits() -> Iterator[Trait]:
        for statement in statements:
            if statement.id in wanted:
                known.add(statement.id)
            yield trait(statement)

    found: list[Join] = []
    for of_one_type, block in blocks(traits()):
        alike = _judged(block, judged, of_one_type)
        found += alike if judged.differ else forest(alike, ())  # what is apart may need another road between the same two
    found += (Join(*pair, JUDGED) for pair in judged.same if known.issuperset(pair))
    return forest(found, judged.differ)


def _judged(block: Sequence[Trait], judged: Judgements, of_one_type: bool) -> Iterator[Join]:
    for one, other in _near(block):
        if not of_one_type and one.type == other.type and one.type:
            continue  # the block of their type has them
        if judged.apart and _apart(one, other, judged):
            continue
        score = likeness(one, other)
        if score > SAME:
            first, last = sorted((one.id, other.id))
            yield Join(first, last, round(score, 4))


def _near(block: Sequence[Trait]) -> Iterator[tuple[Trait, Trait]]:
    """Pairs that may lie within a week of each other; of statements alike in all but the article, one speaks for the others.

    Where too many do, each is paired with those next to it by date, and with the next that share one of its words.
    """
    alike: defaultdict[tuple[Any, ...], list[Trait]] = defaultdict(list)
    for one in block:
        alike[one[_TEXT:]].append(one)
    speakers = []
    for same in alike.values():
        same.sort(key=lambda one: one.id)
        speakers.append(same[0])
        yield from ((same[0], other) for other in same[1:])
    if len(speakers) < len(block):
        articles: defaultdict[str, list[Trait]] = defaultdict(list)
        for one in block:
            articles[one.article].append(one)
        for ones in articles.values():
            yield from _next(sorted(ones, key=lambda one: (one.start, one.id)), _REACH)
    speakers.sort(key=lambda one: (one.low or 0, one.id))
    yield from _within_days(speakers, _REACH)
    if len(speakers) > _REACH:
        words: defaultdict[str, list[Trait]] = defaultdict(list)
        for one in speakers:
            for word in {*one.words, *one.names, *one.numbers, one.object, one.place}:
                words[word].append(one)
        for ones in words.values():
            yield from _within_days(ones, _REACH_OF_WORD)


def _within_days(ordered: Sequence[Trait], reach: int) -> Iterator[tuple[Trait, Trait]]:
    for place, one in enumerate(ordered):
        end = None if one.high is None else one.high + 1
        for other in ordered[place + 1 : place + 1 + reach]:
            if end is not None and other.low is not None and other.low > end:
                break
            yield one, other


def _next(ordered: Sequence[Trait], reach: int) -> Iterator[tuple[Trait, Trait]]:
    for place, one in enumerate(ordered):
        yield from ((one, other) for other in ordered[place + 1 : place + 1 + reach])


def _apart(one: Trait, other: Trait, judged: Judgements) -> bool:
    ends = ((a.id, b.id) for a in one.ends for b in other.ends)
    return any((min(pair), max(pair)) in judged.apart for pair in ends)
