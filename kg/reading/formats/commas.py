"""CSV: one article a row under a line of column names; a broken row harms only itself."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import InputError
from kg.reading.outcome import MAX_CHARACTERS, Failure, Fields
from kg.reading.streams.bounded import bounded_lines
from kg.reading.streams.decode import decode

_DELIMITERS = ",;\t|"

Outcome = tuple[int, Fields | Failure]


def columns(line: str) -> list[str]:
    """The column names in the first line of a file, parted by what it has most of; none where it is no such line."""
    try:
        return [name.strip() for name in next(csv.reader([line], delimiter=_delimiter(line)), [])]
    except csv.Error:
        return []


def rows(stream: BinaryIO, path: str, head: bytes = b"") -> Iterator[Outcome]:
    """Each row that is not blank, with the number of its first line: its cells by column, or what is wrong with it.

    `head` is the first line, where it has been read from `stream` already.

    Raises
    ------
    InputError
        Where the first line cannot be read.
    """
    csv.field_size_limit(MAX_CHARACTERS)  # the module has one for all readers; its own would refuse a long article
    texts = _Texts(stream, path, head)
    header = next(texts, "")
    for _, failure in texts.take_failures():
        raise failure.error
    names = columns(header)
    if header.strip() and not names:
        raise InputError(path, "expected a line of column names", 1)
    broken = False  # rows that do not fit after a broken one are its pieces
    while not texts.at_end():
        start = texts.start_row()
        try:
            cells = next(csv.reader(texts, delimiter=_delimiter(header), strict=True), None)
        except csv.Error as error:
            yield start, Failure(InputError(path, f"expected a row of {len(names)} cells, got broken CSV: {error}", start))
            broken = True
            texts.go_back_to_second_line()
            continue
        yield from texts.take_failures()
        if not cells:
            continue
        if len(cells) == len(names):
            yield start, dict(zip(names, cells, strict=True))
            broken = False
        elif not broken:
            yield start, Failure(InputError(path, f"expected a row of {len(names)} cells, got {len(cells)}", start))
    yield from texts.take_failures()


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)


class _Texts(Iterator[str]):
    """The lines of a stream, decoded, which can be read again from the second line of the current row on."""

    def __init__(self, stream: BinaryIO, path: str, head: bytes) -> None:
        self._lines, self._path = bounded_lines(stream, path, head), path
        self._waiting: deque[tuple[int, str]] = deque()
        self._row: list[tuple[int, str]] = []
        self._failures: list[tuple[int, Failure]] = []

    def __next__(self) -> str:
        if not self._waiting:
            self._waiting.append(self._read())
        self._row.append(self._waiting.popleft())
        return self._row[-1][1]

    def at_end(self) -> bool:
        """Whether no line is left."""
        if not self._waiting:
            try:
                self._waiting.append(self._read())
            except StopIteration:
                return True
        return False

    def start_row(self) -> int:
        """Begin a row; gives the number of its first line."""
        self._row = []
        return self._waiting[0][0]

    def go_back_to_second_line(self) -> None:
        """Read the lines of the current row once more, but for its first."""
        self._waiting.extendleft(reversed(self._row[1:]))

    def take_failures(self) -> list[tuple[int, Failure]]:
        """Lines that could not be read since the last call."""
        taken, self._failures = self._failures, []
        return taken

    def _read(self) -> tuple[int, str]:
        number, data = next(self._lines)
        try:
            if isinstance(data, bytes):
                return number, decode(data, self._path, number)
            self._failures.append((number, data))
        except InputError as error:
            self._failures.append((number, Failure(error)))
        return number, "\n"
