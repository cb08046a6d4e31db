"""What the page knows: plain lists and numbers made from a graph, ready for JSON.

Everything is referred to by its place in a list, strongest link and busiest actor first, so that twenty thousand links stay
a small file. Offsets are code points into the sentence; the script counts code points too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from kg.graph import Event, Network
from kg.model import Actor, ActorMention, Statement

ALIASES = 12  # more would bury the panel


@dataclass(frozen=True)
class View:
    """The page's contents before the picture is drawn.

    Attributes
    ----------
    actors : list of dict
        One an actor: ``id, name, kind, country, role, wikidata, aliases, events``.
    links : list of dict
        One an ordered pair: ``source, target`` (places in `actors`), ``symmetric``, ``events`` (how many).
    events, reports, sentences, articles : list of dict
        An event names its link and its reports, a report its sentence, a sentence its article.
    """

    actors: list[dict[str, Any]] = field(default_factory=list)
    links: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    reports: list[dict[str, Any]] = field(default_factory=list)
    sentences: list[dict[str, Any]] = field(default_factory=list)
    articles: list[dict[str, Any]] = field(default_factory=list)


def view(network: Network) -> View:
    """The page's contents for `network`."""
    events = list(network.events())
    result = View(actors=_actors(network, events))
    place = {actor["id"]: i for i, actor in enumerate(result.actors)}
    links: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        links.setdefault((event.source.id, event.target.id), []).append(event)
    ranked = sorted(links, key=lambda pair: (-len(links[pair]), pair))
    sources = _Sources(result)
    for rank, pair in enumerate(ranked):
        here = links[pair]
        result.links.append({
            "source": place[pair[0]], "target": place[pair[1]],
            "symmetric": all(event.symmetric for event in here), "events": len(here),
        })
        result.events.extend(_event(event, rank, sources) for event in here)
    return result


def _actors(network: Network, events: list[Event]) -> list[dict[str, Any]]:
    """Every source and target, busiest first; aliases are the names that the articles used, then the gazetteer's."""
    count: Counter[str] = Counter()
    said: dict[str, Counter[str]] = {}
    for event in events:
        count.update({event.source.id, event.target.id})
        for statement in event.reports:
            for who in (statement.source, statement.target):
                if not who.inferred:
                    said.setdefault(who.actor.id, Counter())[who.mention] += 1
    return [
        {
            "id": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country, "role": actor.role,
            "wikidata": actor.wikidata, "aliases": _aliases(actor, said.get(actor.id, Counter())), "events": count[actor.id],
        }
        for actor in sorted(network.actors(), key=lambda actor: (-count[actor.id], actor.id))
    ]


def _aliases(actor: Actor, said: Counter[str]) -> list[str]:
    names = sorted(said, key=lambda name: (-said[name], name))
    return [name for name in dict.fromkeys([*names, *actor.aliases]) if name != actor.name][:ALIASES]


class _Sources:
    """Articles, sentences and reports, each stored once."""

    def __init__(self, result: View) -> None:
        self._result = result
        self._articles: dict[str, int] = {}
        self._sentences: dict[tuple[str, int, int], int] = {}

    def report(self, statement: Statement) -> int:
        """The place of `statement` in the list of reports, with its sentence and article."""
        self._result.reports.append({
            "sentence": self._sentence(statement),
            "source": _span(statement, statement.source),
            "relation": [_shift(statement, *span) for span in statement.relation.spans],
            "target": _span(statement, statement.target),
            "attribution": statement.attribution.actor.name if statement.attribution else None,
            "confidence": round(statement.confidence, 2),
        })
        return len(self._result.reports) - 1

    def _sentence(self, statement: Statement) -> int:
        evidence = statement.evidence
        key = evidence.article_id, evidence.start, evidence.end
        if key not in self._sentences:
            self._sentences[key] = len(self._sentences)
            self._result.sentences.append({"article": self._article(statement), "text": evidence.sentence})
        return self._sentences[key]

    def _article(self, statement: Statement) -> int:
        evidence = statement.evidence
        if evidence.article_id not in self._articles:
            self._articles[evidence.article_id] = len(self._articles)
            self._result.articles.append({
                "title": evidence.title, "published": evidence.published, "outlet": evidence.outlet, "url": web(evidence.url),
            })
        return self._articles[evidence.article_id]


def _event(event: Event, link: int, sources: _Sources) -> dict[str, Any]:
    code = event.code
    return {
        "id": event.id,
        "link": link,
        "type": code.plover if code else None,
        "mode": code.mode if code else None,
        "goldstein": code.goldstein if code else None,
        "words": event.phrase,
        "object": event.object,
        "status": event.status,
        "date": event.date,
        "reports": [sources.report(statement) for statement in event.reports],
    }


def _span(statement: Statement, who: ActorMention) -> list[int]:
    return _shift(statement, who.start, who.end)


def _shift(statement: Statement, start: int, end: int) -> list[int]:
    return [start - statement.evidence.start, end - statement.evidence.start]


def web(url: str | None) -> str | None:
    """`url` where it is an http or https address with a host, else None: nothing else may become a link.

    Examples
    --------
    >>> web("https://example.org/story"), web("javascript:alert(1)")
    ('https://example.org/story', None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else None
