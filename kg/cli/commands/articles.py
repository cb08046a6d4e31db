"""The commands that read articles: into statements, mentions, a graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Unpack

import typer

from kg.api.options import ReadOptions
from kg.cli import terminal
from kg.cli.options import AtLevel, Floor, Inputs, Quiet, reads
from kg.errors import UsageError

app = typer.Typer()


@app.command()
@reads()
def extract(
    inputs: Inputs,
    out: Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="A part to write, which kg build takes.")] = "",
    format: Annotated[Literal["jsonl", "table"], typer.Option("--format", "-f", help="How to print.")] = "jsonl",
    level: AtLevel = "actor",
    min_confidence: Floor = 0.0,
    quiet: Quiet = False,
    **options: Unpack[ReadOptions],
) -> None:
    """Print the statements that articles make, or write them to a file with their articles, for kg build."""
    with terminal.session(quiet) as session:
        from kg.api import extract as actions
        from kg.api import parts
        from kg.cli.show import tables as display

        if out:
            if (format, level, min_confidence) != ("jsonl", "actor", 0.0):
                raise UsageError("out: a part holds all that is read; give --format, --level and --min-confidence without --out")
            with session.progress(inputs, to_stdout=out == "-") as show:
                parts.write(inputs, out, counts=session.counts, progress=show, **options)
            return
        statements = actions.extract(inputs, level=level, min_confidence=min_confidence, counts=session.counts, **options)
        tracked = session.tracked(statements, inputs)
        if format == "jsonl":
            terminal.write_records(s.to_record() for s in tracked)
        else:
            display.statements(tracked)


@app.command()
@reads("all_topics", "date_order", "gate", "lexicon", "reader", "fast")
def actors(
    inputs: Inputs,
    format: Annotated[Literal["jsonl"], typer.Option("--format", "-f", help="How to print.")] = "jsonl",
    quiet: Quiet = False,
    **options: Unpack[ReadOptions],
) -> None:
    """Print the mentions of actors in articles."""
    with terminal.session(quiet) as session:
        from kg.api import extract as actions

        terminal.write_records(session.tracked(actions.mentions(inputs, counts=session.counts, **options), inputs))


@app.command()
@reads()
def build(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder of the graph; made, or added to.")],
    min_confidence: Floor = 0.0,
    quiet: Quiet = False,
    **options: Unpack[ReadOptions],
) -> None:
    """Read articles into a graph: graph.db, graph.ttl and graph.html in DIR."""
    with terminal.session(quiet) as session:
        from kg.api import build as building
        from kg.cli.show import tables as display

        with session.progress(inputs) as show:
            summary = building.build(inputs, out, min_confidence=min_confidence, counts=session.counts, progress=show, **options)
        display.summary(summary)
