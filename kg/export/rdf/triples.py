"""The graph as RDF: no blank nodes, no triple twice, one order.

It comes in sections. First one for each article: the article, others that print its text, then each event that it is the first
to report, with the evidence for it; the article names that section's graph. Then, in no named graph, what the events point to:
actors (with a shortcut triple for each edge), their offices, relations, codes, places, outlets and runs, and what the whole is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import TypeVar

from kg.export.rdf.affiliations import Affiliations
from kg.export.rdf.concepts import concepts, relations
from kg.export.rdf.describe import Description
from kg.export.rdf.facts import Facts
from kg.export.rdf.syntax import B, N, Syntax, Triple, Triples
from kg.graph import Event, Network
from kg.model import Article
from kg.sameness import Copies
from kg.sameness.descriptions import merged_descriptions

_AT_ONCE = 20  # things described together: the direct triples of one actor may be a megabyte

T = TypeVar("T")


def triples(network: Network) -> Iterator[Triple]:
    """Everything that `network` knows, a resource at a time."""
    return (triple for _, blocks in sections(network, Triples()) for block in blocks for triple in block)


def sections(network: Network, syntax: Syntax[N, B]) -> Iterator[tuple[N | None, list[B]]]:
    """The whole graph in a syntax: names of graphs, or None, and the blocks in them."""
    describe, facts, copies = Description(syntax), Facts(), Copies(network.copies()).of
    for article, events in _by_article(network):
        facts.add(article, events)
        blocks = [describe.article(article)]
        for copy in copies.get(article.id, ()):
            facts.add(copy)
            blocks.append(describe.article(copy, article.id))
        for event in events:
            blocks += describe.event(event)
        yield syntax.thing("article", article.id), blocks
    for some in _batches(_things(network, facts, describe, syntax)):
        yield None, some


def _by_article(network: Network) -> Iterator[tuple[Article, Sequence[Event]]]:
    """Every article with the events that it is the first to report; both come in the order of the articles' ids."""
    groups = groupby(network.events(), key=lambda event: event.article_ids[0])
    ident, events = next(groups, (None, ()))
    for article in network.articles():
        if article.id != ident:
            yield article, ()
            continue
        yield article, tuple(events)
        ident, events = next(groups, (None, ()))


def _things(network: Network, facts: Facts, describe: Description[N, B], syntax: Syntax[N, B]) -> Iterator[B]:
    actors = {actor.id: actor for actor in merged_descriptions(facts.seen)}
    theirs = Affiliations.of(actors)
    everyone = {**actors, **theirs.added}
    unreal: set[tuple[str, str]] = set()
    for ident in sorted(everyone):
        shortcuts = facts.shortcuts(ident)
        unreal.update(edge[:2] for edge in shortcuts if edge[0] != "rel")
        yield describe.actor(everyone[ident], theirs.states.get(ident), theirs.members.get(ident, ()), shortcuts)
    for tenure in theirs.tenures:
        yield describe.tenure(tenure)
    yield from relations(syntax, facts.types, unreal)
    yield from concepts(syntax, describe.codes)
    for place, country in sorted(facts.places):
        yield describe.place(place, country)
    for outlet in sorted(facts.outlets):
        yield describe.outlet(outlet)
    readings = list(network.readings())
    for run, articles in readings:
        yield from describe.run(run, articles)
    if facts.extent.articles:
        yield from describe.dataset(facts.extent, [run for run, _ in readings])


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    """Lists of so many, so that none grows with the graph."""
    rest = iter(items)
    while some := list(islice(rest, _AT_ONCE)):
        yield some
