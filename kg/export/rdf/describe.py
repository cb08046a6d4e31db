"""What is said of each thing in the graph, in any syntax."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Generic

from kg.export.rdf.affiliations import Tenure
from kg.export.rdf.facts import Extent, Shortcut, place_ident
from kg.export.rdf.syntax import B, N, Pairs, Shape, Syntax, term
from kg.export.rdf.terms import CLASSES, Literal, clean, decimal, timestamp, web
from kg.gazetteer.facts import location
from kg.graph import Event, Run
from kg.model import OF_A_STATE, Actor, Article, Code, Statement

_ITEM = re.compile(r"Q[1-9][0-9]*", re.ASCII)  # a Wikidata item
_TRUE = Literal("true", "xsd:boolean")
_RIGHTS = (
    "What the articles say is their publishers'; the codes are PLOVER's and CAMEO's; coordinates in part GeoNames' (CC BY 4.0)."
)
_VOCABULARIES = ("kg", "sem", "prov", "oa", "org", "schema", "skos")
_AT_ONCE = 1000
_KEPT = 65536


class Description(Generic[N, B]):
    """Makes the blocks of a syntax; a method a kind of thing.

    Attributes
    ----------
    codes : dict
        What was said of each code that events had.
    """

    def __init__(self, syntax: Syntax[N, B]) -> None:
        self._syntax = s = syntax
        self._kinds = {
            name: term(s, name)
            for name in ("sem:Place", "schema:NewsArticle", "schema:Organization", "prov:Activity", "org:Membership")
        }
        self._actor_kinds = {kind: [term(s, f"kg:{name}"), term(s, "sem:Actor")] for kind, name in CLASSES.items()}
        self._event_shape = cache(lambda actors, origins: _event_shape(s, actors, origins))
        self._evidence_shape = _evidence_shape(s)
        self._position_shape = s.shape(term(s, "oa:TextPositionSelector"), "oa:start", "oa:end")
        self._quote_shape = s.shape(term(s, "oa:TextQuoteSelector"), "oa:exact")
        # What comes again and again is made once.
        self._actor = lru_cache(_KEPT)(lambda ident: s.thing("actor", ident))
        self._relation = lru_cache(_KEPT)(lambda lemma: s.thing("rel", lemma))
        self._status = lru_cache(_KEPT)(lambda status: s.thing("status", status))
        self._source = lru_cache(_KEPT)(lambda ident: s.thing("article", ident))
        self._words = lru_cache(_KEPT)(s.english)
        self._name = lru_cache(_KEPT)(s.string)
        self._number = lru_cache(_KEPT)(lambda number: s.typed(decimal(number)))
        self._offset = lru_cache(_KEPT)(lambda number: s.typed(Literal(str(number), "xsd:nonNegativeInteger")))
        self._object = self._saying("kg:object", s.english)
        self._attribution = self._saying("kg:attribution", self._actor)
        self._time = self._saying("sem:hasTimeStamp", lambda date, granularity: s.typed(timestamp(date, granularity)))
        self._basis = self._saying("kg:dateBasis", s.string)
        self._scope = self._saying("kg:scope", s.string)
        self._place = self._saying("sem:hasPlace", lambda name, country: s.thing("place", place_ident(name, country)))
        self.codes: dict[Code, list[Any]] = {}
        self._symmetric = s.said([("kg:symmetric", s.typed(_TRUE))])

    def _saying(self, predicate: str, value: Callable[..., N]) -> Callable[..., list[Any]]:
        """What is said with a predicate and the value of some words, made once."""
        return lru_cache(_KEPT)(lambda *words: self._syntax.said([(predicate, value(*words))]))

    def _block(self, subject: N, pairs: Pairs[N]) -> B:
        return self._syntax.block(subject, self._syntax.said(pairs))

    def article(self, article: Article, same_as: str | None = None) -> B:
        """Headline, date, publisher, author, language and address of an article, and the one that speaks for its text."""
        s, url = self._syntax, web(article.url)
        return self._block(
            s.thing("article", article.id),
            [
                ("rdf:type", self._kinds["schema:NewsArticle"]),
                ("schema:headline", s.english(article.title) if article.title else None),
                ("schema:datePublished", s.typed(timestamp(article.published)) if article.published else None),
                ("schema:publisher", s.thing("outlet", article.outlet) if article.outlet else None),
                ("schema:author", s.string(article.byline) if article.byline else None),
                ("schema:inLanguage", s.string(article.language) if article.language else None),
                ("schema:url", s.typed(url) if url else None),
                ("kg:sameTextAs", s.thing("article", same_as) if same_as else None),
            ],
        )

    def event(self, event: Event) -> list[B]:
        """An event, and the evidence for it; where the reports quote nothing, it is derived from the articles."""
        s = self._syntax
        source, target = self._actor(event.source.id), self._actor(event.target.id)
        actors = (source,) if source == target else (source, target)
        quoted = [report for report in event.reports if report.evidence.sentence]
        if len(quoted) > 1:
            quoted.sort(key=attrgetter("id"))
        subjects = [s.thing("evidence", report.id) for report in quoted]
        origins = subjects or [self._source(ident) for ident in event.article_ids]
        more = self._said_of(event)
        if quoted:
            more += s.said([("kg:sentence", [s.string(one) for one in dict.fromkeys(r.evidence.sentence for r in quoted)])])
        blocks = [
            self._event_shape(len(actors), len(origins))(
                s.thing("event", event.id),
                (
                    s.english(_label(event)),
                    source,
                    self._relation(event.lemma),
                    target,
                    self._status(event.status),
                    self._number(event.confidence),
                    *actors,
                    *origins,
                ),
                more,
            )
        ]
        for subject, report in zip(subjects, quoted, strict=True):
            blocks += self._evidence(subject, report)
        return blocks

    def _said_of(self, event: Event) -> list[Any]:
        """What not every event has."""
        more: list[Any] = []
        if event.object:
            more += self._object(event.object)
        if event.attribution:
            more += self._attribution(event.attribution.id)
        if event.date:
            more += self._time(event.date, event.date_granularity)
        if event.date_basis:
            more += self._basis(event.date_basis)
        if event.scope:
            more += self._scope(event.scope)
        if event.place:
            more += self._place(event.place, event.place_country)
        if event.symmetric:
            more += self._symmetric
        if event.code:
            more += self.codes.get(event.code) or self._code(event.code)
        return more

    def _code(self, code: Code) -> list[Any]:
        s = self._syntax
        self.codes[code] = said = s.said(
            [
                ("sem:eventType", s.thing("plover", code.plover)),
                ("kg:mode", s.thing("plover", f"{code.plover}-{code.mode}") if code.mode else None),
                ("kg:context", [s.thing("context", context) for context in sorted(set(code.contexts))]),
                ("kg:cameo", s.thing("cameo", code.cameo) if code.cameo else None),
                ("kg:quad", s.typed(Literal(str(code.quad), "xsd:integer"))),
                ("kg:goldstein", self._number(code.goldstein) if code.goldstein is not None else None),
                ("kg:score", self._number(code.score) if code.score is not None else None),
            ]
        )
        return said

    def _evidence(self, subject: N, report: Statement) -> tuple[B, B, B]:
        s, evidence = self._syntax, report.evidence
        quote, position = s.thing("evidence", f"{report.id}-quote"), s.thing("evidence", f"{report.id}-position")
        return (
            self._evidence_shape(
                subject,
                (
                    self._source(evidence.article_id),
                    position,
                    quote,
                    self._words(report.source.mention),
                    self._words(report.relation.phrase),
                    self._words(report.target.mention),
                    self._name(report.rule),
                ),
            ),
            self._position_shape(position, (self._offset(evidence.start), self._offset(evidence.end))),
            self._quote_shape(quote, (s.string(evidence.sentence),)),
        )

    def actor(self, actor: Actor, state: str | None, organisations: Sequence[str], shortcuts: Iterable[Shortcut]) -> B:
        """Names and kind of an actor, its `state`, the organisations it is a member of, and its edges as direct triples."""
        s = self._syntax
        aliases = sorted({clean(alias) for alias in actor.aliases} - {clean(actor.name)})
        edges: dict[str, list[N]] = {}
        for prefix, lemma, target in shortcuts:
            edges.setdefault(f"{prefix}:{lemma}", []).append(self._actor(target))
        return self._block(
            s.thing("actor", actor.id),
            [
                ("rdf:type", self._actor_kinds[actor.kind]),
                ("rdfs:label", s.english(actor.name)),
                ("skos:prefLabel", s.english(actor.name)),
                ("skos:altLabel", [s.english(alias) for alias in aliases]),
                ("kg:country", s.string(actor.country) if actor.country else None),
                ("kg:role", s.string(actor.role) if actor.role else None),
                ("owl:sameAs", s.thing("wd", actor.wikidata) if actor.wikidata and _ITEM.fullmatch(actor.wikidata) else None),
                ("kg:actsFor" if actor.kind in OF_A_STATE else "kg:ofCountry", self._actor(state) if state else None),
                ("org:unitOf", self._actor(state) if state and actor.kind == "body" else None),
                ("org:memberOf", [s.thing("actor", organisation) for organisation in organisations]),
                *edges.items(),
            ],
        )

    def tenure(self, tenure: Tenure) -> B:
        """A spell in office."""
        s = self._syntax
        return self._block(
            s.thing("office", tenure.ident),
            [
                ("rdf:type", self._kinds["org:Membership"]),
                ("org:member", s.thing("actor", tenure.person)),
                ("org:organization", s.thing("actor", tenure.organisation)),
                ("schema:roleName", s.english(tenure.office)),
                ("schema:startDate", s.typed(_date(tenure.start)) if tenure.start else None),
                ("schema:endDate", s.typed(_date(tenure.end)) if tenure.end else None),
            ],
        )

    def place(self, name: str, country: str) -> B:
        """A place by its name and country, with where it lies, as far as the tables know."""
        s, found = self._syntax, location(name, country)
        return self._block(
            s.thing("place", place_ident(name, country)),
            [
                ("rdf:type", self._kinds["sem:Place"]),
                ("rdfs:label", s.english(name)),
                ("kg:country", s.string(country) if country else None),
                ("geo:lat", s.typed(decimal(found.latitude)) if found else None),
                ("geo:long", s.typed(decimal(found.longitude)) if found else None),
            ],
        )

    def outlet(self, name: str) -> B:
        """Who published articles."""
        s = self._syntax
        return self._block(
            s.thing("outlet", name), [("rdf:type", self._kinds["schema:Organization"]), ("schema:name", s.string(name))]
        )

    def run(self, run: Run, articles: Sequence[str]) -> Iterator[B]:
        """A configuration, and the articles that it read, so many a block that none grows with the graph."""
        s = self._syntax
        subject = s.thing("run", run.key)
        yield self._block(
            subject,
            [
                ("rdf:type", self._kinds["prov:Activity"]),
                ("kg:version", s.string(run.version)),
                ("kg:model", s.string(run.model)),
                ("kg:options", s.string(json.dumps(dict(run.options), sort_keys=True, ensure_ascii=False))),
            ],
        )
        for first in range(0, len(articles), _AT_ONCE):
            some = articles[first : first + _AT_ONCE]
            yield self._block(subject, [("prov:used", [s.thing("article", ident) for ident in some])])

    def dataset(self, extent: Extent, runs: Sequence[Run]) -> Iterator[B]:
        """What the whole is: how much there is of it, of which days, read by what."""
        s = self._syntax
        subject, period = s.thing("dataset", extent.digest), s.thing("dataset", f"{extent.digest}-period")
        yield self._block(
            subject,
            [
                ("rdf:type", [term(s, "void:Dataset"), term(s, "dcat:Dataset")]),
                ("dcterms:title", s.english(f"Events that {extent.articles:,} news articles report")),
                ("dcterms:rights", s.english(_RIGHTS)),
                ("dcterms:temporal", period if extent.first else None),
                ("prov:wasGeneratedBy", [s.thing("run", run.key) for run in runs]),
                ("kg:version", [s.string(version) for version in sorted({run.version for run in runs})]),
                ("void:documents", s.typed(Literal(str(extent.articles), "xsd:integer"))),
                ("void:entities", s.typed(Literal(str(extent.events), "xsd:integer"))),
                ("void:vocabulary", [s.thing(prefix, "") for prefix in _VOCABULARIES]),
            ],
        )
        if extent.first and extent.last:
            yield self._block(
                period,
                [
                    ("rdf:type", term(s, "dcterms:PeriodOfTime")),
                    ("dcat:startDate", s.typed(_date(extent.first))),
                    ("dcat:endDate", s.typed(_date(extent.last))),
                ],
            )


def _event_shape(s: Syntax[N, B], actors: int, origins: int) -> Shape[N, B]:
    return s.shape(
        term(s, "sem:Event"),
        "rdfs:label",
        "kg:source",
        "kg:relation",
        "kg:target",
        "kg:status",
        "kg:confidence",
        *["sem:hasActor"] * actors,
        *["prov:wasDerivedFrom"] * origins,
    )


def _evidence_shape(s: Syntax[N, B]) -> Shape[N, B]:
    return s.shape(
        term(s, "oa:SpecificResource"),
        "oa:hasSource",
        "oa:hasSelector",
        "oa:hasSelector",
        "kg:sourceMention",
        "kg:phrase",
        "kg:targetMention",
        "kg:rule",
    )


def _label(event: Event) -> str:
    """``Germany -> Ukraine: send tanks (future)``; with the names put in, the words of a sentence do not make one.

    The arrow is ASCII, because one wider character makes the text of a whole section wider and slower to write.
    """
    deed = f"{event.phrase} {event.object}" if event.object else event.phrase
    kind = "" if event.status == "actual" else f" ({event.status})"
    return f"{event.source.name} {'<->' if event.symmetric else '->'} {event.target.name}: {deed}{kind}"


def _date(value: str) -> Literal:
    """A date whose length tells its granularity."""
    return timestamp(value, {4: "year", 7: "month"}.get(len(value), "day"))
