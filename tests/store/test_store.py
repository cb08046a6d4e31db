"""The store: what goes in comes out, once, whatever the order; bad files are told apart and left alone."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from factories import make_actor, make_article, make_statement
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.api.graph import Graph
from kg.errors import InputError, StoreError
from kg.graph import Run
from kg.ids import statement_id
from kg.model import Article, Statement
from kg.store import Store

RUN = Run("0.1.0", "model 1.0")
OTHER_RUN = Run("0.1.0", "model 2.0")


def read(article: Article, *lemmas: str) -> list[Statement]:
    """What an extractor gives for `article`: for each lemma a statement in the words of its text."""
    return [
        make_statement(lemma=lemma, article=article, sentence=article.text, date=article.published, start=10 * i)
        for i, lemma in enumerate(lemmas or ("urge", "press"))
    ]


def contents(store: Store) -> tuple[list[Article], list[Statement], dict[str, int]]:
    return list(store.articles()), list(store.statements()), store.counts()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "graph.db"


class TestAdding:
    def test_what_goes_in_comes_out(self, path: Path) -> None:
        plain = make_article(title="Title", url="https://example.org/1", outlet="sample")
        article = replace(plain, byline="J. Roe", language="en")
        statement = make_statement(
            make_actor("state:USA", aliases=("America", "US"), wikidata="Q30"),
            article=article,
            attribution="state:FRA",
            object="sanctions",
            place="Paris",
            place_country="FRA",
            status="requested",
            symmetric=True,
        )
        with Store.open(path) as store:
            assert store.add(article, [statement], RUN) == "new"
        with Store.open(path, readonly=True) as store:
            assert list(store.articles()) == [article]
            assert list(store.statements()) == [statement]
            assert store.counts() == {"articles": 1, "duplicates": 0, "statements": 1, "actors": 2}

    def test_a_statement_without_code_date_or_attribution_survives(self, path: Path) -> None:
        statement = make_statement(code=None, date=None)
        with Store.open(path) as store:
            store.add(make_article(), [statement], RUN)
            assert list(store.statements()) == [statement]

    def test_the_second_time_adds_nothing(self, path: Path) -> None:
        article = make_article()
        with Store.open(path) as store:
            store.add(article, read(article), RUN)
            before = contents(store)
            assert store.has(article, RUN)
            assert store.add(article, read(article), RUN) == "known"
            assert contents(store) == before

    def test_an_article_without_statements_is_known_too(self, path: Path) -> None:
        with Store.open(path) as store:
            assert store.add(make_article(), [], RUN) == "new"
            assert store.has(make_article(), RUN)

    def test_another_configuration_reads_again(self, path: Path) -> None:
        article = make_article()
        with Store.open(path) as store:
            store.add(article, read(article, "urge"), RUN)
            assert not store.has(article, OTHER_RUN)
            assert store.add(article, read(article, "press"), OTHER_RUN) == "changed"
            assert [s.relation.lemma for s in store.statements()] == ["press"]

    def test_statements_come_by_article_and_place(self, path: Path) -> None:
        first, second = make_article("a", "One."), make_article("b", "Two.")
        with Store.open(path) as store:
            store.add(second, read(second), RUN)
            store.add(first, reversed(read(first)), RUN)
            places = [(s.evidence.article_id, s.evidence.start) for s in store.statements()]
            assert places == [("a", 0), ("a", 10), ("b", 0), ("b", 10)]

    def test_min_confidence(self, path: Path) -> None:
        article = make_article()
        sure, unsure = make_statement(confidence=0.8), make_statement("state:RUS", confidence=0.79)
        with Store.open(path) as store:
            store.add(article, [sure, unsure], RUN)
            assert list(store.statements(min_confidence=0.8)) == [sure]

    def test_a_failure_half_way_leaves_nothing(self, path: Path) -> None:
        broken = replace(make_statement("state:CHN", "press", "state:USA"), status=None)  # type: ignore[arg-type]
        with Store.open(path) as store:
            before = contents(store)
            with pytest.raises(StoreError):
                store.add(make_article(), [make_statement(), broken], RUN)
            assert contents(store) == before
            assert store.add(make_article(), [make_statement()], RUN) == "new"
            assert list(store.statements()) == [make_statement()]


class TestVersions:
    OLD = make_article(text="Old words.", published="2024-01-01")
    NEW = make_article(text="New words.", published="2024-01-02")

    def test_a_changed_article_replaces_its_statements(self, path: Path) -> None:
        with Store.open(path) as store:
            store.add(self.OLD, read(self.OLD), RUN)
            assert store.add(self.NEW, read(self.NEW, "urge"), RUN) == "updated"
            assert contents(store)[:2] == ([self.NEW], read(self.NEW, "urge"))

    def test_an_older_version_changes_nothing(self, path: Path) -> None:
        with Store.open(path) as store:
            store.add(self.NEW, read(self.NEW), RUN)
            before = contents(store)
            assert store.has(self.OLD, RUN)
            assert store.add(self.OLD, read(self.OLD), RUN) == "known"
            assert contents(store) == before

    def test_a_version_that_says_who_wrote_it_is_kept(self, path: Path) -> None:
        plain = make_article()
        for number, versions in enumerate(([plain, replace(plain, byline="J. Roe")], [replace(plain, byline="J. Roe"), plain])):
            with Store.open(path.with_name(f"{number}.db")) as store:
                for version in versions:
                    store.add(version, read(version), RUN)
                assert [article.byline for article in store.articles()] == ["J. Roe"]

    def test_a_new_outlet_keeps_the_reading(self, path: Path) -> None:
        versions = [replace(make_article(), outlet=outlet, key="one") for outlet in (None, "A", "B")]
        with Store.open(path) as store:
            for version in versions:
                store.add(version, read(version), RUN)
            (kept,) = store.articles()
            assert kept in versions
            assert {s.evidence.outlet for s in store.statements()} == {kept.outlet}


class TestDuplicates:
    def test_the_least_id_speaks_for_a_text(self, path: Path) -> None:
        b, a = make_article("b", outlet="B"), make_article("a", outlet="A")
        with Store.open(path) as store:
            assert store.add(b, read(b), RUN) == "new"
            assert store.duplicate_of(a, RUN) == "b"
            assert store.add(a, (), RUN) == "duplicate"
            assert contents(store) == ([a], read(a), {"articles": 1, "duplicates": 1, "statements": 2, "actors": 2})
            assert store.duplicate_of(b, RUN) == "a"
            assert store.has(a, RUN)
            assert store.has(b, RUN)

    def test_ids_are_those_of_the_article_that_speaks(self, path: Path) -> None:
        b, a = make_article("b"), make_article("a")
        with Store.open(path) as store:
            store.add(b, read(b), RUN)
            store.add(a, (), RUN)
            for s in store.statements():
                assert s.id == statement_id(s.evidence, s.source, s.relation, s.target)

    def test_a_text_lives_on_while_somebody_prints_it(self, path: Path) -> None:
        a, b = make_article("a"), make_article("b")
        changed = make_article("a", "Corrected.", published="2025-01-01")
        with Store.open(path) as store:
            store.add(a, read(a), RUN)
            store.add(b, (), RUN)
            store.add(changed, read(changed), RUN)
            assert contents(store)[:2] == ([changed, b], read(changed) + read(b))

    def test_another_configuration_has_not_read_it(self, path: Path) -> None:
        with Store.open(path) as store:
            store.add(make_article("a"), [], RUN)
            assert store.duplicate_of(make_article("b"), OTHER_RUN) is None


DAYS = {"One.": None, "Two.": "2024-01-01", "Three.": "2024-02-01"}  # of one day, the version that comes last is current
ARTICLES = st.builds(
    lambda ident, text, outlet: make_article(ident, text, published=DAYS[text], outlet=outlet),
    st.sampled_from("abc"),
    st.sampled_from(sorted(DAYS)),
    outlet=st.sampled_from([None, "A", "B"]),
)


def fill(articles: list[Article], *, trust_duplicates: bool) -> tuple[list[Article], list[Statement], dict[str, int]]:
    with Store.open(":memory:") as store:
        for article in articles:
            if not store.has(article, RUN):
                known = trust_duplicates and store.duplicate_of(article, RUN) is not None
                store.add(article, () if known else read(article), RUN)
        return contents(store)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ARTICLES, max_size=8).flatmap(lambda all: st.tuples(st.just(all), st.permutations(all + all[:3]))))
def test_neither_order_nor_repeats_show(orders: tuple[list[Article], list[Article]]) -> None:
    given_order, other_order = orders
    expected = fill(given_order, trust_duplicates=False)
    assert fill(other_order, trust_duplicates=False) == expected
    assert fill(other_order, trust_duplicates=True) == expected


class TestRuns:
    def test_runs_are_those_that_read_what_is_current(self, path: Path) -> None:
        run = Run("1", "m", {"b": 1, "a": [2]})
        with Store.open(path) as store:
            store.record_run(run, {"read": 2, "extracted": 1, "failed": 1}, [Failed()])
            assert list(store.readings()) == []
            store.add(make_article(), [], run)
            store.record_run(run, {"read": 1, "duplicate": 1})
            assert list(store.readings()) == [(run, ("a1",))]
        rows = sqlite3.connect(path).execute("SELECT outcome, path, line, reason FROM failures").fetchall()
        assert rows == [("failed", "x.jsonl", 3, "broken")]

    def test_the_key_is_the_content(self) -> None:
        assert Run("1", "m", {"a": 1, "b": 2}).key == Run("1", "m", {"b": 2, "a": 1}).key
        assert len({Run("1", "m").key, Run("2", "m").key, Run("1", "n").key, Run("1", "m", {"a": 1}).key}) == 4


class Failed:
    error = InputError("x.jsonl", "broken", 3)
    outcome = "failed"


KILLED = """
import sys
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/store"]
from test_store import *
with Store.open(sys.argv[2]) as store:
    for article in MANY:
        if not store.has(article, RUN):
            store.add(article, read(article), RUN)
            print(article.id, flush=True)
    store.refresh()
"""
MANY = [make_article(f"a{i:03}", f"Words {i % 190}." * 20, published=f"2024-01-{1 + i % 28:02}") for i in range(200)]


@pytest.mark.skipif(os.name != "posix", reason="needs kill -9")
def test_killed_at_any_moment_and_started_again(path: Path, tmp_path: Path) -> None:
    with Store.open(tmp_path / "whole.db") as store:
        for article in MANY:
            store.add(article, read(article), RUN)
        store.refresh()
        whole = contents(store)
    done = 0
    for lines in (1, 37, 50):
        command = [sys.executable, "-c", KILLED, str(Path(__file__).parent.parent), str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
            assert child.stdout
            for _ in range(lines):
                assert child.stdout.readline()
            child.kill()
        done += lines
        with Store.open(path, readonly=True) as store:
            assert store.counts()["articles"] + store.counts()["duplicates"] >= done
    with Store.open(path) as store:
        for article in MANY:
            store.add(article, read(article), RUN)
        store.refresh()
        assert contents(store) == whole
    for format in ("turtle", "csv-events"):
        for name in ("whole.db", "graph.db"):
            Graph.open(tmp_path / name).write(tmp_path / f"{name}.{format}", format)
        assert (tmp_path / f"whole.db.{format}").read_bytes() == (tmp_path / f"graph.db.{format}").read_bytes()


class TestBadDatabases:
    def test_nothing_there_to_read(self, path: Path) -> None:
        with pytest.raises(StoreError, match="no such database"):
            Store.open(path, readonly=True)
        assert not path.exists()

    def test_no_folder(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="cannot be opened"):
            Store.open(tmp_path / "missing" / "graph.db")

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(StoreError, match="cannot be opened"):
            Store.open(tmp_path)

    @pytest.mark.parametrize("readonly", [True, False])
    def test_no_database(self, path: Path, readonly: bool) -> None:
        path.write_bytes(b"just some text, long enough to be looked at as a header" * 100)
        before = path.read_bytes()
        with pytest.raises(StoreError, match="no SQLite database"):
            Store.open(path, readonly=readonly)
        assert path.read_bytes() == before

    @pytest.mark.parametrize("readonly", [True, False])
    def test_somebody_elses(self, path: Path, readonly: bool) -> None:
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE articles (id)")
        other.commit()
        other.close()
        before = path.read_bytes()
        with pytest.raises(StoreError, match="not one of kg's"):
            Store.open(path, readonly=readonly)
        assert path.read_bytes() == before

    @pytest.mark.parametrize("readonly", [True, False])
    def test_a_newer_one(self, path: Path, readonly: bool) -> None:
        Store.open(path).close()
        db = sqlite3.connect(path)
        db.execute("PRAGMA user_version = 99")
        db.close()
        with pytest.raises(StoreError, match=r"newer kg \(schema 99"):
            Store.open(path, readonly=readonly)

    def test_an_empty_file_is_a_new_database_but_nothing_to_read(self, path: Path) -> None:
        path.touch()
        with pytest.raises(StoreError, match="empty database"):
            Store.open(path, readonly=True)
        with Store.open(path) as store:
            assert store.counts()["articles"] == 0

    def test_a_torn_one(self, path: Path) -> None:
        with Store.open(path) as store:
            for i in range(50):
                article = make_article(f"a{i}", f"Words {i}." * 100)
                store.add(article, read(article), RUN)
        whole = path.read_bytes()
        path.write_bytes(whole[: len(whole) // 2] + b"\xff" * 10_000)
        with pytest.raises(StoreError, match="damaged"), Store.open(path, readonly=True) as store:
            contents(store)

    def test_a_full_disk_keeps_the_old_state(self, path: Path) -> None:
        article = make_article()
        with Store.open(path) as store:
            store.add(article, read(article), RUN)
            before = contents(store)
            (pages,) = store._db.execute("PRAGMA page_count").fetchone()
            store._db.execute(f"PRAGMA max_page_count = {pages}")
            with pytest.raises(StoreError, match="disk is full"):
                store.add(make_article("b", "long " * 100_000), [], RUN)
            assert contents(store) == before

    def test_a_file_that_cannot_be_written(self, path: Path) -> None:
        with Store.open(path) as store:
            store._db.execute("PRAGMA query_only = ON")
            with pytest.raises(StoreError, match="cannot be written"):
                store.add(make_article(), [], RUN)

    def test_reading_changes_nothing(self, path: Path) -> None:
        Store.open(path).close()
        before = path.read_bytes()
        with Store.open(path, readonly=True) as store, pytest.raises(StoreError, match="cannot be written"):
            store.add(make_article(), [], RUN)
        assert path.read_bytes() == before
        assert list(path.parent.iterdir()) == [path]

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
    def test_a_folder_that_cannot_be_written(self, path: Path) -> None:
        with Store.open(path) as store:
            store.add(make_article(), [make_statement()], RUN)
        path.chmod(0o400)
        path.parent.chmod(0o500)
        try:
            with Store.open(path, readonly=True) as store:
                assert list(store.statements()) == [make_statement()]
            with pytest.raises(StoreError, match="cannot be written"):
                Store.open(path)
        finally:
            path.parent.chmod(0o700)

    def test_a_second_writer_waits_and_is_told(self, path: Path) -> None:
        with Store.open(path) as one, Store.open(path, wait=0.05) as two:
            one._db.execute("BEGIN IMMEDIATE")
            one._db.execute("REPLACE INTO marks VALUES ('writer elsewhere 42', '2026-01-01T00:00:00')")
            one._db.execute("COMMIT")
            one._db.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match=r"another program.*process 42 on elsewhere, since 2026"):
                two.add(make_article(), [], RUN)
            one._db.execute("ROLLBACK")
            assert two.add(make_article(), [], RUN) == "new"

    @pytest.mark.skipif(os.name != "posix", reason="needs process ids")
    def test_writers_that_were_killed_are_forgotten(self, path: Path) -> None:
        with subprocess.Popen([sys.executable, "-c", "pass"]) as gone:
            gone.wait()
        with Store.open(path) as store:
            store._db.execute("REPLACE INTO marks VALUES (?, 'then')", (f"writer {socket.gethostname()} {gone.pid}",))
        with Store.open(path) as store:
            names = [name for (name,) in store._db.execute("SELECT name FROM marks WHERE name LIKE 'writer %'")]
        assert names == [f"writer {socket.gethostname()} {os.getpid()}"]

    @pytest.mark.parametrize(
        "older",
        [
            "DROP TABLE judgements; DROP TABLE marks; PRAGMA user_version = 1",
            "REPLACE INTO marks (name, value) VALUES ('derived', '0.1.0'); PRAGMA user_version = 2",
        ],
    )
    def test_one_of_an_older_schema_is_read_and_brought_up_to_date(self, path: Path, older: str) -> None:
        article = make_article(outlet="A")
        with Store.open(path) as store:
            store.add(article, [make_statement()], RUN)
            store.refresh()
        db = sqlite3.connect(path)
        db.executescript(f"""
            DROP TABLE sketches; DROP TABLE alike; DROP TABLE copies; DROP TABLE identities;
            DROP TABLE known_people; ALTER TABLE articles DROP COLUMN byline;
            ALTER TABLE articles DROP COLUMN language; {older}
        """)
        db.close()
        with Store.open(path, readonly=True) as store:
            assert (list(store.articles()), store.log(), store.index()) == ([article], [], None)
        assert [s.evidence.outlet for s in Graph.open(path).statements()] == ["A"]
        signed = replace(article, byline="Jane Roe", language="en")
        with Store.open(path) as store:
            assert store.refresh()
            assert store.index() is not None
            assert store.add(signed, [make_statement()], RUN) == "changed"
            assert list(store.articles()) == [signed]

    def test_what_gave_a_date_is_told_of_rows_of_an_older_schema_too(self, path: Path) -> None:
        article = make_article(published="2024-11-01")
        told = [
            make_statement(article=article, date="2024-11-01", basis="report"),
            replace(make_statement(article=article, lemma="warn", date="2024-10-30", basis="text"), date_phrase="Wednesday"),
            make_statement(article=article, lemma="visit", date=None),
        ]
        with Store.open(path) as store:
            store.add(article, told, RUN)
        db = sqlite3.connect(path)
        for rowid, detail in db.execute("SELECT id, detail FROM statements").fetchall():
            parts = json.loads(detail)
            parts[5] = parts[5][:4]
            db.execute("UPDATE statements SET detail = ? WHERE id = ?", (json.dumps(parts), rowid))
        db.execute("PRAGMA user_version = 3")
        db.commit()
        db.close()
        with Store.open(path, readonly=True) as store:
            assert {s.relation.lemma: s.date_basis for s in store.statements()} == {
                "urge": "report",
                "warn": "text",
                "visit": None,
            }

    def test_a_full_disk_keeps_what_was_derived(self, path: Path) -> None:
        article = make_article()
        with Store.open(path) as store:
            store.add(article, read(article), RUN)
            store.refresh()
            long = make_article("b", "Words. " * 50)
            store.add(long, [make_statement(article=long, start=i, sentence="Words." * 99) for i in range(300)], RUN)
            (pages,) = store._db.execute("PRAGMA page_count").fetchone()
            store._db.execute(f"PRAGMA max_page_count = {pages}")
            with pytest.raises(StoreError, match="disk is full"):
                store.refresh()
            assert store.counts()["statements"] == 302
            assert store._db.execute("SELECT count(*) FROM events").fetchone() == (2,)

    def test_a_killed_writers_file_opens(self, path: Path, tmp_path: Path) -> None:
        copy = tmp_path / "copy.db"
        with Store.open(path) as store:
            store.add(make_article(), [make_statement()], RUN)
            for suffix in ("", "-wal"):  # as kill -9 leaves them: the log not yet in the file
                shutil.copy(f"{path}{suffix}", f"{copy}{suffix}")
        with Store.open(copy, readonly=True) as store:
            assert list(store.statements()) == [make_statement()]
