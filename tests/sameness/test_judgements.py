"""What people judge: it is logged, it counts, it can be taken back, and it outlives a rebuild."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from factories import make_actor, make_article, make_statement

from kg.api.graph import Graph
from kg.api.judge import judge, log, read, undo, write
from kg.errors import InputError, UsageError
from kg.graph import Run
from kg.model import Statement
from kg.sameness import Judgement, Judgements
from kg.store import Store

RUN = Run("1", "m")
ONE = make_article("a", "The US urged China to restrain Pyongyang and recall its troops.", published="2024-11-01")
OTHER = make_article("b", "Washington urged China to restrain Pyongyang and recall its soldiers.", published="2024-11-01")


def statements() -> list[Statement]:
    return [
        make_statement(article=ONE, sentence=ONE.text),
        make_statement(article=OTHER, sentence=OTHER.text),
        make_statement("person:x", "attack", "person:y", article=OTHER, sentence="X attacked Y.", start=50, confidence=0.4),
    ]


def build(folder: Path) -> Path:
    with Store.open(folder / "graph.db") as store:
        for article in (ONE, OTHER):
            store.add(article, [s for s in statements() if s.evidence.article_id == article.id], RUN)
        store.record_run(RUN, {})
        store.refresh()
    return folder


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return build(tmp_path)


def sizes(db: Path) -> list[int]:
    return sorted(len(event.reports) for event in Graph.open(db / "graph.db").events())


def ids(db: Path) -> list[str]:
    return [s.id for s in Graph.open(db / "graph.db").statements()]


def test_differ_and_same_overrule_the_score_and_can_be_taken_back(db: Path) -> None:
    assert sizes(db) == [1, 2]
    one, other, third = ids(db)
    first = judge(db, "differ", [one, other])
    assert sizes(db) == [1, 1, 1]
    judge(db, "same", [one, third])
    assert sizes(db) == [1, 2]
    undo(db, first.key)
    assert sizes(db) == [3]
    assert [(j.verdict, j.undone is None) for j in log(db)] == [("differ", False), ("same", True)]


def test_the_last_judgement_on_a_pair_counts(db: Path) -> None:
    one, other, _ = ids(db)
    judge(db, "differ", [one, other])
    judge(db, "same", [other, one])
    assert sizes(db) == [1, 2]


def test_events_may_be_named_too(db: Path) -> None:
    events = list(Graph.open(db / "graph.db").events())
    judge(db, "same", [event.id for event in events])
    assert sizes(db) == [3]


def test_rejected_statements_are_gone_confirmed_ones_certain(db: Path) -> None:
    one, _, third = ids(db)
    judge(db, "reject", [one])
    judge(db, "confirm", [third])
    graph = Graph.open(db / "graph.db", min_confidence=0.95)
    assert [(s.id, s.confidence) for s in graph.statements()] == [(third, 1.0)]
    assert sizes(db) == [1, 1]


def test_actors_judged_the_same_are_one_in_all_that_follows(db: Path) -> None:
    judge(db, "same", ["person:x", "state:USA"])
    graph = Graph.open(db / "graph.db")
    assert {actor.id for actor in graph.actors()} == {"person:x", "person:y", "state:CHN"}
    (who,) = (actor for actor in graph.actors() if actor.id == "person:x")
    assert "United States" in who.aliases
    assert [event.source.id for event in graph.find(source="United States")] == ["person:x", "person:x"]


def test_actors_judged_to_differ_share_no_event() -> None:
    state, body = make_actor("state:RUS"), make_actor("body:rus-ministry-of-defence")
    raid = "attacked Kyiv with drones, hitting a hospital."
    both = [
        make_statement(state, "attack", "state:UKR", article=ONE, sentence=f"Russia {raid}"),
        make_statement(body, "attack", "state:UKR", article=OTHER, sentence=f"The ministry {raid}"),
    ]
    apart = Judgements.of([Judgement("differ", "state:RUS", body.id)])
    assert [len(event.reports) for event in Graph.from_statements(both).events()] == [2]
    assert [len(event.reports) for event in Graph.from_statements(both, judged=apart).events()] == [1, 1]


def test_the_log_survives_a_rebuild(db: Path, tmp_path: Path) -> None:
    one, other, _ = ids(db)
    judge(db, "differ", [one, other])
    judge(db, "reject", [ids(db)[2]])
    undo(db, 2)
    write(db, tmp_path / "log.jsonl")
    (tmp_path / "again").mkdir()
    again = build(tmp_path / "again")
    assert sizes(again) == [1, 2]
    assert read(again, tmp_path / "log.jsonl") == 2
    assert sizes(again) == sizes(db) == [1, 1, 1]
    assert read(again, tmp_path / "log.jsonl") == 0
    assert [j.to_record() for j in log(again)] == [j.to_record() for j in log(db)]


@pytest.mark.parametrize(
    ("verdict", "idents", "message"),
    [
        ("equal", ["a", "b"], "expected one of same, differ, confirm, reject"),
        ("same", ["a"], "expected 2 ids"),
        ("confirm", ["a", "b"], "expected 1 id,"),
        ("confirm", ["nothing"], "no statement of this graph"),
        ("same", ["state:USA", "state:XXX"], "no actor of this graph is called .*; did you mean .*state:USA"),
    ],
)
def test_what_cannot_be_judged(db: Path, verdict: str, idents: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        judge(db, verdict, idents)
    assert log(db) == []


def test_an_actor_is_no_event(db: Path) -> None:
    with pytest.raises(UsageError, match="expected two actors, two articles, or two events"):
        judge(db, "same", ["state:USA", ids(db)[0]])


def test_what_was_never_judged_cannot_be_taken_back(db: Path) -> None:
    with pytest.raises(UsageError, match="none of that number"):
        undo(db, 7)


def test_a_log_that_is_read_again_takes_back_what_it_took_back(db: Path, tmp_path: Path) -> None:
    judge(db, "reject", [ids(db)[2]])
    write(db, tmp_path / "before.jsonl")
    (tmp_path / "again").mkdir()
    again = build(tmp_path / "again")
    assert read(again, tmp_path / "before.jsonl") == 1
    undo(db, 1)
    write(db, tmp_path / "after.jsonl")
    assert (read(again, tmp_path / "after.jsonl"), read(again, tmp_path / "after.jsonl")) == (1, 0)
    assert sizes(again) == sizes(db)


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "{}",
        "[" * 100_000,
        "3",
        '{"verdict": "same", "one": "a", "other": NaN, "at": "", "undone": NaN}',
        '{"verdict": "reject", "one": "a", "other": null, "at": "", "undone": NaN}',
        '{"verdict": "reject", "one": "a", "other": null, "at": "soon", "undone": null}',
        '{"verdict": "reject", "one": "\\ud800", "other": null, "at": "", "undone": null}',
        json.dumps({"verdict": "same", "one": "a", "other": None, "at": "", "undone": None}),
    ],
)
def test_a_broken_log_adds_nothing(db: Path, tmp_path: Path, line: str) -> None:
    good = json.dumps({"verdict": "reject", "one": ids(db)[0], "other": None, "at": "2026-01-01", "undone": None})
    (tmp_path / "log.jsonl").write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"log\.jsonl:2"):
        read(db, tmp_path / "log.jsonl")
    assert log(db) == []
