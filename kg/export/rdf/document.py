"""A graph as a file of RDF, streamed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.export.rdf.syntax import Syntax
from kg.export.rdf.text import JsonLd, NQuads, NTriples, Trig, Turtle
from kg.export.rdf.triples import sections
from kg.files import replacing
from kg.graph import Network

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


class Text(Syntax[str, str], Protocol):
    """A syntax whose documents are a head, sections joined by a gap, and a tail."""

    head: str
    gap: str
    tail: str

    def section(self, graph: str | None, blocks: list[str]) -> str: ...


SYNTAXES: dict[str, type[Text]] = {"turtle": Turtle, "ntriples": NTriples, "nquads": NQuads, "trig": Trig, "jsonld": JsonLd}


def write(network: Network, path: str | Path, format: str = "turtle") -> None:
    """Write `network` to `path` (``-``: standard output) in one of `SYNTAXES`; the same graph gives the same bytes."""
    with replacing(path) as file:
        stream(network, file, format)


def stream(network: Network, file: SupportsWrite[bytes], format: str = "turtle") -> None:
    """Write `network` to an open file, a section at a time."""
    syntax = SYNTAXES[format]()
    found = sections(network, syntax)
    file.write(syntax.head.encode())
    gap = b""
    for graph, blocks in found:
        file.write(gap)
        file.write(syntax.section(graph, blocks).encode())
        gap = syntax.gap.encode()
    file.write(syntax.tail.encode())
