"""The ontology, the SKOS scheme and the shapes that come with the program."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from kg.api.graph import Graph
from kg.coding.codebook import Codebook
from kg.export.rdf import vocabulary
from kg.export.rdf.document import SYNTAXES
from kg.export.rdf.jsonld import VALUES
from kg.export.rdf.terms import PREFIXES, iri_of
from kg.export.rdf.triples import triples
from kg.graph import Slice
from kg.ids import BASE, iri
from tests.export.test_rdf import GRAPH

rdflib = pytest.importorskip("rdflib")
RDFS, SKOS, OWL, RDF = rdflib.RDFS, rdflib.SKOS, rdflib.OWL, rdflib.RDF
ALIGNMENTS = (
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    RDFS.seeAlso,
    SKOS.closeMatch,
    SKOS.relatedMatch,
    SKOS.broadMatch,
    SKOS.exactMatch,
)


@pytest.fixture(scope="module")
def terms():
    return rdflib.Graph().parse(data=files("kg.export.rdf").joinpath("kg.ttl").read_text(encoding="utf-8"), format="turtle")


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("ontology") / "kg.ttl"
    vocabulary.write(path)
    return rdflib.Graph().parse(path)


def test_it_has_an_iri_and_a_version(terms) -> None:
    assert terms.value(rdflib.URIRef(BASE), OWL.versionIRI) == rdflib.URIRef(f"{BASE}1.1")


def test_every_term_of_ours_that_an_export_uses_is_described(terms) -> None:
    known = {str(subject) for subject in terms.subjects()}
    used = {node for triple in triples(GRAPH) for node in triple if isinstance(node, str) and node.startswith(BASE)}
    own = {node for node in used if "/" not in node.removeprefix(BASE) or node.startswith(f"{BASE}status/")}
    assert len(own) > 20
    assert own <= known


def test_every_term_has_a_label_and_a_comment_and_an_alignment(terms) -> None:
    described = {
        subject
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, RDFS.Datatype)
        for subject in terms.subjects(RDF.type, kind)
    }
    assert len(described) > 50
    for one in described:
        assert len(list(terms.objects(one, RDFS.label))) == len(list(terms.objects(one, RDFS.comment))) == 1, one
        assert any((one, relation, None) in terms for relation in ALIGNMENTS), one


def test_every_property_has_a_domain_and_a_range(terms) -> None:
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for one in terms.subjects(RDF.type, kind):
            assert len(list(terms.objects(one, RDFS.domain))) == len(list(terms.objects(one, RDFS.range))) == 1, one


def test_it_has_a_property_for_every_type(terms) -> None:
    for plover in Codebook.load().types:
        assert (rdflib.URIRef(iri("rel", plover)), RDFS.subPropertyOf, rdflib.URIRef(iri("rel"))) in terms


def test_it_has_no_blank_node(everything) -> None:
    assert not [node for triple in everything for node in triple if isinstance(node, rdflib.BNode)]


def test_the_scheme_holds_every_code_once(everything) -> None:
    book = Codebook.load()
    notations = [str(one) for one in everything.objects(None, SKOS.notation)]
    expected = [*book.types, *(f"{kind}/{mode}" for kind, mode in book.modes), *book.contexts, *book.cameo]
    assert sorted(notations) == sorted(expected)
    assert len(set(everything.subjects(SKOS.notation))) == len(expected)
    scheme = rdflib.URIRef(f"{BASE}codes")
    assert set(everything.subjects(SKOS.inScheme, scheme)) == set(everything.subjects(SKOS.notation))


def test_every_code_leads_up_to_the_top(everything) -> None:
    top = set(everything.subjects(SKOS.topConceptOf))
    for one in everything.subjects(SKOS.notation):
        assert top & set(everything.transitive_objects(one, SKOS.broader)), one


def test_the_context_of_json_ld_knows_every_predicate_but_relations() -> None:
    used = {triple.predicate for triple in triples(GRAPH)}
    known = {iri_of(*name.split(":", 1)) for name in VALUES}
    assert all(one.startswith(f"{BASE}rel/") for one in used - known)


class TestShapes:
    pytest.importorskip("pyshacl")

    DAMAGES = [
        ("no source", "kg:source", "actor:state:USA", None, "one source"),
        ("a source that nobody describes", "kg:source", "actor:state:USA", "actor:state:XXX", "one source"),
        ("no relation", "kg:relation", "rel:urge", None, "one relation"),
        ("a status of its own", "kg:status", "status:actual", "status:perhaps", "one status"),
        ("too confident", "kg:confidence", "0.9", "1.5", "one decimal from 0 to 1"),
        ("confidence in words", "kg:confidence", "0.9", '"high"', "one decimal from 0 to 1"),
        ("a score off the scale", "kg:score", "-1.0", "-11.0", "from -10 to 10"),
        ("a day that is none", "sem:hasTimeStamp", '"2024-11-01"^^xsd:date', '"2024-02-30"^^xsd:date', "at most one time"),
        ("a time in words", "sem:hasTimeStamp", '"2024-11-01"^^xsd:date', '"soon"', "at most one time"),
        ("no sentence", "oa:exact", '"United States urge China."', None, "one sentence"),
        ("an end before the start", "oa:end", '"25"^^xsd:nonNegativeInteger', '"-1"^^xsd:integer', "oa:end"),
        (
            "an address that is a script",
            "schema:url",
            '"https://example.org/1?a=b&c"^^xsd:anyURI',
            '"javascript:alert(1)"^^xsd:anyURI',
            "an address of the web",
        ),
        ("a nameless actor", "skos:prefLabel", '"United States"@en', None, "one name"),
        ("two names", "skos:prefLabel", '"United States"@en', '"United States"@en , "America, the"@en', "one name"),
        ("not an item", "owl:sameAs", "wd:Q30", "wd:P30", "an item of Wikidata"),
        ("a misspelt property", "kg:status", "status:actual", "status:actual ; kg:statsu status:actual", "closed"),
        ("a code below nothing", "skos:broader", "cameo:02 , plover:REQUEST", "cameo:99", "below a concept"),
    ]

    @pytest.mark.parametrize(("predicate", "old", "new", "message"), [d[1:] for d in DAMAGES], ids=[d[0] for d in DAMAGES])
    def test_a_damaged_file_fails_and_the_fault_is_named(
        self, predicate: str, old: str, new: str | None, message: str, tmp_path: Path
    ) -> None:
        from kg.export.rdf.validation import validate

        path = tmp_path / "g.ttl"
        GRAPH.write(path)
        text, line = path.read_text(), f"{predicate} {old}"
        assert line in text, "the damage must have something to damage"
        damaged = text.replace(line, f"{predicate} {new}" if new else "", 1)
        path.write_text(damaged.replace(";\n\t ;", ";").replace(";\n\t .", "."))
        _, faults = validate(path)
        assert any(message in str(fault) for fault in faults), faults

    @pytest.mark.parametrize("format", SYNTAXES)
    def test_every_export_conforms(self, format: str, tmp_path: Path) -> None:
        from kg.export.rdf.linked import RDFLIB_FORMATS
        from kg.export.rdf.validation import validate

        names = {"turtle": ".ttl", "ntriples": ".nt", "nquads": ".nq", "trig": ".trig", "jsonld": ".jsonld"}
        assert set(names.values()) == set(RDFLIB_FORMATS)
        GRAPH.write(tmp_path / f"g{names[format]}.gz", format)
        count, faults = validate(tmp_path / f"g{names[format]}.gz")
        assert (count, faults) == (len(list(triples(GRAPH))), ())

    def test_so_does_one_without_evidence(self, tmp_path: Path) -> None:
        from kg.export.rdf.validation import validate

        GRAPH.slice(Slice(quotes=False)).write(tmp_path / "g.ttl")
        assert validate(tmp_path / "g.ttl")[1] == ()

    def test_so_does_the_sample(self, sample_graph: Path, tmp_path: Path) -> None:
        from kg.export.rdf.validation import validate

        assert validate(sample_graph / "graph.ttl")[1] == ()
        Graph.open(sample_graph / "graph.db").slice(Slice(("state:USA",))).write(tmp_path / "g.nt", "ntriples")
        assert validate(tmp_path / "g.nt")[1] == ()


def test_prefixes_are_those_of_the_ontology(terms) -> None:
    declared = {prefix: str(namespace) for prefix, namespace in terms.namespaces()}
    for prefix in ("kg", "rel", "status", "plover", "sem", "prov", "oa", "org", "skos"):
        assert declared[prefix] == PREFIXES[prefix]
