"""The graph for networkx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.graph import Network

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(network: Network) -> nx.MultiDiGraph[Any]:
    """A `networkx.MultiDiGraph`: a node an actor, an edge an edge, keyed by its id.

    Nodes carry ``name, kind, country, role, wikidata, aliases``; edges ``lemma, symmetric, events, reports, first, last, outlets,
    goldstein, score, statuses, types`` and ``weight``, the number of events. A symmetric edge stands once, ends in sorted order.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for actor in network.actors():
        graph.add_node(
            actor.id, name=actor.name, kind=actor.kind, country=actor.country, role=actor.role, wikidata=actor.wikidata,
            aliases=actor.aliases,
        )
    for edge in network.edges():
        tally = edge.tally
        graph.add_edge(
            edge.source, edge.target, key=edge.id, lemma=edge.lemma, symmetric=edge.symmetric, weight=tally.events,
            events=tally.events, reports=tally.reports, first=tally.first, last=tally.last, outlets=tally.outlets,
            goldstein=tally.goldstein, score=tally.score, statuses=dict(tally.statuses), types=dict(tally.types),
        )
    return graph
