"""What of the judgements is kept, and how sure it is: settled on texts that the network has not seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from kg.coding import Coder
from kg.evaluation.matching import ACCEPTS, match, pair_agrees
from kg.evaluation.scoring import evaluate
from kg.evaluation.triples import Gold, gold_triples, said_triples
from kg.extraction.relations.judgement import Judge, Judgement
from kg.model import STATUSES
from kg.statements.assembly import statements
from kg.statements.policy import FAINTEST, GROUNDS, Policy
from kg.statements.verdicts import Verdict, verdicts
from kg.training.texts import Read

Record = dict[str, Any]

START = Policy(
    proposed=0.3, contested=0.65, alone=0.5, second=0.45, ruled=0.15, lexicon=2.0, mutual=0.5,
    statuses={ruled: dict.fromkeys(STATUSES, 0.0) for ruled in STATUSES},
    rating={"constant": 0.0, "related": 1.0, "share": 0.0, "type": 0.0, "voted": 0.0, "second": 0.0},
)  # fmt: skip
# tried one after the other, the others staying as they are
GRID: Mapping[str, tuple[float, ...]] = {
    "alone": (0.4, 0.5, 0.6, 0.7),
    "contested": (0.5, 0.6, 0.7, 0.8),
    "proposed": (0.2, 0.3, 0.4, 0.5),
    "second": (0.25, 0.35, 0.45, 1.1),
    "ruled": (0.1, 0.2, 0.3, 0.45),
    "lexicon": (1.0, 2.0, 4.0, 8.0),
    "mutual": (0.4, 0.5, 0.6),
}
CAUTIOUS = frozenset({"alone", "contested", "proposed", "second"})  # of which the highest is taken that costs hardly anything
TRUSTING = frozenset({"ruled"})  # of which the lowest is: a word that a rule points at is seldom wrong
SLACK = 0.006  # of the sum of three F1s: so little is chance, and what is not said cannot be wrong
COLUMNS = ("constant", *GROUNDS)
RIDGE = 0.5  # shrinks the weights of the rating
FIT_STEPS = 1000
RULES_WEIGH = 2.0  # what another status than actual that the rules read weighs, as long as few texts tell
RULES_DOUBT = (
    5.0  # how heavy that is: from .5 to 5 nothing is right less often in texts held out (ten parts in turn), from 10 on less is
)
OF_ITS_CURVE = 0.5  # a softmax bends at most so much, so that steps of that length never overshoot


@dataclass(frozen=True)
class Heldout:
    """Texts with their gold and the judge's opinion of each scene, asked once."""

    read: Sequence[Read]
    judgements: Sequence[Sequence[tuple[Judgement, ...]]]
    coder: Coder

    @classmethod
    def of(cls, read: Sequence[Read], judge: Judge, coder: Coder) -> Heldout:
        return cls(read, [[judge.judge(staged.scene) for staged in one.scenes] for one in read], coder)

    @property
    def gold(self) -> list[Record]:
        """The annotated articles."""
        return [one.gold for one in self.read]

    def records(self, policy: Policy) -> list[Record]:
        """The statements under a policy, as records."""
        return [record for record, _ in self.rated(policy)]

    def rated(self, policy: Policy) -> Iterator[tuple[Record, Verdict]]:
        """Each statement's record with the verdict that it was made of."""
        for one, judged in zip(self.read, self.judgements, strict=True):
            found = [
                verdict
                for staged, judgements in zip(one.scenes, judged, strict=True)
                for verdict in verdicts(one.document, staged, judgements, policy, self.coder)
            ]
            made = {(v.candidate.relation, v.ends, v.candidate.status): v for v in found if v.kept}
            for statement in statements(one.document, one.resolution, found):
                yield statement.to_record(), made[statement.relation, (statement.source, statement.target), statement.status]


def settle(heldout: Heldout) -> Policy:
    """The policy with about the best sum of the three F1s, with statuses and confidence fitted."""

    def worth(policy: Policy) -> float:
        return sum(score.f1 for score in evaluate(heldout.gold, heldout.records(policy), intervals=False).levels.values())

    policy = START
    for name, values in GRID.items():
        tried = {value: worth(replace(policy, **{name: value})) for value in values}  # type: ignore[arg-type]
        policy = replace(policy, **{name: chosen(name, tried)})  # type: ignore[arg-type]
    return fitted(heldout, policy)


def chosen(name: str, tried: Mapping[float, float]) -> float:
    """Of the values tried the one of most worth; of a threshold the highest that is worth hardly less, or the lowest."""
    best = max(tried, key=lambda value: tried[value])
    near = [value for value in tried if tried[value] >= tried[best] - SLACK]
    return max(near) if name in CAUTIOUS else min(near) if name in TRUSTING else best


def fitted(heldout: Heldout, policy: Policy) -> Policy:
    """`policy` with statuses and confidence fitted to what it keeps."""
    rows = list(heldout.rated(policy))
    records = [record for record, _ in rows]
    answered = dict(answers_of(heldout.gold, records))
    statuses = statuses_of([(rows[n][1], gold) for n, gold in answered.items() if gold is not None and not gold.optional])
    right = rightness(answered)
    return replace(policy, statuses=statuses, rating=rating([(rows[n][1], is_right) for n, is_right in right.items()]))


def statuses_of(found: Sequence[tuple[Verdict, Gold]]) -> dict[str, dict[str, float]]:
    """For each status that rules read, what it adds to the logarithms of the reader's (a softmax, fitted by its gradient).

    Where few texts tell, what the rules read stands, and where they read nothing, the reader decides.
    """
    table: dict[str, dict[str, float]] = {}
    for ruled in STATUSES:
        rows = [(v.word, gold.statuses) for v, gold in found if v.ruled == ruled and v.word is not None and gold.statuses]
        heard = np.array([[max(word.statuses[s], FAINTEST) for s in STATUSES] for word, _ in rows]).reshape(-1, len(STATUSES))
        accepted = np.array([[s in statuses for s in STATUSES] for _, statuses in rows]).reshape(heard.shape)
        before = np.array([RULES_WEIGH * (status == ruled != "actual") for status in STATUSES])
        added = before.copy()
        for _ in range(FIT_STEPS):
            said = heard * np.exp(added)
            right = said * accepted
            off = said / said.sum(1, keepdims=True) - right / right.sum(1, keepdims=True)
            added -= (off.sum(0) + RULES_DOUBT * (added - before)) / (OF_ITS_CURVE * len(rows) + RULES_DOUBT)
        table[ruled] = {status: round(float(a), 3) for status, a in zip(STATUSES, added, strict=True)}
    return table


def rating(rows: Sequence[tuple[Verdict, bool]]) -> dict[str, float]:
    """Weights by which what a verdict rests on becomes the probability that it is right (logistic regression)."""
    inputs = np.array([[1.0, *verdict.grounds] for verdict, _ in rows])
    truth = np.array([float(is_right) for _, is_right in rows])
    weights = np.zeros(len(COLUMNS))
    curve = inputs.T @ inputs / 4 + RIDGE * np.eye(len(weights))  # the steepest that it can be, so that no step overshoots
    for _ in range(FIT_STEPS):
        said = 1 / (1 + np.exp(-inputs @ weights))
        weights = weights - np.linalg.solve(curve, inputs.T @ (said - truth) + RIDGE * weights)
    return dict(zip(COLUMNS, (round(float(w), 4) for w in weights), strict=True))


def answers_of(gold: Sequence[Record], records: Sequence[Record]) -> Iterator[tuple[int, Gold | None]]:
    """Each record that counts, by its place, with the gold triple that it answers, None where it is wrong.

    Of several that say the same the first counts, and what shares only its pair with optional gold does not.
    """
    places = {id(record): n for n, record in enumerate(records)}
    for article in gold:
        triples = gold_triples(article["triples"])
        said = said_triples(r for r in records if str(r["article_id"]) == str(article["id"]))
        owner = {s: g for g, s in match(triples, said, ACCEPTS["triple"]).items()}
        optional = [triple for triple in triples if triple.optional]
        for s, answer in enumerate(said):
            if s in owner:
                yield places[id(answer.record)], triples[owner[s]]
            elif not any(pair_agrees(triple, answer) for triple in optional):
                yield places[id(answer.record)], None


def rightness(answered: Mapping[int, Gold | None]) -> dict[int, bool]:
    """Whether pair and word or type are right; what only optional gold knows is left out."""
    return {n: gold is not None for n, gold in answered.items() if gold is None or not gold.optional}
