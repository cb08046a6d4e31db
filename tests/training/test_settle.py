"""What is kept and how sure it is: fitted, and put to use."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from kg.extraction.relations.judgement import Word
from kg.model import STATUSES, Status
from kg.statements.policy import GROUNDS, MOST, Policy, grounds_of
from kg.training.settle import COLUMNS, START, answers_of, chosen, rating, rightness, statuses_of


def word(**statuses: float) -> Word:
    left = (1 - sum(statuses.values())) / (len(STATUSES) - len(statuses))
    return Word(0, 1.0, {}, {status: statuses.get(status, left) for status in STATUSES}, 0.0)


def verdict(ruled: Status, heard: Word | None = None, grounds: tuple[float, ...] = ()) -> Any:
    return SimpleNamespace(ruled=ruled, word=heard, grounds=grounds)


def gold(*statuses: str, optional: bool = False) -> Any:
    return SimpleNamespace(statuses=frozenset(statuses), optional=optional)


def with_statuses(table: dict[str, dict[str, float]]) -> Policy:
    return Policy(0.5, 0.5, 0.5, 0.5, 0.5, 1.0, 0.5, table, START.rating)


def test_a_status_that_rules_read_outweighs_the_reader_where_it_was_right_before() -> None:
    doubtful = word(future=0.5, possible=0.4)
    table = statuses_of(
        [(verdict("possible", doubtful), gold("possible"))] * 20 + [(verdict("actual", doubtful), gold("future"))] * 5
    )
    policy = with_statuses(table)
    assert policy.status("possible", doubtful) == "possible"
    assert policy.status("actual", doubtful) == "future"
    assert policy.status("possible", word(negated=0.97)) == "negated"


def test_of_thresholds_that_are_worth_the_same_the_highest_is_taken() -> None:
    tried = {0.4: 1.82, 0.5: 1.823, 0.6: 1.818, 0.7: 1.7}
    assert chosen("alone", tried) == 0.6
    assert chosen("lexicon", tried) == 0.5
    assert chosen("ruled", tried) == 0.4


def test_of_two_accepted_statuses_either_does() -> None:
    table = statuses_of([(verdict("future", word(requested=0.9)), gold("future", "requested"))] * 20)
    assert with_statuses(table).status("future", word(requested=0.9)) == "requested"


def test_without_examples_what_the_rules_read_stands() -> None:
    policy = with_statuses(statuses_of([]))
    assert policy.status("negated", word(actual=0.6, negated=0.2)) == "negated"
    assert policy.status("actual", word(negated=0.6)) == "negated"


def test_confidence_is_as_often_right_as_it_says() -> None:
    rows = [(verdict("actual", None, grounds_of(p, 1.0, 1.0, voted=v, second=False)), right)
            for p, v, share in ((0.6, True, 8), (0.9, True, 9), (0.6, False, 3), (0.9, False, 6))
            for right in [True] * share * 4 + [False] * (10 - share) * 4]  # fmt: skip
    weights = rating(rows)
    assert tuple(weights) == COLUMNS and set(COLUMNS) == {"constant", *GROUNDS}
    policy = Policy(0.5, 0.5, 0.5, 0.5, 0.5, 1.0, 0.5, START.statuses, weights)
    for probability, voted, share in ((0.6, True, 0.8), (0.9, True, 0.9), (0.6, False, 0.3), (0.9, False, 0.6)):
        said = policy.confidence(grounds_of(probability, 1.0, 1.0, voted=voted, second=False))
        assert said == pytest.approx(share, abs=0.08)
    assert policy.confidence(grounds_of(1.0, 1.0, 1.0, voted=True, second=False)) <= MOST


def test_what_only_optional_gold_knows_is_neither_right_nor_wrong() -> None:
    def triple(target: str, lemma: str, optional: bool) -> dict[str, Any]:
        return {"source": ["USA"], "target": [target], "relation": [lemma], "plover": [], "optional": optional}

    def said(target: str, lemma: str) -> dict[str, Any]:
        ends = {
            side: {"id": f"state:{key}", "name": key, "kind": "state", "country": key}
            for side, key in (("source", "USA"), ("target", target))
        }
        return {"article_id": "a", **ends, "relation": {"lemma": lemma}}

    article = {"id": "a", "triples": [triple("CHN", "urge", False), triple("RUS", "urge", True), triple("IRN", "urge", True)]}
    records = [said("CHN", "urge"), said("RUS", "urge"), said("IRN", "hit"), said("FRA", "hit")]
    answered = dict(answers_of([article], records))
    assert rightness(answered) == {0: True, 3: False}


def test_a_fit_of_sure_and_right_rows_does_not_run_away() -> None:
    rows = [
        (verdict("actual", None, grounds_of(p, 0.9, 0.9, voted=True, second=False)), p > 0.5)
        for p in (0.999, 0.99, 0.6, 0.4, 0.001)
    ] * 50
    assert all(abs(weight) < 20 for weight in rating(rows).values())
