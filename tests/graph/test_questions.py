"""Questions to the graph: the same answers from a database, from memory and on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from factories import ASSAULT, CONSULT, REQUEST, make_actor, make_article, make_statement
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from kg.api.graph import Graph
from kg.cli import app
from kg.errors import UsageError
from kg.graph import Question, Run
from kg.graph.questions import SORTS
from kg.model import Statement
from kg.store import Store
from kg.store import index as index_module

RUN = Run("1", "m")
ARTICLES = [make_article(f"a{i}", f"Text {i}.", published=f"2025-0{1 + i % 6}-1{i % 9}", outlet=f"O{i % 2}") for i in range(12)]


def statements() -> list[Statement]:
    xi = make_actor("person:xi-jinping", name="Xi Jinping", country="CHN", aliases=("Xi",))
    ends = [
        ("state:CHN", "state:USA"),
        ("state:USA", "state:CHN"),
        (xi, "state:USA"),
        ("state:RUS", "state:UKR"),
        ("org:nato", "state:RUS"),
        (xi, "state:CHN"),
        ("group:hamas", "state:USA"),
    ]
    made = []
    for i, article in enumerate(ARTICLES):
        for j, (source, target) in enumerate(ends):
            made.append(
                make_statement(
                    source,
                    ("urge", "attack", "meet")[(i + j) % 3],
                    target,
                    article=article,
                    start=40 * j,
                    sentence=f"Words on tariffs number {i}{j} and Zölle_x, said somebody.",
                    status=("actual", "requested")[i % 2],
                    code=(REQUEST, ASSAULT, CONSULT, None)[(i + j) % 4],
                    confidence=(0.5, 0.9)[j % 2],
                    date=(None, "2025-03", "2025", article.published)[(i * j) % 4],
                    symmetric=(i + j) % 3 == 2,
                )
            )
    return made


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("questions")
    with Store.open(folder / "graph.db") as store:
        for article in ARTICLES:
            store.add(article, [s for s in statements() if s.evidence.article_id == article.id], RUN)
        store.record_run(RUN, {})
        store.refresh()
    return folder


QUESTIONS = st.builds(
    Question,
    source=st.sampled_from([(), ("CHN",), ("Xi",), ("Peru",), ("state:usa", "NATO")]),
    target=st.sampled_from([(), ("USA",), ("state:CHN",), ("Russia",)]),
    between=st.sampled_from([(), ("CHN",), ("USA", "CHN"), ("RUS", "Peru")]),
    types=st.sampled_from([(), ("ASSAULT",), ("REQUEST", "CONSULT")]),
    statuses=st.sampled_from([(), ("actual",), ("requested", "future")]),
    since=st.sampled_from([None, "2025", "2025-03", "2025-03-12", "2026"]),
    until=st.sampled_from([None, "2025", "2025-03", "2025-02-11", "2024"]),
    text=st.sampled_from(["", "tariff", "TARIFF number", "zölle", "x", "ariff", "urge said"]),
    min_confidence=st.sampled_from([0.0, 0.7]),
    scope=st.sampled_from([None, None, "international", "domestic"]),
    sort=st.sampled_from(SORTS),
    limit=st.sampled_from([None, 0, 3]),
)


@settings(max_examples=100)
@given(QUESTIONS, st.sampled_from(["day", "week", "month", "year"]), st.sampled_from([0, 20]))
def test_a_database_answers_as_memory_does(db: Path, question: Question, by: str, many: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index_module, "_MANY", many)
        agree(db, question, by)


def agree(db: Path, question: Question, by: str) -> None:
    stored, memory = Graph.open(db / "graph.db"), Graph.from_statements(statements(), ARTICLES)
    with stored._source.answers() as index:
        assert index is not None, "else this compares memory with itself"
    assert stored.ask(question) == memory.ask(question)
    assert stored.counted(question, by) == memory.counted(question, by)  # type: ignore[arg-type]
    assert stored.undated(question) == memory.undated(question)


def test_a_database_that_changed_since_answers_all_the_same(db: Path, tmp_path: Path) -> None:
    with Store.open(tmp_path / "graph.db") as store:
        for article in ARTICLES:
            store.add(article, [s for s in statements() if s.evidence.article_id == article.id], RUN)
    asked = {"source": "CHN", "text": "tariff"}
    assert Graph.open(tmp_path / "graph.db").find(**asked) == Graph.open(db / "graph.db").find(**asked) != []


def test_a_code_means_a_state_and_all_who_act_for_it() -> None:
    graph = Graph.from_statements(statements(), ARTICLES)
    assert {e.source.id for e in graph.find(source="CHN")} == {"state:CHN", "person:xi-jinping"}
    assert {e.source.id for e in graph.find(source="state:CHN")} == {"state:CHN"}
    assert {e.source.id for e in graph.find(source="xi")} == {"person:xi-jinping"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "yesterday"},
        {"type": "WAR"},
        {"status": "maybe"},
        {"scope": "galactic"},
        {"sort": "size"},
        {"limit": -1},
        {"between": ("a", "b", "c")},
    ],
)
def test_what_cannot_be_asked(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError, match="expected"):
        Graph.from_statements([]).find(**wrong)  # type: ignore[arg-type]


def test_timeline_as_a_data_frame() -> None:
    frame = Graph.from_statements(statements(), ARTICLES).timeline("USA", "CHN", by="year", type=("ASSAULT", "REQUEST"))
    assert list(frame.index) == ["2025"]
    assert frame.loc["2025", "events"] == frame.loc["2025", "ASSAULT"] + frame.loc["2025", "REQUEST"]


def kg(*arguments: str | Path) -> str:
    result = CliRunner().invoke(app, list(map(str, arguments)))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_found_events_show_as_a_table_and_become_a_frame() -> None:
    graph = Graph.from_statements(statements(), ARTICLES)
    found = graph.find(source="Xi", scope="domestic")
    assert found == graph.ask(Question(source=("Xi",), scope="domestic")) != []
    shown = found._repr_html_()
    assert shown.count("<tr>") == 1 + len(found)
    assert "<td>Xi Jinping</td><td>attack</td><td>China</td>" in shown
    evil = make_statement(sentence="<script>alert(1)</script>")
    assert "<script>" not in Graph.from_statements([evil]).find()._repr_html_()
    assert "and 1 more" in type(found)(found[:1] * 51)._repr_html_()
    pytest.importorskip("pandas")
    frame = found.to_pandas()
    assert list(frame.index) == [event.id for event in found]
    assert set(frame.scope) == {"domestic"}
    assert str(frame.date.dtype).startswith("datetime64")


class TestCommands:
    def test_scope(self, db: Path) -> None:
        def ids(*options: str) -> set[str]:
            return {json.loads(line)["id"] for line in kg("find", db, "-f", "jsonl", "--limit", 0, *options).splitlines()}

        inner, outer = ids("--scope", "domestic"), ids("--scope", "international")
        assert {e.id for e in Graph.open(db / "graph.db").events() if e.scope == "domestic"} == inner != set()
        assert not inner & outer
        assert inner | outer < ids()  # of some the country is not known
        sliced = map(json.loads, kg("export", db, "-f", "jsonl", "-o", "-", "--scope", "domestic").splitlines())
        assert {record["source"]["id"] for record in sliced} == {"person:xi-jinping"}
        periods = csv.DictReader(io.StringIO(kg("timeline", db, "--scope", "domestic", "--by", "year", "-f", "csv")))
        assert 0 < sum(int(row["events"]) for row in periods) <= len(inner)

    def test_find_as_json_lines(self, db: Path) -> None:
        printed = kg("find", db, "--source", "CHN", "--text", "tariff", "-f", "jsonl", "--evidence")
        records = list(map(json.loads, printed.splitlines()))
        expected = Graph.open(db / "graph.db").find(source="CHN", text="tariff", limit=50)
        assert [r["id"] for r in records] == [e.id for e in expected] != []
        assert records[0]["evidence"] == [s.to_record() for s in expected[0].reports]

    def test_find_as_csv_and_table(self, db: Path) -> None:
        rows = list(csv.DictReader(io.StringIO(kg("find", db, "--type", "ASSAULT", "--limit", 3, "-f", "csv"))))
        assert [row["plover"] for row in rows] == ["ASSAULT"] * 3
        assert rows[0]["id"] in kg("find", db, "--type", "ASSAULT", "--limit", 3)

    def test_find_actors(self, db: Path) -> None:
        records = map(json.loads, kg("find", db, "--source", "CHN", "--actors", "-f", "jsonl").splitlines())
        assert [r["id"] for r in records] == ["person:xi-jinping", "state:CHN", "state:USA"]

    def test_timeline(self, db: Path) -> None:
        rows = list(csv.DictReader(io.StringIO(kg("timeline", db, "RUS", "UKR", "--by", "month", "-f", "csv"))))
        periods = Graph.open(db / "graph.db").counted(Question(between=("RUS", "UKR")), "month")
        assert [(row["period"], int(row["events"])) for row in rows] == [(p.start, p.events) for p in periods]

    def test_stats_by_month_and_by_dyad(self, db: Path) -> None:
        assert kg("stats", db, "--by", "month", "-f", "csv") == kg("timeline", db, "--by", "month", "-f", "csv")
        rows = csv.DictReader(io.StringIO(kg("stats", db, "--by", "month", "--dyads", "-f", "csv")))
        assert {"source_id", "target_id", "month", "goldstein", "ASSAULT"} <= set(rows.fieldnames or ())

    def test_what_has_no_date_is_in_no_span_and_said(self, db: Path) -> None:
        whole, part = (kg("find", db, *span, "--limit", 0, "-f", "jsonl") for span in ((), ("--since", "1900")))
        undated = Graph.open(db / "graph.db").undated(Question())
        assert len(whole.splitlines()) - len(part.splitlines()) == undated > 0
        told = CliRunner().invoke(app, ["timeline", str(db), "--by", "year"])
        assert f"left out: {undated} more" in told.output

    def test_judge_check_and_the_log(self, db: Path, tmp_path: Path) -> None:
        with Store.open(tmp_path / "graph.db") as store:
            store.add(make_article(), [make_statement()], RUN)
        ident = make_statement().id
        assert "reject" in kg("judge", tmp_path, "reject", ident)
        assert kg("find", tmp_path, "-f", "jsonl") == ""
        assert ident in kg("judge", tmp_path, "--export", "-")
        assert "undone" in kg("judge", tmp_path, "undo", "1")
        assert len(kg("find", tmp_path, "-f", "jsonl").splitlines()) == 1

    def test_a_mistake_is_told(self, db: Path) -> None:
        result = CliRunner().invoke(app, ["find", str(db), "--since", "soon"])
        assert result.exit_code == 2
        assert "expected a date like" in result.output
