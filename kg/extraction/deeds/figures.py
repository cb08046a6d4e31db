"""Dates in three figures, ``24/2/2022``: which of the first two is the day."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

Order = Literal["dmy", "mdy"]

NUMERIC_DATE = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)\d\d|(?<=/)\d\d)(?![\d/]|[.-]\d)")
MONTHS = 12


def order_in(text: str) -> Order | None:
    """The order that the dates of `text` show: one that has a figure above twelve; None where none has, or they differ.

    Examples
    --------
    >>> order_in("from 24/2/2022 to 3/4/2022"), order_in("on 2/24/2022"), order_in("on 3/4/2022")
    ('dmy', 'mdy', None)
    """
    found = [(int(dated[1]), int(dated[3])) for dated in NUMERIC_DATE.finditer(text)]
    day_first = any(first > MONTHS for first, _ in found)
    month_first = any(second > MONTHS for _, second in found)
    return None if day_first == month_first else "dmy" if day_first else "mdy"


def unsure(text: str) -> str | None:
    """The first date of figures in `text` that may mean two days, where no other shows the order."""
    if order_in(text) is not None:
        return None
    return next((found.group() for found in NUMERIC_DATE.finditer(text) if len(days(found.group(), None)) > 1), None)


def days(text: str, order: Order | None) -> list[date]:
    """The days that the first such date of `text` may mean, in the `order` given or in both; none where there is none."""
    found = NUMERIC_DATE.search(text)
    if found is None:
        return []
    year = int(found[4]) if len(found[4]) == 4 else 2000 + int(found[4])
    first, second = int(found[1]), int(found[3])
    read = {"dmy": (first, second), "mdy": (second, first)}
    # an order that gives no day cannot be meant
    possible = {name: day for name, (number, month) in read.items() if (day := _day(year, month, number))}
    meant = [possible[order]] if order in possible else possible.values()
    return sorted(set(meant))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
