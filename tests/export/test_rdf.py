"""RDF in its five syntaxes: what is said, that parsers agree, that nothing in a text can break it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from factories import ASSAULT, make_actor, make_article, make_statement
from hostile import HOSTILE, hostile
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.api.graph import Graph
from kg.errors import InputError
from kg.export.rdf.document import SYNTAXES
from kg.export.rdf.linked import read
from kg.export.rdf.syntax import Triple
from kg.export.rdf.terms import PREFIXES, Literal, clean, decimal, iri_of, timestamp
from kg.export.rdf.triples import triples
from kg.graph import Run
from kg.ids import BASE
from kg.model import Actor

ox = pytest.importorskip("pyoxigraph")
rdflib = pytest.importorskip("rdflib")
isomorphic = pytest.importorskip("rdflib.compare").isomorphic

SUFFIX = {"turtle": ".ttl", "ntriples": ".nt", "nquads": ".nq", "trig": ".trig", "jsonld": ".jsonld"}
FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
}
ARTICLE = make_article(title="US urges China", url="https://example.org/1?a=b&c", outlet="sample")
LATER = make_article("a2", published="2024-11-02")
STATEMENTS = (
    make_statement(
        make_actor("state:USA", aliases=("America",), wikidata="Q30", role="GOV"),
        article=ARTICLE,
        attribution="state:FRA",
        place="Paris",
        place_country="FRA",
    ),
    make_statement("state:CHN", "press", "state:PRK", article=ARTICLE, status="requested", object="troops"),
    make_statement("state:RUS", "attack", "state:UKR", article=LATER, code=ASSAULT, date="2024-10", granularity="month"),
    make_statement("state:CHN", "meet", "state:FRA", article=LATER, symmetric=True, code=None, date=None, place="X"),
    make_statement("person:vladimir-putin", "meet", "org:nato", article=LATER, code=None),
    make_statement("state:FRA", "leave", "org:nato", article=LATER, status="negated", code=None),
)
GRAPH = Graph.from_statements(STATEMENTS, [ARTICLE, LATER], Run("0.1.0", "model 1.0", {"jobs": 1}))


def written(graph: Graph, folder: Path, format: str = "turtle") -> Path:
    path = folder / f"g{SUFFIX[format]}"
    graph.write(path, format)
    return path


def by_ox(path: Path, format: str) -> set[Any]:
    return {quad.triple for quad in ox.parse(path=str(path), format=FORMATS[format])}


def ask(graph: Graph, query: str) -> list[tuple[Any, ...]]:
    return sorted(graph.query(query).rows)


class TestSyntaxes:
    @pytest.mark.parametrize("format", SYNTAXES)
    def test_two_parsers_read_one_graph_without_blank_nodes(self, format: str, tmp_path: Path) -> None:
        path = written(GRAPH, tmp_path, format)
        found = by_ox(path, format)
        assert len(found) == len(list(triples(GRAPH)))
        assert not [node for triple in found for node in (triple.subject, triple.object) if isinstance(node, ox.BlankNode)]
        again = rdflib.Graph().parse(data=ox.serialize(found, format=ox.RdfFormat.N_TRIPLES), format="nt")
        assert isomorphic(read(path), again)
        assert isomorphic(again, GRAPH.to_rdflib())

    @pytest.mark.slow
    @pytest.mark.parametrize("format", SYNTAXES)
    def test_of_the_sample_too(self, format: str, sample_graph: Path, tmp_path: Path) -> None:
        graph = Graph.open(sample_graph / "graph.db")
        path = written(graph, tmp_path, format)
        assert set(read(path)) == set(graph.to_rdflib())
        assert len(by_ox(path, format)) == len(list(triples(graph)))

    @pytest.mark.parametrize("format", ["nquads", "trig"])
    def test_an_article_names_the_graph_of_what_it_reports(self, format: str, tmp_path: Path) -> None:
        store = ox.Store()
        store.load(path=str(written(GRAPH, tmp_path, format)), format=FORMATS[format])
        found = store.query("SELECT ?g ?id WHERE { GRAPH ?g { ?e kg:source ?s } ?s skos:prefLabel ?id }", prefixes=PREFIXES)
        assert Counter(row["g"].value.removeprefix(f"{BASE}article/") for row in found) == {"a1": 2, "a2": 4}

    @pytest.mark.parametrize("format", SYNTAXES)
    def test_of_nothing(self, format: str, tmp_path: Path) -> None:
        assert by_ox(written(Graph.from_statements([]), tmp_path, format), format) == set()

    def test_turtle_does_not_depend_on_the_hash_seed(self, sample_graph: Path, tmp_path: Path) -> None:
        command = [sys.executable, "-m", "kg", "export", str(sample_graph), "-o", "-"]
        outputs = {
            subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True).stdout
            for seed in ("0", "1", "2")
        }
        assert outputs == {(sample_graph / "graph.ttl").read_bytes()}

    def test_every_triple_once(self) -> None:
        listed = list(triples(GRAPH))
        assert len(listed) == len(set(listed))

    def test_a_subject_stands_in_one_place(self) -> None:
        runs = Counter[str]()
        before = None
        for triple in triples(GRAPH):
            if triple.subject != before:
                runs[triple.subject] += 1
            before = triple.subject
        assert set(runs.values()) == {1}

    def test_a_run_of_many_articles(self) -> None:
        articles = [make_article(f"a{number}") for number in range(2500)]
        statements = [make_statement(article=article) for article in articles]
        found = ask(Graph.from_statements(statements, articles, Run("1", "m")), "SELECT (COUNT(?a) AS ?n) { ?run prov:used ?a }")
        assert found == [(2500,)]


class TestContent:
    def test_an_event_with_its_evidence(self) -> None:
        assert ask(
            GRAPH,
            """
            SELECT ?who ?whom ?status ?when ?quote ?start ?headline WHERE {
                ?e a sem:Event ; kg:relation rel:urge ; kg:source/skos:prefLabel ?who ; kg:target/skos:prefLabel ?whom ;
                    kg:status ?status ; sem:hasTimeStamp ?when ; prov:wasDerivedFrom ?evidence .
                ?evidence a oa:SpecificResource ; oa:hasSource/schema:headline ?headline ;
                    oa:hasSelector/oa:exact ?quote ; oa:hasSelector/oa:start ?start .
            }""",
        ) == [("United States", "China", "status:actual", "2024-11-01", "United States urge China.", 0, "US urges China")]

    def test_one_shortcut_for_each_edge_which_tells_what_did_not_happen(self) -> None:
        rows = ask(GRAPH, "SELECT ?s ?p ?o WHERE { ?p a rdf:Property . ?s ?p ?o }")
        assert [tuple(part.removeprefix("actor:") for part in row) for row in rows] == [
            ("person:vladimir-putin", "rel:meet", "org:nato"),
            ("state:CHN", "rel:meet", "state:FRA"),
            ("state:CHN", "requested:press", "state:PRK"),
            ("state:FRA", "negated:leave", "org:nato"),
            ("state:RUS", "rel:attack", "state:UKR"),
            ("state:USA", "rel:urge", "state:CHN"),
        ]

    def test_a_relation_lies_below_its_type(self) -> None:
        assert ask(GRAPH, "SELECT ?p ?above WHERE { ?p a rdf:Property ; rdfs:subPropertyOf ?above }") == [
            ("negated:leave", "rel:negated"),
            ("rel:attack", "rel:ASSAULT"),
            ("rel:leave", "kg:rel"),
            ("rel:meet", "kg:rel"),
            ("rel:press", "rel:REQUEST"),
            ("rel:urge", "rel:REQUEST"),
            ("requested:press", "rel:requested"),
        ]

    def test_codes_have_labels_notations_scores_and_broader_codes(self) -> None:
        assert ask(
            GRAPH,
            """
            SELECT ?code ?label ?score ?above WHERE { cameo:190 skos:notation ?code ; skos:prefLabel ?label ;
                kg:goldstein ?score ; skos:broader/skos:notation ?above }""",
        ) == [
            ("190", "Use conventional military force (not specified below)", -10.0, "19"),
            ("190", "Use conventional military force (not specified below)", -10.0, "ASSAULT"),
        ]

    def test_offices_and_memberships_with_dates(self) -> None:
        rows = ask(
            GRAPH,
            """
            SELECT ?office ?start ?end WHERE { ?o org:member actor:person:vladimir-putin ; org:organization actor:state:RUS ;
                schema:roleName ?office ; schema:startDate ?start . OPTIONAL { ?o schema:endDate ?end } }""",
        )
        assert ("president", "2012-05-07", None) in rows
        assert ask(GRAPH, "SELECT ?s WHERE { ?s org:memberOf actor:org:nato }") == [("actor:state:FRA",), ("actor:state:USA",)]

    def test_whose_offices_the_graph_does_not_know_is_described(self) -> None:
        graph = Graph.from_statements([make_statement("person:vladimir-putin", "meet", "state:USA")])
        assert ask(graph, "SELECT ?n WHERE { actor:state:RUS a kg:State ; skos:prefLabel ?n }") == [("Russia",)]

    def test_speakers_are_described_too(self) -> None:
        assert ask(GRAPH, "SELECT ?name WHERE { [] kg:attribution/skos:prefLabel ?name }") == [("France",)]

    def test_the_run_used_the_articles(self) -> None:
        rows = ask(GRAPH, "SELECT ?m ?h WHERE { ?r a prov:Activity ; kg:model ?m ; prov:used/schema:headline ?h }")
        assert rows == [("model 1.0", "US urges China")]

    def test_an_actor_that_acts_on_itself_is_named_once(self) -> None:
        listed = list(triples(Graph.from_statements([make_statement("state:USA", "urge", "state:USA")])))
        assert len(listed) == len(set(listed))

    def test_without_a_sentence_an_event_is_derived_from_its_article(self) -> None:
        graph = Graph.from_statements([make_statement(sentence="")])
        assert ask(graph, "SELECT ?from WHERE { [] prov:wasDerivedFrom ?from }") == [("article:a1",)]
        assert ask(graph, "SELECT ?e WHERE { ?e a oa:SpecificResource }") == []


class TestHostileText:
    EXPECTED = len(list(triples(hostile("plain"))))
    # What empty words do not give: object, time (1, of the dataset 1 + 3), place (1 + 3), headline, publisher (1 + 2), role, and
    # evidence (8 + 3 + 2, and the event's sentence).
    WITHOUT = 15 + 14

    @pytest.mark.parametrize("text", HOSTILE)
    def test_the_triples_are_as_many_as_ever(self, text: str, tmp_path: Path) -> None:
        listed = list(triples(hostile(text)))
        assert len(listed) == self.EXPECTED - (self.WITHOUT if not text else 0)
        for format in SYNTAXES:
            assert len(by_ox(written(hostile(text), tmp_path, format), format)) == len(listed)
        assert isomorphic(read(tmp_path / "g.ttl"), hostile(text).to_rdflib())

    @pytest.mark.parametrize(
        "ident",
        [
            "a",
            "-a",
            "a-",
            ".a",
            "a.",
            ".",
            "..",
            "U.S.",
            "a:b",
            ":",
            "_a",
            "~",
            "%",
            "%41",
            "a/b",
            "../x",
            "a#b",
            "a?b",
            "a b",
            "a'b",
            "",
            "\u00e9",
            "a\\b",
            "<",
            "0",
            "//x",
            "a\nb",
        ],
    )
    def test_any_id_makes_an_iri_that_all_read_alike(self, ident: str, tmp_path: Path) -> None:
        graph = Graph.from_statements([make_statement(article=make_article(ident))])
        mine = {t.subject for t in triples(graph)}
        for format in SYNTAXES:
            path = written(graph, tmp_path, format)
            assert {t.subject.value for t in by_ox(path, format)} == mine
            assert {str(subject) for subject in read(path).subjects()} == mine

    @pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://x.org", "http://[", "//x.org", "x", ""])
    def test_only_addresses_of_the_web(self, url: str) -> None:
        graph = Graph.from_statements([make_statement(article=make_article(url=url))])
        assert all(triple.predicate != iri_of("schema", "url") for triple in triples(graph))

    @settings(max_examples=20, deadline=None)
    @given(st.lists(st.text(min_size=1), min_size=50, max_size=50))
    def test_a_thousand_texts_come_back(self, tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
        """As names (of a people: those are never merged for being alike), quotes, titles and addresses: 20 times 50 texts."""
        statements = [
            make_statement(
                Actor(f"people:p{number}", text, "people"),
                article=make_article(f"a{number}", title=text, url=f"https://x/{text}"),
                sentence=text,
            )
            for number, text in enumerate(texts)
        ]
        graph, folder = Graph.from_statements(statements), tmp_path_factory.mktemp("texts")
        for format in SYNTAXES:
            found = {(t.subject.value, t.predicate.value): t.object.value for t in by_ox(written(graph, folder, format), format)}
            for number, (text, statement) in enumerate(zip(texts, statements, strict=True)):
                article, event = iri_of("article", f"a{number}"), iri_of("evidence", f"{statement.id}-quote")
                assert found[article, iri_of("schema", "headline")] == clean(text)
                assert found[article, iri_of("schema", "url")] == f"https://x/{clean(text)}"
                assert found[event, iri_of("oa", "exact")] == clean(text)
                assert found[iri_of("actor", f"people:p{number}"), iri_of("skos", "prefLabel")] == clean(text)
        assert len(read(folder / "g.ttl")) == len(list(triples(graph)))


class TestLiterals:
    @pytest.mark.parametrize(
        ("value", "granularity", "expected"),
        [
            ("2024-11-01", "day", "xsd:date"),
            ("2024-11", "month", "xsd:gYearMonth"),
            ("2024", "year", "xsd:gYear"),
            ("2024-11-01", None, "xsd:date"),
            ("2024-02-30", "day", None),
            ("2024-11-01", "month", None),
            ("soon", "day", None),
            ("2024-W01-1", "day", None),
            ("20241101", "day", None),
        ],
    )
    def test_dates_have_the_type_of_their_granularity(self, value: str, granularity: str | None, expected: str | None) -> None:
        assert timestamp(value, granularity) == Literal(value, expected)

    @pytest.mark.parametrize(
        ("number", "expected"),
        [(0.9, "0.9"), (-10, "-10.0"), (0.0, "0.0"), (-0.0, "0.0"), (1e-7, "0.0000001"), (0.1 + 0.2, "0.30000000000000004")],
    )
    def test_decimals_have_no_exponent(self, number: float, expected: str) -> None:
        assert decimal(number).value == expected


def test_words_are_english_and_quotes_are_as_they_stand() -> None:
    found = set(triples(GRAPH))
    assert Triple(iri_of("actor", "state:USA"), iri_of("skos", "altLabel"), Literal("America", language="en")) in found
    assert any(t.object == Literal("United States urge China.") for t in found)


@pytest.mark.parametrize(
    "context",
    [
        '"http://127.0.0.1:9/c.jsonld"',
        '["file:///etc/passwd"]',
        '{"@import": "http://x.org/"}',
        '{"a": {"@id": "b:c", "@context": "x"}}',
    ],
)
def test_no_context_is_fetched(tmp_path: Path, context: str) -> None:
    (tmp_path / "g.jsonld").write_text(f'[{{"@context": {context}, "@id": "a:b"}}]', encoding="utf-8")
    with pytest.raises(InputError, match="not fetched"):
        read(tmp_path / "g.jsonld")
