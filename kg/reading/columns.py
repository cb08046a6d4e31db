"""Other people's names for the fields of an article: those that are well known, and those that ``--map`` gives."""

from __future__ import annotations

import csv
import logging
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from kg.errors import InputError, UsageError
from kg.reading.outcome import Failure, Fields
from kg.reading.record import FIELDS

log = logging.getLogger("kg.reading")

FieldMap = Mapping[str, str]

TABLE = Path(__file__).parent / "tables" / "field_names.csv"

_NAMED = 8  # columns that a note names before it only counts
_DEEPEST = 8  # objects within objects


class Columns:
    """The fields of one file's records, and a note of which columns were taken for what."""

    def __init__(self, path: str, names: FieldMap) -> None:
        self._path, self._names = path, names
        self._taken: dict[str, str] = {}
        self._left: dict[str, None] = {}

    def fields(self, record: Fields, line: int | None = None) -> Fields:
        """The values of `record` under our names.

        Raises
        ------
        InputError
            Where no column can be the text, nor at least the title.
        """
        taken = dict(self._names)
        free = {name: value for name, value in record.items() if name not in taken.values()}
        for field, columns in _candidates(tuple(free)):
            if field not in taken and columns:
                taken[field] = next((name for name in columns if not _is_blank(free[name])), columns[0])
        text = self._names.get("text")
        if not {"text", "title"} & taken.keys() or text is not None and text not in record:
            there = ", ".join(map(repr, list(record)[:_NAMED])) or "none"
            raise InputError(self._path, f"expected a field {text or 'text'!r}, got {there}; --map text=NAME names it", line)
        for field, name in taken.items():
            if name != field and name in record:
                self._taken.setdefault(name, field)
        self._left.update(dict.fromkeys(name for name in free if name not in taken.values()))
        return {field: record.get(name) for field, name in taken.items()}

    def note(self) -> None:
        """Say what was taken for what, where that does not go without saying."""
        left = [name for name in self._left if name not in self._taken and name not in FIELDS]
        if self._taken or left:
            said = [f"{name!r} as {field}" for name, field in sorted(self._taken.items())]
            parts = [f"read {', '.join(said)}"] if said else []
            if left:
                more = f" and {len(left) - _NAMED:,} more" if len(left) > _NAMED else ""
                parts.append(f"left out {', '.join(map(repr, left[:_NAMED]))}{more}")
            log.info("%s: %s", self._path, "; ".join(parts))


def records(value: Any, path: str, line: int | None = None, depth: int = 0) -> Iterator[Fields | Failure]:
    """The objects that are articles in a JSON value: itself, those of an array, or those of an answer that holds an array.

    What JSON-LD says of a site or a person beside its article is passed over.
    """
    if isinstance(value, list) and depth < _DEEPEST:
        for item in value:
            yield from records(item, path, line, depth + 1)
    elif not isinstance(value, dict):
        yield Failure(InputError(path, f"expected a JSON object, got {type(value).__name__}", line))
    elif (inner := _inner(value)) is not None and depth < _DEEPEST:
        yield from records(inner, path, line, depth + 1)
    elif "@type" not in value or {field for field, names in _candidates(tuple(value)) if names} & {"text", "title"}:
        yield value


def looks_like_columns(names: list[str]) -> bool:
    """Whether the first line of an unknown file is a line of column names."""
    known = {field for field, columns in _candidates(tuple(names)) if columns}
    return len(names) > 1 and ("text" in names or len(known) > 1) and bool({"text", "title"} & known)


def field_map(words: str) -> dict[str, str]:
    """Our fields and theirs, from words such as ``text=body,published=date``.

    Raises
    ------
    UsageError
        Where the words have another form, or name a field that articles lack.

    Examples
    --------
    >>> field_map("text=body, published=date")
    {'text': 'body', 'published': 'date'}
    """
    pairs = [pair.partition("=") for pair in words.split(",") if pair.strip()]
    found = {ours.strip(): theirs.strip() for ours, _, theirs in pairs}
    for ours, theirs in found.items():
        if ours not in FIELDS or not theirs:
            raise UsageError(f"map: expected FIELD=NAME, FIELD one of {', '.join(FIELDS)}; got {ours}={theirs}")
    return found


class _Row(NamedTuple):
    field: str
    rank: int


@cache
def _known() -> dict[str, _Row]:
    """The field that each name means, and how well."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            _folded(name): _Row(row["field"], rank)
            for row in csv.DictReader(file)
            for rank, name in reversed(list(enumerate(row["names"].split())))
        }


@lru_cache(maxsize=1000)
def _candidates(names: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each field the columns that may be it, best first."""
    found = [(row.rank, name, row.field) for name in names if (row := _known().get(_folded(name)))]
    found.sort(key=lambda item: item[:2])
    return tuple((field, tuple(name for _, name, meant in found if meant == field)) for field in FIELDS)


def _inner(value: Fields) -> Any:
    """What of an object holds the articles, where it is itself none."""
    names = {name: row.rank for name in value if (row := _known().get(_folded(name))) and row.field == "within"}
    own = dict(_candidates(tuple(value)))["text"]
    inner = [name for name in names if isinstance(value[name], list | dict) and name not in own]
    if any(isinstance(value[name], str) and value[name].strip() for name in own):
        return None
    best = min(inner, key=lambda name: (not value[name], names[name], name), default=None)
    return None if best is None else value[best]


def _is_blank(value: Any) -> bool:
    return value is None or not (value.strip() if isinstance(value, str) else value)


def _folded(name: str) -> str:
    """`name` without what writers of programs differ in: ``publishedAt``, ``published_at``, ``Published at``."""
    return re.sub(r"[^\w.@]|(?<=.)_", "", str(name).casefold())
