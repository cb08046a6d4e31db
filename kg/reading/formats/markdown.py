"""Markdown, read by markdown-it: front matter as in plain text, else the first heading as the title; words stay, marks go."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.reading.formats.plain import front_matter
from kg.reading.outcome import Found

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LONGEST = 20_000  # characters of a paragraph; over the marks in a longer one the library takes quadratic time
_BREAKS = ("softbreak", "hardbreak")
_WORDS = ("text", "code_inline")


def fields(text: str, path: str) -> Found:
    """The one article in `text`."""
    from markdown_it import MarkdownIt

    front, body = front_matter(text.replace("\r\n", "\n"))
    reader = MarkdownIt("commonmark")
    reader.core.ruler.disable("inline")
    blocks = list(_blocks(reader, reader.parse(body)))
    if blocks and blocks[0][0] == "h1" and not front.get("title"):
        front["title"] = blocks.pop(0)[1]
    yield None, {**front, "text": "\n\n".join(words for _, words in blocks)}


def _blocks(reader: MarkdownIt, tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """Each paragraph and heading, with the name that HTML has for it."""
    name = ""
    for token in tokens:
        if token.type == "inline":
            words = token.content
            if len(words) <= _LONGEST:
                parts: list[Token] = []
                reader.inline.parse(words, reader, {}, parts)
                words = "".join(map(_words, parts))
            if words.strip():
                yield name, words
        elif token.type in ("code_block", "fence") and token.content.strip():
            yield "p", token.content.strip("\n")
        name = token.tag


def _words(token: Token) -> str:
    return token.content if token.type in _WORDS else "\n" if token.type in _BREAKS else ""
