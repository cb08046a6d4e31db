"""The commands that put questions to a stored graph, judge what it says, and check it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli import terminal
from kg.cli.options import AtLevel, Database, Floor, InScope

app = typer.Typer()

Printed = Annotated[Literal["table", "jsonl", "csv"], typer.Option("--format", "-f", help="How to print.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="2025, 2025-01 or 2025-01-31.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="The same; both are included.")]
Text = Annotated[str, typer.Option("--text", metavar="WORDS", help="Words that begin words of the sentence.")]
_MANY = {"default_factory": list, "show_default": False}
Types = Annotated[list[str], typer.Option("--type", metavar="TYPE", help="A PLOVER type; may be repeated.", **_MANY)]
Statuses = Annotated[list[str], typer.Option("--status", metavar="STATUS", help="actual, future ...; may be repeated.", **_MANY)]

Sorted = Annotated[Literal["date", "goldstein", "reports", "confidence"], typer.Option("--sort", help="What comes first.")]


@app.command()
def find(
    db: Database,
    type: Types,
    status: Statuses,
    source: Annotated[
        list[str], typer.Option("--source", metavar="WHO", help="Id, name, or code of a state and all who act for it.", **_MANY)
    ],
    target: Annotated[list[str], typer.Option("--target", metavar="WHOM", help="As --source.", **_MANY)],
    scope: InScope = None,
    since: Since = None,
    until: Until = None,
    text: Text = "",
    evidence: Annotated[bool, typer.Option("--evidence", help="Show the sentences too.")] = False,
    actors: Annotated[bool, typer.Option("--actors", help="List the actors of these events instead.")] = False,
    sort: Sorted = "date",
    limit: Annotated[int, typer.Option("--limit", min=0, metavar="N", help="At most so many; 0 for all.")] = 50,
    format: Printed = "table",
    level: AtLevel = "actor",
    min_confidence: Floor = 0.0,
) -> None:
    """Find events: who did what to whom, when, in which words."""
    with terminal.session():
        from kg.api import build as building
        from kg.cli.show import answers
        from kg.graph.questions import Question, among

        graph = building.load(db, level=level)
        question = Question(
            tuple(source),
            tuple(target),
            types=tuple(type),
            statuses=tuple(status),
            since=since,
            until=until,
            text=text,
            min_confidence=min_confidence,
            scope=scope,
            sort=sort,
            limit=None if actors else limit or None,
        )
        found = graph.ask(question)
        if since or until:
            answers.note_undated(graph.undated(question))
        if actors:
            answers.actors(among(found)[: limit or None], format)
        else:
            answers.events(found, format, evidence)


@app.command()
def timeline(
    db: Database,
    type: Types,
    status: Statuses,
    one: Annotated[str | None, typer.Argument(metavar="[A]", help="Id, name or code of an actor.")] = None,
    other: Annotated[str | None, typer.Argument(metavar="[B]", help="Another; events between them, both ways.")] = None,
    by: Annotated[Literal["day", "week", "month", "year"], typer.Option("--by", help="How long a period is.")] = "month",
    scope: InScope = None,
    since: Since = None,
    until: Until = None,
    text: Text = "",
    format: Printed = "table",
    level: AtLevel = "actor",
    min_confidence: Floor = 0.0,
) -> None:
    """Count events over time: of all, of one actor, or between two."""
    with terminal.session():
        from kg.api import build as building
        from kg.cli.show import answers
        from kg.graph import Question

        question = Question(
            between=tuple(filter(None, (one, other))),
            types=tuple(type),
            statuses=tuple(status),
            since=since,
            until=until,
            text=text,
            min_confidence=min_confidence,
            scope=scope,
        )
        graph = building.load(db, level=level)
        answers.periods(graph.counted(question, by), format)
        answers.note_undated(graph.undated(question))


@app.command()
def stats(
    db: Database,
    by: Annotated[
        Literal["day", "week", "month", "year"] | None, typer.Option("--by", help="Types and mean Goldstein value over time.")
    ] = None,
    dyads: Annotated[bool, typer.Option("--dyads", help="With --by month: for each source and target.")] = False,
    format: Annotated[Literal["table", "json", "csv"], typer.Option("--format", "-f", help="csv with --by only.")] = "table",
    level: AtLevel = "actor",
    min_confidence: Floor = 0.0,
) -> None:
    """Print what a graph holds."""
    with terminal.session():
        from kg.api import build as building
        from kg.cli.show import answers
        from kg.cli.show import tables as display
        from kg.errors import UsageError
        from kg.export.tables.panel import left_out, panel
        from kg.graph import Question

        if (dyads and by != "month") or (format == "csv" and by is None):
            raise UsageError("--dyads needs --by month" if dyads else "csv needs --by; `kg export` writes tables")
        printed: Literal["table", "jsonl", "csv"] = "jsonl" if format == "json" else format
        if dyads:
            graph = building.load(db, level=level, min_confidence=min_confidence)
            answers.dyads(*panel(graph), printed)
            answers.note_undated(left_out(graph))
        elif by is not None:
            question = Question(min_confidence=min_confidence)
            graph = building.load(db, level=level)
            answers.periods(graph.counted(question, by), printed)
            answers.note_undated(graph.undated(question))
        else:
            display.stats(building.load(db, level=level, min_confidence=min_confidence), "json" if format == "json" else "table")


@app.command()
def judge(
    db: Database,
    verdict: Annotated[str | None, typer.Argument(metavar="[VERDICT]", help="same, differ, confirm, reject or undo.")] = None,
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID...]", help="Events, statements, actors or articles; a number.")
    ] = None,
    export: Annotated[Path | None, typer.Option("--export", metavar="FILE", help="Write the log; - for stdout.")] = None,
    import_: Annotated[Path | None, typer.Option("--import", metavar="FILE", help="Add a log that was written so.")] = None,
) -> None:
    """Judge what a graph says, take that back, or, without a verdict, show the log."""
    with terminal.session():
        from kg.api import judge as judging
        from kg.cli.show import answers

        if export is not None:
            judging.write(db, export)
        elif import_ is not None:
            typer.echo(f"{judging.read(db, import_)} new judgements")
        elif verdict == "undo":
            judging.undo(db, *judging.numbers(ids or ()))
            answers.judgements(judging.log(db))
        elif verdict is not None:
            answers.judgements([judging.judge(db, verdict, ids or ())])
        else:
            answers.judgements(judging.log(db), *judging.automatic(db), judging.idle(db))


@app.command()
def remove(
    db: Database, articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Ids, urls or files of articles.")]
) -> None:
    """Take articles out of a graph, which is then as if they had never been read."""
    with terminal.session():
        from kg.api.remove import remove as taken_out

        typer.echo(f"{taken_out(db, articles):,} articles removed")


@app.command()
def backup(
    db: Database, file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy to write; an older one there is replaced.")]
) -> None:
    """Copy a database as it is at this moment, whoever writes to it meanwhile."""
    with terminal.session():
        from kg.api.database import database
        from kg.store import Store

        with Store.open(database(db), readonly=True) as store:
            store.backup(file)
        print(file)


@app.command()
def check(db: Database) -> None:
    """Check that a database is whole: its file, its counts, and the words at every offset."""
    with terminal.session():
        from kg.api import build as building
        from kg.api.database import database
        from kg.cli.show import answers
        from kg.store import Store

        with Store.open(database(db), readonly=True) as store:
            found = store.check()
        answers.checked(found)
        for file in building.stale(db):
            print(f"{file}: older than the database; `kg build` writes it anew")
    if found.problems:
        raise typer.Exit(terminal.SOME_FAILED)
