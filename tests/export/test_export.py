"""JSON Lines, CSV, networkx, pandas; files that are whole or untouched."""

from __future__ import annotations

import csv
import gzip
import json
import os
from pathlib import Path

import pytest
from factories import ASSAULT, make_actor, make_article, make_statement
from hostile import hostile

from kg import export
from kg.api.graph import Graph
from kg.errors import ExportError, UsageError
from kg.files import replacing, write_text
from kg.graph import Run
from kg.model import Statement

ox = pytest.importorskip("pyoxigraph")
rdflib = pytest.importorskip("rdflib")
isomorphic = pytest.importorskip("rdflib.compare").isomorphic

ARTICLE = make_article(title="US urges China", url="https://example.org/1?a=b&c", outlet="sample")
STATEMENTS = (
    make_statement(
        make_actor("state:USA", aliases=("America",), wikidata="Q30", role="GOV"),
        article=ARTICLE,
        attribution="state:FRA",
        place="Paris",
        place_country="FRA",
    ),
    make_statement("state:CHN", "press", "state:PRK", article=ARTICLE, status="requested", object="troops"),
    make_statement("state:RUS", "attack", "state:UKR", article=ARTICLE, code=ASSAULT, date="2024-10", granularity="month"),
    make_statement("state:CHN", "meet", "state:FRA", article=ARTICLE, symmetric=True, code=None, date=None, place="X"),
)
RUN = Run("0.1.0", "model 1.0", {"jobs": 1})
GRAPH = Graph.from_statements(STATEMENTS, [ARTICLE], RUN)


class TestJsonLines:
    def test_the_records_come_back(self, tmp_path: Path) -> None:
        GRAPH.write(tmp_path / "g.jsonl", "jsonl")
        lines = (tmp_path / "g.jsonl").read_text(encoding="utf-8").splitlines()
        records = [json.loads(line) for line in lines]
        assert records == [statement.to_record() for statement in GRAPH.statements()]
        again = [Statement.from_record(record).to_record() for record in records]
        assert again == records

    @pytest.mark.parametrize("text", ["\u2028", "\x85", "\n", "\ud800", '"'])
    def test_a_statement_is_a_line_whatever_it_says(self, text: str, tmp_path: Path) -> None:
        hostile(text).write(tmp_path / "g.jsonl", "jsonl")
        lines = (tmp_path / "g.jsonl").read_bytes().split(b"\n")
        assert len(lines) == 2
        assert json.loads(lines[0])["sentence"] == text


class TestTables:
    @pytest.mark.parametrize(
        ("format", "rows", "first"),
        [("csv", 4, "date"), ("csv-events", 4, "date"), ("csv-edges", 4, "source_id"), ("csv-actors", 6, "name")],
    )
    def test_a_header_and_a_row_each(self, format: str, rows: int, first: str, tmp_path: Path) -> None:
        GRAPH.write(tmp_path / "g.csv", format)
        with (tmp_path / "g.csv").open(encoding="utf-8", newline="") as file:
            header, *found = csv.reader(file)
        assert header[:2] == ["id", first]
        assert len(found) == rows
        assert {len(row) for row in found} == {len(header)}

    def test_a_header_even_for_nothing(self, tmp_path: Path) -> None:
        Graph.from_statements([]).write(tmp_path / "g.csv", "csv")
        assert (tmp_path / "g.csv").read_text().startswith("id,date,source_id")

    def test_cells_hold_what_was_read_but_no_formula(self, tmp_path: Path) -> None:
        said = '=HYPERLINK("x"),\n-1'
        Graph.from_statements([make_statement(sentence=said, symmetric=True, date=None)]).write(tmp_path / "g.csv", "csv")
        with (tmp_path / "g.csv").open(encoding="utf-8", newline="") as file:
            (row,) = csv.DictReader(file)
        assert (row["sentence"], row["symmetric"], row["date"], row["cameo"]) == (f"'{said}", "true", "", "020")

    def test_an_edge_counts_by_status(self, tmp_path: Path) -> None:
        GRAPH.write(tmp_path / "g.csv", "csv-edges")
        with (tmp_path / "g.csv").open(encoding="utf-8", newline="") as file:
            counts = {row["lemma"]: (row["actual"], row["requested"]) for row in csv.DictReader(file)}
        assert counts == {"urge": ("1", "0"), "press": ("0", "1"), "attack": ("1", "0"), "meet": ("1", "0")}


class TestInPython:
    def test_networkx(self) -> None:
        graph = GRAPH.to_networkx()
        assert graph.is_multigraph()
        assert graph.is_directed()
        assert {key for _, _, key in graph.edges(keys=True)} == {edge.id for edge in GRAPH.edges()}
        (data,) = graph["state:CHN"]["state:PRK"].values()
        assert (data["lemma"], data["weight"], data["statuses"]) == ("press", 1, "requested=1")
        assert graph.nodes["state:USA"]["aliases"] == "America"

    def test_pandas(self) -> None:
        pytest.importorskip("pandas")
        frame = GRAPH.to_pandas("edges")
        assert list(frame.index) == [edge.id for edge in GRAPH.edges()]
        assert frame.loc[frame.lemma == "press", "requested"].item() == 1
        assert len(GRAPH.to_pandas()) == 4
        assert list(Graph.from_statements([]).to_pandas("actors").columns)[0] == "name"


class TestFiles:
    def test_an_old_file_survives_a_failure(self, tmp_path: Path) -> None:
        target = tmp_path / "g.ttl"
        target.write_text("old")
        with pytest.raises(TypeError), replacing(target) as file:
            file.writelines([b"x" * 1_000_000, None])  # type: ignore[list-item]
        assert target.read_text() == "old"
        assert list(tmp_path.iterdir()) == [target]

    def test_a_new_one_takes_its_place_and_its_mode(self, tmp_path: Path) -> None:
        target = tmp_path / "g.ttl"
        target.write_text("old")
        target.chmod(0o640)
        write_text(target, "new \u00e9")
        assert target.read_bytes() == "new \u00e9".encode()
        assert target.stat().st_mode & 0o777 == 0o640
        assert list(tmp_path.iterdir()) == [target]

    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        real, link = tmp_path / "real.ttl", tmp_path / "link.ttl"
        real.write_text("old")
        link.symlink_to(real)
        write_text(link, "new")
        assert link.is_symlink()
        assert real.read_text() == "new"

    @pytest.mark.parametrize("name", ["missing/g.ttl", "."])
    def test_a_place_that_cannot_be_written(self, name: str, tmp_path: Path) -> None:
        with pytest.raises(ExportError, match="cannot be written"):
            write_text(tmp_path / name, "x")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_a_full_disk(self) -> None:
        with pytest.raises(ExportError, match="No space left"):
            GRAPH.write("/dev/full")

    @pytest.mark.skipif(os.name != "posix", reason="needs named pipes")
    def test_a_device_is_written_not_replaced(self) -> None:
        GRAPH.write("/dev/null", "jsonl")
        assert not Path("/dev/null").is_file()

    def test_standard_output(self, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
        export.write(GRAPH, "-", "jsonl")
        assert len(capfdbinary.readouterr().out.splitlines()) == 4

    @pytest.mark.parametrize("format", ["turtle", "jsonl", "csv"])
    def test_a_name_in_gz_is_compressed_alike_each_time(self, format: str, tmp_path: Path) -> None:
        for name in ("plain", "one.gz", "two.gz"):
            GRAPH.write(tmp_path / name, format)
        assert gzip.decompress((tmp_path / "one.gz").read_bytes()) == (tmp_path / "plain").read_bytes()
        assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "two.gz").read_bytes()

    def test_an_unknown_format(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match=r"turtle +ttl(.|\n)*csv-edges"):
            export.write(GRAPH, tmp_path / "g", "xlsx")
        assert list(tmp_path.iterdir()) == []
