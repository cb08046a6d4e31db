"""The formats that a graph can be written in, a row each; options and the names of files choose from them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from kg.errors import UsageError, unknown

if TYPE_CHECKING:
    from kg.graph import Network


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a graph.

    Attributes
    ----------
    name : str
        What ``kg export --format`` calls it.
    suffix : str
        The end of a file's name that asks for it, or the whole name; empty where only `name` does.
    description : str
        A few words for help.
    write : callable
        Takes a network and where to write it.
    """

    name: str
    suffix: str
    description: str
    write: Callable[[Network, Any], None]


def named(name: str) -> Format:
    """The format called `name`.

    Raises
    ------
    UsageError
        Where there is none; its text lists those there are.
    """
    if name not in FORMATS:
        raise UsageError(f"{unknown('format', name, FORMATS)}; there are\n{listed()}")
    return FORMATS[name]


def of_file(path: str | PurePath) -> Format:
    """The format that the name of `path` asks for, ``.gz`` aside; Turtle for ``-``, standard output, and for devices and pipes.

    Raises
    ------
    UsageError
        Where no format ends so; its text lists those there are.

    Examples
    --------
    >>> of_file("iran.gexf").name, of_file("events.csv.gz").name, of_file("graph.ttl").name
    ('gexf', 'csv-events', 'turtle')
    """
    if str(path) == "-" or _is_device(Path(path)):
        return FORMATS["turtle"]
    name = PurePath(path).name.casefold().removesuffix(".gz")
    found = [one for one in FORMATS.values() if one.suffix and f".{name}".endswith(f".{one.suffix}")]
    if not found:
        raise UsageError(f"{path}: no format is known by this name; give --format, or a name that ends in one of\n{listed()}")
    return max(found, key=lambda one: len(one.suffix))


def _is_device(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


def listed() -> str:
    """All formats, a line each: name, suffix, description."""
    return "\n".join(f"  {one.name:16} {one.suffix:16} {one.description}" for one in FORMATS.values())


def _lazily(module: str, *more: Any) -> Callable[[Network, Any], None]:
    """Calls `write` of a module below `kg.export`, which is loaded then."""
    return lambda network, path: import_module(f"kg.export.{module}").write(network, path, *more)


def _table(suffix: str, kind: str, module: str) -> list[Format]:
    """The formats of the flat tables: the statements' has the plain name."""
    about = {
        "statements": "one row a statement, with its sentence",
        "events": "one row an event",
        "edges": "one row a pair and relation",
        "links": "one row a pair",
        "actors": "one row an actor",
        "articles": "one row an article",
    }
    return [
        Format(
            kind if name == "statements" else f"{kind}-{name}",
            suffix if name == "statements" else f"{name}.{suffix}",
            f"{text} ({kind.upper() if kind == 'csv' else kind.capitalize()})",
            _lazily(module, name),
        )
        for name, text in about.items()
    ]


_rdf = partial(_lazily, "rdf.document")

FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("turtle", "ttl", "RDF as Turtle", _rdf("turtle")),
        Format("ntriples", "nt", "RDF as N-Triples", _rdf("ntriples")),
        Format("nquads", "nq", "RDF as N-Quads, a graph an article", _rdf("nquads")),
        Format("trig", "trig", "RDF as TriG, a graph an article", _rdf("trig")),
        Format("jsonld", "jsonld", "RDF as JSON-LD", _rdf("jsonld")),
        Format("jsonl", "jsonl", "statements as kg extract prints them", _lazily("tables.jsonl")),
        Format("jsonl-documents", "documents.jsonl", "sentences with their triples as metadata", _lazily("tables.documents")),
        *_table("csv", "csv", "tables.rows"),
        *_table("parquet", "parquet", "tables.arrow"),
        Format("panel", "panel.csv", "dyads by month, for statistics (CSV)", _lazily("tables.panel")),
        Format("polecat", "polecat.tsv", "actual coded events in the columns of POLECAT (TSV)", _lazily("tables.polecat")),
        Format("icews", "icews.tsv", "the same in the columns of ICEWS (TSV)", _lazily("tables.icews")),
        Format("gdelt", "gdelt.tsv", "the same in the columns of GDELT 1.0 (TSV)", _lazily("tables.gdelt")),
        Format(
            "acled", "acled.tsv", "violence, protests, arrests and truces in the columns of ACLED (TSV)", _lazily("tables.acled")
        ),
        Format("graphml", "graphml", "network for yEd, Cytoscape, Gephi", _lazily("networks.graphml")),
        Format("gexf", "gexf", "network for Gephi, with times and colours", _lazily("networks.gexf")),
        Format("neo4j", "", "two CSV files in a folder, for Neo4j's importer", _lazily("networks.neo4j")),
        Format("geojson", "geojson", "events and links for maps, as far as coordinates are known", _lazily("networks.geojson")),
        Format("html", "html", "the page, as kg view writes it", _lazily("html")),
    )
}
