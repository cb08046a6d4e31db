"""The command line: parses flags, calls one library function, maps errors to exit codes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg import cli_graph, cli_rdf, terminal
from kg.extraction import MODEL

app = typer.Typer(
    name="kg",
    help="Offline geopolitical event knowledge graphs from news text.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_FORMATS = "turtle, ntriples, nquads, trig, jsonld, jsonl, csv (statements), csv-edges, csv-events or csv-actors."
_TABLE = {"metavar": "FILE", "default_factory": list, "show_default": False}

Inputs = Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, patterns (see README); - for stdin.")]
Database = Annotated[Path, typer.Argument(metavar="DB", help="A graph.db, or the folder that holds it.")]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="File to write; - for stdout.")]
Model = Annotated[str, typer.Option("--model", metavar="NAME", help="Installed spaCy model that parses.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes; as many as are worth it.")]
Floor = Annotated[float, typer.Option("--min-confidence", min=0, max=1, metavar="X", help="Leave out statements below X.")]
Actors = Annotated[list[Path], typer.Option("--actors", help="Your own actors (CSV); may be repeated.", **_TABLE)]
Lexicon = Annotated[list[Path], typer.Option("--lexicon", help="Your own lexicon rows (CSV); may be repeated.", **_TABLE)]
Map = Annotated[str, typer.Option("--map", metavar="FIELD=NAME,...", help="Fields of JSON lines and CSV: text=body,title=head.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no notes.")]
AtLevel = Annotated[Literal["actor", "state"], typer.Option("--level", help="Actors as named, or folded into their states.")]
Printed = Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="How to print.")]


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=terminal.show_version, is_eager=True)
    ] = False,
) -> None:
    pass


@app.command()
def extract(
    inputs: Inputs,
    actors: Actors,
    lexicon: Lexicon,
    format: Annotated[Literal["jsonl", "table"], typer.Option("--format", "-f", help="How to print.")] = "jsonl",
    level: AtLevel = "actor",
    min_confidence: Floor = 0.0,
    model: Model = MODEL,
    jobs: Jobs = None,
    map: Map = "",
    quiet: Quiet = False,
) -> None:
    """Print the statements that articles make."""
    with terminal.session(quiet) as session:
        from kg import actions, display
        from kg.reading import field_map

        statements = actions.extract(
            inputs, level=level, min_confidence=min_confidence, model=model, jobs=jobs,
            actors=actors, lexicon=lexicon, fields=field_map(map), counts=session.counts,
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
    map: Map = "",
    quiet: Quiet = False,
) -> None:
    """Print the mentions of actors in articles."""
    with terminal.session(quiet) as session:
        from kg import actions
        from kg.reading import field_map

        found = actions.mentions(
            inputs, model=model, jobs=jobs, actors=actors, fields=field_map(map), counts=session.counts
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
    map: Map = "",
    quiet: Quiet = False,
) -> None:
    """Read articles into a graph: graph.db, graph.ttl and graph.html in DIR."""
    with terminal.session(quiet) as session:
        from kg import building, display
        from kg.reading import field_map

        with session.progress(inputs) as show:
            summary = building.build(
                inputs, out, min_confidence=min_confidence, model=model, jobs=jobs, actors=actors, lexicon=lexicon,
                fields=field_map(map), counts=session.counts, progress=show,
            )
        display.summary(summary)


@app.command()
def export(
    db: Database,
    out: Out,
    format: Annotated[str, typer.Option("--format", "-f", help=_FORMATS)] = "turtle",
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
        from kg import building
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
        from kg import building
        from kg.export import html

        html.write(building.load(db, min_confidence=min_confidence), out, level=level)
        if open:
            typer.launch(str(out))


@app.command()
def evaluate(
    actors: Actors,
    lexicon: Lexicon,
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Annotated articles (.jsonl).")],
    predicted: Annotated[
        Path | None, typer.Argument(metavar="[PREDICTED]", help="Output of kg extract; without it, GOLD's texts are read.")
    ] = None,
    show: Annotated[int, typer.Option("--show", min=0, metavar="N", help="Print up to N misses and N false triples.")] = 0,
    format: Printed = "table",
    min_confidence: Floor = 0.0,
    model: Model = MODEL,
    jobs: Jobs = None,
    quiet: Quiet = False,
) -> None:
    """Score output against gold annotations."""
    with terminal.session(quiet) as session:
        from kg import actions, display, evaluation

        annotated = evaluation.read_gold(gold)
        if predicted is None:
            found = actions.extract(
                gold, min_confidence=min_confidence, model=model, jobs=jobs, actors=actors, lexicon=lexicon,
                counts=session.counts,
            )
            said = [s.to_record() for s in session.tracked(found, [str(gold)])]
        else:
            said = [r for r in evaluation.read_predicted(predicted) if r.get("confidence", 1.0) >= min_confidence]
        display.report(evaluation.evaluate(annotated, said), show, format)


@app.command()
def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence, or several.")],
    actors: Actors,
    lexicon: Lexicon,
    date: Annotated[str | None, typer.Option("--date", metavar="DAY", help="The day of publication, as 2024-11-01.")] = None,
    format: Printed = "table",
    model: Model = MODEL,
) -> None:
    """Show how a sentence is read: parse, mentions, predicates, what is kept and what is not, and why."""
    with terminal.session():
        from kg import explaining, explanation_view

        found = explaining.explain(text, published=date, model=model, actors=actors, lexicon=lexicon)
        explanation_view.show(found, format)


@app.command()
def codes(
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]", help="Words, or the digits a code starts with.")] = None,
    format: Annotated[Literal["table", "jsonl"], typer.Option("--format", "-f", help="How to print.")] = "table",
) -> None:
    """Look up the PLOVER and CAMEO codes."""
    with terminal.session():
        from kg import display
        from kg.coding import search_codes

        found = search_codes(" ".join(query or ()))
        if format == "jsonl":
            terminal.write_records(found)
        else:
            display.codes(found)


app.add_typer(cli_rdf.app)
app.add_typer(cli_graph.app)


def main() -> None:
    """Run `kg`."""
    app()
