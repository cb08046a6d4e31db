"""Events in the columns of POLECAT, for those whose programs read it; `kg.export.tables.desk` says which."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from kg.export.tables import desk
from kg.export.tables.desk import Column, Columns, code_of, place_of, placed, unknown
from kg.gazetteer.facts import state_codes, wikipedia_titles
from kg.graph import Event, Network
from kg.model import Actor, ActorMention
from kg.version import __version__

_QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def _mention(event: Event, actor: Actor) -> str | None:
    """The words that name `actor` in the surest report."""
    ends: Iterable[ActorMention] = (who for report in event.reports for who in (report.source, report.target))
    return next((who.mention for who in ends if who.actor.id == actor.id), None)


def _cow(actor: Actor) -> str | None:
    codes = state_codes().get(actor.country or "")
    return codes.cow if codes else None


def _actor(word: str, of: Callable[[Event], Actor]) -> dict[str, Column]:
    return {
        f"{word} Name": lambda e: of(e).name,
        f"{word} Country": lambda e: of(e).country,
        f"{word} COW": lambda e: _cow(of(e)),
        f"Primary {word} Sector": lambda e: of(e).role,
        f"{word} Sectors": lambda e: of(e).role,
        f"{word} Title": unknown,
        f"{word} Name Raw": lambda e: _mention(e, of(e)),
        f"Wikipedia {word} ID": lambda e: wikipedia_titles().get(of(e).id),
    }


COLUMNS: Columns = {
    "Event ID": lambda e: e.id,
    "Event Date": desk.day_of,
    "Event Type": lambda e: code_of(e).plover,
    "Event Mode": lambda e: code_of(e).mode,
    "Intensity": lambda e: code_of(e).score,
    "Quad Code": lambda e: _QUADS[code_of(e).quad],
    "Contexts": lambda e: "; ".join(code_of(e).contexts),
    **_actor("Actor", lambda e: e.source),
    **_actor("Recipient", lambda e: e.target),
    "Placename": lambda e: e.place if place_of(e) else None,
    "City": lambda e: placed(e, desk.TOWNS),
    "District": unknown,
    "Province": lambda e: placed(e, desk.REGIONS),
    "Country": lambda e: e.place_country,
    **desk.COORDINATES,
    "GeoNames ID": unknown,
    "Raw Placename": lambda e: e.place,
    "Feature Type": unknown,
    "Source": lambda e: "; ".join(desk.outlets_of(e)),
    "Publication Date": lambda e: e.reported,
    "Story People": unknown,
    "Story Organizations": unknown,
    "Story Locations": unknown,
    "Language": lambda e: "English",
    "Version": lambda e: f"kg {__version__}",
}


def write(network: Network, path: str | Path) -> None:
    """Write the actual, coded events of `network` to `path` (``-``: standard output), with a header."""
    desk.write(desk.coded(network), path, COLUMNS)
