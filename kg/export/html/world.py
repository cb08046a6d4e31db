"""The world as the page's map shows it: the outline of the land, and where on it things stand, in its units."""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path

from kg.coding.tables import read_table

TABLE = Path(__file__).parent / "land.csv"
WIDTH = 2000  # units; an inch of the screen has some hundred
NORTH, SOUTH = 84.0, -57.0  # beyond them nobody acts

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796  # of the Equal Earth projection (Šavrič, Patterson, Jenny 2018)
_ROOT = math.sqrt(3)
_HALF = 2 * math.pi / (_ROOT * _A1)  # half the length of the equator


def project(latitude: float, longitude: float) -> tuple[int, int]:
    """The place of a point on the map, right and down from its upper left corner.

    Examples
    --------
    >>> project(0, 0), project(NORTH, 0)
    ((1000, 483), (1000, 0))
    """
    x, y = _equal_earth(latitude, longitude)
    scale = WIDTH / (2 * _HALF)
    return round((x + _HALF) * scale), round((_equal_earth(NORTH, 0)[1] - y) * scale)


@cache
def outline() -> str:
    """The land as the path of an SVG, without what lies south of all states."""
    parts: list[str] = []
    for row in read_table(TABLE, ("outline",)):
        tenths = [int(number) / 10 for number in row["outline"].split()]
        parts.append(_path([project(max(y, SOUTH), x) for x, y in zip(tenths[::2], tenths[1::2], strict=True)]))
    return "".join(parts)


def height() -> int:
    """Units from the north to the south of the map."""
    return project(SOUTH, 0)[1]


def _equal_earth(latitude: float, longitude: float) -> tuple[float, float]:
    t = math.asin(_ROOT / 2 * math.sin(math.radians(latitude)))
    x = 2 * _ROOT * math.radians(longitude) * math.cos(t) / (3 * (9 * _A4 * t**8 + 7 * _A3 * t**6 + 3 * _A2 * t**2 + _A1))
    return x, _A4 * t**9 + _A3 * t**7 + _A2 * t**3 + _A1 * t


def _path(points: list[tuple[int, int]]) -> str:
    """One closed line, each point told from the one before, which is half as long."""
    steps = [
        f"{x - a:d} {y - b:d}".replace(" -", "-") for (a, b), (x, y) in zip(points, points[1:], strict=False) if (x, y) != (a, b)
    ]
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps).replace(' -', '-')}z"
