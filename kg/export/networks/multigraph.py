"""The graph for networkx."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, get_args

from kg.errors import one_of
from kg.export.rdf.terms import clean
from kg.graph import Edge, Event, Link, Network
from kg.model import Actor

if TYPE_CHECKING:
    import networkx as nx

Level = Literal["event", "edge", "link"]
Weight = Literal["events", "reports", "goldstein", "score"]

_SHOWN = 3  # types named on a link


def to_networkx(network: Network, level: Level = "edge", weight: Weight = "events") -> nx.MultiDiGraph[Any]:
    """A `networkx.MultiDiGraph`: a node an actor, an edge an event, edge or link, keyed by its id.

    Nodes carry ``label, name, kind, country, role, wikidata, aliases``; edges and links ``label, events, reports, first, last,
    outlets, goldstein, score, statuses, types`` and ``weight``, edges ``lemma, symmetric`` too; events ``label, lemma, symmetric,
    status, date, date_basis, scope, plover, place, object, events, reports, goldstein, score, weight``. What is symmetric stands
    once, its ends sorted. What is not known is left out, lists are joined by ``|`` and counts are ``ASSAULT=3|CONSULT=1``, so
    that every format that networkx writes can hold them.

    Raises
    ------
    UsageError
        For a level or weight that is none.
    """
    import networkx as nx

    one_of("level", level, get_args(Level))
    one_of("weight", weight, get_args(Weight))
    graph: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for actor in network.actors():
        graph.add_node(clean(actor.id), **_plain(_actor(actor)))
    listed = {"event": _events, "edge": _edges, "link": _links}
    for source, target, ident, values in listed[level](network):
        graph.add_edge(clean(source), clean(target), key=ident, **_plain({**values, "weight": values[weight]}))
    return graph


_Arc = tuple[str, str, str, dict[str, Any]]


def _events(network: Network) -> Iterator[_Arc]:
    for event in network.events():
        yield event.source.id, event.target.id, event.id, _event(event)


def _edges(network: Network) -> Iterator[_Arc]:
    for edge in network.edges():
        values = {"label": edge.lemma, "lemma": edge.lemma, "symmetric": edge.symmetric, **_tally(edge)}
        yield edge.source, edge.target, edge.id, values


def _links(network: Network) -> Iterator[_Arc]:
    for link in network.links():
        yield link.source, link.target, link.id, {"label": _label(link), **_tally(link)}


def _label(link: Link) -> str:
    """Its commonest types, or how many events it has."""
    types = sorted(link.tally.types, key=lambda name: (-link.tally.types[name], name))
    return ", ".join(types[:_SHOWN]) or f"{link.tally.events} uncoded"


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "label": actor.name,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "role": actor.role,
        "wikidata": actor.wikidata,
        "aliases": actor.aliases,
    }


def _event(event: Event) -> dict[str, Any]:
    code = event.code
    return {
        "label": event.phrase,
        "lemma": event.lemma,
        "symmetric": event.symmetric,
        "status": event.status,
        "date": event.date,
        "date_basis": event.date_basis,
        "scope": event.scope,
        "place": event.place,
        "object": event.object,
        "plover": code.plover if code else None,
        "events": 1,
        "reports": len(event.reports),
        "goldstein": code.goldstein if code else None,
        "score": code.score if code else None,
    }


def _tally(one: Edge | Link) -> dict[str, Any]:
    tally = one.tally
    return {
        "events": tally.events,
        "reports": tally.reports,
        "first": tally.first,
        "last": tally.last,
        "outlets": tally.outlets,
        "goldstein": tally.goldstein,
        "score": tally.score,
        "statuses": tally.statuses,
        "types": tally.types,
    }


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in values.items() if value not in (None, (), {})}


def _value(value: Any) -> Any:
    """Numbers, truth and text, without the characters that XML forbids."""
    if isinstance(value, Mapping):
        return "|".join(f"{name}={count}" for name, count in value.items())
    if isinstance(value, tuple):
        return clean("|".join(value))
    return clean(value) if isinstance(value, str) else value
