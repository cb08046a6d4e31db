"""A party named through another: "Russian forces", "Hamas's leader", "its government"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.ids import actor_id, nation_id, slug_of
from kg.model import Actor, Kind

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer
    from kg.gazetteer.records import RoleNoun

# senses of role nouns that stand for one body of a state, whatever the word: what the body is called, its sector
BODIES = {"force": ("armed forces", "MIL"), "weapon": ("armed forces", "MIL"), "vessel": ("armed forces", "MIL")}
BRANCHES = frozenset({"army", "navy", "air force", "coast guard", "military"})
GOVERNMENTS = frozenset(
    {"government", "authority", "administration", "official", "regime", "cabinet", "leadership", "leader", "delegation"}
)
# what the officials of a sector are the body of, where they are no soldiers and no police
OFFICES = {"GOV": "government", "SPY": "intelligence service"}
HANDOVER = 2  # how many hold an office of one person on the day that it changes hands
OWNED = frozenset({"org", "group", "company", "party", "media", "body"})


def compose(owner: Actor, head: str, date: str | None, gazetteer: Gazetteer) -> Actor:
    """The party that a phrase with `head` and the owner `owner` stands for.

    An organisation's or a group's people are that organisation; a state's organs, officials and forces are bodies of
    their own; a thing that a state owns stands for the state.
    """
    role = gazetteer.roles.get(head)
    if owner.kind in OWNED:
        return owner
    country = owner.country
    if role is None or country is None or role.sense == "vessel" and role.role != "MIL":
        return owner
    state = owner if owner.kind == "state" else gazetteer.state(country) or owner
    if head in GOVERNMENTS or owner.kind == "person" and role.sense == "organ":
        return organ(state, "government", "GOV", date, gazetteer)
    if owner.kind == "person":
        return state if role.sense == "state" else owner
    if role.sense in BODIES or role.role in ("MIL", "COP"):
        name, sector = BODIES.get(role.sense, ("armed forces", "MIL"))
        if role.role == "COP":
            name, sector = "police", "COP"
        elif role.sense == "organ" or head in BRANCHES:
            name = "armed forces" if head == "military" else head
        return organ(state, name, sector, date, gazetteer)
    if role.kind == "person":
        return _official(state, head, role, date, gazetteer)
    if role.kind == "body":
        return organ(state, head, role.role, date, gazetteer)
    if role.kind == "people":
        people = people_of(state)
        apart = role.role not in (None, people.role)  # farmers and refugees have a sector of their own
        return replace(people, id=actor_id("people", head, country), role=role.role) if apart else people
    if role.kind in ("group", "party", "company", "org", "media"):
        kind: Kind = role.kind  # type: ignore[assignment]
        return Actor(actor_id(kind, head, country), f"{adjective_of(state, gazetteer)} {head}", kind, country, role.role)
    return owner


def _shares_its_code(state: Actor, gazetteer: Gazetteer) -> bool:
    """Whether a state that was has today's code of another: one of two Vietnams."""
    of_today = gazetteer.state(state.country)
    return gazetteer.history.former(state.id) and of_today is not None and of_today.id != state.id


def in_office(person: Actor, date: str | None, gazetteer: Gazetteer) -> Actor:
    """A person with the sector and the state of the office held on a date; who left every office is of the former elites."""
    held = gazetteer.offices_of(person.id, date)
    if date is None:
        held = tuple(spell for spell in held if spell.end is None)
    if not held:
        return replace(person, role="ELI" if gazetteer.offices_of(person.id) else None)
    states = [spell.country for spell in held if spell.country and ":" not in spell.country]
    country = person.country if person.country in states or not states else states[0]
    return replace(person, role=held[0].role, country=country)


def _official(state: Actor, head: str, role: RoleNoun, date: str | None, gazetteer: Gazetteer) -> Actor:
    """Who holds an office of a state, else the body that the officials of a sector act for, else those people of the state."""
    country = str(state.country)
    known = role.number == "singular" and not _shares_its_code(state, gazetteer)
    holders = gazetteer.holders(head, country, date) if known else ()
    if 0 < len(holders) <= HANDOVER:  # a senator is one of many
        return in_office(gazetteer.actors[holders[0]], date, gazetteer)
    if role.role in OFFICES:
        return organ(state, OFFICES[role.role], role.role, date, gazetteer)
    name = f"{adjective_of(state, gazetteer)} {head}"
    return replace(
        state, id=actor_id("people", head, country), name=name, kind="people", role=role.role, wikidata=None, aliases=()
    )


def people_of(state: Actor) -> Actor:
    """The nationals of a state as a group."""
    return Actor(nation_id(state.country or slug_of(state.id)), f"people of {state.name}", "people", state.country, "CVL")


def organ(state: Actor, noun: str, role: str | None, date: str | None, gazetteer: Gazetteer) -> Actor:
    """The body of a state that a noun stands for: the one the tables know by it, else one named by state and noun."""
    country = state.country or ""
    former = gazetteer.history.former(state.id)
    if not former and (known := gazetteer.organ(country, noun, date)) is not None:
        return known
    shared = _shares_its_code(state, gazetteer)
    ident = actor_id("body", f"{state.name} {noun}" if shared else noun, country)
    return Actor(ident, f"{adjective_of(state, gazetteer)} {noun}", "body", country, role)


def adjective_of(state: Actor, gazetteer: Gazetteer) -> str:
    """A state's adjective, or its name where it has none."""
    return gazetteer.adjective(state.id) or state.name
