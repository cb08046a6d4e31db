"""HTML to text, for the fragments that feeds carry; whole pages want more, see `kg.reading.formats.page`."""

from __future__ import annotations

from html.parser import HTMLParser

_APART = frozenset(
    "address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li main ol p pre section table td th tr ul".split()
)
_LEFT_OUT = frozenset("figcaption figure iframe noscript script style svg template".split())


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


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._left_out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEFT_OUT:
            self._left_out.append(tag)
        elif tag in _APART:
            self.words.append("\0")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._left_out:
            del self._left_out[self._left_out.index(tag) :]
        elif tag in _APART:
            self.words.append("\0")

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self.words.append(data.replace("\0", ""))
