"""The graph for networkx."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from kg.errors import UsageError
from kg.graph import Edge, Event, Link, Network

if TYPE_CHECKING:
    import networkx as nx

Level = Literal["event", "edge", "link"]
Weight = Literal["events", "reports", "goldstein", "score"]


def to_networkx(network: Network, level: Level = "edge", weight: Weight = "events") -> nx.MultiDiGraph[Any]:
    """A `networkx.MultiDiGraph`: a node an actor, an edge an event, edge or link, keyed by its id.

    Nodes carry ``name, kind, country, role, wikidata, aliases``; edges and links ``events, reports, first, last, outlets,
    goldstein, score, statuses, types`` and ``weight``, edges ``lemma, symmetric`` too; events ``lemma, symmetric, status, date,
    date_basis, scope, type, place, object, reports, goldstein, score, weight``. What is symmetric stands once, its ends sorted.

    Raises
    ------
    UsageError
        For a level or weight that is none.
    """
    import networkx as nx

    listed = {"event": _events, "edge": _edges, "link": _links}
    if level not in listed:
        raise UsageError(f"level: expected one of {', '.join(listed)}, got {level!r}")
    if weight not in ("events", "reports", "goldstein", "score"):
        raise UsageError(f"weight: expected events, reports, goldstein or score, got {weight!r}")
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for actor in network.actors():
        graph.add_node(
            actor.id, name=actor.name, kind=actor.kind, country=actor.country, role=actor.role, wikidata=actor.wikidata,
            aliases=actor.aliases,
        )
    for source, target, ident, values in listed[level](network):
        if values[weight] is not None:
            values["weight"] = values[weight]
        graph.add_edge(source, target, key=ident, **values)
    return graph


_Arc = tuple[str, str, str, dict[str, Any]]


def _events(network: Network) -> Iterator[_Arc]:
    for event in network.events():
        yield event.source.id, event.target.id, event.id, _event(event)


def _edges(network: Network) -> Iterator[_Arc]:
    for edge in network.edges():
        yield edge.source, edge.target, edge.id, {"lemma": edge.lemma, "symmetric": edge.symmetric, **_tally(edge)}


def _links(network: Network) -> Iterator[_Arc]:
    for link in network.links():
        yield link.source, link.target, link.id, _tally(link)


def _event(event: Event) -> dict[str, Any]:
    code = event.code
    return {
        "lemma": event.lemma, "symmetric": event.symmetric, "status": event.status, "date": event.date,
        "date_basis": event.date_basis, "scope": event.scope, "place": event.place, "object": event.object,
        "type": code.plover if code else None, "events": 1, "reports": len(event.reports),
        "goldstein": code.goldstein if code else None, "score": code.score if code else None,
    }


def _tally(one: Edge | Link) -> dict[str, Any]:
    tally = one.tally
    return {
        "events": tally.events, "reports": tally.reports, "first": tally.first, "last": tally.last, "outlets": tally.outlets,
        "goldstein": tally.goldstein, "score": tally.score, "statuses": dict(tally.statuses), "types": dict(tally.types),
    }
