"""The commands that write a stored graph, as files and as a page."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import terminal
from kg.cli.options import AtLevel, Database, Floor, Out, Quiet
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
    no_evidence: Annotated[bool, typer.Option("--no-evidence", help="Leave out the sentences.")] = False,
    min_confidence: Floor = 0.0,
    quiet: Quiet = False,
) -> None:
    """Write a graph, or a slice of it, to a file; compressed where its name ends in .gz."""
    with terminal.session(quiet):
        from kg.api import build as building
        from kg.graph import Slice

        part = Slice(tuple(actor or ()), since, until, tuple(type or ()), quotes=not no_evidence)
        building.load(db, level=level, min_confidence=min_confidence).slice(part).write(out, format)


@app.command()
def view(
    db: Database,
    out: Out,
    level: AtLevel = "actor",
    min_confidence: Floor = 0.0,
    open: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
    quiet: Quiet = False,
) -> None:
    """Write a graph as one interactive page that works offline."""
    with terminal.session(quiet):
        from kg.api import build as building
        from kg.export import html

        html.write(building.load(db, min_confidence=min_confidence), out, level=level)
        if open:
            typer.launch(str(out))
