"""Events that were found: a list, which shows as a table in a notebook."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kg.graph import Event

if TYPE_CHECKING:
    import pandas as pd

MOST_SHOWN = 50  # rows; more would bury the notebook
COLUMNS = ("date", "source", "relation", "target", "status", "type", "reports", "sentence")


class Found(list[Event]):
    """What `kg.Graph.find` gives.

    Examples
    --------
    >>> from kg import Graph
    >>> len(Graph.from_statements([]).find().to_pandas())
    0
    """

    def to_pandas(self) -> pd.DataFrame:
        """A data frame with the columns of ``Graph.to_pandas("events")``, in the order of the list."""
        from kg.export.tables.rows import EVENTS, typed

        return typed(tuple(EVENTS), (tuple(column(event) for column in EVENTS.values()) for event in self))

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{name}</th>" for name in COLUMNS)
        body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in _cells(event))}</tr>" for event in self[:MOST_SHOWN])
        more = f"<p>and {len(self) - MOST_SHOWN:,} more</p>" if len(self) > MOST_SHOWN else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cells(event: Event) -> tuple[str, ...]:
    what = f"{event.phrase} ({event.object})" if event.object and event.object not in event.phrase else event.phrase
    kind = event.code.plover if event.code else ""
    ends = event.source.name, what, event.target.name
    return (event.date or "", *ends, event.status, kind, str(len(event.reports)), event.reports[0].evidence.sentence)
