"""Lines of a text: which of them go on, as where prose is wrapped at a column, and which stand for themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from statistics import median
from typing import NamedTuple

BLANK = re.compile(r"\n(?:[ \t]*\n)+")
BULLET = re.compile(r"[ \t]*(?:[•◦▪■●○‣►▸➤→✓·][ \t]*|[*–—-][ \t]+|#{1,6}[ \t]+|\(?\d{1,2}[.)][ \t]+|\(?[a-z]\)[ \t]+)(?=\S)")
# "12:45 GMT", "9.30 pm -", "7am:", as a live blog's entries open
CLOCK = re.compile(
    r"\[?(?:\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]m\b)(?:\s?(?:GMT|UTC|local time|[A-Z]{1,3}S?T\b))?\]?"
    r"[ \t]*[:–—|-]*[ \t]+(?=[\"“'‘]?[A-Z])"
)
FULL_STOP = re.compile(r"[.!?…]['\"”’)\]]*[ \t]*$")
# what cannot end a line that stands for itself: the phrase goes on
GOES_ON = re.compile(
    r"(?:,|\b(?:a|an|the|this|its|his|her|their|and|or|but|of|in|on|at|by|to|from|with|for|into|over|under|between|against"
    r"|that|who|which|has|have|had|is|are|was|were|be|been|will|would|Mr\.|Mrs\.|Ms\.|Dr\.|Gen\.|Col\.|Sen\.|Gov\.))[ \t]*$"
)
# "MR. MILLER:", "Q:", as a transcript's turns open
TURN = re.compile(r"[ \t]*(?:[QA][.:]|[A-Z][A-Z.’'-]+(?:[ \t][A-Z.’'-]+){0,6}[ \t]*:)(?:[ \t]|$)")
NEARLY_FULL = 0.8  # of the usual length of wrapped lines, from which a line is full: the last word of one is seldom longer
TELLING_CELL = 4  # words of a table's cell that may be a sentence
HEADLINE_LENGTH = 150  # characters; what is longer without a full stop is prose that lost it


class Piece(NamedTuple):
    """Part of a text that is read by itself; `listed` says that it is a line rather than a paragraph."""

    start: int
    end: int
    listed: bool


def pieces(text: str) -> Iterator[Piece]:
    """The paragraphs of `text`, and of lists, tables and headlines one a line the lines."""
    usual = _wrapped_at(text)
    start = 0
    for gap in [*BLANK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        yield from _paragraph(text, start, end, usual)
        start = gap.end() if gap else end


def _paragraph(text: str, start: int, end: int, usual: float) -> Iterator[Piece]:
    lines = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]+", text[start:end]) if m.group().strip()]
    whole: list[tuple[int, int]] = []
    for first, last in lines:
        if whole and _goes_on(text[whole[-1][0] : whole[-1][1]].rpartition("\n")[2], text[first:last], usual):
            whole[-1] = whole[-1][0], last
        else:
            whole.append((first, last))
    for first, last in whole:
        listed = len(whole) > 1 or BULLET.match(text, first) is not None
        cells = list(_cells(text, first, last))
        yield from (Piece(a, b, listed or len(cells) > 1) for a, b in cells)


def _wrapped_at(text: str) -> float:
    """The usual length of the lines that a sentence clearly crosses; 0 where none does."""
    lines = text.split("\n")
    crossed = [len(one) for one, other in zip(lines, lines[1:], strict=False) if one.strip() and other[:1].islower()]
    return median(crossed) if crossed else 0


def _goes_on(line: str, following: str, usual: float) -> bool:
    """Whether a sentence may go on from `line` to the one `following`."""
    if "\t" in line or "\t" in following or BULLET.match(following) or TURN.match(following):
        return False
    if following.lstrip()[0].islower() or GOES_ON.search(line):
        return True
    return usual > 0 and len(line) >= NEARLY_FULL * usual


def _cells(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cells of a table's row where one of them could be a sentence, else the row."""
    cells = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\t]+", text[start:end])]
    if any(len(text[a:b].split()) >= TELLING_CELL for a, b in cells):
        yield from cells
    else:
        yield start, end
