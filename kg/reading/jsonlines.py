"""JSON lines: one article a line; a broken line harms only itself."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from kg.errors import InputError
from kg.reading.decode import decode
from kg.reading.outcome import MAX_LINE_BYTES, Failure
from kg.reading.record import Fields


def lines(stream: BinaryIO, path: str, head: bytes = b"") -> Iterator[tuple[int, Fields | Failure]]:
    """Each line that is not blank, with its number: what it holds, or what is wrong with it.

    `head` is the first line, where it has been read from `stream` already.
    """
    rest = iter(lambda: stream.readline(MAX_LINE_BYTES), b"")
    for number, data in enumerate(chain([head] if head else [], rest), 1):
        if len(data) == MAX_LINE_BYTES and not data.endswith(b"\n"):
            _skip_line(stream)
            yield number, Failure(InputError(path, f"expected a line of at most {MAX_LINE_BYTES:,} bytes", number))
        elif data.removeprefix(BOM_UTF8).strip():
            try:
                yield number, record(data, path, number)
            except InputError as error:
                yield number, Failure(error)


def record(data: bytes, path: str, line: int) -> Fields:
    """The JSON object in one line.

    Raises
    ------
    InputError
        Where it is none.
    """
    try:
        value = json.loads(decode(data, path, line))
    except json.JSONDecodeError as error:
        raise InputError(path, f"expected a JSON object, got broken JSON: {error.msg} at column {error.colno}", line) from None
    except (ValueError, RecursionError) as error:  # numbers of thousands of digits, arrays thousands deep
        raise InputError(path, f"expected a JSON object, got one that cannot be read: {error}", line) from None
    if not isinstance(value, dict):
        raise InputError(path, f"expected a JSON object, got {type(value).__name__}", line)
    return value


def _skip_line(stream: BinaryIO) -> None:
    while (data := stream.readline(MAX_LINE_BYTES)) and not data.endswith(b"\n"):
        pass
