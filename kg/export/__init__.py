"""The graph in the forms that other programs read: each format in a file of its own, loaded when it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from kg.errors import UsageError
from kg.graph import Network

Format = Literal["turtle", "jsonl", "csv", "csv-edges", "csv-events", "csv-actors"]
FORMATS: tuple[str, ...] = get_args(Format)


def write(network: Network, path: str | Path, format: str) -> None:
    """Write `network` to `path` (``-``: standard output) in one of `FORMATS`.

    Raises
    ------
    UsageError
        Where the format is not one of them.
    ExportError
        Where the file cannot be written; what stood there is still there.
    """
    if format == "turtle":
        from kg.export import turtle

        turtle.write(network, path)
    elif format == "jsonl":
        from kg.export import jsonl

        jsonl.write(network, path)
    elif format in FORMATS:
        from kg.export import tables

        tables.write(network, path, format.partition("-")[2] or "statements")
    else:
        raise UsageError(f"format {format!r} is none of {', '.join(FORMATS)}")
