"""Whether a text is in English: only English is read, so what is another language is left alone.

The detector (py3langid) sees only words in small letters, since names are at home in every language: "al-Sharaa" is no
Spanish, "Las Vegas" and "Die Linke" are read about in English. A text with as many of English's function words as English
news has needs no detector; a short one of names or in title case has nothing for it to see, and is given the benefit of the
doubt. On 1,500 headlines and openings of English news none is taken for another language (by counts of function words, as
before: none either), of 200 single sentences of 57 other languages 31 are not told, nearly all too short (before: 140).
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

TABLE = Path(__file__).parent.parent / "tables" / "languages.csv"

ENGLISH = frozenset("the of and to that is was with by from has have had been were are it its they their which who will".split())
_SAMPLE = 8_000  # characters, of the start
_SEEN = 1_000  # characters of it that the detector sees
_SHARE, _TELLING = 0.08, 3  # of English words: the lowest share of 996 English news texts is 0.098; how many tell by themselves
_FEWEST_LETTERS = 15  # in small letters, below which nothing is told
_CLEARLY = 10.0  # times likelier than English: from 3 on hardly an English text is lost, up to 10 no other one is missed for it
_KIN = frozenset({"en", "pcm", "zxx"})  # English, the Pidgin of Nigeria, which is written nearly like it, and no language
_WORD = re.compile(r"[^\W\d_]+(?:['’ʻ-][^\W\d_]+)*")
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
    english = sum(word.lower() in ENGLISH for word in words)
    if english >= max(_TELLING, _SHARE * len(words)):
        return None
    if language := _detected([word for word in words if word.islower()]):
        return language
    if declared and english < _TELLING and not declared.lower().startswith("en"):
        return f"language {declared!r}"
    return None


def _detected(words: list[str]) -> str | None:
    """The language of words without names, where another is much likelier than English."""
    if sum(map(len, words)) < _FEWEST_LETTERS:
        return None
    ranked = _detector().rank(" ".join(words)[:_SEEN])
    likelihood = dict(ranked)
    best, likeliest = ranked[0]
    if best in _KIN or likeliest < _CLEARLY * max(likelihood.get(code, 0.0) for code in _KIN):
        return None
    return _names().get(best, "another language")


@cache
def _detector() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@cache
def _names() -> dict[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


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
