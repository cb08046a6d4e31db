"""Which texts of a database are nearly the same: each is compared once, when it is new, and what was found is kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.graph import wire
from kg.graph.copies import Printed, owned, speakers
from kg.graph.judgements import Judgements
from kg.graph.log import has_table
from kg.graph.roots import Join, join

_MARK = "sketches"
_TEXTS_AT_ONCE = 512


def found(db: sqlite3.Connection, judged: Judgements, *, keep: bool) -> dict[str, str]:
    """For each article that prints another's text, which one speaks for it.

    What is new is compared with all; with `keep` that is written down, within the caller's transaction.
    """
    alike = {(one, other): score for one, other, score in _alike(db, keep)}
    idents = sorted({ident for pair in (*judged.one_text, *judged.two_texts) for ident in pair})
    rows = db.execute(
        "SELECT a.id, t.owner FROM articles a JOIN texts t ON t.key = a.text WHERE a.id IN (SELECT value FROM json_each(?))",
        (json.dumps(idents),),
    )
    owner = dict(rows.fetchall())
    same, differ = owned(judged.one_text, owner), owned(judged.two_texts, owner)
    wanted = sorted({ident for pair in (*alike, *same) for ident in pair})
    printed = {
        ident: Printed(length, published, ident)
        for ident, length, published in db.execute(
            "SELECT owner, length(text), published FROM texts WHERE owner IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        )
    }
    spoken = speakers((Join(*pair, score) for pair, score in alike.items()), printed, same, differ)
    doubles = db.execute("SELECT a.id, t.owner FROM articles a JOIN texts t ON t.key = a.text WHERE a.id <> t.owner")
    return {**spoken, **{ident: spoken.get(of, of) for ident, of in doubles}}


def _alike(db: sqlite3.Connection, keep: bool) -> Iterator[Join]:
    """Pairs of articles with nearly the same text, as the owners of these."""
    stored = _is_current(db)
    if keep and not stored:
        for table in ("alike", "sketches"):
            db.execute(f"DELETE FROM {table}")
        db.execute("REPLACE INTO marks (name, value) VALUES (?, ?)", (_MARK, wire.version()))
    stored = stored or keep
    new = [(key, *wire.sketch(text, published)) for key, text, published in _new(db, stored)]
    old = db.execute("SELECT text, day, slots FROM sketches").fetchall() if stored and new else []
    found = _compared(db, old, new) if new else []
    pairs = [*found, *db.execute("SELECT one, other, score FROM alike")] if stored else found
    if keep:
        db.executemany("INSERT INTO sketches (text, day, slots) VALUES (?, ?, ?)", new)
        db.executemany("INSERT INTO alike (one, other, score) VALUES (?, ?, ?)", found)
    keys = json.dumps(sorted({key for pair in pairs for key in pair[:2]}))
    owners = dict(db.execute("SELECT key, owner FROM texts WHERE key IN (SELECT value FROM json_each(?))", (keys,)).fetchall())
    return (join(owners[one], owners[other], score) for one, other, score in pairs)


def _compared(
    db: sqlite3.Connection, old: Iterable[tuple[int, int | None, bytes]], new: Iterable[tuple[int, int | None, bytes]]
) -> list[tuple[int, int, float]]:
    """Pairs of texts (keys) that are nearly the same, at least one of each pair `new`."""
    rows = sorted([*old, *new])
    fresh = {key for key, *_ in new}

    @lru_cache(_TEXTS_AT_ONCE)
    def text(place: int) -> str:
        row: tuple[str] = db.execute("SELECT text FROM texts WHERE key = ?", (rows[place][0],)).fetchone()
        return row[0]

    sketches = [wire.Sketch(day, slots) for _, day, slots in rows]
    places = {place for place, row in enumerate(rows) if row[0] in fresh}
    return [(rows[one][0], rows[other][0], score) for one, other, score in wire.alike(sketches, places, text)]


def _new(db: sqlite3.Connection, stored: bool) -> Iterator[tuple[int, str, str | None]]:
    """Texts of which no sketch is stored."""
    known = "LEFT JOIN sketches s ON s.text = t.key WHERE s.text IS NULL AND" if stored else "WHERE"
    return db.execute(f"SELECT t.key, t.text, t.published FROM texts t {known} t.text <> '' AND t.owner IS NOT NULL")


def _is_current(db: sqlite3.Connection) -> bool:
    """Whether what is stored is what this program would find."""
    if not has_table(db, "sketches"):
        return False
    return bool(db.execute("SELECT 1 FROM marks WHERE name = ? AND value = ?", (_MARK, wire.version())).fetchone())
