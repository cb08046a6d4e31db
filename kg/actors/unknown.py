"""Actors that the tables lack: people and bodies with the country and the role that the text gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.ids import actor_id, of_kind, state_id, unnamed_id
from kg.model import Actor, Kind, Mention

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer

LABELS: dict[str | None, Kind] = {"PERSON": "person", "ORG": "org", "NORP": "group"}

# kinds of actor that a role noun in an unknown name makes it
MAKES = frozenset({"body", "company", "party", "group", "media", "org"})

PARTY_PLACES = frozenset({"area", "abroad"})  # "Orange County" may be a party


def unknown_actor(mention: Mention, gazetteer: Gazetteer) -> Actor | None:
    """An actor made of the mention's own words; None for a place that no table knows, for an event, for a text."""
    kind = LABELS.get(mention.label)
    name = bare_name(mention, gazetteer)
    if mention.label == "GPE" and mention.country is not None:
        return gazetteer.state(mention.country)  # a town of which the text tells the state
    if kind is None or not name or _names_thing(name, kind, gazetteer):
        return None
    if (title := gazetteer.roles.get(mention.title or "")) is not None and title.sense == "vessel":
        return gazetteer.state(mention.country)  # a ship is no person; its flag is known or nobody's
    if kind == "org" and _titled_person(name, mention.title, gazetteer):
        kind = "person"
    if kind == "person":
        return Actor(actor_id(kind, name), name, kind, mention.country, _role_of(mention.title, gazetteer))
    words = name.lower().split()
    # what it is: the word before "of" ("Ministry of Fisheries"), the last word, the first
    before_of = (words[i - 1] for i, word in enumerate(words) if word == "of" and i)
    heads = [without_state(name, mention.country, gazetteer).lower(), *before_of, words[-1], words[0]]
    role = next((r for w in heads if (r := gazetteer.roles.get(w)) and r.kind in MAKES), None)
    if role is None:
        return Actor(actor_id(kind, name, mention.country), name, kind, mention.country)
    if role.kind == "body" and mention.country is None and role.role == "MIL":
        return Actor(actor_id("group", name), name, "group", None, "UAF")  # an army of no state
    made: Kind = role.kind  # type: ignore[assignment]
    ident = actor_id(made, without_state(name, mention.country, gazetteer), mention.country)
    return Actor(ident, name, made, mention.country, role.role)


def _titled_person(name: str, title: str | None, gazetteer: Gazetteer) -> bool:
    """Whether what the recogniser takes for an organisation holds an office: "its ambassador, Nadia Gadsby"."""
    role = gazetteer.roles.get(title or "")
    words = name.split()
    plain = len(words) in (2, 3) and all(w.isalpha() and w.istitle() and w.lower() not in gazetteer.roles for w in words)
    return role is not None and role.kind == "person" and role.sense == "title" and plain


def _names_thing(name: str, kind: Kind, gazetteer: Gazetteer) -> bool:
    """Whether a name is that of an event, a text, a facility or a weapon."""
    words = name.lower().split()
    codename = "codename" in gazetteer.things.get(words[0], ())  # "Operation Red Kite"
    return (
        codename
        or bool(gazetteer.things.get(words[-1], PARTY_PLACES) - PARTY_PLACES)
        or kind == "person"
        and any(map(str.isdigit, name))
    )


def _role_of(title: str | None, gazetteer: Gazetteer) -> str | None:
    """The sector that a title tells; who held it once is of the former elites."""
    if title is None:
        return None
    role = gazetteer.roles.get(title.removeprefix("former "))
    return "ELI" if title.startswith("former ") and role is not None and role.role else role.role if role else None


def without_state(name: str, country: str | None, gazetteer: Gazetteer) -> str:
    """ "Zambian Ministry of Fisheries" and "Zambia's Ministry of Fisheries" are one."""
    first, _, rest = name.partition(" ")
    known = {n.actor for n in gazetteer.by_alias(first.removesuffix("'s").removesuffix("’s"))}
    return rest if rest and state_id(country) in known else name


# senses of role nouns that are parties even where nobody says whose: "gunmen", "a court", "protesters"
PARTY_SENSES = frozenset({"people", "group", "force", "organ", "firm", "organisation", "media"})
# ... and that are, of one or of somebody new ("the prime minister", "aid workers"); "the ministers" were spoken of before
HOLDERS = frozenset({"title", "official"})
ANAPHORIC = frozenset({"the", "both", "this", "that", "these", "those", "each"})
INDEFINITE = frozenset({"a", "an", "some", "several", "many", "dozens", "hundreds", "thousands", "another", "one", "no", "any"})


def indefinite(mention: Mention, gazetteer: Gazetteer) -> bool:
    """Whether a description brings in somebody new: "a court", "three suspects", "protesters".

    A lone organ is definite without an article: "parliament".
    """
    first = mention.text.split()[0].lower()
    if first in ANAPHORIC:
        return False
    role = gazetteer.roles.get(mention.head)
    return first in INDEFINITE or role is None or role.sense != "organ" or mention.number == "plural" or first != mention.head


def regional_body(mention: Mention, place: str | None, gazetteer: Gazetteer) -> Actor:
    """The organ of a province or city, named by its own words: "the Gujarat government"; its "governor" speaks for it."""
    if place is not None and gazetteer.roles[mention.head].kind == "person" and mention.country is not None:
        return Actor(actor_id("body", place, mention.country), place, "body", mention.country, "GOV")
    name = mention.text.removeprefix("The ").removeprefix("the ")
    return Actor(actor_id("body", name, mention.country), name, "body", mention.country, gazetteer.roles[mention.head].role)


def unnamed_actor(mention: Mention, gazetteer: Gazetteer) -> Actor | None:
    """The party of a role noun that nobody owns; None where the noun says too little ("the country").

    Who only writes or hears of it ("reporters") is none.
    """
    role = gazetteer.roles.get(mention.head)
    if role is not None and role.sense == "state":
        return _states(mention, gazetteer)
    if role is None or role.sense not in PARTY_SENSES | HOLDERS:
        return None
    if role.sense == "media" and mention.text.lower().removeprefix("the ") == mention.head:
        return None  # "told the press" tells nobody in particular
    again = mention.number == "plural" and mention.text.split()[0].lower() in ANAPHORIC
    if role.sense in HOLDERS and (again or role.role == "JRN"):
        return None
    kind: Kind = "people" if role.kind == "person" else role.kind  # type: ignore[assignment]
    return Actor(unnamed_id(kind, mention.head), mention.head, kind, None, role.role)


def _states(mention: Mention, gazetteer: Gazetteer) -> Actor | None:
    """Several states as one party, new here or of a part of the world: "some 20 countries", "the Baltic states"."""
    words = mention.text.removeprefix("The ").removeprefix("the ").split()
    start = next((i for i, word in enumerate(words) if word.lower() in gazetteer.regions), None)
    counted = words[0].lower() in INDEFINITE or any(word.isdigit() for word in words)
    if mention.number != "plural" or start is None and not counted:
        return None
    name = " ".join(words[start or -1 :])
    return Actor(unnamed_id("org", name), name, "org")


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
            or (mention.country is not None and any(of_kind(n.actor, "state") for n in gazetteer.by_alias(words[0])))
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
    if short in (parts[-1], " ".join(parts[-2:]), parts[0]) and (len(short) > 2 or short.istitle() and len(short) == 2):
        return True
    initials = "".join(p[0] for p in parts if p[0].isupper())
    return len(short) > 1 and short.isupper() and short == initials
