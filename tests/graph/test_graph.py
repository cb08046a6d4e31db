"""From statements to events, edges and links; the level of states."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from factories import ASSAULT, CONSULT, REQUEST, make_actor, make_article, make_statement
from hypothesis import given
from hypothesis import strategies as st

from kg.api.graph import Graph
from kg.errors import StoreError
from kg.gazetteer import Gazetteer
from kg.graph import Edge, Network, Run, between_states, strongest
from kg.graph.derive import derive
from kg.model import Statement
from kg.store import Store, Stored


def network(*statements: Statement) -> Network:
    return Network.from_statements(statements)


def only(edges: tuple[Edge, ...]) -> Edge:
    (edge,) = edges
    return edge


A, B, C = (make_article(id, f"{id}.", outlet=outlet) for id, outlet in [("a", "Alpha"), ("b", "Beta"), ("c", None)])


class TestEvents:
    def test_one_a_statement(self) -> None:
        statement = make_statement(attribution="state:FRA", object="recall", place="Paris", status="possible")
        (event,) = network(statement).events()
        assert (event.source.id, event.lemma, event.target.id) == ("state:USA", "urge", "state:CHN")
        assert (event.status, event.object, event.place, event.date) == ("possible", "recall", "Paris", "2024-11-01")
        assert event.attribution == make_actor("state:FRA")
        assert event.reports == (statement,)

    def test_ends_of_a_symmetric_one_are_sorted(self) -> None:
        (event,) = network(make_statement("state:USA", "meet", "state:CHN", symmetric=True)).events()
        assert (event.source.id, event.target.id) == ("state:CHN", "state:USA")

    def test_ids_differ_from_their_statements(self) -> None:
        statement = make_statement()
        (event,) = network(statement).events()
        assert event.id != statement.id


class TestEdges:
    def test_counts_dates_outlets_and_means(self) -> None:
        edge = only(
            network(
                make_statement(article=A, date="2024-03-01", code=REQUEST),
                make_statement(article=B, date="2023-12-31", code=ASSAULT, status="negated"),
                make_statement(article=C, date=None, code=None),
            ).edges()
        )
        tally = edge.tally
        assert (edge.source, edge.lemma, edge.target, edge.symmetric) == ("state:USA", "urge", "state:CHN", False)
        assert (tally.events, tally.reports, len(edge.event_ids)) == (3, 3, 3)
        assert (tally.first, tally.last, tally.outlets) == ("2023-12-31", "2024-03-01", ("Alpha", "Beta"))
        assert (tally.goldstein, tally.score) == (-3.5, -5.0)
        assert tally.statuses == {"actual": 2, "negated": 1}
        assert tally.types == {"ASSAULT": 1, "REQUEST": 1}

    def test_unknown_stays_unknown(self) -> None:
        undated = make_article(published=None)
        tally = only(network(make_statement(code=None, date=None, article=undated)).edges()).tally
        assert (tally.first, tally.last, tally.goldstein, tally.score, tally.types) == (None, None, None, None, {})

    def test_direction_and_relation_keep_edges_apart(self) -> None:
        edges = network(make_statement(), make_statement("state:CHN", "urge", "state:USA"), make_statement(lemma="press")).edges()
        assert [(e.source, e.lemma, e.target) for e in edges] == [
            ("state:CHN", "urge", "state:USA"),
            ("state:USA", "press", "state:CHN"),
            ("state:USA", "urge", "state:CHN"),
        ]
        assert len({edge.id for edge in edges}) == 3

    def test_a_symmetric_relation_is_one_edge(self) -> None:
        edge = only(
            network(
                make_statement("state:USA", "meet", "state:CHN", symmetric=True, article=A, code=CONSULT),
                make_statement("state:CHN", "meet", "state:USA", symmetric=True, article=B, code=CONSULT),
            ).edges()
        )
        assert (edge.source, edge.target, edge.symmetric, edge.tally.reports) == ("state:CHN", "state:USA", True, 2)

    def test_strongest_first(self) -> None:
        edges = network(
            make_statement(article=A),
            make_statement(article=B),
            make_statement("state:RUS", "attack", "state:UKR"),
            make_statement("state:FRA", "meet", "state:UKR"),
        ).edges()
        assert [edge.lemma for edge in strongest(edges, 2)] == ["urge", "meet"]


class TestLinks:
    def test_all_edges_of_an_ordered_pair(self) -> None:
        graph = network(
            make_statement(article=A),
            make_statement(article=B, lemma="press"),
            make_statement("state:CHN", "reject", "state:USA", article=C),
        )
        there, back = sorted(graph.links(), key=lambda link: link.source, reverse=True)
        assert (there.source, there.target, there.tally.events, len(there.edge_ids)) == ("state:USA", "state:CHN", 2, 2)
        assert there.tally.outlets == ("Alpha", "Beta")
        assert (back.source, back.target, back.tally.events) == ("state:CHN", "state:USA", 1)


class TestActors:
    def test_sources_and_targets_but_not_speakers(self) -> None:
        graph = network(make_statement(attribution="state:FRA"))
        assert [actor.id for actor in graph.actors()] == ["state:CHN", "state:USA"]

    def test_the_commonest_description_counts_and_aliases_add_up(self) -> None:
        plain = make_actor("person:x", name="X", role="GOV", aliases=("Xi",))
        other = make_actor("person:x", name="Mr X", aliases=("The X",))
        graph = network(make_statement(plain, article=A), make_statement(other, article=B), make_statement(plain, article=C))
        (who,) = (actor for actor in graph.actors() if actor.id == "person:x")
        assert (who.name, who.role, who.aliases) == ("X", "GOV", ("Mr X", "The X", "Xi"))


STATEMENTS = st.lists(
    st.builds(
        make_statement,
        st.sampled_from(["state:USA", "state:CHN", "body:rus-ministry-of-defence", make_actor("state:USA", name="America")]),
        st.sampled_from(["urge", "meet"]),
        st.sampled_from(["state:FRA", "state:RUS", "person:vladimir-putin"]),
        article=st.sampled_from([A, B, C]),
        symmetric=st.booleans(),
        code=st.sampled_from([None, REQUEST, CONSULT, ASSAULT, replace(REQUEST, goldstein=0.1), replace(REQUEST, goldstein=0.7)]),
        date=st.sampled_from([None, "2024-01-01", "2024-02"]),
        start=st.integers(0, 5),
    ),
    max_size=12,
    unique_by=lambda statement: statement.id,
)


@given(STATEMENTS.flatmap(lambda all: st.tuples(st.just(all), st.permutations(all))))
def test_order_never_matters(orders: tuple[list[Statement], list[Statement]]) -> None:
    one, other = (Network.from_statements(order, [A, B, C]) for order in orders)
    assert list(one.events()) == list(other.events())
    assert one.edges() == other.edges()
    assert one.links() == other.links()
    assert one.actors() == other.actors()
    assert one.stats() == other.stats()
    assert derive(one.events()) == derive(other.events())
    assert one.joins() == other.joins()


@given(STATEMENTS)
def test_every_level_counts_the_same_events(statements: list[Statement]) -> None:
    graph = network(*statements)
    events = [event.id for event in graph.events()]
    assert sorted(ident for edge in graph.edges() for ident in edge.event_ids) == sorted(events)
    assert sorted(ident for link in graph.links() for ident in link.edge_ids) == sorted(edge.id for edge in graph.edges())
    assert sum(link.tally.events for link in graph.links()) == len(events)
    assert sum(link.tally.reports for link in graph.links()) == len(statements)


KNOWN = {ident: make_actor(ident) for ident in ("state:USA", "state:RUS", "state:UKR")}


class TestStateLevel:
    @pytest.mark.parametrize(
        "who",
        [
            make_actor("body:rus-ministry-of-defence"),
            make_actor("person:vladimir-putin", country="RUS"),
            make_actor("people:rus", kind="people", country="RUS"),
        ],
    )
    def test_organs_officials_and_nationals_stand_for_their_state(self, who: object) -> None:
        (statement,), dropped = between_states([make_statement(who, "attack", "state:UKR")], KNOWN)  # type: ignore[arg-type]
        assert statement.source.actor == KNOWN["state:RUS"]
        assert statement.source.mention == who.name  # type: ignore[attr-defined]
        assert dropped == 0

    @pytest.mark.parametrize(
        "who",
        [
            make_actor("group:hamas", country="PSE"),
            make_actor("org:nato"),
            make_actor("company:x", country="RUS"),
            make_actor("person:somebody"),
            make_actor("person:of-nowhere", country="XXX"),
        ],
    )
    def test_all_others_stay(self, who: object) -> None:
        (statement,), _ = between_states([make_statement(who, "attack", "state:UKR")], KNOWN)  # type: ignore[arg-type]
        assert statement.source.actor == who

    def test_forces_of_a_state_that_was_stand_for_it(self, gazetteer: Gazetteer) -> None:
        army = make_actor("body:sun-armed-forces", kind="body", country="SUN")
        (statement,), _ = between_states([make_statement(army, "attack", "state:USA")], gazetteer.homes)
        assert statement.source.actor.id == "state:x-soviet-union"

    def test_what_a_state_does_to_itself_is_dropped_and_counted(self) -> None:
        inner = make_statement("person:vladimir-putin", "urge", "state:RUS")
        inner = replace(inner, source=replace(inner.source, actor=make_actor("person:vladimir-putin", country="RUS")))
        assert between_states([inner, make_statement()], KNOWN) == ((make_statement(),), 1)

    def test_of_a_graph(self) -> None:
        graph = Graph.from_statements([make_statement("body:rus-ministry-of-defence", "attack", "state:UKR")])
        folded = graph.at_state_level(KNOWN)
        assert isinstance(folded, Graph)
        assert [actor.id for actor in folded.actors()] == ["state:RUS", "state:UKR"]


class TestGraph:
    def test_of_a_database(self, tmp_path: Path) -> None:
        run, sure, unsure = Run("1", "m"), make_statement(article=A), make_statement(article=A, lemma="press", confidence=0.1)
        with Store.open(tmp_path / "graph.db") as store:
            store.add(A, [sure, unsure], run)
            store.record_run(run, {})
        graph = Graph.open(tmp_path / "graph.db", min_confidence=0.5)
        assert list(graph.articles()) == [A]
        assert list(graph.statements()) == [sure]
        assert list(graph.readings()) == [(run, ("a",))]
        assert len(Graph.open(tmp_path / "graph.db").edges()) == 2

    def test_of_no_database(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError):
            Graph.open(tmp_path / "graph.db")

    def test_stats(self) -> None:
        attack = make_statement("state:RUS", "attack", "state:UKR", code=None, article=A)
        stats = Graph.from_statements([make_statement(article=A, status="requested"), attack], [A, B]).stats()
        assert (stats.articles, stats.statements, stats.events, stats.edges, stats.links, stats.actors) == (2, 2, 2, 2, 2, 4)
        assert (stats.statuses, stats.types, stats.uncoded) == ({"actual": 1, "requested": 1}, {"REQUEST": 1}, 1)
        assert (stats.outlets, stats.first, stats.last) == (1, "2024-11-01", "2024-11-01")
        assert [edge.lemma for edge in stats.strongest] == ["attack", "urge"]

    def test_of_nothing(self) -> None:
        graph = Graph.from_statements([])
        assert graph.stats().strongest == ()
        assert repr(graph) == "<kg.Graph: 0 statements from 0 articles; 0 actors, 0 edges>"

    def test_a_notebook_shows_a_summary_and_a_sandboxed_page(self) -> None:
        shown = Graph.from_statements([make_statement(article=A)], [A])._repr_html_()
        assert shown.startswith("<p>kg.Graph: 1 statements")
        assert "<iframe sandbox=" in shown
        assert "allow-same-origin" not in shown


EXPORTS = """
import sys
sys.path.insert(0, sys.argv[1])
from factories import *
from kg.api.graph import Graph
articles = [make_article(f"a{i}", f"Text {i}.", outlet=f"O{i % 3}", title="T") for i in range(9)]
states = list(NAMES)
statements = [
    make_statement(
        make_actor(states[i % 12], aliases=("x", "y")), "urge", states[(i * 5 + 1) % 12], article=articles[i % 9], start=i,
        place=f"P{i % 4}", attribution="state:FRA", status=("actual", "requested")[i % 2], symmetric=i % 3 == 0,
    )
    for i in range(40) if i % 12 != (i * 5 + 1) % 12
]
graph = Graph.from_statements(statements, articles)
for format in ("turtle", "jsonl", "csv", "csv-edges", "csv-events", "csv-actors"):
    graph.write("-", format)
"""


def test_the_same_bytes_under_any_hash_seed() -> None:
    here = str(Path(__file__).parent.parent)
    written = {
        subprocess.run(
            [sys.executable, "-c", EXPORTS, here], env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(written) == 1
    assert len(written.pop()) > 10_000


STATES = st.sampled_from(["state:USA", "state:CHN", "state:RUS"])
PAIRED = st.lists(st.tuples(STATES, STATES, st.booleans(), st.integers(0, 2)), max_size=9)


@given(PAIRED)
def test_pairs_are_those_of_the_links_in_memory_and_in_a_database(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, str, bool, int]]
) -> None:
    articles = [make_article(f"a{i}", f"Text {i}.") for i in range(len(told))]
    statements = [
        make_statement(one, "meet", other, article=article, symmetric=symmetric, date=f"2024-0{month + 1}-01")
        for article, (one, other, symmetric, month) in zip(articles, told, strict=True)
    ]
    path = tmp_path_factory.mktemp("pairs") / "graph.db"
    with Store.open(path) as store:
        for article, statement in zip(articles, statements, strict=True):
            store.add(article, [statement], Run("1", "m"))
        store.refresh()
    memory, stored = network(*statements), Network(Stored.open(path))
    counts: Counter[tuple[str, ...]] = Counter()
    for link in memory.links():
        counts[tuple(sorted((link.source, link.target)))] += link.tally.reports
    assert {(one, other): reports for one, other, reports in memory.pairs()} == counts
    assert list(memory.pairs()) == list(stored.pairs()) == list(stored.held().pairs())
    assert memory.actors() == stored.actors() == derive(stored.events()).actors
