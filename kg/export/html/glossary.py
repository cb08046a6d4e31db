"""A sentence for every type, status, scope and tone, which the page shows where the pointer rests."""

from __future__ import annotations

from pathlib import Path

from kg.coding.tables import read_table

TABLE = Path(__file__).parent / "glossary.csv"


def glossary() -> dict[str, dict[str, str]]:
    """Sentences by facet and value."""
    found: dict[str, dict[str, str]] = {}
    for row in read_table(TABLE, ("facet", "value", "sentence")):
        found.setdefault(row["facet"], {})[row["value"]] = row["sentence"]
    return found
