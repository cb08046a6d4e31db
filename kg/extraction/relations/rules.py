"""The rules as judges of themselves: how often each family is right, without a network."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import Any

from kg.extraction.relations.features import leading_vote
from kg.extraction.relations.judgement import Judgement
from kg.extraction.relations.scene import Pair, Scene
from kg.model import STATUSES

Key = tuple[str, bool, bool]


@dataclass(frozen=True)
class Rules:
    """How often a vote is right: by family, whether the lexicon codes it, whether nouns stand between word and target."""

    right: Mapping[Key, float]

    @classmethod
    def load(cls) -> Rules:
        """The table that comes with the package, counted on annotated news."""
        with resources.files("kg.extraction").joinpath("tables", "families.csv").open("r", encoding="utf-8") as lines:
            return cls({
                (row["family"], row["coded"] == "yes", row["through"] == "yes"): float(row["right"])
                for row in csv.DictReader(lines)
            })  # fmt: skip

    @cached_property
    def digest(self) -> str:
        """What tells this table from others."""
        return hashlib.sha256(repr(sorted(self.right.items())).encode()).hexdigest()[:16]

    @property
    def card(self) -> Mapping[str, Any]:
        """What is kept of the votes: all but the weakest, rated as the table has it."""
        rating = {"constant": 0.0, "related": 1.0, "share": 0.0, "type": 0.0, "voted": 0.0, "second": 0.0}
        own = {ruled: {status: float(status == ruled) for status in STATUSES} for ruled in STATUSES}
        kept = {"proposed": 0.2, "contested": 1.0, "alone": 1.0, "second": 0.0, "ruled": 0.0, "lexicon": 1.0}
        return {"policy": {**kept, "mutual": 0.5, "statuses": own, "rating": rating}}

    def judge(self, scene: Scene) -> tuple[Judgement, ...]:
        """A judgement for each pair, without words: the rules' own stand."""
        return tuple(self._judgement(pair) for pair in scene.pairs)

    def _judgement(self, pair: Pair) -> Judgement:
        if not pair.votes:
            return Judgement(0.0)
        vote = leading_vote(pair.votes)
        return Judgement(self.right.get((vote.family, vote.plover is not None, vote.through > 0), 0.5))
