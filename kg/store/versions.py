"""What makes a text, a version of an article and its age; helpers of the store."""

from __future__ import annotations

import sqlite3

from kg.ids import digest
from kg.model import Actor, Article
from kg.store import sketches
from kg.store.rows import ACTOR, actor_row


def content_of(article: Article) -> str:
    """All of an article that its reading depends on."""
    return digest(article.title, article.text, article.published)


def version_of(article: Article) -> str:
    """All of an article that is stored; one that says who wrote it or in what language sorts after all that do not."""
    common = (article.title, article.text, article.published, article.outlet, article.url)
    if article.byline is None and article.language is None:
        return digest(*common)
    return f"~{digest(*common, article.byline, article.language)}"


def actor_key(db: sqlite3.Connection, actor: Actor) -> int:
    """The key of `actor`, which is added where it is new."""
    row = actor_row(actor)
    db.execute(f"INSERT OR IGNORE INTO actors ({ACTOR}) VALUES (?{', ?' * (len(row) - 1)})", row)
    key: int = db.execute("SELECT key FROM actors WHERE digest = ?", row[:1]).fetchone()[0]
    return key


def settle(db: sqlite3.Connection, text: int) -> None:
    """Say whose text it is now; nobody's goes, with its statements."""
    (owner,) = db.execute("SELECT min(id) FROM articles WHERE text = ?", (text,)).fetchone()
    if owner is None:
        db.execute("DELETE FROM texts WHERE key = ?", (text,))
        sketches.changed(db)
    else:
        db.execute("UPDATE texts SET owner = ? WHERE key = ?", (owner, text))


def writable(text: str) -> str:
    """`text` with what is no character spelt out: the name of a file may have any bytes."""
    return text.encode("utf-8", "backslashreplace").decode()
