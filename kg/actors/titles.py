"""Whom a title and a name mean: the office, its state and the date decide, then the article's own full names, then fame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.gazetteer import same_post
from kg.ids import actor_id
from kg.model import Actor, Mention

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer, Holder, Office

ALWAYS = "9999"  # after every date
TITLE_REACH = 60  # characters between a state and the name whose title is of it
RANKED = frozenset({"MIL", "REL", "REB"})  # sectors whose titles are ranks rather than offices


def titled_person(
    mention: Mention, choices: Sequence[Actor], full: Iterable[Actor], date: str | None, gazetteer: Gazetteer, told: str | None
) -> Actor | None:
    """The person whom the tables know by that title and name; None rather than somebody else of that name."""
    post = gazetteer.posts(mention.title or "")
    names = [actor for actor in full if _may_bear(mention.text, actor)]
    near = [c for c in choices if told is None or c.country == told or told in {s.country for s in gazetteer.offices_of(c.id)}]
    held = [c for c in near if _holds(c, post, told, date, gazetteer)]
    if held:
        return next((c for c in held if c in names), held[0])
    if (past := past_holder(mention.text, post, told, date, gazetteer)) is not None:
        return past
    if names := [c for c in names if told is None or c.country in (told, None)]:
        return names[0]
    famous = {n.actor for n in gazetteer.by_alias(mention.text) if "surname" not in n.guards}
    if told is not None and (serving := [c for c in near if date and gazetteer.offices_of(c.id, date)]):
        return serving[0]
    once = [c for c in near if _holds(c, post | {"former"}, told, date, gazetteer)]
    same_sector = [c for c in near if _sector(mention, c, date, gazetteer)]
    return next((c for c in (*once, *same_sector, *near) if c in once or c in same_sector or c.id in famous), None)


def past_holder(name: str, post: frozenset[str], country: str | None, date: str | None, gazetteer: Gazetteer) -> Actor | None:
    """The one person of that name who held that office on that date, whom only the table of past offices knows."""
    if date is None:
        return None
    found = (s for s in gazetteer.past_holders(name) if country in (None, s.country) and _in_time(s, post, date))
    spells = [spell for spell in found if same_post(gazetteer.posts(spell.office), post)]
    # of a name that several hold in one country the last word tells most
    last = [spell for spell in spells if spell.name.split()[-1].casefold() == name.split()[-1].casefold()]
    spells = last or spells
    people = {(spell.name, spell.country) for spell in spells}
    return _person(spells[0], gazetteer) if len(people) == 1 else None


def _person(spell: Holder, gazetteer: Gazetteer) -> Actor:
    ident = actor_id("person", spell.name)
    known = gazetteer.actors.get(ident)
    if known is not None and known.country == spell.country:
        return known
    return Actor(ident, spell.name, "person", spell.country, "GOV", spell.wikidata)


def _in_time(spell: Holder, post: frozenset[str], date: str) -> bool:
    return spell.held(date) or "former" in post and spell.start <= date


def _holds(actor: Actor, post: frozenset[str], country: str | None, date: str | None, gazetteer: Gazetteer) -> bool:
    """Whether a person held an office on a date, or before it where the title says "former"."""
    former = "former" in post
    spells = gazetteer.offices_of(actor.id, None if former or date is None else date)
    return any(
        same_post(_posts_of(spell, gazetteer), post)
        and (country is None or country in (spell.country, actor.country))
        and (not former or (spell.start or "") <= (date or ALWAYS))
        and (former or date is not None or spell.end is None)
        for spell in spells
    )


def _posts_of(spell: Office, gazetteer: Gazetteer) -> frozenset[str]:
    """What an office is; who leads a party is no head of a state."""
    found = gazetteer.posts(spell.office)
    return found if spell.office in gazetteer.post_words else found - {"leader"} | {spell.office}


def _sector(mention: Mention, actor: Actor, date: str | None, gazetteer: Gazetteer) -> bool:
    """Whether a title that is no office, as "General" is none, is of the sector that a person served in."""
    role = gazetteer.roles.get((mention.title or "").removeprefix("former "))
    spells: tuple[Office, ...] = gazetteer.offices_of(actor.id)
    begun = [spell for spell in spells if (spell.start or "") <= (date or ALWAYS)]
    return role is not None and role.role in RANKED and any(spell.role == role.role for spell in begun)


def told_near(mention: Mention, mentions: Iterable[Mention], gazetteer: Gazetteer) -> str | None:
    """The state that the text gives a titled name; None where a table alone does."""
    if mention.title is None or mention.country is None:
        return None
    known = {gazetteer.actors[ident].country for ident in mention.candidates}
    if mention.country not in known or len(known) > 1:
        return mention.country
    beside = (m for m in mentions if m.sentence == mention.sentence and m.candidates and m.start != mention.start)
    near = (
        m for m in beside if mention.start - TITLE_REACH < m.end <= mention.start or 0 <= m.start - mention.end < len(" of the ")
    )
    return mention.country if any(gazetteer.actors[m.candidates[0]].country == mention.country for m in near) else None


def _may_bear(name: str, actor: Actor) -> bool:
    return actor.kind == "person" and name.split()[-1] in actor.name.split()
