"""Events in the columns of ICEWS, for those whose programs read it; `kg.export.tables.desk` says which."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.coding.codebook import Codebook
from kg.export.tables import desk
from kg.export.tables.desk import Column, Columns, code_of, placed, unknown
from kg.gazetteer.facts import state_codes
from kg.graph import Event, Network
from kg.model import Actor


def _country(code: str | None) -> str | None:
    """ICEWS has names of countries."""
    codes = state_codes().get(code or "")
    return codes.name if codes else None


def _label(event: Event) -> str:
    entry = Codebook.load().cameo.get(code_of(event).cameo or "")
    return entry.label if entry else ""


def _actor(word: str, of: Callable[[Event], Actor]) -> dict[str, Column]:
    return {
        f"{word} Name": lambda e: of(e).name,
        f"{word} Sectors": lambda e: of(e).role,
        f"{word} Country": lambda e: _country(of(e).country),
    }


COLUMNS: Columns = {
    "Event ID": lambda e: e.id,
    "Event Date": desk.day_of,
    **_actor("Source", lambda e: e.source),
    "Event Text": _label,
    "CAMEO Code": lambda e: code_of(e).cameo,
    "Intensity": lambda e: code_of(e).goldstein,
    **_actor("Target", lambda e: e.target),
    "Story ID": lambda e: e.article_ids[0],
    "Sentence Number": unknown,
    "Publisher": lambda e: "; ".join(desk.outlets_of(e)),
    "City": lambda e: placed(e, desk.TOWNS),
    "District": unknown,
    "Province": lambda e: placed(e, desk.REGIONS),
    "Country": lambda e: _country(e.place_country),
    **desk.COORDINATES,
}


def write(network: Network, path: str | Path) -> None:
    """Write the actual events of `network` that have a CAMEO code to `path` (``-``: standard output), with a header."""
    desk.write((event for event in desk.coded(network) if code_of(event).cameo), path, COLUMNS)
