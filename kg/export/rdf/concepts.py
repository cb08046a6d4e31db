"""The concepts that events point to: relations, and the codes of PLOVER and CAMEO as one SKOS scheme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from kg.coding.codebook import Codebook
from kg.export.rdf.syntax import B, N, Syntax, term
from kg.export.rdf.terms import Literal, decimal
from kg.model import Code

Name = tuple[str, str]  # prefix and ident


@dataclass(frozen=True, slots=True)
class Concept:
    """One code of the scheme; `scale` names the property of its `score`, `system` the datatype of its notation."""

    name: Name
    system: str
    notation: str
    label: str
    broader: tuple[Name, ...] = ()
    quad: int | None = None
    scale: str = "kg:score"
    score: float | None = None


def scheme() -> dict[Name, Concept]:
    """All types, modes and contexts of PLOVER and all codes of CAMEO: what is broader stands first."""
    book = Codebook.load()
    found = [
        Concept(("plover", name), "kg:PLOVER", name, label, (), quad, "kg:score", score)
        for name, (label, quad, score) in book.types.items()
    ]
    found += [
        Concept(
            ("plover", f"{name}-{mode}"),
            "kg:PLOVER",
            f"{name}/{mode}",
            f"{book.types[name][0]}: {mode.replace('-', ' ')}",
            (("plover", name),),
            book.types[name][1],
            "kg:score",
            score,
        )
        for (name, mode), score in book.modes.items()
    ]
    found += [Concept(("context", name), "kg:PLOVER", name, name.replace("_", " ")) for name in book.contexts]
    for entry in book.cameo.values():
        above: list[Name] = [("cameo", entry.code[:-1])] if entry.code[:-1] in book.cameo else []
        if entry.plover:
            above.append(("plover", f"{entry.plover}-{entry.mode}" if entry.mode else entry.plover))
        found.append(
            Concept(
                ("cameo", entry.code),
                "kg:CAMEO",
                entry.code,
                entry.label,
                tuple(above),
                entry.quad,
                "kg:goldstein",
                entry.goldstein,
            )
        )
    return {concept.name: concept for concept in found}


def concepts(syntax: Syntax[N, B], used: Iterable[Code] | None = None) -> Iterator[B]:
    """The concepts of the codes in `used`, of all there are without it, and those above them."""
    known = scheme()
    wanted = known if used is None else _with_broader({name for code in used for name in _names(code)}, known)
    for name in sorted(wanted):
        yield _concept(syntax, known.get(name) or Concept(name, f"kg:{_system(name)}", name[1], name[1]))


def relations(syntax: Syntax[N, B], types: Mapping[str, Set[str]], unreal: Iterable[Name]) -> Iterator[B]:
    """The properties of the shortcut triples: each below that of its PLOVER type, and a concept below all that it had.

    `types` gives the types of each lemma, `unreal` the properties of what did not happen.
    """
    s = syntax
    for lemma in sorted(types):
        above = sorted(types[lemma])
        yield s.block(
            s.thing("rel", lemma),
            s.said(
                [
                    ("rdf:type", [term(s, "rdf:Property"), term(s, "skos:Concept")]),
                    ("rdfs:label", s.english(lemma)),
                    ("rdfs:subPropertyOf", s.thing("rel", above[0]) if len(above) == 1 else term(s, "kg:rel")),
                    ("skos:broader", [s.thing("plover", one) for one in above]),
                ]
            ),
        )
    for status, lemma in sorted(unreal):
        yield s.block(
            s.thing(status, lemma),
            s.said(
                [
                    ("rdf:type", term(s, "rdf:Property")),
                    ("rdfs:label", s.english(f"{lemma} ({status})")),
                    ("rdfs:subPropertyOf", s.thing("rel", status)),
                ]
            ),
        )


def _concept(s: Syntax[N, B], concept: Concept) -> B:
    return s.block(
        s.thing(*concept.name),
        s.said(
            [
                ("rdf:type", term(s, "skos:Concept")),
                ("skos:prefLabel", s.english(concept.label)),
                ("skos:notation", s.typed(Literal(concept.notation, concept.system))),
                ("skos:broader", [s.thing(*one) for one in concept.broader]),
                ("skos:inScheme", term(s, "kg:codes")),
                ("skos:topConceptOf", None if concept.broader else term(s, "kg:codes")),
                ("kg:quad", s.typed(Literal(str(concept.quad), "xsd:integer")) if concept.quad else None),
                (concept.scale, s.typed(decimal(concept.score)) if concept.score is not None else None),
            ]
        ),
    )


def _names(code: Code) -> Iterator[Name]:
    yield "plover", code.plover
    if code.mode:
        yield "plover", f"{code.plover}-{code.mode}"
    if code.cameo:
        yield "cameo", code.cameo
    for context in code.contexts:
        yield "context", context


def _with_broader(names: set[Name], known: Mapping[Name, Concept]) -> set[Name]:
    found: set[Name] = set()
    rest = list(names)
    while rest:
        name = rest.pop()
        if name not in found:
            found.add(name)
            rest += known[name].broader if name in known else ()
    return found


def _system(name: Name) -> str:
    return "CAMEO" if name[0] == "cameo" else "PLOVER"
