"""What a database holds, as it is read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from kg.errors import ExportError, StoreError
from kg.files import replacing_name
from kg.graph.run import Run
from kg.model import Actor, Article, Statement
from kg.sameness.copies import Copies
from kg.sameness.judgements import Judgement, Judgements
from kg.statements.order import reading_order
from kg.store import identities, log
from kg.store.identities import article_columns, article_of
from kg.store.index import Index
from kg.store.rows import ACTOR, STATEMENT, row_actor, row_statement
from kg.store.schema import BROKEN, DERIVED, explained


class Contents:
    """The readable side of a store."""

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db, self._path = db, path

    def stand_still(self) -> None:
        """Show what is there now from here on, whatever others write."""
        with self._errors():
            self._db.execute("BEGIN")
            self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()  # only reading begins it

    def backup(self, path: str | Path) -> None:
        """Write a copy of the database, as it is at one moment, to `path`, whole or not at all.

        Raises
        ------
        ExportError
        """
        if Path(path).resolve() == self._path.resolve():
            raise ExportError(f"{path}: this is the database itself")
        with replacing_name(path) as draft:
            draft.touch(exist_ok=False)
            try:
                with closing(sqlite3.connect(draft)) as copy:
                    self._db.backup(copy)
            except sqlite3.Error as error:
                raise ExportError(f"{path}: cannot be written: {error}") from error

    def articles(self) -> Iterator[Article]:
        """The current articles in order of their ids; of those that print the very same text, the one with the least id."""
        columns = article_columns(self._db)
        rows = self._rows(f"SELECT {columns}, t.text FROM texts t CROSS JOIN articles a ON a.id = t.owner ORDER BY t.owner")
        with self.readable():
            yield from (article_of(row[:-1], row[-1]) for row in rows)

    def statements(self, min_confidence: float = 0.0) -> Iterator[Statement]:
        """The current statements of at least `min_confidence`, by article and place."""
        return self._statements("s.confidence >= ?", min_confidence)

    def counts(self) -> dict[str, int]:
        """How many articles, duplicates (articles whose text stands under another id), statements and actors there are."""
        with self._errors():
            row = self._db.execute(
                """
                SELECT (SELECT count(*) FROM texts), (SELECT count(*) FROM articles) - (SELECT count(*) FROM texts),
                    (SELECT count(*) FROM statements),
                    (SELECT count(DISTINCT id) FROM actors WHERE key IN
                        (SELECT source FROM statements UNION SELECT target FROM statements))
                """
            ).fetchone()
        return dict(zip(("articles", "duplicates", "statements", "actors"), row, strict=True))

    def one_text(self, one: str, other: str) -> bool:
        """Whether two articles print the very same text, of the same day under the same headline."""
        query = "SELECT count(*), count(DISTINCT text) FROM articles WHERE id IN (?, ?)"
        return list(self._rows(query, one, other)) == [(2, 1)]

    def readings(self) -> Iterator[tuple[Run, tuple[str, ...]]]:
        """The finished runs that read what is current, in order of their keys, each with the ids of the articles it read."""
        with self.readable():
            runs = {
                key: Run(version, model, json.loads(options))
                for key, version, model, options in self._rows("SELECT DISTINCT run, version, model, options FROM runs")
            }
        for key in sorted(runs):
            owners = tuple(row[0] for row in self._rows("SELECT owner FROM texts WHERE run = ? ORDER BY owner", key))
            if owners:
                yield runs[key], owners

    def log(self) -> list[Judgement]:
        """All judgements in the order in which they were given."""
        with self.readable():
            return log.entries(self._db)

    def resolved(self) -> tuple[Judgements, Copies]:
        """What the log comes to, with the names that are spelt nearly alike, and which articles print another's text."""
        with self.readable():
            return identities.read(self._db, Judgements.of(self.log()), stored=log.is_derived(self._db, DERIVED))

    def last_export(self) -> str | None:
        """The stamp of the last `Store.note_export`; None where something changed since."""
        with self._errors():
            return log.last_export(self._db)

    def index(self) -> Index | None:
        """What answers questions; None where it is not up to date."""
        with self._errors():
            fresh = log.is_derived(self._db, DERIVED)
        if not fresh:
            return None
        judged, copies = self.resolved()

        def load(idents: Iterable[str]) -> Iterator[Statement]:
            of_those = self._statements("t.owner IN (SELECT value FROM json_each(?))", json.dumps(list(idents)))
            return judged.applied(copies.told(of_those))

        return Index(self._db, load)

    def _statements(self, condition: str, value: Any) -> Iterator[Statement]:
        actors = self._actors()
        rows = self._rows(
            f"""
            SELECT t.owner, t.title, t.published, a.outlet, a.url, t.reader, {", ".join("s." + c for c in STATEMENT.split(", "))}
            FROM texts t CROSS JOIN articles a ON a.id = t.owner CROSS JOIN statements s ON s.text = t.key
            WHERE {condition} ORDER BY t.owner
            """,
            value,
        )
        for _, group in groupby(rows, key=itemgetter(0)):
            with self.readable():
                found = sorted((row_statement(row[6:], row[:5], row[5], actors) for row in group), key=reading_order)
            yield from found

    def _actors(self) -> dict[int, Actor]:
        with self.readable():
            return {row[0]: row_actor(row[1:]) for row in self._rows(f"SELECT key, {ACTOR} FROM actors")}

    def _rows(self, query: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        with self._errors():
            cursor = self._db.execute(query, values)
            yield from (row for row in cursor)  # else the cursor would be closed, perhaps after its database

    @contextmanager
    def readable(self) -> Iterator[None]:
        """Whatever this block reads is as this program writes it.

        Raises
        ------
        StoreError
            Where it is not.
        """
        with self._errors():
            try:
                yield
            except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
                what = f"{type(error).__name__}: {error}"
                raise StoreError(f"{self._path}: the database is damaged; build it again from the articles ({what})") from error

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except BROKEN as error:
            raise explained(error, self._path, log.others(self._db)) from error
