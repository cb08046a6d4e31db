"""Who is who and which articles are one text: derived from a whole database, and kept in it until something changes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping

from kg.model import Actor, Article
from kg.sameness.components import Join
from kg.sameness.copies import Copies, Copy
from kg.sameness.judgements import Judgements
from kg.store import sketches
from kg.store.retold import Retold
from kg.store.rows import ACTOR, packed, row_actor, unpacked
from kg.store.schema import has_credits

IDENTITY_TABLES = {
    "copies": "id TEXT PRIMARY KEY, of_id TEXT NOT NULL, lacks TEXT NOT NULL",
    "identities": "id TEXT PRIMARY KEY, of_id TEXT NOT NULL",
    "names": "one TEXT NOT NULL, other TEXT NOT NULL, score REAL NOT NULL, PRIMARY KEY (one, other)",
    "known_people": "id TEXT PRIMARY KEY, actor TEXT NOT NULL",
}


def derive(db: sqlite3.Connection, judged: Judgements) -> tuple[Judgements, Copies]:
    """Find both anew and write them down, within the caller's transaction; the judgements come with those on names."""
    of = sketches.found(db, judged, keep=True)
    judged = judged.spelt(_seen(db, of))
    for name, columns in IDENTITY_TABLES.items():
        db.execute(f"DROP TABLE IF EXISTS {name}")
        db.execute(f"CREATE TABLE {name} ({columns}) STRICT, WITHOUT ROWID")
    copies = _copies(db, of, _lacking(db, of))
    lacking = ((copy.article.id, copy.of, json.dumps(sorted(copy.lacks))) for copy in copies.listed)
    db.executemany("INSERT INTO copies VALUES (?, ?, ?)", lacking)
    people = ((ident, packed(actor)) for ident, actor in judged.known.items())
    for name, rows in (("identities", judged.actors.items()), ("known_people", people)):
        db.executemany(f"INSERT INTO {name} VALUES (?, ?)", rows)
    db.executemany("INSERT INTO names VALUES (?, ?, ?)", judged.names)
    return judged, copies


def read(db: sqlite3.Connection, judged: Judgements, *, stored: bool) -> tuple[Judgements, Copies]:
    """Both as they were `stored`, or found anew where they were not since something changed."""
    if not stored:
        of = sketches.found(db, judged, keep=False)
        return judged.spelt(_seen(db, of)), _copies(db, of, _lacking(db, of))
    known = {ident: unpacked(actor) for ident, actor in db.execute("SELECT id, actor FROM known_people ORDER BY id")}
    names = (Join(*row) for row in db.execute("SELECT one, other, score FROM names ORDER BY score DESC, one, other"))
    actors = dict(db.execute("SELECT id, of_id FROM identities ORDER BY id").fetchall())
    rows = db.execute("SELECT id, of_id, lacks FROM copies ORDER BY id").fetchall()
    lacks = {ident: frozenset(json.loads(places)) for ident, _, places in rows}
    return judged.with_names(actors, names, known), _copies(db, {ident: of for ident, of, _ in rows}, lacks)


def article_columns(db: sqlite3.Connection) -> str:
    """What makes an `Article` of tables ``a`` and ``t``, but for the text."""
    return f"a.id, t.title, t.published, a.url, a.outlet, {'a.byline, a.language' if has_credits(db) else 'NULL, NULL'}"


def article_of(row: tuple[str, str, str | None, str | None, str | None, str | None, str | None], text: str) -> Article:
    """An article of a row of those columns."""
    ident, title, published, url, outlet, byline, language = row
    return Article(ident, title, text, published, url, outlet, byline, language)


def _lacking(db: sqlite3.Connection, of: Mapping[str, str]) -> dict[str, frozenset[int]]:
    """Of each copy, the places of its speaker's sentences that its own text has not."""
    retold = Retold(db)
    return {ident: retold.lacks(speaker, ident) for ident, speaker in sorted(of.items(), key=lambda pair: (pair[1], pair[0]))}


def _copies(db: sqlite3.Connection, of: Mapping[str, str], lacks: Mapping[str, frozenset[int]]) -> Copies:
    rows = db.execute(
        f"""
        SELECT {article_columns(db)} FROM articles a JOIN texts t ON t.key = a.text
        WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.id
        """,
        (json.dumps(list(of)),),
    )
    return Copies(tuple(Copy(article_of(row, ""), of[row[0]], lacks[row[0]]) for row in rows))


def _seen(db: sqlite3.Connection, silent: Iterable[str]) -> dict[Actor, int]:
    """How often statements have each description of an actor; those of `silent` articles do not count."""
    ends = " UNION ALL ".join(
        f"SELECT {end} AS actor, count(*) AS times FROM told WHERE {end} IS NOT NULL GROUP BY {end}"
        for end in ("source", "target", "attribution")
    )
    rows = db.execute(
        f"""
        WITH told AS (
            SELECT * FROM statements
            WHERE text NOT IN (SELECT key FROM texts WHERE owner IN (SELECT value FROM json_each(?)))
        )
        SELECT {", ".join("a." + column for column in ACTOR.split(", "))}, sum(times)
        FROM ({ends}) JOIN actors a ON a.key = actor GROUP BY a.key
        """,
        (json.dumps(list(silent)),),
    )
    return {row_actor(row[:-1]): row[-1] for row in rows}
