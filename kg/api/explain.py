"""Why a text gives the statements it gives, and no others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Unpack

from kg.api.options import Reading, ReadOptions
from kg.errors import UsageError
from kg.extraction import SentenceTrace
from kg.extraction.parse.topics import OffTopic, Topics
from kg.graph import checks
from kg.model import ActorMention, Article, Candidate, Document, Mention, Statement
from kg.pipeline.stages import Stages
from kg.reading import Failure, read_text
from kg.statements.assembly import assemble, judged
from kg.statements.ends import ends_of
from kg.statements.verdicts import Verdict as Decision

if TYPE_CHECKING:
    from kg.actors import Resolution


@dataclass(frozen=True, slots=True)
class Verdict:
    """A pair of actors, with the statement it became, or the reason why it became none; `related` is its probability."""

    candidate: Candidate
    source: ActorMention | None
    target: ActorMention | None
    related: float | None
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
        What became of each pair that somebody proposes, and why.
    statements : tuple of Statement
    off_topic : OffTopic or None
        Why an article is left out as a whole, where it is about no politics; `statements` are those it would give.
    """

    sentences: tuple[SentenceTrace, ...]
    mentions: tuple[tuple[Mention, tuple[ActorMention, ...]], ...]
    verdicts: tuple[Verdict, ...]
    statements: tuple[Statement, ...]
    off_topic: OffTopic | None = None


def explain(text: str | Article, *, published: str | date | None = None, **options: Unpack[ReadOptions]) -> Explanation:
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
    statements = assemble(document, resolution, stages.coder, stages.judge)
    decided = judged(document, resolution, stages.coder, stages.judge)
    return Explanation(
        sentences,
        tuple((m, resolution.actors(m)) for m in sorted(set(document.mentions), key=lambda m: (m.start, m.end))),
        (*_nobody(document, resolution), *_judged(decided, statements)),
        statements,
        None if all_topics else Topics.load().off_topic(article),
    )


def _nobody(document: Document, resolution: Resolution) -> Iterator[Verdict]:
    """The rules' candidates that relate no two actors."""
    for candidate in document.candidates:
        sources, targets = resolution.actors(candidate.source), resolution.actors(candidate.target)
        unknown = [m.text for m, found in ((candidate.source, sources), (candidate.target, targets)) if not found]
        ends = next(iter(sources), None), next(iter(targets), None)
        if unknown:
            yield Verdict(candidate, *ends, None, None, f"nobody known: {', '.join(unknown)}")
        elif not any(ends_of(candidate.source, candidate.target, resolution)):
            yield Verdict(candidate, *ends, None, None, "source and target are one party")


def _judged(decided: Iterable[Decision], statements: Sequence[Statement]) -> Iterator[Verdict]:
    made = {(s.relation, s.source, s.target, s.status): s for s in statements}
    for one in decided:
        source, target = one.ends
        statement = made.get((one.candidate.relation, source, target, one.candidate.status)) if one.kept else None
        reason = "repeats a statement of its sentence" if one.kept else "the pair is not likely enough to be related"
        yield Verdict(one.candidate, source, target, one.related, statement, None if statement else reason)
