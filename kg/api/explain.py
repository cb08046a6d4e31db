"""Why a text gives the statements it gives, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Unpack

from kg.api.options import Reading, ReadOptions
from kg.errors import UsageError
from kg.extraction import SentenceTrace
from kg.extraction.topics import OffTopic, Topics
from kg.graph import checks
from kg.model import ActorMention, Article, Candidate, Document, Mention, Statement
from kg.pipeline.stages import Stages
from kg.reading import Failure, read_text
from kg.statements.assembly import assemble, one_party

if TYPE_CHECKING:
    from kg.actors import Resolution


@dataclass(frozen=True, slots=True)
class Verdict:
    """A candidate between two actors, with the statement it became, or the reason why it became none."""

    candidate: Candidate
    source: ActorMention | None
    target: ActorMention | None
    statement: Statement | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """All steps from a text to its statements.

    Attributes
    ----------
    sentences : tuple of SentenceTrace
        The parse, the names and the predicates of each sentence.
    mentions : tuple of (Mention, tuple of ActorMention)
        What names or describes a party, and who that is: nobody known, one, or several.
    verdicts : tuple of Verdict
        What became of each candidate, in order.
    statements : tuple of Statement
    off_topic : OffTopic or None
        Why an article is left out as a whole, where it is about no politics; `statements` are those it would give.
    """

    sentences: tuple[SentenceTrace, ...]
    mentions: tuple[tuple[Mention, tuple[ActorMention, ...]], ...]
    verdicts: tuple[Verdict, ...]
    statements: tuple[Statement, ...]
    off_topic: OffTopic | None = None


def explain(
    text: str | Article,
    *,
    published: str | date | None = None,
    **options: Unpack[ReadOptions],
) -> Explanation:
    """How a sentence or article is read, step by step.

    Parameters
    ----------
    text : str or Article
    published : str or date, optional
        Day of a `text` without one, from which "on Monday" counts.
    **options
        How to read: see `kg.ReadOptions`; one process does it.

    Raises
    ------
    ModelError, TableError
    UsageError
        Where `published` is no day.
    InputError
        Where `text` cannot be read.

    Examples
    --------
    >>> import kg
    >>> found = kg.explain("Russia and Iran, officials said, attacked.")  # doctest: +SKIP
    >>> [(frame.predicate, frame.reason) for frame in found.sentences[0].frames]  # doctest: +SKIP
    [('attack', 'no target: nobody and nothing is said to undergo it')]
    """
    article = text if isinstance(text, Article) else _article(text, published)
    reading = Reading.of(**options).options
    return explain_with(Stages.load(reading), article, reading.all_topics)


def _article(text: str, published: str | date | None) -> Article:
    day = checks.day("published", published)
    if day is not None and len(day) < len("2024-11-01"):
        raise UsageError(f"published: expected a day such as 2024-11-01, got {published!r}")
    outcome = read_text(text)
    if isinstance(outcome, Failure):
        raise outcome.error
    return replace(outcome, published=day)


def explain_with(stages: Stages, article: Article, all_topics: bool = False) -> Explanation:
    """What `explain` gives, by stages that are loaded already."""
    document, sentences = stages.extractor.explain(article)
    resolution = stages.resolver.resolve(document)
    statements = assemble(document, resolution, stages.coder)
    return Explanation(
        sentences,
        tuple((m, resolution.actors(m)) for m in sorted(set(document.mentions), key=lambda m: (m.start, m.end))),
        tuple(_verdicts(document, resolution, statements)),
        statements,
        None if all_topics else Topics.load().off_topic(article),
    )


def _verdicts(document: Document, resolution: Resolution, statements: Sequence[Statement]) -> Iterator[Verdict]:
    made = {(s.relation, s.source, s.target, s.status): s for s in statements}
    # what a state does to a part of itself is done to people whom no mention names
    inward = {(s.relation, s.source, s.target.start, s.status): s for s in statements}
    for candidate in document.candidates:
        sources, targets = resolution.actors(candidate.source), resolution.actors(candidate.target)
        unknown = [m.text for m, found in ((candidate.source, sources), (candidate.target, targets)) if not found]
        if unknown:
            source, target = next(iter(sources), None), next(iter(targets), None)
            yield Verdict(candidate, source, target, None, f"nobody known: {', '.join(unknown)}")
            continue
        itself = candidate.source == candidate.target
        for source in sources:
            for target in targets:
                statement = made.get((candidate.relation, source, target, candidate.status))
                if statement is None and one_party(source.actor, target.actor):
                    statement = inward.get((candidate.relation, source, target.start, candidate.status))
                if statement is not None:
                    yield Verdict(candidate, source, target, statement, None)
                elif one_party(source.actor, target.actor):
                    if not itself:
                        yield Verdict(candidate, source, target, None, "source and target are one party")
                elif not itself or sources.index(source) < targets.index(target):
                    yield Verdict(candidate, source, target, None, "repeats a statement of its sentence")
