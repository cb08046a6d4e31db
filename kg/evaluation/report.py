"""The outcome of an evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MEASURES = ("pair", "triple", "coded")
SCORED_FIELDS = ("status", "attribution", "date")


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one level, and the 90 % bootstrap interval of F1 over articles, where it was drawn."""

    hit: int
    said: int
    gold: int
    interval: tuple[float, float] = (0.0, 0.0)

    @property
    def precision(self) -> float:
        """Share of what was said that is right."""
        return self.hit / max(1, self.said)

    @property
    def recall(self) -> float:
        """Share of what there is that was said."""
        return self.hit / max(1, self.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hit / max(1, self.said + self.gold)


@dataclass(frozen=True, slots=True)
class Share:
    """How often a field is right, of the matched triples where it counts."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """From 0 to 1; 0 where it never counts."""
        return self.right / max(1, self.of)


@dataclass(frozen=True, slots=True)
class Report:
    """What agrees and what does not.

    Attributes
    ----------
    levels : mapping of str to Score
        By `MEASURES`.
    fields : mapping of str to Share
        By `SCORED_FIELDS`: `status` of every matched triple that annotates it; `attribution` and `date` of those where gold
        or output has one.
    found : tuple of (str, dict, dict)
        Article id, gold triple and the statement record that matches it at triple level.
    missed : tuple of (str, dict)
        Article id and gold triple, for those that no output matched at triple level.
    false : tuple of (str, dict)
        Article id and statement record, for those that matched no gold at triple level.
    """

    levels: Mapping[str, Score]
    fields: Mapping[str, Share]
    found: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...]
    missed: tuple[tuple[str, dict[str, Any]], ...]
    false: tuple[tuple[str, dict[str, Any]], ...]
