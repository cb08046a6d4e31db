"""Whether a database holds together: its file, its rows, and the words that every offset points to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest

from kg.model import Article, Statement
from kg.statements.soundness import faults
from kg.store.identities import article_columns, article_of
from kg.store.versions import content_of, version_of

_SHOWN = 100

_ORPHANS = {
    "articles without a text": "SELECT count(*) FROM articles WHERE text NOT IN (SELECT key FROM texts)",
    "texts without an article": "SELECT count(*) FROM texts WHERE owner IS NULL OR owner NOT IN (SELECT id FROM articles)",
    "texts that another article should speak for": (
        "SELECT count(*) FROM texts t WHERE owner <> (SELECT min(id) FROM articles a WHERE a.text = t.key)"
    ),
    "statements without a text": "SELECT count(*) FROM statements WHERE text NOT IN (SELECT key FROM texts)",
    "statements without an actor": (
        "SELECT count(*) FROM statements WHERE source NOT IN (SELECT key FROM actors) OR target NOT IN (SELECT key FROM actors)"
    ),
}


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, and what is wrong with it.

    Attributes
    ----------
    articles, statements : int
    problems : tuple of str
        Empty where all is well; of many the first hundred.
    copies : int
        Articles that print another's text, nearly or word for word.
    """

    articles: int
    statements: int
    problems: tuple[str, ...]
    copies: int = 0


def check(db: sqlite3.Connection, articles: Iterable[Article], statements: Iterable[Statement]) -> Checked:
    """Look at the file, then at each of the `articles` and `statements` it holds."""
    problems = list(_file(db))
    if problems:
        return Checked(0, 0, tuple(problems[:_SHOWN]))
    texts = {}
    hashes = dict(db.execute("SELECT owner, content FROM texts").fetchall())
    for article in articles:
        texts[article.id] = article.content
        if content_of(article) != hashes.get(article.id):
            problems.append(f"article {article.id}: its text is not the one that was stored")
    problems += _versions(db)
    count = 0
    for ident, found in groupby(statements, key=lambda s: s.evidence.article_id):
        for statement in found:
            count += 1
            content = texts.get(ident, "")
            problems += (f"article {ident}, statement {statement.id}: {what}" for what in faults(statement, content))
    stored = db.execute("SELECT count(*) FROM texts").fetchone()[0], db.execute("SELECT count(*) FROM statements").fetchone()[0]
    for name, seen, held in zip(("articles", "statements"), (len(texts), count), stored, strict=True):
        if seen != held:
            problems.append(f"{held} {name} are stored, but {seen} are to be had")
    return Checked(len(texts), count, tuple(problems[:_SHOWN]))


def _versions(db: sqlite3.Connection) -> Iterator[str]:
    """Articles of which something is not as it was stored, be it only who printed them."""
    rows = db.execute(
        f"SELECT {article_columns(db)}, t.text, a.version FROM articles a JOIN texts t ON t.key = a.text ORDER BY a.id"
    )
    for *row, text, version in rows:
        if version_of(article_of(tuple(row), text)) != version:
            yield f"article {row[0]}: it is not the one that was stored"


def same_rows(one: sqlite3.Connection, other: sqlite3.Connection, tables: Iterable[str]) -> Iterator[str]:
    """What differs between tables of two databases."""
    for table in tables:
        rows = zip_longest(*(db.execute(f"SELECT * FROM {table} ORDER BY 1, 2") for db in (one, other)))
        if any(first != second for first, second in rows):
            yield f"{table}: not what the statements and judgements give"


def _file(db: sqlite3.Connection) -> Iterator[str]:
    found = [row[0] for row in db.execute("PRAGMA integrity_check")]
    if found != ["ok"]:
        yield from (f"the file is damaged: {line}" for line in found)
        return
    for table, _, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield f"a row of {table} without one of {parent}"
    for name, query in _ORPHANS.items():
        (count,) = db.execute(query).fetchone()
        if count:
            yield f"{count} {name}"
