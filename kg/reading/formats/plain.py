"""Plain text, with or without front matter: one article a file.

Front matter is a block of ``name: value`` lines between two lines of three dashes; `title`, `published`, `outlet`,
`byline`, `language`, `url` and `id` are read from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading.record import Fields

_BLOCK = re.compile(r"\s*---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)(.*)", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"[ \t]*([A-Za-z_]+)[ \t]*:[ \t]*(.*?)[ \t]*$")


def fields(text: str) -> Iterator[Fields]:
    """The one article in `text`."""
    front, body = front_matter(text)
    yield {**front, "text": body}


def front_matter(text: str) -> tuple[Fields, str]:
    """The named values at the start of `text`, and what follows them."""
    block = _BLOCK.match(text.replace("\r\n", "\n"))
    if not block:
        return {}, text
    found: Fields = {}
    for line in block[1].splitlines():
        if pair := _LINE.match(line):
            found[pair[1].lower()] = _unquoted(pair[2])
    return found, block[2]


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
