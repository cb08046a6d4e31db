"""The actor tables in memory, with the questions that may be asked of them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from os.path import commonprefix
from pathlib import Path
from typing import TypeVar

from kg.gazetteer import extra as extras
from kg.gazetteer import source
from kg.gazetteer.history import History
from kg.gazetteer.posts import posts
from kg.gazetteer.records import FORMS, NAMING, Holder, Name, Office, RoleNoun, Years
from kg.gazetteer.spelling import alias_key, plain, spellings
from kg.ids import of_kind, state_id
from kg.model import Actor

K = TypeVar("K")
V = TypeVar("V")

_DIRECTNESS = {form: rank for rank, form in enumerate(FORMS)}


class Gazetteer:
    """Known actors, their names and offices, and role nouns.

    Attributes
    ----------
    actors : mapping of str to Actor
        By id, with `Actor.aliases` filled (no adjectives, demonyms, capitals or places).
    names : tuple of Name
        Every alias in every spelling (with and without diacritics, both apostrophes), for a matcher.
    blocks : tuple of str
        Phrases that hold a name and name nobody (``South China Sea``): the longest match wins, and these win nothing.
    roles : mapping of str to RoleNoun
        By noun, in lower case.
    offices : tuple of Office
    genders : mapping of str to str
        ``male`` or ``female`` of persons, by id, where known.
    wikipedia : mapping of str to str
        Titles of English Wikipedia articles, by id, where known.
    regions : mapping of str to set of str
        Ids of the states in a part of the world, by its adjective in lower case (``middle eastern``).
    things : mapping of str to set of str
        What names are that end in a word, and no parties: ``facility``, ``event``, ``text``, ``water``; ``codename`` of first
        words. What nouns are: ``area`` (a part of a state), ``abroad`` (people who are not where they live).
    history : History
        Which states and bodies were there on a date.
    post_words : mapping of str to str
        What words of a title tell of the office (``foreign affairs``: ``foreign``).
    """

    def __init__(
        self,
        actors: Iterable[Actor],
        names: Iterable[Name],
        blocks: Iterable[str] = (),
        roles: Iterable[RoleNoun] = (),
        offices: Iterable[Office] = (),
        members: Iterable[tuple[str, str]] = (),
        genders: Mapping[str, str] | None = None,
        wikipedia: Mapping[str, str] | None = None,
        regions: Iterable[tuple[str, str]] = (),
        things: Iterable[tuple[str, str]] = (),
        post_words: Iterable[tuple[str, str]] = (),
        years: Iterable[Years] = (),
    ) -> None:
        by_alias: defaultdict[str, list[Name]] = defaultdict(list)
        aliases: defaultdict[str, dict[str, None]] = defaultdict(dict)
        spelled: list[Name] = []
        for name in names:
            by_alias[alias_key(name.alias)].append(name)
            for spelling in spellings(name.alias):
                spelled.append(name if spelling == name.alias else replace(name, alias=spelling))
                if name.form in NAMING:
                    aliases[name.actor][spelling] = None
        self.actors: Mapping[str, Actor] = {
            actor.id: replace(actor, aliases=tuple(alias for alias in aliases[actor.id] if alias != actor.name))
            for actor in actors
        }
        self.names = tuple(spelled)
        self.blocks = tuple(spelling for phrase in blocks for spelling in spellings(phrase))
        self.roles: Mapping[str, RoleNoun] = {role.noun: role for role in roles}
        self.offices = tuple(offices)
        self.genders = dict(genders or {})
        self.wikipedia = dict(wikipedia or {})
        self.regions: Mapping[str, frozenset[str]] = {region: frozenset(ids) for region, ids in _grouped(regions).items()}
        self.things: Mapping[str, frozenset[str]] = {word: frozenset(kinds) for word, kinds in _grouped(things).items()}
        self.history = History(self.actors, years)
        self._states = _states(self.actors, self.history)
        self.post_words: Mapping[str, str] = dict(post_words)
        self._by_alias = {key: tuple(sorted(found, key=_likelihood)) for key, found in by_alias.items()}
        self._by_person = _grouped((office.person, office) for office in self.offices)
        self._by_office = _grouped(((office.office.casefold(), office.country), office) for office in self.offices)
        self._members = _grouped(members)
        self._adjectives = _adjectives(self.actors, self.names)
        self._organs = _organs(self.actors, self._by_alias)

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Gazetteer:
        """The package's tables, overruled and completed by a user's.

        Parameters
        ----------
        extra : sequence of Path
            CSV files with the columns ``alias,id,name,kind,country,role,wikidata,guard`` (all but ``alias`` may be left out).
            A row's id adds an actor or overrules it, a row's alias then means nobody but the actors of that file; later files
            overrule earlier ones.

        Raises
        ------
        TableError
            Where a table breaks its form; the message names file and line.

        Examples
        --------
        >>> from kg.gazetteer import Gazetteer
        >>> Gazetteer.load().by_alias("Burma")[0].actor
        'state:MMR'
        """
        entries = list(source.entries())
        actors = {entry.actor.id: entry.actor for entry in entries}
        names: dict[tuple[str, str, str], Name] = {}
        for entry in entries:
            for alias, form in ((entry.actor.name, "name"), (entry.official_name, "official")):
                if alias:
                    names[alias, entry.actor.id, form] = Name(alias, entry.actor.id, form)
        # A row of a name table replaces the main name it repeats, and so can guard it.
        for name in chain(source.names(), source.places()):
            names[name.alias, name.actor, name.form] = name
        listed = list(names.values())
        for path in extra:
            listed = _overruled(path, actors, listed)
        return cls(
            actors.values(),
            listed,
            source.blocks(),
            source.roles(),
            source.offices(),
            source.members(),
            {entry.actor.id: entry.gender for entry in entries if entry.gender},
            {entry.actor.id: entry.wikipedia for entry in entries if entry.wikipedia},
            source.regions(),
            source.things(),
            source.post_words(),
            source.years(),
        )

    def by_alias(self, alias: str) -> tuple[Name, ...]:
        """All that `alias` may stand for, likeliest first; case counts only for names so guarded, diacritics never."""
        found = self._by_alias.get(alias_key(alias), ())
        exact = plain(alias).removeprefix("the ").removeprefix("The ")
        return tuple(name for name in found if "case" not in name.guards or plain(name.alias) == exact)

    def offices_of(self, person: str, date: str | None = None) -> tuple[Office, ...]:
        """The spells in office of a person, all of them or those that `date` (ISO, may be a year or month) falls into."""
        spells = self._by_person.get(person, ())
        return spells if date is None else tuple(spell for spell in spells if spell.held(date))

    def holders(self, office: str, country: str | None, date: str | None = None) -> tuple[str, ...]:
        """Ids of those who held an office (``president``) of a state or organisation on a date, the latest first.

        `country` is as in `Office`; without a date, those who hold it now.
        """
        spells = self._by_office.get((office.casefold(), country), ())
        held = [spell for spell in spells if (spell.end is None if date is None else spell.held(date))]
        held.sort(key=lambda spell: spell.start or "", reverse=True)
        return tuple(dict.fromkeys(spell.person for spell in held))

    def posts(self, title: str) -> frozenset[str]:
        """The offices that a title may name, as `kg.gazetteer.posts.same_post` compares them."""
        found = posts(title, self.post_words)
        return found if found - {"former", "deputy"} else found | {title.lower().removeprefix("former ")}

    def past_holders(self, name: str) -> tuple[Holder, ...]:
        """Spells in office of persons that no other table knows and whose name holds all words of `name`."""
        words = alias_key(name).split()
        spells = self._past.get(words[-1], ()) if words else ()
        return tuple(spell for spell in spells if set(words) <= set(alias_key(spell.name).split()))

    @cached_property
    def role_ends(self) -> frozenset[str]:
        """What a word that ends a noun of `roles` may be, wherever it is cut: most words are none."""
        last = {noun.rpartition(" ")[2] for noun in self.roles}
        return frozenset(word[start:] for word in last for start in range(len(word)))

    @cached_property
    def provinces(self) -> frozenset[str]:
        """Names of the parts of states that may act for themselves; read when first asked for."""
        return frozenset(map(alias_key, source.provinces()))

    @cached_property
    def _past(self) -> Mapping[str, tuple[Holder, ...]]:
        """By each word of the name; read when first asked for, since few articles need it."""
        return _grouped((word, spell) for spell in source.past_offices() for word in alias_key(spell.name).split())

    def organ(self, country: str, noun: str, date: str | None = None) -> Actor | None:
        """The body that a noun stands for in a state on a date, if known: ``military`` of ISR is the Israel Defense Forces."""
        ident = self._organs.get((country, alias_key(noun)))
        return self.actors[ident] if ident is not None and self.history.there(ident, date) else None

    def state(self, country: str | None) -> Actor | None:
        """The state of an ISO alpha-3 code, of a code of former times the state that was; None for no code and others."""
        return self._states.get(country or "")

    @cached_property
    def homes(self) -> Mapping[str, Actor]:
        """All actors by id, and the state of each code, of former times too, by the id that the code makes."""
        return {**self.actors, **{state_id(code): state for code, state in self._states.items()}}

    def members(self, organisation: str) -> tuple[str, ...]:
        """ISO alpha-3 codes of an organisation's members; empty where none are known."""
        return self._members.get(organisation, ())

    def adjective(self, state: str) -> str | None:
        """The usual adjective of a state ("Russian") by its code or its id; None where it has none."""
        known = self.state(state)
        return self._adjectives.get(state if known is None else known.id)

    def country_name(self, iso3: str) -> str:
        """The English name of a state by its ISO alpha-3 code.

        Raises
        ------
        KeyError
            For a code that no state has.
        """
        return self._states[iso3].name


def _likelihood(name: Name) -> tuple[bool, int]:
    return "rare" in name.guards, _DIRECTNESS.get(name.form, len(FORMS))


def _adjectives(actors: Mapping[str, Actor], names: Sequence[Name]) -> dict[str, str]:
    """The usual adjective of each state: unguarded, then the one that most names of bodies begin with, then likest its name."""
    begins: Counter[str] = Counter()
    for name in names:
        if of_kind(name.actor, "body"):
            words = name.alias.split()
            begins.update(" ".join(words[:end]) for end in range(1, min(4, len(words))))
    best: dict[str, tuple[bool, int, int, str]] = {}
    for name in names:
        actor = actors.get(name.actor)
        if name.form == "adjective" and actor is not None and actor.kind == "state":
            likeness = len(commonprefix([name.alias, actor.name]))
            rank = (not name.guards, begins[name.alias], likeness, name.alias)
            best[actor.id] = max(rank, best.get(actor.id, rank))
    return {ident: rank[-1] for ident, rank in best.items()}


def _states(actors: Mapping[str, Actor], history: History) -> dict[str, Actor]:
    """States by code, that of a state that was only where no other has it."""
    states = [actor for actor in actors.values() if actor.kind == "state" and actor.country is not None]
    former = {str(actor.country): actor for actor in states if history.former(actor.id)}
    return former | {str(actor.country): actor for actor in states if actor.id == state_id(actor.country)}


def _organs(actors: Mapping[str, Actor], by_alias: Mapping[str, tuple[Name, ...]]) -> dict[tuple[str, str], str]:
    """Bodies by country and noun, read from aliases that begin with the state: ``Israeli military``, ``Iran's parliament``."""
    organs: dict[tuple[str, str], str] = {}
    for alias, names in by_alias.items():
        bodies = [name.actor for name in names if of_kind(name.actor, "body") and name.actor in actors]
        words = alias.split()
        for cut in range(1, len(words)) if bodies else ():
            # the government of a province is none of its state
            states = by_alias.get(" ".join(words[:cut]).removesuffix("'s"), ())
            owners = {name.actor for name in states if name.form not in ("place", "held")}
            for body in bodies:
                country = actors[body].country
                if country and state_id(country) in owners:
                    organs.setdefault((country, " ".join(words[cut:])), body)
    return organs


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: defaultdict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _overruled(path: Path, actors: dict[str, Actor], names: list[Name]) -> list[Name]:
    """`names` with a user's table on top; `actors` is changed in place."""
    added: dict[tuple[str, str], frozenset[str]] = {}
    for row in extras.read(path, actors):
        if row.actor.id not in actors:
            added[row.actor.name, row.actor.id] = row.guards
        actors[row.actor.id] = row.actor
        added[row.alias, row.actor.id] = row.guards
    meant = {alias_key(alias) for alias, _ in added}
    # who holds a place, the user has said
    keyed = ((alias_key(name.alias), name.form) for name in names)
    forms = {key: "place" if form == "held" else form for key, form in keyed if key in meant}
    kept = [name for name in names if alias_key(name.alias) not in meant]
    return kept + [Name(alias, actor, forms.get(alias_key(alias), "name"), guards) for (alias, actor), guards in added.items()]
