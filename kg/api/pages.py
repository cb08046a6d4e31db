"""Pages that notebooks show, kept as long as what they were made of stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.errors import UsageError
from kg.graph import Network

Key = tuple[tuple[int, ...], str, int, str]


@dataclass(frozen=True, slots=True)
class View:
    """The page in a sandboxed frame, for a notebook to show; where HTML is not trusted, `summary` stands for it."""

    html: str
    summary: str = ""

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"<kg.View{': ' + self.summary if self.summary else ''}; a notebook that is trusted shows the page>"


class Pages:
    """The compressed page that was made last."""

    def __init__(self) -> None:
        self._key: Key | None = None
        self._page = b""

    def page(
        self, network: Network, mark: tuple[int, ...] | None, title: str, most: int, level: Literal["actor", "state"]
    ) -> bytes:
        """That of `network`; `mark` changes where it does, and is None where it may change unseen."""
        from kg.export.html import packed

        key = None if mark is None else (mark, title, most, level)
        if key is None or key != self._key:
            self._key, self._page = key, packed(network, title=title, max_links=most, level=level)
        return self._page


def pixels(height: int | str) -> int:
    """A height such as 700 or ``"700px"``, in pixels."""
    digits = str(height).removesuffix("px").strip()
    if not digits.isdecimal():
        raise UsageError(f'height: expected pixels such as 700 or "700px", got {height!r}')
    return int(digits)
