"""Whether a file of RDF has the shape that every export has (SHACL)."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.export.rdf.linked import read
from kg.export.rdf.terms import prefixed

_FAULTS = """
    PREFIX sh: <http://www.w3.org/ns/shacl#>
    SELECT ?node ?path ?value ?message WHERE {
        ?fault a sh:ValidationResult ; sh:focusNode ?node ; sh:resultMessage ?message .
        OPTIONAL { ?fault sh:resultPath ?path } OPTIONAL { ?fault sh:value ?value } }"""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong with one node.

    Attributes
    ----------
    node : str
        Whose fault it is; prefixed where it can be, as are `path` and `value`.
    path, value : str or None
        The property, and the value that it has, where one value is to blame.
    message : str
        What was expected.
    """

    node: str
    path: str | None
    value: str | None
    message: str

    def __str__(self) -> str:
        value = f" {self.value}" if self.value else ""
        return f"{self.node}: {self.path + value + ': ' if self.path else ''}{self.message}"


def validate(path: str | Path) -> tuple[int, tuple[Fault, ...]]:
    """The number of triples in the file at `path`, and all its faults, sorted; none where it conforms.

    Raises
    ------
    UsageError
        Where pyshacl is not installed, or the name does not tell the syntax.
    InputError
        Where the file cannot be read, or is not what its name says.
    """
    try:
        import pyshacl
    except ImportError as error:
        raise UsageError("kg validate needs pyshacl: pip install 'kg-events[validate]'") from error

    graph = read(path)
    shapes = files("kg.export.rdf").joinpath("shapes.ttl").read_text(encoding="utf-8")
    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes, shacl_graph_format="turtle", inference="none")
    rows = results.query(_FAULTS)
    found = {Fault(prefixed(str(row.node)), _text(row.path), _text(row.value), str(row.message)) for row in rows}
    return len(graph), tuple(sorted(found, key=lambda fault: (fault.node, fault.path or "", fault.value or "", fault.message)))


def _text(node: Any) -> str | None:
    return None if node is None else prefixed(str(node))
