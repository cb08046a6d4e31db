"""The commands around RDF: asking a graph, checking a file, writing the ontology, filling a store elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli import terminal
from kg.cli.options import AtLevel, Database, Floor, Quiet

app = typer.Typer()


@app.command()
def query(
    db: Database,
    sparql: Annotated[str | None, typer.Argument(metavar="[SPARQL]", help="Prefixes may be left out.")] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help="File with the SPARQL.")] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="A question that comes with kg.")] = None,
    given: Annotated[
        list[str] | None, typer.Option("--set", metavar="VAR=VALUE", help="Give a variable: source=state:USA; may be repeated.")
    ] = None,
    format: Annotated[Literal["table", "csv", "json"], typer.Option("--format", "-f", help="How to print.")] = "table",
    level: AtLevel = "actor",
    min_confidence: Floor = 0.0,
) -> None:
    """Ask a graph in SPARQL, or one of the questions that come with kg."""
    with terminal.session():
        from kg.api import build as building
        from kg.cli.show import sparql as asking

        text, values = asking.query_text(sparql, file, name), asking.values(given or ())
        asking.show(building.load(db, level=level, min_confidence=min_confidence).query(text, values), format)


@app.command()
def validate(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An export: .ttl, .nt, .nq, .trig or .jsonld, also with .gz.")],
) -> None:
    """Check a file of RDF against the shapes of kg's exports; faults are printed, and end it with 1."""
    with terminal.session():
        from kg.export.rdf.validation import validate as check

        count, faults = check(file)
        for fault in faults:
            print(fault)
        if faults:
            raise typer.Exit(terminal.SOME_FAILED)
        print(f"{file}: {count:,} triples, no faults")


@app.command()
def ontology(
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="File to write; - for stdout.")] = Path("-"),
) -> None:
    """Write the ontology of the exports, with all codes of PLOVER and CAMEO, as Turtle."""
    with terminal.session():
        from kg.export.rdf import vocabulary

        vocabulary.write(out)


@app.command()
def push(
    db: Database,
    endpoint: Annotated[str, typer.Option("--endpoint", metavar="URL", help="Of the store's Graph Store protocol.")],
    graph: Annotated[str | None, typer.Option("--graph", metavar="IRI", help="Graph to add to; else the default graph.")] = None,
    level: AtLevel = "actor",
    min_confidence: Floor = 0.0,
    quiet: Quiet = False,
) -> None:
    """Add a graph to a triple store (SPARQL 1.1 Graph Store protocol)."""
    with terminal.session(quiet) as session:
        from kg.api import build as building
        from kg.export.rdf.push import push as send

        network = building.load(db, level=level, min_confidence=min_confidence)
        with session.counting("triples") as show:
            sent = send(network, endpoint, graph=graph, progress=show)
        print(f"{sent:,} triples sent")
