"""The RDF syntaxes that are text: N-Triples, N-Quads, Turtle, TriG and JSON-LD.

A document is `head`, then the sections (each with the name of its graph, or none), joined by `gap`, then `tail`.
"""

from __future__ import annotations

from collections.abc import Callable
from json.encoder import encode_basestring as _quoted  # a JSON string's escapes are among those of N-Triples and Turtle

from kg.export.jsonld import CONTEXT, VALUES
from kg.export.syntax import Pairs, Shape, runs
from kg.export.terms import PREFIXES, Literal, clean, iri_of, short


class _Names(dict[str, str]):
    """Prefixed names as they stand in a syntax, each worked out once."""

    def __init__(self, thing: Callable[[str, str], str], **known: str) -> None:
        super().__init__(known)
        self._thing = thing

    def __missing__(self, name: str) -> str:
        prefix, _, ident = name.partition(":")
        self[name] = made = self._thing(prefix, ident)
        return made


class NTriples:
    """One line a triple; in blocks, a line end stands before each triple and not after the last."""

    head = gap = tail = ""

    def __init__(self) -> None:
        self._names = _Names(self.thing)

    def thing(self, prefix: str, ident: str) -> str:
        return f"<{iri_of(prefix, ident)}>"

    def string(self, text: str) -> str:
        return _quoted(clean(text))

    def english(self, text: str) -> str:
        return f"{_quoted(clean(text))}@en"

    def typed(self, value: Literal) -> str:
        return f"{_quoted(value.value)}^^{self._names[value.datatype]}" if value.datatype else _quoted(value.value)

    def said(self, pairs: Pairs[str]) -> str:
        names = self._names
        lines = []
        for predicate, value in pairs:
            if isinstance(value, str):
                lines.append(f"\n{names[predicate]} {value} .")
            elif value:
                lines += [f"\n{names[predicate]} {one} ." for one in value]
        return "".join(lines)

    def block(self, subject: str, said: str) -> str:
        return said.replace("\n", f"\n{subject} ")  # in literals, line ends are escaped

    def shape(self, kind: str, *predicates: str) -> Shape[str, str]:
        names = self._names
        frame = f"\n{names['rdf:type']} {kind} ." + "".join(f"\n{names[name]} %s ." for name in predicates)
        return lambda subject, values, more="": (frame % values + more).replace("\n", f"\n{subject} ")

    def section(self, graph: str | None, blocks: list[str]) -> str:
        return "".join([blocks[0][1:], *blocks[1:], "\n"])


class NQuads(NTriples):
    """One line a triple, ended by the name of its graph."""

    def section(self, graph: str | None, blocks: list[str]) -> str:
        lines = super().section(graph, blocks)
        return lines.replace(" .\n", f" {graph} .\n") if graph else lines


class Turtle(NTriples):
    """A block a subject, with prefixes."""

    head = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in PREFIXES.items()) + "\n"
    gap = "\n"

    def __init__(self) -> None:
        self._names = _Names(self.thing, **{"rdf:type": "a"})

    def thing(self, prefix: str, ident: str) -> str:
        return short(prefix, ident) or super().thing(prefix, ident)

    def typed(self, value: Literal) -> str:
        if value.datatype in ("xsd:decimal", "xsd:boolean", "xsd:integer"):
            return value.value
        return super().typed(value)

    def said(self, pairs: Pairs[str]) -> str:
        names = self._names
        return "".join([
            f" ;\n\t{names[predicate]} {value if isinstance(value, str) else ' , '.join(value)}"
            for predicate, value in pairs if value
        ])

    def block(self, subject: str, said: str) -> str:
        return f"{subject} {said[4:]} .\n"  # the first of the pairs needs no semicolon, line end and tab

    def shape(self, kind: str, *predicates: str) -> Shape[str, str]:
        said = "".join(f" ;\n\t{self._names[name]} {' , '.join(['%s'] * count)}" for name, count in runs(predicates))
        frame = f"a {kind}{said}"
        return lambda subject, values, more="": f"{subject} {frame % values}{more} .\n"

    def section(self, graph: str | None, blocks: list[str]) -> str:
        return "\n".join(blocks)


class Trig(Turtle):
    """Turtle, with the blocks of a named graph in braces."""

    def section(self, graph: str | None, blocks: list[str]) -> str:
        return f"{graph} {{\n{''.join(blocks)}}}\n" if graph else "\n".join(blocks)


class JsonLd:
    """One JSON object, whose ``@graph`` has one object a line and subject."""

    head = f'{{"@context": {CONTEXT},\n"@graph": [\n'
    gap = ",\n"
    tail = "\n]}\n"

    def __init__(self) -> None:
        self._keys = _Names(self.thing, **{"rdf:type": '"@type"'})

    def thing(self, prefix: str, ident: str) -> str:
        return f'"{short(prefix, ident) or iri_of(prefix, ident)}"'

    def string(self, text: str) -> str:
        return _quoted(clean(text))

    english = string  # the context says of which predicates the values are English

    def typed(self, value: Literal) -> str:
        if value.datatype is None:
            return _quoted(value.value)
        return f'{{"@type":"{value.datatype}","@value":{_quoted(value.value)}}}'

    def said(self, pairs: Pairs[str]) -> str:
        keys, members = self._keys, []
        for predicate, value in pairs:
            if not value:
                continue
            values = [value] if isinstance(value, str) else value
            if predicate not in VALUES:  # a relation: the context cannot know them all
                values = [f'{{"@id":{one}}}' for one in values]
            listed = ",".join(values)
            members.append(f",{keys[predicate]}:{listed}" if len(values) == 1 else f",{keys[predicate]}:[{listed}]")
        return "".join(members)

    def block(self, subject: str, said: str) -> str:
        return f'{{"@id":{subject}{said}}}'

    def shape(self, kind: str, *predicates: str) -> Shape[str, str]:
        keys = self._keys
        said = [
            f",{keys[name]}:%s" if count == 1 else f",{keys[name]}:[{','.join(['%s'] * count)}]"
            for name, count in runs(predicates)
        ]
        frame = f'"@type":{kind}{"".join(said)}'
        return lambda subject, values, more="": f'{{"@id":{subject},{frame % values}{more}}}'

    def section(self, graph: str | None, blocks: list[str]) -> str:
        return ",\n".join(blocks)
