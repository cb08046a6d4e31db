"""The vocabulary of the RDF exports: prefixes, terms of others', and the values that literals may have.

Our own terms (prefix ``kg``) are described in ``kg.ttl`` beside this file.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from kg.ids import BASE, iri
from kg.model import STATUSES, Kind

PREFIXES: dict[str, str] = {
    "kg": BASE,
    "event": f"{BASE}event/",
    "evidence": f"{BASE}evidence/",
    "article": f"{BASE}article/",
    "actor": f"{BASE}actor/",
    "office": f"{BASE}office/",
    "place": f"{BASE}place/",
    "outlet": f"{BASE}outlet/",
    "run": f"{BASE}run/",
    "dataset": f"{BASE}dataset/",
    "status": f"{BASE}status/",
    "plover": f"{BASE}plover/",
    "context": f"{BASE}context/",
    "cameo": f"{BASE}cameo/",
    "rel": f"{BASE}rel/",
    **{status: f"{BASE}rel/{status}/" for status in STATUSES if status != "actual"},
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "wd": "http://www.wikidata.org/entity/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

CLASSES: dict[Kind, str] = {
    "state": "State",
    "body": "Body",
    "person": "Person",
    "people": "People",
    "org": "Organisation",
    "group": "Group",
    "party": "Party",
    "company": "Company",
    "media": "Media",
}

# All that XML and terminals choke on: controls but tab and line ends, and surrogates without their other half.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_:-]*")
_GRANULARITY = {"day": "xsd:date", "month": "xsd:gYearMonth", "year": "xsd:gYear"}
_REST = {"day": "", "month": "-01", "year": "-01-01"}


class Literal(NamedTuple):
    """An RDF literal; `datatype` is a prefixed name, and None for a string or where there is a `language`."""

    value: str
    datatype: str | None = None
    language: str | None = None


def iri_of(prefix: str, ident: str) -> str:
    """The IRI of a thing: ``iri_of("actor", "state:USA")``."""
    return PREFIXES[prefix] + (ident if _PLAIN.fullmatch(ident) else iri(clean(ident)).removeprefix(BASE))


def short(prefix: str, ident: str) -> str | None:
    """The prefixed name of a thing, where it needs no escapes in any syntax: ``actor:state:USA``."""
    return f"{prefix}:{ident}" if _PLAIN.fullmatch(ident) else None


def prefixed(iri: str) -> str:
    """An IRI as people read it, by the longest namespace it lies in; any other text as it is."""
    best = max((prefix for prefix in PREFIXES if iri.startswith(PREFIXES[prefix])), key=lambda p: len(PREFIXES[p]), default=None)
    return f"{best}:{iri.removeprefix(PREFIXES[best])}" if best else iri


def clean(text: str) -> str:
    """`text` without what no literal should carry."""
    return text if text.isprintable() else _UNSAFE.sub("", text)


@lru_cache(maxsize=4096)
def decimal(number: float) -> Literal:
    """An exact decimal, at least one digit behind the point."""
    exact = Decimal(repr(float(number)))
    return Literal(f"{exact:f}" if exact else "0.0", "xsd:decimal")


@lru_cache(maxsize=4096)
def timestamp(value: str, granularity: str | None = "day") -> Literal:
    """A date typed by its granularity; what is no such date stays a string."""
    kind = granularity if granularity in _GRANULARITY else "day"
    value = clean(value)
    try:
        well = date.fromisoformat(value + _REST[kind]).isoformat() == value + _REST[kind]
    except ValueError:
        well = False
    return Literal(value, _GRANULARITY[kind] if well else None)


def web(url: str | None) -> Literal | None:
    """An address as a literal, which keeps every character; only those of the web."""
    try:
        scheme = urlsplit(url or "").scheme
    except ValueError:
        return None
    return Literal(clean(url), "xsd:anyURI") if url and scheme in ("http", "https") else None
