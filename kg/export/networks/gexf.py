"""The graph as GEXF, for Gephi: edges that begin and end, labels, weights, and a colour for each kind of actor."""

from __future__ import annotations

from calendar import monthrange
from pathlib import Path
from typing import Any

from kg.export.html.picture import LEGEND
from kg.export.networks.multigraph import to_networkx
from kg.files import replacing
from kg.graph import Network

_YEAR, _MONTH = len("2024"), len("2024-11")


def write(network: Network, path: str | Path) -> None:
    """Write actors and edges to `path` (``-``: standard output).

    An edge lasts from the first day of its first event to the last day of its last; one without a date is always there.
    Attributes are those of `to_networkx`. No time of writing stands in the file, so the same graph gives the same bytes.
    """
    from networkx.readwrite.gexf import GEXFWriter

    colors = {look["kind"]: _color(look["color"]) for look in LEGEND}
    graph = to_networkx(network)
    graph.graph["mode"] = "dynamic"
    for _, values in graph.nodes(data=True):
        values["viz"] = {"color": colors[values["kind"]]}
    for _, _, ident, values in graph.edges(keys=True, data=True):
        values.update(_span(values.get("first"), values.get("last")), id=ident)
    writer = GEXFWriter(graph)
    del writer.xml.find("meta").attrib["lastmodifieddate"]
    with replacing(path) as file:
        writer.write(file)


def _color(code: str) -> dict[str, int]:
    red, green, blue = bytes.fromhex(code.removeprefix("#"))
    return {"r": red, "g": green, "b": blue}


def _span(first: str | None, last: str | None) -> dict[str, Any]:
    """Whole days: a month begins on its first and ends on its last."""
    if first is None or last is None:
        return {}
    month = last if len(last) > _YEAR else f"{last}-12"
    end = month if len(month) > _MONTH else f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]}"
    return {"start": first + "0001-01-01"[len(first) :], "end": end}
