"""Statements and actors as rows of the database, and back."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import Any

from kg.ids import digest, statement_id
from kg.model import Actor, ActorMention, Basis, Code, Evidence, Relation, Statement

ACTOR = "digest, id, name, kind, country, role, wikidata, aliases"
STATEMENT = "id, source, target, attribution, lemma, symmetric, status, type, date, confidence, detail"

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def actor_row(actor: Actor) -> tuple[Any, ...]:
    """`actor` as the columns `ACTOR`; actors that differ in anything are rows of their own."""
    values = (actor.id, actor.name, actor.kind, actor.country, actor.role, actor.wikidata, _packed(actor.aliases))
    return digest(*values), *values


def row_actor(row: tuple[Any, ...]) -> Actor:
    """The inverse of `actor_row`."""
    _, ident, name, kind, country, role, wikidata, aliases = row
    return Actor(ident, name, kind, country, role, wikidata, tuple(json.loads(aliases)))


def packed(actor: Actor) -> str:
    """`actor` as one text."""
    return _packed(asdict(actor))


def unpacked(text: str) -> Actor:
    """The inverse of `packed`."""
    record = json.loads(text)
    return Actor(**{**record, "aliases": tuple(record["aliases"])})


def statement_row(statement: Statement, keys: dict[Actor, int]) -> tuple[Any, ...]:
    """`statement` as the columns `STATEMENT`, its actors named by `keys`; what the article says of itself is left out."""
    s, evidence, relation = statement, statement.evidence, statement.relation
    code = s.code and (
        s.code.plover,
        s.code.mode,
        s.code.contexts,
        s.code.cameo,
        s.code.quad,
        s.code.goldstein,
        s.code.score,
        s.code.row,
    )
    detail = (
        (evidence.sentence, evidence.start, evidence.end),
        _words(s.source),
        _words(s.target),
        s.attribution and _words(s.attribution),
        (relation.phrase, relation.object, relation.spans),
        (s.date_granularity, s.date_phrase, s.place, s.place_country, s.date_basis),
        code,
        s.rule,
    )
    attribution = keys[s.attribution.actor] if s.attribution else None
    return (
        s.id,
        keys[s.source.actor],
        keys[s.target.actor],
        attribution,
        relation.lemma,
        int(s.symmetric),
        s.status,
        s.code.plover if s.code else None,
        s.date,
        s.confidence,
        _packed(detail),
    )


def row_statement(row: tuple[Any, ...], article: tuple[Any, ...], reader: str, actors: dict[int, Actor]) -> Statement:
    """The inverse of `statement_row`, for an article ``(id, title, published, outlet, url)``.

    A text that was read under another article's id gives the statements that it would have given under this one's.
    """
    ident, source, target, attribution, lemma, symmetric, status, _, date, confidence, detail = row
    quote, source_words, target_words, speaker_words, relation_words, when, code, rule = json.loads(detail)
    phrase, thing, spans = relation_words
    statement = Statement(
        id=ident,
        evidence=Evidence(*article, *quote),
        source=ActorMention(actors[source], *source_words),
        relation=Relation(lemma, phrase, thing, tuple((start, end) for start, end in spans)),
        target=ActorMention(actors[target], *target_words),
        symmetric=bool(symmetric),
        status=status,
        attribution=None if attribution is None else ActorMention(actors[attribution], *speaker_words),
        date=date,
        date_granularity=when[0],
        date_basis=when[4] if len(when) > 4 else _older_basis(date, when[1]),
        date_phrase=when[1],
        place=when[2],
        place_country=when[3],
        code=_code(code),
        rule=rule,
        confidence=confidence,
    )
    return statement if reader == article[0] else renamed(statement)


def _older_basis(date: str | None, phrase: str | None) -> Basis | None:
    """What gave the date of a row that was written before schema 4: without words of its own, the article's day."""
    return None if date is None else "text" if phrase else "report"


def renamed(statement: Statement) -> Statement:
    """`statement` under the id that its parts give it."""
    s = statement
    return replace(s, id=statement_id(s.evidence, s.source, s.relation, s.target))


def _code(values: list[Any] | None) -> Code | None:
    if values is None:
        return None
    plover, mode, contexts, cameo, quad, goldstein, score, row = values
    return Code(plover, mode, tuple(contexts), cameo, quad, goldstein, score, row)


def _words(who: ActorMention) -> tuple[str, int, int, bool]:
    return who.mention, who.start, who.end, who.inferred


def _packed(value: Any) -> str:
    return _JSON.encode(value)
