"""The graph as GraphML, for Gephi, yEd and Cytoscape."""

from __future__ import annotations

from pathlib import Path

from kg.export.networks.multigraph import to_networkx
from kg.files import replacing
from kg.graph import Network


def write(network: Network, path: str | Path) -> None:
    """Write actors and edges to `path` (``-``: standard output), with the attributes of `to_networkx`."""
    import networkx as nx

    with replacing(path) as file:
        # lxml, where installed, writes other bytes
        nx.write_graphml_xml(to_networkx(network), file, encoding="utf-8", prettyprint=True)
