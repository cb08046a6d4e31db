"""A part of a graph: the statements of some actors, of a span of time, of some types, with or without what they quote."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from kg.graph import checks
from kg.model import Actor, Scope, Statement


@dataclass(frozen=True, slots=True)
class Slice:
    """What to keep; of a statement all conditions must hold.

    Attributes
    ----------
    actors : tuple of str
        Ids, names or aliases, whatever their case: source or target is one of them.
    since, until : str or None
        ISO dates, ``YYYY`` and ``YYYY-MM`` too, both inclusive: the statement's date falls between them; without one it is in no
        span.
    types : tuple of str
        PLOVER types.
    scope : {"international", "domestic"} or None
        By the countries of both ends.
    quotes : bool
        With False, statements come without their sentence.

    Dates may be given as `datetime.date`, types and scope in any case.

    Raises
    ------
    UsageError
        For a date, type or scope that is none.
    """

    actors: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    types: tuple[str, ...] = ()
    scope: Scope | None = None
    quotes: bool = True

    def __post_init__(self) -> None:
        given: dict[str, Any] = {"since": checks.day("since", self.since), "until": checks.day("until", self.until)}
        given |= {"types": checks.types(self.types), "scope": checks.scope(self.scope)}
        for name, value in given.items():
            object.__setattr__(self, name, value)

    @property
    def whole(self) -> bool:
        """Whether it keeps every statement (not necessarily its sentence)."""
        return not (self.actors or self.since or self.until or self.types or self.scope)

    def spans(self, when: str | None) -> bool:
        """Whether a date, month or year has a day in the span."""
        return dated(when, self.since, self.until)

    def of(self, statement: Statement) -> Statement | None:
        """`statement` as it stands in the slice, None where it does not."""
        if self.types and (statement.code is None or statement.code.plover not in self.types):
            return None
        if self.scope is not None and statement.scope != self.scope:
            return None
        if not self.spans(statement.date):
            return None
        wanted = {name.casefold() for name in self.actors}
        if wanted and not any(_called(who.actor, wanted) for who in (statement.source, statement.target)):
            return None
        return statement if self.quotes else replace(statement, evidence=replace(statement.evidence, sentence=""))


def dated(when: str | None, since: str | None, until: str | None) -> bool:
    """Whether an ISO date, month or year lies between two others, both inclusive; with no bounds everything does."""
    if not (since or until):
        return True
    # "~" sorts after every digit and hyphen, so it turns a year or month into its last moment.
    return when is not None and (since or "") <= when + "~" and (until is None or when <= until + "~")


def _called(actor: Actor, wanted: set[str]) -> bool:
    return any(name.casefold() in wanted for name in (actor.id, actor.name, *actor.aliases))
