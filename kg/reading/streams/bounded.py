"""Lines of bytes, for the formats that hold an article a line; one that is too long harms only itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from kg.errors import InputError
from kg.reading.outcome import MAX_LINE_BYTES, Failure


def bounded_lines(stream: BinaryIO, path: str, head: bytes = b"") -> Iterator[tuple[int, bytes | Failure]]:
    """Each line with its number, counted from 1, or what is wrong with it.

    `head` is the first line, where it has been read from `stream` already.

    Raises
    ------
    InputError
        Where the rest of the stream cannot be read; it names the line.
    """
    number = 0
    try:
        for number, data in enumerate(chain([head] if head else [], _pieces(stream)), 1):
            if len(data) == MAX_LINE_BYTES and not data.endswith(b"\n"):
                _skip_line(stream)
                yield number, Failure(InputError(path, f"expected a line of at most {MAX_LINE_BYTES:,} bytes", number))
            else:
                yield number, data
    except InputError as error:
        raise InputError(error.path, error.reason, number + 1) from None


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: stream.readline(MAX_LINE_BYTES), b"")


def _skip_line(stream: BinaryIO) -> None:
    while (data := stream.readline(MAX_LINE_BYTES)) and not data.endswith(b"\n"):
        pass
