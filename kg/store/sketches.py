"""Which texts of a database are nearly the same: each pair is compared once, and what was found is kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import lru_cache, partial

from kg.sameness import same_texts
from kg.sameness.components import Join, join
from kg.sameness.copies import Printed, centred, owned, speakers
from kg.sameness.judgements import Judgements
from kg.store.log import has_table
from kg.store.retold import Retold

_MADE, _COMPARED = "sketches", "compared"  # marks: by what rules, and that no text came or went since
_TEXTS_AT_ONCE, _SKETCHES_AT_ONCE = 512, 20_000
_INSERT = "INSERT INTO sketches (text, day, slots) VALUES (?, ?, ?)"
_TWO = 0.0  # the score of a pair that was compared and is two

Scores = dict[tuple[int, int], float]


def changed(db: sqlite3.Connection) -> None:
    """Note that a text came or went."""
    db.execute("DELETE FROM marks WHERE name = ?", (_COMPARED,))


def found(db: sqlite3.Connection, judged: Judgements, *, keep: bool) -> dict[str, str]:
    """For each article that prints another's text, which one speaks for it.

    With `keep` what was compared is written down, within the caller's transaction.
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
    compare = partial(_likeness, db, alike, Retold(db))
    spoken = speakers(centred((Join(*pair, score) for pair, score in alike.items()), printed, compare), printed, same, differ)
    doubles = db.execute("SELECT a.id, t.owner FROM articles a JOIN texts t ON t.key = a.text WHERE a.id <> t.owner")
    return {**spoken, **{ident: spoken.get(of, of) for ident, of in doubles}}


def windows(room: sqlite3.Connection) -> Iterator[list[tuple[int, same_texts.Sketch]]]:
    """All sketches by day, some whole days at once, each time with those of the days before and with the undated ones."""
    undated: list[tuple[int, same_texts.Sketch]] = []
    window: list[tuple[int, same_texts.Sketch]] = []
    most, last = _SKETCHES_AT_ONCE, None
    for key, day, slots in room.execute("SELECT text, day, slots FROM sketches ORDER BY day"):  # nothing comes first
        if day is None:
            undated.append((key, same_texts.Sketch(day, slots)))
            continue
        if len(window) >= most and day != last:
            yield sorted(undated + window)
            window = [old for old in window if day - (old[1].day or 0) <= same_texts.DAYS]
            most = _SKETCHES_AT_ONCE + len(undated) + 2 * len(window)  # or else too many would be met again and again
        last = day
        window.append((key, same_texts.Sketch(day, slots)))
    yield sorted(undated + window)


def _alike(db: sqlite3.Connection, keep: bool) -> Iterator[Join]:
    """Pairs of articles with nearly the same text, as the owners of these."""
    made = _marked(db, _MADE)
    if keep and not made:
        for table in ("alike", "sketches"):
            db.execute(f"DELETE FROM {table}")
        db.execute("REPLACE INTO marks (name, value) VALUES (?, ?)", (_MADE, same_texts.version()))
    stored = made or keep
    scores: Scores = {(one, other): score for one, other, score in db.execute("SELECT * FROM alike")} if stored else {}
    if not (made and _marked(db, _COMPARED)):
        with _room(db, stored, keep) as room:
            scores = _compared(db, room, scores)
        if keep:
            _write(db, scores)
    pairs = [(*pair, score) for pair, score in scores.items() if score > _TWO]
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


def _compared(db: sqlite3.Connection, room: sqlite3.Connection, known: Scores) -> Scores:
    """How like each other all texts are that may be one; `known` ones are not compared again."""
    there = {row[0] for row in room.execute("SELECT text FROM sketches")}
    texts = db.execute("SELECT key, text, published, content FROM texts WHERE text <> '' AND owner IS NOT NULL ORDER BY key")
    room.executemany(_INSERT, ((key, *same_texts.sketch(*told)) for key, *told in texts if key not in there))
    found: Scores = {}
    text = lru_cache(_TEXTS_AT_ONCE)(partial(_text, db))
    for window in windows(room):
        keys = [key for key, _ in window]
        for one, other in same_texts.candidates([sketch for _, sketch in window]):
            pair = keys[one], keys[other]
            if pair not in found:
                found[pair] = known[pair] if pair in known else same_texts.likeness(*map(text, pair)) or _TWO
    return found


def _write(db: sqlite3.Connection, scores: Scores) -> None:
    db.execute("DELETE FROM alike")
    db.executemany("INSERT INTO alike (one, other, score) VALUES (?, ?, ?)", ((*pair, score) for pair, score in scores.items()))
    db.execute("REPLACE INTO marks (name, value) VALUES (?, ?)", (_COMPARED, same_texts.version()))


def _text(db: sqlite3.Connection, key: int) -> str:
    text: str = db.execute("SELECT text FROM texts WHERE key = ?", (key,)).fetchone()[0]
    return text


def _likeness(
    db: sqlite3.Connection, known: Mapping[tuple[str, str], float], retold: Retold, speaker: str, ident: str
) -> float | None:
    """How like an article's text is to that of the one which would speak for it; None where it says anything else."""
    if not retold.is_told(speaker, ident):
        return None
    pair = (speaker, ident) if speaker < ident else (ident, speaker)
    if pair in known:
        return known[pair]
    rows = db.execute("SELECT text, published FROM texts WHERE owner IN (?, ?)", pair).fetchall()
    (first, day), (second, other_day) = rows
    return same_texts.likeness(first, second) if same_texts.near(day, other_day) else None


def _marked(db: sqlite3.Connection, name: str) -> bool:
    """Whether what it marks is as this program would find it."""
    if not has_table(db, "sketches"):
        return False
    return bool(db.execute("SELECT 1 FROM marks WHERE name = ? AND value = ?", (name, same_texts.version())).fetchone())
