"""Questions to a graph: the twelve that come with the program, on statements made by hand and on the sample, in two engines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from factories import ASSAULT, CONSULT, REQUEST, make_actor, make_article, make_statement
from typer.testing import CliRunner

from kg.api.graph import Graph
from kg.cli import app
from kg.errors import UsageError
from kg.export.rdf import sparql
from kg.export.rdf.terms import PREFIXES
from kg.model import Code

pytest.importorskip("pyoxigraph")
pytest.importorskip("rdflib")

ACCUSE = Code("ACCUSE", "allege", (), "112", 3, -2.0, -3.5, "accuse")
MEDIATE = Code("CONSULT", None, (), "045", 1, 3.5, 2.5, "mediate")
REJECT = Code("REJECT", None, (), "120", 3, -4.0, -2.0, "deny")
ARTICLES = {
    "alpha": make_article("n1", title="Blow for blow", published="2024-10-02", outlet="Alpha"),
    "again": make_article("n2", title="Again", published="2024-10-29", outlet="Beta"),
    "later": make_article("n3", title="Later", published="2024-11-05", outlet="Alpha"),
}
ALPHA, AGAIN, LATER = ARTICLES.values()
SPOKESMAN = make_actor("person:dmitry-peskov", name="Dmitry Peskov", country="RUS")
CHAIN = "The US urged China to press North Korea."

STATEMENTS = (
    make_statement("state:USA", "urge", "state:CHN", article=LATER, sentence=CHAIN, code=REQUEST, date=None),
    make_statement("state:CHN", "press", "state:PRK", article=LATER, sentence=CHAIN, code=REQUEST, status="requested", date=None),
    make_statement("state:FRA", "mediate", "state:RUS", article=LATER, code=MEDIATE, date=None, start=100),
    make_statement("state:FRA", "mediate", "state:UKR", article=LATER, code=MEDIATE, date=None, start=100),
    make_statement("state:IRN", "attack", "state:ISR", article=ALPHA, code=ASSAULT, date="2024-10-01"),
    make_statement("state:IRN", "attack", "state:ISR", article=AGAIN, code=ASSAULT, date="2024-10-28"),
    make_statement("state:ISR", "strike", "state:IRN", article=ALPHA, code=ASSAULT, date="2024-10", granularity="month",
                   start=50),
    make_statement("state:CHN", "meet", "state:USA", article=ALPHA, code=CONSULT, date="2024-01-15", start=200),
    make_statement("state:CHN", "accuse", "state:USA", article=LATER, code=ACCUSE, date="2024-11-05", start=300),
    make_statement("state:USA", "deny", "state:CHN", article=LATER, code=REJECT, date=None, start=400),
    make_statement("state:RUS", "leave", "state:UKR", article=LATER, code=None, status="future", date=None, start=500),
    make_statement("state:RUS", "promise", "state:IRN", article=LATER, code=None, status="future", date=None, start=510),
    make_statement("state:RUS", "promise", "state:IRN", article=ALPHA, code=None, date=None, start=510),
    make_statement("state:UKR", "shell", "state:RUS", article=LATER, code=ASSAULT, status="possible", date=None, start=600,
                   attribution=SPOKESMAN),
    make_statement("person:vladimir-putin", "meet", "org:un", article=ALPHA, code=CONSULT, date="2010-05", granularity="month",
                   start=700),
)  # fmt: skip
GRAPH = Graph.from_statements(STATEMENTS, ARTICLES.values())

ANSWERS: dict[str, list[tuple[Any, ...]]] = {
    "answered": [("2024-10", "Iran", "Israel", 2, 1)],
    "asked": [("United States", "China", "press", "North Korea", CHAIN)],
    "denied": [("China", "United States", "China -> United States: accuse", "United States -> China: deny", "Later")],
    "mediators": [("France", "Russia", "Ukraine", "Later")],
    "members": [  # of the four organisations that the tables know, one is in the graph
        ("un", "China", "accuse", "United States", 1),
        ("un", "Iran", "attack", "Israel", 2),
        ("un", "Israel", "strike", "Iran", 1),
        ("un", "United States", "deny", "China", 1),
        ("un", "United States", "urge", "China", 1),
    ],
    "officials": [("Vladimir Putin", "prime minister", "Russia", "meet", "un", "2010-05")],
    "promised": [("Russia", "leave", "Ukraine", "2024-11-05")],
    "single-outlet": [
        ("China", "accuse", "United States", "Alpha", 1),
        ("China", "meet", "United States", "Alpha", 1),
        ("France", "mediate", "Russia", "Alpha", 1),
        ("France", "mediate", "Ukraine", "Alpha", 1),
        ("Israel", "strike", "Iran", "Alpha", 1),
        ("Russia", "promise", "Iran", "Alpha", 1),
        ("United States", "deny", "China", "Alpha", 1),
        ("United States", "urge", "China", "Alpha", 1),
        ("Vladimir Putin", "meet", "un", "Alpha", 1),
    ],
    "speakers": [("Russia", "Dmitry Peskov", 1)],
    "urged": [("2024-11", "United States", "urge", "China", 1)],
    # Scores 2.5 in January and -3.5, -2.0, -1.0 in November: a line through them falls by 5.6 points a year.
    "worsened": [("China", "United States", -5.6, -1.0, 4)],
}
TIMELINE = [
    ("2024-10", "Israel", "strike", "Iran", "actual", "Israel strike Iran.", "Alpha"),
    ("2024-10-01", "Iran", "attack", "Israel", "actual", "Iran attack Israel.", "Alpha"),
    ("2024-10-28", "Iran", "attack", "Israel", "actual", "Iran attack Israel.", "Beta"),
]


def by_rdflib(graph: Any, query: str) -> list[tuple[Any, ...]]:
    return [tuple(None if node is None else node.toPython() for node in row) for row in graph.query(query, initNs=PREFIXES)]


def comparable(rows: Any) -> list[tuple[Any, ...]]:
    """Rows as far as engines must agree: numbers to six places, and their order where they are equal."""
    return sorted((tuple(_number(value) for value in row) for row in rows), key=str)


def _number(value: Any) -> Any:
    try:
        return round(float(value), 6)
    except (TypeError, ValueError):
        return value if value is None else str(value)


class TestQuestions:
    LINKED = GRAPH.to_rdflib()

    def test_there_are_thirteen_each_with_its_answer(self) -> None:
        assert len(sparql.named()) == 13
        assert set(sparql.named()) == {*ANSWERS, "timeline", "evidence"}
        assert all(asks.strip() and not asks.startswith("SELECT") for asks in sparql.named().values())

    @pytest.mark.parametrize("name", sorted(ANSWERS))
    def test_the_answer(self, name: str) -> None:
        assert comparable(GRAPH.query(sparql.question(name)).rows) == comparable(ANSWERS[name])

    def test_what_one_did_to_another(self) -> None:
        both = GRAPH.query(sparql.question("timeline")).rows
        assert [row for row in both if {row[1], row[3]} == {"Iran", "Israel"}] == TIMELINE
        query = sparql.given(sparql.question("timeline"), {"source": "state:ISR", "target": "state:IRN"})
        assert list(GRAPH.query(query).rows) == TIMELINE[:1]

    @pytest.mark.parametrize("name", sorted(sparql.named()))
    def test_rdflib_gives_the_same(self, name: str) -> None:
        query = sparql.question(name)
        assert comparable(by_rdflib(self.LINKED, query)) == comparable(GRAPH.query(query).rows)

    def test_of_the_sample_too(self, sample_graph: Path) -> None:
        graph = Graph.open(sample_graph / "graph.db")
        linked = graph.to_rdflib()
        for name in sparql.named():
            rows = graph.query(sparql.question(name)).rows
            assert comparable(by_rdflib(linked, sparql.question(name))) == comparable(rows), name
            assert rows or name in ("mediators", "denied", "worsened", "answered"), name  # rare ones depend on extraction

    @pytest.mark.parametrize(("name", "values", "count"), [
        ("urged", {"source": "state:USA"}, 1), ("urged", {"source": "state:FRA"}, 0), ("urged", {"month": "2024-11"}, 1),
        ("urged", {"month": "2024-10", "source": "state:USA"}, 0), ("mediators", {"a": "state:RUS", "b": "state:UKR"}, 1),
        ("mediators", {"a": "state:RUS", "b": "state:FRA"}, 0), ("denied", {"target": "actor:state:USA"}, 1),
        ("urged", {"source": '" } #'}, 0), ("speakers", {"home": f"<{PREFIXES['actor']}state:RUS>"}, 1),
    ])  # fmt: skip
    def test_variables_can_be_given(self, name: str, values: dict[str, str], count: int) -> None:
        assert len(GRAPH.query(sparql.given(sparql.question(name), values)).rows) == count

    def test_an_unknown_one(self) -> None:
        with pytest.raises(UsageError, match="mediators: Who mediated"):
            sparql.question("nobody")


class TestForms:
    def test_select(self) -> None:
        query = "SELECT ?c ?ok ?none WHERE { ?e kg:relation rel:meet ; kg:confidence ?c BIND (true AS ?ok) } LIMIT 1"
        found = GRAPH.query(query)
        assert found == sparql.Answer(("c", "ok", "none"), ((0.9, True, None),))

    @pytest.mark.parametrize(
        "query",
        [
            "SELECT ?s WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
            "SELECT ?s { service silent ?where { ?s ?p ?o } }",
            "ASK { SERVICE<http://x.org/>{} }",
            "ASK { \\u0053ERVICE <http://x.org/> {} }",
            "# <\nASK { SERVICE <http://x.org/> { ?s ?p 'SERVICE' } }",
        ],
    )
    def test_nobody_else_is_asked(self, query: str) -> None:
        with pytest.raises(UsageError, match="SERVICE would ask another machine"):
            GRAPH.query(query)

    @pytest.mark.parametrize(
        "query",
        [
            'ASK { ?service ?p "SERVICE <http://x.org/>" }',
            "# SERVICE <x>\nASK { ?s <http://x.org/SERVICE> ?o }",
            "PREFIX service: <http://x.org/> ASK { ?s service:service ?o }",
            'ASK { ?s ?p """a\n" SERVICE """ }',
        ],
    )
    def test_the_word_alone_is_no_question_to_others(self, query: str) -> None:
        assert GRAPH.query(query).rows == ((False,),)

    def test_an_answer_has_an_end(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("kg.export.rdf.sparql.MOST_ROWS", 3)
        with pytest.raises(UsageError, match="gave up after 3 rows"):
            GRAPH.query("SELECT * { ?s ?p ?o }")
        assert len(GRAPH.query("SELECT * { ?s ?p ?o } LIMIT 3").rows) == 3

    def test_ask(self) -> None:
        assert GRAPH.query("ASK { actor:state:IRN rel:attack actor:state:ISR }").rows == ((True,),)

    def test_construct(self) -> None:
        found = GRAPH.query("CONSTRUCT { ?a kg:rel ?b } WHERE { ?a rel:attack ?b }")
        assert found == sparql.Answer(("subject", "predicate", "object"), (("actor:state:IRN", "kg:rel", "actor:state:ISR"),))

    @pytest.mark.parametrize("query", ["SELECT", "SELECT * { ?a no:such ?b }", "DELETE WHERE { ?s ?p ?o }", ""])
    def test_what_is_no_query(self, query: str) -> None:
        with pytest.raises(UsageError, match="query: "):
            GRAPH.query(query)


class TestCommand:
    @staticmethod
    def run(*arguments: object) -> Any:
        return CliRunner().invoke(app, ["query", *map(str, arguments)])

    def test_formats(self, sample_graph: Path) -> None:
        query = "SELECT ?name ?n { actor:state:USA skos:prefLabel ?name BIND (2 AS ?n) }"
        assert self.run(sample_graph, query).stdout.split() == ["name", "n", "United", "States", "2"]
        assert self.run(sample_graph, query, "--format", "csv").stdout == "name,n\nUnited States,2\n"
        assert self.run(sample_graph, query, "-f", "json").stdout.split() == ('[ { "name": "United States", "n": 2 } ]'.split())

    def test_from_a_file_and_by_name(self, sample_graph: Path, tmp_path: Path) -> None:
        (tmp_path / "q.rq").write_text(sparql.question("urged"))
        by_file = self.run(sample_graph, "--file", tmp_path / "q.rq", "-f", "csv")
        by_name = self.run(sample_graph, "--name", "urged", "-f", "csv")
        assert by_file.stdout == by_name.stdout != ""
        some = self.run(sample_graph, "--name", "urged", "--set", "source=state:USA", "-f", "csv").stdout.splitlines()
        assert some[0] == "month,by,deed,whom,events"
        assert all(",United States," in line for line in some[1:])

    @pytest.mark.parametrize(
        "arguments",
        [
            (),
            ("ASK {}", "--name", "urged"),
            ("--name", "nobody"),
            ("ASK",),
            ("ASK {}", "--set", "x"),
            ("ASK {}", "--set", "1x=2"),
        ],
    )
    def test_mistakes(self, arguments: tuple[str, ...], sample_graph: Path) -> None:
        result = self.run(sample_graph, *arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("error: ")
