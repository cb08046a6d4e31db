"""The level of states: what organs, officials, forces and nationals do, said of their states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.ids import state_id
from kg.model import OF_A_STATE, Actor, ActorMention, Statement


def between_states(statements: Iterable[Statement], known: Mapping[str, Actor]) -> tuple[tuple[Statement, ...], int]:
    """`statements` between states where they can be, and how many were dropped because both ends became one state.

    Parameters
    ----------
    statements : iterable of Statement
    known : mapping of str to Actor
        Actors by id, as in `Gazetteer.homes`; who belongs to no state in it stays as it is.

    Examples
    --------
    >>> between_states([], {})
    ((), 0)
    """
    folded = [to_state(statement, known) for statement in statements]
    kept = tuple(statement for statement in folded if statement)
    return kept, len(folded) - len(kept)


def to_state(statement: Statement, known: Mapping[str, Actor]) -> Statement | None:
    """`statement` between states where they can be; None where both ends are one state."""
    source, target = _of_state(statement.source, known), _of_state(statement.target, known)
    if source.actor.id == target.actor.id:
        return None
    return replace(statement, source=source, target=target)


def _of_state(who: ActorMention, known: Mapping[str, Actor]) -> ActorMention:
    actor = who.actor
    state = known.get(state_id(actor.country)) if actor.kind in OF_A_STATE else None
    return who if state is None or state.id == actor.id else replace(who, actor=state)
