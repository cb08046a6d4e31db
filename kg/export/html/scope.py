"""Whether a relation crosses a border, by the countries of its ends."""

from __future__ import annotations

from typing import Literal

from kg.model import Actor

Scope = Literal["international", "domestic"]


def scope(source: Actor, target: Actor) -> Scope | None:
    """None where the country of an end is not known; an organisation without a country is of none.

    Examples
    --------
    >>> scope(Actor("state:USA", "United States", "state", "USA"), Actor("org:nato", "NATO", "org"))
    'international'
    """
    if any(end.kind == "org" and end.country is None for end in (source, target)):
        return "international"
    if source.country is None or target.country is None:
        return None
    return "domestic" if source.country == target.country else "international"
