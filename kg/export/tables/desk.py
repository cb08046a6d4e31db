"""What the columns of published event data have in common; each layout is a file of its own.

One row an event that is said to have taken place and that has a code: none of them has a column for what was only asked for,
denied or foretold. What a column asks for and kg does not know is empty, never a guess.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from kg.files import replacing
from kg.gazetteer.facts import Location, location
from kg.graph import Event, Network
from kg.model import Code

Column = Callable[[Event], object]
Columns = Mapping[str, Column]

TOWNS, REGIONS = frozenset({"city"}), frozenset({"region", "state", "province", "held"})
_DAY = len("2024-11-01")


def code_of(event: Event) -> Code:
    """Its code; all that are written have one."""
    assert event.code is not None
    return event.code


def day_of(event: Event) -> str | None:
    """Its day; None of what is dated less exactly."""
    return event.date if event.date and len(event.date) == _DAY else None


def place_of(event: Event) -> Location | None:
    """Where its place lies, as far as the tables know."""
    return location(event.place, event.place_country) if event.place else None


def placed(event: Event, kinds: frozenset[str]) -> str | None:
    """The name of its place, where that is of one of the `kinds`."""
    place = place_of(event)
    return event.place if place and place.kind in kinds else None


def outlets_of(event: Event) -> list[str]:
    """All that report it, sorted."""
    return sorted({outlet for report in event.reports for outlet in report.evidence.outlets})


def unknown(event: Event) -> None:
    """What kg does not know."""
    return None


COORDINATES: Columns = {
    "Latitude": lambda e: place.latitude if (place := place_of(e)) else None,
    "Longitude": lambda e: place.longitude if (place := place_of(e)) else None,
}


def coded(network: Network) -> Iterator[Event]:
    """The events that are said to have taken place and have a code."""
    return (event for event in network.events() if event.status == "actual" and event.code is not None)


def write(events: Iterator[Event], path: str | Path, columns: Columns, *, header: bool = True) -> None:
    """Write `events` to `path` (``-``: standard output), tabs between the cells, as UTF-8."""
    line = io.StringIO()
    writer = csv.writer(line, delimiter="\t", lineterminator="\n")
    with replacing(path) as file:
        if header:
            writer.writerow(columns)
        for event in events:
            writer.writerow([_cell(column(event)) for column in columns.values()])
            file.write(_taken(line))
        file.write(_taken(line))


def _taken(line: io.StringIO) -> bytes:
    text = line.getvalue()
    line.seek(0)
    line.truncate()
    return text.encode("utf-8", "replace")


def _cell(value: object) -> object:
    """Names and places are words of strangers: no line in a cell, and no tab."""
    return " ".join(value.split()) if isinstance(value, str) else value
