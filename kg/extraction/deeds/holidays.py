"""Days with names of their own."""

from __future__ import annotations

import re
from datetime import date, timedelta

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EASTER = re.compile(r"easter([+-]\d+)")


def holiday(rule: str, year: int) -> date:
    """The day that a rule of ``date_words.csv`` gives in `year`: ``12-25``, ``11-thu-4``, ``easter-2``.

    Examples
    --------
    >>> holiday("easter-2", 2024), holiday("11-thu-4", 2024)
    (datetime.date(2024, 3, 29), datetime.date(2024, 11, 28))
    """
    if moving := EASTER.fullmatch(rule):
        from dateutil.easter import easter

        sunday: date = easter(year)
        return sunday + timedelta(days=int(moving[1]))
    month, *rest = rule.split("-")
    if len(rest) == 1:
        return date(year, int(month), int(rest[0]))
    first = date(year, int(month), 1)
    return first + timedelta(days=(WEEK.index(rest[0]) - first.weekday()) % 7 + 7 * (int(rest[1]) - 1))
