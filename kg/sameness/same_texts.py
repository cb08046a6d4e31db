"""Wire copy: whether two texts are one that several outlets ran, nearly word for word and within days of each other.

Which texts are compared is told by their sketches (MinHash, by rensa), and what they are by the words that they share: both are
functions of the two texts alone, so neither the order of texts nor how many there are changes what is found.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kg.sameness.event_traits import FIGURES

RULES = "1"  # counts the changes of what follows

_WORD = re.compile(r"\w+")
_RUN = 4  # words in a row that are compared
_SLOTS, _BAND = 128, 3  # slots of a sketch; a run of `_BAND` equal ones makes two texts candidates: 94 of 100 that share `_ALL`
_SHORTER, _ALL = 0.75, 0.4  # shares of runs that both have: of the shorter text's, and of all; a cut copy has few of all
DAYS = 3  # later the same words are an annual notice, a column's standing text, an anniversary
_FEW = 12  # runs; so short a text must be the same throughout
_BRIEF = 100  # runs; in so short a text another figure makes another story


class Sketch(NamedTuple):
    """A text's day as an ordinal number, where it is known, and its MinHash signature."""

    day: int | None
    slots: bytes


def version() -> str:
    """Tells whether stored sketches, and what was found by them, are those that this program would make."""
    from rensa import RMinHash

    return f"{RULES} {RMinHash.ALGORITHM_VERSION}"


def sketch(text: str, published: str | None) -> Sketch:
    """What is kept of a text, so that no later run reads it again."""
    from rensa import RMinHash

    found = RMinHash(num_perm=_SLOTS, seed=1)
    found.update(sorted(runs(text)))
    return Sketch(_ordinal(published), array("I", found.digest()).tobytes())


def candidates(sketches: Sequence[Sketch], fresh: Collection[int]) -> list[tuple[int, int]]:
    """Places of texts that may be one, at least one of each pair in `fresh`; in order."""
    found: set[tuple[int, int]] = set()
    width = 4 * _BAND
    for start in range(0, 4 * _SLOTS - width + 1, width):
        buckets: defaultdict[bytes, list[int]] = defaultdict(list)
        for place, one in enumerate(sketches):
            buckets[one.slots[start : start + width]].append(place)
        for bucket in buckets.values():
            if len(bucket) > 1:
                found.update(_near(bucket, sketches, fresh))
    return sorted(found)


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


def runs(text: str) -> set[str]:
    """All that stands in `text` as so many words in a row."""
    words = _WORD.findall(text.casefold())
    return {" ".join(words[place : place + _RUN]) for place in range(max(1, len(words) - _RUN + 1))}


def figures(text: str) -> set[str]:
    """The numbers in `text`."""
    return {word for word in _WORD.findall(text.casefold()) if word[0].isdigit() or word == "one" or word in FIGURES}


def alike(
    sketches: Sequence[Sketch], fresh: Collection[int], text: Callable[[int], str]
) -> Iterator[tuple[int, int, float]]:
    """Places of texts that are one, with how like they are; `text` gives the text at a place."""
    for one, other in candidates(sketches, fresh):
        score = likeness(text(one), text(other))
        if score is not None:
            yield one, other, score


def _near(bucket: Iterable[int], sketches: Sequence[Sketch], fresh: Collection[int]) -> Iterator[tuple[int, int]]:
    """Pairs of a bucket that are of about one day; what bears no date may be of any."""
    undated: list[int] = []
    dated: list[int] = []
    for place in bucket:
        (undated if sketches[place].day is None else dated).append(place)
    dated.sort(key=lambda place: sketches[place].day or 0)
    for index, one in enumerate(dated):
        day = sketches[one].day or 0
        for other in dated[index + 1 :]:
            if (sketches[other].day or 0) - day > DAYS:
                break
            if one in fresh or other in fresh:
                yield (one, other) if one < other else (other, one)
    for index, one in enumerate(undated):
        for other in (*undated[index + 1 :], *dated):
            if one in fresh or other in fresh:
                yield (one, other) if one < other else (other, one)


def _agree(one: set[str], other: set[str]) -> bool:
    return one <= other or other <= one


def _ordinal(published: str | None) -> int | None:
    try:
        return date.fromisoformat(published[:10]).toordinal() if published else None
    except ValueError:
        return None
