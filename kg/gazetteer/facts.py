"""What is known of states and places beside their names: where they lie, and the numbers that others know them by."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from kg.gazetteer.source import entries
from kg.gazetteer.tables import package_rows


class Location(NamedTuple):
    """Where a place lies, in degrees north and east (WGS 84), and what it is: ``city``, ``region``, ``facility`` ...

    Attributes
    ----------
    source : str
        Where the figures are from.
    """

    kind: str
    latitude: float
    longitude: float
    source: str


class StateCodes(NamedTuple):
    """A state's name, its number in the Correlates of War project, its FIPS 10-4 code and its ISO 3166-1 number."""

    name: str
    cow: str | None
    fips: str | None
    numeric: str | None


def location(name: str, country: str | None) -> Location | None:
    """The location of the place called `name` in `country` (ISO alpha-3); None where the tables lack it.

    Examples
    --------
    >>> location("Kyiv", "UKR").kind
    'city'
    >>> location("Paradise", None)
    """
    return _locations().get((name.casefold(), country or ""))


def state_location(ident: str) -> Location | None:
    """The middle of the state (its largest part) with this id; None where the tables lack it, as of states that were.

    Examples
    --------
    >>> state_location("state:UKR").latitude
    49.1597
    """
    return _state_locations().get(ident)


@cache
def state_codes() -> Mapping[str, StateCodes]:
    """What others call states, by ISO alpha-3 code.

    Examples
    --------
    >>> state_codes()["GBR"]
    StateCodes(name='United Kingdom', cow='200', fips='UK', numeric='826')
    """
    names = {cells["iso3"]: cells["name"] for _, cells in package_rows("states.csv", ("iso3", "name"))}
    return MappingProxyType(
        {
            cells["country"]: StateCodes(
                names[cells["country"]], cells["cow"] or None, cells["fips"] or None, cells["numeric"] or None
            )
            for _, cells in package_rows("state_codes.csv", ("country", "cow", "fips", "numeric"))
        }
    )


@cache
def wikipedia_titles() -> Mapping[str, str]:
    """Titles of articles in the English Wikipedia by actor's id.

    Examples
    --------
    >>> wikipedia_titles()["state:AFG"]
    'Afghanistan'
    """
    return MappingProxyType({entry.actor.id: entry.wikipedia for entry in entries() if entry.wikipedia})


@cache
def _locations() -> Mapping[tuple[str, str], Location]:
    columns = ("name", "country", "type", "lat", "lon", "source")
    return {
        (cells["name"].casefold(), cells["country"]): Location(
            cells["type"], float(cells["lat"]), float(cells["lon"]), cells["source"]
        )
        for _, cells in package_rows("coordinates.csv", columns)
    }


@cache
def _state_locations() -> Mapping[str, Location]:
    return {
        cells["id"]: Location("state", float(cells["lat"]), float(cells["lon"]), cells["source"])
        for _, cells in package_rows("state_coordinates.csv", ("id", "lat", "lon", "source"))
    }
