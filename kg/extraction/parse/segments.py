"""An article cut into the stretches that are parsed one by one: title, paragraphs and lines, without what labels them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.extraction.deeds.calendar import DAY_WORDS
from kg.extraction.parse.lines import BULLET, CLOCK, FULL_STOP, HEADLINE_LENGTH, Piece, pieces
from kg.extraction.parse.turns import Accept, Label, nobody, turns
from kg.model import Article

# "SEOUL, Nov 1 (Reuters) -", "THE HAGUE, Netherlands --", "KABUL (Pajhwok) :", "Washington - ": capitals, figures and
# brackets only, then a dash with spaces around it
DATELINE = re.compile(
    r"""^(?:[A-Z][\w.'’/-]*|\d{1,2}(?:st|nd|rd|th)?|\d{4}|of|de|al|,|\.|\([^)]{1,40}\)|[ \t]|,\s){1,14}?
        (?:[ ]*(?:—|–|--)[ ]*|[ ]-[ ]|(?<=\))[ ]?:?[ ]|:[ ])(?=["“'‘A-Z0-9])""",
    re.VERBOSE,
)
LONGEST_DATELINE = 70
# "February 24, 2022: ", "2014 – ", and the same before a tab: the day of what its line tells
DAY_LABEL = re.compile(rf"(?:On )?(?P<day>{DAY_WORDS})(?:[ \t]*[:–—|][ \t]*|[ \t]+--?[ \t]+|[ \t]*\t[ \t]*)(?=\S)", re.IGNORECASE)
DAY_ALONE = re.compile(rf"(?P<day>{DAY_WORDS}):?", re.IGNORECASE)


class Segment(NamedTuple):
    """A stretch of an article.

    Attributes
    ----------
    start : int
        Its offset into the article's content.
    title, headline : bool
        Whether it is the article's title, and whether it is worded as headlines are.
    day : str
        The words of the date that its line opens with, or of the line before that is nothing but a date.
    turn : Label or None
        The label of the turn that it belongs to, where the article tells who speaks.
    """

    start: int
    text: str
    title: bool = False
    headline: bool = False
    day: str = ""
    turn: Label | None = None


def segments_of(article: Article, accept: Accept = nobody) -> Iterator[Segment]:
    """Title, paragraphs and lines, in order; `accept` says which labels are speakers'."""
    if article.title:
        yield Segment(0, article.title, True, True)
    text = article.text
    base = len(article.content) - len(text)
    found = [piece for piece in pieces(text) if text[piece.start : piece.end].strip()]
    day = ""
    spoken = turns(text, found, accept)
    for number, piece in enumerate(found):
        turn = spoken[number]
        if turn is not None and piece.start <= turn.start < piece.end:
            piece = piece._replace(start=turn.said)
            if not text[piece.start : piece.end].strip():
                continue  # a label on a line of its own
        beside = number > 0 and text.count("\n", found[number - 1].end, piece.start) < 2
        start, own = _labels(text, piece)
        day = own or (day if beside and piece.listed else "")
        words = text[start : piece.end]
        if DAY_ALONE.fullmatch(words.strip()):
            day = words.strip().removesuffix(":")
        headline = turn is None and len(found) > 1 and len(words) <= HEADLINE_LENGTH and FULL_STOP.search(words) is None
        yield Segment(base + start, words, False, headline, day, turn and turn.shifted(base))


def dateline(paragraph: str) -> int:
    """Length of the dateline that a paragraph opens with; 0 where it has none."""
    found = DATELINE.match(paragraph[: LONGEST_DATELINE + 10])
    if found is None or found.end() > LONGEST_DATELINE or not _place_like(found.group()):
        return 0
    return found.end()


def _labels(text: str, piece: Piece) -> tuple[int, str]:
    """Where a piece's own words start, behind bullet, hour, date and dateline, and the date."""
    start, day = piece.start, ""
    for pattern in (BULLET, CLOCK, DAY_LABEL):
        if found := pattern.match(text, start, piece.end):
            start = found.end()
            day = found["day"] if pattern is DAY_LABEL else day
    return start + dateline(text[start : piece.end]), day


def _place_like(text: str) -> bool:
    """Whether the words could be a place and an agency: all in capitals, a bracket, or one or two words before a dash."""
    words = re.findall(r"[^\W\d_]+", text)
    if not words or len(words[0]) == 2 and len(words) == 1 or words[0] == "The":
        return False  # "US - China talks"
    return any(w.isupper() and len(w) > 2 for w in words[:3]) or "(" in text or len(words) <= 2 or bool(re.search(r"\d", text))
