"""What of the judgements is kept, and how sure it is: numbers that are fitted with the weights, and stand in their card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log

from kg.extraction.relations.judgement import Word
from kg.model import STATUSES, Status

Grounds = tuple[float, ...]
# what a confidence rests on: the logit of the pair, the logarithms of the word's share and of the type's probability, whether
# a rule votes for the pair, whether the deed is another one of a pair that has one
GROUNDS = ("related", "share", "type", "voted", "second")
LEAST, MOST = 0.02, 0.98  # no confidence lies outside
FAINTEST = 1e-3  # below which probabilities are all alike


@dataclass(frozen=True, slots=True)
class Policy:
    """What of the judgements is kept; fitted with the weights on texts that they had not seen.

    Attributes
    ----------
    proposed, contested, alone : float
        From which probability on a pair is kept that a rule proposes; whose word the rules give to another pair of the
        sentence; that only the reader sees.
    second : float
        From which share on a second word of a pair tells a deed of its own.
    ruled : float
        The share from which on a rule's word does, or stands where the reader's favourite is no rule's.
    lexicon : float
        How many times likelier the type is that the lexicon gives.
    mutual : float
        From which probability on a deed is both parties'.
    statuses : mapping
        For each status that the rules read, what that adds to the logarithm of the reader's probability of each.
    rating : mapping
        Weights of the confidence: of each of `GROUNDS`, and a constant.
    """

    proposed: float
    contested: float
    alone: float
    second: float
    ruled: float
    lexicon: float
    mutual: float
    statuses: Mapping[str, Mapping[str, float]]
    rating: Mapping[str, float]

    def confidence(self, grounds: Grounds) -> float:
        """The calibrated probability that pair and word or type are right."""
        score = self.rating["constant"] + sum(self.rating[name] * value for name, value in zip(GROUNDS, grounds, strict=True))
        return round(min(max(1 / (1 + exp(-score)), LEAST), MOST), 2)

    def status(self, ruled: Status, word: Word) -> Status:
        """The likeliest status of a deed, by the rules and by the reader."""
        added = self.statuses[ruled]
        return max(STATUSES, key=lambda status: log(max(word.statuses[status], FAINTEST)) + added[status])


def grounds_of(related: float, share: float, typed: float, *, voted: bool, second: bool) -> Grounds:
    """`GROUNDS`, from probabilities."""
    related = min(max(related, FAINTEST), 1 - FAINTEST)
    odds = log(related / (1 - related))
    return odds, log(max(share, FAINTEST)), log(max(typed, FAINTEST)), float(voted), float(second)
