"""Where the actors stand: computed once, in Python, so that the page opens on a finished picture.

Communities are laid out one by one and then set apart, which keeps who belongs together visible where one
force-directed layout of the whole would make a hairball. All is seeded and computed on integers in sorted order, so that
neither the hash seed nor the order of the input shows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

Point = tuple[float, float]
Positions = dict[int, Point]

SEED = 7
# The distance between neighbours; the page spreads whoever is visible over its canvas, so only proportions matter.
STEP = 100.0
# networkx lays out dense below 500 nodes and asks for scipy above; larger communities are put on a spiral.
SPRING_LIMIT = 450


class Layout(NamedTuple):
    """Where the actors stand, in whole numbers, and who belongs together: communities, the largest first."""

    places: dict[int, tuple[int, int]]
    groups: list[list[int]]


def layout(count: int, weights: Mapping[tuple[int, int], float]) -> Layout:
    """The places and communities of the actors 0 to `count` - 1; those linked to nobody are in none.

    Parameters
    ----------
    count : int
        How many actors there are.
    weights : mapping of (int, int) to float
        How strongly two actors are linked, in either order; strength pulls them together.
    """
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(range(count))
    for (a, b), weight in sorted(weights.items()):
        if a != b:
            before = graph.get_edge_data(a, b, {"weight": 0.0})["weight"]
            graph.add_edge(a, b, weight=before + math.log1p(weight))
    linked = _communities(graph)
    alone = sorted(n for n, d in graph.degree() if not d)
    groups = linked + ([alone] if alone else [])
    inner = [_inner(graph, group) for group in groups]
    placed: Positions = {}
    for centre, group in zip(_centres(graph, groups, [_radius(p) for p in inner]), inner, strict=True):
        for node, (x, y) in group.items():
            placed[node] = (centre[0] + x, centre[1] + y)
    return Layout({node: (round(x), round(y)) for node, (x, y) in sorted(placed.items())}, linked)


def _communities(graph: Any) -> list[list[int]]:
    """Louvain communities of those who are linked to anybody, the largest first."""
    import networkx as nx

    linked = graph.subgraph([n for n, d in graph.degree() if d])
    found = nx.community.louvain_communities(linked, weight="weight", seed=SEED) if len(linked) else []
    return sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))


def _inner(graph: Any, group: list[int]) -> Positions:
    """One community around the origin."""
    import networkx as nx

    size = len(group)
    if size == 1:
        return {group[0]: (0.0, 0.0)}
    sub = graph.subgraph(group)
    if size >= SPRING_LIMIT or not sub.number_of_edges():
        return _spiral(sorted(group, key=lambda n: (-sub.degree(n), n)))
    ordered = nx.Graph()
    ordered.add_nodes_from(group)
    ordered.add_edges_from(sorted((min(a, b), max(a, b), d) for a, b, d in sub.edges(data=True)))
    found = nx.spring_layout(ordered, k=2.2 / math.sqrt(size), iterations=120, seed=SEED, weight="weight")
    reach = STEP * math.sqrt(size) * 0.8
    return {node: (float(x) * reach, float(y) * reach) for node, (x, y) in found.items()}


def _spiral(nodes: list[int]) -> Positions:
    """`nodes` from the middle outwards on Fermat's spiral, evenly dense."""
    golden = math.pi * (3 - math.sqrt(5))
    reach = STEP * 0.62
    return {
        node: (reach * math.sqrt(i) * math.cos(i * golden), reach * math.sqrt(i) * math.sin(i * golden))
        for i, node in enumerate(nodes)
    }


def _radius(points: Positions) -> float:
    return max(math.hypot(x, y) for x, y in points.values()) * 0.9 + STEP * 0.35


def _centres(graph: Any, groups: list[list[int]], radii: list[float]) -> list[Point]:
    """A place for each community: linked ones near each other, none over another."""
    import networkx as nx

    if len(groups) < 2:
        return [(0.0, 0.0)] * len(groups)
    home = {node: i for i, group in enumerate(groups) for node in group}
    quotient = nx.Graph()
    quotient.add_nodes_from(range(len(groups)))
    for a, b, data in graph.edges(data=True):
        if home[a] != home[b]:
            before = quotient.get_edge_data(home[a], home[b], {"weight": 0.0})["weight"]
            quotient.add_edge(home[a], home[b], weight=before + data["weight"])
    if len(groups) >= SPRING_LIMIT:
        start = _spiral(list(range(len(groups))))
    else:
        found = nx.spring_layout(quotient, iterations=120, seed=SEED, weight="weight")
        start = {i: (float(x), float(y)) for i, (x, y) in found.items()}
    return _pack([start[i] for i in range(len(groups))], radii)


def _pack(wishes: list[Point], radii: list[float]) -> list[Point]:
    """Circles set down one by one, the first in the middle, each as near to it as the direction of its wish allows."""
    centre = wishes[0]
    done: list[Point] = [(0.0, 0.0)]
    for i in range(1, len(wishes)):
        angle = math.atan2(wishes[i][1] - centre[1], wishes[i][0] - centre[0])
        done.append(min((_slide(turn, radii[i], done, radii) for turn in _turns(angle)), key=_cost))
    return done


def _turns(angle: float) -> Iterable[float]:
    return (angle + step * math.pi / 9 for step in (0, 1, -1, 2, -2, 3, -3))


def _cost(point: Point) -> float:
    return round(math.hypot(*point), 3)


def _slide(angle: float, radius: float, done: list[Point], radii: list[float]) -> Point:
    """The nearest point to the origin along `angle` where a circle of `radius` touches none of those `done`."""
    dx, dy = math.cos(angle), math.sin(angle)
    distance = 0.0
    for _ in range(len(done) + 1):
        blocked = distance
        for (x, y), other in zip(done, radii, strict=False):
            along, gap = x * dx + y * dy, radius + other
            off = x * x + y * y - along * along
            if off < gap * gap:
                reach = math.sqrt(gap * gap - off)
                if along - reach < blocked - 1e-6 < along + reach - 2e-6:
                    blocked = along + reach
        if blocked == distance:
            break
        distance = blocked
    return distance * dx, distance * dy
