"""What a caller may give: dates, types, statuses and names of actors as people write them, made sure of."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache

from kg.errors import UsageError, one_of, unknown
from kg.model import OF_A_STATE, SCOPES, STATUSES, Actor, Scope

log = logging.getLogger("kg")


def day(name: str, value: str | date | None) -> str | None:
    """An ISO date, month or year; None of nothing.

    Raises
    ------
    UsageError
        Where it is none of these; `name` says in its text what it was given for.

    Examples
    --------
    >>> day("since", date(2024, 11, 5)), day("since", "2024-11"), day("since", "")
    ('2024-11-05', '2024-11', None)
    """
    text = f"{value:%Y-%m-%d}" if isinstance(value, date) else value
    if text and not _is_date(text):
        raise UsageError(f"{name}: expected a date like 2024, 2024-11 or 2024-11-05, got {value!r}")
    return text or None


def types(given: Sequence[str]) -> tuple[str, ...]:
    """PLOVER types, whatever their case.

    Raises
    ------
    UsageError
        Where one is none.
    """
    named = tuple(one.upper() for one in given)
    if named:
        from kg.coding.codebook import Codebook

        known = Codebook.load().types
        for one in named:
            one_of("type", one, known)
    return named


def statuses(given: Sequence[str]) -> tuple[str, ...]:
    """Statuses, whatever their case.

    Raises
    ------
    UsageError
        Where one is none.
    """
    named = tuple(one.lower() for one in given)
    for one in named:
        one_of("status", one, STATUSES)
    return named


def scope(value: Scope | None) -> Scope | None:
    """A scope, whatever its case; None of nothing.

    Raises
    ------
    UsageError
        Where it is none.
    """
    if not value:
        return None
    named = value.lower()
    one_of("scope", named, SCOPES)
    return named  # type: ignore[return-value]  # it is one of them


def confidence(value: float) -> float:
    """A least confidence.

    Raises
    ------
    UsageError
        Unless it lies between 0 and 1.
    """
    if not 0 <= value <= 1:
        raise UsageError(f"min_confidence: expected a number from 0 to 1, got {value!r}")
    return value


def names_of(actor: Actor) -> tuple[str, ...]:
    """What may name an actor in a question: its id, name, aliases, and the code of the state that it acts for."""
    state = (actor.country,) if actor.country and actor.kind in OF_A_STATE else ()
    return (actor.id, actor.name, *actor.aliases, *state)


def actors(given: Iterable[str], graph: Iterable[Actor]) -> None:
    """Make sure that each of the names in `given` means somebody in `graph`; one that only the tables know is noted in the log.

    Raises
    ------
    UsageError
        Where nobody is called so; its text has the nearest names there are.
    """
    wanted = list(given)
    if not wanted:
        return
    here = {name.casefold(): name for actor in graph for name in names_of(actor)}
    missing = [name for name in wanted if name.casefold() not in here]
    if not missing:
        return
    for name in missing:
        if name.casefold() not in _in_the_tables():
            raise UsageError(unknown("actor of this graph", name, here.values()))
        log.warning("%s: known, but in no statement of this graph", name)


@cache
def _in_the_tables() -> frozenset[str]:
    from kg.gazetteer import Gazetteer

    return frozenset(name.casefold() for actor in Gazetteer.load().actors.values() for name in names_of(actor))


def _is_date(value: str) -> bool:
    full = value + {4: "-01-01", 7: "-01"}.get(len(value), "")
    try:
        return date.fromisoformat(full).isoformat() == full
    except ValueError:
        return False
