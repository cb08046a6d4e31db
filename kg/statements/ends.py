"""Which actors two mentions can relate: not one party to itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product
from typing import TYPE_CHECKING

from kg.ids import inhabitants_id
from kg.model import Actor, ActorMention, Mention

if TYPE_CHECKING:
    from kg.actors import Resolution

OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "SPY", "COP"})


def ends_of(one: Mention, other: Mention, resolution: Resolution) -> Iterator[tuple[ActorMention, ActorMention]]:
    """The pairs of parties that two mentions relate; of a party of several to itself ("the two met"), each pair once."""
    if resolution.private(one) and resolution.private(other):
        return  # what a tourist does to a surfer is between neither's states
    sources, targets = resolution.doers(one), resolution.actors(other)
    one_mention = (one.start, one.end) == (other.start, other.end)
    for source, target in combinations(sources, 2) if one_mention else product(sources, targets):
        if not one_party(source.actor, target.actor):
            yield source, target
        elif (place := resolution.place(other)) and target.actor.kind == "state":
            yield source, replace(target, actor=inhabitants(place, target.actor))


def inhabitants(place: str, state: Actor) -> Actor:
    """The people of a part of a state, as the state's own forces meet them: a state does not attack itself."""
    return Actor(inhabitants_id(place), f"people of {place}", "people", state.country, "CVL")


def one_party(a: Actor, b: Actor) -> bool:
    """Whether `a` and `b` are the same, or a state and one of its own organs or officials."""
    if a.id == b.id:
        return True
    state, other = (a, b) if a.kind == "state" else (b, a)
    if state.kind != "state" or a.country is None or a.country != b.country:
        return False
    return other.kind in ("state", "body") or other.kind == "person" and other.role in OFFICIAL
