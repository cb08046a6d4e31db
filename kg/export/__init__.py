"""The graph in the forms that other programs read: each format in a file of its own, loaded when it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.formats import FORMATS, Format, named, of_file

if TYPE_CHECKING:
    from kg.graph import Network

__all__ = ["FORMATS", "Format", "write"]


def write(network: Network, path: str | Path, format: str | None = None) -> None:
    """Write `network` to `path` (``-``: standard output; compressed where it ends in ``.gz``) in one of `FORMATS`.

    Without a format the name of the file tells it: ``iran.gexf``, ``events.csv``. For ``neo4j`` `path` is a folder.

    Raises
    ------
    UsageError
        Where the format is not one of them, or the name tells none.
    ExportError
        Where the file cannot be written; what stood there is still there.
    """
    (of_file(path) if format is None else named(format)).write(network, path)
