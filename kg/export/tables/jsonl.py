"""Statements as JSON Lines: the record that `kg extract` prints."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.files import replacing
from kg.graph import Network
from kg.model import Statement


def lines(statements: Iterable[Statement]) -> Iterator[str]:
    """One JSON object a statement, without line ends."""
    return (json.dumps(statement.to_record(), ensure_ascii=False) for statement in statements)


def write(network: Network, path: str | Path) -> None:
    """Write all statements of `network` to `path` (``-``: standard output)."""
    with replacing(path) as file:
        for line in lines(network.statements()):
            # Half a surrogate pair, which UTF-8 lacks, becomes the JSON escape that stands for it.
            file.write(f"{line}\n".encode("utf-8", "backslashreplace"))
