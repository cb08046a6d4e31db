"""Readers beside a writer: a graph is of one moment, a copy too, and files that are out of date are known to be."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest
from factories import make_article, make_statement
from typer.testing import CliRunner

from kg.api import build as building
from kg.api.build import stale
from kg.api.graph import Graph
from kg.cli import app
from kg.errors import ExportError, StoreError
from kg.graph import Run
from kg.store import Store

RUN = Run("1", "m")


def add(store: Store, number: int) -> None:
    article = make_article(f"a{number}", f"The US urged China {number} times.")
    store.add(article, [make_statement(article=article, lemma=f"urge{number}")], RUN)
    store.record_run(RUN, {})


@pytest.fixture
def db(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "graph.db") as store:
        for number in range(3):
            add(store, number)
        store.refresh()
    return tmp_path / "graph.db"


def told(graph: Graph) -> tuple[int, int, int, int]:
    return len(list(graph.articles())), len(list(graph.statements())), len(graph.find()), len(graph.edges())


def test_a_graph_is_of_the_moment_in_which_it_was_opened(db: Path) -> None:
    graph = Graph.open(db)
    articles = iter(graph.articles())
    assert next(articles).id == "a0"
    with Store.open(db) as store:
        add(store, 3)
        assert told(graph) == (3, 3, 3, 3)
        store.refresh()
    assert [article.id for article in articles] == ["a1", "a2"]
    assert told(graph) == (3, 3, 3, 3)
    assert told(Graph.open(db)) == (4, 4, 4, 4)


def test_what_a_graph_gives_outlives_its_name(db: Path) -> None:
    statements = Graph.open(db).statements()
    assert len(list(statements)) == 3


def test_a_copy_is_of_one_moment_whoever_writes(db: Path, tmp_path: Path) -> None:
    with Store.open(db) as store, store._transaction():
        result = CliRunner().invoke(app, ["backup", str(db), str(tmp_path / "copy.db")])
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'copy.db'}\n")
    assert told(Graph.open(tmp_path / "copy.db")) == told(Graph.open(db))
    with Store.open(tmp_path / "copy.db", readonly=True) as copy, Store.open(db, readonly=True) as store:
        assert copy.check() == store.check()


def test_a_copy_takes_the_place_of_nothing_it_should_not(db: Path, tmp_path: Path) -> None:
    with Store.open(db, readonly=True) as store:
        with pytest.raises(ExportError, match="the database itself"):
            store.backup(db)
        with pytest.raises(ExportError, match="folder"):
            store.backup(tmp_path)
        with pytest.raises(ExportError, match="cannot be written"):
            store.backup(tmp_path / "nowhere" / "copy.db")
    assert sorted(path.suffix for path in tmp_path.iterdir() if path.name.startswith(".kg")) == []


def test_files_written_while_another_adds_are_not_taken_for_new(db: Path) -> None:
    with Store.open(db) as store:
        seen = store.moment()
        with Store.open(db) as other:
            add(other, 7)
            assert not store.note_export("stamp", seen)
        assert store.last_export() is None
        assert store.note_export("stamp", store.moment())
        assert store.last_export() == "stamp"


def test_files_older_than_the_graph_are_known(db: Path) -> None:
    building._export(db.parent, building.Counts(), 0.0)
    assert stale(db.parent) == ()
    with Store.open(db) as store:
        add(store, 8)
    assert [path.name for path in stale(db.parent)] == ["graph.ttl", "graph.html"]
    assert "older than the database" in CliRunner().invoke(app, ["check", str(db)]).output
    building._export(db.parent, building.Counts(), 0.0)
    assert stale(db) == ()


@pytest.mark.parametrize(
    "made",
    ["CREATE TRIGGER t AFTER INSERT ON articles BEGIN DELETE FROM texts; END", "CREATE VIEW v AS SELECT load_extension('x')"],
)
def test_what_others_hid_in_a_database_is_refused(db: Path, made: str) -> None:
    with closing(sqlite3.connect(db)) as hand:
        hand.execute(made)
        hand.commit()
    for readonly in (True, False):
        with pytest.raises(StoreError, match="holds triggers or views"):
            Store.open(db, readonly=readonly)


@pytest.mark.slow
def test_two_hundred_reads_beside_a_writer_are_each_of_one_moment(db: Path) -> None:
    ended = Event()

    def write() -> None:
        with Store.open(db) as store:
            number = 100
            while not ended.is_set():
                add(store, number := number + 1)
                if number % 3 == 0:
                    store.refresh()

    def read(_: int) -> bool:
        graph = Graph.open(db)
        articles, statements = {article.id for article in graph.articles()}, list(graph.statements())
        found = {report.id for event in graph.find() for report in event.reports}
        return {s.evidence.article_id for s in statements} <= articles and found == {s.id for s in statements}

    writer = Thread(target=write)
    writer.start()
    with ThreadPoolExecutor(4) as readers:
        whole = list(readers.map(read, range(200)))
    ended.set()
    writer.join()
    assert all(whole)
