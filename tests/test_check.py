"""`kg check`: a sound database passes, and whatever is wrong with one is named."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from factories import make_article, make_statement
from typer.testing import CliRunner

from kg.cli import app
from kg.graph import Run
from kg.store import Store

TEXT = "United States urge China."


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "graph.db"
    article = make_article(text=TEXT)
    with Store.open(path) as store:
        store.add(article, [make_statement(article=article)], Run("1", "m"))
    return path


def run(db: Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check", str(db)])
    return result.exit_code, result.output


def test_a_sound_one(db: Path) -> None:
    assert run(db) == (0, "1 articles and 1 statements: every offset and count holds\n")


@pytest.mark.parametrize(("harm", "message"), [
    ("UPDATE texts SET text = 'x' || text", "its sentence does not stand at 0-25"),
    ("UPDATE statements SET detail = replace(detail, '[\"United States\",0,13', '[\"United States\",1,14')", "its source"),
    ("UPDATE statements SET id = 'x'", "its id is not the one"),
    ("UPDATE statements SET lemma = 'press'", "its id is not the one"),
    ("DELETE FROM articles", "1 texts without an article"),
    ("UPDATE texts SET owner = NULL", "1 texts without an article"),
    ("PRAGMA foreign_keys = OFF; DELETE FROM texts", "1 statements without a text"),
    ("PRAGMA foreign_keys = OFF; DELETE FROM actors", "1 statements without an actor"),
])
def test_a_harmed_one(db: Path, harm: str, message: str) -> None:
    connection = sqlite3.connect(db)
    connection.executescript(harm)
    connection.close()
    code, said = run(db)
    assert code == 1
    assert message in " ".join(said.split())


def test_a_damaged_file(db: Path) -> None:
    content = bytearray(db.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    db.write_bytes(content)
    code, said = run(db)
    assert code in (1, 3)
    assert "damaged" in said
