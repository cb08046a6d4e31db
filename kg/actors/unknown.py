"""Actors that the tables lack: people and bodies with the country and the role that the text gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ids import actor_id, slug
from kg.model import Actor, Kind, Mention

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer

LABELS: dict[str | None, Kind] = {"PERSON": "person", "ORG": "org", "NORP": "group"}

# last words of capitalised names that are no parties
NOT_ACTORS = frozenset(
    "treaty agreement accord declaration act war summit conference operation initiative plan deal protocol convention"
    " memorandum resolution day cup games corridor strip statement report accords talks award prize dialogue constitution"
    " crisis conflict law bill fund zone programme program road highway bridge airport river sea strait gulf ocean".split()
)


def unknown_actor(mention: Mention, gazetteer: Gazetteer) -> Actor | None:
    """An actor made of the mention's own words; None for a place that no table knows."""
    kind = LABELS.get(mention.label)
    if kind is None:
        return None
    role = gazetteer.roles[mention.title].role if mention.title in gazetteer.roles else None
    name = bare_name(mention, gazetteer)
    if not name:
        return None
    if kind != "person":
        if name.split()[-1].lower() in NOT_ACTORS:
            return None
        last = gazetteer.roles.get(name.split()[-1].lower()) or gazetteer.roles.get(name.split()[0].lower())
        if last is not None and last.kind in ("body", "company", "party", "group", "media"):
            kind, role = last.kind, last.role  # type: ignore[assignment]
    return Actor(actor_id(kind, name, mention.country), name, kind, mention.country, role)


# senses of role nouns that are parties even where nobody says whose: "gunmen", "a court", "protesters"
UNNAMED = frozenset({"people", "group", "force", "organ", "firm", "organisation"})
INDEFINITE = frozenset({"a", "an", "some", "several", "many", "dozens", "hundreds", "thousands", "another", "one", "no", "any"})


def indefinite(mention: Mention) -> bool:
    """Whether a description brings in somebody new: "a court", "three suspects", "protesters"."""
    first = mention.text.split()[0].lower()
    return first in INDEFINITE or first not in ("the", "both", "this", "that", "these", "those")


def regional_body(mention: Mention, gazetteer: Gazetteer) -> Actor:
    """The organ of a province or city, named by its own words: "the Gujarat government"."""
    name = mention.text.removeprefix("The ").removeprefix("the ")
    return Actor(actor_id("body", name, mention.country), name, "body", mention.country, gazetteer.roles[mention.head].role)


def unnamed_actor(mention: Mention, gazetteer: Gazetteer) -> Actor | None:
    """The party of a role noun that nobody owns; None where the noun says too little ("the country")."""
    role = gazetteer.roles.get(mention.head)
    if role is None or role.sense not in UNNAMED:
        return None
    kind: Kind = "people" if role.kind == "person" else role.kind  # type: ignore[assignment]
    return Actor(f"{kind}:unnamed-{slug(mention.head)}", mention.head, kind, None, role.role)


def bare_name(mention: Mention, gazetteer: Gazetteer) -> str:
    """The name without the title and the country before it: "Ghana's trade minister NAME" -> "NAME"."""
    words = mention.text.split()
    if mention.label == "PERSON":
        lower = [w.lower().rstrip(".,") for w in words]
        last = max(
            (i for i, w in enumerate(lower[:-1]) if w in gazetteer.roles or " ".join(lower[i - 1 : i + 1]) in gazetteer.roles),
            default=-1,
        )
        words = words[last + 1 :]
        while len(words) > 1 and (
            words[0].lower().rstrip(".,") in gazetteer.roles
            or words[0].islower()
            or words[0].endswith(("'s", "’s"))
            or (gazetteer.by_alias(words[0]) and mention.country is not None)
            or (mention.title and words[0].lower() in mention.title.split())
        ):
            words.pop(0)
    elif words and words[0].lower() in ("the", "a", "an"):
        words.pop(0)
    return " ".join(words).strip(" ,.'’\"“”")


def same_name(short: str, long: str) -> bool:
    """Whether `short` is a part of `long` that may stand for it: a surname, a first word of a body, an acronym."""
    if short == long:
        return True
    parts = long.split()
    if short in (parts[-1], " ".join(parts[-2:]), parts[0]) and len(short) > 2:
        return True
    initials = "".join(p[0] for p in parts if p[0].isupper())
    return len(short) > 1 and short.isupper() and short == initials
