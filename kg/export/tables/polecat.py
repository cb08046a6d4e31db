"""Events in the columns of POLECAT, for those whose programs read it.

One row an event that is said to have taken place and that has a PLOVER type: POLECAT has no column for what was only asked for,
denied or foretold. What a column asks for and kg does not know is empty, never a guess.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from kg.files import replacing
from kg.gazetteer.facts import Location, cow_numbers, location, wikipedia_titles
from kg.graph import Event, Network
from kg.model import Actor, ActorMention, Code
from kg.version import __version__

_QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
_TOWNS, _REGIONS = frozenset({"city"}), frozenset({"region", "state", "province", "held"})
_DAY = len("2024-11-01")

Column = Callable[[Event], object]


def _code(event: Event) -> Code:
    assert event.code is not None, "only coded events are written"
    return event.code


def _place(event: Event) -> Location | None:
    return location(event.place, event.place_country) if event.place else None


def _placed(event: Event, kinds: frozenset[str]) -> str | None:
    place = _place(event)
    return event.place if place and place.kind in kinds else None


def _mention(event: Event, actor: Actor) -> str | None:
    """The words that name `actor` in the surest report that has it at this end or, of a symmetric event, at the other."""
    ends: Iterable[ActorMention] = (who for report in event.reports for who in (report.source, report.target))
    return next((who.mention for who in ends if who.actor.id == actor.id), None)


def _actor(word: str, of: Callable[[Event], Actor]) -> dict[str, Column]:
    return {
        f"{word} Name": lambda e: of(e).name,
        f"{word} Country": lambda e: of(e).country,
        f"{word} COW": lambda e: cow_numbers().get(of(e).country or ""),
        f"Primary {word} Sector": lambda e: of(e).role,
        f"{word} Sectors": lambda e: of(e).role,
        f"{word} Title": _unknown,
        f"{word} Name Raw": lambda e: _mention(e, of(e)),
        f"Wikipedia {word} ID": lambda e: wikipedia_titles().get(of(e).id),
    }


def _unknown(event: Event) -> None:
    return None


COLUMNS: Mapping[str, Column] = {
    "Event ID": lambda e: e.id,
    "Event Date": lambda e: e.date if e.date and len(e.date) == _DAY else None,
    "Event Type": lambda e: _code(e).plover,
    "Event Mode": lambda e: _code(e).mode,
    "Intensity": lambda e: _code(e).score,
    "Quad Code": lambda e: _QUADS[_code(e).quad],
    "Contexts": lambda e: "; ".join(_code(e).contexts),
    **_actor("Actor", lambda e: e.source),
    **_actor("Recipient", lambda e: e.target),
    "Placename": lambda e: e.place if _place(e) else None,
    "City": lambda e: _placed(e, _TOWNS),
    "District": _unknown,
    "Province": lambda e: _placed(e, _REGIONS),
    "Country": lambda e: e.place_country,
    "Latitude": lambda e: place.latitude if (place := _place(e)) else None,
    "Longitude": lambda e: place.longitude if (place := _place(e)) else None,
    "GeoNames ID": _unknown,
    "Raw Placename": lambda e: e.place,
    "Feature Type": _unknown,
    "Source": lambda e: "; ".join(sorted({outlet for report in e.reports for outlet in report.evidence.outlets})),
    "Publication Date": lambda e: e.reported,
    "Story People": _unknown,
    "Story Organizations": _unknown,
    "Story Locations": _unknown,
    "Language": lambda e: "English",
    "Version": lambda e: f"kg {__version__}",
}


def rows(network: Network) -> Iterator[dict[str, object]]:
    """The actual, coded events by column."""
    for event in network.events():
        if event.status == "actual" and event.code is not None:
            yield {name: column(event) for name, column in COLUMNS.items()}


def write(network: Network, path: str | Path) -> None:
    """Write the events to `path` (``-``: standard output), tabs between the cells, with a header, as UTF-8."""
    line = io.StringIO()
    writer = csv.DictWriter(line, list(COLUMNS), delimiter="\t", lineterminator="\n")
    with replacing(path) as file:
        writer.writeheader()
        for row in rows(network):
            writer.writerow({name: _cell(value) for name, value in row.items()})
            file.write(line.getvalue().encode("utf-8", "replace"))
            line.seek(0)
            line.truncate()
        file.write(line.getvalue().encode())


def _cell(value: object) -> object:
    """Names and places are words of strangers: no line in a cell, and no tab."""
    return " ".join(value.split()) if isinstance(value, str) else value
