"""Parts of a graph: by actor, time and type, with and without what they quote, in every format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from factories import ASSAULT, make_actor, make_article, make_statement
from typer.testing import CliRunner

from kg.api.graph import Graph
from kg.cli import app
from kg.errors import UsageError
from kg.export import FORMATS
from kg.graph import Run, Slice
from kg.sameness import Judgement, Judgements

OLD = make_article("a1", published="2023-05-01")
NEW = make_article("a2", published="2024-11-03")
GRAPH = Graph.from_statements(
    [
        make_statement("state:USA", "urge", make_actor("state:CHN", aliases=("PRC",)), article=OLD, date=None),
        make_statement("state:RUS", "attack", "state:UKR", article=NEW, code=ASSAULT, date="2024-10", granularity="month"),
        make_statement("state:FRA", "meet", "state:CHN", article=NEW, code=None, date="2024-11-02", start=50),
    ],
    [OLD, NEW], Run("1", "m"),
)  # fmt: skip


@pytest.mark.parametrize(("part", "lemmas"), [
    (Slice(), ["urge", "attack", "meet"]),
    (Slice(actors=("state:CHN",)), ["urge", "meet"]), (Slice(actors=("france", "Russia")), ["attack", "meet"]),
    (Slice(actors=("prc",)), ["urge"]), (Slice(actors=("Peru",)), []), (Slice(types=("assault",)), ["attack"]),
    (Slice(since="2024"), ["attack", "meet"]), (Slice(until="2023"), []), (Slice(until="2023-04"), []),
    (Slice(since="2024-10-15", until="2024-11-01"), ["attack"]),  # a month counts where any of its days does
    (Slice(since="2024-11-02", until="2024-11-02"), ["meet"]), (Slice(until="2024-10"), ["attack"]),
    (Slice(types=("ASSAULT",)), ["attack"]), (Slice(types=("ASSAULT", "REQUEST")), ["urge", "attack"]),
    (Slice(types=("ASSAULT",), actors=("state:CHN",)), []), (Slice(scope="domestic"), []),
    (Slice(scope="international", actors=("FRANCE",)), ["meet"]),
])  # fmt: skip
def test_what_stays(part: Slice, lemmas: list[str]) -> None:
    assert [statement.relation.lemma for statement in GRAPH.slice(part).statements()] == lemmas


def test_only_the_articles_and_readings_of_what_stays() -> None:
    part = GRAPH.slice(Slice(types=("ASSAULT",)))
    assert [article.id for article in part.articles()] == ["a2"]
    assert [articles for _, articles in part.readings()] == [("a2",)]
    assert [actor.id for actor in part.actors()] == ["state:RUS", "state:UKR"]


def test_a_span_changes_nothing_of_the_events_in_it() -> None:
    """An undated report belongs to the date that another report of its event has: else the event would be told by others."""
    joined = make_statement("state:USA", "attack", "state:IRN", code=ASSAULT, article=NEW, date="2024-11-02", confidence=0.6)
    undated = make_statement("state:USA", "attack", "state:IRN", code=ASSAULT, article=OLD, date=None, status="possible")
    judged = Judgements.of([Judgement("same", joined.id, undated.id)])
    whole = Graph.from_statements([joined, undated], [OLD, NEW], judged=judged)
    [event] = whole.events()
    assert len(event.reports) == 2
    assert list(whole.slice(Slice(since="2024", until="2024")).events()) == [event]
    assert list(whole.slice(Slice(until="2023")).events()) == []


def test_without_sentences() -> None:
    part = GRAPH.slice(Slice(quotes=False))
    assert {statement.evidence.sentence for statement in part.statements()} == {""}
    assert [article.id for article in part.articles()] == ["a1", "a2"]


@pytest.mark.parametrize("wrong", [
    {"since": "soon"}, {"until": "2024-13"}, {"since": "2024-02-30"}, {"until": "24"}, {"types": ("FIGHT",)}, {"scope": "both"},
])  # fmt: skip
def test_what_is_no_slice(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="expected"):
        Slice(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_takes_slices(format: str, sample_graph: Path, tmp_path: Path) -> None:
    def size(*options: str) -> int:
        path = tmp_path / "out"
        result = CliRunner().invoke(app, ["export", str(sample_graph), "-f", format, "-o", str(path), *options])
        assert result.exit_code == 0, result.output
        written = path.iterdir() if path.is_dir() else [path]
        return sum(file.stat().st_size for file in written)

    whole = size()
    assert size("--actor", "state:USA", "--since", "2023") < whole
    assert size("--type", "ASSAULT", "--level", "state") < whole
    assert size("--since", "1900") <= whole  # what has no date at all is left out
    if format in ("turtle", "ntriples", "nquads", "trig", "jsonld", "jsonl", "csv", "parquet"):  # they hold sentences
        assert size("--no-evidence") < whole


def test_options_of_the_command(sample_graph: Path) -> None:
    def run(*options: str) -> list[dict]:
        result = CliRunner().invoke(app, ["export", str(sample_graph), "-f", "jsonl", "-o", "-", *options])
        return [json.loads(line) for line in result.stdout.splitlines()]

    some = run("--actor", "state:USA", "--actor", "China", "--until", "2024", "--type", "REQUEST", "--no-evidence")
    assert some
    for record in some:
        assert {"state:USA", "state:CHN"} & {record["source"]["id"], record["target"]["id"]}
        assert (record["code"]["plover"], record["sentence"]) == ("REQUEST", "")
        assert (record["date"] or record["published"]) < "2025"
    assert CliRunner().invoke(app, ["export", str(sample_graph), "-o", "-", "--since", "soon"]).exit_code == 2
