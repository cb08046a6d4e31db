"""Statements to a store, and from it to events, edges and links."""

from kg.graph.fold import fold_to_state, to_state
from kg.graph.levels import Edge, Event, Link, Tally
from kg.graph.merge import strongest
from kg.graph.network import Network, Stats
from kg.graph.run import Run
from kg.graph.store import Added, Store

__all__ = [
    "Added", "Edge", "Event", "Link", "Network", "Run", "Stats", "Store", "Tally", "fold_to_state", "strongest", "to_state",
]
