"""The ontology as one file: our terms, and all the codes."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from kg.export.rdf.concepts import concepts
from kg.export.rdf.text import Turtle
from kg.files import replacing


def write(path: str | Path) -> None:
    """Write ``kg.ttl`` and the whole SKOS scheme of PLOVER and CAMEO to `path` (``-``: standard output) as Turtle."""
    terms = files("kg.export.rdf").joinpath("kg.ttl").read_bytes()
    syntax = Turtle()
    blocks = "\n".join(concepts(syntax))
    with replacing(path) as file:
        file.write(terms + b"\n" + f"{syntax.head}{blocks}\n".encode())
