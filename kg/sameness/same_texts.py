"""Wire copy: whether two texts are one that several outlets ran, nearly word for word and within days of each other.

Which texts are compared is told by their sketches (MinHash, by rensa), and what they are by the words that they share: both are
functions of the two texts alone, so neither the order of texts nor how many there are changes what is found.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kg.sameness.event_traits import NUMERALS

RULES_VERSION = "2"  # counts the changes of what follows

_WORD = re.compile(r"\w+")
_RUN = 4  # words in a row that are compared
_SLOTS, _BAND = 128, 3  # slots of a sketch; a run of `_BAND` equal ones makes two texts candidates: 94 of 100 that share `_ALL`
_SHORT = 5_000  # characters; the runs of shorter texts are kept while they are compared with many
_SHORTER, _ALL = 0.75, 0.4  # shares of runs that both have: of the shorter text's, and of all; a cut copy has few of all
DAYS = 3  # later the same words are an annual notice, a column's standing text, an anniversary
_FEW = 12  # runs; so short a text must be the same throughout
_CROWD, _NEXT = 12, 3  # texts of a day that are all compared with each other; of more, each with so many on either side
_LEAST = 32  # equal slots; of 128, texts that share `_ALL` have 51, with a deviation of 6
_BRIEF = 100  # runs; in so short a text another figure makes another story


class Sketch(NamedTuple):
    """A text's day as an ordinal number, where it is known, and its MinHash signature, followed by what tells it from others."""

    day: int | None
    slots: bytes


def version() -> str:
    """Tells whether stored sketches, and what was found by them, are those that this program would make."""
    from rensa import RMinHash

    return f"{RULES_VERSION} {RMinHash.ALGORITHM_VERSION}"


def sketch(text: str, published: str | None, content: str) -> Sketch:
    """What is kept of a text, so that no later run reads it again; `content` is what no other text has."""
    from rensa import RMinHash

    every, own = sorted(runs(text)), content.encode()
    if len(every) < _FEW:  # the same throughout or two: one hash of all of it stands in every slot
        whole = hashlib.blake2b("\n".join(every).encode("utf-8", "surrogatepass"), digest_size=64).digest()
        return Sketch(ordinal(published), whole * (4 * _SLOTS // 64) + own)
    found = RMinHash(num_perm=_SLOTS, seed=1)
    found.update(every)
    return Sketch(ordinal(published), array("I", found.digest()).tobytes() + own)


def candidates(sketches: Sequence[Sketch]) -> list[tuple[int, int]]:
    """Places of texts that may be one, in order; at most so many for each, however many there are.

    Texts that agree in a band are compared within a day and across the few days between which one may be the other. Where too
    many agree, each is compared with those whose signatures, from that band on, are next to its own.
    """
    found: set[tuple[int, int]] = set()
    width = 4 * _BAND
    for start in range(0, 4 * _SLOTS - width + 1, width):
        buckets: defaultdict[bytes, list[int]] = defaultdict(list)
        for place, one in enumerate(sketches):
            buckets[one.slots[start : start + width]].append(place)
        for bucket in buckets.values():
            if len(bucket) > 1:
                bucket.sort(key=lambda place: sketches[place].slots[start:])
                found.update(_near(bucket, sketches))
    return sorted(pair for pair in found if _may_be_one(*(sketches[place].slots for place in pair)))


def near(one: str | None, other: str | None) -> bool:
    """Whether the days of two texts allow that they are one."""
    first, second = ordinal(one), ordinal(other)
    return first is None or second is None or abs(first - second) <= DAYS


def likeness(one: str, other: str) -> float | None:
    """How much of all their words two texts share, 1 at most; None where they are two."""
    first, second = runs(one), runs(other)
    shared, fewest = len(first & second), min(len(first), len(second))
    every = len(first) + len(second) - shared
    if not shared or shared < _SHORTER * fewest or shared < _ALL * every or (fewest < _FEW and shared < every):
        return None
    if fewest < _BRIEF and not _agree(figures(one), figures(other)):
        return None
    return round(shared / every, 4)


def runs(text: str) -> frozenset[str]:
    """All that stands in `text` as so many words in a row."""
    return _known_runs(text) if len(text) < _SHORT else _runs(text)


def _runs(text: str) -> frozenset[str]:
    found = words(text)
    return frozenset(" ".join(found[place : place + _RUN]) for place in range(max(1, len(found) - _RUN + 1)))


_known_runs = lru_cache(2048)(_runs)


def words(text: str) -> list[str]:
    """All words of `text`, in lower case."""
    return _WORD.findall(text.casefold())


def figures(text: str) -> set[str]:
    """The numbers in `text`."""
    return {word for word in words(text) if word[0].isdigit() or word == "one" or word in NUMERALS}


def _near(bucket: Iterable[int], sketches: Sequence[Sketch]) -> Iterator[tuple[int, int]]:
    """Pairs of a bucket, which is in order, that are of about one day; what bears no date may be of any."""
    days: defaultdict[int | None, list[int]] = defaultdict(list)
    for place in bucket:
        days[sketches[place].day].append(place)
    rank = {place: number for number, place in enumerate(bucket)}
    dated = sorted(day for day in days if day is not None)
    for number, day in enumerate(dated):
        yield from _neighbours(days[day])
        for later in dated[number + 1 : number + 1 + DAYS]:
            if later - day <= DAYS:
                yield from _across(days[day], days[later], rank)
    if undated := days.get(None):
        yield from _neighbours(undated)
        yield from _across(undated, [place for place in bucket if sketches[place].day is not None], rank)


def _neighbours(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    reach = len(places) if len(places) <= _CROWD else _NEXT
    for number, one in enumerate(places):
        yield from (_pair(one, other) for other in places[number + 1 : number + 1 + reach])


def _across(first: Sequence[int], second: Sequence[int], rank: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    if len(first) + len(second) <= _CROWD:
        yield from (_pair(one, other) for one in first for other in second)
        return
    ranks = [rank[place] for place in second]
    for one in first:
        middle = bisect(ranks, rank[one])
        yield from (_pair(one, other) for other in second[max(0, middle - _NEXT) : middle + _NEXT])
    ranks = [rank[place] for place in first]
    for other in second:
        middle = bisect(ranks, rank[other])
        yield from (_pair(one, other) for one in first[max(0, middle - 1) : middle + 1])


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _may_be_one(one: bytes, other: bytes) -> bool:
    """Whether two signatures agree in so many slots as those of texts that are one do, but for one in thousands."""
    import numpy

    size = 4 * _SLOTS
    equal = numpy.frombuffer(one[:size], "<u4") == numpy.frombuffer(other[:size], "<u4")
    return int(numpy.count_nonzero(equal)) >= _LEAST


def _agree(one: set[str], other: set[str]) -> bool:
    return one <= other or other <= one


def ordinal(published: str | None) -> int | None:
    """The day of an ISO date."""
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None
