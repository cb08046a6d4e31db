"""Statements to a store, and from it to events, edges and links."""

from kg.graph.copies import Copies, Copy
from kg.graph.fold import fold_to_state, to_state
from kg.graph.judgements import Judgement, Judgements
from kg.graph.levels import Edge, Event, Link, Tally
from kg.graph.merge import strongest
from kg.graph.network import Network, Stats
from kg.graph.questions import Question
from kg.graph.roots import Join
from kg.graph.run import Run
from kg.graph.slices import Slice
from kg.graph.store import Added, Store
from kg.graph.timeline import Period

__all__ = [
    "Added", "Copies", "Copy", "Edge", "Event", "Join", "Judgement", "Judgements", "Link", "Network", "Period", "Question",
    "Run", "Slice", "Stats", "Store", "Tally", "fold_to_state", "strongest", "to_state",
]
