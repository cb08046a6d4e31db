"""The graph for rdflib."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.export.rdf import triples
from kg.export.terms import PREFIXES, Node
from kg.graph import Network

if TYPE_CHECKING:
    import rdflib


def to_rdflib(network: Network) -> rdflib.Graph:
    """An `rdflib.Graph` with the same triples as the Turtle file, its prefixes bound."""
    import rdflib

    def node(one: Node) -> rdflib.URIRef | rdflib.Literal:
        if isinstance(one, str):
            return rdflib.URIRef(one)
        datatype = rdflib.URIRef(one.datatype) if one.datatype else None
        return rdflib.Literal(one.value, datatype=datatype, lang=one.language)

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for subject, predicate, thing in triples(network):
        graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), node(thing)))
    return graph
