"""The commands that read articles: into statements, mentions, a graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli import terminal
from kg.cli.options import Actors, AllTopics, AtLevel, Cluster, DateOrder, Floor, Gate, Inputs, Jobs, Lexicon, Map, Model, Quiet
from kg.errors import UsageError
from kg.extraction import MODEL

app = typer.Typer()


@app.command()
def extract(
    inputs: Inputs,
    actors: Actors,
    lexicon: Lexicon,
    out: Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="A part to write, which kg build takes.")] = "",
    format: Annotated[Literal["jsonl", "table"], typer.Option("--format", "-f", help="How to print.")] = "jsonl",
    level: AtLevel = "actor",
    min_confidence: Floor = 0.0,
    model: Model = MODEL,
    jobs: Jobs = None,
    cluster: Cluster = None,
    gate: Gate = True,
    date_order: DateOrder = None,
    all_topics: AllTopics = False,
    map: Map = "",
    quiet: Quiet = False,
) -> None:
    """Print the statements that articles make, or write them to a file with their articles, for kg build."""
    with terminal.session(quiet) as session:
        from kg.api import extract as actions
        from kg.api import parts
        from kg.cli.show import tables as display
        from kg.reading import field_map

        if out:
            if (format, level, min_confidence) != ("jsonl", "actor", 0.0):
                raise UsageError("out: a part holds all that is read; give --format, --level and --min-confidence without --out")
            with session.progress(inputs, to_stdout=out == "-") as show:
                parts.write(
                    inputs, out, model=model, jobs=jobs, actors=actors, lexicon=lexicon, fields=field_map(map),
                    cluster=cluster, gate=gate, date_order=date_order, all_topics=all_topics,
                counts=session.counts, progress=show,
                )
            return
        statements = actions.extract(
            inputs, level=level, min_confidence=min_confidence, model=model, jobs=jobs, actors=actors, lexicon=lexicon,
            fields=field_map(map), cluster=cluster, gate=gate, date_order=date_order, all_topics=all_topics,
                counts=session.counts,
        )
        tracked = session.tracked(statements, inputs)
        if format == "jsonl":
            terminal.write_records(s.to_record() for s in tracked)
        else:
            display.statements(tracked)


@app.command()
def actors(
    inputs: Inputs,
    actors: Actors,
    format: Annotated[Literal["jsonl"], typer.Option("--format", "-f", help="How to print.")] = "jsonl",
    model: Model = MODEL,
    jobs: Jobs = None,
    cluster: Cluster = None,
    map: Map = "",
    quiet: Quiet = False,
) -> None:
    """Print the mentions of actors in articles."""
    with terminal.session(quiet) as session:
        from kg.api import extract as actions
        from kg.reading import field_map

        found = actions.mentions(
            inputs, model=model, jobs=jobs, actors=actors, fields=field_map(map), cluster=cluster, counts=session.counts
        )
        terminal.write_records(session.tracked(found, inputs))


@app.command()
def build(
    inputs: Inputs,
    actors: Actors,
    lexicon: Lexicon,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder of the graph; made, or added to.")],
    min_confidence: Floor = 0.0,
    model: Model = MODEL,
    jobs: Jobs = None,
    cluster: Cluster = None,
    gate: Gate = True,
    date_order: DateOrder = None,
    all_topics: AllTopics = False,
    map: Map = "",
    quiet: Quiet = False,
) -> None:
    """Read articles into a graph: graph.db, graph.ttl and graph.html in DIR."""
    with terminal.session(quiet) as session:
        from kg.api import build as building
        from kg.cli.show import tables as display
        from kg.reading import field_map

        with session.progress(inputs) as show:
            summary = building.build(
                inputs, out, min_confidence=min_confidence, model=model, jobs=jobs, actors=actors, lexicon=lexicon,
                fields=field_map(map), cluster=cluster, gate=gate, date_order=date_order, all_topics=all_topics,
                counts=session.counts, progress=show,
            )
        display.summary(summary)
