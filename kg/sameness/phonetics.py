"""How names sound, whatever alphabet they were carried over from: the spellings of one name have one reading, or nearly.

A reading has a letter a sound: ``Zelensky``, ``Zelenskiy`` and ``Zelenskyy`` are all ``silinski``. Vowels are of three kinds
(a; e, i, y; o, u), since a transliteration seldom changes the kind, and another kind often makes another name (Jamal, Jamil).
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

from kg.gazetteer import plain

# In this order: what stands for one sound in some transliteration becomes one letter; capitals are done with.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"[^a-z]", ""),
        (r"^abd[aeiou]l", "abdul"),
        (r"x", "ks"),
        (r"shch|sch|sh", "X"),
        (r"tsch|tch|ch", "C"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"bh", "b"),
        (r"dzh|dj", "j"),
        (r"zh", "z"),
        (r"ck|q(?:u(?=[ei]))?", "k"),
        (r"gu(?=[ei])", "g"),
        (r"ts|tz|c(?=[eiy])|z", "s"),
        (r"c", "k"),
        (r"(?<=[iy])eh$", "a"),
        (r"(?<=[aeiouy])h$", ""),
        (r"aw(?=[^aeiouy])|au", "u"),
        (r"w", "v"),
        (r"ou|oo|oe|ue|o|u", "u"),
        (r"ye|yi|ie|ei|ey|ee|ay|ai|iy|ij|yj|e|y|j$", "i"),
    )
)
_TWICE = re.compile(r"(.)\1+")
_LAST = re.compile("[iyj]+$")
_VOWELS = re.compile("[aiu]")


@lru_cache(65536)
def reading(word: str) -> str:
    """The sounds of one word of a name."""
    text = plain(word).casefold()
    for pattern, sound in _SOUNDS:
        text = pattern.sub(sound, text)
    text = _TWICE.sub(r"\1", text)
    return _known().get(text, text)


def respelt(word: str) -> str:
    """`word` with what makes no other name in however short a word: doubled letters, a last ``h``, ``y`` for ``i`` at its end."""
    return _LAST.sub("i", _TWICE.sub(r"\1", plain(word).casefold())).removesuffix("h")


def skeleton(word: str) -> str:
    """The consonants of its reading."""
    return _VOWELS.sub("", reading(word))


@cache
def _known() -> dict[str, str]:
    """Readings of names that are one, though their vowels differ in kind."""
    table = files("kg.sameness").joinpath("tables/readings.csv").read_text(encoding="utf-8")
    return {row["reading"]: row["same_as"] for row in csv.DictReader(table.splitlines())}
