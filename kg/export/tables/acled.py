"""Events in the columns of ACLED, for those whose programs read it: the violence, protests, arrests and truces among them.

``acled.csv`` says which PLOVER types and modes those are; all other events have no row, since ACLED has no type for them.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from kg.export.tables import desk
from kg.export.tables.desk import Column, Columns, code_of, place_of, placed, unknown
from kg.gazetteer.facts import state_codes
from kg.graph import Event, Network
from kg.model import Actor

ARMED = frozenset({"MIL", "COP", "SPY", "REB", "PRM", "UAF"})
PRECISION = {"day": 1, "month": 3}  # ACLED's 2 is a week, which kg has not

# in ACLED's order, as an interaction names them; who is armed and of unknown side is left open
SIDES = (
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
)
_SIDE_OF = {"MIL": SIDES[0], "COP": SIDES[0], "SPY": SIDES[0], "REB": SIDES[1], "PRM": SIDES[2], "UAF": None}


class Kind(NamedTuple):
    """What ACLED calls events of a type and its modes; `between` whom, where that matters."""

    plover: str
    modes: frozenset[str]
    between: str
    disorder: str
    event: str
    sub: str


@cache
def _kinds() -> tuple[Kind, ...]:
    with (resources.files("kg.export.tables") / "acled.csv").open("r", encoding="utf-8") as lines:
        return tuple(
            Kind(row[0], frozenset(row[1].split("|")), row[2], row[3], row[4], row[5]) for row in list(csv.reader(lines))[1:]
        )


def kind_of(event: Event) -> Kind | None:
    """What ACLED calls a coded event; None where it has no name for such."""
    code = code_of(event)
    between = {_armed(event.source), _armed(event.target)}
    met = "armed" if between == {True} else "civilians" if not _armed(event.target) else ""
    fit = (k for k in _kinds() if k.plover == code.plover and (code.mode or "-") in k.modes and k.between in ("", met))
    return next(fit, None)


def _armed(actor: Actor) -> bool:
    return actor.kind in ("state", "group") if actor.role is None else actor.role in ARMED


def _side(event: Event, actor: Actor) -> str | None:
    kind = _kind(event)
    if actor == event.source and kind.event in ("Riots", "Protests"):
        return "Rioters" if kind.event == "Riots" else "Protesters"
    role = actor.role or ("MIL" if actor.kind == "state" else "UAF" if actor.kind == "group" else None)
    side = _SIDE_OF.get(role or "", "Civilians")
    abroad = event.place_country is not None and actor.country not in (None, event.place_country)
    return "External/Other forces" if side == "State forces" and abroad else side


def _kind(event: Event) -> Kind:
    """Its kind; all that are written have one."""
    kind = kind_of(event)
    assert kind is not None
    return kind


def _interaction(event: Event) -> str | None:
    sides = [side for actor in (event.source, event.target) if (side := _side(event, actor)) is not None]
    return "-".join(sorted(sides, key=SIDES.index)) if len(sides) == 2 else None


def _hurts_civilians(event: Event) -> str | None:
    violent = _kind(event).disorder == "Political violence" and not _armed(event.target)
    return "Civilian targeting" if violent else None


def _country(event: Event) -> str | None:
    codes = state_codes().get(event.place_country or "")
    return codes.name if codes else None


def _numeric(event: Event) -> str | None:
    codes = state_codes().get(event.place_country or "")
    return codes.numeric if codes else None


def _geo_precision(event: Event) -> int | None:
    place = place_of(event)
    return None if place is None else 1 if place.kind in desk.TOWNS else 3


def _actor(n: int, of: Callable[[Event], Actor]) -> dict[str, Column]:
    return {f"actor{n}": lambda e: of(e).name, f"assoc_actor_{n}": unknown, f"inter{n}": lambda e: _side(e, of(e))}


COLUMNS: Columns = {
    "event_id_cnty": lambda e: e.id,
    "event_date": desk.day_of,
    "year": lambda e: e.date[:4] if e.date else None,
    "time_precision": lambda e: PRECISION.get(e.date_granularity or ""),
    "disorder_type": lambda e: _kind(e).disorder,
    "event_type": lambda e: _kind(e).event,
    "sub_event_type": lambda e: _kind(e).sub,
    **_actor(1, lambda e: e.source),
    **_actor(2, lambda e: e.target),
    "interaction": _interaction,
    "civilian_targeting": _hurts_civilians,
    "iso": _numeric,
    "region": unknown,
    "country": _country,
    "admin1": lambda e: placed(e, desk.REGIONS),
    "admin2": unknown,
    "admin3": unknown,
    "location": lambda e: e.place,
    "latitude": desk.COORDINATES["Latitude"],
    "longitude": desk.COORDINATES["Longitude"],
    "geo_precision": _geo_precision,
    "source": lambda e: "; ".join(desk.outlets_of(e)),
    "source_scale": unknown,
    "notes": lambda e: e.reports[0].evidence.sentence,
    "fatalities": unknown,
    "tags": unknown,
    "timestamp": unknown,
}


def write(network: Network, path: str | Path) -> None:
    """Write the actual events of `network` that ACLED has a type for to `path` (``-``: standard output), with a header."""
    desk.write((event for event in desk.coded(network) if kind_of(event)), path, COLUMNS)
