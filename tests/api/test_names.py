"""A name that nobody has is an error with the nearest ones, or a note; never an empty answer."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from factories import ASSAULT, make_actor, make_statement
from typer.testing import CliRunner

import kg
from kg.api.database import database
from kg.api.graph import Graph
from kg.cli import app
from kg.errors import StoreError, UsageError
from kg.export.rdf.sparql import question
from kg.graph import Slice
from kg.ids import digest
from kg.store import Store

GRAPH = Graph.from_statements(
    [
        make_statement("state:USA", "urge", make_actor("state:CHN", aliases=("PRC",))),
        make_statement("state:RUS", "attack", "state:UKR", code=ASSAULT, date="2024-10", granularity="month", start=60),
    ]
)
QUERY = "SELECT ?e { ?e kg:source ?s }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stored graph, without a parser."""
    from factories import make_article

    from kg.graph import Run

    folder = tmp_path_factory.mktemp("iran")
    with Store.open(folder / "graph.db") as store:
        run = Run("1", digest("m"))
        store.add(make_article(), tuple(GRAPH.statements()), run)
        store.record_run(run, {}, ())
        store.refresh()
    return folder


@pytest.mark.parametrize(("ask", "near"), [
    (lambda: GRAPH.find(source="Chna"), "China"),
    (lambda: GRAPH.find(source=["CHN", "Rusia"]), "Russia"),
    (lambda: GRAPH.find(between=("USA", "Ukrane")), "Ukraine"),
    (lambda: GRAPH.find(type="threatn"), "THREATEN"),
    (lambda: GRAPH.find(status="acutal"), "actual"),
    (lambda: GRAPH.find(sort="dates"), "date"),  # type: ignore[arg-type]
    (lambda: GRAPH.timeline("Chna"), "China"),
    (lambda: GRAPH.part(target="Chna"), "China"),
    (lambda: GRAPH.ego("Chna", 2), "China"),
    (lambda: GRAPH.timeline("CHN", by="months"), "month"),  # type: ignore[arg-type]
    (lambda: GRAPH.plot_timeline(between=["state:CHM"]), "state:CHN"),
    (lambda: GRAPH.slice(Slice(actors=("Chna",))), "China"),
    (lambda: GRAPH.to_pandas("statement"), "statements"),
    (lambda: GRAPH.to_networkx("links"), "link"),  # type: ignore[arg-type]
    (lambda: GRAPH.to_networkx(weight="goldstien"), "goldstein"),  # type: ignore[arg-type]
    (lambda: GRAPH.view(level="sate"), "state"),  # type: ignore[arg-type]
    (lambda: GRAPH.query(QUERY, {"source": "state:USA"}), "it has e, s"),
    (lambda: GRAPH.query(QUERY, {"s": "state:UAS"}), "state:USA"),
    (lambda: GRAPH.query("SELECT * { ?e scheme:url ?s }"), "schema"),
    (lambda: question("mediator"), "mediators"),
    (lambda: kg.extract(text="x", modle="y"), "model"),  # type: ignore[call-arg]
    (lambda: kg.extract(text="x", level="country"), "expected one of actor, state"),  # type: ignore[arg-type]
    (lambda: kg.judge("nowhere", "sme", ["a", "b"]), "same"),
])  # fmt: skip
def test_an_unknown_name_offers_the_nearest(ask: Any, near: str) -> None:
    with pytest.raises(UsageError, match=near):
        ask()


def test_an_actor_that_only_the_tables_know_is_noted(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "kg"):
        assert GRAPH.find(source="FRA") == []
    assert "FRA: known, but in no statement" in caplog.text


@pytest.mark.parametrize("ask", [
    lambda: kg.load("nowhere", min_confidence=5), lambda: Graph.open("nowhere", min_confidence=-1),
    lambda: kg.build("nowhere", "out", min_confidence=2), lambda: kg.extract(text="x", min_confidence=50),
    lambda: GRAPH.find(min_confidence=5),
])  # fmt: skip
def test_a_confidence_lies_between_0_and_1(ask: Any) -> None:
    with pytest.raises((UsageError, StoreError), match="expected a number from 0 to 1|no such database"):
        ask()


def test_types_statuses_and_names_in_any_case() -> None:
    assert len(GRAPH.find(source="rus", target="ukraine", type="assault", status="Actual")) == 1
    assert [s.relation.lemma for s in GRAPH.slice(Slice(types=("assault",), actors=("PRC", "russia"))).statements()] == ["attack"]


def test_dates_as_dates() -> None:
    assert GRAPH.find(since=date(2024, 10, 1), until=date(2024, 10, 31)) == GRAPH.find(since="2024-10", until="2024-10") != []
    with pytest.raises(UsageError, match="since: expected a date"):
        GRAPH.find(since="soon")


@pytest.mark.parametrize(("height", "said"), [(700, "700"), ("700px", "700"), ("700", "700")])
def test_heights(height: int | str, said: str) -> None:
    assert f'height="{said}"' in GRAPH.view(height).html or f"height:{said}px" in GRAPH.view(height).html.replace(" ", "")


def test_a_height_that_is_none() -> None:
    with pytest.raises(UsageError, match="700px"):
        GRAPH.view("tall")


def test_an_answer_as_a_data_frame() -> None:
    query = "SELECT ?lemma (COUNT(?e) AS ?n) { ?e kg:relation ?r . ?r rdfs:label ?lemma } GROUP BY ?lemma"
    frame = GRAPH.query(query).to_pandas()
    assert dict(zip(frame["lemma"], frame["n"], strict=True)) == {"urge": 1, "attack": 1}


def test_a_database_that_is_not_there_offers_those_beside(folder: Path) -> None:
    assert database(folder) == folder / "graph.db"
    with pytest.raises(StoreError, match=f"no such database; did you mean {folder.name}"):
        kg.load(folder.with_name(folder.name + "x"))
    with pytest.raises(StoreError, match="did you mean graph.db"):
        kg.load(folder / "grap.db")


@pytest.mark.parametrize(("command", "said"), [
    (["find", "--source", "Chna"], "China"), (["timeline", "Chna"], "China"), (["find", "--type", "threatn"], "THREATEN"),
    (["export", "--actor", "Chna", "-o", "-"], "China"), (["query", QUERY, "--set", "s=state:CHM"], "state:CHN"),
])  # fmt: skip
def test_no_empty_answer_ends_well(command: list[str], said: str, folder: Path) -> None:
    done = CliRunner().invoke(app, [command[0], str(folder), *command[1:]])
    assert done.exit_code == 2 and said in done.stderr, done.output


def test_codes_that_are_none() -> None:
    done = CliRunner().invoke(app, ["codes", "thraten"])
    assert done.exit_code == 2 and "THREATEN" in done.stderr
