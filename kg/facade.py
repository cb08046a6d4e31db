"""The graph as a person at a notebook meets it."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.graph import Network

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import rdflib


@dataclass(frozen=True, slots=True)
class View:
    """The page in a sandboxed frame, for a notebook to show."""

    html: str = field(repr=False)

    def _repr_html_(self) -> str:
        return self.html


class Graph(Network):
    """Statements, and the events, edges, links and actors that follow from them.

    Examples
    --------
    >>> from kg import Graph
    >>> graph = Graph.open("graph/graph.db")  # doctest: +SKIP
    >>> graph.to_pandas("edges").sort_values("events")  # doctest: +SKIP
    """

    def to_networkx(self) -> nx.MultiDiGraph[Any]:
        """A `networkx.MultiDiGraph` with a node an actor and an edge an edge, keyed by its id."""
        from kg.export.multigraph import to_networkx

        return to_networkx(self)

    def to_pandas(self, table: str = "statements") -> pd.DataFrame:
        """A data frame of the ``statements``, ``events``, ``edges`` or ``actors``, indexed by id."""
        from kg.export.tables import to_pandas

        return to_pandas(self, table)

    def to_rdflib(self) -> rdflib.Graph:
        """An `rdflib.Graph` with the triples of the Turtle export."""
        from kg.export.linked import to_rdflib

        return to_rdflib(self)

    def write(self, path: str | Path, format: str = "turtle") -> None:
        """Write the graph to a file in one of `kg.export.FORMATS`."""
        from kg.export import write

        write(self, path, format)

    def view(self, height: int = 600) -> View:
        """The page that `kg view` writes, `height` pixels high."""
        from kg.export.html import iframe

        return View(iframe(self, height))

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(repr(self)[1:-1])}</p>{self.view()._repr_html_()}"

    def __repr__(self) -> str:
        stats = self.stats()
        return (
            f"<kg.Graph: {stats.statements} statements from {stats.articles} articles; "
            f"{stats.actors} actors, {stats.edges} edges>"
        )
