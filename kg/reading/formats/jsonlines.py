"""JSON lines: one article a line; a broken line harms only itself."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import InputError
from kg.reading.outcome import Failure, Fields
from kg.reading.streams.bounded import bounded_lines
from kg.reading.streams.decode import decode


def lines(stream: BinaryIO, path: str, head: bytes = b"") -> Iterator[tuple[int, Fields | Failure]]:
    """Each line that is not blank, with its number: what it holds, or what is wrong with it.

    `head` is the first line, where it has been read from `stream` already.
    """
    for number, data in bounded_lines(stream, path, head):
        if isinstance(data, Failure):
            yield number, data
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
