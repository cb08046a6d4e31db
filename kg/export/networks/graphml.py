"""The graph as GraphML, for Gephi, yEd and Cytoscape."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.export.networks.multigraph import to_networkx
from kg.export.rdf.terms import clean
from kg.files import replacing
from kg.graph import Network


def write(network: Network, path: str | Path) -> None:
    """Write actors and edges to `path` (``-``: standard output).

    GraphML knows numbers, truth and text: dates are ISO text, lists are joined by ``|``, counts are ``ASSAULT=3|CONSULT=1``,
    what is not known is left out, and characters that XML forbids are gone.
    """
    import networkx as nx

    graph = to_networkx(network)
    plain: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    plain.add_nodes_from((clean(node), _plain(values)) for node, values in graph.nodes(data=True))
    for source, target, key, values in graph.edges(keys=True, data=True):
        plain.add_edge(clean(source), clean(target), key=key, **_plain(values))
    with replacing(path) as file:
        nx.write_graphml_xml(plain, file, encoding="utf-8", prettyprint=True)  # lxml, where installed, writes other bytes


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in values.items() if value not in (None, (), {})}


def _value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return "|".join(f"{name}={count}" for name, count in value.items())
    if isinstance(value, tuple):
        return clean("|".join(value))
    return clean(value) if isinstance(value, str) else value
