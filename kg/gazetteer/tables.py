"""Reading CSV tables row by row, with errors that name file and line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import NamedTuple

from kg.errors import TableError


class Row(NamedTuple):
    """One row: its line number in the file, and its cells by column."""

    line: int
    cells: dict[str, str]


def package_rows(name: str, required: Sequence[str]) -> Iterator[Row]:
    """The rows of the package's own table `name`."""
    source = resources.files(__package__).joinpath("tables", name)
    try:
        text = source.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise TableError(f"{name}: the package lacks this table; reinstall kg") from None
    return parse(name, text, required)


def parse(path: str, text: str, required: Sequence[str], optional: Sequence[str] | None = None) -> Iterator[Row]:
    """The rows of a CSV table.

    Parameters
    ----------
    path : str
        What errors call the table.
    text : str
        Its content.
    required : sequence of str
        Columns that must be there.
    optional : sequence of str, optional
        Further columns allowed; None allows all.

    Raises
    ------
    TableError
        On an empty table, on columns missing, unknown or named twice, and on rows with more or fewer cells than the header.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(path, header, required, optional)
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) != len(header):
                reason = f"expected {len(header)} cells ({','.join(header)}), found {len(cells)}"
                raise TableError(f"{path}:{reader.line_num}: {reason}")
            yield Row(reader.line_num, dict(zip(header, cells, strict=True)))
    except csv.Error as error:
        raise TableError(f"{path}:{reader.line_num}: not a CSV row: {error}") from None


def _check_header(path: str, header: list[str], required: Sequence[str], optional: Sequence[str] | None) -> None:
    missing = [name for name in required if name not in header]
    if missing:
        raise TableError(f"{path}:1: no column {', '.join(missing)}; the header must name {','.join(required)}")
    known = set(header) if optional is None else {*required, *optional}
    if unknown := [name for name in header if name not in known]:
        raise TableError(f"{path}:1: unknown column {', '.join(unknown)}; known are {','.join(sorted(known))}")
    if len(set(header)) < len(header):
        raise TableError(f"{path}:1: a column is named twice")
