"""The graph as a person at a notebook meets it."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from kg.graph import Event, Network, Question
from kg.graph.questions import Sort
from kg.graph.timeline import Span
from kg.store import Stored

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib
    from matplotlib.axes import Axes

    from kg.export.rdf.sparql import Answer


Names = str | Sequence[str]


@dataclass(frozen=True, slots=True)
class View:
    """The page in a sandboxed frame, for a notebook to show; where HTML is not trusted, `summary` stands for it."""

    html: str
    summary: str = ""

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"<kg.View{': ' + self.summary if self.summary else ''}; a notebook that is trusted shows the page>"


class Graph(Network):
    """Statements, and the events, edges, links and actors that follow from them.

    Examples
    --------
    >>> from kg import Graph
    >>> graph = Graph.open("graph/graph.db")  # doctest: +SKIP
    >>> graph.to_pandas("edges").sort_values("events")  # doctest: +SKIP
    """

    @classmethod
    def open(cls, path: str | Path, *, min_confidence: float = 0.0) -> Self:
        """The graph of the database at `path`, read anew whenever it is asked for; nothing stays open.

        What is one event in all of it is one among the statements of at least `min_confidence`, too.

        Raises
        ------
        StoreError
            Where there is no such database, or it cannot be read.
        """
        return cls(Stored(path, min_confidence))

    def find(
        self, *, source: Names = (), target: Names = (), between: Names = (), type: Names = (), status: Names = (),
        since: str | None = None, until: str | None = None, text: str = "", min_confidence: float = 0.0, sort: Sort = "date",
        limit: int | None = None,
    ) -> list[Event]:
        """The events that meet all conditions; see `kg.graph.Question` for what they may be.

        Examples
        --------
        >>> from kg import Graph
        >>> Graph.from_statements([]).find(source="CHN", type=("THREATEN", "ACCUSE"), since="2025-01", text="tariff")
        []
        """
        return self.ask(Question(
            _names(source), _names(target), _names(between), _names(type), _names(status), since, until, text, min_confidence,
            sort, limit,
        ))

    def timeline(
        self, *between: str, by: Span = "month", type: Names = (), status: Names = (), since: str | None = None,
        until: str | None = None, text: str = "", min_confidence: float = 0.0,
    ) -> pd.DataFrame:
        """Events over time, of all, of one actor or between two, as a data frame: a row a period, a column a type.

        Parameters
        ----------
        *between : str
            No more than two actors, by id, name or code.
        by : {"month", "day", "week", "year"}
        type, status, since, until, text, min_confidence
            As for `find`.
        """
        from kg.export.tables.panel import timeline

        return timeline(self.counted(Question(
            between=between, types=_names(type), statuses=_names(status), since=since, until=until, text=text,
            min_confidence=min_confidence,
        ), by))

    def to_networkx(
        self, level: Literal["event", "edge", "link"] = "edge",
        weight: Literal["events", "reports", "goldstein", "score"] = "events",
    ) -> nx.MultiDiGraph[Any]:
        """A `networkx.MultiDiGraph` with a node an actor, keyed by ids.

        Parameters
        ----------
        level : {"event", "edge", "link"}
            What an edge of it is: an event, the events of one relation, or all events of two actors.
        weight : {"events", "reports", "goldstein", "score"}
            What ``weight`` counts; edges without a score have none.
        """
        from kg.export.networks.multigraph import to_networkx

        return to_networkx(self, level, weight)

    def to_pandas(self, table: str = "statements") -> pd.DataFrame:
        """A data frame of ``statements``, ``events``, ``edges``, ``actors`` or ``articles``, indexed by id, or the ``panel``."""
        if table == "panel":
            from kg.export.tables.panel import to_pandas as panel

            return panel(self)
        from kg.export.tables.rows import to_pandas

        return to_pandas(self, table)

    def to_rdflib(self) -> rdflib.Graph:
        """An `rdflib.Graph` with the triples of the Turtle export."""
        from kg.export.rdf.linked import to_rdflib

        return to_rdflib(self)

    def query(self, sparql: str) -> Answer:
        """The answer to a SPARQL query; prefixes may be left out. See `kg.export.rdf.sparql` for the questions that come with kg.

        Raises
        ------
        UsageError
            Where the query is not well formed.
        """
        from kg.export.rdf.sparql import ask

        return ask(self._loaded, sparql)

    @cached_property
    def _loaded(self) -> Any:
        from kg.export.rdf.sparql import load

        return load(self)

    def write(self, path: str | Path, format: str = "turtle") -> None:
        """Write the graph to a file in one of `kg.export.FORMATS`."""
        from kg.export import write

        write(self, path, format)

    def view(
        self, height: int = 600, *, level: Literal["actor", "state"] = "actor", title: str | None = None, max_links: int = 200
    ) -> View:
        """The page that `kg view` writes, for a notebook.

        Parameters
        ----------
        height : int
            Of the frame, in pixels.
        level : {"actor", "state"}
            On which level the page opens; its reader can switch.
        title : str, optional
            The page's heading.
        max_links : int
            How many links are drawn at first, the strongest.
        """
        from kg.export.html import TITLE, iframe

        return View(iframe(self, height, title=title or TITLE, max_links=max_links, level=level), repr(self)[1:-1])

    def plot_timeline(
        self, by: Literal["day", "week", "month", "year"] = "month", *, between: Sequence[str] = (), ax: Axes | None = None
    ) -> Axes:
        """Cooperation and conflict over time, drawn by matplotlib; see `kg.export.plots.timeline`."""
        from kg.export.plots import timeline

        return timeline(self, by=by, between=between, ax=ax)

    def plot_dyads(self, limit: int = 15, *, ax: Axes | None = None) -> Axes:
        """The `limit` strongest links with their mean scores, drawn by matplotlib; see `kg.export.plots.dyads`."""
        from kg.export.plots import dyads

        return dyads(self, limit=limit, ax=ax)

    def _repr_html_(self) -> str:
        from kg.export.html.summary import summary

        return f"<p>{html.escape(repr(self)[1:-1])}</p>{summary(self)}{self.view()._repr_html_()}"

    def __repr__(self) -> str:
        stats = self.stats()
        return (
            f"<kg.Graph: {stats.statements} statements from {stats.articles} articles; "
            f"{stats.actors} actors, {stats.edges} edges>"
        )


def _names(given: Names) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
