"""Damaged databases: none is called whole of which an answer differs, and no command ends in a traceback."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from factories import ASSAULT, NAMES, make_article, make_statement
from long.budget import budget
from typer.testing import CliRunner

from kg.api.graph import Graph
from kg.cli import app
from kg.graph import Run
from kg.sameness import Judgement
from kg.store import Store

pytestmark = pytest.mark.long

DATABASES = 240
RUN = Run("1", "m", {"gate": True})
STATES = ("RUS", "UKR", "USA", "CHN", "IRN", "ISR")


def made(path: Path) -> Path:
    """A database with copies, events of several reports, judgements, failures and all that is derived."""
    chance = random.Random(7)
    with Store.open(path) as store:
        for number in range(40):
            one, other = chance.sample(STATES, 2)
            ends = NAMES[f"state:{one}"], NAMES[f"state:{other}"]
            words = " ".join(f"word{chance.randrange(40)}" for _ in range(30))
            text = f"{ends[0]} attack {ends[1]}. {words if number % 5 else 'words ' * 40}"
            article = make_article(f"a{number:02}", text, outlet=f"o{number % 3}", published=f"2024-03-{1 + number % 9:02}")
            statement = make_statement(
                f"state:{one}", "attack", f"state:{other}", article=article, code=ASSAULT, date=article.published
            )
            store.add(article, [statement] if number % 7 else [], RUN)
        ids = sorted(statement.id for statement in store.statements())
        store.judge([Judgement("reject", ids[0]), Judgement("confirm", ids[1])])
        store.record_run(RUN, {"read": 40})
        store.refresh()
    return path


def answers(path: Path) -> tuple[object, ...]:
    """What all questions get."""
    graph = Graph.open(path)
    return (
        list(graph.articles()), list(graph.statements()), graph.find(), list(graph.edges()), list(graph.actors()), graph.stats(),
        list(graph.copies()), [graph.find(source=f"state:{state}") for state in STATES], graph.find(text="word7"),
    )  # fmt: skip


def flipped(path: Path, chance: random.Random) -> None:
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 1, 2, 8, 64])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def cut(path: Path, chance: random.Random) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(len(data))])


def table_of(db: sqlite3.Connection, chance: random.Random) -> str:
    names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'")]
    full = [n for n in sorted(names) if not n.startswith("sqlite_") and db.execute(f'SELECT count(*) FROM "{n}"').fetchone()[0]]
    return chance.choice(full)


def by_hand(path: Path, change: Callable[[sqlite3.Connection, str, random.Random], None], chance: random.Random) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        change(db, table_of(db, chance), chance)
        db.commit()


def deleted(db: sqlite3.Connection, table: str, chance: random.Random) -> None:
    (count,) = db.execute(f'SELECT count(*) FROM "{table}"').fetchone()
    keys = [row[0] for row in db.execute(f'SELECT {row_key(db, table)} FROM "{table}" ORDER BY 1')]
    for key in chance.sample(keys, min(count, chance.choice([1, 1, 3]))):
        db.execute(f'DELETE FROM "{table}" WHERE {row_key(db, table)} = ?', (key,))


def changed(db: sqlite3.Connection, table: str, chance: random.Random) -> None:
    columns = [row[1] for row in db.execute(f'PRAGMA table_info("{table}")')]
    column, key = chance.choice(columns), row_key(db, table)
    row = chance.choice([row[0] for row in db.execute(f'SELECT {key} FROM "{table}" ORDER BY 1')])
    (before,) = db.execute(f'SELECT "{column}" FROM "{table}" WHERE {key} = ?', (row,)).fetchone()
    values = ["", "x", 0, 7, None, "2020-02-02", 0.5, f"{before}x" if isinstance(before, str) else (before or 0)]
    try:
        db.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE {key} = ?', (chance.choice(values), row))
    except (sqlite3.IntegrityError, TypeError):
        db.rollback()


def row_key(db: sqlite3.Connection, table: str) -> str:
    """What tells a row: its number, or in a table without one its first column."""
    (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return f'"{db.execute(f"PRAGMA table_info({table})").fetchone()[1]}"' if "WITHOUT ROWID" in sql.upper() else "rowid"


def damaged(path: Path, kind: str, chance: random.Random) -> None:
    if kind == "flipped":
        flipped(path, chance)
    elif kind == "cut":
        cut(path, chance)
    else:
        by_hand(path, deleted if kind == "deleted" else changed, chance)


@pytest.mark.parametrize("kind", ["flipped", "cut", "deleted", "changed"])
def test_none_is_called_whole_of_which_an_answer_differs(tmp_path: Path, kind: str) -> None:
    whole = made(tmp_path / "whole.db")
    assert CliRunner().invoke(app, ["check", str(whole)]).exit_code == 0
    expected, wrong = answers(whole), []
    for number in range(budget(DATABASES // 4)):
        path = tmp_path / "graph.db"
        shutil.copy(whole, path)
        damaged(path, kind, random.Random(f"{kind} {number}"))
        result = CliRunner().invoke(app, ["check", str(path)])
        assert result.exception is None or isinstance(result.exception, SystemExit), (number, result.exception)
        if result.exit_code == 0 and answers(path) != expected:
            wrong.append(number)
    assert not wrong
