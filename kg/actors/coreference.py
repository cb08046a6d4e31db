"""Pronouns and definite descriptions: the parties before them that fit by kind, number, gender, nearness and function."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from kg.actors.compose import compose
from kg.model import Actor, Mention

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer

REACH = 3  # sentences a pronoun looks back
SINGLE = frozenset({"state", "body", "org", "group", "party", "company", "media"})
PLURAL = frozenset({"people", "group", "org", "company", "party"})
# kinds of actor that a description may point back to, by the sense of its head noun
POINTS_TO: dict[str, frozenset[str]] = {
    "state": frozenset({"state"}),
    "group": frozenset({"group"}),
    "organisation": frozenset({"org"}),
    "firm": frozenset({"company"}),
    "media": frozenset({"media"}),
    "organ": frozenset({"body", "org"}),
}
# descriptions by what a state is to another say nothing of which one it is
RELATIVE = frozenset(
    {"ally", "allies", "enemy", "enemies", "adversary", "adversaries", "foe", "foes", "host", "hosts", "guarantor"}
)
TITLED = frozenset({"title", "official"})
# words of descriptions that the state's own full name must hold: only a kingdom is "the kingdom"
CONSTITUTIONS = frozenset({"kingdom", "republic", "emirate", "federation"})
PAIRS = ("both", "two")


History = Sequence[tuple[Mention, Actor]]


def antecedents(mention: Mention, history: History, gazetteer: Gazetteer, date: str | None) -> tuple[Actor, ...]:
    """Whom `mention` points back to: one party, several where it is plural, none rather than a guess."""
    before = [(m, a) for m, a in history if m.end <= mention.start]
    if mention.form == "pronoun":
        near = [(m, a) for m, a in before if mention.sentence - m.sentence <= REACH]
        return _pronoun(mention, near)
    return _description(mention, before, gazetteer, date)


def _pronoun(mention: Mention, before: History) -> tuple[Actor, ...]:
    word = mention.text.lower()
    if word in ("he", "him", "his"):
        return _best(mention, before, lambda m, a: a.kind == "person" and m.gender != "female" and m.form != "adjective")
    if word in ("she", "her"):
        return _best(mention, before, lambda m, a: a.kind == "person" and m.gender != "male" and m.form != "adjective")
    if word in ("it", "its", "itself"):
        return _best(mention, before, lambda m, a: a.kind in SINGLE and m.form != "adjective")
    if word in ("they", "them", "their", "both"):
        pair = _pair(mention, before, frozenset({"state", "person", "org", "body", "group"}))
        if word == "both":
            return pair
        one = _best(
            mention,
            before,
            lambda m, a: a.kind in PLURAL and m.form != "adjective" or a.kind != "person" and m.number == "plural",
        )
        if pair and (not one or not any(a.id == one[0].id and m.sentence >= _last_sentence(pair, before) for m, a in before)):
            return pair
        return one
    return ()


def _description(mention: Mention, before: History, gazetteer: Gazetteer, date: str | None) -> tuple[Actor, ...]:
    role = gazetteer.roles.get(mention.head)
    if role is None or mention.head in RELATIVE:
        return ()
    words = mention.text.lower().split()
    if any(word in PAIRS for word in words) or mention.number == "plural" and role.sense == "state":
        kinds = (
            frozenset({"person"})
            if role.sense in TITLED and role.sense != "official"
            else POINTS_TO.get(role.sense, frozenset({"state", "group"}))
        )
        return _pair(mention, before, kinds)
    kinds = POINTS_TO.get(role.sense)
    if kinds is not None and mention.number != "plural" or role.sense == "group":
        named = _best(mention, before, lambda m, a: a.kind in (kinds or ()) and mention.head in a.name.lower())
        if named:
            return named
    if role.sense in ("state", "firm", "organisation", "media") or role.sense == "group":
        if mention.head in CONSTITUTIONS:
            return _best(
                mention, before, lambda m, a: a.kind == "state" and any(mention.head in x.lower() for x in (a.name, *a.aliases))
            )
        return _best(mention, before, lambda m, a: a.kind in (kinds or ()))
    if role.sense in TITLED:
        titled = [
            a
            for m, a in before
            if a.kind == "person" and m.title is not None and (m.title == mention.head or m.title.endswith(" " + mention.head))
        ]
        return (titled[-1],) if titled else _of_main_state(mention, before, gazetteer, date)
    same = [a for m, a in before if m.head == mention.head and a.kind == "body"]
    if same:
        return (same[-1],)
    return _of_main_state(mention, before, gazetteer, date) if role.kind == "body" else ()


def _of_main_state(mention: Mention, before: History, gazetteer: Gazetteer, date: str | None) -> tuple[Actor, ...]:
    """ "The prime minister", "the army" where nearly all before it is of one state."""
    states = Counter(a.country for m, a in before if a.country is not None)
    if not states or mention.number == "plural":
        return ()
    country, count = states.most_common(1)[0]
    if count * 2 <= sum(states.values()) or f"state:{country}" not in gazetteer.actors:
        return ()
    return (compose(gazetteer.actors[f"state:{country}"], mention.head, date, gazetteer),)


def _pair(mention: Mention, before: History, kinds: frozenset[str]) -> tuple[Actor, ...]:
    """The two parties that the last sentence with exactly two of a kind speaks of."""
    for sentence in sorted({m.sentence for m, _ in before}, reverse=True):
        if mention.sentence - sentence > REACH:
            break
        for kind in ("state", "person", "group", "org", "body"):
            if kind not in kinds:
                continue
            found = {a.id: a for m, a in before if m.sentence == sentence and a.kind == kind}
            if len(found) == 2:
                return tuple(found.values())
    return ()


def _last_sentence(actors: tuple[Actor, ...], before: History) -> int:
    ids = {a.id for a in actors}
    return max((m.sentence for m, a in before if a.id in ids), default=-1)


def _best(mention: Mention, before: History, fits: Callable[[Mention, Actor], bool]) -> tuple[Actor, ...]:
    candidates = [(m, a) for m, a in before if fits(m, a)]
    if not candidates:
        return ()
    return (max(candidates, key=lambda pair: _salience(mention, pair[0]))[1],)


def _salience(pointer: Mention, other: Mention) -> tuple[float, int]:
    """Nearness in sentences first, then subjects over others, then nearness in words.

    A possessive within one sentence takes the nearest: "urged China to press North Korea over its troops".
    """
    score = -1.0 * (pointer.sentence - other.sentence)
    if pointer.function == "possessor" and pointer.form == "pronoun" and pointer.sentence == other.sentence:
        return score + 0.8, other.start
    score += {"subject": 0.8, "object": 0.2, "possessor": 0.1, "modifier": -0.3}.get(other.function, 0.0)
    if other.form == "pronoun":
        score += 0.1
    return score, other.start
