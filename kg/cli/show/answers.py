"""What questions to a graph give, as tables, JSON lines and CSV."""

from __future__ import annotations

import logging
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from typing import Any, Literal

from rich.markup import escape

from kg.cli import terminal
from kg.cli.show.tables import add_row, new_table, put
from kg.export.tables.rows import ACTORS, EVENTS, lines
from kg.graph import Event, Period
from kg.ids import article_ref
from kg.model import Actor
from kg.sameness import Copy, Join, Judgement
from kg.store.check import Checked

Format = Literal["table", "jsonl", "csv"]

log = logging.getLogger("kg.cli")

_TYPES = 6  # columns that fit beside the others
_QUOTED = 3  # reports of one event that are shown
_LISTED = 100  # of the actors, and of the articles, that the program found to be the same


def events(found: Sequence[Event], format: Format, evidence: bool) -> None:
    """Events, one a row; with `evidence` the sentences that report them, too."""
    if format == "jsonl":
        terminal.write_records(_record(event, evidence) for event in found)
    elif format == "csv":
        columns = {**EVENTS, **({"sentences": _sentences} if evidence else {})}
        _csv(tuple(columns), (tuple(column(event) for column in columns.values()) for event in found))
    else:
        table = new_table("date", "source", "relation", "target", "status", "type", ">goldstein", ">reports", "event")
        for e in found:
            what = f"{e.phrase} ({e.object})" if e.object else e.phrase
            value = "" if e.code is None or e.code.goldstein is None else f"{e.code.goldstein:g}"
            kind, count = e.code.plover if e.code else None, str(len(e.reports))
            add_row(table, e.date, e.source.name, what, e.target.name, e.status, kind, value, count, e.id)
            for report in e.reports[: _QUOTED if evidence else 0]:
                ev = report.evidence
                table.add_row("", f"[dim]{report.id}[/]", f"[italic]{escape(ev.sentence)}[/]", f"[dim]{escape(ev.article_id)}[/]")
            if evidence and len(e.reports) > _QUOTED:
                table.add_row("", "", f"[dim]and {len(e.reports) - _QUOTED:,} more[/]")
        put(table)


def note_undated(count: int) -> None:
    """Say how many events were left out for want of a date."""
    if count:
        log.info("left out: %d more, which have no date as exact as is asked for", count)


def actors(found: Iterable[Actor], format: Format) -> None:
    """Actors, one a row."""
    if format == "jsonl":
        terminal.write_records({**asdict(actor), "aliases": list(actor.aliases)} for actor in found)
    elif format == "csv":
        _csv(tuple(ACTORS), (tuple(column(actor) for column in ACTORS.values()) for actor in found))
    else:
        table = new_table("actor", "name", "kind", "country", "role", "also")
        for a in found:
            add_row(table, a.id, a.name, a.kind, a.country, a.role, ", ".join(a.aliases))
        put(table)


def periods(found: Sequence[Period], format: Format) -> None:
    """Periods, one a row, with a column a type."""
    from kg.export.tables.panel import timeline_rows

    columns, rows = timeline_rows(found)
    if format == "csv":
        _csv(columns, rows)
    elif format == "jsonl":
        terminal.write_records(asdict(period) for period in found)
    else:
        total = {name: sum(p.types.get(name, 0) for p in found) for name in columns[4:]}
        shown = sorted(total, key=lambda name: (-total[name], name))[:_TYPES]
        table = new_table("period", ">events", ">reports", ">goldstein", *(f">{name}" for name in shown))
        for p in found:
            mean = "" if p.goldstein is None else f"{p.goldstein:.2f}"
            counts = (f"{p.types.get(name, 0):,}" for name in shown)
            add_row(table, p.start, f"{p.events:,}", f"{p.reports:,}", mean, *counts)
        put(table)


def dyads(columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]], format: Format) -> None:
    """The panel of dyads and months."""
    if format == "csv":
        _csv(columns, rows)
    elif format == "jsonl":
        terminal.write_records(dict(zip(columns, row, strict=True)) for row in rows)
    else:
        table = new_table("source", "target", "month", ">events", ">reports", ">goldstein", "types")
        for row in rows:
            one = dict(zip(columns, row, strict=True))
            kinds = ", ".join(f"{name} {one[name]}" for name in columns[8:] if one[name])
            mean = "" if one["goldstein"] is None else f"{one['goldstein']:.2f}"
            counts = str(one["events"]), str(one["reports"])
            add_row(table, one["source_name"], one["target_name"], one["month"], *counts, mean, kinds)
        put(table)


def judgements(
    found: Iterable[Judgement], names: Sequence[Join] = (), copies: Sequence[Copy] = (), idle: Collection[int] = ()
) -> None:
    """The log, one entry a row, and behind it, without numbers, what the program judged itself of `names` and of `copies`.

    Those whose numbers are `idle` are shown as without effect.
    """
    table = new_table(">no", "verdict", "one", "other", "given", "undone")
    for j in found:
        add_row(table, str(j.key), j.verdict, j.one, j.other, j.at, j.undone or ("without effect" if j.key in idle else None))
    for name in names[:_LISTED]:
        add_row(table, "", "same", name.one, name.other, f"automatic: names alike, {name.score:.2f}", "")
    for copy in copies[:_LISTED]:
        add_row(table, "", "same", article_ref(copy.of), article_ref(copy.article.id), "automatic: one text", "")
    put(table)
    for what, all in (("actors", names), ("articles", copies)):
        if len(all) > _LISTED:
            put(f"[dim]and {len(all) - _LISTED:,} more {what} that are the same[/]")


def checked(found: Checked) -> None:
    """What a check found."""
    for problem in found.problems:
        put(f"[red]wrong[/] {escape(problem)}")
    if not found.problems:
        put(f"{found.articles:,} articles and {found.statements:,} statements: every offset and count holds")
        if found.copies:
            put(f"{found.copies:,} articles print another's text")


def _record(event: Event, evidence: bool) -> dict[str, Any]:
    record = {name: column(event) for name, column in EVENTS.items()}
    if evidence:
        record["evidence"] = [report.to_record() for report in event.reports]
    return record


def _sentences(event: Event) -> str:
    return " | ".join(report.evidence.sentence for report in event.reports)


def _csv(columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    for line in lines(columns, rows):
        sys.stdout.write(line)
