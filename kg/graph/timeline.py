"""Events counted over time."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, get_args

from kg.errors import UsageError
from kg.graph.model import Event
from kg.graph.questions import goldstein_of

Span = Literal["day", "week", "month", "year"]
SPANS: tuple[str, ...] = get_args(Span)

_LENGTH = {"day": 10, "week": 10, "month": 7, "year": 4}


class Cell(NamedTuple):
    """How many events, and reports of them, agree in day, type and Goldstein value."""

    day: str
    type: str | None
    goldstein: float | None
    events: int
    reports: int


@dataclass(frozen=True, slots=True)
class Period:
    """What took place in a day, week (``2024-W05``), month or year.

    Attributes
    ----------
    start : str
        The period; a coarser one for events whose date is coarser.
    events, reports : int
    types : mapping of str to int
        Events by PLOVER type, in sorted order; those without a code have none.
    goldstein : float or None
        Mean over the events that have one.
    """

    start: str
    events: int
    reports: int
    types: Mapping[str, int]
    goldstein: float | None


def cells(events: Iterable[Event]) -> list[Cell]:
    """The dated ones of `events`, one a cell."""
    return [
        Cell(event.date, event.code.plover if event.code else None, goldstein_of(event), 1, len(event.reports))
        for event in events
        if event.date
    ]


def periods(found: Iterable[Cell], by: Span = "month") -> tuple[Period, ...]:
    """Cells put together by period, in order of time.

    Raises
    ------
    UsageError
        Where `by` is none of `SPANS`.
    """
    if by not in SPANS:
        raise UsageError(f"by: expected one of {', '.join(SPANS)}, got {by!r}")
    grouped: defaultdict[str, list[Cell]] = defaultdict(list)
    for cell in found:
        grouped[_period(cell.day, by)].append(cell)
    return tuple(_counted(start, grouped[start]) for start in sorted(grouped))


def _period(day: str, by: Span) -> str:
    if by == "week" and len(day) >= 10:
        year, week, _ = date.fromisoformat(day[:10]).isocalendar()
        return f"{year}-W{week:02}"
    return day[: _LENGTH[by]]


def _counted(start: str, found: Iterable[Cell]) -> Period:
    types: Counter[str] = Counter()
    values: Counter[float] = Counter()
    events = reports = 0
    for cell in found:
        events, reports = events + cell.events, reports + cell.reports
        if cell.type:
            types[cell.type] += cell.events
        if cell.goldstein is not None:
            values[cell.goldstein] += cell.events
    return Period(start, events, reports, dict(sorted(types.items())), mean(values))


def mean(values: Mapping[float, int]) -> float | None:
    """Mean of values that occur so many times, the same in whatever order they came; None of none."""
    count = sum(values.values())
    return round(math.fsum(value * times for value, times in values.items()) / count, 4) if count else None
