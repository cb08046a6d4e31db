"""How RDF is written: what every syntax can do, and the plainest one, which gives triples.

The graph is described once, in `kg.export.rdf.triples`, in terms of a `Syntax`. Each syntax makes of that
description what it needs: lines of N-Triples, blocks of Turtle, objects of JSON-LD, or triples. So none of them pays for
another's intermediate form.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any, NamedTuple, Protocol, TypeVar

from kg.export.rdf.terms import Literal, clean, iri_of

N = TypeVar("N")
B = TypeVar("B")
N_contra = TypeVar("N_contra", contravariant=True)
B_co = TypeVar("B_co", covariant=True)

Pairs = Sequence[tuple[str, N | list[N] | None]]  # predicates (prefixed names), each with no value, one, or several


class Shape(Protocol[N_contra, B_co]):
    """Makes the block of a subject with the values of a shape's predicates, and what `Syntax.said` says besides."""

    def __call__(self, subject: N_contra, values: tuple[N_contra, ...], more: Sequence[Any] = ..., /) -> B_co: ...


class Syntax(Protocol[N, B_co]):
    """Makes nodes of type `N` and blocks, one a subject, of type `B_co`."""

    def thing(self, prefix: str, ident: str) -> N:
        """A resource: ``thing("actor", "state:USA")``; any text can be an `ident`."""

    def string(self, text: str) -> N:
        """A plain string."""

    def english(self, text: str) -> N:
        """Words of the articles and tables, which are in English."""

    def typed(self, value: Literal) -> N:
        """A literal of a datatype."""

    def said(self, pairs: Pairs[N]) -> list[Any]:
        """What can be said of any subject, in parts of the syntax's own."""

    def block(self, subject: N, said: list[Any]) -> B_co:
        """All that is said of `subject`."""

    def shape(self, kind: N, *predicates: str) -> Shape[N, B_co]:
        """A faster way to blocks of one kind that have all the `predicates`, with one value each time that one is named."""


Node = str | Literal  # a string is an IRI


class Triple(NamedTuple):
    """One RDF triple."""

    subject: str
    predicate: str
    object: Node


class Triples:
    """The syntax whose blocks are lists of triples."""

    def thing(self, prefix: str, ident: str) -> Node:
        return iri_of(prefix, ident)

    def string(self, text: str) -> Node:
        return Literal(clean(text))

    def english(self, text: str) -> Node:
        return Literal(clean(text), language="en")

    def typed(self, value: Literal) -> Node:
        return value

    def said(self, pairs: Pairs[Node]) -> list[tuple[str, Node]]:
        return [
            (iri_of(*predicate.split(":", 1)), one)
            for predicate, value in pairs
            if value is not None
            for one in (value if isinstance(value, list) else [value])
        ]

    def block(self, subject: Node, said: list[tuple[str, Node]]) -> list[Triple]:
        assert isinstance(subject, str)
        return [Triple(subject, predicate, one) for predicate, one in said]

    def shape(self, kind: Node, *predicates: str) -> Shape[Node, list[Triple]]:
        def make(subject: Node, values: tuple[Node, ...], more: Sequence[tuple[str, Node]] = ()) -> list[Triple]:
            return self.block(subject, [*self.said([("rdf:type", kind), *zip(predicates, values, strict=True)]), *more])

        return make


def term(syntax: Syntax[N, B], name: str) -> N:
    """The node of a prefixed name: ``sem:Event``."""
    prefix, _, ident = name.partition(":")
    return syntax.thing(prefix, ident)


def runs(predicates: Sequence[str]) -> list[tuple[str, int]]:
    """Each predicate with the number of times that it stands in a row."""
    return [(predicate, len(list(same))) for predicate, same in groupby(predicates)]
