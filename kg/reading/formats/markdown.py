"""Markdown: front matter as in plain text, else the first heading as the title; marks are taken off, words stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading.formats.plain import front_matter
from kg.reading.record import Fields

_TITLE = re.compile(r"\s*#[ \t]+(.+?)[ \t#]*(?:\n|\Z)")
_MARKS = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"), ""),  # pictures
    (re.compile(r"\[([^\]\n]+)\]\([^)\n]*\)"), r"\1"),  # links
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*[-*+][ \t]+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),  # rules
    (re.compile(r"(\*\*|__|\*|_|`)(?=\S)([^\n]*?\S)\1(?!\w)"), r"\2"),  # emphasis, code
)


def fields(text: str) -> Iterator[Fields]:
    """The one article in `text`."""
    front, body = front_matter(text)
    heading = _TITLE.match(body)
    if heading and not front.get("title"):
        front["title"], body = _unmarked(heading[1]), body[heading.end() :]
    yield {**front, "text": _unmarked(body)}


def _unmarked(text: str) -> str:
    for mark, words in _MARKS:
        text = mark.sub(words, text)
    return text
