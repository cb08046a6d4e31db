"""What a pass over the events must remember, to describe after them what they point to: as much as there are actors, edges."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from kg.graph import Event
from kg.model import STATUSES, Actor, Article, Status

Shortcut = tuple[str, str, str]  # prefix and lemma of the property of a direct triple, and the target


class Facts:
    """Collected by `add`."""

    def __init__(self) -> None:
        self.seen: Counter[Actor] = Counter()
        self.places: set[tuple[str, str]] = set()
        self.outlets: set[str] = set()
        self.types: defaultdict[str, set[str]] = defaultdict(set)
        self._real: set[tuple[str, str, str]] = set()
        self._unreal: Counter[tuple[str, str, str, Status]] = Counter()

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
        if event.status == "actual":
            self._real.add((event.source.id, event.lemma, event.target.id))
        else:
            self._unreal[event.source.id, event.lemma, event.target.id, event.status] += 1
        ends = (event.source.id, event.target.id, event.attribution.id if event.attribution else None)
        return [
            who.actor for report in event.reports for who in (report.source, report.target, report.attribution)
            if who and who.actor.id in ends
        ]

    def shortcuts(self) -> dict[str, list[Shortcut]]:
        """For each source the relations and targets of its direct triples, sorted.

        ``rel:attack`` says that an attack took place; without an actual event the commonest status does: ``requested:attack``.
        """
        found: defaultdict[str, list[Shortcut]] = defaultdict(list)
        for source, lemma, target in self._real:
            found[source].append(("rel", lemma, target))
        rest: defaultdict[tuple[str, str, str], list[tuple[int, int, str]]] = defaultdict(list)
        for (source, lemma, target, status), count in self._unreal.items():
            if (source, lemma, target) not in self._real:
                rest[source, lemma, target].append((-count, STATUSES.index(status), status))
        for (source, lemma, target), counts in rest.items():
            found[source].append((min(counts)[2], lemma, target))
        return {source: sorted(pairs) for source, pairs in found.items()}


def place_ident(name: str, country: str | None) -> str:
    """Tells places of one name in two countries apart."""
    return f"{country or ''}:{name}"
