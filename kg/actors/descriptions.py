"""Whom a definite description means: "the country", "the group", "the prime minister", "both leaders"."""

from __future__ import annotations

from collections import Counter

from kg.actors.compose import compose
from kg.actors.past import REACH, Past
from kg.model import Actor, Mention

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
OPPOSED = frozenset({"rivals", "neighbours", "neighbors", "foes", "enemies", "sides", "parties", "adversaries"})
# words of descriptions that the state's own full name must hold: only a kingdom is "the kingdom"
CONSTITUTIONS = frozenset({"kingdom", "republic", "emirate", "federation"})
# heads that name an organisation only where its name holds the word: no court is "the council"
NAMED_AFTER = frozenset({"council", "body", "commission", "committee", "court", "tribunal", "agency", "ministry", "department"})
ONE_OF_MANY = NAMED_AFTER | {"junta", "force", "service", "bureau", "office"}
LEADING = frozenset({"subject", "possessor", "other"})
GROUP_HEADS = frozenset({"group", "movement", "organisation", "organization"})
# organs that a state has in others
ABROAD = frozenset({"embassy", "consulate", "mission", "delegation"})
DEPUTIES = frozenset({"vice", "deputy", "former", "assistant", "ex", "under"})
TITLED = frozenset({"title", "official"})
PAIRS = frozenset({"both", "two"})


def referents(mention: Mention, past: Past) -> tuple[Actor, ...]:
    """One party, several where the description is plural, none rather than a guess."""
    role = past.gazetteer.roles.get(mention.head)
    if role is None:
        return ()
    words = set(mention.text.lower().split())
    if words & PAIRS or mention.head in OPPOSED:
        return _two(mention, role.sense, past)
    if mention.head in RELATIVE or mention.number == "plural" and role.sense == "state":
        return ()
    if role.sense in TITLED:
        return _titled(mention, past) or _of_main_state(mention, past)
    if role.sense == "force" and mention.number == "plural":
        return past.best(mention, lambda m, a: a.kind == "body" and _sense(m, past) == "force", REACH)
    kinds = frozenset({role.kind}) if role.kind == "party" else POINTS_TO.get(role.sense, frozenset())
    if mention.number != "plural" or role.sense == "group":
        named = past.best(mention, lambda m, a: a.kind in kinds and named_so(mention.head, a))
        if named or mention.head in CONSTITUTIONS:
            return named
    if role.sense == "state":
        regions = _regions(mention, past)
        return past.best(mention, lambda m, a: a.kind == "state" and all(a.id in states for states in regions))
    if role.sense == "organisation":
        if mention.head in NAMED_AFTER:
            return ()
        groups = past.best(mention, lambda m, a: a.kind in ("group", "party")) if mention.head in GROUP_HEADS else ()
        return groups or past.best(mention, lambda m, a: a.kind == "org")
    if role.sense in ("group", "firm", "media"):
        return past.best(mention, lambda m, a: a.kind in kinds)
    same = [a for m, a in past.mentions if m.head == mention.head and a.kind == "body"]
    if same:
        return (same[-1],)
    return _of_main_state(mention, past) if role.kind == "body" and mention.head not in ABROAD else ()


def _sense(mention: Mention, past: Past) -> str:
    role = past.gazetteer.roles.get(mention.head)
    return role.sense if role else ""


def named_so(head: str, actor: Actor) -> bool:
    """Whether a name of the actor holds the word it is described by: "the court", the International Court of Justice."""
    return any(head in name.lower().split() for name in (actor.name, *actor.aliases))


def _regions(mention: Mention, past: Past) -> list[frozenset[str]]:
    """The states of each part of the world that a description names: "the Balkan country", "the island nation"."""
    words = mention.text.lower().split()
    phrases = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + 4, len(words) + 1))}
    return [past.gazetteer.regions[phrase] for phrase in sorted(phrases & past.gazetteer.regions.keys())]


def _titled(mention: Mention, past: Past) -> tuple[Actor, ...]:
    """The person with that title in the article, or who held that office when it appeared."""

    def fits(other: Mention, actor: Actor) -> bool:
        if actor.kind != "person" or other.owner is not None:
            return False
        return _is_title(other.title, mention.head) or mention.head in {
            spell.office for spell in past.gazetteer.offices_of(actor.id, past.date)
        }

    return past.best(mention, fits)


def _is_title(title: str | None, head: str) -> bool:
    """Whether a title is the described one, in full or in a longer form: "interim president", not "vice president"."""
    if title is None or title == head:
        return title is not None
    return title.endswith(" " + head) and not DEPUTIES & set(title.removesuffix(head).replace("-", " ").split())


def _of_main_state(mention: Mention, past: Past) -> tuple[Actor, ...]:
    """ "The prime minister", "the army" of the state that its sentence opens with, or that most before it is of.

    Which ministry, court or junta it is must be known: of the states spoken of, the first that has just one such.
    """
    if mention.number == "plural":
        return ()
    opening = [a.country for m, a in past.mentions if m.sentence == mention.sentence and m.function in LEADING and a.country]
    counts = Counter(a.country for _, a in past.mentions if a.country is not None)
    if mention.head in ONE_OF_MANY:
        ranked = [*opening[:1], *(country for country, _ in counts.most_common())]
        return tuple(organ for country in ranked if (organ := past.gazetteer.organ(country, mention.head, past.date)))[:1]
    country = opening[0] if opening else next((c for c, n in counts.most_common(1) if n * 2 > counts.total()), None)
    state = past.gazetteer.state(country)
    return (compose(state, mention.head, past.date, past.gazetteer),) if state is not None else ()


def _two(mention: Mention, sense: str, past: Past) -> tuple[Actor, ...]:
    """The two that a plural description means, of the kind that it names."""
    if sense == "title":
        return past.pair(mention, lambda m, a: a.kind == "person" and m.owner is None)
    if sense == "official":
        return ()
    kinds = POINTS_TO.get(sense, frozenset()) | ({"state"} if mention.head in OPPOSED else set())
    for kind in ("state", "group", "org", "body", "company", "media"):
        if kind in kinds and (found := past.pair(mention, lambda m, a: a.kind == kind)):  # noqa: B023
            return found
    return ()
