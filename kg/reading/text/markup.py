"""HTML to text, for the fragments that feeds carry; whole pages want more, see `kg.reading.formats.page`."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_APART = frozenset(
    "address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li main ol p pre section table td th tr ul".split()
)
_LEFT_OUT = frozenset("figcaption figure iframe noscript script style svg template".split())
_TAG = re.compile(r"</(?:p|div|a|b|i|em|strong|span|h[1-6]|li|ul|blockquote|figure|section)>|<br ?/?>|<p>", re.IGNORECASE)


def text_of(fragment: str) -> str:
    """The words of `fragment`, its paragraphs parted by blank lines.

    Examples
    --------
    >>> text_of("<p>Malta met <b>Tunisia</b>.</p><figure>A photo</figure><p>Talks go&nbsp;on.</p>")
    'Malta met Tunisia.\\n\\nTalks go on.'
    """
    reader = _Words()
    reader.feed(fragment)
    reader.close()
    paragraphs = (" ".join(paragraph.split()) for paragraph in "".join(reader.words).split("\0"))
    return "\n\n".join(filter(None, paragraphs))


def is_markup(text: str) -> bool:
    """Whether `text` is HTML: it closes an element, or breaks a line as HTML does."""
    return _TAG.search(text) is not None


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._within, self._depth = "", 0  # the outermost element that is left out, and how many of its name are open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._depth:
            self._depth += tag == self._within
        elif tag in _LEFT_OUT:
            self._within, self._depth = tag, 1
        elif tag in _APART:
            self.words.append("\0")

    def handle_endtag(self, tag: str) -> None:
        if self._depth:
            self._depth -= tag == self._within
        elif tag in _APART:
            self.words.append("\0")

    def handle_data(self, data: str) -> None:
        if not self._depth:
            self.words.append(data.replace("\0", ""))
