"""The part of a graph that the events on some conditions make, and what lies within some steps of an actor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.errors import UsageError
from kg.graph import checks
from kg.graph.model import Event
from kg.graph.network import Network
from kg.graph.questions import Question, called
from kg.graph.slices import Slice
from kg.model import Statement

N = TypeVar("N", bound=Network)


@dataclass(frozen=True, slots=True)
class Chosen(Slice):
    """The statements with these ids."""

    idents: frozenset[str] = frozenset()

    @property
    def whole(self) -> bool:
        """Never, as `part` makes them."""
        return False

    def of(self, statement: Statement) -> Statement | None:
        """`statement`, where it is one of them."""
        return statement if statement.id in self.idents else None


def part(network: N, question: Question, *, hops: int = 1) -> N:
    """`network` where its events meet `question`.

    Parameters
    ----------
    network : Network
    question : Question
    hops : int
        With 2 or more, `question.between` names one actor, and events count too that touch whom it reaches in one step less.

    Raises
    ------
    UsageError
        For fewer hops than one, several hops around anything but one actor, and an actor whom nobody knows.
    """
    if hops < 1:
        raise UsageError(f"hops: expected 1 or more, got {hops}")
    if hops > 1 and len(question.between) != 1:
        raise UsageError("hops: more than 1 go out from one actor; name it")
    if question == Question() and hops == 1:
        return network
    checks.actors(question.between, network.actors() if question.between else ())
    events = network.ask(replace(question, between=question.between if hops == 1 else ()))
    if hops > 1:
        events = _within(events, called(question.between, network.actors()) or frozenset(), hops)
    return network.slice(Chosen(idents=frozenset(report.id for event in events for report in event.reports)))


def _within(events: Iterable[Event], start: Iterable[str], hops: int) -> list[Event]:
    """Those of `events` that touch whom `start` reaches in at most `hops` - 1 steps."""
    listed, reached = list(events), set(start)
    for _ in range(hops - 1):
        reached |= {end for event in listed if reached & _ends(event) for end in _ends(event)}
    return [event for event in listed if reached & _ends(event)]


def _ends(event: Event) -> set[str]:
    return {event.source.id, event.target.id}
