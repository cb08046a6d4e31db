"""JSON that is no JSON lines: an array of articles, an object that holds one, or objects one after the other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from kg.errors import InputError
from kg.reading.columns import records
from kg.reading.outcome import Found

_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[\s,]*")
_ARRAY = re.compile(r'"\w{3,20}"\s*:\s*\[(?=\s*\{)')


def articles(text: str, path: str) -> Found:
    """Each article object with its line; those before the damage where it is damaged, and then a failure."""
    line, last = 1, 0
    for at, value in _values(text, path):
        line += text.count("\n", last, at)
        last = at
        for record in records(value, path, line):
            yield line, record


def _values(text: str, path: str) -> Iterator[tuple[int, Any]]:
    """The values in `text` with their places: of an array, those in it."""
    place, first = _after(text, 0), True
    while place < len(text):
        if text[place] in "[]":
            place = _after(text, place + 1)
            continue
        try:
            value, end = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError) as error:
            array = _ARRAY.search(text, place) if first else None
            if array:  # an answer that is cut off still holds the articles before the cut
                place, first = _after(text, array.end()), False
                continue
            line = text.count("\n", 0, place) + 1
            raise InputError(path, f"expected JSON, got a value that is broken or cut off: {error}", line) from None
        yield place, value
        first = False
        place = _after(text, end)


def _after(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place
