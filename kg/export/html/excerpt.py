"""Of a graph that is too large for a page, what is between the parties of its strongest links."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from kg.graph import Network, Slice
from kg.model import Statement

# A page carries all its evidence: 50,000 reports are 25 MB, which a browser opens in seconds.
REPORTS = 50_000

log = logging.getLogger("kg")


@dataclass(frozen=True, slots=True)
class Between(Slice):
    """The statements between these pairs of actors, in whichever direction."""

    pairs: frozenset[tuple[str, str]] = frozenset()

    @property
    def whole(self) -> bool:
        """Never, as `excerpt` makes them."""
        return False

    def of(self, statement: Statement) -> Statement | None:
        """`statement`, where it is between one of the pairs."""
        return statement if _pair(statement.source.actor.id, statement.target.actor.id) in self.pairs else None


def excerpt(network: Network, reports: int = REPORTS) -> Network:
    """`network`, or of one with more than so many reports the pairs of actors with most of them, as many as fit; at least one."""
    kept: list[tuple[str, str]] = []
    room, count = reports, 0
    for pair in network.pairs():
        count, room = count + 1, room - pair.reports
        if room >= 0 or not kept:
            kept.append((pair.one, pair.other))
    if room >= 0:
        return network
    log.info(
        "the page shows what is between the %s pairs of actors with most reports, of %s; the other files hold all",
        f"{len(kept):,}",
        f"{count:,}",
    )
    return network.slice(Between(pairs=frozenset(kept)))


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
