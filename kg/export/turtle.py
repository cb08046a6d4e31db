"""Turtle, streamed by pyoxigraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.files import replacing
from kg.export.rdf import triples
from kg.export.terms import PREFIXES, Node, Triple
from kg.graph import Network

if TYPE_CHECKING:
    import pyoxigraph as ox


def write(network: Network, path: str | Path) -> None:
    """Write `network` to `path` as Turtle (``-``: standard output); the same graph gives the same bytes."""
    import pyoxigraph as ox

    with replacing(path) as file:
        ox.serialize(to_pyoxigraph(triples(network)), file, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)


def to_pyoxigraph(found: Iterable[Triple]) -> Iterator[ox.Triple]:
    """The same triples as pyoxigraph's."""
    import pyoxigraph as ox

    named = lru_cache(maxsize=100_000)(ox.NamedNode)

    def node(one: Node) -> ox.NamedNode | ox.Literal:
        if isinstance(one, str):
            return named(one)
        datatype = named(one.datatype) if one.datatype else None
        return ox.Literal(one.value, datatype=datatype, language=one.language)

    return (ox.Triple(named(subject), named(predicate), node(thing)) for subject, predicate, thing in found)
