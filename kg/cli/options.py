"""The arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

_TABLE = {"metavar": "FILE", "default_factory": list, "show_default": False}

Inputs = Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, folders, patterns (see README); - for stdin.")]
Database = Annotated[Path, typer.Argument(metavar="DB", help="A graph.db, or the folder that holds it.")]
Out = Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="File to write; - for stdout.")]
Model = Annotated[str, typer.Option("--model", metavar="NAME", help="Installed spaCy model that parses.")]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Processes; as many as are worth it.")]
Cluster = Annotated[str | None, typer.Option("--cluster", metavar="ADDRESS", help="Dask scheduler (tcp://HOST:8786) instead.")]
Floor = Annotated[float, typer.Option("--min-confidence", min=0, max=1, metavar="X", help="Leave out statements below X.")]
Actors = Annotated[list[Path], typer.Option("--actors", help="Your own actors (CSV); may be repeated.", **_TABLE)]
Lexicon = Annotated[list[Path], typer.Option("--lexicon", help="Your own lexicon rows (CSV); may be repeated.", **_TABLE)]
Gate = Annotated[bool, typer.Option("--gate/--no-gate", help="Parse only sentences that can relate two actors.")]
DateOrder = Annotated[Literal["dmy", "mdy"] | None, typer.Option("--date-order", help="Of 3/4/2025, where a text shows none.")]
AllTopics = Annotated[bool, typer.Option("--all-topics", help="Read sport, fiction and satire as news, too.")]
Map = Annotated[str, typer.Option("--map", metavar="FIELD=NAME,...", help="Fields of JSON and tables: text=lead,title=head.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no notes.")]
AtLevel = Annotated[Literal["actor", "state"], typer.Option("--level", help="Actors as named, or folded into their states.")]
Printed = Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="How to print.")]
