"""Statements, events, edges and actors as flat rows, for CSV and data frames.

Data frames hold what was read, unchanged. In CSV a text that a spreadsheet would run as a formula is given an apostrophe in
front, here as in the page's CSV: news is written by strangers. JSON Lines and the database have the text as it stood.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import one_of
from kg.files import replacing
from kg.graph import Edge, Link, Network
from kg.model import STATUSES, Actor, ActorMention, Article, Code, Statement

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DATES = frozenset({"date", "reported", "published", "first", "last"})
_WHOLE = frozenset({"quad"})

Row = tuple[Any, ...]
Columns = dict[str, Callable[[Any], Any]]


class _Ended(NamedTuple):
    """An edge or link with its actors."""

    edge: Edge | Link
    source: Actor
    target: Actor


def _code(of: Callable[[Any], Code | None]) -> Columns:
    def field(name: str) -> Callable[[Any], Any]:
        return lambda one: getattr(of(one), name, None)

    return {
        "plover": field("plover"),
        "mode": field("mode"),
        "contexts": lambda one: "|".join(getattr(of(one), "contexts", ())) or None,
        "cameo": field("cameo"),
        "quad": field("quad"),
        "goldstein": field("goldstein"),
        "score": field("score"),
    }


def _mention(end: str, of: Callable[[Statement], ActorMention]) -> Columns:
    return {
        **_actor(end, lambda statement: of(statement).actor),
        f"{end}_mention": lambda statement: of(statement).mention,
        f"{end}_inferred": lambda statement: of(statement).inferred,
    }


def _actor(end: str, of: Callable[[Any], Actor]) -> Columns:
    return {
        f"{end}_id": lambda one: of(one).id,
        f"{end}_name": lambda one: of(one).name,
        f"{end}_kind": lambda one: of(one).kind,
        f"{end}_country": lambda one: of(one).country,
        f"{end}_role": lambda one: of(one).role,
        f"{end}_wikidata": lambda one: of(one).wikidata,
    }


def _counted(status: str) -> Callable[[_Ended], int]:
    return lambda one: one.edge.tally.statuses.get(status, 0)


STATEMENTS: Columns = {
    "id": lambda s: s.id,
    "date": lambda s: s.date,
    **_mention("source", lambda s: s.source),
    "lemma": lambda s: s.relation.lemma,
    "phrase": lambda s: s.relation.phrase,
    "object": lambda s: s.relation.object,
    **_mention("target", lambda s: s.target),
    "symmetric": lambda s: s.symmetric,
    "status": lambda s: s.status,
    "attribution_id": lambda s: s.attribution.actor.id if s.attribution else None,
    "attribution_name": lambda s: s.attribution.actor.name if s.attribution else None,
    **_code(lambda s: s.code),
    "code_row": lambda s: s.code.row if s.code else None,
    "scope": lambda s: s.scope,
    "date_granularity": lambda s: s.date_granularity,
    "date_basis": lambda s: s.date_basis,
    "date_phrase": lambda s: s.date_phrase,
    "place": lambda s: s.place,
    "place_country": lambda s: s.place_country,
    "confidence": lambda s: s.confidence,
    "rule": lambda s: s.rule,
    "sentence": lambda s: s.evidence.sentence,
    "start": lambda s: s.evidence.start,
    "end": lambda s: s.evidence.end,
    "article_id": lambda s: s.evidence.article_id,
    "title": lambda s: s.evidence.title,
    "published": lambda s: s.evidence.published,
    "outlet": lambda s: s.evidence.outlet,
    "url": lambda s: s.evidence.url,
}

EVENTS: Columns = {
    "id": lambda e: e.id,
    "date": lambda e: e.date,
    "reported": lambda e: e.reported,
    **_actor("source", lambda e: e.source),
    "lemma": lambda e: e.lemma,
    "phrase": lambda e: e.phrase,
    "object": lambda e: e.object,
    **_actor("target", lambda e: e.target),
    "symmetric": lambda e: e.symmetric,
    "status": lambda e: e.status,
    "attribution_id": lambda e: e.attribution.id if e.attribution else None,
    **_code(lambda e: e.code),
    "scope": lambda e: e.scope,
    "date_granularity": lambda e: e.date_granularity,
    "date_basis": lambda e: e.date_basis,
    "place": lambda e: e.place,
    "place_country": lambda e: e.place_country,
    "confidence": lambda e: e.confidence,
    "reports": lambda e: len(e.reports),
    "outlets": lambda e: "|".join(sorted({outlet for s in e.reports for outlet in s.evidence.outlets})) or None,
}

_TALLY: Columns = {
    "events": lambda e: e.edge.tally.events,
    "reports": lambda e: e.edge.tally.reports,
    "first": lambda e: e.edge.tally.first,
    "last": lambda e: e.edge.tally.last,
    "outlets": lambda e: "|".join(e.edge.tally.outlets) or None,
    "types": lambda e: "|".join(e.edge.tally.types) or None,
    "goldstein": lambda e: e.edge.tally.goldstein,
    "score": lambda e: e.edge.tally.score,
    **{status: _counted(status) for status in STATUSES},
}

EDGES: Columns = {
    "id": lambda e: e.edge.id,
    **_actor("source", lambda e: e.source),
    "lemma": lambda e: e.edge.lemma,
    **_actor("target", lambda e: e.target),
    "symmetric": lambda e: e.edge.symmetric,
    **_TALLY,
}

LINKS: Columns = {
    "id": lambda e: e.edge.id,
    **_actor("source", lambda e: e.source),
    **_actor("target", lambda e: e.target),
    "edges": lambda e: len(e.edge.edge_ids),
    **_TALLY,
}

ACTORS: Columns = {
    "id": lambda a: a.id,
    "name": lambda a: a.name,
    "kind": lambda a: a.kind,
    "country": lambda a: a.country,
    "role": lambda a: a.role,
    "wikidata": lambda a: a.wikidata,
    "aliases": lambda a: "|".join(a.aliases) or None,
}

ARTICLES: Columns = {
    "id": lambda c: c.article.id,
    "title": lambda c: c.article.title,
    "published": lambda c: c.article.published,
    "outlet": lambda c: c.article.outlet,
    "byline": lambda c: c.article.byline,
    "language": lambda c: c.article.language,
    "url": lambda c: c.article.url,
    "same_text_as": lambda c: c.of,
}


class _Listed(NamedTuple):
    article: Article
    of: str | None


def _articles(network: Network) -> Iterator[_Listed]:
    """All articles, those that print another's text in their places."""
    own = (_Listed(article, None) for article in network.articles())
    copies = (_Listed(copy.article, copy.of) for copy in network.copies())
    return merge(own, copies, key=lambda listed: listed.article.id)


def _ended(listed: Callable[[Network], Iterable[Edge | Link]]) -> Callable[[Network], Iterator[_Ended]]:
    def ended(network: Network) -> Iterator[_Ended]:
        known = {actor.id: actor for actor in network.actors()}
        return (_Ended(one, known[one.source], known[one.target]) for one in listed(network))

    return ended


TABLES: dict[str, tuple[Columns, Callable[[Network], Iterable[Any]]]] = {
    "statements": (STATEMENTS, Network.statements),
    "events": (EVENTS, Network.events),
    "edges": (EDGES, _ended(Network.edges)),
    "links": (LINKS, _ended(Network.links)),
    "actors": (ACTORS, Network.actors),
    "articles": (ARTICLES, _articles),
}


def table(network: Network, name: str = "statements") -> tuple[tuple[str, ...], Iterator[Row]]:
    """Column names and rows of one of `TABLES`; lists are joined by ``|``, what is not known is None.

    Raises
    ------
    UsageError
        Where there is no table of that name.
    """
    one_of("table", name, TABLES)
    columns, listed = TABLES[name]
    return tuple(columns), (tuple(column(one) for column in columns.values()) for one in listed(network))


def write(network: Network, path: str | Path, name: str = "statements") -> None:
    """Write one table of `network` as CSV to `path` (``-``: standard output).

    UTF-8, a header, lines ended by a line feed; unknown values are empty cells, truth is ``true`` or ``false``.
    """
    with replacing(path) as file:
        for line in lines(*table(network, name)):
            file.write(line.encode("utf-8", "replace"))


def lines(columns: Row, rows: Iterable[Row]) -> Iterator[str]:
    """CSV lines with their ends: the header, then `rows`."""
    cell = io.StringIO()
    writer = csv.writer(cell, lineterminator="\n")
    for values in chain([columns], rows):
        writer.writerow([_cell(value) for value in values])
        yield cell.getvalue()
        cell.seek(0)
        cell.truncate()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def frame(columns: Row, rows: Iterable[Row]) -> Any:
    """Columns and rows as a `pandas.DataFrame`."""
    import pandas as pd

    return pd.DataFrame.from_records(list(rows), columns=list(columns))


def to_pandas(network: Network, name: str = "statements") -> Any:
    """One table as a `pandas.DataFrame`; see `typed`."""
    return typed(*table(network, name))


def typed(columns: Row, rows: Iterable[Row]) -> Any:
    """Columns and rows as a `pandas.DataFrame` indexed by id.

    Dates are ``datetime64``, those of a month or a year at its first day (``date_granularity`` tells); whole numbers that may be
    missing are ``Int64``.
    """
    import numpy as np

    found = frame(columns, rows).set_index("id")
    for column in _DATES.intersection(columns):
        found[column] = np.array([day if isinstance(day, str) else "NaT" for day in found[column]], dtype="datetime64[s]")
    return found.astype(dict.fromkeys(_WHOLE.intersection(columns), "Int64"))
