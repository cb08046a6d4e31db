"""The graph for rdflib, and files of RDF by rdflib."""

from __future__ import annotations

import json
from gzip import decompress as gunzip
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, UsageError
from kg.export.rdf.syntax import Node
from kg.export.rdf.terms import PREFIXES, iri_of
from kg.export.rdf.triples import triples
from kg.graph import Network

if TYPE_CHECKING:
    import rdflib

RDFLIB_FORMATS = {".ttl": "turtle", ".nt": "nt", ".nq": "nquads", ".trig": "trig", ".jsonld": "json-ld"}


def to_rdflib(network: Network) -> rdflib.Graph:
    """An `rdflib.Graph` with the same triples as the Turtle file, its prefixes bound."""
    import rdflib

    def node(one: Node) -> rdflib.URIRef | rdflib.Literal:
        if isinstance(one, str):
            return rdflib.URIRef(one)
        datatype = rdflib.URIRef(iri_of(*one.datatype.split(":", 1))) if one.datatype else None
        return rdflib.Literal(one.value, datatype=datatype, lang=one.language)

    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for subject, predicate, thing in triples(network):
        graph.add((rdflib.URIRef(subject), rdflib.URIRef(predicate), node(thing)))
    return graph


def _check_contexts(value: object, path: str) -> None:
    """Refuse what would be fetched from elsewhere, be it another machine or a file of this one."""
    if isinstance(value, list):
        for each in value:
            _check_contexts(each, path)
    if not isinstance(value, dict):
        return
    for name, each in value.items():
        contexts = each if isinstance(each, list) else [each]
        if name in ("@context", "@import") and any(isinstance(context, str) for context in contexts):
            raise InputError(path, "expected its context in the file, got the address of one, which is not fetched")
        _check_contexts(each, path)


def read(path: str | Path) -> rdflib.Graph:
    """The triples of a file of RDF, whatever graphs they stand in; its suffix, before any ``.gz``, tells the syntax.

    Raises
    ------
    UsageError
        For any other suffix.
    InputError
        Where the file cannot be read, or is not what its name says.
    """
    import rdflib

    path = Path(path)
    format = RDFLIB_FORMATS.get(path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix)
    if format is None:
        raise UsageError(f"{path}: expected a name that ends in {', '.join(RDFLIB_FORMATS)}, or one of them and .gz")
    dataset = rdflib.Dataset()
    try:
        data = path.read_bytes()
        data = gunzip(data) if path.suffix == ".gz" else data
        if format == "json-ld":
            _check_contexts(json.loads(data), str(path))
        dataset.parse(data=data, format=format)
    except InputError:
        raise
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror or error}") from error
    except Exception as error:  # each of rdflib's parsers raises what it likes
        raise InputError(str(path), f"no {format}: {' '.join(str(error).split())[:300]}") from error
    graph = rdflib.Graph(bind_namespaces="none")
    for subject, predicate, thing, _ in dataset.quads():
        graph.add((subject, predicate, thing))
    return graph
