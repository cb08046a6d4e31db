"""A part of a graph: the statements of some actors, of a span of time, of some types, with or without what they quote."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kg.errors import UsageError
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
        check_date("since", self.since)
        check_date("until", self.until)
        check_types(self.types)

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


def check_date(name: str, value: str | None) -> None:
    """Raise `UsageError` unless `value` is an ISO date, month or year, or nothing."""
    if value and not _is_date(value):
        raise UsageError(f"{name}: expected a date like 2024, 2024-11 or 2024-11-05, got {value!r}")


def check_types(types: tuple[str, ...]) -> None:
    """Raise `UsageError` unless all of `types` are PLOVER's."""
    if types:
        from kg.coding.codebook import Codebook

        known = Codebook.load().types
        for one in types:
            if one not in known:
                raise UsageError(f"type: expected one of {', '.join(known)}, got {one!r}")


def _called(actor: Actor, wanted: set[str]) -> bool:
    return any(name.casefold() in wanted for name in (actor.id, actor.name, *actor.aliases))


def _is_date(value: str) -> bool:
    full = value + {4: "-01-01", 7: "-01"}.get(len(value), "")
    try:
        return date.fromisoformat(full).isoformat() == full
    except ValueError:
        return False
