"""The vocabulary of the RDF export: prefixes, terms of others', and literals.

Our own terms (prefix ``kg``) are described in ``kg.ttl`` beside this file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from kg.ids import BASE, iri
from kg.model import STATUSES, Kind

PREFIXES: dict[str, str] = {
    "kg": BASE,
    "event": f"{BASE}event/",
    "evidence": f"{BASE}evidence/",
    "article": f"{BASE}article/",
    "actor": f"{BASE}actor/",
    "place": f"{BASE}place/",
    "outlet": f"{BASE}outlet/",
    "run": f"{BASE}run/",
    "status": f"{BASE}status/",
    "plover": f"{BASE}plover/",
    "cameo": f"{BASE}cameo/",
    "rel": f"{BASE}rel/",
    **{status: f"{BASE}rel/{status}/" for status in STATUSES if status != "actual"},
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "wd": "http://www.wikidata.org/entity/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

CLASSES: dict[Kind, str] = {
    "state": "State", "body": "Body", "person": "Person", "people": "People", "org": "Organisation", "group": "Group",
    "party": "Party", "company": "Company", "media": "Media",
}

# All that XML and terminals choke on: controls but tab and line ends, and surrogates without their other half.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_GRANULARITY = {"day": "date", "month": "gYearMonth", "year": "gYear"}
_REST = {"day": "", "month": "-01", "year": "-01-01"}


class Literal(NamedTuple):
    """An RDF literal; `language` goes without a datatype."""

    value: str
    datatype: str | None = None
    language: str | None = None


Node = str | Literal  # a string is an IRI


class Triple(NamedTuple):
    """One RDF triple."""

    subject: str
    predicate: str
    object: Node


@lru_cache(maxsize=1024)
def term(name: str) -> str:
    """The IRI of a prefixed name: ``term("sem:Event")``."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def resource(*path: str) -> str:
    """The IRI of one of our own things: ``resource("actor", "state:USA")``."""
    return iri(*map(clean, path))


def about(subject: str, *pairs: tuple[str, Node | None]) -> Iterator[Triple]:
    """Triples of one subject; predicates are prefixed names, and where the object is None there is none."""
    return (Triple(subject, term(predicate), node) for predicate, node in pairs if node is not None)


def clean(text: str) -> str:
    """`text` without what no literal should carry."""
    return _UNSAFE.sub("", text) if _UNSAFE.search(text) else text


def string(text: str) -> Literal:
    """A plain string."""
    return Literal(clean(text))


def english(text: str) -> Literal:
    """Words of the articles and tables, which are in English."""
    return Literal(clean(text), language="en")


def decimal(number: float) -> Literal:
    """An exact decimal, at least one digit behind the point."""
    exact = Decimal(repr(float(number)))
    return Literal(f"{exact:f}" if exact else "0.0", term("xsd:decimal"))


def offset(number: int) -> Literal:
    """A count of characters."""
    return Literal(str(number), term("xsd:nonNegativeInteger"))


def timestamp(value: str, granularity: str | None = "day") -> Literal:
    """A date typed by its granularity; what is no such date stays a string."""
    kind = granularity if granularity in _GRANULARITY else "day"
    value = clean(value)
    try:
        well = date.fromisoformat(value + _REST[kind]).isoformat() == value + _REST[kind]
    except ValueError:
        well = False
    if not well:
        return Literal(value)
    return Literal(value, term(f"xsd:{_GRANULARITY[kind]}"))
