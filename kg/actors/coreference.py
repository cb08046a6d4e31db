"""Pronouns and definite descriptions: the party before them that fits by kind, number, gender, nearness and function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.actors.compose import compose
from kg.model import Actor, Mention

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer

REACH = 3  # sentences a pronoun looks back
SINGLE = frozenset({"state", "body", "org", "group", "party", "company", "media"})
# heads of descriptions, by the kinds of actor they may point back to
POINTS_TO: dict[str, frozenset[str]] = {
    "country": frozenset({"state"}), "nation": frozenset({"state"}), "kingdom": frozenset({"state"}),
    "state": frozenset({"state"}), "republic": frozenset({"state"}), "island": frozenset({"state"}),
    "group": frozenset({"group", "org"}), "movement": frozenset({"group", "party"}), "militia": frozenset({"group"}),
    "rebel": frozenset({"group"}), "militant": frozenset({"group"}), "insurgent": frozenset({"group"}),
    "organisation": frozenset({"org", "group"}), "organization": frozenset({"org", "group"}), "bloc": frozenset({"org"}),
    "alliance": frozenset({"org"}), "agency": frozenset({"org", "body"}), "ministry": frozenset({"body"}),
    "party": frozenset({"party"}), "company": frozenset({"company"}), "firm": frozenset({"company"}),
    "airline": frozenset({"company"}), "court": frozenset({"body", "org"}),
}


def antecedent(
    mention: Mention, history: list[tuple[Mention, Actor]], gazetteer: Gazetteer, date: str | None
) -> Actor | None:
    """Whom `mention` points back to; None rather than a guess."""
    before = [(m, a) for m, a in history if mention.sentence - m.sentence <= REACH and m.end <= mention.start]
    if mention.form == "pronoun":
        return _pronoun(mention, before)
    return _description(mention, [(m, a) for m, a in history if m.end <= mention.start], gazetteer, date)


def _pronoun(mention: Mention, before: list[tuple[Mention, Actor]]) -> Actor | None:
    word = mention.text.lower()
    if word in ("he", "him", "his", "she", "her"):
        fits = [(m, a) for m, a in before if a.kind == "person" and m.form != "adjective"]
    elif word in ("it", "its", "itself"):
        fits = [(m, a) for m, a in before if a.kind in SINGLE]
    elif word in ("they", "them", "their"):
        fits = [(m, a) for m, a in before if a.kind in ("people", "group", "org", "body", "company", "party") or m.number == "plural"]
    else:
        return None
    return max(fits, key=lambda pair: _salience(mention, pair[0]), default=(None, None))[1]


def _salience(pronoun: Mention, other: Mention) -> tuple[float, int]:
    """Nearness in sentences first, then subjects over others, then nearness in words."""
    score = -1.0 * (pronoun.sentence - other.sentence)
    score += {"subject": 0.8, "object": 0.2, "possessor": 0.1}.get(other.function, 0.0)
    if other.form == "pronoun":
        score += 0.1
    return score, other.start


def _description(
    mention: Mention, before: list[tuple[Mention, Actor]], gazetteer: Gazetteer, date: str | None
) -> Actor | None:
    kinds = POINTS_TO.get(mention.head)
    if kinds is not None and mention.number != "plural" or mention.head in ("rebel", "militant", "insurgent"):
        fits = [(m, a) for m, a in before if a.kind in (kinds or ())]
        return max(fits, key=lambda pair: _salience(mention, pair[0]), default=(None, None))[1]
    role = gazetteer.roles.get(mention.head)
    if role is None:
        return None
    if role.kind == "person":
        titled = [a for m, a in before if a.kind == "person" and m.title == mention.head]
        return titled[-1] if titled else None
    if role.kind == "body":
        same = [a for m, a in before if m.head == mention.head]
        if same:
            return same[-1]
        states = [a for m, a in before if a.kind == "state"]
        if states and len({a.id for a in states}) == 1:
            return compose(states[0], mention.head, date, gazetteer)
    return None
