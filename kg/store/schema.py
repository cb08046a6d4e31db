"""The tables of the database, and opening one that may be missing, damaged, foreign or newer than this program."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from time import sleep

from kg.errors import RowError, StoreError
from kg.ids import article_key
from kg.store import log
from kg.version import __version__

APPLICATION = 0x6B672D65  # "kg-e", SQLite's application_id: tells our files from any other database
VERSION = 7
_OF_A_ROW = (sqlite3.DataError, sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError)
_PAUSES = (0.05, 0.2, 0.5)  # seconds between attempts to open
DERIVED = f"{__version__} {VERSION}"  # marks what was derived by the rules of this program

# A text is read once, whoever printed it: statements belong to texts, and articles (id, outlet, url) point to theirs.
# All versions of an article share its `key`; `name` is its id as it came, which others may have too (see `kg.store.naming`).
# `replaced` is the log of what later versions replaced and what was removed, by hash.
# `owner` is the least id of the articles that print the text; `reader` the one under whose id it was read.
# `sketches` and `alike` remember of each text which others are nearly the same, so that it is compared once.
SCHEMA = """
CREATE TABLE IF NOT EXISTS texts (
    key INTEGER PRIMARY KEY,
    content TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    published TEXT,
    run TEXT,
    reader TEXT,
    owner TEXT UNIQUE
) STRICT;
CREATE TABLE IF NOT EXISTS articles (
    id TEXT PRIMARY KEY,
    version TEXT NOT NULL,
    text INTEGER NOT NULL REFERENCES texts (key),
    outlet TEXT,
    url TEXT,
    byline TEXT,
    language TEXT,
    key TEXT,
    name TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS articles_by_text ON articles (text, id);
CREATE UNIQUE INDEX IF NOT EXISTS articles_by_key ON articles (key);
CREATE INDEX IF NOT EXISTS articles_by_name ON articles (name);
CREATE TABLE IF NOT EXISTS replaced (
    key INTEGER PRIMARY KEY,
    article TEXT NOT NULL,
    earlier TEXT NOT NULL,
    later TEXT,
    at TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS sketches (
    text INTEGER PRIMARY KEY REFERENCES texts (key) ON DELETE CASCADE,
    day INTEGER,
    slots BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS alike (
    one INTEGER NOT NULL REFERENCES texts (key) ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES texts (key) ON DELETE CASCADE,
    score REAL NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS alike_by_other ON alike (other);
CREATE TABLE IF NOT EXISTS actors (
    key INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    role TEXT,
    wikidata TEXT,
    aliases TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS statements (
    text INTEGER NOT NULL REFERENCES texts (key) ON DELETE CASCADE,
    id TEXT NOT NULL,
    source INTEGER NOT NULL REFERENCES actors (key),
    target INTEGER NOT NULL REFERENCES actors (key),
    attribution INTEGER REFERENCES actors (key),
    lemma TEXT NOT NULL,
    symmetric INTEGER NOT NULL,
    status TEXT NOT NULL,
    type TEXT,
    date TEXT,
    confidence REAL NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (text, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS runs (
    key INTEGER PRIMARY KEY,
    run TEXT NOT NULL,
    version TEXT NOT NULL,
    model TEXT NOT NULL,
    options TEXT NOT NULL,
    started TEXT NOT NULL,
    counts TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS failures (
    run INTEGER NOT NULL REFERENCES runs (key) ON DELETE CASCADE,
    outcome TEXT NOT NULL,
    path TEXT NOT NULL,
    line INTEGER,
    reason TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS judgements (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    verdict TEXT NOT NULL,
    one TEXT NOT NULL,
    other TEXT,
    at TEXT NOT NULL,
    undone TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS marks (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""


BROKEN = (sqlite3.Error, UnicodeDecodeError)  # the latter where SQLite quotes what is damaged


def connect(path: Path, *, readonly: bool, wait: float) -> sqlite3.Connection:
    """A connection to the database at `path`, its schema made or checked.

    Raises
    ------
    StoreError
        Where there is no such file to read, or one that is no database of this program's.
    """
    if readonly and not path.is_file():
        raise StoreError(f"{path}: no such database; `kg build` makes one")
    try:
        return _prepared(path, readonly, wait)
    except BROKEN as error:
        raise explained(error, path) from error


def explained(error: Exception, path: Path, holder: str = "") -> StoreError:
    """`error` in words that say what to do about it; `holder` is who else is writing, where that is known."""
    if isinstance(error, _OF_A_ROW):
        return RowError(f"{path}: cannot hold this ({error})")
    unreadable = isinstance(error, UnicodeDecodeError)
    code = sqlite3.SQLITE_CORRUPT if unreadable else getattr(error, "sqlite_errorcode", 0) & 0xFF
    busy = f"another program is writing to it{f' ({holder})' if holder else ''}; try again when that is done"
    advice = {
        sqlite3.SQLITE_BUSY: busy,
        sqlite3.SQLITE_LOCKED: busy,
        sqlite3.SQLITE_READONLY: "it, or its folder, cannot be written",
        sqlite3.SQLITE_CANTOPEN: "it cannot be opened; is its folder there, and may you read and write in it?",
        sqlite3.SQLITE_FULL: "the disk is full; nothing of the last article was kept",
        sqlite3.SQLITE_CORRUPT: "the database is damaged; build it again from the articles",
        sqlite3.SQLITE_NOTADB: "this is no SQLite database",
    }
    return StoreError(f"{path}: {advice.get(code, 'the database reports an error')} ({error})")


def _prepared(path: Path, readonly: bool, wait: float) -> sqlite3.Connection:
    db = _reader(path, wait) if readonly else _writer(path, wait)
    try:
        db.execute("PRAGMA trusted_schema = OFF")
        _check(db, path, readonly)
    except sqlite3.OperationalError as error:
        holder = log.others(db)
        db.close()
        raise explained(error, path, holder) from error
    except BaseException:
        db.close()
        raise
    return db


def _reader(path: Path, wait: float) -> sqlite3.Connection:
    # Opened for writing where it can be, since only then SQLite clears its side files away at the end; nothing is written.
    address = f"{path.resolve().as_uri()}?mode="
    for pause in (*_PAUSES, None):
        db = sqlite3.connect(f"{address}rw", uri=True, timeout=wait, isolation_level=None, check_same_thread=False)
        try:
            db.execute("PRAGMA query_only = ON")
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return db
        except sqlite3.OperationalError:
            db.close()
            if os.access(path.parent, os.W_OK) and os.access(path, os.W_OK):
                if pause is None:
                    raise
                sleep(pause)  # a writer may just have gone, and its side files with it
            elif path.with_name(f"{path.name}-wal").exists():
                raise
            else:
                break
    # In a folder that cannot be written, and with no writer about, it is read as it lies.
    return sqlite3.connect(f"{address}ro&immutable=1", uri=True, timeout=wait, isolation_level=None, check_same_thread=False)


def _writer(path: Path, wait: float) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=wait, isolation_level=None)


def _check(db: sqlite3.Connection, path: Path, readonly: bool) -> None:
    (version,) = db.execute("PRAGMA user_version").fetchone()
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application == APPLICATION and version > VERSION:
        raise StoreError(f"{path}: written by a newer kg (schema {version}, this one knows {VERSION}); upgrade kg")
    if tables and application != APPLICATION:
        raise StoreError(f"{path}: a SQLite database, but not one of kg's")
    if db.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone()[0]:
        raise StoreError(f"{path}: holds triggers or views, which kg never makes; build it again from the articles")
    if not tables and readonly:
        raise StoreError(f"{path}: an empty database; `kg build` fills one")
    if not readonly:
        _open_for_writing(db)


def has_credits(db: sqlite3.Connection) -> bool:
    """Whether its articles have a byline and a language; those of a version before 3, opened for reading only, have not."""
    return any(column[1] == "byline" for column in db.execute("PRAGMA table_info(articles)"))


def _widen(db: sqlite3.Connection) -> None:
    """Bring tables of an older version up to date."""
    if not has_credits(db):
        db.execute("ALTER TABLE articles ADD COLUMN byline TEXT")
        db.execute("ALTER TABLE articles ADD COLUMN language TEXT")
    if not any(column[1] == "key" for column in db.execute("PRAGMA table_info(articles)")):
        db.execute("ALTER TABLE articles ADD COLUMN key TEXT")
        db.execute("ALTER TABLE articles ADD COLUMN name TEXT")
        for ident, outlet, url in db.execute("SELECT id, outlet, url FROM articles").fetchall():
            key = article_key(ident, outlet, url)
            db.execute("UPDATE articles SET key = ?, name = ? WHERE id = ?", (key, ident, ident))


def _open_for_writing(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("BEGIN IMMEDIATE")  # also tells a file that cannot be written before any work is done
    try:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version != VERSION:
            if version:
                _widen(db)
            for statement in SCHEMA.split(";\n"):
                db.execute(statement)
            db.execute(f"PRAGMA application_id = {APPLICATION}")
            db.execute(f"PRAGMA user_version = {VERSION}")
        log.enter(db)
        db.execute("COMMIT")
    except BaseException:
        db.execute("ROLLBACK")
        raise
