"""Events in the columns of GDELT 1.0, for those whose programs read it; `kg.export.tables.desk` says which."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from kg.export.tables import desk
from kg.export.tables.desk import Column, Columns, code_of, place_of, unknown
from kg.gazetteer.facts import state_codes
from kg.graph import Event, Network
from kg.model import Actor

_ID_DIGITS = 15  # of an id's hexadecimal ones: what GDELT's whole numbers of 64 bits can hold
_KINDS = {"city": 4, "facility": 4, "region": 5, "state": 5, "province": 5, "held": 5}
_MONTHS, _DAYS = 30, 365  # GDELT's own reckoning of a date as a fraction of a year


def _part(event: Event, *parts: int) -> str | None:
    """Year, month and day run together, as many as asked for and known."""
    dates = (event.date or "").split("-")
    wanted = [dates[place] for place in parts if place < len(dates)]
    return "".join(wanted) if len(wanted) == len(parts) else None


def _fraction(event: Event) -> str | None:
    day = desk.day_of(event)
    if day is None:
        return None
    year, month, date = map(int, day.split("-"))
    return f"{year + (month * _MONTHS + date) / _DAYS:.4f}"


def _actor_code(actor: Actor) -> str:
    return f"{actor.country or ''}{actor.role or ''}"


def _actor(word: str, of: Callable[[Event], Actor]) -> dict[str, Column]:
    none = ("KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
    return {
        f"{word}Code": lambda e: _actor_code(of(e)),
        f"{word}Name": lambda e: of(e).name.upper(),
        f"{word}CountryCode": lambda e: of(e).country,
        **{f"{word}{name}": unknown for name in none},
        f"{word}Type1Code": lambda e: of(e).role,
        f"{word}Type2Code": unknown,
        f"{word}Type3Code": unknown,
    }


def _action(name: str, event: Event) -> object:
    """The geography of the deed."""
    place, codes = place_of(event), state_codes().get(event.place_country or "")
    return {
        "Type": _KINDS.get(place.kind) if place else None,
        "FullName": ", ".join(filter(None, (event.place, codes.name if codes else None))),
        "CountryCode": codes.fips if codes else None,
        "Lat": place.latitude if place else None,
        "Long": place.longitude if place else None,
    }.get(name)


_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")

COLUMNS: Columns = {
    "GLOBALEVENTID": lambda e: int(e.id[:_ID_DIGITS], 16),
    "SQLDATE": lambda e: _part(e, 0, 1, 2),
    "MonthYear": lambda e: _part(e, 0, 1),
    "Year": lambda e: _part(e, 0),
    "FractionDate": _fraction,
    **_actor("Actor1", lambda e: e.source),
    **_actor("Actor2", lambda e: e.target),
    "IsRootEvent": unknown,
    "EventCode": lambda e: code_of(e).cameo,
    "EventBaseCode": lambda e: (code_of(e).cameo or "")[:3],
    "EventRootCode": lambda e: (code_of(e).cameo or "")[:2],
    "QuadClass": lambda e: code_of(e).quad,
    "GoldsteinScale": lambda e: code_of(e).goldstein,
    "NumMentions": lambda e: len(e.reports),
    "NumSources": lambda e: len(desk.outlets_of(e)) or None,
    "NumArticles": lambda e: len(e.article_ids),
    "AvgTone": unknown,
    **{f"Actor1Geo_{name}": unknown for name in _GEO},
    **{f"Actor2Geo_{name}": unknown for name in _GEO},
    **{f"ActionGeo_{name}": partial(_action, name) for name in _GEO},
    "DATEADDED": lambda e: (e.reported or "").replace("-", ""),
    "SOURCEURL": lambda e: next((r.evidence.url for r in e.reports if r.evidence.url), None),
}


def write(network: Network, path: str | Path) -> None:
    """Write the actual events of `network` that have a CAMEO code to `path` (``-``: standard output); GDELT has no header."""
    desk.write((event for event in desk.coded(network) if code_of(event).cameo), path, COLUMNS, header=False)
