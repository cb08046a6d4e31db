"""The commands that write a stored graph, as files and as a page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp
from typing import Annotated

import typer

from kg.cli import terminal
from kg.cli.options import AtLevel, Database, Floor, InScope, Out, Quiet
from kg.errors import UsageError
from kg.export.formats import FORMATS

app = typer.Typer()

_FORMATS = f"Without it, FILE's name tells: {', '.join(FORMATS)}."


@app.command()
def export(
    db: Database,
    out: Out,
    format: Annotated[str | None, typer.Option("--format", "-f", metavar="NAME", help=_FORMATS)] = None,
    level: AtLevel = "actor",
    actor: Annotated[list[str] | None, typer.Option("--actor", metavar="WHO", help="Only of this id or name; repeat.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only from this day, month or year on.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Only up to this day, month or year.")] = None,
    type: Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", help="Only of this PLOVER type; repeat.")] = None,
    scope: InScope = None,
    no_evidence: Annotated[bool, typer.Option("--no-evidence", help="Leave out the sentences.")] = False,
    min_confidence: Floor = 0.0,
    quiet: Quiet = False,
) -> None:
    """Write a graph, or a slice of it, to a file; compressed where its name ends in .gz."""
    with terminal.session(quiet):
        from kg.api import build as building
        from kg.cli.show import answers
        from kg.graph import Slice

        part = Slice(tuple(actor or ()), since, until, tuple(type or ()), scope, quotes=not no_evidence)
        whole = building.load(db, level=level, min_confidence=min_confidence)
        sliced = whole.slice(part)
        sliced.write(out, format)
        if since or until:
            undated = [
                sum(s.date is None for s in g.statements()) for g in (whole.slice(replace(part, since=None, until=None)), sliced)
            ]
            answers.note_undated(undated[0] - undated[1])


@app.command()
def view(
    db: Database,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="File to write; - for stdout.")] = None,
    level: AtLevel = "actor",
    actor: Annotated[str | None, typer.Option("--actor", metavar="WHO", help="Only what this one does or suffers.")] = None,
    between: Annotated[tuple[str, str] | None, typer.Option("--between", metavar="A B", help="Only between these two.")] = None,
    hops: Annotated[int, typer.Option("--hops", min=1, metavar="N", help="With --actor: as far as N steps from it.")] = 1,
    type: Annotated[list[str] | None, typer.Option("--type", metavar="TYPE", help="Only of this PLOVER type; repeat.")] = None,
    status: Annotated[list[str] | None, typer.Option("--status", metavar="STATUS", help="Only of this status; repeat.")] = None,
    scope: InScope = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Only from this day, month or year on.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Only up to this day, month or year.")] = None,
    min_confidence: Floor = 0.0,
    open: Annotated[bool, typer.Option("--open", help="Open the page in a browser; without -o, a temporary one.")] = False,
    quiet: Quiet = False,
) -> None:
    """Write a graph, or the part of it that meets all conditions, as one interactive page that works offline."""
    with terminal.session(quiet):
        if out is None and not open:
            raise UsageError("view: expected -o FILE, --open, or both")
        if actor and between:
            raise UsageError("view: expected --actor or --between, got both")
        from kg.api import build as building
        from kg.export import html

        part = building.load(db, min_confidence=min_confidence).part(
            between=between or actor or (), type=type or (), status=status or (), scope=scope, hops=hops, since=since, until=until
        )
        where = out or Path(mkdtemp(prefix="kg-")) / "graph.html"
        html.write(part, where, level=level)
        if open:
            typer.launch(str(where))
