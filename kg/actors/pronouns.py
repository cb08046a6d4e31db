"""Whom a pronoun means."""

from __future__ import annotations

from collections import Counter

from kg.actors.past import REACH, Past
from kg.model import Actor, Mention, Sentence

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "themselves"})

SINGLE_KINDS = frozenset({"state", "body", "org", "group", "party", "company", "media"})
# what is spoken of as "they" though its name is singular
PLURAL_KINDS = frozenset({"people", "group", "org", "company", "party", "body", "media"})
PAIRED_KINDS = frozenset({"state", "person", "org", "group"})


def referents(mention: Mention, past: Past) -> tuple[Actor, ...]:
    """One party, several where the pronoun is plural, none rather than a guess."""
    word = mention.text.lower()
    if word in MALE or word in FEMALE:
        gender = "male" if word in MALE else "female"
        return past.best(mention, lambda m, a: _is_person(m, a) and past.genders.fits(gender, m, a), REACH)
    if word in NEUTER:
        return past.best(mention, lambda m, a: a.kind in SINGLE_KINDS and _stands_alone(m) and m.number != "plural", REACH)
    if word == "both":
        return _pair(mention, past)
    if word in PLURAL:
        one = past.best(mention, _is_many, REACH)
        two = _pair(mention, past)
        return two if two and (not one or _later(two, one[0], past)) else one
    return ()


def forthcoming(mention: Mention, sentence: Sentence, names: Past) -> tuple[Actor, ...]:
    """The subject that a possessive in a sentence's opening phrase looks ahead to: "In his visit to Hanoi, Putin ..."."""
    word = mention.text.lower()
    if mention.function != "possessor" or word not in MALE | FEMALE | NEUTER:
        return ()
    subjects = [(m, a) for m, a in names.mentions if m.sentence == mention.sentence and m.function == "subject"]
    if not subjects or subjects[0][0].start < mention.start:
        return ()
    other, actor = subjects[0]
    if "," not in sentence.text[mention.end - sentence.start : other.start - sentence.start]:
        return ()
    if word in NEUTER:
        return (actor,) if actor.kind in SINGLE_KINDS else ()
    gender = "male" if word in MALE else "female"
    return (actor,) if _is_person(other, actor) and names.genders.fits(gender, other, actor) else ()


def _is_person(mention: Mention, actor: Actor) -> bool:
    return actor.kind == "person" and (mention.owner is None or mention.form == "name") and mention.form != "adjective"


def _stands_alone(mention: Mention) -> bool:
    return mention.form != "adjective" or bool(mention.head)


def _is_many(mention: Mention, actor: Actor) -> bool:
    return _stands_alone(mention) and (actor.kind in PLURAL_KINDS or actor.kind != "person" and mention.number == "plural")


def _pair(mention: Mention, past: Past) -> tuple[Actor, ...]:
    """The two of one kind, first of the kind that the sentences just before are about."""
    last = [(m, a) for m, a in past.mentions if mention.sentence - m.sentence <= 1 and _stands_alone(m)]
    near = [(m, a) for m, a in last if a.kind in PAIRED_KINDS]
    about = Counter(a.kind for m, a in near if m.function in ("subject", "other"))
    for kind in sorted({a.kind for _, a in near}, key=lambda kind: (-about[kind], kind)):
        if found := past.pair(mention, lambda m, a: a.kind == kind and _stands_alone(m)):  # noqa: B023
            return found
    return ()


def _later(two: tuple[Actor, ...], one: Actor, past: Past) -> bool:
    """Whether two parties were named together after `one` was."""
    ids = {actor.id for actor in two}
    last_two = max((m.sentence for m, a in past.mentions if a.id in ids and m.function == "subject"), default=-1)
    return last_two > max((m.sentence for m, a in past.mentions if a.id == one.id), default=-1)
