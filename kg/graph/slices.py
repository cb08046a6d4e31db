"""A part of a graph: the statements of some actors, of a span of time, of some types, with or without what they quote."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.graph import checks
from kg.model import Actor, Statement


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
    quotes : bool
        With False, statements come without their sentence.

    Dates may be given as `datetime.date`, types in any case.

    Raises
    ------
    UsageError
        For a date or a type that is none.
    """

    actors: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    types: tuple[str, ...] = ()
    quotes: bool = True

    def __post_init__(self) -> None:
        given = {"since": checks.day("since", self.since), "until": checks.day("until", self.until)}
        for name, value in {**given, "types": checks.types(self.types)}.items():
            object.__setattr__(self, name, value)

    @property
    def whole(self) -> bool:
        """Whether it keeps every statement (not necessarily its sentence)."""
        return not (self.actors or self.since or self.until or self.types)

    def of(self, statement: Statement) -> Statement | None:
        """`statement` as it stands in the slice, None where it does not."""
        if self.types and (statement.code is None or statement.code.plover not in self.types):
            return None
        if not dated(statement.date, self.since, self.until):
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
