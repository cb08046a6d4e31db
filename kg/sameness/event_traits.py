"""What of a statement tells whether another one reports the same occurrence."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from kg.model import OF_A_STATE, Actor, Evidence, Statement

_STEM = 5  # letters: "attack" and "attacks" agree, "strike" and "struck" need not, since types do
_ROOT = 4  # letters: "Iran" and "Iranian" agree
_BACK = 6  # days that an undated deed may lie before its article; a weekly's news
_WORD = re.compile(r"\w+")
NUMERALS = frozenset("two three four five six seven eight nine ten eleven twelve dozen dozens hundreds thousands".split())
_COMMON = frozenset(
    "about above after again against all also although amid among and any are because been before being between both but came "
    "can could did does during each early for from further had has have having here how including into its itself just last late "
    "later more most news not now off officials once one only other our out over own reported reports said same say saying says "
    "she should since some such than that the their them then there these they this those through told under until upon very "
    "was were what when where which while who whom why will with would year years you day days week month "
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december people kill kills killed injured injures strike strikes attack attacks launch launches "
    "launched force forces military including president minister prime foreign leader government state".split()
)


class Trait(NamedTuple):
    """A statement's features, a fraction of its size.

    Attributes
    ----------
    ends : tuple of Actor
        Source and target.
    parties : tuple of str
        The state that each end belongs to, or itself.
    low, high : int or None
        Ordinals of the days between which it took place; None where nothing dates it.
    precision : str
        ``day``, ``month`` or ``year`` where its words date it, else ``""``.
    verb : int
        Where the first word of its relation stands.
    words, names, numbers : tuple of str
        Of its sentence, beside the names of its ends: stems of content words, words with a capital, and figures.
    headline : bool
        Whether the sentence is the article's title.
    """

    id: str
    article: str
    start: int
    verb: int
    headline: bool
    ends: tuple[Actor, Actor]
    parties: tuple[str, str]
    lemma: str
    object: str
    type: str
    status: str
    symmetric: bool
    low: int | None
    high: int | None
    precision: str
    place: str
    words: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]


def trait(statement: Statement) -> Trait:
    """The features of `statement`."""
    s, evidence = statement, statement.evidence
    low, high, precision = _when(s)
    said = f"{s.source.actor.name} {s.target.actor.name} {s.relation.lemma}"
    own = {word.casefold()[:_ROOT] for word in _WORD.findall(said) if len(word) >= _ROOT}
    words = ((word, word.casefold()) for word in _WORD.findall(evidence.sentence))
    tokens = [(word, folded) for word, folded in words if folded not in _COMMON and folded[:_ROOT] not in own]
    return Trait(
        id=s.id,
        article=evidence.article_id,
        start=evidence.start,
        verb=s.relation.spans[0][0] if s.relation.spans else evidence.start,
        headline=_is_headline(evidence),
        ends=(s.source.actor, s.target.actor),
        parties=(party(s.source.actor), party(s.target.actor)),
        lemma=stem(s.relation.lemma),
        object=stem(s.relation.object or ""),
        type=s.code.plover if s.code else "",
        status=s.status,
        symmetric=s.symmetric,
        low=low,
        high=high,
        precision=precision,
        place=(s.place or "").casefold(),
        words=tuple(sorted({folded[:_STEM] for word, folded in tokens if len(word) > 2})),
        names=tuple(sorted({folded[:_STEM] for word, folded in tokens if word[0].isupper() and len(word) > 2})),
        numbers=tuple(sorted({folded for word, folded in tokens if folded[0].isdigit() or folded in NUMERALS})),
    )


def party(actor: Actor) -> str:
    """The state that `actor` belongs to, or itself."""
    return actor.country if actor.country and actor.kind in OF_A_STATE else actor.id


def stem(word: str) -> str:
    """The first letters of `word`, in lower case."""
    return word.casefold()[:_STEM]


def is_dated(s: Statement) -> bool:
    """Whether its own words date it; else its date is at most that of publication."""
    return s.date_basis == "text"


def _is_headline(evidence: Evidence) -> bool:
    return bool(evidence.title) and evidence.end <= len(evidence.title)


def _when(s: Statement) -> tuple[int | None, int | None, str]:
    if s.date and is_dated(s) and (first := _ordinal(s.date)):
        precision, span = {4: ("year", 366), 7: ("month", 31)}.get(len(s.date), ("day", 1))
        return first, first + span - 1, precision
    if s.evidence.published and (day := _ordinal(s.evidence.published)):
        return day - _BACK, day, ""
    return None, None, ""


def _ordinal(when: str) -> int | None:
    """The first day of an ISO date, month or year."""
    try:
        return date.fromisoformat(when + {4: "-01-01", 7: "-01"}.get(len(when), "")).toordinal()
    except ValueError:
        return None
