"""Whom the names of an article mean: known actors from the tables, unknown ones made from the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.actors.compose import in_office, people_of
from kg.actors.titles import past_holder, titled_person, told_near
from kg.actors.unknown import bare_name, same_name, unknown_actor, without_state
from kg.ids import actor_id
from kg.model import Actor, Mention

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer

Span = tuple[int, int]


def named_actors(mentions: Sequence[Mention], date: str | None, gazetteer: Gazetteer) -> dict[Span, Actor]:
    """Actors of all names by where they stand; short forms of unknown names are joined to the full ones."""
    mentions = _bare(mentions, gazetteer)
    answers: dict[Span, Actor] = {}
    full_names = (m for m in mentions if m.candidates and " " in m.text and not m.head)
    in_full = tuple(gazetteer.actors[m.candidates[0]] for m in full_names)
    unknown: list[tuple[Mention, str]] = []
    for mention in mentions:
        if mention.form in ("pronoun", "description") or mention.head:
            continue
        told = told_near(mention, mentions, gazetteer)
        known = known_actor(mention, in_full, date, gazetteer, told) if mention.candidates else None
        if known is not None:
            answers[mention.start, mention.end] = known
        elif (name := bare_name(mention, gazetteer)).lower() not in gazetteer.roles:
            holder = _holder(mention, name, date, gazetteer)
            if holder is not None:
                answers[mention.start, mention.end] = holder
            else:
                unknown.append((_unplaced(mention, gazetteer), name))
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


def _bare(mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Mention]:
    """The mentions, those of persons with the words of the name alone: of "President NAME" NAME."""
    shortest: dict[int, str] = {}
    for mention in mentions:
        if mention.form == "name" and len(mention.text) <= len(shortest.get(mention.end, mention.text)):
            shortest[mention.end] = mention.text
    return [
        replace(m, text=shortest[m.end]) if m.form == "name" and not m.head and _is_person(m, gazetteer) else m for m in mentions
    ]


def _is_person(mention: Mention, gazetteer: Gazetteer) -> bool:
    if mention.candidates:
        return gazetteer.actors[mention.candidates[0]].kind == "person"
    return mention.label == "PERSON"


def _holder(mention: Mention, name: str, date: str | None, gazetteer: Gazetteer) -> Actor | None:
    if mention.title is None or mention.label != "PERSON" and not mention.candidates:
        return None
    return past_holder(name, gazetteer.posts(mention.title), mention.country, date, gazetteer)


def _unplaced(mention: Mention, gazetteer: Gazetteer) -> Mention:
    """A name that known persons bear and that means none of them here."""
    if not mention.candidates:
        return mention
    theirs = {gazetteer.actors[ident].country for ident in mention.candidates}
    country = None if mention.country in theirs and len(theirs) == 1 else mention.country
    return replace(mention, candidates=(), label="PERSON", country=country)


def _short_for(name: str, actor: Actor) -> bool:
    """Whether a lone word is short for a known actor: a surname; "the House" of Representatives, not the White House."""
    if actor.kind != "person" and any(full.startswith(f"{name} of ") for full in (actor.name, *actor.aliases)):
        return True
    return same_name(name, actor.name) and (actor.kind == "person" or name != actor.name.split()[-1])


def known_actor(
    mention: Mention, full: Sequence[Actor], date: str | None, gazetteer: Gazetteer, told: str | None = None
) -> Actor | None:
    """The actor of a name that the tables know, with the role that its office on that date gives a person.

    `full` are the actors that the article names in full: a short form means one of them before anybody else. None where
    the title before the name is of somebody else. `told` is the state that the text gives the name.
    """
    actor = _likeliest(mention, full, date, gazetteer, told)
    if actor is None:
        return None
    if actor.kind == "person" and actor.role is None:
        return in_office(actor, date, gazetteer)
    if not gazetteer.history.there(actor.id, date) and actor.kind == "body":
        name = bare_name(mention, gazetteer)
        ident = actor_id("body", without_state(name, actor.country, gazetteer), actor.country)
        return Actor(ident, name, "body", actor.country, actor.role)  # the government of another day
    actor = gazetteer.history.of_the_day(actor, date)
    if mention.form == "adjective" and mention.number == "plural" and not mention.head and actor.kind == "state":
        return people_of(actor)
    return actor


def _likeliest(mention: Mention, full: Sequence[Actor], date: str | None, gazetteer: Gazetteer, told: str | None) -> Actor | None:
    choices = [gazetteer.actors[ident] for ident in mention.candidates]
    if choices[0].kind != "person":
        return choices[0]
    if mention.title is not None and " " not in mention.text:
        return titled_person(mention, choices, full, date, gazetteer, told)
    named = {actor.id: actor for actor in full if actor.kind == "person"}
    if any(choice.id in named for choice in choices):
        return next(choice for choice in choices if choice.id in named)
    word = mention.text.split()[-1]
    if " " not in mention.text and (alike := [a for a in named.values() if word in a.name.split()]):
        return alike[0]
    return next((choice for choice in choices if gazetteer.offices_of(choice.id, date)), choices[0]) if date else choices[0]
