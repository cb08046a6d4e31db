"""A database as the source of a network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from weakref import finalize

from kg.graph import Network
from kg.graph.source import Answers, Reading
from kg.model import Article, Statement
from kg.sameness import Join
from kg.store.store import Store


class Stored:
    """A database at one moment: whoever writes meanwhile, all that it gives fits together.

    What is one event in all of it is one among the statements of at least `min_confidence`, too.

    Raises
    ------
    StoreError
        Where there is no such database, or it cannot be read.
    """

    def __init__(self, store: Store, min_confidence: float = 0.0) -> None:
        self._store, self._floor = store, min_confidence
        self.judgements, self.copies = store.resolved()

    @classmethod
    def open(cls, path: str | Path, min_confidence: float = 0.0) -> Stored:
        """What a file holds now; it stays open for as long as anybody has this."""
        store = Store.open(path, readonly=True)
        store.stand_still()
        opened = cls(store, min_confidence)
        finalize(opened, store.close)
        return opened

    @property
    def mark(self) -> tuple[int, ...]:
        """Nothing changes, since it stands still."""
        return ()

    def statements(self) -> Iterator[Statement]:
        """As judged, those of copies left out."""
        yield from self.judgements.applied(self.copies.told(self._store.statements()), self._floor)

    def articles(self) -> Iterator[Article]:
        """Those that speak for themselves."""
        yield from self.copies.spoken(self._store.articles())

    def readings(self) -> Iterator[Reading]:
        """The finished runs."""
        yield from self._store.readings()

    @contextmanager
    def answers(self) -> Iterator[Answers | None]:
        """The index, where it is up to date and nothing is left out."""
        with self._store.readable():
            yield None if self._floor else self._store.index()

    def joins(self) -> tuple[Join, ...] | None:
        """What is one event in the whole database, where statements are left out."""
        return Network(Stored(self._store)).joins() if self._floor else None
