"""What a pass over the events must remember, to describe after them what they point to: as much as there are actors, edges."""

from __future__ import annotations

import hashlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from kg.graph import Event
from kg.ids import article_ref
from kg.model import STATUSES, Actor, Article

Shortcut = tuple[str, str, str]  # prefix and lemma of the property of a direct triple, and the target

_STATUS, _DEED = 4, 32  # bits of a number: of the status, and of lemma and status together; the target has the rest


class Extent(NamedTuple):
    """How much a graph holds: a digest of its articles and events, how many there are, and the first and last date of these."""

    digest: str
    articles: int
    events: int
    first: str | None
    last: str | None


class Facts:
    """Collected by `add`."""

    def __init__(self) -> None:
        self._content = hashlib.blake2b(digest_size=10)
        self._articles = self._events = 0
        self._dates: tuple[str, ...] = ()  # the least and the greatest
        self.seen: Counter[Actor] = Counter()
        self.places: set[tuple[str, str]] = set()
        self.outlets: set[str] = set()
        self.types: defaultdict[str, set[str]] = defaultdict(set)
        self._numbers: dict[str, int] = {}  # of lemmas and actors
        self._names: list[str] = []
        self._edges: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))  # eight bytes an event

    def add(self, article: Article, events: Iterable[Event] = ()) -> None:
        """An article, and the events that it is the first to report."""
        self._articles += 1
        self._content.update(f"{article_ref(article.id)}\n".encode("utf-8", "surrogatepass"))
        if article.outlet:
            self.outlets.add(article.outlet)
        seen: list[Actor] = []
        for event in events:
            seen += self._add_event(event)
        self.seen.update(seen)

    @property
    def extent(self) -> Extent:
        """Of all that was added."""
        first, last = (self._dates[0], self._dates[-1]) if self._dates else (None, None)
        return Extent(self._content.hexdigest(), self._articles, self._events, first, last)

    def _add_event(self, event: Event) -> list[Actor]:
        self._events += 1
        self._content.update(f"event:{event.id}\n".encode())
        if event.date:
            dates = (*self._dates, event.date)
            self._dates = (min(dates), max(dates))
        types = self.types[event.lemma]
        if event.code:
            types.add(event.code.plover)
        if event.place:
            self.places.add((event.place, event.place_country or ""))
        deed = self._number(event.lemma) << _STATUS | STATUSES.index(event.status)
        self._edges[event.source.id].append(self._number(event.target.id) << _DEED | deed)
        ends = (event.source.id, event.target.id, event.attribution.id if event.attribution else None)
        return [
            who.actor
            for report in event.reports
            for who in (report.source, report.target, report.attribution)
            if who and who.actor.id in ends
        ]

    def shortcuts(self, source: str) -> list[Shortcut]:
        """The relations and targets of its direct triples, sorted.

        ``rel:attack`` says that an attack took place; without an actual event the commonest status does: ``requested:attack``.
        """
        found: defaultdict[int, list[tuple[bool, int, int]]] = defaultdict(list)
        for packed, count in Counter(self._edges.get(source, ())).items():
            status = packed % (1 << _STATUS)
            found[packed >> _STATUS].append((STATUSES[status] != "actual", -count, status))
        edges: list[Shortcut] = []
        for edge, counts in found.items():
            target, lemma = divmod(edge, 1 << _DEED - _STATUS)
            unreal, _, status = min(counts)
            edges.append((STATUSES[status] if unreal else "rel", self._names[lemma], self._names[target]))
        return sorted(edges)

    def _number(self, name: str) -> int:
        number = self._numbers.setdefault(name, len(self._names))
        if number == len(self._names):
            self._names.append(name)
        return number


def place_ident(name: str, country: str | None) -> str:
    """Tells places of one name in two countries apart."""
    return f"{country or ''}:{name}"
