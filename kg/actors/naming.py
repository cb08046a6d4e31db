"""Whom the names of an article mean: known actors from the tables, unknown ones made from the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.actors.compose import people_of
from kg.actors.unknown import bare_name, same_name, unknown_actor
from kg.model import Actor, Mention

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer

Span = tuple[int, int]


def named_actors(mentions: Sequence[Mention], date: str | None, gazetteer: Gazetteer) -> dict[Span, Actor]:
    """Actors of all names by where they stand; short forms of unknown names are joined to the full ones."""
    answers: dict[Span, Actor] = {}
    in_full = tuple(gazetteer.actors[m.candidates[0]] for m in mentions if m.candidates and " " in m.text and not m.head)
    unknown: list[tuple[Mention, str]] = []
    for mention in mentions:
        if mention.form in ("pronoun", "description") or mention.head:
            continue
        if mention.candidates:
            answers[mention.start, mention.end] = known_actor(mention, in_full, date, gazetteer)
        elif (name := bare_name(mention, gazetteer)).lower() not in gazetteer.roles:
            unknown.append((mention, name))
    named = [a for m in mentions if (a := answers.get((m.start, m.end))) and a.kind != "state"]
    fullest: dict[str, Mention] = {}  # the first mention of each unknown name, with all that any of them tells
    full_of: dict[str, str] = {}
    for mention, name in sorted(unknown, key=lambda pair: -len(pair[1].split())):
        known = next((a for a in named if " " not in name and _short_for(name, a)), None)
        if known is not None:
            answers[mention.start, mention.end] = known
            continue
        full = next((full for full in fullest if same_name(name, full)), name)
        full_of[name] = full
        chosen = fullest.get(full, mention)
        fullest[full] = replace(chosen, country=chosen.country or mention.country, title=chosen.title or mention.title)
    for mention, name in unknown:
        span = (mention.start, mention.end)
        if span not in answers and (actor := unknown_actor(fullest[full_of[name]], gazetteer)) is not None:
            answers[span] = actor
    return answers


def _short_for(name: str, actor: Actor) -> bool:
    """Whether a lone word is short for a known actor: a surname; "the House" of Representatives, not the White House."""
    if actor.kind != "person" and any(full.startswith(f"{name} of ") for full in (actor.name, *actor.aliases)):
        return True
    return same_name(name, actor.name) and (actor.kind == "person" or name != actor.name.split()[-1])


def known_actor(mention: Mention, full: Iterable[Actor], date: str | None, gazetteer: Gazetteer) -> Actor:
    """The actor of a name that the tables know, with the role that its office on that date gives a person.

    `full` are the actors that the article names in full: a short form means one of them before anybody else.
    """
    actor = _likeliest(mention, full, date, gazetteer)
    if actor.kind == "person" and actor.role is None:
        return replace(actor, role=_role_on(actor.id, date, gazetteer))
    if mention.form == "adjective" and mention.number == "plural" and not mention.head and actor.kind == "state":
        return people_of(actor)
    return actor


def _likeliest(mention: Mention, full: Iterable[Actor], date: str | None, gazetteer: Gazetteer) -> Actor:
    choices = [gazetteer.actors[ident] for ident in mention.candidates]
    if choices[0].kind != "person":
        return choices[0]
    named = {actor.id: actor for actor in full if actor.kind == "person"}
    if any(choice.id in named for choice in choices):
        return next(choice for choice in choices if choice.id in named)
    word = mention.text.split()[-1]
    if " " not in mention.text and (alike := [a for a in named.values() if word in a.name.split()]):
        return alike[0]
    return next((choice for choice in choices if gazetteer.offices_of(choice.id, date)), choices[0]) if date else choices[0]


def _role_on(person: str, date: str | None, gazetteer: Gazetteer) -> str | None:
    """The sector of a person's office on a date; of who left every office, that of former elites."""
    held = gazetteer.offices_of(person, date)
    if date is None:
        held = tuple(spell for spell in held if spell.end is None)
    if held:
        return held[0].role
    return "ELI" if gazetteer.offices_of(person) else None
