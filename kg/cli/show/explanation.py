"""An explanation as tables that people read."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from rich.markup import escape
from rich.table import Table

from kg.api.explain import Explanation, Verdict
from kg.cli.show.tables import add_row, new_table, put, put_json
from kg.extraction import FrameTrace, SentenceTrace
from kg.model import ActorMention, Mention, Statement


def show(found: Explanation, format: Literal["table", "json"] = "table") -> None:
    """Print every step from the text to its statements."""
    if format == "json":
        put_json(to_record(found))
        return
    if found.off_topic:
        put(f"[yellow]off topic[/] {escape(str(found.off_topic))}: no statement of it is kept but with --all-topics\n")
    for sentence in found.sentences:
        put(f"[bold]{escape(sentence.sentence.text)}[/]\n")
        for table in _sentence(sentence, found):
            if table.row_count:
                put(table)
                put("")


def to_record(found: Explanation) -> dict[str, Any]:
    """The explanation as JSON has it, statements as `kg extract` prints them."""
    return {
        "off_topic": str(found.off_topic) if found.off_topic else None,
        "sentences": [dataclasses.asdict(sentence) for sentence in found.sentences],
        "mentions": [{**dataclasses.asdict(m), "actors": [a.actor.id for a in actors]} for m, actors in found.mentions],
        "verdicts": [
            {
                "relation": v.candidate.relation.phrase,
                "source": v.source.actor.id if v.source else None,
                "target": v.target.actor.id if v.target else None,
                "rule": v.candidate.rule,
                "related": v.related,
                "statement": v.statement.id if v.statement else None,
                "reason": v.reason,
            }
            for v in found.verdicts
        ],
        "statements": [s.to_record() for s in found.statements],
    }


def _sentence(sentence: SentenceTrace, found: Explanation) -> Iterator[Table]:
    yield _parse(sentence)
    yield _mentions((m, actors) for m, actors in found.mentions if m.sentence == sentence.sentence.index)
    yield _frames(sentence.frames)
    verdicts = [v for v in found.verdicts if v.candidate.sentence == sentence.sentence]
    yield _kept((s, v.related) for v in verdicts if (s := v.statement) is not None)
    yield _rejected(v for v in verdicts if v.statement is None)


def _parse(sentence: SentenceTrace) -> Table:
    table = new_table("word", "lemma", "tag", "function", "of", title="Parse")
    for word in sentence.words:
        add_row(table, word.text, word.lemma, word.tag, word.function, word.head)
    return table


def _mentions(found: Iterable[tuple[Mention, tuple[ActorMention, ...]]]) -> Table:
    table = new_table("mention", "form", "actor", "could be", title="Mentions")
    for mention, actors in found:
        who = ", ".join(a.actor.id for a in actors) or "nobody known"
        others = ", ".join(c for c in mention.candidates if c not in who) or mention.label
        add_row(table, mention.text, mention.form, who, others)
    return table


def _frames(found: Iterable[FrameTrace]) -> Table:
    table = new_table("predicate", "kind", "agents", "objects", "obliques", "under", "status", "gave", title="Predicates")
    for frame in found:
        name = f"{frame.light} {frame.predicate}" if frame.light else frame.predicate
        words = ("; ".join(words) for words in (frame.agents, frame.objects, frame.obliques, frame.governors))
        made = {1: "1 candidate"}.get(len(frame.candidates), f"{len(frame.candidates)} candidates")
        add_row(table, name, frame.kind, *words, frame.status, frame.reason or made)
    return table


def _kept(found: Iterable[tuple[Statement, float | None]]) -> Table:
    columns = ("source", "relation", "target", "status", "claimed by", "date", "place", "code", "rule", ">related", ">confidence")
    table = new_table(*columns, title="Kept")
    for s, related in found:
        what = f"{s.relation.phrase} ({s.relation.object})" if s.relation.object else s.relation.phrase
        claim = s.attribution.actor.id if s.attribution else None
        code = "/".join(filter(None, (s.code.plover, s.code.mode))) if s.code else None
        ends = s.source.actor.id, s.target.actor.id
        when = f"{s.date} ({s.date_basis})" if s.date else s.date_phrase
        rated = (_share(related), _share(s.confidence))
        add_row(table, ends[0], what, ends[1], s.status, claim, when, s.place, code, s.rule, *rated)
    return table


def _rejected(found: Iterable[Verdict]) -> Table:
    table = new_table("source", "relation", "target", "rule", ">related", "why not", title="Rejected")
    for verdict in found:
        c = verdict.candidate
        ends = (_end(verdict.source, c.source), _end(verdict.target, c.target))
        add_row(table, ends[0], c.relation.phrase, ends[1], c.rule, _share(verdict.related), verdict.reason)
    return table


def _end(actor: ActorMention | None, mention: Mention) -> str:
    return actor.actor.id if actor else mention.text


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"
