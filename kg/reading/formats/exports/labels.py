"""The labels that stand before the values of an article in an export, and the values behind them."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import Literal, NamedTuple

from kg.errors import InputError
from kg.reading.outcome import Failure, Fields
from kg.reading.text.wrapped import unwrapped

TABLE = Path(__file__).parents[2] / "tables" / "export_labels.csv"

Layout = Literal["factiva", "nexis", "proquest"]


class Label(NamedTuple):
    """What a label's value is: a field of an article, or nothing that is kept; `place` is where it stands to the text."""

    name: str
    field: str
    place: str


@cache
def labels(layout: Layout) -> dict[str, Label]:
    """The labels of one layout by their names in lower case."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {
            row["label"].lower(): Label(row["label"], row["field"], row["place"])
            for row in csv.DictReader(file) if row["layout"] == layout
        }  # fmt: skip


def fields_of(values: Iterable[tuple[Label, list[str]]]) -> Fields:
    """The fields of an article from its labelled values; the lines of its text become paragraphs."""
    lines: dict[str, list[str]] = {}
    for label, value in values:
        if label.field:
            lines.setdefault(label.field, []).extend(value)
    return {
        field: unwrapped("\n".join(value)) if field in ("abstract", "text") else _first_block(value)
        for field, value in lines.items()
    }


def _first_block(lines: list[str]) -> str:
    """The lines up to the first blank one, as one."""
    filled = dropwhile(lambda line: not line.strip(), lines)
    return " ".join(" ".join(takewhile(str.strip, filled)).split())


def document(fields: Fields, path: str, line: int, number: int, layout: str) -> Fields | Failure:
    """`fields` as they are, or a failure where a document of an export has neither text nor title."""
    fields = {"text": fields.get("abstract", ""), **fields}
    if fields["text"].strip() or fields.get("title", "").strip():
        return fields
    return Failure(InputError(path, f"document {number} of a {layout} export has neither text nor title", line))
