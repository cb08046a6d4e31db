"""Parts of a graph by conditions on events, and what lies around an actor."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import make_actor, make_article, make_statement
from typer.testing import CliRunner

from kg import Graph
from kg.cli import app
from kg.errors import UsageError

PAIRS = (("USA", "CHN"), ("CHN", "PRK"), ("PRK", "RUS"), ("RUS", "UKR"), ("IND", "PAK"))


def graph() -> Graph:
    """A chain of five states, a pair apart, and a police force that acts at home."""

    def status(state: str) -> str:
        return "requested" if state == "RUS" else "actual"

    made = [make_statement(f"state:{a}", "urge", f"state:{b}", article=make_article(a), status=status(a)) for a, b in PAIRS]
    police = make_actor("body:usa-police", name="Police", kind="body", country="USA")
    return Graph.from_statements([*made, make_statement(police, "arrest", "state:USA", article=make_article("home"))])


def names(network: Graph) -> set[str]:
    return {actor.id.split(":")[1] for actor in network.actors()}


@pytest.mark.parametrize(
    ("hops", "expected"),
    [
        (1, {"CHN", "USA", "PRK"}),
        (2, {"CHN", "USA", "PRK", "RUS", "usa-police"}),
        (3, {"CHN", "USA", "PRK", "RUS", "UKR", "usa-police"}),
    ],
)
def test_ego_reaches_as_many_steps_as_asked(hops: int, expected: set[str]) -> None:
    assert names(graph().ego("state:CHN", hops)) == expected


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({}, {"USA", "CHN", "PRK", "RUS", "UKR", "IND", "PAK", "usa-police"}),
        ({"between": ("state:IND", "state:PAK")}, {"IND", "PAK"}),
        ({"scope": "domestic"}, {"USA", "usa-police"}),
        ({"status": "requested"}, {"RUS", "UKR"}),
        ({"between": "state:CHN", "hops": 3, "status": "actual", "scope": "international"}, {"USA", "CHN", "PRK", "RUS"}),
    ],
)
def test_a_part_holds_what_meets_all_conditions(conditions: dict, expected: set[str]) -> None:
    assert names(graph().part(**conditions)) == expected


@pytest.mark.parametrize("asked", [{"scope": "galactic"}, {"hops": 0}, {"hops": 2}, {"hops": 2, "between": ("a", "b")}])
def test_conditions_that_make_no_sense_are_refused(asked: dict) -> None:
    with pytest.raises(UsageError):
        graph().part(**asked)


def test_view_takes_the_same_conditions() -> None:
    shown = graph().view(between=("state:IND", "state:PAK"))
    assert repr(shown).startswith("<kg.View: kg.Graph: 1 statements")


def test_command_writes_the_part_and_says_what_it_needs(sample_graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "part.html"
    command = ["view", str(sample_graph), "-o", str(out), "--between", "RUS", "UKR", "--scope", "international"]
    run = CliRunner().invoke(app, command)
    assert run.exit_code == 0, run.output
    assert "Ukraine" in out.read_text(encoding="utf-8")
    assert "Ecuador" not in out.read_text(encoding="utf-8")
    assert CliRunner().invoke(app, ["view", str(sample_graph)]).exit_code == 2
