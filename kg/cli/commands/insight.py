"""The commands that show how good and why: scores, explanations, the codebook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, Unpack

import typer

from kg.api.options import ReadOptions
from kg.cli import terminal
from kg.cli.options import Floor, Printed, Quiet, reads

app = typer.Typer()


@app.command()
@reads("cluster", "fields")
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Annotated articles (.jsonl).")],
    predicted: Annotated[
        Path | None, typer.Argument(metavar="[PREDICTED]", help="Output of kg extract; without it, GOLD's texts are read.")
    ] = None,
    show: Annotated[int, typer.Option("--show", min=0, metavar="N", help="Print up to N misses and N false triples.")] = 0,
    by: Annotated[
        Literal["kind", "length", "type", "distance"] | None,
        typer.Option("--by", help="Scores by kind of text (the letters of its id), words, PLOVER type or words between."),
    ] = None,
    format: Printed = "table",
    min_confidence: Floor = 0.0,
    quiet: Quiet = False,
    **options: Unpack[ReadOptions],
) -> None:
    """Score output against gold annotations."""
    with terminal.session(quiet) as session:
        from kg import evaluation
        from kg.api import extract as actions
        from kg.cli.show import tables as display

        annotated = evaluation.read_gold(gold)
        if predicted is None:
            found = actions.extract(gold, min_confidence=min_confidence, counts=session.counts, **options)
            said = [s.to_record() for s in session.tracked(found, [str(gold)])]
        else:
            said = [r for r in evaluation.read_predicted(predicted) if r.get("confidence", 1.0) >= min_confidence]
        outcome = evaluation.evaluate(annotated, said)
        if by is None:
            display.report(outcome, show, format)
        else:
            display.groups(by, evaluation.by(outcome, by), format)


@app.command()
@reads("cluster", "fields", "gate", "jobs")
def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence, or several.")],
    date: Annotated[str | None, typer.Option("--date", metavar="DAY", help="The day of publication, as 2024-11-01.")] = None,
    format: Printed = "table",
    **options: Unpack[ReadOptions],
) -> None:
    """Show how a sentence is read: parse, mentions, predicates, what is kept and what is not, and why."""
    with terminal.session():
        from kg.api import explain as explaining
        from kg.cli.show import explanation

        found = explaining.explain(text, published=date, **options)
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
        from kg.errors import UsageError, unknown

        words = " ".join(query or ())
        found = search_codes(words)
        if not found:
            listed = (row[key] for row in search_codes() for key in ("code", "label"))
            raise UsageError(unknown("type, code or label", words, listed))
        if format == "jsonl":
            terminal.write_records(found)
        else:
            display.codes(found)
