"""The graph as RDF triples: no blank nodes, no repeats, one order.

Events come first, each with its evidence; then what they point to: articles, actors (with a shortcut triple for each edge),
relations, codes, places, outlets and runs.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from kg.export.concepts import codes, relation, relations
from kg.export.terms import (
    CLASSES,
    Literal,
    Triple,
    about,
    clean,
    decimal,
    english,
    offset,
    resource,
    string,
    term,
    timestamp,
)
from kg.graph import Edge, Event, Network, Run
from kg.graph.merge import described
from kg.model import Actor, Article, Code, Statement

_ITEM = re.compile(r"Q[1-9][0-9]*", re.ASCII)  # a Wikidata item


def triples(network: Network) -> Iterator[Triple]:
    """Everything that `network` knows, a resource at a time."""
    places: set[tuple[str, str]] = set()
    used: set[Code] = set()
    seen: Counter[Actor] = Counter()
    for event in network.events():
        for report in event.reports:
            seen.update(who.actor for who in (report.source, report.target, report.attribution) if who)
        if event.place:
            places.add((event.place, event.place_country or ""))
        if event.code:
            used.add(event.code)
        yield from _event(event)
        for report in sorted(event.reports, key=lambda s: s.id):
            yield from _evidence(report)
    edges = network.edges()
    outlets: set[str] = set()
    for article in network.articles():
        if article.outlet:
            outlets.add(article.outlet)
        yield from _article(article)
    shortcuts: dict[str, list[Edge]] = {}
    for edge in edges:
        shortcuts.setdefault(edge.source, []).append(edge)
    for actor in described(seen):
        yield from _actor(actor, shortcuts.get(actor.id, ()))
    yield from relations(edges)
    yield from codes(used)
    for place, country in sorted(places):
        yield from _place(place, country)
    for outlet in sorted(outlets):
        yield from about(resource("outlet", outlet), ("rdf:type", term("schema:Organization")), ("schema:name", string(outlet)))
    for run, articles in network.readings():
        yield from _run(run, articles)


def _event(event: Event) -> Iterator[Triple]:
    subject = resource("event", event.id)
    source, target = resource("actor", event.source.id), resource("actor", event.target.id)
    yield from about(
        subject,
        ("rdf:type", term("sem:Event")),
        ("rdfs:label", english(f"{event.source.name} {event.phrase} {event.target.name}")),
        ("kg:source", source),
        ("kg:relation", resource("rel", event.lemma)),
        ("kg:target", target),
        ("kg:object", english(event.object) if event.object else None),
        ("kg:status", resource("status", event.status)),
        ("kg:attribution", resource("actor", event.attribution.id) if event.attribution else None),
        ("kg:symmetric", Literal("true", term("xsd:boolean")) if event.symmetric else None),
        *(("sem:hasActor", end) for end in dict.fromkeys((source, target))),
        ("sem:hasTimeStamp", timestamp(event.date, event.date_granularity) if event.date else None),
        ("sem:hasPlace", _place_iri(event.place, event.place_country or "") if event.place else None),
    )
    if event.code:
        yield from _code(subject, event.code)
    yield Triple(subject, term("kg:confidence"), decimal(event.confidence))
    for ident in sorted(report.id for report in event.reports):
        yield Triple(subject, term("prov:wasDerivedFrom"), resource("evidence", ident))


def _code(subject: str, code: Code) -> Iterator[Triple]:
    yield from about(
        subject,
        ("sem:eventType", resource("plover", code.plover)),
        ("kg:mode", string(code.mode) if code.mode else None),
        *(("kg:context", string(context)) for context in sorted(set(code.contexts))),
        ("kg:cameo", resource("cameo", code.cameo) if code.cameo else None),
        ("kg:goldstein", decimal(code.goldstein) if code.goldstein is not None else None),
        ("kg:score", decimal(code.score) if code.score is not None else None),
    )


def _evidence(statement: Statement) -> Iterator[Triple]:
    evidence = statement.evidence
    subject = resource("evidence", statement.id)
    quote, position = resource("evidence", f"{statement.id}-quote"), resource("evidence", f"{statement.id}-position")
    yield from about(
        subject,
        ("rdf:type", term("oa:SpecificResource")),
        ("oa:hasSource", resource("article", evidence.article_id)),
        ("oa:hasSelector", position),
        ("oa:hasSelector", quote),
        ("kg:sourceMention", english(statement.source.mention)),
        ("kg:phrase", english(statement.relation.phrase)),
        ("kg:targetMention", english(statement.target.mention)),
        ("kg:rule", string(statement.rule)),
    )
    yield from about(
        position,
        ("rdf:type", term("oa:TextPositionSelector")),
        ("oa:start", offset(evidence.start)),
        ("oa:end", offset(evidence.end)),
    )
    yield from about(quote, ("rdf:type", term("oa:TextQuoteSelector")), ("oa:exact", string(evidence.sentence)))


def _article(article: Article) -> Iterator[Triple]:
    return about(
        resource("article", article.id),
        ("rdf:type", term("schema:NewsArticle")),
        ("schema:headline", english(article.title) if article.title else None),
        ("schema:datePublished", timestamp(article.published) if article.published else None),
        ("schema:publisher", resource("outlet", article.outlet) if article.outlet else None),
        ("schema:url", _web(article.url)),
    )


def _actor(actor: Actor, edges: Iterable[Edge]) -> Iterator[Triple]:
    subject = resource("actor", actor.id)
    yield from about(
        subject,
        ("rdf:type", term(f"kg:{CLASSES[actor.kind]}")),
        ("rdf:type", term("sem:Actor")),
        ("skos:prefLabel", english(actor.name)),
        *(("skos:altLabel", english(alias)) for alias in sorted({clean(alias) for alias in actor.aliases} - {clean(actor.name)})),
        ("kg:country", string(actor.country) if actor.country else None),
        ("kg:role", string(actor.role) if actor.role else None),
        ("owl:sameAs", term(f"wd:{actor.wikidata}") if _ITEM.fullmatch(actor.wikidata or "") else None),
    )
    shortcuts = {(relation(edge), resource("actor", edge.target)) for edge in edges}
    for predicate, target in sorted(shortcuts):
        yield Triple(subject, predicate, target)


def _place(name: str, country: str) -> Iterator[Triple]:
    return about(
        _place_iri(name, country),
        ("rdf:type", term("sem:Place")),
        ("rdfs:label", english(name)),
        ("kg:country", string(country) if country else None),
    )


def _place_iri(name: str, country: str) -> str:
    return resource("place", f"{country}:{name}")


def _run(run: Run, articles: Iterable[str]) -> Iterator[Triple]:
    subject = resource("run", run.key)
    yield from about(
        subject,
        ("rdf:type", term("prov:Activity")),
        ("kg:version", string(run.version)),
        ("kg:model", string(run.model)),
        ("kg:options", string(json.dumps(dict(run.options), sort_keys=True, ensure_ascii=False))),
    )
    for article in articles:
        yield Triple(subject, term("prov:used"), resource("article", article))


def _web(url: str | None) -> Literal | None:
    """An address as a literal, which keeps every character; only those of the web."""
    try:
        scheme = urlsplit(url or "").scheme
    except ValueError:
        return None
    return Literal(clean(url), term("xsd:anyURI")) if url and scheme in ("http", "https") else None
