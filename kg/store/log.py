"""The log of judgements, the mark of what changed, and who is writing, as rows of the database."""

from __future__ import annotations

import os
import socket
import sqlite3
from collections.abc import Iterable
from datetime import UTC, datetime

from kg.errors import UsageError
from kg.sameness.judgements import Judgement


def entries(db: sqlite3.Connection) -> list[Judgement]:
    """The whole log, in its order."""
    if not has_table(db, "judgements"):
        return []  # written by an older version
    rows = db.execute("SELECT verdict, one, other, at, key, undone FROM judgements ORDER BY key")
    return [Judgement(*row) for row in rows]


def record(db: sqlite3.Connection, judgements: Iterable[Judgement]) -> int:
    """Add what the log lacks of `judgements`, taking back too, and say of how many that was; one without a time is of now."""
    known = {(j.verdict, j.one, j.other, j.at): j for j in entries(db)}
    added = 0
    for j in judgements:
        if there := known.get((j.verdict, j.one, j.other, j.at)):
            if j.undone and not there.undone:
                db.execute("UPDATE judgements SET undone = ? WHERE key = ?", (j.undone, there.key))
                added += 1
        else:
            db.execute(
                "INSERT INTO judgements (verdict, one, other, at, undone) VALUES (?, ?, ?, ?, ?)",
                (j.verdict, j.one, j.other, j.at or now(), j.undone),
            )
            added += 1
    return added


def replaced(db: sqlite3.Connection, article: str, earlier: str, later: str | None) -> None:
    """Note which version of an article made way for which; for none, where it was removed."""
    db.execute("INSERT INTO replaced (article, earlier, later, at) VALUES (?, ?, ?, ?)", (article, earlier, later, now()))


def undo(db: sqlite3.Connection, key: int) -> None:
    """Take a judgement back; the log keeps it.

    Raises
    ------
    UsageError
        Where there is none of that number, or it was taken back before.
    """
    if not db.execute("UPDATE judgements SET undone = ? WHERE key = ? AND undone IS NULL", (now(), key)).rowcount:
        raise UsageError(f"judgement {key}: there is none of that number to undo; `kg judge DB` lists them")


def now() -> str:
    """This second, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def changed(db: sqlite3.Connection) -> None:
    """Note that what is derived from the statements is out of date."""
    db.execute("DELETE FROM marks WHERE name IN ('derived', 'exported')")


def exported(db: sqlite3.Connection, stamp: str) -> None:
    """Note what was written of the graph as it is, by a `stamp` of the caller's."""
    db.execute("REPLACE INTO marks (name, value) VALUES ('exported', ?)", (stamp,))


def last_export(db: sqlite3.Connection) -> str | None:
    """The stamp of what was written last; None where the graph changed since."""
    row = db.execute("SELECT value FROM marks WHERE name = 'exported'").fetchone() if has_table(db, "marks") else None
    return row[0] if row else None


def derived(db: sqlite3.Connection, version: str) -> None:
    """Note that it is up to date, by the rules of this `version`."""
    db.execute("REPLACE INTO marks (name, value) VALUES ('derived', ?)", (version,))


def is_derived(db: sqlite3.Connection, version: str) -> bool:
    """Whether it is."""
    if not has_table(db, "marks"):
        return False
    return bool(db.execute("SELECT 1 FROM marks WHERE name = 'derived' AND value = ?", (version,)).fetchone())


def enter(db: sqlite3.Connection) -> None:
    """Say that this program may write from now on; programs that were killed are forgotten."""
    for name, _ in _writers(db):
        host, pid = name.split(" ")[1:]
        if host == socket.gethostname() and not _runs(int(pid)):
            db.execute("DELETE FROM marks WHERE name = ?", (name,))
    db.execute("REPLACE INTO marks (name, value) VALUES (?, ?)", (_self(), now()))


def leave(db: sqlite3.Connection) -> None:
    """Say that it no longer does, if that can be said."""
    try:
        db.execute("DELETE FROM marks WHERE name = ?", (_self(),))
    except sqlite3.Error:
        return  # it is being written to, or gone; the next writer clears up


def others(db: sqlite3.Connection) -> str:
    """Who else may be writing, in words; empty where nobody said so."""
    try:
        found = ((*name.split(" ")[1:], since) for name, since in _writers(db) if name != _self())
        return "; ".join(f"process {pid} on {host}, since {since}" for host, pid, since in found)
    except (sqlite3.Error, ValueError):  # the latter of what is damaged
        return ""


def _writers(db: sqlite3.Connection) -> list[tuple[str, str]]:
    return db.execute("SELECT name, value FROM marks WHERE name LIKE 'writer %' ORDER BY name").fetchall()


def _self() -> str:
    return f"writer {socket.gethostname()} {os.getpid()}"


def _runs(pid: int) -> bool:
    if os.name != "posix":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def has_table(db: sqlite3.Connection, name: str) -> bool:
    """Whether there is one of this name; an older version may not have made it."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone() is not None
