"""Words of dates that a recogniser of names may miss: figures, holidays, days of the month, times past."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import NamedTuple

from kg.extraction.deeds.figures import NUMERIC_DATE

# "on the 5th", but not "on the 5th floor": a stop, a verb or a preposition follows
ORDINAL = re.compile(
    r"(?:(?<=\b[Oo]n )|(?<=(?:ning|ight) of ))the \d{1,2}(?:st|nd|rd|th)\b(?!-)"
    r"(?=\s*(?:$|[^\s\w]|(?:in|at|to|of|with|by|for|after|before|and|that|when|as|the|it|he|she|they|its|his|a|an|over|near|from)\b|[A-Z]|\w+ed\b))"
)
DAYS_AWAY = re.compile(r"\bthe day (?:before yesterday|after tomorrow)\b", re.IGNORECASE)
ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")
PLAIN = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Yy]esterday)\b")
# lengths of time that end at the day of writing, or lie behind it: "over the past decade", "for years", "in the 19th century"
STRETCHES = re.compile(
    r"\b(?:(?:in|over|during|for|within|throughout) (?:the |these )?(?:past|last|previous|recent|preceding)"
    r"(?: (?:few|several|couple of|many|\w+))? (?:days|weeks|months|years?|decades?|century|centuries)"
    r"|(?:for|over) (?:(?:many|several|some) )?(?:months|years|decades|centuries|generations)"
    r"|in the (?:\w+ )?(?:\d{1,2}(?:st|nd|rd|th)|\w+teenth|twentieth) century)\b",
    re.IGNORECASE,
)


class DateWords(NamedTuple):
    """``date_words.csv``: the rule of each holiday, what finds one, what finds a time past, adverbs of the past."""

    rules: dict[str, str]
    holiday: re.Pattern[str]
    background: re.Pattern[str]
    adverbs: frozenset[str]


@cache
def date_words() -> DateWords:
    """The table, read once."""
    with resources.files("kg.extraction").joinpath("tables", "date_words.csv").open("r", encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    words = {kind: [row["words"] for row in rows if row["kind"] == kind] for kind in ("holiday", "background", "adverb")}
    rules = {row["words"]: row["day"] for row in rows if row["day"]}
    return DateWords(rules, _any_of(words["holiday"]), _any_of(words["background"]), frozenset(words["adverb"]))


def points(text: str) -> list[tuple[int, int]]:
    """Where words of `text` name a day: offsets, in order."""
    patterns = (NUMERIC_DATE, ISO, PLAIN, ORDINAL, DAYS_AWAY, date_words().holiday)
    found = (match.span() for pattern in patterns for match in pattern.finditer(text))
    return sorted(found)


def stretches(text: str) -> list[tuple[int, int]]:
    """Where words of `text` name a time past that is no day, month or year."""
    found = (match.span() for pattern in (STRETCHES, date_words().background) for match in pattern.finditer(text))
    return sorted(found)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest = sorted((re.escape(word).replace("'", "['’]") for word in words), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest)})(?![\w-]| islands?\b)", re.IGNORECASE)  # not "Christmas Island"
