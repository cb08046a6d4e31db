"""What a graph answers, for people: tables of answers, lists of faults."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from kg.cli.show.tables import add_row, new_table, put
from kg.errors import InputError, UsageError
from kg.export.rdf import sparql
from kg.export.tables.rows import lines


def query_text(text: str | None, file: Path | None, name: str | None) -> str:
    """The SPARQL to run: written out, from a file or by name.

    Raises
    ------
    UsageError
        Unless exactly one of the three is there.
    InputError
        Where the file cannot be read.
    """
    if [text, file, name].count(None) != 2:
        known = "\n".join(f"  {one}: {asks}" for one, asks in sparql.named().items())
        raise UsageError(f"expected one of a query, --file or --name; names are\n{known}")
    if file is not None:
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(str(file), f"cannot be read: {error}") from error
    return sparql.question(name) if name is not None else text or ""


def values(pairs: Sequence[str]) -> dict[str, str]:
    """What ``--set`` gives, from ``VARIABLE=VALUE``.

    Raises
    ------
    UsageError
        Where a pair is none.

    Examples
    --------
    >>> values(["source=state:USA"])
    {'source': 'state:USA'}
    """
    parts = [pair.partition("=") for pair in pairs]
    for variable, sign, _ in parts:
        if not (sign and variable.isidentifier()):
            raise UsageError(f"--set: expected VARIABLE=VALUE, got {variable + sign!r}")
    return {variable: value for variable, _, value in parts}


def show(answer: sparql.Answer, format: Literal["table", "csv", "json"]) -> None:
    """Print an answer."""
    if format == "csv":
        sys.stdout.writelines(lines(answer.columns, answer.rows))
    elif format == "json":
        records = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
        print(json.dumps(records, ensure_ascii=False, indent=2))
    else:
        table = new_table(*(f">{name}" if _numeric(answer, place) else name for place, name in enumerate(answer.columns)))
        for row in answer.rows:
            add_row(table, *(_cell(value) for value in row))
        put(table)


def _numeric(answer: sparql.Answer, place: int) -> bool:
    return any(isinstance(row[place], int | float) for row in answer.rows)


def _cell(value: sparql.Value) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.2f}" if isinstance(value, float) else str(value)
