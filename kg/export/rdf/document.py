"""A graph as a file of RDF, streamed."""

from __future__ import annotations

from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Protocol

from kg.export.rdf.syntax import Syntax
from kg.export.rdf.text import JsonLd, NQuads, NTriples, Trig, Turtle
from kg.export.rdf.triples import sections
from kg.files import replacing
from kg.graph import Network

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


_IN_MEMORY, _AT_ONCE = 1 << 23, 1 << 20


class Text(Syntax[str, str], Protocol):
    """A syntax whose documents are a head, sections joined by a gap, and a tail."""

    early: bool  # whether the head is known before the sections
    gap: str
    tail: str

    @property
    def head(self) -> str:
        """What stands before the sections, once all of them are made."""

    def section(self, graph: str | None, blocks: list[str]) -> str: ...


SYNTAXES: dict[str, type[Text]] = {"turtle": Turtle, "ntriples": NTriples, "nquads": NQuads, "trig": Trig, "jsonld": JsonLd}


def write(network: Network, path: str | Path, format: str = "turtle") -> None:
    """Write `network` to `path` (``-``: standard output) in one of `SYNTAXES`; the same graph gives the same bytes."""
    with replacing(path) as file:
        stream(network, file, format)


def stream(network: Network, file: SupportsWrite[bytes], format: str = "turtle") -> None:
    """Write `network` to an open file, a section at a time; a head that names what was used waits for them on the disk."""
    syntax = SYNTAXES[format]()
    if syntax.early:
        file.write(syntax.head.encode())
        _write_sections(network, syntax, file)
    else:
        with SpooledTemporaryFile(_IN_MEMORY) as body:
            _write_sections(network, syntax, body)
            body.seek(0)
            file.write(syntax.head.encode())
            while some := body.read(_AT_ONCE):
                file.write(some)
    file.write(syntax.tail.encode())


def _write_sections(network: Network, syntax: Text, file: SupportsWrite[bytes]) -> None:
    gap = b""
    for graph, blocks in sections(network, syntax):
        file.write(gap)
        file.write(syntax.section(graph, blocks).encode())
        gap = syntax.gap.encode()
