"""Where the statements of a network come from: memory, a database, or a level or part of another source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from kg.graph.model import Event, Pair
from kg.graph.questions import Question
from kg.graph.run import Run
from kg.graph.timeline import Cell
from kg.model import Actor, Article, Evidence, Statement
from kg.sameness import Copies, Join, Judgements
from kg.statements import reading_order

Reading = tuple[Run, tuple[str, ...]]


class Answers(Protocol):
    """What a source can tell without its statements being read."""

    def find(self, question: Question) -> list[Event]:
        """The events that meet `question`, in its order."""

    def cells(self, question: Question) -> list[Cell]:
        """Counts of the events that meet `question`, whatever its limit."""

    def undated(self, question: Question) -> int:
        """How many events that meet `question` have no date."""

    def joins(self) -> tuple[Join, ...]:
        """Which statements report one occurrence, surest first."""

    def pairs(self) -> Iterator[Pair]:
        """Who has to do with whom, most reports first."""

    def actors(self) -> list[Actor]:
        """Everyone who is source or target, in order of ids."""


class Source(Protocol):
    """Gives the same each time it is asked, in one order, whatever the order in which it was filled."""

    @property
    def judgements(self) -> Judgements:
        """What was judged of its statements; they come as judged."""

    @property
    def copies(self) -> Copies:
        """The articles that print another's text."""

    def statements(self) -> Iterator[Statement]:
        """By article and place."""

    def articles(self) -> Iterator[Article]:
        """In order of their ids, without copies."""

    def readings(self) -> Iterator[Reading]:
        """The configurations that read the articles, each with the ids of those it read."""

    def answers(self) -> AbstractContextManager[Answers | None]:
        """What it can tell by itself; None where its statements must be read."""

    def joins(self) -> tuple[Join, ...] | None:
        """Which of its statements are one event, where that was decided in a larger whole."""


@dataclass(frozen=True)
class Memory:
    """Statements that are at hand."""

    listed: tuple[Statement, ...]
    sources: tuple[Article, ...] = ()
    read: tuple[Reading, ...] = ()
    judgements: Judgements = Judgements()
    copies: Copies = Copies()

    @classmethod
    def of(
        cls, statements: Iterable[Statement], articles: Iterable[Article], run: Run | None, judged: Judgements | None
    ) -> Memory:
        """`statements`, which `run` read in `articles`, as `judged`; of those with one id the first counts.

        Of articles that are not among `articles` it knows what the evidence says: all but the text.
        """
        once = {statement.id: statement for statement in reversed(tuple(statements))}.values()
        known = {s.evidence.article_id: _article(s.evidence) for s in once} | {article.id: article for article in articles}
        judged = (judged or Judgements()).spelt(Counter(w.actor for s in once for w in (s.source, s.target, s.attribution) if w))
        return cls(
            listed=tuple(sorted(judged.applied(once), key=reading_order)),
            sources=tuple(known[ident] for ident in sorted(known)),
            read=((run, tuple(sorted(known))),) if run and known else (),
            judgements=judged,
        )

    @property
    def mark(self) -> tuple[int, ...]:
        """Never changes."""
        return ()

    def statements(self) -> Iterator[Statement]:
        return iter(self.listed)

    def articles(self) -> Iterator[Article]:
        return iter(self.sources)

    def readings(self) -> Iterator[Reading]:
        return iter(self.read)

    def answers(self) -> AbstractContextManager[Answers | None]:
        return nullcontext()

    def joins(self) -> None:
        return None


@dataclass(frozen=True)
class Reworked:
    """Another source whose statements were changed: folded to states, shortened, held in memory; its articles stay.

    `changed` gives the statements, `decided` which of them are one event, where the change leaves that as it was.
    """

    of: Source
    changed: Callable[[], Iterable[Statement]]
    decided: Callable[[], tuple[Join, ...]] | None = None

    @property
    def judgements(self) -> Judgements:
        return self.of.judgements

    @property
    def copies(self) -> Copies:
        return self.of.copies

    def statements(self) -> Iterator[Statement]:
        return iter(self.changed())

    def articles(self) -> Iterator[Article]:
        return self.of.articles()

    def readings(self) -> Iterator[Reading]:
        return self.of.readings()

    def answers(self) -> AbstractContextManager[Answers | None]:
        return nullcontext()

    def joins(self) -> tuple[Join, ...] | None:
        return self.decided() if self.decided else None


@dataclass(frozen=True)
class Part:
    """Some statements of another source, with the articles that they come from and the runs that read those."""

    of: Source
    kept: Callable[[], Iterable[Statement]]
    decided: Callable[[], tuple[Join, ...]]

    @property
    def judgements(self) -> Judgements:
        return self.of.judgements

    @cached_property
    def copies(self) -> Copies:
        return self.of.copies.part(self._used()) if self.of.copies.listed else self.of.copies

    def statements(self) -> Iterator[Statement]:
        return iter(self.kept())

    def articles(self) -> Iterator[Article]:
        wanted = self._used()
        return (article for article in self.of.articles() if article.id in wanted)

    def readings(self) -> Iterator[Reading]:
        wanted = self._used() | {copy.article.id for copy in self.copies.listed}
        kept = ((run, tuple(ident for ident in read if ident in wanted)) for run, read in self.of.readings())
        return (reading for reading in kept if reading[1])

    def answers(self) -> AbstractContextManager[Answers | None]:
        return nullcontext()

    def joins(self) -> tuple[Join, ...]:
        return self.decided()

    def _used(self) -> set[str]:
        return {statement.evidence.article_id for statement in self.kept()}


def _article(evidence: Evidence) -> Article:
    return Article(evidence.article_id, evidence.title, "", evidence.published, evidence.url, evidence.outlet)
