"""The commands that show how good and why: scores, explanations, the codebook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli import terminal
from kg.cli.options import Actors, AllTopics, DateOrder, Floor, Gate, Jobs, Lexicon, Model, Printed, Quiet
from kg.extraction import MODEL

app = typer.Typer()


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
    gate: Gate = True,
    quiet: Quiet = False,
) -> None:
    """Score output against gold annotations."""
    with terminal.session(quiet) as session:
        from kg import evaluation
        from kg.api import extract as actions
        from kg.cli.show import tables as display

        annotated = evaluation.read_gold(gold)
        if predicted is None:
            found = actions.extract(
                gold, min_confidence=min_confidence, model=model, jobs=jobs, actors=actors, lexicon=lexicon,
                gate=gate, counts=session.counts,
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
    date_order: DateOrder = None,
    all_topics: AllTopics = False,
) -> None:
    """Show how a sentence is read: parse, mentions, predicates, what is kept and what is not, and why."""
    with terminal.session():
        from kg.api import explain as explaining
        from kg.cli.show import explanation

        found = explaining.explain(
            text, published=date, model=model, actors=actors, lexicon=lexicon, date_order=date_order, all_topics=all_topics
        )
        explanation.show(found, format)


@app.command()
def codes(
    query: Annotated[list[str] | None, typer.Argument(metavar="[QUERY]", help="Words, or the digits a code starts with.")] = None,
    format: Annotated[Literal["table", "jsonl"], typer.Option("--format", "-f", help="How to print.")] = "table",
) -> None:
    """Look up the PLOVER and CAMEO codes."""
    with terminal.session():
        from kg.cli.show import tables as display
        from kg.coding import search_codes

        found = search_codes(" ".join(query or ()))
        if format == "jsonl":
            terminal.write_records(found)
        else:
            display.codes(found)
