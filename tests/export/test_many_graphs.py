"""Graphs of a part each, joined by the SQL of the README: what the whole graph says, as long as no event lies in two parts."""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pytest
from factories import ASSAULT, CONSULT, make_article, make_statement

from kg.api.graph import Graph
from kg.model import Article, Statement

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

README = Path(__file__).parent.parent.parent / "README.md"
MONTHS = range(1, 11)


def told(month: int) -> tuple[list[Statement], list[Article]]:
    """Some deeds of the middle of a month, one of them in two articles."""
    day = f"2024-{month:02}-15"
    articles = [make_article(f"{month}-{n}", published=day, outlet=f"Outlet {n}") for n in range(2)]
    deeds = [("state:RUS", "attack", "state:UKR", ASSAULT), ("state:FRA", "meet", "state:DEU", CONSULT)]
    said = [
        make_statement(source, lemma, target, article=article, code=code, date=day, start=50 * n)
        for article in articles
        for n, (source, lemma, target, code) in enumerate(deeds)
    ]
    if month % 2:
        said.append(make_statement("state:USA", "warn", "state:IRN", article=articles[0], code=None, date=day, start=100))
    return said, articles


def counted(graph: Graph) -> Counter[tuple[str, str, str]]:
    found: Counter[tuple[str, str, str]] = Counter()
    for event in graph.events():
        found[event.source.id, event.lemma, event.target.id] += 1
    return found


def test_ten_graphs_are_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[Statement] = []
    articles: list[Article] = []
    for month in MONTHS:
        part = told(month)
        folder = tmp_path / "graphs" / f"2024-{month:02}"
        folder.mkdir(parents=True)
        Graph.from_statements(*part).write(folder / "events.parquet")
        said += part[0]
        articles += part[1]
    (sql,) = re.findall(r"```sql\n(CREATE TABLE events.*?)```", README.read_text(encoding="utf-8"), re.S)
    monkeypatch.chdir(tmp_path)
    with duckdb.connect() as base:
        base.execute(sql)
        rows = base.execute("SELECT source_id, lemma, target_id, events, reports FROM edges").fetchall()
    whole = Graph.from_statements(said, articles)
    assert {row[:3]: row[3] for row in rows} == counted(whole)
    assert sum(row[4] for row in rows) == len(said)
    assert os.path.getsize(tmp_path / "edges.parquet") > 0


def test_a_part_given_twice_counts_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "again"):
        (tmp_path / "graphs" / name).mkdir(parents=True)
        Graph.from_statements(*told(1)).write(tmp_path / "graphs" / name / "events.parquet")
    (sql,) = re.findall(r"```sql\n(CREATE TABLE events.*?)```", README.read_text(encoding="utf-8"), re.S)
    monkeypatch.chdir(tmp_path)
    with duckdb.connect() as base:
        base.execute(sql)
        assert base.execute("SELECT count(*) FROM events").fetchone() == (sum(counted(Graph.from_statements(*told(1))).values()),)
