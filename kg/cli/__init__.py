"""The command line: parses flags, calls one library function, maps errors to exit codes."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli import terminal
from kg.cli.commands import articles, exports, graph, insight, rdf, training

app = typer.Typer(
    name="kg",
    help="Offline geopolitical event knowledge graphs from news text.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _main(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the versions of kg, its model and its tables.", callback=terminal.show_version, is_eager=True
        ),
    ] = False,
) -> None:
    pass


for part in (articles, exports, insight, training, rdf, graph):
    app.add_typer(part.app)


def main() -> None:
    """Run `kg`."""
    app()
