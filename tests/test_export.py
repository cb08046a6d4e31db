"""Turtle, JSON Lines, CSV, networkx, pandas, rdflib; files that are whole or untouched."""

from __future__ import annotations

import csv
import json
import os
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from factories import ASSAULT, make_actor, make_article, make_statement
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import export
from kg.coding.codebook import Codebook
from kg.errors import ExportError, UsageError
from kg.export.files import replacing, write_text
from kg.export.rdf import triples
from kg.export.terms import PREFIXES, Literal, clean, decimal, term, timestamp
from kg.facade import Graph
from kg.graph import Run
from kg.ids import BASE, iri
from kg.model import Actor, Statement

ox = pytest.importorskip("pyoxigraph")
rdflib = pytest.importorskip("rdflib")
isomorphic = pytest.importorskip("rdflib.compare").isomorphic

ARTICLE = make_article(title="US urges China", url="https://example.org/1?a=b&c", outlet="sample")
STATEMENTS = (
    make_statement(
        make_actor("state:USA", aliases=("America",), wikidata="Q30", role="GOV"), article=ARTICLE, attribution="state:FRA",
        place="Paris", place_country="FRA",
    ),
    make_statement("state:CHN", "press", "state:PRK", article=ARTICLE, status="requested", object="troops"),
    make_statement("state:RUS", "attack", "state:UKR", article=ARTICLE, code=ASSAULT, date="2024-10", granularity="month"),
    make_statement("state:CHN", "meet", "state:FRA", article=ARTICLE, symmetric=True, code=None, date=None, place="X"),
)
RUN = Run("0.1.0", "model 1.0", {"jobs": 1})
GRAPH = Graph.from_statements(STATEMENTS, [ARTICLE], RUN)

HOSTILE = [
    'say "no"', "it's", "a\\b", "line\nbreak", "tab\there", "carriage\rreturn", "<b>bold</b>",
    "</script><script>alert(1)</script>", ">", "a > b .", "#fragment", "?query=1&x", "100%", "%zz", "javascript:alert(1)",
    "\u202egnihtemos", "\u2066isolated\u2069",
    "\ufeffmark", "zero\u200bwidth", "\x00null", "\x1b[31mred", "\x85next", "\ud800lone", "{braces}", "`tick`", "^caret|pipe",
    "caf\u00e9", "\u4e2d\u56fd", "\U0001f600", "../../etc/passwd", ".", "", " ", "'''", '"""',
    "@prefix x: <y> .", "_:blank",
]


def turtle(graph: Graph, path: Path) -> bytes:
    graph.write(path)
    return path.read_bytes()


def parsed(data: bytes) -> set[object]:
    return set(ox.parse(data, format=ox.RdfFormat.TURTLE))


def by_rdflib(data: bytes) -> Any:
    return rdflib.Graph(bind_namespaces="none").parse(data=data, format="turtle")


def ask(data: bytes, query: str) -> list[tuple[str, ...]]:
    store = ox.Store()
    store.load(data, format=ox.RdfFormat.TURTLE)
    return sorted(tuple(term.value for term in row) for row in store.query(query, prefixes=PREFIXES))


def hostile(text: str) -> Graph:
    """A graph with `text` wherever words of an article or a table stand."""
    article = make_article(text, "t", title=text, url=text, outlet=text)
    who = Actor("person:x", text, "person", None, text, text, (text,))
    statement = make_statement(
        who, text or "x", "state:USA", article=article, sentence=text, place=text, place_country=text, attribution=who,
        object=text, date=text, phrase=text,
    )
    return Graph.from_statements([statement], [article], Run(text, text, {text: text}))


class TestTurtle:
    def test_rdflib_and_pyoxigraph_read_one_graph(self, tmp_path: Path) -> None:
        data = turtle(GRAPH, tmp_path / "g.ttl")
        other = by_rdflib(data)
        assert isomorphic(other, GRAPH.to_rdflib())
        again = rdflib.Graph().parse(data=ox.serialize(parsed(data), format=ox.RdfFormat.N_TRIPLES), format="nt")
        assert isomorphic(other, again)

    def test_every_triple_once_and_no_blank_node(self, tmp_path: Path) -> None:
        listed = list(triples(GRAPH))
        assert len(listed) == len(set(listed)) == len(parsed(turtle(GRAPH, tmp_path / "g.ttl")))
        assert b"_:" not in turtle(GRAPH, tmp_path / "g.ttl")

    def test_a_subject_stands_in_one_place(self) -> None:
        runs = Counter[str]()
        before = None
        for triple in triples(GRAPH):
            if triple.subject != before:
                runs[triple.subject] += 1
            before = triple.subject
        assert set(runs.values()) == {1}

    def test_an_event_with_its_evidence(self, tmp_path: Path) -> None:
        rows = ask(turtle(GRAPH, tmp_path / "g.ttl"), """
            SELECT ?who ?whom ?status ?when ?quote ?start ?headline WHERE {
                ?e a sem:Event ; kg:relation rel:urge ; kg:source/skos:prefLabel ?who ; kg:target/skos:prefLabel ?whom ;
                    kg:status ?status ; sem:hasTimeStamp ?when ; prov:wasDerivedFrom ?evidence .
                ?evidence a oa:SpecificResource ; oa:hasSource/schema:headline ?headline ;
                    oa:hasSelector/oa:exact ?quote ; oa:hasSelector/oa:start ?start .
            }""")
        assert rows == [(
            "United States", "China", f"{BASE}status/actual", "2024-11-01", "United States urge China.", "0", "US urges China",
        )]

    def test_one_shortcut_for_each_edge_which_tells_what_did_not_happen(self, tmp_path: Path) -> None:
        rows = ask(turtle(GRAPH, tmp_path / "g.ttl"), """
            SELECT ?s ?p ?o WHERE { ?s a sem:Actor ; ?p ?o . ?o a sem:Actor }""")
        assert [tuple(part.removeprefix(BASE) for part in row) for row in rows] == [
            ("actor/state:CHN", "rel/meet", "actor/state:FRA"),
            ("actor/state:CHN", "rel/requested/press", "actor/state:PRK"),
            ("actor/state:RUS", "rel/attack", "actor/state:UKR"),
            ("actor/state:USA", "rel/urge", "actor/state:CHN"),
        ]

    def test_a_relation_lies_below_its_type(self, tmp_path: Path) -> None:
        data = turtle(GRAPH, tmp_path / "g.ttl")
        rows = ask(data, "SELECT ?p ?above WHERE { ?p a rdf:Property ; rdfs:subPropertyOf ?above }")
        assert [tuple(part.removeprefix(BASE) for part in row) for row in rows] == [
            ("rel/attack", "rel/ASSAULT"), ("rel/meet", "rel"), ("rel/press", "rel/REQUEST"),
            ("rel/requested/press", "rel/requested"), ("rel/urge", "rel/REQUEST"),
        ]

    def test_codes_have_labels_and_broader_codes(self, tmp_path: Path) -> None:
        rows = ask(turtle(GRAPH, tmp_path / "g.ttl"), """
            SELECT ?code ?label ?above WHERE {
                cameo:190 skos:notation ?code ; skos:prefLabel ?label ; skos:broader/skos:notation ?above }""")
        assert rows == [("190", "Use conventional military force (not specified below)", "19")]

    def test_speakers_are_described_too(self, tmp_path: Path) -> None:
        rows = ask(turtle(GRAPH, tmp_path / "g.ttl"), "SELECT ?name WHERE { [] kg:attribution/skos:prefLabel ?name }")
        assert rows == [("France",)]

    def test_the_run_used_the_articles(self, tmp_path: Path) -> None:
        rows = ask(turtle(GRAPH, tmp_path / "g.ttl"), """
            SELECT ?m ?h WHERE { ?r a prov:Activity ; kg:model ?m ; prov:used/schema:headline ?h }""")
        assert rows == [("model 1.0", "US urges China")]

    def test_of_nothing(self, tmp_path: Path) -> None:
        assert parsed(turtle(Graph.from_statements([]), tmp_path / "g.ttl")) == set()

    def test_an_actor_that_acts_on_itself_is_named_once(self) -> None:
        listed = list(triples(Graph.from_statements([make_statement("state:USA", "urge", "state:USA")])))
        assert len(listed) == len(set(listed))


class TestHostileText:
    EXPECTED = len(list(triples(hostile("plain"))))
    WITHOUT = 11  # what empty words do not give: object, time, place (1 + 3), headline, publisher (1 + 2), role

    @pytest.mark.parametrize("text", HOSTILE)
    def test_the_triples_are_as_many_as_ever(self, text: str, tmp_path: Path) -> None:
        data = turtle(hostile(text), tmp_path / "g.ttl")
        found = parsed(data)
        assert len(list(triples(hostile(text)))) == len(found)
        assert isomorphic(by_rdflib(data), hostile(text).to_rdflib())
        assert len(found) == self.EXPECTED - (self.WITHOUT if not text else 0)

    @pytest.mark.parametrize("text", HOSTILE)
    def test_the_words_come_back(self, text: str, tmp_path: Path) -> None:
        data = turtle(hostile(text), tmp_path / "g.ttl")
        assert ask(data, "SELECT ?quote WHERE { [] oa:exact ?quote }") == [(clean(text),)]

    @pytest.mark.parametrize("ident", [
        "a", "-a", "a-", ".a", "a.", ".", "..", "U.S.", "a:b", ":", "_a", "~", "%", "%41", "a/b", "../x", "a#b", "a?b", "a b",
        "a'b", "", "\u00e9", "a\\b", "<", "0",
    ])
    def test_any_id_makes_an_iri_that_both_read_alike(self, ident: str, tmp_path: Path) -> None:
        graph = Graph.from_statements([make_statement(article=make_article(ident))])
        data = turtle(graph, tmp_path / "g.ttl")
        mine = {t.subject for t in triples(graph)}
        assert {t.subject.value for t in parsed(data)} == mine
        assert {str(subject) for subject in by_rdflib(data).subjects()} == mine

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://x.org", "http://[", "//x.org", "x", ""])
    def test_only_addresses_of_the_web(self, url: str) -> None:
        graph = Graph.from_statements([make_statement(article=make_article(url=url))])
        assert all(triple.predicate != term("schema:url") for triple in triples(graph))

    @settings(max_examples=60)
    @given(st.text())
    def test_any_text_comes_back(self, text: str) -> None:
        data = ox.serialize(list(export_triples(hostile(text))), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
        quotes = [t.object.value for t in ox.parse(data, format=ox.RdfFormat.TURTLE) if t.predicate.value == term("oa:exact")]
        assert quotes == [clean(text)]


def export_triples(graph: Graph) -> object:
    from kg.export.turtle import to_pyoxigraph

    return to_pyoxigraph(triples(graph))


class TestLiterals:
    @pytest.mark.parametrize(("value", "granularity", "expected"), [
        ("2024-11-01", "day", "date"), ("2024-11", "month", "gYearMonth"), ("2024", "year", "gYear"),
        ("2024-11-01", None, "date"),
        ("2024-02-30", "day", None), ("2024-11-01", "month", None), ("soon", "day", None), ("2024-W01-1", "day", None),
        ("20241101", "day", None),
    ])
    def test_dates_have_the_type_of_their_granularity(self, value: str, granularity: str | None, expected: str | None) -> None:
        assert timestamp(value, granularity) == Literal(value, term(f"xsd:{expected}") if expected else None)

    @pytest.mark.parametrize(("number", "expected"), [
        (0.9, "0.9"), (-10, "-10.0"), (0.0, "0.0"), (-0.0, "0.0"), (1e-7, "0.0000001"), (0.1 + 0.2, "0.30000000000000004"),
    ])
    def test_decimals_have_no_exponent(self, number: float, expected: str) -> None:
        assert decimal(number).value == expected


class TestOntology:
    GRAPH = rdflib.Graph().parse(data=files("kg.export").joinpath("kg.ttl").read_text(encoding="utf-8"), format="turtle")
    RDFS, SKOS, OWL = rdflib.RDFS, rdflib.SKOS, rdflib.OWL

    def test_every_term_of_ours_that_an_export_uses_is_described(self) -> None:
        known = {str(subject) for subject in self.GRAPH.subjects()}
        used = {node for triple in triples(GRAPH) for node in triple if isinstance(node, str) and node.startswith(BASE)}
        own = {node for node in used if "/" not in node.removeprefix(BASE) or node.startswith(f"{BASE}status/")}
        assert len(own) > 20
        assert own <= known

    def test_every_property_has_a_label_a_comment_a_domain_and_a_range(self) -> None:
        properties = [
            subject for kind in (self.OWL.ObjectProperty, self.OWL.DatatypeProperty)
            for subject in self.GRAPH.subjects(rdflib.RDF.type, kind)
        ]
        assert len(properties) > 30
        for one in properties:
            for predicate in (self.RDFS.label, self.RDFS.comment, self.RDFS.domain, self.RDFS.range):
                assert len(list(self.GRAPH.objects(one, predicate))) == 1, (one, predicate)

    def test_it_has_a_property_for_every_type(self) -> None:
        for plover in Codebook.load().types:
            assert (rdflib.URIRef(iri("rel", plover)), self.RDFS.subPropertyOf, rdflib.URIRef(iri("rel"))) in self.GRAPH

    def test_it_has_no_blank_node(self) -> None:
        assert not [node for triple in self.GRAPH for node in triple if isinstance(node, rdflib.BNode)]


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
    @pytest.mark.parametrize(("format", "rows", "first"), [
        ("csv", 4, "date"), ("csv-events", 4, "date"), ("csv-edges", 4, "source_id"), ("csv-actors", 6, "name"),
    ])
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

    def test_cells_hold_what_was_read(self, tmp_path: Path) -> None:
        said = '=HYPERLINK("x"),\n-1'
        Graph.from_statements([make_statement(sentence=said, symmetric=True, date=None)]).write(tmp_path / "g.csv", "csv")
        with (tmp_path / "g.csv").open(encoding="utf-8", newline="") as file:
            (row,) = csv.DictReader(file)
        assert (row["sentence"], row["symmetric"], row["date"], row["cameo"]) == (said, "true", "", "020")

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
        assert (data["lemma"], data["weight"], data["statuses"]) == ("press", 1, {"requested": 1})
        assert graph.nodes["state:USA"]["aliases"] == ("America",)

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

    def test_an_unknown_format(self, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="turtle, jsonl, csv"):
            export.write(GRAPH, tmp_path / "g", "xlsx")
        assert list(tmp_path.iterdir()) == []
