"""What is said of a pair of parties: how likely they are related, and by which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from kg.extraction.relations.scene import Scene
from kg.model import Status


@dataclass(frozen=True, slots=True)
class Word:
    """A word that tells a deed of a pair, by its offset in the sentence.

    `share` is how likely it is the one, `types` how likely each PLOVER type (and ``""`` for none) is its deed's,
    `statuses` each status, `mutual` that both do it to each other.
    """

    start: int
    share: float
    types: Mapping[str, float]
    statuses: Mapping[Status, float]
    mutual: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """How likely a pair is related; its likeliest words, the best first; none where nobody looked at words."""

    related: float
    words: tuple[Word, ...] = ()


class Judge(Protocol):
    """Who judges the pairs of scenes.

    `digest` names what it judges by; ``policy`` in its `card` says what of it is kept (see `kg.statements.verdicts`).
    """

    @property
    def digest(self) -> str: ...

    @property
    def card(self) -> Mapping[str, Any]: ...

    def judge(self, scene: Scene) -> tuple[Judgement, ...]:
        """A judgement for each pair of `scene`, in order."""
        ...
