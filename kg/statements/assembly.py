"""The last step of the pipeline: what was read, resolved and coded, judged and put together into statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.ids import statement_id
from kg.model import Document, Evidence, Statement
from kg.statements.order import reading_order
from kg.statements.policy import Policy
from kg.statements.scenes import scenes
from kg.statements.verdicts import Verdict, verdicts

MUCH_SURER = 0.06  # by how much "B met A" must be surer than "A met B", where A is named first, to stand for both


if TYPE_CHECKING:
    from kg.actors import Resolution
    from kg.coding import Coder
    from kg.extraction.relations.judgement import Judge


def judged(document: Document, resolution: Resolution, coder: Coder, judge: Judge) -> Iterator[Verdict]:
    """What is told of each pair of parties of a document, kept or not, in the order of its sentences."""
    policy = Policy(**judge.card["policy"])
    for staged in scenes(document, resolution, coder):
        yield from verdicts(document, staged, judge.judge(staged.scene), policy, coder)


def assemble(document: Document, resolution: Resolution, coder: Coder, judge: Judge) -> tuple[Statement, ...]:
    """The statements of one document, in the order of their sentences.

    A pair gives none where the judge does not keep it, or where another of its sentence says the same.
    """
    return statements(document, resolution, judged(document, resolution, coder, judge))


def statements(document: Document, resolution: Resolution, decided: Iterable[Verdict]) -> tuple[Statement, ...]:
    """The statements of the verdicts that are kept, without repeats."""
    return _without_repeats(_statement(document, verdict, resolution) for verdict in decided if verdict.kept)


def _statement(document: Document, verdict: Verdict, resolution: Resolution) -> Statement:
    article, candidate = document.article, verdict.candidate
    sentence, relation, (source, target) = candidate.sentence, candidate.relation, verdict.ends
    evidence = Evidence(
        article.id, article.title, article.published, article.outlet, article.url, sentence.text, sentence.start, sentence.end
    )
    return Statement(
        id=statement_id(evidence, source, relation, target),
        evidence=evidence,
        source=source,
        relation=relation,
        target=target,
        symmetric=candidate.symmetric,
        status=candidate.status,
        attribution=resolution.actor(candidate.attribution) if candidate.attribution else None,
        date=candidate.date,
        date_granularity=candidate.date_granularity,
        date_basis=candidate.date_basis,
        date_phrase=candidate.date_phrase,
        place=candidate.place,
        place_country=candidate.place_country,
        code=verdict.code,
        rule=candidate.rule,
        confidence=verdict.confidence,
    )


def _without_repeats(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Of the statements of one sentence with the same pair and lemma: one for each object, without an object only if alone."""
    groups: dict[tuple[object, ...], dict[str | None, Statement]] = {}
    for statement in statements:
        ends = (statement.source.actor.id, statement.target.actor.id)
        pair = tuple(sorted(ends)) if statement.symmetric else ends
        group = groups.setdefault((statement.evidence.start, *pair, statement.relation.lemma), {})
        known = group.get(statement.relation.object)
        if known is None or _rank(statement) < _rank(known):
            group[statement.relation.object] = statement
    kept = (s for group in groups.values() for s in group.values() if s.relation.object is not None or len(group) == 1)
    return tuple(sorted(kept, key=reading_order))


def _rank(statement: Statement) -> tuple[object, ...]:
    """Sorts the surest statement first, then the earliest; of a mutual one the direction in which the parties are named."""
    backwards = statement.symmetric and statement.source.start > statement.target.start
    return (MUCH_SURER * backwards - statement.confidence, *reading_order(statement))
