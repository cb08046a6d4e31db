"""What a pass over the events must remember, to describe after them what they point to: as much as there are actors, edges."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.graph import Event
from kg.model import STATUSES, Actor, Article

Shortcut = tuple[str, str, str]  # prefix and lemma of the property of a direct triple, and the target

_STATUS, _DEED = 4, 32  # bits of a number: of the status, and of lemma and status together; the target has the rest


class Facts:
    """Collected by `add`."""

    def __init__(self) -> None:
        self.seen: Counter[Actor] = Counter()
        self.places: set[tuple[str, str]] = set()
        self.outlets: set[str] = set()
        self.types: defaultdict[str, set[str]] = defaultdict(set)
        self._numbers: dict[str, int] = {}  # of lemmas and actors
        self._names: list[str] = []
        self._edges: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))  # eight bytes an event

    def add(self, article: Article, events: Iterable[Event] = ()) -> None:
        """An article, and the events that it is the first to report."""
        if article.outlet:
            self.outlets.add(article.outlet)
        seen: list[Actor] = []
        for event in events:
            seen += self._add_event(event)
        self.seen.update(seen)

    def _add_event(self, event: Event) -> list[Actor]:
        types = self.types[event.lemma]
        if event.code:
            types.add(event.code.plover)
        if event.place:
            self.places.add((event.place, event.place_country or ""))
        deed = self._number(event.lemma) << _STATUS | STATUSES.index(event.status)
        self._edges[event.source.id].append(self._number(event.target.id) << _DEED | deed)
        ends = (event.source.id, event.target.id, event.attribution.id if event.attribution else None)
        return [
            who.actor for report in event.reports for who in (report.source, report.target, report.attribution)
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
