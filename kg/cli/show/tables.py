"""What people read on stdout: tables and summaries."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, Literal

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.table import Table

from kg.api.build import Summary
from kg.evaluation import Report, Score
from kg.graph import Edge, Network
from kg.model import Statement

_SHOWN_TYPES = 16
_PIPED_WIDTH = 160


def statements(found: Iterable[Statement]) -> None:
    """Statements, one a row."""
    table = new_table("source", "relation", "target", "status", "type", "date", ">confidence", "article")
    for s in found:
        what = f"{s.relation.phrase} ({s.relation.object})" if s.relation.object else s.relation.phrase
        coded = s.code.plover if s.code else None
        ends = s.source.actor.name, s.target.actor.name
        add_row(table, ends[0], what, ends[1], s.status, coded, s.date, f"{s.confidence:.2f}", s.evidence.article_id)
    put(table)


def summary(made: Summary) -> None:
    """What a build did."""
    c = made.counts
    put(
        f"[bold]{c.read:,}[/] articles read = {c.extracted:,} extracted + {c.empty:,} empty + {c.off_topic:,} off topic"
        f" + {c.duplicate:,} duplicate + {c.updated:,} updated + {c.skipped:,} skipped + {c.failed:,} failed"
    )
    if not made.files:
        return
    put(f"{c.sentences:,} sentences, {c.statements:,} statements in this run")
    copies = f" with {made.copies:,} of the same text" if made.copies else ""
    put(
        f"the graph: {made.articles:,} articles{copies}, {made.statements:,} statements, {made.actors:,} actors,"
        f" {made.edges:,} edges\n"
    )
    if made.strongest:
        put(_edges(made.strongest))
        put("")
    for path in made.files:
        put(f"wrote {escape(str(path))}")


def stats(network: Network, format: Literal["table", "json"]) -> None:
    """What a graph holds."""
    found = network.stats()
    names = {actor.id: actor.name for actor in network.actors()}
    if format == "json":
        put_json({**asdict(found), "strongest": [asdict(edge) for edge in found.strongest]})
        return
    table = new_table("", ">")
    for name in ("articles", "copies", "statements", "events", "edges", "links", "actors", "outlets"):
        add_row(table, name, f"{getattr(found, name):,}")
    if found.first:
        add_row(table, "dates", f"{found.first} to {found.last}")
    add_row(table, "undated events", f"{found.undated:,}")
    for title, counts in (("status", found.statuses), ("type", {**found.types, "(uncoded)": found.uncoded})):
        for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_SHOWN_TYPES]:
            add_row(table, f"{title} {name}", f"{count:,}")
    put(table)
    put("")
    put(_edges((edge, names[edge.source], names[edge.target]) for edge in found.strongest))


def report(found: Report, show: int, format: Literal["table", "json"]) -> None:
    """Scores, and up to `show` misses and false triples."""
    if format == "json":
        scores = {
            name: {**asdict(s), "precision": s.precision, "recall": s.recall, "f1": s.f1} for name, s in found.levels.items()
        }
        put_json({**scores, **{name: {**asdict(share), "value": share.value} for name, share in found.fields.items()}})
    else:
        table = new_table("level", ">precision", ">recall", ">F1", ">hit", ">said", ">gold", "90 % interval of F1")
        for name, s in found.levels.items():
            numbers = (f"{value:.3f}" for value in (s.precision, s.recall, s.f1))
            add_row(table, name, *numbers, str(s.hit), str(s.said), str(s.gold), f"{s.interval[0]:.3f} - {s.interval[1]:.3f}")
        put(table)
        for name, share in found.fields.items():
            if share.of:
                put(f"{name} right: {share.value:.3f} of {share.of}")
    for ident, gold in found.missed[:show]:
        put(f"[yellow]missed[/] {escape(f'{ident}: {_gold_line(gold)}')}")
    for ident, said in found.false[:show]:
        put(f"[red]false[/] {escape(f'{ident}: {_said_line(said)}')}")


def groups(what: str, found: Mapping[str, Score], format: Literal["table", "json"]) -> None:
    """Scores at triple level, by group."""
    if format == "json":
        put_json({
            name: {"precision": s.precision, "recall": s.recall, "f1": s.f1, "hit": s.hit, "said": s.said, "gold": s.gold}
            for name, s in found.items()
        })  # fmt: skip
        return
    table = new_table(what, ">precision", ">recall", ">F1", ">hit", ">said", ">gold")
    for name, s in found.items():
        numbers = (f"{value:.3f}" for value in (s.precision, s.recall, s.f1))
        add_row(table, name, *numbers, str(s.hit), str(s.said), str(s.gold))
    put(table)


def codes(found: Iterable[Mapping[str, Any]]) -> None:
    """Entries of the codebook."""
    table = new_table("scheme", "code", "label", ">quad", ">goldstein", ">score", "PLOVER")
    for row in found:
        plover = "/".join(filter(None, (row["plover"], row["mode"])))
        numbers = ("" if row[name] is None else str(row[name]) for name in ("quad", "goldstein", "score"))
        add_row(table, row["scheme"], row["code"], row["label"], *numbers, plover)
    put(table)


def _edges(found: Iterable[tuple[Edge, str, str]]) -> Table:
    table = new_table("source", "relation", "target", ">events", "first", "last", title="Strongest edges")
    for edge, source, target in found:
        arrow = f"{edge.lemma} (both ways)" if edge.symmetric else edge.lemma
        add_row(table, source, arrow, target, f"{edge.tally.events:,}", edge.tally.first, edge.tally.last)
    return table


def _gold_line(triple: Mapping[str, Any]) -> str:
    return f"{triple['source'][0]} -{triple['relation'][0]}-> {triple['target'][0]} | {triple.get('evidence', '')}"


def _said_line(record: Mapping[str, Any]) -> str:
    ends = record["source"].get("name"), record["target"].get("name")
    return f"{ends[0]} -{record['relation'].get('lemma')}-> {ends[1]} | {record.get('sentence', '')}"


def new_table(*columns: str, title: str | None = None) -> Table:
    """A table without lines; a column whose name starts with ``>`` is set to the right."""
    table = Table(box=None, header_style="bold", pad_edge=False, title=title, title_justify="left", show_header=any(columns[:1]))
    for name in columns:
        table.add_column(name.removeprefix(">"), justify="right" if name.startswith(">") else "left", overflow="fold")
    return table


def add_row(table: Table, *cells: str | None) -> None:
    table.add_row(*(escape(cell or "") for cell in cells))


def put(what: RenderableType) -> None:
    console = Console(highlight=False, soft_wrap=isinstance(what, str), width=None if sys.stdout.isatty() else _PIPED_WIDTH)
    with console.capture() as captured:  # printed by us, since rich ends the program where a pipe is closed
        console.print(what)
    sys.stdout.write(captured.get())


def put_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
