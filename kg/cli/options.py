"""The arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, signature
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from kg.extraction import MODEL

_TABLE: dict[str, Any] = {"metavar": "FILE", "default_factory": list, "show_default": False}

Inputs = Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, patterns (see README); - for stdin.")]
Database = Annotated[Path, typer.Argument(metavar="DB", help="A graph.db, or the folder that holds it.")]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="File to write; - for stdout.")]
Floor = Annotated[float, typer.Option("--min-confidence", min=0, max=1, metavar="X", help="Leave out statements below X.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no notes.")]
AtLevel = Annotated[Literal["actor", "state"], typer.Option("--level", help="Actors as named, or folded into their states.")]
InScope = Annotated[
    Literal["international", "domestic"] | None, typer.Option("--scope", help="Only between countries, or within one.")
]
Printed = Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="How to print.")]

_READING: dict[str, tuple[Any, Any]] = {
    "actors": (
        Annotated[list[Path], typer.Option("--actors", help="Your own actors (CSV); may be repeated.", **_TABLE)],
        Parameter.empty,
    ),
    "lexicon": (
        Annotated[list[Path], typer.Option("--lexicon", help="Your own lexicon rows (CSV); may be repeated.", **_TABLE)],
        Parameter.empty,
    ),
    "model": (Annotated[str, typer.Option("--model", metavar="NAME", help="Installed spaCy model that parses.")], MODEL),
    "gate": (Annotated[bool, typer.Option("--gate/--no-gate", help="Parse only sentences that can relate two actors.")], True),
    "date_order": (
        Annotated[Literal["dmy", "mdy"] | None, typer.Option("--date-order", help="Of 3/4/2025, where a text shows none.")],
        None,
    ),
    "all_topics": (Annotated[bool, typer.Option("--all-topics", help="Read sport, fiction and satire as news, too.")], False),
    "reader": (
        Annotated[Path | None, typer.Option("--reader", metavar="DIR", help="A reader of your own, made by kg train.")],
        None,
    ),
    "fast": (Annotated[bool, typer.Option("--fast", help="The rules alone, without the reader.")], False),
    "jobs": (
        Annotated[int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes; as many as are worth it.")],
        None,
    ),
    "cluster": (
        Annotated[str | None, typer.Option("--cluster", metavar="ADDRESS", help="Dask scheduler (tcp://HOST:8786) instead.")],
        None,
    ),
    "fields": (
        Annotated[str, typer.Option("--map", metavar="FIELD=NAME,...", help="Fields of JSON and tables: text=lead,title=head.")],
        "",
    ),
}
"""How each of `kg.ReadOptions` is given on the command line, and what it is where it is not."""


def reads(*left_out: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command that ends in ``**options`` all of `kg.ReadOptions` but those `left_out`."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        def run(**given: Any) -> None:
            command(**given)

        own = [one for one in signature(command, eval_str=True).parameters.values() if one.kind is not Parameter.VAR_KEYWORD]
        added = [
            Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
            for name, (annotation, default) in _READING.items()
            if name not in left_out
        ]
        asked = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in own]
        run.__signature__ = signature(run).replace(parameters=asked + added, return_annotation=None)  # type: ignore[attr-defined]
        run.__name__, run.__doc__, run.__annotations__ = command.__name__, command.__doc__, {}
        return run

    return decorate
