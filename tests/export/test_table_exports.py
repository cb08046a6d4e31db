"""GraphML, Neo4j, Parquet and the panel: what other programs read is what the graph holds."""

from __future__ import annotations

import csv
from pathlib import Path

import networkx as nx
import pytest
from factories import ASSAULT, CONSULT, make_actor, make_article, make_statement

from kg.api.graph import Graph
from kg.errors import ExportError, UsageError
from kg.export.tables.rows import table
from kg.model import Statement

A = make_article("a", "A.", published="2024-01-31", outlet="Out; let")
HOSTILE = make_actor("group:x", name='Bad \x07"name",\nwith;\u2028<tags> & =1+1', aliases=("=cmd|' /C calc'!A0", "semi;colon"))


def statements() -> list[Statement]:
    return [
        make_statement(article=A, date="2024-01"),
        make_statement("state:RUS", "attack", "state:UKR", article=A, code=ASSAULT, date="2024-02-29", start=50),
        make_statement("state:RUS", "attack", "state:UKR", article=A, code=ASSAULT, date="2024-02-11", start=100),
        make_statement("state:RUS", "attack", "state:UKR", article=A, code=ASSAULT, date="2023", start=150),
        make_statement("state:RUS", "attack", "state:UKR", article=A, code=ASSAULT, start=250, status="requested"),
        make_statement("state:USA", "meet", "state:CHN", article=A, code=CONSULT, symmetric=True, start=200, date="2024-01"),
        make_statement(HOSTILE, "attack", "state:UKR", article=A, code=None, start=300),
    ]


GRAPH = Graph.from_statements(statements(), [A])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class TestPanel:
    def test_dyad_months(self, tmp_path: Path) -> None:
        GRAPH.write(tmp_path / "panel.csv", "panel")
        found = {(r["source_id"], r["target_id"], r["month"]): r for r in rows(tmp_path / "panel.csv")}
        war = found["state:RUS", "state:UKR", "2024-02"]
        assert (war["events"], war["reports"], war["ASSAULT"], war["CONSULT"], war["goldstein"]) == ("2", "2", "2", "0", "-10.0")
        met = found["state:CHN", "state:USA", "2024-01"]
        assert (met["CONSULT"], met["goldstein"]) == ("1", "1.0")
        assert found["group:x", "state:UKR", "2024-11"]["uncoded"] == "1"
        assert len(found) == 4, "neither the event of a year nor the one that was only requested"

    def test_as_a_data_frame(self) -> None:
        frame = GRAPH.to_pandas("panel")
        assert frame.loc[("state:RUS", "state:UKR", "2024-02"), "events"].item() == 2


class TestGraphML:
    def test_what_comes_back(self, tmp_path: Path) -> None:
        GRAPH.write(tmp_path / "g.graphml", "graphml")
        read = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
        assert set(read) == {actor.id for actor in GRAPH.actors()}
        edges = {(s, d["lemma"], t): d for s, t, d in read.edges(data=True)}
        assert set(edges) == {(e.source, e.lemma, e.target) for e in GRAPH.edges()}
        war = edges["state:RUS", "attack", "state:UKR"]
        assert (war["events"], war["weight"], war["first"], war["last"]) == (4, 4, "2023", "2024-11-01")
        assert (war["types"], war["outlets"], war["goldstein"]) == ("ASSAULT=4", "Out; let", -10.0)
        assert "goldstein" not in edges["group:x", "attack", "state:UKR"]
        assert "\x07" not in read.nodes["group:x"]["name"] and "<tags>" in read.nodes["group:x"]["name"]

    def test_twice_the_same_bytes(self, tmp_path: Path) -> None:
        for name in ("one", "two"):
            order = statements() if name == "one" else reversed(statements())
            Graph.from_statements(order, [A]).write(tmp_path / name, "graphml")
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


class TestNetworkx:
    @pytest.mark.parametrize(("level", "count"), [("event", 7), ("edge", 4), ("link", 4)])
    def test_levels(self, level: str, count: int) -> None:
        assert GRAPH.to_networkx(level).number_of_edges() == count  # type: ignore[arg-type]

    def test_weights(self) -> None:
        weights = nx.get_edge_attributes(GRAPH.to_networkx("link", "goldstein"), "weight")
        assert {(s, t): w for (s, t, _), w in weights.items()}["state:RUS", "state:UKR"] == -10.0

    @pytest.mark.parametrize("wrong", [("node", "events"), ("edge", "size")])
    def test_no_such(self, wrong: tuple[str, str]) -> None:
        with pytest.raises(UsageError, match="expected"):
            GRAPH.to_networkx(*wrong)  # type: ignore[arg-type]


class TestNeo4j:
    def test_headers_and_values(self, tmp_path: Path) -> None:
        GRAPH.write(tmp_path / "neo", "neo4j")
        actors, relations = (rows(tmp_path / "neo" / f"{name}.csv") for name in ("actors", "relations"))
        (bad,) = (a for a in actors if a["id:ID"] == "group:x")
        assert bad["aliases:string[]"].split(";") == ["=cmd|' /C calc'!A0", "semi,colon"]
        assert (bad[":LABEL"], bad["name"]) == ("Actor;Group", 'Bad "name", with; <tags> & =1+1')
        assert {a["id:ID"] for a in actors} == {r[end] for r in relations for end in (":START_ID", ":END_ID")}
        war = next(r for r in relations if r[":START_ID"] == "state:RUS")
        values = [war[name] for name in (":TYPE", "events:int", "goldstein:double", "symmetric:boolean")]
        assert values == ["ATTACK", "4", "-10.0", "false"]

    def test_into_an_embedded_opencypher_store(self, tmp_path: Path) -> None:
        ladybug = pytest.importorskip("ladybug")
        GRAPH.write(tmp_path / "neo", "neo4j")
        db = ladybug.Connection(ladybug.Database(str(tmp_path / "db")))
        texts = ", ".join(f"{name} STRING" for name in ("name", "kind", "country", "role", "wikidata", "aliases", "label"))
        db.execute(f"CREATE NODE TABLE Actor(id STRING PRIMARY KEY, {texts})")
        db.execute(
            "CREATE REL TABLE Relation(FROM Actor TO Actor, type STRING, id STRING, lemma STRING, symmetric BOOLEAN,"
            " events INT64, reports INT64, first STRING, last STRING, goldstein DOUBLE, score DOUBLE, outlets STRING,"
            " types STRING)"
        )
        db.execute(f"COPY Actor FROM '{tmp_path}/neo/actors.csv' (header=true, escape='\"')")
        db.execute(f"COPY Relation FROM '{tmp_path}/neo/relations.csv' (header=true, escape='\"')")
        found = db.execute("MATCH (a:Actor)-[r:Relation]->(b:Actor) RETURN a.id, r.lemma, b.id, r.events, r.goldstein").get_all()
        assert sorted(found, key=str) == sorted(
            ([e.source, e.lemma, e.target, e.tally.events, e.tally.goldstein] for e in GRAPH.edges()), key=str
        )

    def test_needs_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(ExportError, match="need a folder"):
            GRAPH.write("-", "neo4j")
        (tmp_path / "file").touch()
        with pytest.raises(ExportError, match="cannot be made"):
            GRAPH.write(tmp_path / "file" / "below", "neo4j")


class TestParquet:
    @pytest.mark.parametrize("name", ["statements", "events", "edges", "actors"])
    def test_the_same_table(self, name: str, tmp_path: Path) -> None:
        parquet = pytest.importorskip("pyarrow.parquet")
        GRAPH.write(tmp_path / "t.parquet", "parquet" if name == "statements" else f"parquet-{name}")
        columns, expected = table(GRAPH, name)
        read = parquet.read_table(tmp_path / "t.parquet")
        assert tuple(read.column_names) == columns
        assert [tuple(row.values()) for row in read.to_pylist()] == [tuple(row) for row in expected]

    def test_of_nothing(self, tmp_path: Path) -> None:
        parquet = pytest.importorskip("pyarrow.parquet")
        Graph.from_statements([]).write(tmp_path / "t.parquet", "parquet-events")
        assert parquet.read_table(tmp_path / "t.parquet").num_rows == 0
