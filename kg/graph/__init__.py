"""Events, edges and links that follow from statements, and what one may ask of them; nothing here reads or writes a file."""

from kg.graph.derive import strongest
from kg.graph.model import Edge, Event, Link, Tally
from kg.graph.network import Network, Stats
from kg.graph.questions import Question
from kg.graph.run import Run
from kg.graph.slices import Slice
from kg.graph.source import Source
from kg.graph.states import between_states, to_state
from kg.graph.timeline import Period

__all__ = [
    "Edge",
    "Event",
    "Link",
    "Network",
    "Period",
    "Question",
    "Run",
    "Slice",
    "Source",
    "Stats",
    "Tally",
    "between_states",
    "strongest",
    "to_state",
]
