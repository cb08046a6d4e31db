"""The graph as data: statements from a store or from memory, and what is derived from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Self

from kg.graph import merge
from kg.graph.copies import Copies, Copy
from kg.graph.described import described
from kg.graph.fold import to_state
from kg.graph.index import Index
from kg.graph.joining import joins
from kg.graph.judgements import Judgements
from kg.graph.levels import Derived, Edge, Event, Link, Pair
from kg.graph.order import place
from kg.graph.questions import Question, answer
from kg.graph.roots import Join, groups
from kg.graph.run import Run
from kg.graph.slices import Slice
from kg.graph.store import Store
from kg.graph.timeline import Period, Span, cells, periods
from kg.model import Actor, Article, Evidence, Statement

Reading = tuple[Run, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Stats:
    """What `kg stats` prints; `copies` are articles beside the others, whose text they print.

    `types` and `statuses` count events, `strongest` are the ten edges with most.
    """

    articles: int
    copies: int
    statements: int
    events: int
    edges: int
    links: int
    actors: int
    statuses: Mapping[str, int]
    types: Mapping[str, int]
    uncoded: int
    outlets: int
    first: str | None
    last: str | None
    strongest: tuple[Edge, ...]


class Network:
    """Statements and what follows from them: events, edges, links and actors.

    Make one with `open` or `from_statements`. Everything is listed in one order, whatever the order of the input.
    """

    def __init__(
        self,
        statements: Callable[[], Iterable[Statement]],
        articles: Callable[[], Iterable[Article]] = tuple,
        readings: Callable[[], Iterable[Reading]] = tuple,
        judged: Judgements | None = None,
        index: Callable[[], AbstractContextManager[Index | None]] = nullcontext,
        decided: Callable[[], Iterable[Join]] | None = None,
        copies: Copies | None = None,
    ) -> None:
        self._statements, self._articles, self._readings = statements, articles, readings
        self._judged, self._index, self._decided = judged or Judgements(), index, decided
        self._copies = copies or Copies()

    @classmethod
    def open(cls, path: str | Path, *, min_confidence: float = 0.0) -> Self:
        """The graph of the database at `path`, read anew whenever it is asked for; nothing stays open.

        What is one event in all of it is one among the statements of at least `min_confidence`, too.

        Raises
        ------
        StoreError
            Where there is no such database, or it cannot be read.
        """
        with Store.open(path, readonly=True) as store:
            judged, copies = store.judged()

        def read() -> Iterator[Statement]:
            with Store.open(path, readonly=True) as store:
                yield from copies.told(store.statements())

        def articles() -> Iterator[Article]:
            with Store.open(path, readonly=True) as store:
                yield from copies.spoken(store.articles())

        def readings() -> Iterator[Reading]:
            with Store.open(path, readonly=True) as store:
                yield from store.readings()

        @contextmanager
        def index() -> Iterator[Index | None]:
            with Store.open(path, readonly=True) as store:
                yield store.index()

        whole = cls(lambda: judged.applied(read()), articles, readings, judged, index, copies=copies)
        if not min_confidence:
            return whole
        return cls(
            lambda: judged.applied(read(), min_confidence), articles, readings, judged, decided=whole.joins, copies=copies,
        )

    @classmethod
    def from_statements(
        cls, statements: Iterable[Statement], articles: Iterable[Article] = (), run: Run | None = None,
        judged: Judgements | None = None,
    ) -> Self:
        """The graph of `statements`, which `run` read in `articles`, as `judged`; of those with one id the first counts.

        Of articles that are not among `articles` it knows what the evidence says: all but the text. Every statement counts:
        only a database knows which articles print one text.
        """
        once = {statement.id: statement for statement in reversed(tuple(statements))}.values()
        judged = judged or Judgements()
        known = {s.evidence.article_id: _article(s.evidence) for s in once} | {article.id: article for article in articles}
        judged = judged.spelt(Counter(w.actor for s in once for w in (s.source, s.target, s.attribution) if w))
        listed = tuple(sorted(judged.applied(once), key=place))
        sources = tuple(known[ident] for ident in sorted(known))
        readings = ((run, tuple(sorted(known))),) if run and known else ()
        return cls(lambda: listed, lambda: sources, lambda: readings, judged)

    def at_state_level(self, known: Mapping[str, Actor]) -> Self:
        """The graph between states: organs, officials, forces and nationals stand for theirs (see `to_state`)."""
        def statements() -> Iterator[Statement]:
            return (folded for statement in self._statements() if (folded := to_state(statement, known)))

        return type(self)(statements, self._articles, self._readings, self._judged, copies=self._copies)

    def slice(self, part: Slice) -> Self:
        """The graph of the statements in `part`, with the articles that they come from and the runs that read those.

        What is one event in the whole is one in the part.
        """
        def statements() -> Iterator[Statement]:
            return (kept for statement in self._statements() if (kept := part.of(statement)))

        if part.whole:
            same = (self._articles, self._readings, self._judged)
            return self if part.quotes else type(self)(statements, *same, decided=self.joins, copies=self._copies)

        def used() -> set[str]:
            return {statement.evidence.article_id for statement in statements()}

        copies = self._copies.part(used()) if self._copies.listed else self._copies

        def articles() -> Iterator[Article]:
            wanted = used()
            return (article for article in self._articles() if article.id in wanted)

        def readings() -> Iterator[Reading]:
            wanted = used() | {copy.article.id for copy in copies.listed}
            kept = ((run, tuple(ident for ident in read if ident in wanted)) for run, read in self._readings())
            return (reading for reading in kept if reading[1])

        return type(self)(statements, articles, readings, self._judged, decided=self.joins, copies=copies)

    def held(self) -> Self:
        """The same graph with its statements in memory, for whoever reads a small one several times."""
        statements = tuple(self._statements())
        return type(self)(
            lambda: statements, self._articles, self._readings, self._judged, decided=self.joins, copies=self._copies
        )

    def identities(self) -> Mapping[str, str]:
        """Ids under which statements know actors that are others, each with the id of the actor that it is."""
        return self._judged.actors

    def names(self) -> tuple[Join, ...]:
        """Which actors were found to be one by the spelling of their names, surest first."""
        return self._judged.names

    def articles(self) -> Iterator[Article]:
        """The articles in order of their ids; not all of them gave statements. Those that print another's text are `copies`."""
        return iter(self._articles())

    def copies(self) -> tuple[Copy, ...]:
        """The articles that print the text of one of `articles`, word for word or nearly so, in order of their ids."""
        return self._copies.listed

    def readings(self) -> Iterator[Reading]:
        """The configurations that read them, each with the ids of the articles it read."""
        return iter(self._readings())

    def statements(self) -> Iterator[Statement]:
        """The statements by article and place."""
        return iter(self._statements())

    def events(self) -> Iterator[Event]:
        """The events, in the order of their first reports."""
        return merge.events(self._statements, self._groups)

    def joins(self) -> tuple[Join, ...]:
        """Which statements were found to report one occurrence, with the score of each such decision."""
        return self._joins

    def ask(self, question: Question) -> list[Event]:
        """The events that meet `question`, in its order."""
        with self._index() as index:
            if index is not None:
                return index.find(question)
        return answer(question, self.events(), self.actors())

    def counted(self, question: Question, by: Span = "month") -> tuple[Period, ...]:
        """The events that meet `question`, counted by day, week, month or year; its order and limit do not matter."""
        with self._index() as index:
            if index is not None:
                return periods(index.cells(question), by)
        return periods(cells(answer(replace(question, limit=None), self.events(), self.actors())), by)

    def edges(self) -> tuple[Edge, ...]:
        """The edges in order of source, lemma and target."""
        return self._derived.edges

    def links(self) -> tuple[Link, ...]:
        """The links in order of source and target."""
        return self._derived.links

    def pairs(self) -> Iterator[Pair]:
        """Who has to do with whom, most reports first, then in order of ids."""
        with self._index() as index:
            if index is not None:
                yield from index.pairs()
                return
        counts: Counter[tuple[str, str]] = Counter()
        for event in self.events():
            one, other = sorted((event.source.id, event.target.id))
            counts[one, other] += len(event.reports)
        yield from (Pair(*pair, count) for pair, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def actors(self) -> tuple[Actor, ...]:
        """Everyone who is source or target, in order of ids."""
        return self._actors

    def stats(self) -> Stats:
        """Counts, and the strongest edges."""
        edges, links = self.edges(), self.links()
        statuses = _total(edge.tally.statuses for edge in edges)
        types = _total(edge.tally.types for edge in edges)
        dates = [d for edge in edges for d in (edge.tally.first, edge.tally.last) if d]
        events = sum(edge.tally.events for edge in edges)
        return Stats(
            articles=sum(1 for _ in self.articles()),
            copies=len(self.copies()),
            statements=sum(edge.tally.reports for edge in edges),
            events=events,
            edges=len(edges),
            links=len(links),
            actors=len(self.actors()),
            statuses=statuses,
            types=types,
            uncoded=events - sum(types.values()),
            outlets=len({outlet for edge in edges for outlet in edge.tally.outlets}),
            first=min(dates, default=None),
            last=max(dates, default=None),
            strongest=merge.strongest(edges),
        )

    @cached_property
    def _joins(self) -> tuple[Join, ...]:
        if self._decided is not None:
            return tuple(self._decided())
        with self._index() as index:
            if index is not None:
                return index.joins()
        return tuple(joins(self._statements(), self._judged))

    @cached_property
    def _groups(self) -> dict[str, str]:
        return groups(self._joins)

    @cached_property
    def _actors(self) -> tuple[Actor, ...]:
        if "_derived" in vars(self):
            return self._derived.actors
        with self._index() as index:
            if index is not None:
                return tuple(index.actors())
        return described(Counter(actor for event in self.events() for actor in merge.ends(event)))

    @cached_property
    def _derived(self) -> Derived:
        return merge.derive(self.events())


def _article(evidence: Evidence) -> Article:
    return Article(evidence.article_id, evidence.title, "", evidence.published, evidence.url, evidence.outlet)


def _total(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return dict(sorted(total.items()))
