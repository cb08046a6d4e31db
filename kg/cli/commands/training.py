"""The command that makes a reader of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli import terminal
from kg.cli.options import Quiet
from kg.errors import ModelError

app = typer.Typer()


@app.command()
def train(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD...", help="Annotated articles (.jsonl).")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Folder of the reader, for --reader.")],
    base: Annotated[
        Path | None, typer.Option("--base", metavar="DIR", help="A BERT or a reader to begin with; else the package's own.")
    ] = None,
    held: Annotated[
        list[Path] | None, typer.Option("--held", metavar="GOLD", help="Articles to settle by; else one in eight of GOLD.")
    ] = None,
    settled: Annotated[
        Path | None, typer.Option("--settled", metavar="DIR", help="Take thresholds and confidence from this reader.")
    ] = None,
    epochs: Annotated[int | None, typer.Option("--epochs", min=1, metavar="N", help="How often all are gone through.")] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="N", help="The same seed gives the same weights on one machine.")] = 0,
    quiet: Quiet = False,
) -> None:
    """Fit a reader to annotated articles, as the package's own was; it goes on from that one."""
    with terminal.session(quiet):
        try:
            from kg.training import road
        except ImportError as error:
            raise ModelError(f"training needs {error.name}: pip install 'kg-events[train]'") from None

        def tell(line: str) -> None:
            if not quiet:
                typer.echo(line, err=True)

        made = road.train(gold, out, base=base, held=held or (), settled=settled, epochs=epochs, seed=seed, progress=tell)
        tell(f"{made.folder}: learned from {made.learned} texts")
        if made.right is not None:
            tell(f"of what it says of {made.held} others {made.right:.0%} is right")
