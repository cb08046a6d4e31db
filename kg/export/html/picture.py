"""The picture as pyvis nodes and edges, and the tables of shapes and colours that the page's legend shows.

Colours are Okabe and Ito's (https://jfly.uni-koeln.de/color/), told apart by the colour-blind; each stands beside a second
cue: a shape for the kind of actor, a dash for the tone of a link.
"""

from __future__ import annotations

import math
from typing import Any

from kg.export.html.data import Level
from kg.export.html.layout import layout

LEGEND: tuple[dict[str, str], ...] = (
    {"kind": "state", "label": "State", "shape": "dot", "color": "#0072B2"},
    {"kind": "body", "label": "Organ of a state", "shape": "square", "color": "#56B4E9"},
    {"kind": "person", "label": "Person", "shape": "triangle", "color": "#CC79A7"},
    {"kind": "people", "label": "Nationals", "shape": "triangleDown", "color": "#CC79A7"},
    {"kind": "org", "label": "Organisation", "shape": "diamond", "color": "#009E73"},
    {"kind": "group", "label": "Armed group", "shape": "hexagon", "color": "#D55E00"},
    {"kind": "party", "label": "Party", "shape": "star", "color": "#F0E442"},
    {"kind": "company", "label": "Company", "shape": "square", "color": "#E69F00"},
    {"kind": "media", "label": "Media", "shape": "diamond", "color": "#999999"},
)

# An event's tone by its Goldstein score: the first row whose `below` is above it; the last for none. How a link gets its own from
# those of its events is said in tone.js.
TONES: tuple[dict[str, Any], ...] = (
    {"tone": "hostile", "label": "Strong conflict", "below": -5, "color": "#D55E00", "dashes": [9, 5]},
    {"tone": "tense", "label": "Conflict", "below": -1, "color": "#E69F00", "dashes": [5, 4]},
    {"tone": "mixed", "label": "Mixed or neutral", "below": 1, "color": "#7A7A7A", "dashes": [2, 3]},
    {"tone": "friendly", "label": "Cooperation", "below": 5, "color": "#56B4E9", "dashes": False},
    {"tone": "close", "label": "Strong cooperation", "below": 99, "color": "#0072B2", "dashes": False},
    {"tone": "uncoded", "label": "Not coded", "below": None, "color": "#A8A8A8", "dashes": [1, 5]},
)

SMALLEST, LARGEST = 4.4, 20.0  # radius in pixels
COMMUNITY = 3  # actors; a pair needs no ground to be seen as one


def draw(level: Level) -> dict[str, Any]:
    """``nodes`` and ``edges`` of one level, built by pyvis, and its communities (``groups``); all name places in its lists."""
    from pyvis.network import Network

    looks = {row["kind"]: row for row in LEGEND}
    weights = {(link["source"], link["target"]): float(link["events"]) for link in level.links}
    places, groups = layout(len(level.actors), weights)
    most = max((actor["events"] for actor in level.actors), default=1)
    network = Network(directed=True)
    for i, actor in enumerate(level.actors):
        x, y = places[i]
        look = looks[actor["kind"]]
        network.add_node(
            i,
            label=actor["name"] or actor["id"],
            shape=look["shape"],
            color=look["color"],
            size=_size(actor["events"], most),
            x=x,
            y=y,
            actor={key: value for key, value in actor.items() if key != "name"},
        )
    for i, link in enumerate(level.links):
        network.add_edge(link["source"], link["target"], id=i, arrows="" if link["symmetric"] else "to")
    return {"nodes": network.nodes, "edges": network.edges, "groups": [group for group in groups if len(group) >= COMMUNITY]}


def _size(events: int, most: int) -> float:
    """Radius by events: area grows with the count; the busiest actor, of `most` events, covers no neighbours."""
    return round(SMALLEST + min(1.7, (LARGEST - SMALLEST) / math.sqrt(most)) * math.sqrt(events), 1)
