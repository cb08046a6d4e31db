"""The graph in the forms that other programs read: each format in a file of its own, loaded when it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from kg.errors import UsageError
from kg.graph import Network

Format = Literal[
    "turtle", "ntriples", "nquads", "trig", "jsonld", "jsonl", "csv", "csv-edges", "csv-events", "csv-actors", "csv-articles",
    "panel", "graphml", "neo4j", "parquet", "parquet-edges", "parquet-events", "parquet-actors", "parquet-articles",
]
FORMATS: tuple[str, ...] = get_args(Format)


def write(network: Network, path: str | Path, format: str) -> None:
    """Write `network` to `path` (``-``: standard output; compressed where it ends in ``.gz``) in one of `FORMATS`.

    For ``neo4j`` `path` is a folder.

    Raises
    ------
    UsageError
        Where the format is not one of them.
    ExportError
        Where the file cannot be written; what stood there is still there.
    """
    if format in ("turtle", "ntriples", "nquads", "trig", "jsonld"):
        from kg.export.rdf import document

        document.write(network, path, format)
    elif format == "jsonl":
        from kg.export.tables import jsonl

        jsonl.write(network, path)
    elif format == "panel":
        from kg.export.tables import panel

        panel.write(network, path)
    elif format == "graphml":
        from kg.export.networks import graphml

        graphml.write(network, path)
    elif format == "neo4j":
        from kg.export.networks import neo4j

        neo4j.write(network, path)
    elif format.startswith("parquet") and format in FORMATS:
        from kg.export.tables import parquet

        parquet.write(network, path, format.partition("-")[2] or "statements")
    elif format in FORMATS:
        from kg.export.tables import rows as tables

        tables.write(network, path, format.partition("-")[2] or "statements")
    else:
        raise UsageError(f"format {format!r} is none of {', '.join(FORMATS)}")
