"""What one may ask of the events: who, whom, what, when, in which words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from kg.errors import UsageError, one_of
from kg.graph import checks
from kg.graph.model import Event
from kg.graph.slices import dated
from kg.model import Actor, Scope
from kg.sameness.descriptions import merged_descriptions

Sort = Literal["date", "goldstein", "reports", "confidence"]
SORTS: tuple[str, ...] = get_args(Sort)

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Question:
    """Conditions on events; all must hold, and of several values in one any.

    Attributes
    ----------
    source, target : tuple of str
        Ids, names or aliases, whatever their case; a code (``CHN``) is a state and all who act for it.
    between : tuple of str
        As those, but at either end; where there are two, one at each.
    types, statuses : tuple of str
        PLOVER types; ``actual``, ``negated``, ``future``, ``requested``, ``possible``.
    since, until : str or None
        ISO dates, ``YYYY`` and ``YYYY-MM`` too, both inclusive, against the event's date; one without a date is in no span.
    text : str
        Words that begin words of a report's sentence, phrase or object; all of them.
    min_confidence : float
        Of the surest report.
    scope : {"international", "domestic"} or None
        By the countries of both ends, as `kg.model.scope_of` has it.
    sort : {"date", "goldstein", "reports", "confidence"}
        Latest, most hostile, most reported or surest first; undated and uncoded events last.
    limit : int or None

    Dates may be given as `datetime.date`, types, statuses and scope in any case.

    Raises
    ------
    UsageError
        For a date, type, status, scope, confidence, order or limit that is none.
    """

    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    text: str = ""
    min_confidence: float = 0.0
    sort: Sort = "date"
    limit: int | None = None
    scope: Scope | None = None

    def __post_init__(self) -> None:
        given: dict[str, Any] = {"since": checks.day("since", self.since), "until": checks.day("until", self.until)}
        given |= {
            "types": checks.types(self.types),
            "statuses": checks.statuses(self.statuses),
            "scope": checks.scope(self.scope),
        }
        for name, value in given.items():
            object.__setattr__(self, name, value)
        checks.confidence(self.min_confidence)
        one_of("sort", self.sort, SORTS)
        if len(self.between) > 2:
            raise UsageError(f"between: expected one or two actors, got {len(self.between)}")
        if self.limit is not None and self.limit < 0:
            raise UsageError(f"limit: expected 0 or more, got {self.limit}")

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of an actor that it asks for."""
        return (*self.source, *self.target, *self.between)

    @property
    def words(self) -> tuple[str, ...]:
        """What `text` asks for."""
        return tuple(words_of(self.text))


def answer(question: Question, events: Iterable[Event], actors: Iterable[Actor]) -> list[Event]:
    """The `events` that meet `question`, in its order."""
    everyone = tuple(actors)
    sources, targets = (called(names, everyone) for names in (question.source, question.target))
    ends = [called((name,), everyone) for name in question.between]
    found = [
        (place, event)
        for place, event in enumerate(events)
        if (sources is None or event.source.id in sources)
        and (targets is None or event.target.id in targets)
        and _between(event, ends)
        and (not question.types or (event.code is not None and event.code.plover in question.types))
        and (not question.statuses or event.status in question.statuses)
        and (question.scope is None or event.scope == question.scope)
        and dated(event.date, question.since, question.until)
        and event.confidence >= question.min_confidence
        and _says(event, question.words)
    ]
    found.sort(key=lambda item: (item[1].date or "", item[0]), reverse=True)
    if question.sort == "goldstein":
        found.sort(key=lambda item: (goldstein_of(item[1]) is None, goldstein_of(item[1]) or 0))
    elif question.sort == "reports":
        found.sort(key=lambda item: -len(item[1].reports))
    elif question.sort == "confidence":
        found.sort(key=lambda item: -item[1].confidence)
    return [event for _, event in found[: question.limit]]


def at_any_time(question: Question) -> Question:
    """`question` without span, order and limit."""
    return replace(question, since=None, until=None, sort="date", limit=None)


def among(events: Iterable[Event]) -> list[Actor]:
    """The sources and targets of `events`, each once, in order of ids."""
    return list(merged_descriptions(Counter(actor for event in events for actor in (event.source, event.target))))


def called(names: Iterable[str], actors: Iterable[Actor]) -> frozenset[str] | None:
    """Ids of the `actors` that any of `names` may mean; None where there are no names."""
    wanted = {name.casefold() for name in names}
    if not wanted:
        return None
    return frozenset(actor.id for actor in actors if any(name.casefold() in wanted for name in checks.names_of(actor)))


def goldstein_of(event: Event) -> float | None:
    """Its Goldstein value, where it is coded."""
    return event.code.goldstein if event.code else None


def text_of(event: Event) -> str:
    """The words that `Question.text` is looked for in."""
    said = ((s.relation.lemma, s.relation.phrase, s.relation.object, s.evidence.sentence) for s in event.reports)
    return " ".join(part for parts in said for part in parts if part)


def words_of(text: str) -> list[str]:
    """The words of `text` as they are compared."""
    return [word.casefold() for word in _WORD.findall(text)]


def _between(event: Event, ends: list[frozenset[str] | None]) -> bool:
    if not ends:
        return True
    first, last = ends[0] or frozenset(), ends[-1] or frozenset()
    source, target = event.source.id, event.target.id
    if len(ends) == 1:
        return source in first or target in first
    return (source in first and target in last) or (source in last and target in first)


def _says(event: Event, words: tuple[str, ...]) -> bool:
    if not words:
        return True
    said = words_of(text_of(event))
    return all(any(one.startswith(word) for one in said) for word in words)
