"""The graph as a person at a notebook meets it."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self

from kg.api.found import Found
from kg.api.pages import Pages, View, pixels
from kg.errors import UsageError, one_of, unknown
from kg.graph import Network, Question, checks
from kg.graph.around import part
from kg.graph.questions import Sort
from kg.graph.timeline import Span
from kg.ids import of_kind, subject_of
from kg.model import KINDS, Scope
from kg.store import Stored

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import pyarrow as pa
    import rdflib
    from matplotlib.axes import Axes

    from kg.export.rdf.sparql import Answer


Names = str | Sequence[str]
Day = str | date


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
        """The graph of the database at `path` as it is now; what is written to it later shows when it is opened again.

        What is one event in all of it is one among the statements of at least `min_confidence`, too.

        Raises
        ------
        UsageError
            Where the confidence is not between 0 and 1.
        StoreError
            Where there is no such database, or it cannot be read.

        Examples
        --------
        >>> from kg import Graph
        >>> Graph.open("graph/graph.db")  # doctest: +SKIP
        <kg.Graph: 112 statements from 30 articles; 45 actors, 87 edges>
        """
        return cls(Stored.open(path, checks.confidence(min_confidence)))

    def find(
        self,
        *,
        source: Names = (),
        target: Names = (),
        between: Names = (),
        type: Names = (),
        status: Names = (),
        since: Day | None = None,
        until: Day | None = None,
        text: str = "",
        min_confidence: float = 0.0,
        scope: Scope | None = None,
        sort: Sort = "date",
        limit: int | None = None,
    ) -> Found:
        """The events that meet all conditions, a list that shows as a table; see `kg.graph.Question` for what they may be.

        Raises
        ------
        UsageError
            For an actor whom nobody knows, and for a type, status, date or order that is none; it offers the nearest names. Of an
            actor that is known but in no statement the log has a warning.

        Examples
        --------
        >>> from kg import Graph
        >>> Graph.from_statements([]).find(source="CHN", type=("THREATEN", "ACCUSE"), since="2025-01", text="tariff")
        []
        """
        question = Question(
            _names(source),
            _names(target),
            _names(between),
            _names(type),
            _names(status),
            checks.day("since", since),
            checks.day("until", until),
            text,
            min_confidence,
            sort,
            limit,
            scope,
        )
        return Found(self.ask(question))

    def timeline(
        self,
        *between: str,
        by: Span = "month",
        type: Names = (),
        status: Names = (),
        since: Day | None = None,
        until: Day | None = None,
        text: str = "",
        min_confidence: float = 0.0,
        scope: Scope | None = None,
    ) -> pd.DataFrame:
        """Events over time, of all, of one actor or between two, as a data frame: a row a period, a column a type.

        Parameters
        ----------
        *between : str
            No more than two actors, by id, name or code.
        by : {"month", "day", "week", "year"}
        type, status, since, until, text, min_confidence, scope
            As for `find`.

        Raises
        ------
        UsageError
            As for `find`, and for a period that is none.

        Examples
        --------
        >>> import kg
        >>> kg.load("graph").timeline("USA", "CHN", by="year")["events"].sum()  # doctest: +SKIP
        14
        """
        from kg.export.tables.panel import timeline

        return timeline(
            self.counted(
                Question(
                    between=between,
                    types=_names(type),
                    statuses=_names(status),
                    since=checks.day("since", since),
                    until=checks.day("until", until),
                    text=text,
                    min_confidence=min_confidence,
                    scope=scope,
                ),
                by,
            )
        )

    def to_networkx(
        self,
        level: Literal["event", "edge", "link"] = "edge",
        weight: Literal["events", "reports", "goldstein", "score"] = "events",
    ) -> nx.MultiDiGraph[Any]:
        """A `networkx.MultiDiGraph` with a node an actor, keyed by ids.

        Parameters
        ----------
        level : {"event", "edge", "link"}
            What an edge of it is: an event, the events of one relation, or all events of two actors.
        weight : {"events", "reports", "goldstein", "score"}
            What ``weight`` counts; edges without a score have none.

        Raises
        ------
        UsageError
            For another level or weight.

        Examples
        --------
        >>> import networkx as nx
        >>> import kg
        >>> nx.write_gml(kg.load("graph").to_networkx("link"), "graph.gml")  # doctest: +SKIP
        """
        from kg.export.networks.multigraph import to_networkx

        return to_networkx(self, level, weight)

    def to_pandas(self, table: str = "statements") -> pd.DataFrame:
        """A data frame of ``statements``, ``events``, ``edges``, ``links``, ``actors`` or ``articles``, or the ``panel``.

        All but the panel are indexed by id.

        Raises
        ------
        UsageError
            For another table.

        Examples
        --------
        >>> from kg import Graph
        >>> len(Graph.from_statements([]).to_pandas("links"))
        0
        """
        if table == "panel":
            from kg.export.tables.panel import to_pandas as panel

            return panel(self)
        from kg.export.tables.rows import to_pandas

        return to_pandas(self, table)

    def to_arrow(self, table: str = "statements") -> pa.Table:
        """A `pyarrow.Table` of what `to_pandas` gives but the panel; ``polars.from_arrow`` and DuckDB take it as it is.

        Raises
        ------
        UsageError
            For another table.
        ExportError
            Where pyarrow is missing.

        Examples
        --------
        >>> from kg import Graph
        >>> Graph.from_statements([]).to_arrow("links").num_rows
        0
        """
        from kg.export.tables.arrow import to_arrow

        return to_arrow(self, table)

    def to_rdflib(self) -> rdflib.Graph:
        """An `rdflib.Graph` with the triples of the Turtle export.

        Examples
        --------
        >>> import kg
        >>> kg.load("graph").to_rdflib().serialize("graph.xml", "xml")  # doctest: +SKIP
        """
        from kg.export.rdf.linked import to_rdflib

        return to_rdflib(self)

    def query(self, sparql: str, values: Mapping[str, str] | None = None) -> Answer:
        """The answer to a SPARQL query; prefixes may be left out. See `kg.export.rdf.sparql` for the questions that come with kg.

        Parameters
        ----------
        sparql : str
        values : mapping, optional
            Gives some of its variables: ``{"source": "state:USA"}``.

        Raises
        ------
        UsageError
            Where the query is not well formed or has no such variable, and for an actor or a prefix that is not known.

        Examples
        --------
        >>> import kg
        >>> kg.load("graph").query("SELECT ?e { ?e kg:source ?s }", {"s": "state:USA"}).to_pandas()  # doctest: +SKIP
        """
        from kg.export.rdf.sparql import ask, given

        people = [value for value in (values or {}).values() if subject_of(value) == "actor" and of_kind(value, *KINDS)]
        known = {actor.id for actor in self.actors()} if people else ()
        for one in people:
            if one not in known:
                raise UsageError(unknown("actor of this graph", one, known))
        return ask(self._loaded, given(sparql, values or {}))

    @cached_property
    def _loaded(self) -> Any:
        from kg.export.rdf.sparql import load

        return load(self)

    def write(self, path: str | Path, format: str | None = None) -> None:
        """Write the graph to a file in one of `kg.export.FORMATS`; without a format the file's name tells it.

        Raises
        ------
        UsageError
            For another format, or a name that tells none.
        ExportError
            Where the file cannot be written.

        Examples
        --------
        >>> import kg
        >>> kg.load("graph").write("iran.gexf")  # doctest: +SKIP
        """
        from kg.export import write

        write(self, path, format)

    def part(
        self,
        *,
        source: Names = (),
        target: Names = (),
        between: Names = (),
        type: Names = (),
        status: Names = (),
        since: Day | None = None,
        until: Day | None = None,
        text: str = "",
        min_confidence: float = 0.0,
        scope: Scope | None = None,
        hops: int = 1,
    ) -> Self:
        """The graph of the events that meet all conditions, as `find` takes them, and `kg.graph.around.part`.

        Examples
        --------
        >>> from kg import Graph
        >>> Graph.from_statements([]).part(between="CHN", scope="international", hops=2)
        <kg.Graph: 0 statements from 0 articles; 0 actors, 0 edges>
        """
        return part(
            self,
            Question(
                _names(source),
                _names(target),
                _names(between),
                _names(type),
                _names(status),
                checks.day("since", since),
                checks.day("until", until),
                text,
                min_confidence,
                scope=scope,
            ),
            hops=hops,
        )

    def ego(self, actor: str, hops: int = 1) -> Self:
        """What lies within so many steps of an actor, by id, name or code.

        Raises
        ------
        UsageError
            For an actor whom nobody knows.

        Examples
        --------
        >>> import kg
        >>> kg.load("graph").ego("IRN", 2).write("iran.gexf")  # doctest: +SKIP
        """
        return self.part(between=actor, hops=hops)

    def view(
        self,
        height: int | str = 600,
        *,
        level: Literal["actor", "state"] = "actor",
        title: str | None = None,
        max_links: int = 60,
        **conditions: Any,
    ) -> View:
        """The page that `kg view` writes, for a notebook.

        Parameters
        ----------
        height : int or str
            Of the frame, in pixels: ``700`` or ``"700px"``.
        level : {"actor", "state"}
            On which level the page opens; its reader can switch.
        title : str, optional
            The page's heading.
        max_links : int
            How many links are drawn at first, the strongest.
        **conditions
            Of `part`: only the events that meet them are in the page.

        Raises
        ------
        UsageError
            For another level, or a height that is none.

        Examples
        --------
        >>> import kg
        >>> kg.load("graph").view("700px", level="state", between="CHN", hops=2)  # doctest: +SKIP
        """
        from kg.export.html import TITLE, iframe

        one_of("level", level, ("actor", "state"))
        shown, title = self.part(**conditions), title or TITLE
        return View(iframe(shown._page(title, max_links, level), pixels(height), title=title), repr(shown)[1:-1])

    def widget(
        self,
        height: int | str = 600,
        *,
        level: Literal["actor", "state"] = "actor",
        title: str | None = None,
        max_links: int = 60,
        **conditions: Any,
    ) -> Any:
        """The same page as a widget, whose ``selection`` and ``filters`` follow what its reader chooses, and can be set.

        Raises
        ------
        ExportError
            Where anywidget is not installed.

        Examples
        --------
        >>> import kg
        >>> shown = kg.load("graph").widget("700px", between="CHN")  # doctest: +SKIP
        >>> shown.selection  # doctest: +SKIP
        """
        from kg.export.html import TITLE
        from kg.export.html.widget import widget

        title = title or TITLE
        return widget(self.part(**conditions)._page(title, max_links, level), title=title, height=pixels(height))

    def _page(self, title: str, most: int, level: Literal["actor", "state"]) -> bytes:
        return self._pages.page(self, getattr(self._source, "mark", None), title, most, level)

    @cached_property
    def _pages(self) -> Pages:
        return Pages()

    def plot_timeline(
        self,
        by: Literal["day", "week", "month", "year"] = "month",
        *,
        between: Names = (),
        status: Names = "actual",
        ax: Axes | None = None,
    ) -> Axes:
        """Cooperation and conflict over time, drawn by matplotlib; see `kg.export.plots.timeline`.

        Raises
        ------
        UsageError
            For an actor whom nobody knows, and for another period.

        Examples
        --------
        >>> import kg
        >>> kg.load("graph").plot_timeline("year", between=["IND", "PAK"])  # doctest: +SKIP
        """
        from kg.export.plots import timeline

        return timeline(self, by=by, between=_names(between), status=_names(status), ax=ax)

    def plot_dyads(self, limit: int = 15, *, between: Names = (), status: Names = "actual", ax: Axes | None = None) -> Axes:
        """The `limit` strongest links with their mean scores, drawn by matplotlib; see `kg.export.plots.dyads`.

        Raises
        ------
        UsageError
            For an actor whom nobody knows.

        Examples
        --------
        >>> import kg
        >>> kg.load("graph", level="state").plot_dyads(10)  # doctest: +SKIP
        """
        from kg.export.plots import dyads

        return dyads(self, limit=limit, between=_names(between), status=_names(status), ax=ax)

    def _repr_html_(self) -> str:
        from kg.export.html.summary import summary

        return f"<p>{html.escape(repr(self)[1:-1])}</p>{summary(self)}{self.view()._repr_html_()}"

    def __repr__(self) -> str:
        s = self.stats()
        return f"<kg.Graph: {s.statements} statements from {s.articles} articles; {s.actors} actors, {s.edges} edges>"


def _names(given: Names) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
