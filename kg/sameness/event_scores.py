"""Whether two statements report the same occurrence: a score from what their traits share."""

from __future__ import annotations

import math
from typing import NamedTuple

from kg.model import OF_A_STATE, Actor
from kg.sameness.event_traits import Trait

SAME = 0.5  # statements that score higher are reports of one event

_ONCE = frozenset({"AGREE", "CONCEDE", "COOPERATE", "MOBILIZE", "RETREAT", "SANCTION"})  # seldom done twice within days
_SPEECH = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})  # may be done again in the next sentence
_DAILY = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})  # done again the same or the next day
_TALK = _SPEECH | {"AGREE", "CONSULT", ""}  # what it was about tells one from the next
_LASTING = frozenset({"annex", "block", "confl", "invad", "invas", "occup", "siege", "war"})  # spoken of for years
_DEATHS = frozenset({"assas", "execu", "kill", "killi"})
_EFFECTS = frozenset({"kill", "injur", "wound"})  # of another deed in the same sentence
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE"})  # as well said of the one as of the other


class Signs(NamedTuple):
    """What speaks for (positive) or against (negative) one occurrence, each between -1 and 1 but for `when`."""

    actors: float
    lemma: float
    object: float
    when: float
    place: float
    words: float
    names: float
    numbers: float
    headline: float
    body: float
    once: float
    speech: float
    lasting: float
    stale: float
    reprint: float


# Fitted by logistic regression to pairs of statements annotated by hand, then rounded.
WEIGHTS = Signs(
    actors=2.1,
    lemma=0.7,
    object=0.2,
    when=0.2,
    place=0.5,
    words=1.2,
    names=0.1,
    numbers=0.5,
    headline=2.2,
    body=-1.4,
    once=2.0,
    speech=-0.8,
    lasting=2.0,
    stale=-1.7,
    reprint=1.1,
)
BIAS = -2.6
_ALIKE = 0.2  # share of words: sentences of one article that share less are of two matters, though the verb is the same
_SENTENCE = 0.9  # what one sentence says of one deed twice


def likeness(one: Trait, other: Trait) -> float:
    """The probability that both report one occurrence; 0 where their actors, status, relation or dates rule that out."""
    if one.article == other.article and one.start == other.start:
        return _SENTENCE if _one_deed(one, other) else 0.0
    signs = compared(one, other)
    if signs is None:
        return 0.0
    return 1 / (1 + math.exp(-BIAS - sum(weight * sign for weight, sign in zip(WEIGHTS, signs, strict=True))))


def compared(one: Trait, other: Trait) -> Signs | None:
    """The signs for and against, None where one occurrence is out of the question."""
    lemma = one.lemma == other.lemma
    if one.status != other.status or not (lemma or (one.type and one.type == other.type)):
        return None
    when = _when(one, other)
    actors = _actors(one, other)
    if when is None or actors is None or _another_toll(one, other):
        return None
    same_article, same_type = one.article == other.article, one.type == other.type
    lasting, words = lemma and one.lemma in _LASTING, _shared(one.words, other.words)
    headline = same_article and one.headline != other.headline
    # the same parties may agree on another matter, of which other words tell
    matter = headline or bool(one.precision or other.precision) or (words > 0 if one.type == "AGREE" else lemma or words > 0)
    once = same_type and one.type in _ONCE and matter or _is_death(one) and _is_death(other)
    aside = lemma and words < _ALIKE and (one.type in _TALK or other.type in _TALK)
    return Signs(
        actors=actors,
        lemma=float(lemma),
        object=_agree(one.object, other.object),
        when=when,
        place=_agree(one.place, other.place),
        words=words,
        names=_conflict(one.names, other.names),
        numbers=_conflict(one.numbers, other.numbers),
        headline=float(headline),
        body=float(same_article and not headline and (not lemma or aside)),
        once=float(once),
        speech=float(one.type in _SPEECH and same_type or not one.type and not other.type),
        lasting=float(lasting),
        stale=float(_days_apart(one, other) > (7 if lasting or once and lemma else 3 if once else 0) or _vague(one, other, once)),
        reprint=float(words > 0.9 and len(one.words) > 3),
    )


def compatible(one: Actor, other: Actor) -> float | None:
    """1 for the same actor, less where one may act for the other, None where they are two."""
    if one.id == other.id:
        return 1.0
    kinds = {one.kind, other.kind}
    if one.country and one.country == other.country and len(kinds) == 2 and "state" in kinds and kinds <= OF_A_STATE:
        return 0.5 if "body" in kinds else 0.0
    return None


def _actors(one: Trait, other: Trait) -> float | None:
    straight = _ends(one, other, (0, 1))
    if straight is not None:
        return straight
    mutual = (one.symmetric and other.symmetric) or (one.type in _MUTUAL and one.lemma == other.lemma)
    return _ends(one, other, (1, 0)) if mutual else None


def _ends(one: Trait, other: Trait, order: tuple[int, int]) -> float | None:
    source = compatible(one.ends[0], other.ends[order[0]])
    target = compatible(one.ends[1], other.ends[order[1]])
    return None if source is None or target is None else (source + target) / 2


def _another_toll(one: Trait, other: Trait) -> bool:
    """Whether two articles tell the news of their days, which may see several such deeds, in other figures, names and words."""
    if one.article == other.article or one.type not in _DAILY or one.precision or other.precision:
        return False
    if one.lemma in _LASTING or _is_death(one):
        return False
    if _conflict(one.numbers, other.numbers) < 0 or _conflict(one.names, other.names) < 0:
        return True
    return _shared(one.words, other.words) < _ALIKE


def _one_deed(one: Trait, other: Trait) -> bool:
    """Two relations in one sentence are two deeds, unless one names the other ("completed its withdrawal") or what came of it."""
    if one.status != other.status or _ends(one, other, (0, 1)) is None:
        return False
    apart = one.verb != other.verb and one.type not in _DAILY
    if one.lemma == other.lemma and apart and _agree(one.object, other.object) < 0:
        return False  # "won Iowa, where he won 39 delegates"; an attack may have several targets
    named = one.lemma in (other.lemma, other.object) or other.lemma == one.object
    return one.type == other.type and (named or one.lemma in _EFFECTS or other.lemma in _EFFECTS)


def _is_death(one: Trait) -> bool:
    return one.lemma in _DEATHS and one.ends[1].kind == "person"


def _vague(one: Trait, other: Trait, once: bool) -> bool:
    """Whether all that dates them is a month or year, in which such a deed may be done more than once."""
    return not once and {one.precision, other.precision} <= {"month", "year"}


def _days_apart(one: Trait, other: Trait) -> int:
    """Days between the articles of two undated statements; 0 where words date one of them."""
    return 0 if one.precision or other.precision or one.high is None or other.high is None else abs(one.high - other.high)


def _when(one: Trait, other: Trait) -> float | None:
    """How well the dates agree, None where they are days apart."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return 0.0
    if one.low > other.high + 1 or other.low > one.high + 1:
        return None
    if one.precision and other.precision:
        if one.precision == other.precision:
            return 1.0 if one.low == other.low else 0.0
        return 0.4
    if not one.precision and not other.precision:
        return 0.6 - 0.4 * _days_apart(one, other)
    dated, undated = (one, other) if one.precision else (other, one)
    assert dated.high is not None and undated.high is not None
    if dated.precision != "day":
        return 0.2
    return 0.6 - 0.2 * abs(undated.high - dated.high)


def _agree(one: str, other: str) -> float:
    return 0.0 if not one or not other else 1.0 if one == other else -1.0


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Share of the shorter sentence's words that the other has too."""
    return len(set(one).intersection(other)) / max(3, min(len(one), len(other)))


def _conflict(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    return 0.0 if not one or not other else 1.0 if set(one).intersection(other) else -1.0
