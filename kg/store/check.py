"""Whether a database holds together: its file, its rows, and the words that every offset points to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from kg.ids import statement_id
from kg.model import ActorMention, Article, Statement

_SHOWN = 100

_ORPHANS = {
    "articles without a text": "SELECT count(*) FROM articles WHERE text NOT IN (SELECT key FROM texts)",
    "texts without an article": "SELECT count(*) FROM texts WHERE owner IS NULL OR owner NOT IN (SELECT id FROM articles)",
    "texts that another article should speak for":
        "SELECT count(*) FROM texts t WHERE owner <> (SELECT min(id) FROM articles a WHERE a.text = t.key)",
    "statements without a text": "SELECT count(*) FROM statements WHERE text NOT IN (SELECT key FROM texts)",
    "statements without an actor":
        "SELECT count(*) FROM statements WHERE source NOT IN (SELECT key FROM actors) OR target NOT IN (SELECT key FROM actors)",
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


def check(db: sqlite3.Connection, articles: Iterable[Article], statements: Iterable[Statement], copies: int = 0) -> Checked:
    """Look at the file, then at each of the `articles` and `statements` it holds; `copies` is passed on."""
    problems = list(_file(db))
    if problems:
        return Checked(0, 0, tuple(problems[:_SHOWN]))
    texts = {article.id: article.content for article in articles}
    count = 0
    for ident, found in groupby(statements, key=lambda s: s.evidence.article_id):
        for statement in found:
            count += 1
            problems += (f"article {ident}, statement {statement.id}: {what}" for what in _statement(statement, texts))
    stored = db.execute("SELECT count(*) FROM texts").fetchone()[0], db.execute("SELECT count(*) FROM statements").fetchone()[0]
    for name, seen, held in zip(("articles", "statements"), (len(texts), count), stored, strict=True):
        if seen != held:
            problems.append(f"{held} {name} are stored, but {seen} are to be had")
    return Checked(len(texts), count, tuple(problems[:_SHOWN]), copies)


def _file(db: sqlite3.Connection) -> Iterator[str]:
    found = [row[0] for row in db.execute("PRAGMA integrity_check")]
    if found != ["ok"]:
        yield from (f"the file is damaged: {line}" for line in found)
        return
    for name, query in _ORPHANS.items():
        (count,) = db.execute(query).fetchone()
        if count:
            yield f"{count} {name}"


def _statement(s: Statement, texts: Mapping[str, str]) -> Iterator[str]:
    content = texts.get(s.evidence.article_id, "")
    if content[s.evidence.start : s.evidence.end] != s.evidence.sentence:
        yield f"its sentence does not stand at {s.evidence.start}-{s.evidence.end}"
    for name, who in (("source", s.source), ("target", s.target), ("attribution", s.attribution)):
        if who and not _stands(who, content):
            yield f"{who.mention!r}, its {name}, does not stand at {who.start}-{who.end}"
    for start, end in s.relation.spans:
        if not 0 <= start < end <= len(content):
            yield f"its relation has words at {start}-{end}, outside the text"
    if statement_id(s.evidence, s.source, s.relation, s.target) != s.id:
        yield "its id is not the one that its parts give it"


def _stands(who: ActorMention, content: str) -> bool:
    return content[who.start : who.end] == who.mention
