"""What is made of statements: events, edges and links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg.model import Actor, Basis, Code, Scope, Statement, Status, scope_of


@dataclass(frozen=True, slots=True)
class Event:
    """The statements that report one occurrence.

    Attributes
    ----------
    source, target : Actor
        In sorted order of their ids where `symmetric`.
    attribution : Actor or None
        Who claims it, where the reports name one.
    reports : tuple of Statement
        Surest first; what the event says of itself is taken from the first that says it.
    """

    id: str
    source: Actor
    lemma: str
    phrase: str
    object: str | None
    target: Actor
    symmetric: bool
    status: Status
    attribution: Actor | None
    date: str | None
    date_granularity: str | None
    date_basis: Basis | None
    place: str | None
    place_country: str | None
    code: Code | None
    confidence: float
    reports: tuple[Statement, ...]

    @property
    def article_ids(self) -> tuple[str, ...]:
        """The articles that report it, sorted."""
        if len(self.reports) == 1:
            return (self.reports[0].evidence.article_id,)
        return tuple(sorted({report.evidence.article_id for report in self.reports}))

    @property
    def scope(self) -> Scope | None:
        """Whether it passes between states or within one; None where that is not known."""
        return scope_of(self.source, self.target)

    @property
    def reported(self) -> str | None:
        """When the first of its reports was published."""
        return min((report.evidence.published for report in self.reports if report.evidence.published), default=None)


@dataclass(frozen=True, slots=True)
class Tally:
    """What an edge or a link counts.

    Attributes
    ----------
    events, reports : int
    first, last : str or None
        Least and greatest date of those of its events that have one.
    outlets : tuple of str
        Sorted.
    goldstein, score : float or None
        Mean over the events that have one.
    statuses, types : mapping of str to int
        Events by status and by PLOVER type, in sorted order; those without a code have no type.
    """

    events: int
    reports: int
    first: str | None
    last: str | None
    outlets: tuple[str, ...]
    goldstein: float | None
    score: float | None
    statuses: Mapping[str, int]
    types: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Edge:
    """The events of one ordered pair of actors (ids) with one relation; see `Tally` for the counts."""

    id: str
    source: str
    lemma: str
    target: str
    symmetric: bool
    tally: Tally
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """All edges of one ordered pair of actors (ids), as a picture shows it."""

    id: str
    source: str
    target: str
    tally: Tally
    edge_ids: tuple[str, ...]


class Pair(NamedTuple):
    """Two actors (ids in sorted order) and how many reports there are of what is between them, in whichever direction."""

    one: str
    other: str
    reports: int


class Derived(NamedTuple):
    """What follows from events; the actors are their sources and targets."""

    edges: tuple[Edge, ...]
    links: tuple[Link, ...]
    actors: tuple[Actor, ...]
