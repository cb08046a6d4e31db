"""HTML to text, for the fragments that feeds carry; whole pages want more, see `kg.reading.formats.page`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

_APART = frozenset(
    "address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li main ol p pre section table td th tr ul".split()
)
_LEFT_OUT = frozenset("figcaption figure iframe noscript script style svg template".split())
_TAG = re.compile(r"</(?:p|div|a|b|i|em|strong|span|h[1-6]|li|ul|blockquote|figure|section)>|<br ?/?>|<p>", re.IGNORECASE)
# A comment or a tag; none reaches over the next `<`, so that tags that are never closed are looked at once.
_MARK = re.compile(
    r"""<!--.*?(?:-->|\Z) | <(?P<end>/?)(?P<name>[a-z][\w:-]*+)(?:[^<>"']|"[^"<]*"|'[^'<]*')*+> | <[!?][^<>]*+>""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)


def text_of(fragment: str) -> str:
    """The words of `fragment`, its paragraphs parted by blank lines.

    Examples
    --------
    >>> text_of("<p>Malta met <b>Tunisia</b>.</p><figure>A photo</figure><p>Talks go&nbsp;on.</p>")
    'Malta met Tunisia.\\n\\nTalks go on.'
    """
    paragraphs = (" ".join(paragraph.split()) for paragraph in "".join(_words(fragment)).split("\0"))
    return "\n\n".join(filter(None, paragraphs))


def is_markup(text: str) -> bool:
    """Whether `text` is HTML: it closes an element, or breaks a line as HTML does."""
    return _TAG.search(text) is not None


def _words(fragment: str) -> Iterator[str]:
    """The words between marks, and a NUL where a paragraph ends."""
    within, depth = "", 0  # the outermost element that is left out, and how many of its name are open
    place = 0
    for mark in _MARK.finditer(fragment):
        if not depth:
            yield unescape(fragment[place : mark.start()]).replace("\0", "")
        place = mark.end()
        name = (mark["name"] or "").lower()
        if depth:
            depth += (name == within) * (-1 if mark["end"] else 1)
        elif name in _LEFT_OUT and not mark["end"]:
            within, depth = name, 1
        elif name in _APART:
            yield "\0"
    if not depth:
        yield unescape(fragment[place:]).replace("\0", "")
