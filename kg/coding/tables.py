"""Reading of the package's CSV tables and of a user's: every complaint names file and line."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import TableError

FOLDER = Path(__file__).parent / "tables"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its cells by column, and where it stands."""

    path: Path
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def choice(self, column: str, allowed: Sequence[str] | dict[str, object]) -> str | None:
        """The cell, which is empty (None) or one of `allowed`."""
        value = self.cells[column]
        if value and value not in allowed:
            raise self.error(f"{column} {value!r} is unknown; known: {', '.join(allowed)}")
        return value or None

    def several(self, column: str, allowed: dict[str, object]) -> tuple[str, ...]:
        """The cell's values, separated by ``;``, each one of `allowed`."""
        values = tuple(value for value in self.cells[column].split(";") if value)
        for value in values:
            if value not in allowed:
                raise self.error(f"{column} {value!r} is unknown; known: {', '.join(allowed)}")
        return values

    def decimal(self, column: str) -> float | None:
        """The cell as a number; None where it is empty."""
        try:
            return float(self.cells[column]) if self.cells[column] else None
        except ValueError:
            raise self.error(f"{column} {self.cells[column]!r} is not a number") from None

    def error(self, reason: str) -> TableError:
        """A complaint about this row, to be raised."""
        return TableError(f"{self.path}:{self.number}: {reason}")


def read_table(path: Path, columns: Sequence[str]) -> Iterator[Line]:
    """The rows of the CSV file at `path`, stripped of outer blanks; its header must be `columns`.

    Raises
    ------
    TableError
        Where the file cannot be read, its header differs, or a row has more or fewer cells.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            header = next(reader, [])
            if header != list(columns):
                raise TableError(f"{path}:1: expected the columns {','.join(columns)}, found {','.join(header)}")
            for cells in reader:
                if not cells:
                    continue
                if len(cells) != len(columns):
                    raise TableError(f"{path}:{reader.line_num}: expected {len(columns)} cells, found {len(cells)}")
                yield Line(path, reader.line_num, dict(zip(columns, map(str.strip, cells), strict=True)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path}: cannot be read: {error}") from error
