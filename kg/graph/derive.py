"""From statements to events, edges and links: pure functions whose result does not depend on the order of what they take."""

from __future__ import annotations

import math
import pickle
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from operator import itemgetter
from sys import intern
from typing import NamedTuple

from kg.graph.model import Derived, Edge, Event, Link, Tally
from kg.ids import digest
from kg.model import Actor, Statement
from kg.sameness.descriptions import merged_descriptions
from kg.sameness.event_traits import is_dated


def events(statements: Callable[[], Iterable[Statement]], groups: Mapping[str, str]) -> Iterator[Event]:
    """The events that `statements` report, in the order of their first reports.

    Parameters
    ----------
    statements : callable
        Gives the statements, each time it is called.
    groups : mapping of str to str
        Which event a statement belongs to, where that has several.
    """
    told: set[str] = set()
    with closing(sqlite3.connect("")) as disk:  # a file of its own, made when it outgrows memory
        disk.execute("CREATE TABLE shared (event TEXT, report BLOB)")
        if groups:
            those = ((groups[s.id], pickle.dumps(s)) for s in statements() if s.id in groups)
            disk.executemany("INSERT INTO shared VALUES (?, ?)", those)
            disk.execute("CREATE INDEX by_event ON shared (event)")
        for statement in statements():
            group = groups.get(statement.id)
            if group is None:
                yield event([statement])
            elif group not in told:
                told.add(group)
                reports = disk.execute("SELECT report FROM shared WHERE event = ? ORDER BY rowid", (group,))
                yield event([pickle.loads(report) for (report,) in reports])


def event(reports: Iterable[Statement]) -> Event:
    """The event that all of `reports` (at least one) tell of."""
    ranked = tuple(reports)
    if len(ranked) > 1:
        ranked = tuple(sorted(ranked, key=lambda s: (-s.confidence, not is_dated(s), s.id)))
    head = ranked[0]
    dated = next((s for s in ranked if is_dated(s)), None) or min(ranked, key=lambda s: s.date or "~")  # "~" sorts last
    placed = next((s for s in ranked if s.place), head)
    code = next((s.code for s in ranked if s.code), None)
    source, target = head.source.actor, head.target.actor
    if head.symmetric and target.id < source.id:
        source, target = target, source
    return Event(
        id=digest("event", min(s.id for s in ranked)),
        source=source,
        lemma=head.relation.lemma,
        phrase=head.relation.phrase,
        object=head.relation.object,
        target=target,
        symmetric=head.symmetric,
        status=head.status,
        attribution=head.attribution.actor if head.attribution else None,
        date=dated.date,
        date_granularity=dated.date_granularity,
        date_basis=dated.date_basis,
        place=placed.place,
        place_country=placed.place_country,
        code=code,
        confidence=head.confidence,
        reports=ranked,
    )


def derive(happened: Iterable[Event]) -> Derived:
    """All that follows from the events, in one pass; edges, links and actors in order of their actors' ids."""
    facts: dict[tuple[str, str, str, bool], list[_Fact]] = {}
    seen: Counter[Actor] = Counter()
    for one in happened:
        facts.setdefault((one.source.id, intern(one.lemma), one.target.id, one.symmetric), []).append(_fact(one))
        seen.update(ends(one))
    edges: list[Edge] = []
    pairs: dict[tuple[str, str], tuple[list[str], list[_Fact]]] = {}
    for key in sorted(facts):
        source, lemma, target, symmetric = key
        event_ids = tuple(sorted(fact.id for fact in facts[key]))
        edge = Edge(digest("edge", *key), source, lemma, target, symmetric, _tally(facts[key]), event_ids)
        edges.append(edge)
        edge_ids, all_facts = pairs.setdefault((source, target), ([], []))
        edge_ids.append(edge.id)
        all_facts.extend(facts[key])
    links = tuple(
        Link(digest("link", *pair), *pair, _tally(all_facts), tuple(sorted(edge_ids)))
        for pair, (edge_ids, all_facts) in sorted(pairs.items(), key=itemgetter(0))
    )
    return Derived(tuple(edges), links, merged_descriptions(seen))


def ends(one: Event) -> Iterator[Actor]:
    """Its source and target, as each of its reports describes them."""
    ids = one.source.id, one.target.id
    return (who.actor for s in one.reports for who in (s.source, s.target) if who.actor.id in ids)


def strongest(found: Iterable[Edge], count: int = 10) -> tuple[Edge, ...]:
    """The `count` edges with most events, most reports first among equals, then by id of their ends."""
    ranked = sorted(found, key=lambda e: (-e.tally.events, -e.tally.reports, e.source, e.lemma, e.target))
    return tuple(ranked[:count])


class _Fact(NamedTuple):
    """What a tally needs of an event: a hundredth of its size."""

    id: str
    reports: int
    date: str | None
    outlets: tuple[str, ...]
    goldstein: float | None
    score: float | None
    status: str
    type: str | None


def _fact(one: Event) -> _Fact:
    code = one.code
    return _Fact(
        id=one.id,
        reports=len(one.reports),
        date=intern(one.date) if one.date else None,
        outlets=_outlets(one),
        goldstein=code.goldstein if code else None,
        score=code.score if code else None,
        status=intern(one.status),
        type=intern(code.plover) if code else None,
    )


def _outlets(one: Event) -> tuple[str, ...]:
    return tuple(intern(outlet) for report in one.reports for outlet in report.evidence.outlets)


def _tally(facts: Sequence[_Fact]) -> Tally:
    dates = [fact.date for fact in facts if fact.date]
    return Tally(
        events=len(facts),
        reports=sum(fact.reports for fact in facts),
        first=min(dates, default=None),
        last=max(dates, default=None),
        outlets=tuple(sorted({outlet for fact in facts for outlet in fact.outlets})),
        goldstein=_mean([fact.goldstein for fact in facts if fact.goldstein is not None]),
        score=_mean([fact.score for fact in facts if fact.score is not None]),
        statuses=_counts([fact.status for fact in facts]),
        types=_counts([fact.type for fact in facts if fact.type]),
    )


def _counts(words: Sequence[str]) -> dict[str, int]:
    return {word: words.count(word) for word in sorted(set(words))}


def _mean(values: Sequence[float]) -> float | None:
    return round(math.fsum(values) / len(values), 4) if values else None  # fsum: the order of the values does not show
