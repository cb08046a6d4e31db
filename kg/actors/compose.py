"""A party named through another: "Russian forces", "Hamas's leader", "its government"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.ids import actor_id
from kg.model import Actor, Kind

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer

# senses of role nouns that stand for one body of a state, whatever the word: what the body is called, its sector
BODIES = {
    "force": ("armed forces", "MIL"),
    "weapon": ("armed forces", "MIL"),
    "vessel": ("armed forces", "MIL"),
}
BRANCHES = frozenset({"army", "navy", "air force", "coast guard", "military"})
GOVERNMENTS = frozenset(
    {"government", "authority", "administration", "official", "regime", "cabinet", "leadership", "leader", "delegation"}
)
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
    state = gazetteer.actors.get(f"state:{country}", owner)
    if head in GOVERNMENTS or owner.kind == "person" and role.sense == "organ":
        return organ(country, "government", "GOV", gazetteer)
    if owner.kind == "person":
        return state if role.sense == "state" else owner
    if role.sense in BODIES or role.role in ("MIL", "COP"):
        name, sector = BODIES.get(role.sense, ("armed forces", "MIL"))
        if role.role == "COP":
            name, sector = "police", "COP"
        elif role.sense == "organ" or head in BRANCHES:
            name = "armed forces" if head == "military" else head
        return organ(country, name, sector, gazetteer)
    if role.kind == "person":
        holders = gazetteer.holders(head, country, date) if role.number == "singular" else ()
        if 0 < len(holders) <= HANDOVER:  # a senator is one of many
            return gazetteer.actors[holders[0]]
        return (
            organ(country, "government", role.role, gazetteer)
            if role.role in ("GOV", "MIL", "SPY")
            else replace(
                state,
                id=actor_id("people", head, country),
                name=f"{adjective_of(country, gazetteer)} {head}",
                kind="people",
                role=role.role,
                wikidata=None,
                aliases=(),
            )
        )
    if role.kind == "body":
        return organ(country, head, role.role, gazetteer)
    if role.kind == "people":
        return people_of(state)
    if role.kind in ("group", "party", "company", "org", "media"):
        kind: Kind = role.kind  # type: ignore[assignment]
        return Actor(actor_id(kind, head, country), f"{adjective_of(country, gazetteer)} {head}", kind, country, role.role)
    return owner


def people_of(state: Actor) -> Actor:
    """The nationals of a state as a group."""
    code = state.country or state.id.rsplit(":", 1)[-1]
    return Actor(f"people:{code.lower()}", f"people of {state.name}", "people", state.country, "CVL")


def organ(country: str, noun: str, role: str | None, gazetteer: Gazetteer) -> Actor:
    """The body of a state that a noun stands for: the one the tables know by it, else one named by state and noun."""
    known = gazetteer.organ(country, noun)
    if known is not None:
        return known
    return Actor(actor_id("body", noun, country), f"{adjective_of(country, gazetteer)} {noun}", "body", country, role)


def adjective_of(country: str, gazetteer: Gazetteer) -> str:
    """A state's adjective, or its name where it has none."""
    return gazetteer.adjective(country) or gazetteer.country_name(country)
