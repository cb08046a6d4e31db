"""Plain text, with or without front matter: one article a file, or an export of a press database with many.

Without front matter the headline, the byline and its date are those of the first lines.

Front matter is a block of ``name: value`` lines between two lines of three dashes; `title`, `published`, `outlet`,
`byline`, `language`, `url` and `id` are read from it.
"""

from __future__ import annotations

import re

from kg.reading.formats.exports import documents
from kg.reading.outcome import Fields, Found
from kg.reading.text.masthead import headed

_BLOCK = re.compile(r"\s*---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)(.*)", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r"[ \t]*([A-Za-z_]+)[ \t]*:[ \t]*(.*)")


def fields(text: str, path: str) -> Found:
    """The articles in `text`."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front, body = front_matter(text)
    exported = None if front else documents(text, path)
    yield from exported or iter([(None, {**front, "text": body} if front else headed(body))])


def front_matter(text: str) -> tuple[Fields, str]:
    """The named values at the start of `text`, and what follows them."""
    block = _BLOCK.match(text)
    if not block:
        return {}, text
    found: Fields = {}
    for line in block[1].splitlines():
        if pair := _LINE.match(line):
            found[pair[1].lower()] = _unquoted(pair[2].strip())
    return found, block[2]


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
