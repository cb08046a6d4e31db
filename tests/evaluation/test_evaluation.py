"""Scoring against gold: what counts as a match, what costs nothing, and what the intervals rest on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError, UsageError
from kg.evaluation import GROUPS, by, evaluate, read_gold, read_predicted
from kg.evaluation.triples import plain

KINDS = {"USA": ("United States", "state"), "CHN": ("China", "state"), "RUS": ("Russia", "state"), "AFL": ("Airline", "company")}


def gold(source: str, lemma: str, target: str, plover: str = "REQUEST", **fields: Any) -> dict[str, Any]:
    return {
        "source": source.split("|"), "target": target.split("|"), "relation": lemma.split("|"), "plover": [plover],
        "status": "actual", "symmetric": False, "optional": False, "evidence": "E.", **fields,
    }  # fmt: skip


def actor(name: str) -> dict[str, Any]:
    known, kind = KINDS.get(name, (name, "org"))
    return {"id": f"{kind}:{name.lower()}", "name": known, "kind": kind, "country": name, "mention": known}


def said(source: str, lemma: str, target: str, plover: str | None = "REQUEST", **fields: Any) -> dict[str, Any]:
    return {
        "article_id": "a", "source": actor(source), "target": actor(target), "relation": {"lemma": lemma, "object": None},
        "code": plover and {"plover": plover}, "status": "actual", "symmetric": False, "sentence": "S.",
        "attribution": None, "date": None, **fields,
    }  # fmt: skip


def counts(triples: list[dict[str, Any]], rows: list[dict[str, Any]], level: str = "triple") -> tuple[int, int, int]:
    score = evaluate([{"id": "a", "text": "", "triples": triples}], rows).levels[level]
    return score.hit, score.said, score.gold


@pytest.mark.parametrize(
    ("row", "pair", "triple", "coded"),
    [
        (said("USA", "urge", "CHN"), 1, 1, 1),
        (said("USA", "urge", "CHN", None), 1, 1, 0),
        (said("USA", "ask", "CHN"), 1, 1, 1),
        (said("USA", "ask", "CHN", "CONSULT"), 1, 0, 0),
        (said("USA", "urge strongly", "CHN", None), 1, 1, 0),
        (said("CHN", "urge", "USA"), 0, 0, 0),
        (said("USA", "urge", "RUS"), 0, 0, 0),
    ],
)
def test_levels(row: dict[str, Any], pair: int, triple: int, coded: int) -> None:
    hits = [counts([gold("USA", "urge|press", "CHN")], [row], level)[0] for level in ("pair", "triple", "coded")]
    assert hits == [pair, triple, coded]


def test_a_private_party_may_not_be_answered_with_its_country() -> None:
    assert counts([gold("AFL", "urge", "CHN")], [said("AFL", "urge", "CHN")])[0] == 1  # by its id
    row = said("AFL", "urge", "CHN")
    row["source"] = {"id": "company:x", "name": "X", "kind": "company", "country": "USA", "mention": "X"}
    assert counts([gold("USA", "urge", "CHN")], [row])[0] == 0
    row["source"]["kind"] = "body"
    assert counts([gold("USA", "urge", "CHN")], [row])[0] == 1


def test_either_order_is_right_where_gold_is_symmetric() -> None:
    assert counts([gold("USA", "meet", "CHN", symmetric=True)], [said("CHN", "meet", "USA")])[0] == 1
    assert counts([gold("USA", "meet", "CHN")], [said("CHN", "meet", "USA", symmetric=True)])[0] == 0


def test_repeats_count_once_on_either_side() -> None:
    assert counts([gold("USA", "urge", "CHN"), gold("USA", "urge", "CHN")], [said("USA", "urge", "CHN")] * 3) == (1, 1, 1)
    other = said("USA", "urge", "CHN", relation={"lemma": "urge", "object": "arms"})
    assert counts([gold("USA", "urge", "CHN")], [said("USA", "urge", "CHN"), other]) == (1, 2, 1)


def test_optional_gold_is_neither_missed_nor_wrong() -> None:
    optional = gold("USA", "urge", "CHN", optional=True)
    assert counts([optional], []) == (0, 0, 0)
    assert counts([optional], [said("USA", "urge", "CHN")]) == (0, 0, 0)
    assert counts([optional], [said("USA", "urge", "CHN"), said("USA", "invade", "CHN", None)]) == (0, 0, 0)
    assert counts([optional], [said("USA", "urge", "RUS")]) == (0, 1, 0)


def test_required_gold_is_served_before_optional() -> None:
    triples = [gold("USA", "urge", "CHN", optional=True), gold("USA", "press", "CHN")]
    assert counts(triples, [said("USA", "press", "CHN")]) == (1, 1, 1)


def test_as_many_as_possible_are_matched() -> None:
    triples = [gold("USA", "urge", "CHN", "REQUEST"), gold("USA", "ask", "CHN", "CONSULT")]
    rows = [said("USA", "ask", "CHN", "REQUEST"), said("USA", "call", "CHN", "REQUEST")]
    assert counts(triples, rows)[0] == 2


def test_fields_are_scored_on_matched_triples() -> None:
    claim = {"attribution": ["RUS", "Russia"], "date": "2024-11-01"}
    triples = [gold("USA", "urge", "CHN", status="future", status_alt="possible", **claim), gold("CHN", "hit", "USA", **claim)]
    row = said("USA", "urge", "CHN", status="possible", attribution=actor("RUS"), date="2024-11")
    fields = evaluate([{"id": "a", "text": "", "triples": triples}], [row]).fields
    assert {name: share.right for name, share in fields.items()} == {"status": 1, "attribution": 1, "date": 0}
    assert {name: share.of for name, share in fields.items()} == {"status": 1, "attribution": 1, "date": 1}


@pytest.mark.parametrize(
    ("want", "have", "expected"),
    [
        ({"date": None}, {}, (0, 0)), ({"date": None}, {"date": "2024", "date_phrase": "in 2024"}, (0, 1)),
        ({"date": None}, {"date": "2024"}, (0, 0)), ({"date": "2024"}, {}, (0, 1)),
        ({"date": "2024"}, {"date": "2024"}, (1, 1)), ({}, {"date": "2024"}, (0, 0)),
    ],
)  # fmt: skip
def test_a_field_counts_where_gold_or_output_has_one(
    want: dict[str, Any], have: dict[str, Any], expected: tuple[int, int]
) -> None:
    triple = gold("USA", "urge", "CHN", **want)
    share = evaluate([{"id": "a", "text": "", "triples": [triple]}], [said("USA", "urge", "CHN", **have)]).fields["date"]
    assert (share.right, share.of) == expected


def test_misses_and_false_triples_are_told() -> None:
    report = evaluate([{"id": "a", "text": "", "triples": [gold("USA", "urge", "CHN")]}], [said("RUS", "urge", "CHN")])
    assert [(ident, t["relation"]) for ident, t in report.missed] == [("a", ["urge"])]
    assert [(ident, r["source"]["name"]) for ident, r in report.false] == [("a", "Russia")]


def test_output_on_other_articles_is_a_mistake() -> None:
    with pytest.raises(UsageError, match="the gold lacks: a"):
        evaluate([], [said("USA", "urge", "CHN")])


def test_nothing_scores_nothing() -> None:
    score = evaluate([], []).levels["pair"]
    assert (score.precision, score.recall, score.f1, score.interval) == (0, 0, 0, (0, 0))


def test_the_interval_holds_the_score_and_never_changes() -> None:
    articles = [{"id": str(n), "text": "", "triples": [gold("USA", "urge", "CHN")]} for n in range(20)]
    rows = [said("USA" if n % 3 else "RUS", "urge", "CHN", article_id=str(n)) for n in range(20)]
    first, second = (evaluate(articles, rows).levels["triple"] for _ in range(2))
    assert first == second
    assert first.interval[0] < first.f1 < first.interval[1]
    assert first.f1 == pytest.approx(0.65)


@settings(deadline=None)  # a busy machine is no fault
@given(st.permutations(range(6)))
def test_the_order_of_output_does_not_change_counts(order: list[int]) -> None:
    triples = [gold("USA", "urge|press", "CHN"), gold("USA", "hit", "CHN", "ASSAULT"), gold("RUS", "urge", "CHN", optional=True)]
    rows = [
        said("USA", "urge", "CHN"), said("USA", "press", "CHN"), said("USA", "hit", "CHN", None), said("RUS", "urge", "CHN"),
        said("CHN", "urge", "RUS"), said("USA", "hit", "CHN", "ASSAULT", relation={"lemma": "hit", "object": "x"}),
    ]  # fmt: skip
    assert counts(triples, [rows[n] for n in order]) == counts(triples, rows)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("The U.S.", "u s"), ("São Tomé", "sao tome"), ("the", "the"), (None, ""), ("A-10 jets", "10 jets"), ("AN ACT", "act")],
)
def test_names_are_compared_without_case_accents_and_articles(text: str | None, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("line", "reason"),
    [('{"id": "a"}', "'text'"), ('{"id": 1, "text": "", "triples": [{}]}', "'source'"), ("{", "broken JSON"), ("[]", "got list")],
)
def test_a_broken_gold_line_is_named(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": "ok", "text": "", "triples": []}\n' + line)
    with pytest.raises(InputError, match=reason) as caught:
        read_gold(path)
    assert caught.value.line == 2


def test_output_is_read_as_it_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text(json.dumps(said("USA", "urge", "CHN")) + "\n")
    assert read_predicted(path) == [said("USA", "urge", "CHN")]
    with pytest.raises(InputError, match="cannot be read"):
        read_predicted(tmp_path / "missing")


def test_groups_show_where_it_is_weak() -> None:
    long = "The " + "very " * 30 + "US urged China."
    triples = [
        gold("USA", "urge", "CHN", source_text="US", target_text="China", evidence=long),
        gold("RUS", "attack", "CHN", "ASSAULT", source_text="Russia", target_text="China", evidence="Russia attacked China."),
    ]
    rows = [said("USA", "urge", "CHN", sentence=long), said("RUS", "sue", "USA", None, sentence="Russia sued.")]
    report = evaluate([{"id": "wire-1", "text": "", "triples": triples}], [{**row, "article_id": "wire-1"} for row in rows])

    def shown(what: str) -> dict[str, tuple[int, int, int]]:
        return {name: (s.hit, s.said, s.gold) for name, s in by(report, what).items()}

    assert shown("kind") == {"wire": (1, 2, 2)}
    assert shown("length") == {"up to 15": (0, 1, 1), "up to 40": (1, 1, 1)}
    assert shown("type") == {"ASSAULT": (0, 0, 1), "REQUEST": (1, 1, 1), "(uncoded)": (0, 1, 0)}
    assert shown("distance") == {"up to 3": (1, 1, 2), "(unsaid)": (0, 1, 0)}


@pytest.mark.parametrize("what", GROUPS)
def test_every_triple_belongs_to_one_group(what: str) -> None:
    rows = [said("USA", "urge", "CHN"), said("USA", "ask", "RUS", None)]
    report = evaluate([{"id": "a", "text": "", "triples": [gold("USA", "urge", "CHN"), gold("RUS", "urge", "CHN")]}], rows)
    whole, parts = report.levels["triple"], by(report, what).values()
    assert (sum(s.hit for s in parts), sum(s.said for s in parts), sum(s.gold for s in parts)) == (
        whole.hit,
        whole.said,
        whole.gold,
    )
