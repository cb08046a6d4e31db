"""The table statisticians use: a row a dyad and month, what took place in it by type, and how hostile it was; and time series.

Only events that are said to have taken place count (status ``actual``), in the month of their date; those without a date, or
of which only the year is known, are in no month.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kg.coding.codebook import Codebook
from kg.export.tables.rows import lines
from kg.files import replacing
from kg.graph import Event, Network, Period
from kg.graph.questions import goldstein_of
from kg.graph.timeline import mean

log = logging.getLogger("kg.export")

_MONTH = len("2024-11")


class Dyad(NamedTuple):
    """Source, target and month: what a row is about."""

    source_id: str
    target_id: str
    month: str


def panel(network: Network) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
    """Column names and rows, in order of source, target and month; a symmetric event counts for its dyad in sorted order."""
    types = tuple(Codebook.load().types)
    columns = (
        "source_id",
        "source_name",
        "target_id",
        "target_name",
        "month",
        "events",
        "reports",
        "goldstein",
        *types,
        "uncoded",
    )
    return columns, _rows(network, types)


def _rows(network: Network, types: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    counts: defaultdict[Dyad, Counter[str]] = defaultdict(Counter)
    values: defaultdict[Dyad, Counter[float]] = defaultdict(Counter)
    for dyad, event in _dyads(network.events()):
        counts[dyad].update({event.code.plover if event.code else "uncoded": 1, "events": 1, "reports": len(event.reports)})
        if (goldstein := goldstein_of(event)) is not None:
            values[dyad][goldstein] += 1
    names = {actor.id: actor.name for actor in network.actors()}
    for dyad in sorted(counts):
        count = counts[dyad]
        ends = dyad.source_id, names[dyad.source_id], dyad.target_id, names[dyad.target_id]
        numbers = (count[name] for name in (*types, "uncoded"))
        yield *ends, dyad.month, count["events"], count["reports"], mean(values[dyad]), *numbers


def _dyads(events: Iterable[Event]) -> Iterator[tuple[Dyad, Event]]:
    for event in events:
        if event.status == "actual" and event.date and len(event.date) >= _MONTH:
            yield Dyad(event.source.id, event.target.id, event.date[:_MONTH]), event


def left_out(network: Network) -> int:
    """How many events are said to have taken place but are in no month."""
    return sum(event.status == "actual" and len(event.date or "") < _MONTH for event in network.events())


def write(network: Network, path: str | Path) -> None:
    """Write the panel as CSV to `path` (``-``: standard output)."""
    with replacing(path) as file:
        for line in lines(*panel(network)):
            file.write(line.encode("utf-8", "replace"))
    if count := left_out(network):
        log.info("events that took place but are in no month, having no date or only a year: %d", count)


def to_pandas(network: Network) -> Any:
    """The panel as a `pandas.DataFrame`, indexed by source, target and month (a period)."""
    import pandas as pd

    columns, rows = panel(network)
    frame = pd.DataFrame.from_records(list(rows), columns=list(columns))
    frame["month"] = pd.PeriodIndex(frame["month"], freq="M")
    return frame.set_index(["source_id", "target_id", "month"])


def timeline_rows(periods: Iterable[Period]) -> tuple[tuple[str, ...], Iterator[tuple[Any, ...]]]:
    """Column names and rows of periods: counts, the mean Goldstein value, and a column a type that occurs."""
    listed = tuple(periods)
    types = sorted({name for period in listed for name in period.types})
    rows = ((p.start, p.events, p.reports, p.goldstein, *(p.types.get(name, 0) for name in types)) for p in listed)
    return ("period", "events", "reports", "goldstein", *types), rows


def timeline(periods: Iterable[Period]) -> Any:
    """Periods as a `pandas.DataFrame`, indexed by period."""
    import pandas as pd

    columns, rows = timeline_rows(periods)
    return pd.DataFrame.from_records(list(rows), columns=list(columns), index="period")
