"""What a map can show of a graph as GeoJSON: events where they took place, links between the states of their ends."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.export.atlas import CREDIT, home, scene
from kg.export.tables.rows import EVENTS, LINKS, TABLES, Columns
from kg.files import replacing
from kg.gazetteer.facts import Location
from kg.graph import Network

log = logging.getLogger("kg.export")

Feature = dict[str, Any]


def write(network: Network, path: str | Path) -> None:
    """Write a feature collection to `path` (``-``: standard output), one feature a line.

    An event is a point at its place, a link a line between the middles of two states, which is cut where it meets the 180th
    meridian; properties are the columns of the tables of events and links. What lies nowhere is left out and counted.
    """
    head = json.dumps({"type": "FeatureCollection", "attribution": f"Coordinates: {CREDIT}"})[:-1]
    with replacing(path) as file:
        file.write(f'{head}, "features": ['.encode())
        between = "\n"
        for feature in (*_events(network), *_links(network)):
            file.write(f"{between}{json.dumps(feature, ensure_ascii=False, separators=(',', ':'))}".encode())
            between = ",\n"
        file.write(b"\n]}\n")


def _events(network: Network) -> Iterator[Feature]:
    nowhere = 0
    for event in network.events():
        if (where := scene(event)) is None:
            nowhere += 1
        else:
            yield _feature("event", event, EVENTS, {"type": "Point", "coordinates": _point(where)})
    if nowhere:
        log.info("events without a place whose coordinates are known: %d; of them the links alone are on the map", nowhere)


def _links(network: Network) -> Iterator[Feature]:
    for link in TABLES["links"][1](network):
        source, target = home(link.source), home(link.target)
        if source and target and source != target:
            yield _feature("link", link, LINKS, _line(source, target))


def _feature(what: str, one: Any, columns: Columns, geometry: dict[str, Any]) -> Feature:
    known = {name: value for name, column in columns.items() if (value := column(one)) is not None}
    return {"type": "Feature", "id": known.pop("id"), "geometry": geometry, "properties": {"feature": what, **known}}


def _point(where: Location) -> list[float]:
    return [where.longitude, where.latitude]


def _line(source: Location, target: Location) -> dict[str, Any]:
    """The short way; over the 180th meridian in two parts, as RFC 7946 asks."""
    start, end = _point(source), _point(target)
    if abs(end[0] - start[0]) <= 180:
        return {"type": "LineString", "coordinates": [start, end]}
    edge = 180.0 if start[0] > 0 else -180.0
    share = (edge - start[0]) / (end[0] + 2 * edge - start[0])
    latitude = round(start[1] + share * (end[1] - start[1]), 4)
    return {"type": "MultiLineString", "coordinates": [[start, [edge, latitude]], [[-edge, latitude], end]]}
