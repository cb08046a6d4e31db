"""The graph as two CSV files for Neo4j's importer: ``actors.csv`` with nodes and ``relations.csv`` with relationships.

::

    neo4j-admin database import full --nodes=actors.csv --relationships=relations.csv
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from kg.errors import ExportError
from kg.export.rdf.terms import clean
from kg.files import write_text
from kg.graph import Edge, Network
from kg.model import Actor

NODES, RELATIONS = "actors.csv", "relations.csv"

_ACTOR: dict[str, Callable[[Actor], Any]] = {
    "id:ID": lambda a: a.id,
    "name": lambda a: a.name,
    "kind": lambda a: a.kind,
    "country": lambda a: a.country,
    "role": lambda a: a.role,
    "wikidata": lambda a: a.wikidata,
    "aliases:string[]": lambda a: a.aliases,
    ":LABEL": lambda a: ("Actor", a.kind.capitalize()),
}
_EDGE: dict[str, Callable[[Edge], Any]] = {
    ":START_ID": lambda e: e.source,
    ":END_ID": lambda e: e.target,
    ":TYPE": lambda e: e.lemma.upper().replace(" ", "_").replace("-", "_"),
    "id": lambda e: e.id,
    "lemma": lambda e: e.lemma,
    "symmetric:boolean": lambda e: e.symmetric,
    "events:int": lambda e: e.tally.events,
    "reports:int": lambda e: e.tally.reports,
    "first": lambda e: e.tally.first,
    "last": lambda e: e.tally.last,
    "goldstein:double": lambda e: e.tally.goldstein,
    "score:double": lambda e: e.tally.score,
    "outlets:string[]": lambda e: e.tally.outlets,
    "types:string[]": lambda e: tuple(e.tally.types),
}


def write(network: Network, folder: str | Path) -> None:
    """Write both files to `folder`, which is made where it is missing.

    Raises
    ------
    ExportError
        Where it cannot be made or written to, or is standard output.
    """
    if str(folder) == "-":
        raise ExportError("neo4j: two files need a folder; name one instead of -")
    path = Path(folder)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{path}: cannot be made: {error.strerror or error}") from error
    write_text(path / NODES, "".join(_lines(_ACTOR, network.actors())))
    write_text(path / RELATIONS, "".join(_lines(_EDGE, network.edges())))


def _lines(columns: dict[str, Callable[[Any], Any]], things: Iterable[Any]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for row in (list(columns), *([_cell(column(one)) for column in columns.values()] for one in things)):
        writer.writerow(row)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return ";".join(_cell(one).replace(";", ",") for one in value)  # the importer splits lists at semicolons
    return " ".join(clean(value).split()) if isinstance(value, str) else value
