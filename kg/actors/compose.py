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
GOVERNMENTS = frozenset(
    {"government", "authority", "administration", "official", "regime", "cabinet", "leadership", "leader", "delegation"}
)
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
    adjective = gazetteer.adjective(country) or state.name
    if head in GOVERNMENTS or owner.kind == "person" and role.sense == "organ":
        return _body(adjective, "government", "GOV", country)
    if owner.kind == "person":
        return owner
    if role.sense in BODIES or role.role in ("MIL", "COP"):
        name, sector = BODIES.get(role.sense, ("armed forces", "MIL"))
        if role.role == "COP":
            name, sector = "police", "COP"
        elif role.sense == "organ" or head in ("army", "navy", "air force", "coast guard", "military"):
            name = "armed forces" if head == "military" else head
        return _body(adjective, name, sector, country)
    if role.kind == "person":
        holders = gazetteer.holders(head, country, date) if role.number == "singular" else ()
        if holders:
            return gazetteer.actors[holders[0]]
        return (
            _body(adjective, "government", role.role, country)
            if role.role in ("GOV", "MIL", "SPY")
            else replace(
                state,
                id=actor_id("people", head, country),
                name=f"{adjective} {head}",
                kind="people",
                role=role.role,
                wikidata=None,
                aliases=(),
            )
        )
    if role.kind == "body":
        return _body(adjective, head, role.role, country)
    if role.kind == "people":
        return people_of(state)
    if role.kind in ("group", "party", "company", "org", "media"):
        kind: Kind = role.kind  # type: ignore[assignment]
        return Actor(actor_id(kind, head, country), f"{adjective} {head}", kind, country, role.role)
    return owner


def people_of(state: Actor) -> Actor:
    """The nationals of a state as a group."""
    code = state.country or state.id.rsplit(":", 1)[-1]
    return Actor(f"people:{code.lower()}", f"people of {state.name}", "people", state.country, "CVL")


def _body(adjective: str, name: str, role: str | None, country: str) -> Actor:
    return Actor(actor_id("body", name, country), f"{adjective} {name}", "body", country, role)
