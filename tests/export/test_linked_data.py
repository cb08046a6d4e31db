"""What people who know linked data look for in the RDF, and find."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from factories import ASSAULT, make_actor, make_article, make_statement

from kg.api.graph import Graph
from kg.errors import UsageError
from kg.export.rdf.sparql import question
from kg.graph import Run

A = make_article("a", published="2024-11-01", outlet="Out")
ARMY = make_actor("body:rus-army", name="Russian Army", country="RUS")
FIRM = make_actor("company:acme", name="Acme", country="FRA")
PUTIN = make_actor("person:vladimir-putin", name="Vladimir Putin", country="RUS", wikidata="Q7747")
GRAPH = Graph.from_statements(
    [
        make_statement(
            ARMY, "attack", "state:UKR", article=A, code=ASSAULT, date="2024-01-29", place="Kyiv", place_country="UKR",
        ),
        make_statement(PUTIN, "praise", FIRM, article=A, code=None, date=None, place="Utopia", start=60),
        make_statement("org:nato", "praise", "state:UKR", article=A, code=None, date="2024-10", granularity="month", start=120),
    ],
    [A], Run("1", "m"),
)  # fmt: skip


def asked(query: str) -> list[tuple[Any, ...]]:
    return sorted(GRAPH.query(query).rows, key=str)


def test_every_actor_has_a_label() -> None:
    assert asked("SELECT ?a { ?a a sem:Actor FILTER NOT EXISTS { ?a rdfs:label ?l ; skos:prefLabel ?l } }") == []


@pytest.mark.parametrize(("actor", "predicate", "state"), [
    ("body:rus-army", "kg:actsFor", "RUS"), ("body:rus-army", "org:unitOf", "RUS"),
    ("person:vladimir-putin", "kg:actsFor", "RUS"), ("company:acme", "kg:ofCountry", "FRA"),
])  # fmt: skip
def test_whose_state_is_linked_has_it_described(actor: str, predicate: str, state: str) -> None:
    query = f"SELECT ?code {{ actor:{actor} {predicate} ?s ; kg:country ?code . ?s a kg:State ; rdfs:label ?name }}"
    assert asked(query) == [(state,)]


def test_nobody_else_has_a_state() -> None:
    assert {who for (who,) in asked("SELECT ?a { ?a kg:actsFor|kg:ofCountry|org:unitOf ?s }")} == {
        "actor:body:rus-army",
        "actor:person:vladimir-putin",
        "actor:company:acme",
    }


def test_the_sentence_is_one_hop_from_the_event() -> None:
    found = asked("SELECT ?t { ?e kg:target actor:state:UKR ; kg:source actor:body:rus-army ; kg:sentence ?t }")
    assert found == [("Russian Army attack Ukraine.",)]
    exact = "?e a sem:Event ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?t"
    assert asked(f"SELECT ?e {{ {exact} FILTER NOT EXISTS {{ ?e kg:sentence ?t }} }}") == []


def test_the_evidence_of_a_direct_triple() -> None:
    answer = GRAPH.query(question("evidence"), {"source": "body:rus-army", "relation": "rel:attack"})
    assert [row[:5] for row in answer.rows] == [("Russian Army", "attack", "Ukraine", "actual", "Russian Army attack Ukraine.")]


def test_the_dataset_says_what_it_is() -> None:
    query = """SELECT ?articles ?events ?first ?last ?run {
        ?d a void:Dataset, dcat:Dataset ; dcterms:title ?t ; dcterms:rights ?r ; void:documents ?articles ;
        void:entities ?events ; prov:wasGeneratedBy ?run ; kg:version "1" ;
        dcterms:temporal [ a dcterms:PeriodOfTime ; dcat:startDate ?first ; dcat:endDate ?last ] . ?run a prov:Activity }"""
    ((articles, events, first, last, _),) = asked(query)
    assert (articles, events, first, last) == (1, 3, "2024-01-29", "2024-10")


def test_other_content_is_another_dataset() -> None:
    part = Graph.from_statements(list(GRAPH.statements())[:1], [A])
    query = "SELECT ?d { ?d a void:Dataset }"
    assert part.query(query).rows != GRAPH.query(query).rows == Graph.from_statements(GRAPH.statements(), [A]).query(query).rows


def test_places_have_coordinates_where_they_are_known() -> None:
    assert asked("SELECT ?n ?y ?x { ?p a sem:Place ; rdfs:label ?n OPTIONAL { ?p geo:lat ?y ; geo:long ?x } }") == [
        ("Kyiv", pytest.approx(50.43, abs=0.1), pytest.approx(30.5, abs=0.1)),
        ("Utopia", None, None),
    ]


@pytest.mark.parametrize("format", ["turtle", "trig"])
def test_only_prefixes_that_are_used_are_declared(format: str, tmp_path: Path) -> None:
    GRAPH.write(tmp_path / "g", format)
    head, _, body = (tmp_path / "g").read_text().partition("\n\n")[2].partition("\n\n")
    declared = re.findall(r"@prefix (\w+):", head)
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', '""', body)
    assert set(declared) == set(re.findall(r"(?<![\w:/<])([a-z]\w*):(?!/)", bare))
    assert "cameo" in declared and "negated" not in declared


def test_an_unknown_prefix_is_named() -> None:
    with pytest.raises(UsageError, match=r"no prefix is called 'scema'; did you mean schema.*\bvoid\b"):
        GRAPH.query('SELECT * { ?e rdfs:label "a:b" ; scema:url <http://x:1/> }')
    assert GRAPH.query("PREFIX x: <urn:> SELECT * { ?e x:y ?z }").rows == ()
