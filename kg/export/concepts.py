"""The concepts that events point to: relations, PLOVER types and CAMEO codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.coding.codebook import Codebook
from kg.export.terms import Triple, about, english, resource, string, term
from kg.graph import Edge
from kg.model import STATUSES, Code

_SCHEMES = {"plover": "kg:ploverTypes", "cameo": "kg:cameoCodes"}


def relation(edge: Edge) -> str:
    """The property of an edge's shortcut triple.

    ``rel:attack`` says that an attack took place; of edges without an actual event the commonest status is in the property:
    ``requested:attack``.
    """
    statuses = edge.tally.statuses
    if "actual" in statuses:
        return resource("rel", edge.lemma)
    return resource("rel", _status(edge), edge.lemma)


def relations(edges: Iterable[Edge]) -> Iterator[Triple]:
    """What the properties of the shortcut triples of `edges` are, and the concept of every lemma."""
    types: dict[str, set[str]] = {}
    others: set[tuple[str, str]] = set()
    for edge in edges:
        types.setdefault(edge.lemma, set()).update(edge.tally.types)
        if "actual" not in edge.tally.statuses:
            others.add((_status(edge), edge.lemma))
    for lemma in sorted(types):
        yield from _relation(lemma, sorted(types[lemma]))
    for status, lemma in sorted(others):
        yield from about(
            resource("rel", status, lemma),
            ("rdf:type", term("rdf:Property")),
            ("rdfs:label", english(f"{lemma} ({status})")),
            ("rdfs:subPropertyOf", resource("rel", status)),
        )


def codes(used: Iterable[Code]) -> Iterator[Triple]:
    """Label and notation of every type and code in `used`, and of the CAMEO codes above them."""
    used, book = list(used), Codebook.load()
    for plover in sorted({code.plover for code in used}):
        label = book.types[plover][0] if plover in book.types else None
        yield from _concept("plover", plover, label, None)
    cameo = {code.cameo[:digits] for code in used if code.cameo for digits in range(2, len(code.cameo) + 1)}
    for number in sorted(cameo):
        entry = book.cameo.get(number)
        yield from _concept("cameo", number, entry.label if entry else None, number[:-1] if number[:-1] in cameo else None)


def _status(edge: Edge) -> str:
    return max(STATUSES, key=lambda status: edge.tally.statuses.get(status, 0))


def _relation(lemma: str, types: list[str]) -> Iterator[Triple]:
    """A relation is a property, and a concept below the types that its events have."""
    return about(
        resource("rel", lemma),
        ("rdf:type", term("rdf:Property")),
        ("rdf:type", term("skos:Concept")),
        ("rdfs:label", english(lemma)),
        ("rdfs:subPropertyOf", resource("rel", types[0]) if len(types) == 1 else term("kg:rel")),
        *(("skos:broader", resource("plover", one)) for one in types),
    )


def _concept(scheme: str, code: str, label: str | None, broader: str | None) -> Iterator[Triple]:
    return about(
        resource(scheme, code),
        ("rdf:type", term("skos:Concept")),
        ("skos:prefLabel", english(label) if label else None),
        ("skos:notation", string(code)),
        ("skos:broader", resource(scheme, broader) if broader else None),
        ("skos:inScheme", term(_SCHEMES[scheme])),
    )
