"""SPARQL over the graph, by pyoxigraph, and the questions that come with the program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from json.encoder import encode_basestring as _quoted
from tempfile import TemporaryFile
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from kg.errors import UsageError, unknown
from kg.export.rdf import document
from kg.export.rdf.terms import PREFIXES, clean, iri_of, prefixed
from kg.export.tables.rows import frame
from kg.graph import Network
from kg.model import KINDS

if TYPE_CHECKING:
    import pandas as pd
    import pyoxigraph as ox

MOST_ROWS, MOST_SECONDS = 1_000_000, 60.0  # past which an answer is given up

_BESIDE = re.compile(
    r"""#[^\n]*|<[^<>"{}|^`\\\s]*>|\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL
)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U(000[0-9a-fA-F]{5}|0010[0-9a-fA-F]{4})")
_SERVICE = re.compile(r"(?<![\w:?$@.-])SERVICE(?![\w:.-])", re.IGNORECASE)

Value = str | int | float | bool | None


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: names of columns, and rows of values, None where there is none.

    IRIs are texts, shortened to ``actor:state:USA``; numbers and truths are Python's; all other literals are texts.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def to_pandas(self) -> pd.DataFrame:
        """The answer as a `pandas.DataFrame`.

        Examples
        --------
        >>> Answer(("who", "times"), (("actor:state:USA", 2),)).to_pandas()["times"].sum()
        np.int64(2)
        """
        return frame(self.columns, self.rows)


def load(network: Network) -> ox.Store:
    """A store in memory with the triples of `network`, all in the default graph."""
    import pyoxigraph as ox

    store = ox.Store()
    with TemporaryFile() as file:
        document.stream(network, file, "ntriples")
        file.seek(0)
        store.bulk_load(file, ox.RdfFormat.N_TRIPLES)
    return store


def ask(store: ox.Store, query: str) -> Answer:
    """The answer to a SPARQL query, whose prefixes may be left out where they are among `PREFIXES`.

    ASK has one column, ``answer``; CONSTRUCT and DESCRIBE have the columns ``subject``, ``predicate`` and ``object``.

    Raises
    ------
    UsageError
        Where the query is not well formed, asks other machines (``SERVICE``), or has too long an answer.
    """
    import pyoxigraph as ox

    if _SERVICE.search(_BESIDE.sub(" x ", _ESCAPE.sub(lambda code: chr(int(code[1] or code[2], 16)), query))):
        raise UsageError("query: SERVICE would ask another machine; all that is asked here is the graph")
    try:
        found = store.query(query, prefixes=PREFIXES)
        if isinstance(found, ox.QueryBoolean):
            return Answer(("answer",), ((bool(found),),))
        if isinstance(found, ox.QueryTriples):
            rows = sorted(tuple(_value(node) for node in triple) for triple in _bounded(found))
            return Answer(("subject", "predicate", "object"), tuple(rows))
        columns = tuple(variable.value for variable in found.variables)
        return Answer(columns, tuple(tuple(map(_value, solution)) for solution in _bounded(found)))
    except (SyntaxError, RuntimeError, OSError, ValueError) as error:
        raise UsageError(f"query: {_fault(query, str(error))}") from error


def _fault(query: str, said: str) -> str:
    """What is wrong with a query, for people: the engine lists all that could stand there instead of an unknown prefix."""
    if "Prefix not found" not in said:
        return said
    own = set(_DECLARED.findall(query))
    name = next((one for one in _USED.findall(query) if one not in own and one not in PREFIXES), "")
    return f"{unknown('prefix', name, PREFIXES)}; declare it, or take one of {', '.join(PREFIXES)}"


def _bounded(found: Iterable[T]) -> Iterator[T]:
    until = monotonic() + MOST_SECONDS
    for number, row in enumerate(found):
        if number == MOST_ROWS or monotonic() > until:
            most = f"{MOST_ROWS:,} rows, {MOST_SECONDS:.0f} seconds at most"
            raise UsageError(f"query: gave up after {number:,} rows ({most}); LIMIT shortens it")
        yield row


def named() -> dict[str, str]:
    """The questions that come with the program: what each asks, by name."""
    folder = files("kg.export.rdf").joinpath("queries")
    texts = {file.name.removesuffix(".rq"): file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".rq")}
    return {name: texts[name].partition("\n")[0].removeprefix("# ") for name in sorted(texts)}


def question(name: str) -> str:
    """The SPARQL of the question called `name`.

    Raises
    ------
    UsageError
        Where there is none.
    """
    known = named()
    if name not in known:
        listed = "\n".join(f"  {one}: {asks}" for one, asks in known.items())
        raise UsageError(f"{unknown('question', name, known)}; there are\n{listed}")
    return files("kg.export.rdf").joinpath("queries", f"{name}.rq").read_text("utf-8")


def given(query: str, values: Mapping[str, str]) -> str:
    """`query` with some of its variables given: ``{"source": "state:USA", "month": "2024-11"}``.

    A value is an actor's id, a prefixed name, an IRI in angle brackets, or else a text. In a query that groups, only variables
    that it groups by can be given.

    Raises
    ------
    UsageError
        Where the query has no such variable.
    """
    if not values:
        return query
    asked = set(_VARIABLE.findall(query))
    for name in values:
        if name not in asked:
            raise UsageError(f"{unknown('variable of this query', name, asked)}; it has {', '.join(sorted(asked))}")
    return f"{query}\nVALUES ({' '.join(f'?{name}' for name in values)}) {{ ({' '.join(map(_term, values.values()))}) }}\n"


def _term(value: str) -> str:
    prefix, colon, ident = value.partition(":")
    if value.startswith("<") and value.endswith(">"):
        return value
    if colon and prefix in KINDS:
        return f"<{iri_of('actor', value)}>"
    if colon and prefix in PREFIXES:
        return f"<{iri_of(prefix, ident)}>"
    return _quoted(clean(value))


_DECLARED = re.compile(r"\bprefix\s+([\w-]*):", re.I)
_USED = re.compile(r"(?<![\w<\"'/?$:-])([A-Za-z][\w-]*):(?!//)")
_VARIABLE = re.compile(r"[?$](\w+)")
_READ: dict[str, Any] = {
    "boolean": "true".__eq__,
    "integer": int,
    "nonNegativeInteger": int,
    "decimal": float,
    "double": float,
    "float": float,
}


def _value(node: Any) -> Value:
    if node is None:
        return None
    datatype = getattr(node, "datatype", None)
    if datatype is None:
        return prefixed(node.value)
    read = _READ.get(datatype.value.removeprefix(PREFIXES["xsd"]), str)
    value: Value = read(node.value)
    return value
