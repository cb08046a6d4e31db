"""The registry of formats: the file's name tells one, help lists all, and what networkx writes comes back."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import pytest
from factories import ASSAULT, make_actor, make_article, make_statement
from typer.testing import CliRunner

from kg.api.graph import Graph
from kg.cli import app
from kg.errors import UsageError
from kg.export.formats import FORMATS, of_file

A = make_article("a", "A.", published="2024-01-31", outlet="Out")
GRAPH = Graph.from_statements(
    [
        make_statement(article=A, date="2024-01", granularity="month", code=None),
        make_statement("state:RUS", "attack", "state:UKR", article=A, code=ASSAULT, date="2023", start=50),
        make_statement("state:RUS", "attack", "state:UKR", article=A, code=ASSAULT, date="2024-02", start=90, object="a\x07<b>"),
        make_statement(make_actor("group:x", name="X", aliases=("Y", "Z")), "hit", "state:UKR", article=A, date=None, start=150),
    ],
    [A],
)


@pytest.mark.parametrize(("name", "format"), [
    ("g.ttl", "turtle"), ("G.TTL.gz", "turtle"), ("-", "turtle"), ("g.nt", "ntriples"), ("a.csv", "csv"),
    ("edges.csv", "csv-edges"),
    ("iran.events.csv.gz", "csv-events"), ("my-edges.csv", "csv"), ("links.parquet", "parquet-links"), ("panel.csv", "panel"),
    ("g.gexf", "gexf"), ("g.graphml", "graphml"), ("page.html", "html"), ("g.jsonl", "jsonl"),
])  # fmt: skip
def test_the_name_tells_the_format(name: str, format: str) -> None:
    assert of_file(name).name == format


def test_no_two_formats_have_one_suffix() -> None:
    suffixes = [one.suffix for one in FORMATS.values() if one.suffix]
    assert len(suffixes) == len(set(suffixes))


@pytest.mark.parametrize(("name", "said"), [("g.gml", "graphml"), ("g", "turtle"), ("g.xlsx", "csv-edges")])
def test_an_unknown_name_lists_all(name: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=said):
        GRAPH.write(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_offers_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean graphml"):
        GRAPH.write("-", "grapml")


def test_the_command(sample_graph: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["export", str(sample_graph), "-o", str(tmp_path / "g.gexf")])
    assert done.exit_code == 0, done.output
    assert nx.read_gexf(tmp_path / "g.gexf").number_of_nodes() > 10
    assert CliRunner().invoke(app, ["export", str(sample_graph), "-o", str(tmp_path / "g.odd")]).exit_code == 2
    shown = " ".join(CliRunner().invoke(app, ["export", "--help"], terminal_width=400).output.split())
    assert all(name in shown for name in FORMATS)


@pytest.mark.parametrize("level", ["event", "edge", "link"])
class TestNetworkx:
    def test_no_attribute_is_missing_or_a_container(self, level: str) -> None:
        graph = GRAPH.to_networkx(level)  # type: ignore[arg-type]
        data = [values for _, values in graph.nodes(data=True)] + [values for *_, values in graph.edges(data=True)]
        assert {type(value) for values in data for value in values.values()} <= {str, int, float, bool}
        assert all("label" in values for values in data)

    @pytest.mark.parametrize("format", ["graphml", "gexf", "gml"])
    def test_round_trips(self, level: str, format: str, tmp_path: Path) -> None:
        graph = GRAPH.to_networkx(level)  # type: ignore[arg-type]
        getattr(nx, f"write_{format}")(graph, tmp_path / "g")
        read = getattr(nx, f"read_{format}")(tmp_path / "g", **({"force_multigraph": True} if format == "graphml" else {}))
        assert set(read) == set(graph)
        assert sorted((s, t, d["label"], d["events"], d["weight"]) for s, t, d in read.edges(data=True)) == sorted(
            (s, t, d["label"], d["events"], d["weight"]) for s, t, d in graph.edges(data=True)
        )

    def test_matrix_and_json(self, level: str) -> None:
        graph = GRAPH.to_networkx(level)  # type: ignore[arg-type]
        assert nx.to_numpy_array(graph).sum() == sum(d["weight"] for *_, d in graph.edges(data=True))
        back = nx.node_link_graph(nx.node_link_data(graph, edges="links"), edges="links")
        assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True)) and list(back.edges) == list(graph.edges)


class TestGexf:
    def test_times_labels_weights_and_colours(self, tmp_path: Path) -> None:
        GRAPH.write(tmp_path / "g.gexf")
        root = ET.parse(tmp_path / "g.gexf").getroot()
        space = {"g": root.tag[1:].partition("}")[0], "viz": "http://www.gexf.net/1.2draft/viz"}
        (graph,) = root.findall("g:graph", space)
        assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
        edges = {edge.get("label"): edge for edge in graph.iterfind(".//g:edge", space)}
        war = edges["attack"]
        assert (war.get("start"), war.get("end"), war.get("weight")) == ("2023-01-01", "2024-02-29", "2")
        assert (edges["urge"].get("start"), edges["urge"].get("end")) == ("2024-01-01", "2024-01-31")
        colors = {node.get("label"): node.find("viz:color", space).get("b") for node in graph.iterfind(".//g:node", space)}
        assert colors["X"] == str(0x00) and colors["China"] == str(0xB2)
        assert "lastmodified" not in (tmp_path / "g.gexf").read_text()

    def test_comes_back(self, tmp_path: Path) -> None:
        GRAPH.write(tmp_path / "g.gexf")
        read = nx.read_gexf(tmp_path / "g.gexf")
        assert set(read) == {actor.id for actor in GRAPH.actors()} and read.number_of_edges() == len(GRAPH.edges())


class TestArrow:
    def test_links_as_arrow_and_as_pandas(self) -> None:
        pyarrow = pytest.importorskip("pyarrow")
        links = GRAPH.to_arrow("links")
        assert isinstance(links, pyarrow.Table) and links.num_rows == len(GRAPH.links())
        assert links.column("events").to_pylist() == GRAPH.to_pandas("links")["events"].tolist()

    def test_polars_takes_it(self) -> None:
        polars = pytest.importorskip("polars")
        assert polars.from_arrow(GRAPH.to_arrow("edges"))["lemma"].to_list() == [edge.lemma for edge in GRAPH.edges()]

    def test_an_unknown_table_offers_the_nearest(self) -> None:
        with pytest.raises(UsageError, match="did you mean links"):
            GRAPH.to_pandas("link")


def test_a_page_is_a_format_too(tmp_path: Path) -> None:
    GRAPH.write(tmp_path / "p.html")
    assert open(tmp_path / "p.html", encoding="utf-8").read(15).casefold() == "<!doctype html>"
