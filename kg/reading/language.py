"""A light test of language: only English is read, so what is clearly another language is left alone.

Function words make up two fifths of English news and are shared by few languages; a text is taken for another language
where that language's clearly outnumber the English ones, where there are next to no English ones, or where most letters
are of another script. Short texts, lists and headlines, which have few such words, are given the benefit of the doubt.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "tables" / "function_words.csv"

_SAMPLE = 8_000  # characters, of the start
_ENOUGH_WORDS, _FEWEST_ENGLISH = 40, 0.06  # the lowest share of 996 English news texts of that length is 0.098
_FEWEST_FOREIGN, _CLEARLY = 3, 2.0  # words of another language, and by how much they outnumber the English ones
_TELLING = 3  # English words that outweigh what a page says of itself
_WORD = re.compile(r"[^\W\d_]+(?:['’ʻ][^\W\d_]+)?")
_ENGLISH = re.compile(r"en(?:[-_]([A-Za-z]{2}|[0-9]{3}))?", re.IGNORECASE | re.ASCII)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def foreign_language(text: str, declared: str = "") -> str | None:
    """What language `text` is in, where that is clearly not English.

    Parameters
    ----------
    text : str
    declared : str
        The code that the input gives (``en``, ``fr-CA``); believed only where the words tell too little, since many
        templates say English whatever they hold.

    Examples
    --------
    >>> foreign_language("Der Minister hat die Forderung der Union nicht mit dem Kanzler besprochen.")
    'German'
    >>> foreign_language("Macron met Scholz in Paris.") is None
    True
    """
    words = _WORD.findall(text[:_SAMPLE])
    letters = "".join(words)
    if script := _script(letters.lower()):
        return script
    if sum(map(str.isupper, letters)) > len(letters) / 2:
        words = [word.lower() for word in words]
    found: Counter[str] = Counter()
    for word in words:  # as it is written: "Las Vegas", "Die Linke" and "Al Jazeera" are names
        found.update(_languages().get(word, ()))
    english = found.pop("English", 0)
    likeliest = min(found, key=lambda name: (-found[name], name), default=None)
    if likeliest and found[likeliest] >= max(_FEWEST_FOREIGN, _CLEARLY * english + 1):
        return likeliest
    if len(words) >= _ENOUGH_WORDS and english < _FEWEST_ENGLISH * len(words):
        return likeliest or "another language"
    if declared and english < _TELLING and not declared.lower().startswith("en"):
        return f"language {declared!r}"
    return None


def english(declared: str) -> str | None:
    """The code of the kind of English that the input says it is in; None where it says nothing, or what cannot be so.

    Examples
    --------
    >>> english("en_GB"), english("EN"), english("fr"), english("")
    ('en-GB', 'en', None, None)
    """
    code = _ENGLISH.fullmatch(declared)
    return None if code is None else "en" if code[1] is None else f"en-{code[1].upper()}"


def _script(letters: str) -> str | None:
    """The script of most of `letters`, where that is not Latin; a few of them tell nothing."""
    others = _LATIN.sub("", letters)
    if len(letters) < 10 or len(others) <= len(letters) / 2:
        return None
    names = Counter(unicodedata.name(letter, "other").split()[0].split("-")[0] for letter in others)
    return f"{min(names, key=lambda name: (-names[name], name)).capitalize()} script"


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """The languages of each function word."""
    found: dict[str, tuple[str, ...]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for word in row["words"].split():
                found[word] = (*found.get(word, ()), row["language"])
    return found
