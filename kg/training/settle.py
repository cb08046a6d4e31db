"""What of the judgements is kept, and how sure it is: settled on texts that the network has not seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from kg.coding import Coder
from kg.evaluation.matching import ACCEPTS, match, pair_agrees
from kg.evaluation.scoring import evaluate
from kg.evaluation.triples import gold_triples, said_triples
from kg.extraction.relations.judgement import Judge, Judgement
from kg.statements.assembly import statements
from kg.statements.verdicts import GROUNDS, Policy, Verdict, verdicts
from kg.training.texts import Read

Record = dict[str, Any]

START = Policy(
    proposed=0.3, contested=0.65, alone=0.5, second=0.45, ruled=0.15, lexicon=2.0, unsaid=0.6, mutual=0.5,
    rating={"constant": 0.0, "related": 1.0, "share": 0.0, "type": 0.0, "voted": 0.0},
)  # fmt: skip
# tried one after the other, the others staying as they are
GRID: Mapping[str, tuple[float, ...]] = {
    "alone": (0.45, 0.5, 0.55, 0.6, 0.65),
    "contested": (0.5, 0.6, 0.7, 0.8),
    "proposed": (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5),
    "second": (0.3, 0.35, 0.4, 0.45, 0.5, 1.1),
    "ruled": (0.1, 0.15, 0.2, 0.3, 0.45),
    "unsaid": (0.4, 0.6, 0.7, 0.8, 0.9),
    "lexicon": (1.0, 1.5, 2.0, 3.0, 5.0, 8.0),
}
COLUMNS = ("constant", *GROUNDS)
RIDGE = 0.5  # shrinks the weights of the rating


@dataclass(frozen=True)
class Heldout:
    """Texts with their gold and the judge's opinion of each scene, asked once."""

    read: Sequence[Read]
    judgements: Sequence[Sequence[tuple[Judgement, ...]]]
    coder: Coder

    @classmethod
    def of(cls, read: Sequence[Read], judge: Judge, coder: Coder) -> Heldout:
        return cls(read, [[judge.judge(staged.scene) for staged in one.scenes] for one in read], coder)

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
    """The policy with the best sum of the three F1s and of the share of right statuses, its confidence calibrated."""
    gold = [one.gold for one in heldout.read]

    def worth(policy: Policy) -> float:
        report = evaluate(gold, heldout.records(policy))
        return sum(score.f1 for score in report.levels.values()) + 0.5 * report.fields["status"].value

    policy = START
    for name, values in GRID.items():
        tried = {value: worth(replace(policy, **{name: value})) for value in values}  # type: ignore[arg-type]
        policy = replace(policy, **{name: max(tried, key=lambda value: tried[value])})  # type: ignore[arg-type]
    return replace(policy, rating=rating(heldout, policy))


def rating(heldout: Heldout, policy: Policy) -> dict[str, float]:
    """Weights by which what a verdict rests on becomes the probability that it is right (logistic regression)."""
    rows = list(heldout.rated(policy))
    right = rightness([one.gold for one in heldout.read], [record for record, _ in rows])
    seen = [(verdict.grounds, right[n]) for n, (_, verdict) in enumerate(rows) if n in right]
    inputs = np.array([[1.0, *grounds] for grounds, _ in seen])
    truth = np.array([float(is_right) for _, is_right in seen])
    weights = np.array([0.0, 1.0, 0.0, 0.0, 0.0])
    for _ in range(50):
        said = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (said - truth) + RIDGE * weights
        curve = (inputs * (said * (1 - said))[:, None]).T @ inputs + RIDGE * np.eye(len(weights))
        weights = weights - np.linalg.solve(curve, slope)
    return dict(zip(COLUMNS, (round(float(w), 4) for w in weights), strict=True))


def rightness(gold: Sequence[Record], records: Sequence[Record]) -> dict[int, bool]:
    """For each record that counts, by its place, whether pair and word or type are right.

    What only optional gold knows is left out.
    """
    places = {id(record): n for n, record in enumerate(records)}
    found: dict[int, bool] = {}
    for article in gold:
        triples = gold_triples(article["triples"])
        said = said_triples(r for r in records if str(r["article_id"]) == str(article["id"]))
        owner = {s: g for g, s in match(triples, said, ACCEPTS["triple"]).items()}
        optional = [triple for triple in triples if triple.optional]
        for s, answer in enumerate(said):
            if s in owner:
                if not triples[owner[s]].optional:
                    found[places[id(answer.record)]] = True
            elif not any(pair_agrees(triple, answer) for triple in optional):
                found[places[id(answer.record)]] = False
    return found


def to_record(policy: Policy) -> Record:
    """The policy as a reader's card has it."""
    return asdict(policy)
