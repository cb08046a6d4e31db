"""A database as the source of a network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.graph import Network
from kg.graph.source import Answers, Reading
from kg.model import Article, Statement
from kg.sameness import Join
from kg.store.store import Store


class Stored:
    """The database at `path`, read anew whenever it is asked; nothing stays open.

    What is one event in all of it is one among the statements of at least `min_confidence`, too.

    Raises
    ------
    StoreError
        Where there is no such database, or it cannot be read.
    """

    def __init__(self, path: str | Path, min_confidence: float = 0.0) -> None:
        self._path, self._floor = Path(path), min_confidence
        with self._opened() as store:
            self.judgements, self.copies = store.judged()

    def statements(self) -> Iterator[Statement]:
        """As judged, those of copies left out."""
        with self._opened() as store:
            yield from self.judgements.applied(self.copies.told(store.statements()), self._floor)

    def articles(self) -> Iterator[Article]:
        """Those that speak for themselves."""
        with self._opened() as store:
            yield from self.copies.spoken(store.articles())

    def readings(self) -> Iterator[Reading]:
        """The finished runs."""
        with self._opened() as store:
            yield from store.readings()

    @contextmanager
    def answers(self) -> Iterator[Answers | None]:
        """The index, where it is up to date and nothing is left out."""
        with self._opened() as store:
            yield None if self._floor else store.index()

    def joins(self) -> tuple[Join, ...] | None:
        """What is one event in the whole database, where statements are left out."""
        return Network(Stored(self._path)).joins() if self._floor else None

    def _opened(self) -> Store:
        return Store.open(self._path, readonly=True)
