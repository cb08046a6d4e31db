"""The RDF syntaxes that are text: N-Triples, N-Quads, Turtle, TriG and JSON-LD.

A document is `head`, then the sections (each with the name of its graph, or none), joined by `gap`, then `tail`.
"""

from __future__ import annotations

from collections.abc import Callable
from json.encoder import encode_basestring as _quoted  # a JSON string's escapes are among those of N-Triples and Turtle
from operator import add

from kg.export.rdf.jsonld import CONTEXT, VALUES
from kg.export.rdf.syntax import Pairs, Shape, runs
from kg.export.rdf.terms import PREFIXES, Literal, clean, iri_of, short

_GUIDE = """\
# Events as news articles report them. Each article comes with the events that it is the first to report.
# A sem:Event (who, what, to whom, when) is prov:wasDerivedFrom the words that report it: an oa:SpecificResource,
# with the sentence and its place in the article. Then the actors, each with a direct triple rel:DEED to each target,
# relations, codes, places, outlets, and the prov:Activity that read the articles. `kg ontology` defines the kg: terms.
"""


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
    """One line a triple."""

    early = True
    gap = tail = ""
    end = " .\n"  # of a triple in a block

    def __init__(self) -> None:
        self._names = _Names(self.thing)

    @property
    def head(self) -> str:
        return ""

    def thing(self, prefix: str, ident: str) -> str:
        return f"<{iri_of(prefix, ident)}>"

    def string(self, text: str) -> str:
        return _quoted(clean(text))

    def english(self, text: str) -> str:
        return f"{_quoted(clean(text))}@en"

    def typed(self, value: Literal) -> str:
        return f"{_quoted(value.value)}^^{self._names[value.datatype]}" if value.datatype else _quoted(value.value)

    def said(self, pairs: Pairs[str]) -> list[str]:
        return [
            f"{self._names[predicate]} {one}"
            for predicate, value in pairs
            if value
            for one in ([value] if isinstance(value, str) else value)
        ]

    def block(self, subject: str, said: list[str]) -> str:
        return f"{subject} {f'{self.end}{subject} '.join(said)}{self.end}"

    def shape(self, kind: str, *predicates: str) -> Shape[str, str]:
        first, starts = f"{self._names['rdf:type']} {kind}", [f"{self._names[name]} " for name in predicates]
        return lambda subject, values, more=(): self.block(subject, [first, *map(add, starts, values), *more])

    def section(self, graph: str | None, blocks: list[str]) -> str:
        return "".join(blocks)


class NQuads(NTriples):
    """One line a triple, ended by the name of its graph."""

    end = "\n"  # the graph is known when the section is; in literals, line ends are escaped

    def section(self, graph: str | None, blocks: list[str]) -> str:
        return "".join(blocks).replace("\n", f" {graph} .\n" if graph else " .\n")


class Turtle(NTriples):
    """A block a subject, with prefixes."""

    early = False
    gap = "\n"

    def __init__(self) -> None:
        self._names = _Names(self.thing, **{"rdf:type": "a"})
        self._used: set[str] = set()

    @property
    def head(self) -> str:
        """The prefixes that were used so far."""
        used = (f"@prefix {prefix}: <{name}> .\n" for prefix, name in PREFIXES.items() if prefix in self._used)
        return f"{_GUIDE}\n{''.join(used)}\n"

    def thing(self, prefix: str, ident: str) -> str:
        name = short(prefix, ident)
        if name is None:
            return super().thing(prefix, ident)
        self._used.add(prefix)
        return name

    def typed(self, value: Literal) -> str:
        if value.datatype in ("xsd:decimal", "xsd:boolean", "xsd:integer"):
            return value.value
        return super().typed(value)

    def said(self, pairs: Pairs[str]) -> list[str]:
        return [
            f"{self._names[predicate]} {value if isinstance(value, str) else ' , '.join(value)}"
            for predicate, value in pairs
            if value
        ]

    def block(self, subject: str, said: list[str]) -> str:
        said_so = " ;\n\t".join(said)
        return f"{subject} {said_so} .\n"

    def shape(self, kind: str, *predicates: str) -> Shape[str, str]:
        frame = f"a {kind}" + "".join(
            f" ;\n\t{self._names[name]} {' , '.join(['%s'] * count)}" for name, count in runs(predicates)
        )
        return lambda subject, values, more=(): self.block(subject, [frame % values, *more])

    def section(self, graph: str | None, blocks: list[str]) -> str:
        return "\n".join(blocks)


class Trig(Turtle):
    """Turtle, with the blocks of a named graph in braces."""

    def section(self, graph: str | None, blocks: list[str]) -> str:
        return f"{graph} {{\n{''.join(blocks)}}}\n" if graph else "\n".join(blocks)


class JsonLd:
    """One JSON object, whose ``@graph`` has one object a line and subject."""

    early = True
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

    def said(self, pairs: Pairs[str]) -> list[str]:
        keys, members = self._keys, []
        for predicate, value in pairs:
            if not value:
                continue
            values = [value] if isinstance(value, str) else value
            if predicate not in VALUES:  # a relation: the context cannot know them all
                values = [f'{{"@id":{one}}}' for one in values]
            listed = ",".join(values)
            members.append(f"{keys[predicate]}:{listed}" if len(values) == 1 else f"{keys[predicate]}:[{listed}]")
        return members

    def block(self, subject: str, said: list[str]) -> str:
        return f'{{"@id":{subject},{",".join(said)}}}'

    def shape(self, kind: str, *predicates: str) -> Shape[str, str]:
        frame = f'"@type":{kind}' + "".join(
            f",{self._keys[name]}:%s" if count == 1 else f",{self._keys[name]}:[{','.join(['%s'] * count)}]"
            for name, count in runs(predicates)
        )
        return lambda subject, values, more=(): self.block(subject, [frame % values, *more])

    def section(self, graph: str | None, blocks: list[str]) -> str:
        return ",\n".join(blocks)
