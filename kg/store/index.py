"""Events as rows of the database, derived from the statements, so that questions need not read them all."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from hashlib import blake2b
from typing import Any

from kg.graph import derive
from kg.graph.model import Event, Pair
from kg.graph.questions import Question, called, goldstein_of, text_of
from kg.graph.timeline import Cell
from kg.model import Actor, Statement
from kg.sameness.components import Join, groups
from kg.sameness.descriptions import merged_descriptions
from kg.sameness.judgements import Judgements
from kg.sameness.same_events import joins
from kg.store.rows import packed, unpacked

INDEX_SCHEMA = """
CREATE TABLE IF NOT EXISTS joins (
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS events (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    type TEXT,
    status TEXT NOT NULL,
    scope TEXT,
    day TEXT,
    goldstein REAL,
    confidence REAL NOT NULL,
    reports INTEGER NOT NULL,
    members TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS event_words USING fts5 (
    words, content = '', detail = none, columnsize = 0, tokenize = 'unicode61 remove_diacritics 0'
);
CREATE TABLE IF NOT EXISTS people (id TEXT PRIMARY KEY, actor TEXT NOT NULL) STRICT, WITHOUT ROWID
"""
INDICES = """
CREATE INDEX IF NOT EXISTS events_by_ends ON events (source, target, day);
CREATE INDEX IF NOT EXISTS events_by_target ON events (target, day);
CREATE INDEX IF NOT EXISTS events_by_type ON events (type, day);
CREATE INDEX IF NOT EXISTS events_by_day ON events (day, type, goldstein, reports);
CREATE INDEX IF NOT EXISTS events_by_id ON events (id)
"""
_MANY = 20  # actors
DERIVED_TABLES = ("events", "joins", "people")  # with `event_words`, which is compared by its `words`
_ORDERS = {
    "date": "day DESC, key DESC",
    "goldstein": "goldstein IS NULL, goldstein, day DESC, key DESC",
    "reports": "reports DESC, day DESC, key DESC",
    "confidence": "confidence DESC, day DESC, key DESC",
}


def words(db: sqlite3.Connection) -> str:
    """A digest of what a search for each word finds; a database that may be written to is needed, which is left as it was.

    Raises
    ------
    sqlite3.DatabaseError
        Where the index of words does not hold together.
    """
    found = blake2b()
    db.execute("INSERT INTO event_words (event_words) VALUES ('integrity-check')")
    db.execute("CREATE VIRTUAL TABLE temp.spelt USING fts5vocab(main, event_words, row)")
    for (word,) in db.execute("SELECT term FROM temp.spelt ORDER BY 1").fetchall():
        events = db.execute("SELECT rowid FROM event_words WHERE event_words MATCH ? ORDER BY 1", (f'"{word}"',))
        found.update(json.dumps([word, [event for (event,) in events]]).encode())
    db.execute("DROP TABLE temp.spelt")
    return found.hexdigest()


def refresh(db: sqlite3.Connection, statements: Callable[[], Iterable[Statement]], judged: Judgements) -> None:
    """Derive joins, events and actors anew from `statements` as judged, within the caller's transaction."""
    for name in ("event_words", *DERIVED_TABLES):
        db.execute(f"DROP TABLE IF EXISTS {name}")
    for made in INDEX_SCHEMA.split(";\n"):
        db.execute(made)
    found = joins(statements(), judged)
    db.executemany("INSERT INTO joins VALUES (?, ?, ?)", found)
    seen: dict[Actor, int] = {}
    for key, event in enumerate(derive.events(statements, groups(found))):
        code = event.code
        members = json.dumps([(s.evidence.article_id, s.id) for s in event.reports], ensure_ascii=False)
        db.execute(
            "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                key,
                event.id,
                event.source.id,
                event.target.id,
                code.plover if code else None,
                event.status,
                event.scope,
                event.date,
                goldstein_of(event),
                event.confidence,
                len(event.reports),
                members,
            ),
        )
        db.execute("INSERT INTO event_words (rowid, words) VALUES (?, ?)", (key, text_of(event)))
        for who in derive.ends(event):
            seen[who] = seen.get(who, 0) + 1
    for made in INDICES.split(";\n"):  # sorted at the end, where filled row by row they would be read all over the disk
        db.execute(made)
    db.executemany("INSERT INTO people VALUES (?, ?)", ((actor.id, packed(actor)) for actor in merged_descriptions(seen)))


class Index:
    """Answers questions from the derived tables; it agrees with `kg.graph.questions.answer` on all that they hold."""

    def __init__(self, db: sqlite3.Connection, load: Callable[[Iterable[str]], Iterable[Statement]]) -> None:
        self._db, self._load = db, load

    def find(self, question: Question) -> list[Event]:
        """As `kg.graph.Network.ask`."""
        where, values = self._conditions(question)
        rows = self._db.execute(
            f"SELECT members FROM events WHERE {where} ORDER BY {_ORDERS[question.sort]} LIMIT ?",
            (*values, -1 if question.limit is None else min(question.limit, sys.maxsize)),
        ).fetchall()
        members = [json.loads(row[0]) for row in rows]
        wanted = sorted({article for listed in members for article, _ in listed})
        loaded = {s.id: s for s in self._load(wanted)}
        return [derive.event(loaded[ident] for _, ident in listed) for listed in members]

    def cells(self, question: Question) -> list[Cell]:
        """Counts of the events that meet `question`, whatever its limit."""
        where, values = self._conditions(question)
        rows = self._db.execute(
            f"""
            SELECT day, type, goldstein, count(*), sum(reports) FROM events
            WHERE day IS NOT NULL AND {where} GROUP BY day, type, goldstein
            """,
            values,
        )
        return [Cell(*row) for row in rows]

    def undated(self, question: Question) -> int:
        """How many events that meet `question` have no date."""
        where, values = self._conditions(question)
        (count,) = self._db.execute(f"SELECT count(*) FROM events WHERE day IS NULL AND {where}", values).fetchone()
        return int(count)

    def joins(self) -> tuple[Join, ...]:
        """The decisions that made events of several statements, surest first."""
        rows = self._db.execute("SELECT one, other, score FROM joins ORDER BY score DESC, one, other")
        return tuple(Join(*row) for row in rows)

    def pairs(self) -> Iterator[Pair]:
        """As `kg.graph.Network.pairs`."""
        rows = self._db.execute(
            """
            SELECT min(source, target) AS one, max(source, target) AS other, sum(reports) AS reports FROM events
            GROUP BY one, other ORDER BY reports DESC, one, other
            """
        )
        return (Pair(*row) for row in rows)

    def actors(self) -> list[Actor]:
        """Everyone who is source or target, in order of ids."""
        return [unpacked(row[0]) for row in self._db.execute("SELECT actor FROM people ORDER BY id")]

    def _conditions(self, question: Question) -> tuple[str, list[Any]]:
        q, where, values = question, ["1"], list[Any]()
        everyone = self.actors() if q.source or q.target or q.between else []
        sources, targets = called(q.source, everyone), called(q.target, everyone)
        ends = [called((name,), everyone) or frozenset() for name in q.between]

        def one_of(column: str, allowed: Collection[str], alone: bool = True) -> str:
            values.append(json.dumps(sorted(allowed)))
            tested = "" if alone or len(allowed) < _MANY else "+"  # else SQLite would look each source up with each target
            return f"{tested}{column} IN (SELECT value FROM json_each(?))"

        for column, allowed in (
            ("source", sources),
            ("target", targets),
            ("type", q.types or None),
            ("status", q.statuses or None),
            ("scope", (q.scope,) if q.scope else None),
        ):
            if allowed is not None:
                where.append(one_of(column, allowed, column != "target" or sources is None))
        if ends:
            two = len(ends) == 2
            there = f"({one_of('source', ends[0])} {'AND' if two else 'OR'} {one_of('target', ends[-1], not two)})"
            back = f" OR ({one_of('source', ends[1])} AND {one_of('target', ends[0], alone=False)})" if two else ""
            where.append(f"({there}{back})")
        if q.since:  # a year may hold the day asked for
            where.append("day >= ? AND day || '~' >= ?")
            values += [q.since[:4], q.since]
        if q.until:
            where.append("day <= ?")
            values.append(q.until + "~")
        if q.min_confidence:
            where.append("confidence >= ?")
            values.append(q.min_confidence)
        if q.words:
            where.append("key IN (SELECT rowid FROM event_words WHERE event_words MATCH ?)")
            values.append(" AND ".join(f'"{word}"*' for word in q.words))
        return " AND ".join(where), values
