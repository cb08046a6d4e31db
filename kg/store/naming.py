"""Which stored article another is a version of, and what those of one name are called: ids that no order of arrival shows in."""

from __future__ import annotations

import logging
import sqlite3
from typing import NamedTuple

from kg.ids import article_key, source_of, told_apart
from kg.model import Article
from kg.store.versions import content_of, settle, version_of

log = logging.getLogger("kg")


class Known(NamedTuple):
    """An article as it is stored: its `text` by key, the hash of what its reading depends on, and the `run` that read it."""

    id: str
    name: str
    version: str
    published: str | None
    content: str
    text: int
    run: str | None

    def outdates(self, article: Article) -> bool:
        """Whether `article` is an earlier version; of one day, the one that comes last is the later, where its text differs."""
        mine, other = self.published or "", article.published or ""
        return mine > other or (mine == other and self.content == content_of(article) and self.version > version_of(article))


_COLUMNS = "a.id, a.name, a.version, t.published, t.content, a.text, t.run FROM articles a JOIN texts t ON t.key = a.text"


def key_of(article: Article) -> str:
    """What all versions of an article share."""
    return article.key or article_key(article.id, article.outlet, article.url)


def known(db: sqlite3.Connection, article: Article) -> Known | None:
    """The stored version of `article`; one that is the same in all, though it was read in another place, is one too."""
    row = db.execute(f"SELECT {_COLUMNS} WHERE a.key = ?", (key_of(article),)).fetchone()
    if row is None:
        values = article.base or article.id, version_of(article)
        row = db.execute(f"SELECT {_COLUMNS} WHERE a.name = ? AND a.version = ?", values).fetchone()
    return Known(*row) if row else None


def is_another_source(db: sqlite3.Connection, article: Article) -> bool:
    """Whether the stored article that `article` gives itself out for a version of has another source."""
    row = db.execute("SELECT outlet, url FROM articles WHERE key = ?", (key_of(article),)).fetchone()
    return row is not None and source_of(*row) != source_of(article.outlet, article.url)


def put(db: sqlite3.Connection, article: Article, text: int, before: Known | None) -> None:
    """Store `article` in place of its version `before`."""
    key, name, version = key_of(article), article.base or article.id, version_of(article)
    if before:
        db.execute("DELETE FROM articles WHERE id = ?", (before.id,))
        if before.text != text:
            settle(db, before.text)
    twin = db.execute("SELECT 1 FROM articles WHERE name = ? AND version = ?", (name, version)).fetchone()
    if not twin:  # else it has become what another of its name is
        db.execute(
            "INSERT INTO articles (id, key, name, version, text, outlet, url, byline, language) VALUES"
            " (?1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            (key, name, version, text, article.outlet, article.url, article.byline, article.language),
        )
    for each in {name, before.name if before else name}:
        if call(db, each) > 1 and before is None:
            log.info("%s: several articles are called %r, of different sources or places: all are kept", article.path, name)
    settle(db, text)


def call(db: sqlite3.Connection, name: str) -> int:
    """Give the articles of one name their ids, and say how many they are: the name, or where they are several, a longer one."""
    rows = db.execute("SELECT id, version, text FROM articles WHERE name = ? ORDER BY version", (name,)).fetchall()
    for ident, version, text in rows:
        wanted = name if len(rows) == 1 else told_apart(name, version)
        if ident != wanted:
            db.execute("UPDATE articles SET id = ? WHERE id = ?", (wanted, ident))
            settle(db, text)
    return len(rows)


def take_out(db: sqlite3.Connection, ident: str) -> list[Known]:
    """Take out the articles of this id, url or key; those that were there."""
    rows = db.execute(f"SELECT {_COLUMNS} WHERE ?1 IN (a.id, a.url, a.key) ORDER BY a.id", (ident,)).fetchall()
    found = [Known(*row) for row in rows]
    for article in found:
        db.execute("DELETE FROM articles WHERE id = ?", (article.id,))
        call(db, article.name)
        settle(db, article.text)
    return found
