"""What a page or a wire adds to an article's own words: bylines, credits, updates, invitations, things said twice."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from kg.reading.text.dates import DATE_NOTE

TABLE = Path(__file__).parent / "tables" / "boilerplate.csv"

_LONGEST = 300  # characters of a line that may be boilerplate
_START, _END = 3, 2  # lines that count as start and end of an article
_SHORTEST_DOUBLE = 40  # "Yes." may be said twice
_LONGEST_CAPTION, _REPEATED = 400, 0.8  # characters; part of a caption's words that stand in one paragraph
_MOST_CAPTIONS = 40  # that are looked for among the other lines; no article has more pictures

_PICTURE = r"(?:photo|picture|image|credit)s?(?:\ credit)?"
_AGENCY = r"(?:getty|reuters|afp|ap|epa|xinhua|anadolu|tass|handout|flickr|wikimedia)"
_CREDIT = re.compile(
    rf"""
    \s* (?: [\[(] (?: {_PICTURE} (?: : | \ by ) \ [^\[\]()]{{2,60}} | [^\[\]()]{{2,60}} / {_AGENCY} [^\[\]()]{{0,40}} ) [\])]
           | (?: (?<= [.!?”"] ) \s* | ^ ) {_PICTURE} (?: : | \ by ) \ (?-i:[A-Z]) [^.!?]{{1,60}}
           | (?<= [.!?”"] ) \s+ / \s? (?-i:[A-Z]) [\w .,&’'-]{{1,60}} )
    \.? $""",
    re.IGNORECASE | re.VERBOSE,
)
_LABEL = re.compile(r"(?:file (?:photo|picture|image)|caption|(?:photo|image) caption)\s?[:–—-]\s*", re.IGNORECASE)
_BY = re.compile(r"(?:(?:written )?by|authors?|reporters?|byline|words|text|story)(?:: ?| )", re.IGNORECASE)
_WORD = re.compile(r"\w+")


class Row(NamedTuple):
    """One kind of boilerplate; `pattern` fits the whole line, which stands at the ``start``, the ``end`` or ``any`` place."""

    name: str
    place: str
    pattern: re.Pattern[str]
    example: str
    counterexample: str


@cache
def table() -> tuple[Row, ...]:
    """The kinds of boilerplate that a line can be."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Row(row["name"], row["place"], re.compile(row["pattern"], re.IGNORECASE), row["example"], row["counterexample"])
            for row in csv.DictReader(file)
        )


def without_boilerplate(title: str, text: str) -> str:
    """`text` without the lines that are none of the article's own words; all others stay as they are.

    Parameters
    ----------
    title, text : str
        Cleaned.
    """
    lines = text.split("\n")
    kept = list(_own_lines(title, lines))
    return text if kept == lines else re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def kind_of(line: str, place: str = "any") -> str | None:
    """The name of the boilerplate that `line` is at that place of an article; None where it is none."""
    if not line or len(line) > _LONGEST:
        return None
    if DATE_NOTE.fullmatch(line):
        return "update"
    return next((row.name for row in table() if row.place in ("any", place) and row.pattern.fullmatch(line)), None)


def byline_of(text: str) -> str | None:
    """Whom the first lines of an article name as its author; None where they name nobody.

    Examples
    --------
    >>> byline_of("By Jane Roe and John Poe\\n\\nMalta met Tunisia.")
    'Jane Roe and John Poe'
    """
    filled = [line.strip() for line in text.split("\n", 20) if line.strip()]
    found = (line for line in filled[:_START] if (kind_of(line, "start") or "").startswith("byline"))
    return next((_BY.sub("", line) for line in found), None)


def _own_lines(title: str, lines: list[str]) -> Iterator[str]:
    filled = [number for number, line in enumerate(lines) if line.strip()]
    places = {**dict.fromkeys(filled[-_END:], "end"), **dict.fromkeys(filled[:_START], "start")}
    seen = {_folded(title)} if title else set()
    captions = _Captions(lines)
    for number, line in enumerate(lines):
        bare = _folded(line)
        doubled = bare in seen and (len(bare) >= _SHORTEST_DOUBLE or number in filled[:1])
        if bare and (doubled or kind_of(line.strip(), places.get(number, "any"))):
            continue
        seen.add(bare)
        if own := captions.without_credit(line) if bare else line:
            yield own
        elif not bare:
            yield line


class _Captions:
    """The pictures' captions among the lines of one article."""

    def __init__(self, lines: list[str]) -> None:
        self._lines, self._met = lines, 0

    def without_credit(self, line: str) -> str:
        """`line` without label and credit of a picture; empty where it is a caption that another line repeats."""
        if len(line) > _LONGEST_CAPTION:
            return line
        label = _LABEL.match(line)
        words = _CREDIT.sub("", line[label.end() :] if label else line)
        if words == line:
            return line
        self._met += 1
        own = set(_WORD.findall(words.lower()))
        known = self._met <= _MOST_CAPTIONS and any(
            len(own & words) >= _REPEATED * len(own) for other, words in self._words if other != line
        )
        return "" if known else words

    @cached_property
    def _words(self) -> list[tuple[str, set[str]]]:
        return [(line, set(_WORD.findall(line.lower()))) for line in self._lines]


def _folded(line: str) -> str:
    return " ".join(line.casefold().split())
