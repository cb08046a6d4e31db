"""Which texts of a database are nearly the same: each is compared once, when it is new, and what was found is kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import lru_cache, partial

from kg.sameness import same_texts
from kg.sameness.components import Join, join
from kg.sameness.copies import Printed, owned, speakers
from kg.sameness.judgements import Judgements
from kg.store.log import has_table

_MARK = "sketches"
_TEXTS_AT_ONCE, _SKETCHES_AT_ONCE = 512, 20_000
_INSERT = "INSERT INTO sketches (text, day, slots) VALUES (?, ?, ?)"


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


def windows(room: sqlite3.Connection) -> Iterator[list[tuple[int, same_texts.Sketch]]]:
    """All sketches by day, so many at once, each time with those of the days before and with the undated ones."""
    undated: list[tuple[int, same_texts.Sketch]] = []
    window: list[tuple[int, same_texts.Sketch]] = []
    most = _SKETCHES_AT_ONCE
    for key, day, slots in room.execute("SELECT text, day, slots FROM sketches ORDER BY day"):  # nothing comes first
        if day is None:
            undated.append((key, same_texts.Sketch(day, slots)))
            continue
        if len(window) >= most:
            yield sorted(undated + window)
            window = [old for old in window if day - (old[1].day or 0) <= same_texts.DAYS]
            most = _SKETCHES_AT_ONCE + len(undated) + 2 * len(window)  # or else too many would be met again and again
        window.append((key, same_texts.Sketch(day, slots)))
    yield sorted(undated + window)


def _alike(db: sqlite3.Connection, keep: bool) -> Iterator[Join]:
    """Pairs of articles with nearly the same text, as the owners of these."""
    stored = _is_current(db)
    if keep and not stored:
        for table in ("alike", "sketches"):
            db.execute(f"DELETE FROM {table}")
        db.execute("REPLACE INTO marks (name, value) VALUES (?, ?)", (_MARK, same_texts.version()))
    stored = stored or keep
    new = _new(db, stored)
    pairs = db.execute("SELECT one, other, score FROM alike").fetchall() if stored else []
    if new:
        with _room(db, stored, keep) as room:
            found = _compared(db, room, new)
        pairs += found
        if keep:
            db.executemany("INSERT INTO alike (one, other, score) VALUES (?, ?, ?)", found)
    keys = json.dumps(sorted({key for pair in pairs for key in pair[:2]}))
    owners = dict(db.execute("SELECT key, owner FROM texts WHERE key IN (SELECT value FROM json_each(?))", (keys,)).fetchall())
    return (join(owners[one], owners[other], score) for one, other, score in pairs)


@contextmanager
def _room(db: sqlite3.Connection, stored: bool, keep: bool) -> Iterator[sqlite3.Connection]:
    """Where sketches may be written: the database itself, or else a place that is gone afterwards."""
    if keep:
        yield db
        return
    with closing(sqlite3.connect("")) as aside:
        aside.execute("CREATE TABLE sketches (text INTEGER PRIMARY KEY, day INTEGER, slots BLOB NOT NULL)")
        if stored:
            aside.executemany(_INSERT, db.execute("SELECT text, day, slots FROM sketches"))
        yield aside


def _compared(db: sqlite3.Connection, room: sqlite3.Connection, new: Iterable[int]) -> list[tuple[int, int, float]]:
    """Pairs of texts (keys) that are nearly the same, at least one of each pair `new`; sketches of these are put into `room`."""
    fresh = frozenset(new)
    room.executemany(_INSERT, ((key, *same_texts.sketch(*_text(db, key))) for key in sorted(fresh)))
    found: dict[tuple[int, int], float] = {}
    for window in windows(room):
        keys = [key for key, _ in window]
        places = {place for place, key in enumerate(keys) if key in fresh}
        if places:
            words = lru_cache(_TEXTS_AT_ONCE)(partial(_words, db, keys))
            alike = same_texts.alike([sketch for _, sketch in window], places, words)
            found.update(((keys[one], keys[other]), score) for one, other, score in alike)
    return [(*pair, score) for pair, score in found.items()]


def _text(db: sqlite3.Connection, key: int) -> tuple[str, str | None]:
    row: tuple[str, str | None] = db.execute("SELECT text, published FROM texts WHERE key = ?", (key,)).fetchone()
    return row


def _words(db: sqlite3.Connection, keys: Sequence[int], place: int) -> str:
    return _text(db, keys[place])[0]


def _new(db: sqlite3.Connection, stored: bool) -> list[int]:
    """Texts of which no sketch is stored."""
    known = "LEFT JOIN sketches s ON s.text = t.key WHERE s.text IS NULL AND" if stored else "WHERE"
    return [row[0] for row in db.execute(f"SELECT t.key FROM texts t {known} t.text <> '' AND t.owner IS NOT NULL")]


def _is_current(db: sqlite3.Connection) -> bool:
    """Whether what is stored is what this program would find."""
    if not has_table(db, "sketches"):
        return False
    return bool(db.execute("SELECT 1 FROM marks WHERE name = ? AND value = ?", (_MARK, same_texts.version())).fetchone())
