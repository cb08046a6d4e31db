"""Versions of an article: a correction replaces, a name that several have is no reason to lose one, what is removed is gone."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from factories import make_article, make_statement

from kg.api.graph import Graph
from kg.api.judge import idle
from kg.api.remove import remove
from kg.errors import UsageError
from kg.graph import Run
from kg.model import Article
from kg.pipeline.counts import Counts
from kg.reading import Failure, read
from kg.sameness import Judgement
from kg.store import Store

RUN = Run("0.1.0", "model 1.0")
ONE, TWO, THREE = "Malta met Tunisia.", "Tunisia accused Malta.", "Malta left Tunisia."


def fill(path: Path, *inputs: Path, counts: Counts | None = None) -> list[tuple[str, str]]:
    """Add the articles of `inputs` to a database, each with a statement in its words; ids and texts that it then holds."""
    with Store.open(path) as store:
        for one in read(inputs):
            assert isinstance(one, Article), one
            if not store.has(one, RUN):
                added = store.add(one, [statement_of(one)], RUN)
                if counts is not None:
                    counts.updated += added == "updated"
        return held(store)


def statement_of(article: Article):
    return make_statement(article=article, sentence=article.text, date=article.published)


def held(store: Store) -> list[tuple[str, str]]:
    found = [(article.id, article.text) for article in store.articles()]
    assert sorted(text for _, text in found) == sorted(s.evidence.sentence for s in store.statements())
    assert {ident for ident, _ in found} == {s.evidence.article_id for s in store.statements()}
    assert not [problem for problem in store.check().problems if ", statement " not in problem]  # theirs are made up
    return found


def turtle(path: Path) -> bytes:
    with Store.open(path) as store:
        store.refresh()
    out = path.with_suffix(".ttl")
    Graph.open(path).write(out)
    return out.read_bytes()


def write(path: Path, *records: dict[str, str] | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(one if isinstance(one, str) else json.dumps(one) for one in records), encoding="utf-8")
    return path


def line(text: str, **values: str) -> dict[str, str]:
    return {"text": text, "published": "2024-11-01", **values}


# Corrections


@pytest.mark.parametrize(
    ("name", "first", "second"),
    [
        ("a.txt", ONE, TWO),
        ("a.jsonl", line(ONE, id="7"), line(TWO, id="7")),
        ("a.jsonl", line(ONE, id="7", outlet="S"), line(TWO, id="7", outlet="S")),
        ("a.jsonl", line(ONE, url="https://s.example/1"), line(TWO, url="https://s.example/1")),
    ],
)
def test_a_correction_replaces_the_earlier_version(tmp_path: Path, name: str, first, second) -> None:
    other, counts = write(tmp_path / "other.txt", THREE), Counts()
    fill(tmp_path / "a.db", write(tmp_path / name, first), other)
    after = fill(tmp_path / "a.db", write(tmp_path / name, second), other, counts=counts)
    assert counts.updated == 1
    assert sorted(text for _, text in after) == sorted([TWO, THREE])
    assert fill(tmp_path / "fresh.db", tmp_path / name, other) == after
    assert turtle(tmp_path / "a.db") == turtle(tmp_path / "fresh.db")
    with sqlite3.connect(tmp_path / "a.db") as db:
        ((earlier, later),) = db.execute("SELECT earlier, later FROM replaced")
    assert earlier != later


def test_a_version_of_an_earlier_day_changes_nothing(tmp_path: Path) -> None:
    late, early = line(ONE, id="7"), line(TWO, id="7", published="2024-10-01")
    assert [text for _, text in fill(tmp_path / "a.db", write(tmp_path / "a.jsonl", late, early))] == [ONE]


def test_another_source_replaces_nothing(tmp_path: Path) -> None:
    lines = [
        line(ONE, id="7", outlet="A"), line(TWO, id="7", outlet="B", published="9999-12-31"), line(THREE, id="7", url="https://c.example/7"),
    ]  # fmt: skip
    after = fill(tmp_path / "a.db", write(tmp_path / "a.jsonl", *lines))
    assert sorted(text for _, text in after) == sorted([ONE, TWO, THREE])
    assert all(ident.startswith("7-") for ident, _ in after)


# Names


def test_no_order_and_no_split_shows(tmp_path: Path) -> None:
    files = [write(tmp_path / folder / "1.txt", text) for folder, text in (("a", ONE), ("b", TWO), ("c", THREE))]
    whole = fill(tmp_path / "whole.db", *files)
    assert sorted(text for _, text in whole) == sorted([ONE, TWO, THREE])
    for number, order in enumerate(permutations(files)):
        for each in order:
            split = fill(tmp_path / f"{number}.db", each)
        assert split == whole
        assert turtle(tmp_path / f"{number}.db") == turtle(tmp_path / "whole.db")


def test_a_file_that_was_moved_adds_nothing(tmp_path: Path) -> None:
    first = fill(tmp_path / "a.db", write(tmp_path / "a" / "1.txt", ONE))
    assert first == [("1", ONE)]
    assert fill(tmp_path / "a.db", write(tmp_path / "b" / "1.txt", ONE)) == first


def test_a_file_that_becomes_what_another_is_ends_as_one_of_them(tmp_path: Path) -> None:
    one, two = write(tmp_path / "a" / "1.txt", ONE), write(tmp_path / "b" / "1.txt", TWO)
    fill(tmp_path / "a.db", one, two)
    assert fill(tmp_path / "a.db", write(two, ONE)) == [("1", ONE)]


# Removal


def test_what_is_removed_has_never_been(tmp_path: Path) -> None:
    rest = write(tmp_path / "rest.jsonl", line(ONE, id="1"), line(TWO, id="2", url="https://s.example/2"))
    fill(tmp_path / "a.db", rest, write(tmp_path / "more.jsonl", line(THREE, id="3"), line(TWO, id="4")))
    with Store.open(tmp_path / "a.db") as store:
        assert store.remove(["3", "4"]) == 2
        after = held(store)
    assert fill(tmp_path / "fresh.db", rest) == after
    assert turtle(tmp_path / "a.db") == turtle(tmp_path / "fresh.db")
    with Store.open(tmp_path / "a.db") as store:
        assert store.remove(["https://s.example/2"]) == 1
        assert held(store) == [("1", ONE)]


def test_the_file_that_an_article_was_read_from_names_it(tmp_path: Path) -> None:
    one, two, many = tmp_path / "a" / "1.txt", tmp_path / "b" / "1.txt", tmp_path / "c.jsonl"
    build = tmp_path / "graph.db"
    fill(build, write(one, ONE), write(two, TWO), write(many, line(THREE, id="3"), line(f"{THREE} {ONE}", id="4", outlet="A")))
    one.unlink()  # it need not be there any more
    assert remove(build, [str(one)]) == 1
    assert remove(build, [str(many)]) == 2
    with Store.open(build) as store:
        assert held(store) == [("1", TWO)]
    with pytest.raises(UsageError, match="no such article"):
        remove(build, [str(one)])


@pytest.mark.parametrize("later", ["", "The striker scored twice as the champions beat their rivals 3-1 in the cup final."])
def test_a_correction_without_anything_to_read_takes_the_earlier_version_out(tmp_path: Path, later: str) -> None:
    rest, file = write(tmp_path / "b.txt", TWO), write(tmp_path / "a.jsonl", line(ONE, id="1"))
    build = tmp_path / "graph.db"
    with Store.open(build) as store:
        for one in read([rest, file]):
            assert isinstance(one, Article)
            store.add(one, [statement_of(one)], RUN)
        (gone,) = (replace(one, text=later) for one in read(file) if isinstance(one, Article))
        assert store.withdraw(gone)
        assert not store.withdraw(gone)
        assert held(store) == fill(tmp_path / "fresh.db", rest)
    assert turtle(build) == turtle(tmp_path / "fresh.db")


def test_an_earlier_day_takes_nothing_out(tmp_path: Path) -> None:
    file = write(tmp_path / "a.jsonl", line(ONE, id="1", published="2024-03-02"))
    before = fill(tmp_path / "graph.db", file)
    (same,) = (one for one in read(file) if isinstance(one, Article))
    with Store.open(tmp_path / "graph.db") as store:
        assert not store.withdraw(same)  # what is off topic now was asked for then
        assert not store.withdraw(replace(same, text="Goal.", published="2024-03-01"))
        assert held(store) == before


def test_judgements_on_what_is_gone_are_kept_without_effect(tmp_path: Path) -> None:
    path, file = tmp_path / "a.db", write(tmp_path / "a.jsonl", line(ONE, id="1"), line(TWO, id="2"))
    fill(path, file)
    with Store.open(path) as store:
        first, second = (s.id for s in store.statements())
        store.judge([Judgement("reject", first), Judgement("confirm", second)])
    assert idle(path) == frozenset()
    fill(path, write(file, line(THREE, id="1"), line(TWO, id="2")))
    assert idle(path) == {1}
    with Store.open(path) as store:
        assert len(store.log()) == 2


def test_an_unknown_article_keeps_all(tmp_path: Path) -> None:
    before = fill(tmp_path / "a.db", write(tmp_path / "a.jsonl", line(ONE, id="1"), line(TWO, id="2")))
    with Store.open(tmp_path / "a.db") as store, pytest.raises(UsageError, match="nosuch: no such article"):
        store.remove(["1", "nosuch"])
    assert fill(tmp_path / "a.db") == before


def test_articles_made_by_hand_are_told_by_outlet_and_id(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        for text, outlet in ((ONE, "A"), (TWO, "B"), (THREE, "A")):
            article = make_article("1", text, outlet=outlet)
            store.add(article, [statement_of(article)], RUN)
        assert sorted(text for _, text in held(store)) == sorted([TWO, THREE])


def test_nothing_of_this_fails_to_be_read(tmp_path: Path) -> None:
    assert not [one for one in read(write(tmp_path / "a.txt", ONE)) if isinstance(one, Failure)]
