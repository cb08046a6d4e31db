"""What the page knows: plain lists and numbers made from a graph, ready for JSON.

Everything is referred to by its place in a list, strongest link and busiest actor first, so that twenty thousand links stay
a small file. A graph is shown on two levels, between actors as named and between states; both share events, reports, sentences
and articles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.export.atlas import home, scene
from kg.export.html.sources import Sources
from kg.export.html.words import wording
from kg.export.html.world import project
from kg.gazetteer.facts import Location
from kg.graph import Event, Network
from kg.model import Actor

KNOWN, NAMED, ONCE, UNNAMED = 1.0, 0.7, 0.45, 0.15  # found by looking at what a reader would miss first
ALIASES = 8  # more would bury the panel
LONG, SHORT = 22, 10  # characters of a name that wants a shorter one in the picture, and of one that is short enough

_CAPITALS = re.compile(r"[^\W_a-z]\S*( (of|the|and|for|[^\W_a-z]\S*))*")
_ABBREVIATED = re.compile(r"\w*[A-Z0-9][.&-]?[A-Z0-9]")

Said = Mapping[str, Counter[str]]


@dataclass(frozen=True)
class Level:
    """Who is linked to whom.

    Attributes
    ----------
    name : {"actor", "state"}
    actors : list of dict
        One an actor: ``id, name, short, kind, country, role, wikidata, aliases, events, fame, at`` (its place on the map).
    links : list of dict
        One an ordered pair: ``source, target`` (places in `actors`), ``symmetric``, ``events`` (how many).
    link_of : dict of int to int
        The link of every event that stands on this level.
    """

    name: str
    actors: list[dict[str, Any]]
    links: list[dict[str, Any]]
    link_of: dict[int, int]


@dataclass
class PageData:
    """The page's contents before the picture is drawn: an event names its reports, a report its sentence, that its article.

    ``spots`` are where events took place, by name and place on the map.
    """

    levels: list[Level] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    spots: list[tuple[str, int, int]] = field(default_factory=list)
    reports: list[dict[str, Any]] = field(default_factory=list)
    sentences: list[dict[str, Any]] = field(default_factory=list)
    articles: list[dict[str, Any]] = field(default_factory=list)


def page_data(network: Network, states: Mapping[str, Actor] | None = None, listed: Collection[str] = frozenset()) -> PageData:
    """The page's contents for `network`.

    Parameters
    ----------
    network : kg.graph.Network
    states : mapping of str to Actor, optional
        Those by id that organs, officials, forces and nationals stand for; where some do, the view has the level of states too.
    listed : collection of str
        Ids of the actors that the tables know.
    """
    sources = Sources()
    known = _Events(sources)
    said = _said(network)
    first = _level("actor", network, said, known, listed)
    levels = [first]
    if states is not None:
        folded = _level("state", network.at_state_level(states), said, known, listed)
        if _pairs(folded) != _pairs(first):
            levels.append(folded)
    return PageData(levels, known.events, known.spots, sources.reports, sources.sentences, sources.articles)


def _level(name: str, network: Network, said: Said, known: _Events, listed: Collection[str]) -> Level:
    events = list(network.events())
    actors = _actors(network, events, said, listed)
    place = {actor["id"]: i for i, actor in enumerate(actors)}
    found: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        found.setdefault((event.source.id, event.target.id), []).append(event)
    links: list[dict[str, Any]] = []
    link_of: dict[int, int] = {}
    for pair in sorted(found, key=lambda pair: (-len(found[pair]), pair)):
        link_of.update((known.place(event), len(links)) for event in found[pair])
        links.append(
            {
                "source": place[pair[0]],
                "target": place[pair[1]],
                "symmetric": all(event.symmetric for event in found[pair]),
                "events": len(found[pair]),
            }
        )
    return Level(name, actors, links, link_of)


def _pairs(level: Level) -> list[tuple[str, str]]:
    return [(level.actors[link["source"]]["id"], level.actors[link["target"]]["id"]) for link in level.links]


class _Events:
    """Events of all levels, each stored once."""

    def __init__(self, sources: Sources) -> None:
        self.events: list[dict[str, Any]] = []
        self.spots: list[tuple[str, int, int]] = []
        self._sources = sources
        self._places: dict[tuple[str, ...], int] = {}

    def place(self, event: Event) -> int:
        """The place of `event` in the list."""
        key = event.id, *(statement.id for statement in event.reports)
        if key not in self._places:
            self._places[key] = len(self.events)
            self.events.append(self._described(event))
        return self._places[key]

    def _described(self, event: Event) -> dict[str, Any]:
        code = event.code
        return {
            "type": code.plover if code else None,
            "mode": code.mode if code else None,
            "goldstein": code.goldstein if code else None,
            "words": event.phrase,
            "word": wording(event),
            "object": event.object,
            "status": event.status,
            "date": event.date,
            "basis": event.date_basis,
            "scope": event.scope,
            "spot": self._spot(event),
            "reported": event.reported,
            "reports": [self._sources.report(statement) for statement in event.reports],
        }

    def _spot(self, event: Event) -> int | None:
        """The place in `spots` of where it took place; None where that is not known."""
        where = _on_map(scene(event))
        if where is None or event.place is None:
            return None
        spot = event.place, *where
        if spot not in self.spots:
            self.spots.append(spot)
        return self.spots.index(spot)


def _on_map(where: Location | None) -> tuple[int, int] | None:
    return project(where.latitude, where.longitude) if where else None


def _said(network: Network) -> Said:
    """The names that the articles use of each actor, and how often."""
    found: dict[str, Counter[str]] = {}
    for statement in network.statements():
        for who in (statement.source, statement.target):
            if not who.inferred:
                found.setdefault(who.actor.id, Counter())[who.mention] += 1
    return found


def _actors(network: Network, events: Iterable[Event], said: Said, listed: Collection[str]) -> list[dict[str, Any]]:
    """Every source and target, busiest first."""
    count: Counter[str] = Counter()
    for event in events:
        count.update({event.source.id, event.target.id})
    return [
        {
            "id": actor.id,
            "name": actor.name,
            "short": short_name(actor, said.get(actor.id, Counter())),
            "kind": actor.kind,
            "country": actor.country,
            "role": actor.role,
            "wikidata": actor.wikidata,
            "aliases": _aliases(actor, said.get(actor.id, Counter())),
            "events": count[actor.id],
            "fame": fame(actor, count[actor.id], listed),
            "at": _on_map(home(actor)),
        }
        for actor in sorted(network.actors(), key=lambda actor: (-count[actor.id], actor.id))
    ]


def fame(actor: Actor, events: int, listed: Collection[str] = frozenset()) -> float:
    """From 0 to 1, how much a link counts for its end: least where nobody named it, less where it comes up once."""
    if actor.kind == "state" or actor.wikidata or actor.id in listed:
        return KNOWN
    if actor.name.islower():
        return UNNAMED
    return NAMED if events > 1 else ONCE


def _aliases(actor: Actor, said: Counter[str]) -> list[str]:
    """What articles call the actor, commonest first, then the other names that the tables know.

    What the tables do not know must be said twice and look like a name: not every phrase around one is another.
    """
    names = (name for name in said if name in actor.aliases or (said[name] > 1 and _CAPITALS.fullmatch(name)))
    used = sorted(names, key=lambda name: (-said[name], name))
    return [name for name in dict.fromkeys([*used, *actor.aliases]) if name != actor.name][:ALIASES]


def short_name(actor: Actor, said: Mapping[str, int]) -> str | None:
    """A shorter name for the picture where the name is long; None where the name is short or there is no such name.

    Acronyms serve where the articles use them, other abbreviations always.

    Examples
    --------
    >>> congo = Actor("state:COD", "Democratic Republic of the Congo", "state", aliases=("Congo", "DR Congo", "DRC"))
    >>> short_name(congo, {"Congo": 9}), short_name(congo, {"DRC": 1})
    ('DR Congo', 'DRC')
    """
    if len(actor.name) <= LONG:
        return None
    names = [
        name
        for name in {*said, *actor.aliases}
        if len(name) <= SHORT and _ABBREVIATED.match(name) and (name in said or " " in name)
    ]
    return min(names, key=lambda name: (-said.get(name, 0), len(name), name), default=None)
