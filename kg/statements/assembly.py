"""The last step of the pipeline: what was read, resolved and coded, put together into statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, product
from typing import TYPE_CHECKING

from kg.ids import slug, statement_id
from kg.model import Actor, ActorMention, Candidate, Document, Evidence, Statement
from kg.statements.confidence import INHABITANTS, confidence
from kg.statements.order import reading_order

if TYPE_CHECKING:
    from kg.actors import Resolution
    from kg.coding import Coder


OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})


def assemble(document: Document, resolution: Resolution, coder: Coder) -> tuple[Statement, ...]:
    """The statements of one document, in the order of their sentences.

    A candidate gives none where one of its ends is nobody known, where both ends are one party, or where another
    candidate of its sentence says the same.
    """
    found = (
        statement
        for candidate in document.candidates
        for source, target in _ends(candidate, resolution)
        if _counts(
            statement := _statement(document, candidate, source, target, resolution, coder), resolution.part(candidate.target)
        )
    )
    return _without_repeats(found)


def _counts(statement: Statement, part: str | None) -> bool:
    """Whether the lexicon knows what was done to a party that only stands near, or is meant by `part`, a part of a state.

    "Attacked Aceh", not "lost Texas".
    """
    if statement.target.actor.id.startswith(INHABITANTS):
        near = 1 if statement.source.actor.kind == "state" else 2  # nouns between what is done and where
        arrested = statement.rule.endswith(":in") or statement.rule.startswith("verb:in+")  # ... there is no deed to the place
        harm = ("ASSAULT",) if arrested else ("ASSAULT", "COERCE")
        return statement.code is not None and statement.code.plover in harm and statement.rule.count("+") < near
    return statement.code is not None or statement.rule != "loose" and (part is None or statement.rule.startswith("noun"))


def _ends(candidate: Candidate, resolution: Resolution) -> Iterator[tuple[ActorMention, ActorMention]]:
    """The pairs of parties that a candidate relates; of a party of several to itself ("the two met"), each pair once."""
    sources, targets = resolution.actors(candidate.source), resolution.actors(candidate.target)
    one_mention = (candidate.source.start, candidate.source.end) == (candidate.target.start, candidate.target.end)
    for source, target in combinations(sources, 2) if one_mention else product(sources, targets):
        if not one_party(source.actor, target.actor):
            yield source, target
        elif (place := resolution.place(candidate.target)) and target.actor.kind == "state":
            yield source, replace(target, actor=inhabitants(place, target.actor))


def inhabitants(place: str, state: Actor) -> Actor:
    """The people of a part of a state, as the state's own forces meet them: a state does not attack itself."""
    return Actor(f"{INHABITANTS}{slug(place)}", f"people of {place}", "people", state.country, "CVL")


def one_party(a: Actor, b: Actor) -> bool:
    """Whether `a` and `b` are the same, or a state and one of its own organs or officials."""
    if a.id == b.id:
        return True
    state, other = (a, b) if a.kind == "state" else (b, a)
    if state.kind != "state" or a.country is None or a.country != b.country:
        return False
    return other.kind in ("state", "body") or other.kind == "person" and other.role in OFFICIAL


def _statement(
    document: Document, candidate: Candidate, source: ActorMention, target: ActorMention, resolution: Resolution, coder: Coder
) -> Statement:
    article, sentence, relation = document.article, candidate.sentence, candidate.relation
    evidence = Evidence(
        article.id, article.title, article.published, article.outlet, article.url, sentence.text, sentence.start, sentence.end
    )
    code = coder.code(candidate.predicate, source.actor, target.actor, candidate.status)
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
        code=code,
        rule=candidate.rule,
        confidence=confidence(candidate, source, target, code is not None),
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
    """Sorts the surest statement first, then the earliest."""
    return (-statement.confidence, *reading_order(statement))
