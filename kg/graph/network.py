"""The graph as data: statements from a store or from memory, and what is derived from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from kg.graph import checks, derive
from kg.graph.model import Derived, Edge, Event, Link, Pair
from kg.graph.questions import Question, answer, at_any_time
from kg.graph.run import Run
from kg.graph.slices import Slice
from kg.graph.source import Memory, Part, Reading, Reworked, Source
from kg.graph.states import to_state
from kg.graph.timeline import Period, Span, cells, periods
from kg.model import Actor, Article, Statement
from kg.sameness import Copy, Join, Judgements, groups, merged_descriptions
from kg.sameness.same_events import joins


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
    undated: int
    strongest: tuple[Edge, ...]


class Network:
    """Statements and what follows from them: events, edges, links and actors.

    Everything is listed in one order, whatever the order of the input.
    """

    def __init__(self, source: Source) -> None:
        self._source = source

    @classmethod
    def from_statements(
        cls,
        statements: Iterable[Statement],
        articles: Iterable[Article] = (),
        run: Run | None = None,
        judged: Judgements | None = None,
    ) -> Self:
        """The graph of `statements`, which `run` read in `articles`, as `judged`; of those with one id the first counts.

        Of articles that are not among `articles` it knows what the evidence says: all but the text. Every statement counts:
        only a database knows which articles print one text.
        """
        return cls(Memory.of(statements, articles, run, judged))

    def at_state_level(self, known: Mapping[str, Actor]) -> Self:
        """The graph between states: organs, officials, forces and nationals stand for theirs (see `to_state`)."""

        def statements() -> Iterator[Statement]:
            return (folded for statement in self.statements() if (folded := to_state(statement, known)))

        return type(self)(Reworked(self._source, statements))

    def slice(self, part: Slice) -> Self:
        """The graph of the statements in `part`, with the articles that they come from and the runs that read those.

        What is one event in the whole is one in the part; a statement without a date is in a span where another report of its
        event is.

        Raises
        ------
        UsageError
            Where it names an actor that nobody knows.
        """
        checks.actors(part.actors, self.actors() if part.actors else ())
        if part.whole and part.quotes:
            return self
        always = replace(part, since=None, until=None)

        def statements() -> Iterator[Statement]:
            dated = self._dated_within(part)
            for statement in self.statements():
                undated = statement.date is None and self._groups.get(statement.id) in dated
                if kept := (always if undated else part).of(statement):
                    yield kept

        return type(self)((Reworked if part.whole else Part)(self._source, statements, self.joins))

    def held(self) -> Self:
        """The same graph with its statements in memory, for whoever reads a small one several times."""
        statements = tuple(self.statements())
        return type(self)(Reworked(self._source, lambda: statements, self.joins))

    def identities(self) -> Mapping[str, str]:
        """Ids under which statements know actors that are others, each with the id of the actor that it is."""
        return self._source.judgements.actors

    def names(self) -> tuple[Join, ...]:
        """Which actors were found to be one by the spelling of their names, surest first."""
        return self._source.judgements.names

    def articles(self) -> Iterator[Article]:
        """The articles in order of their ids; not all of them gave statements. Those that print another's text are `copies`."""
        return self._source.articles()

    def copies(self) -> tuple[Copy, ...]:
        """The articles that print the text of one of `articles`, word for word or nearly so, in order of their ids."""
        return self._source.copies.listed

    def readings(self) -> Iterator[Reading]:
        """The configurations that read them, each with the ids of the articles it read."""
        return self._source.readings()

    def statements(self) -> Iterator[Statement]:
        """The statements by article and place."""
        return self._source.statements()

    def events(self) -> Iterator[Event]:
        """The events, in the order of their first reports."""
        return derive.events(self._source.statements, self._groups)

    def joins(self) -> tuple[Join, ...]:
        """Which statements were found to report one occurrence, with the score of each such decision."""
        return self._joins

    def ask(self, question: Question) -> list[Event]:
        """The events that meet `question`, in its order.

        Raises
        ------
        UsageError
            Where it names an actor that nobody knows.
        """
        checks.actors(question.names, self.actors() if question.names else ())
        with self._source.answers() as answers:
            if answers is not None:
                return answers.find(question)
        return answer(question, self.events(), self.actors())

    def undated(self, question: Question) -> int:
        """How many events would meet `question` but have no date, so that they are in none of its spans and periods."""
        asked = at_any_time(question)
        with self._source.answers() as answers:
            if answers is not None:
                return answers.undated(asked)
        return sum(event.date is None for event in answer(asked, self.events(), self.actors()))

    def counted(self, question: Question, by: Span = "month") -> tuple[Period, ...]:
        """The dated events that meet `question`, counted by day, week, month or year; its order and limit do not matter.

        Raises
        ------
        UsageError
            Where it names an actor that nobody knows.
        """
        checks.actors(question.names, self.actors() if question.names else ())
        with self._source.answers() as answers:
            if answers is not None:
                return periods(answers.cells(question), by)
        return periods(cells(answer(replace(question, limit=None), self.events(), self.actors())), by)

    def edges(self) -> tuple[Edge, ...]:
        """The edges in order of source, lemma and target."""
        return self._derived.edges

    def links(self) -> tuple[Link, ...]:
        """The links in order of source and target."""
        return self._derived.links

    def pairs(self) -> Iterator[Pair]:
        """Who has to do with whom, most reports first, then in order of ids."""
        with self._source.answers() as answers:
            if answers is not None:
                yield from answers.pairs()
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
            undated=self.undated(Question()),
            strongest=derive.strongest(edges),
        )

    @cached_property
    def _joins(self) -> tuple[Join, ...]:
        decided = self._source.joins()
        if decided is not None:
            return decided
        with self._source.answers() as answers:
            if answers is not None:
                return answers.joins()
        return tuple(joins(self._source.statements(), self._source.judgements))

    def _dated_within(self, part: Slice) -> set[str]:
        """The events of several reports, one of which has its date in the span of `part`."""
        if not (part.since or part.until):
            return set()
        dated = (s.id for s in self.statements() if s.id in self._groups and s.date and part.spans(s.date))
        return {self._groups[ident] for ident in dated}

    @cached_property
    def _groups(self) -> dict[str, str]:
        return groups(self._joins)

    @cached_property
    def _actors(self) -> tuple[Actor, ...]:
        if "_derived" in vars(self):
            return self._derived.actors
        with self._source.answers() as answers:
            if answers is not None:
                return tuple(answers.actors())
        return merged_descriptions(Counter(actor for event in self.events() for actor in derive.ends(event)))

    @cached_property
    def _derived(self) -> Derived:
        return derive.derive(self.events())


def _total(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for count in counts:
        total.update(count)
    return dict(sorted(total.items()))
