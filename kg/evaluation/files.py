"""Gold and output, read from JSON lines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.reading import Failure
from kg.reading.formats.jsonlines import lines

Record = dict[str, Any]


def read_gold(path: str | Path) -> list[Record]:
    """The annotated articles in a file.

    Raises
    ------
    InputError
        Where a line is no annotated article.
    """
    return _records(path, _check_article)


def read_predicted(path: str | Path) -> list[Record]:
    """The statements in a file, as `kg extract --format jsonl` prints them.

    Raises
    ------
    InputError
        Where a line is no statement.
    """
    return _records(path, _check_statement)


def _records(path: str | Path, check: Callable[[Record], None]) -> list[Record]:
    found = []
    try:
        with Path(path).open("rb") as stream:
            for number, record in lines(stream, str(path)):
                if isinstance(record, Failure):
                    raise record.error
                try:
                    check(record)
                except (KeyError, TypeError, IndexError, AttributeError) as error:
                    raise InputError(str(path), f"a field is missing or of another type: {error}", number) from None
                found.append(record)
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror or error}") from None
    return found


def _check_article(record: Record) -> None:
    _ = str(record["id"]), record["text"] + ""
    for triple in record["triples"]:
        _ = triple["source"][0] + "", triple["target"][0] + "", triple["relation"][0] + "", list(triple["plover"])


def _check_statement(record: Record) -> None:
    _ = str(record["article_id"]), record["relation"].get("lemma"), (record.get("code") or {}).get("plover")
    _ = record["source"].get("id"), record["target"].get("id"), (record.get("attribution") or {}).get("id")
