"""`kg check`: a sound database passes, and whatever is wrong with one is named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
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


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        ("UPDATE texts SET text = 'x' || text", "its sentence does not stand at 0-25"),
        ("UPDATE statements SET detail = replace(detail, '[\"United States\",0,13', '[\"United States\",1,14')", "its source"),
        ("UPDATE statements SET id = 'x'", "its id is not the one"),
        ("UPDATE statements SET lemma = 'press'", "its id is not the one"),
        ("DELETE FROM articles", "1 texts without an article"),
        ("UPDATE texts SET owner = NULL", "1 texts without an article"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM texts", "1 statements without a text"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM actors", "1 statements without an actor"),
    ],
)
def test_a_harmed_one(db: Path, harm: str, message: str) -> None:
    connection = sqlite3.connect(db)
    connection.executescript(harm)
    connection.close()
    code, said = run(db)
    assert code == 1
    assert message in " ".join(said.split())


def derived(db: Path) -> None:
    with Store.open(db) as store:
        for number in range(3):
            article = make_article(f"b{number}", f"{TEXT} {number}", published=None)
            store.add(article, [make_statement(article=article)], Run("1", "m"))
        store.record_run(Run("1", "m"), {})
        store.refresh()


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        ("DELETE FROM events WHERE key = 1", "events: not what"),
        ("UPDATE events SET goldstein = 9", "events: not what"),
        ("UPDATE events SET members = '[]' WHERE key = 0", "events: not what"),
        ("DELETE FROM people", "people: not what"),
        ("INSERT INTO event_words (rowid, words) VALUES (0, 'peace')", "event_words: not what"),
        ("UPDATE event_words_data SET block = x'00' WHERE id > 10", "event_words: damaged"),
        ("INSERT INTO joins VALUES ('a', 'b', 1.0)", "joins: not what"),
        ("INSERT INTO copies VALUES ('b0', 'b1', '[]')", "copies: not what"),
        ("INSERT INTO identities VALUES ('state:USA', 'state:CHN')", "identities: not what"),
        ("UPDATE texts SET text = text || ' And so on.'", "its text is not the one that was stored"),
        ("UPDATE articles SET byline = 'Jane Roe'", "it is not the one that was stored"),
        ("UPDATE articles SET outlet = 'Example Post'", "it is not the one that was stored"),
        ("UPDATE texts SET published = '2001-01-01'", "its text is not the one that was stored"),
    ],
)
def test_what_is_derived_is_what_would_be(db: Path, harm: str, message: str) -> None:
    derived(db)
    assert run(db)[0] == 0
    with closing(sqlite3.connect(db)) as hand:
        hand.executescript(harm)
    code, said = run(db)
    assert code == 1
    assert message in " ".join(said.split())


@pytest.mark.parametrize(
    "harm",
    [
        'UPDATE events SET members = \'[["x", "y"]]\'',
        "UPDATE events SET members = '{'",
        "UPDATE statements SET detail = '[]'",
        "UPDATE statements SET detail = 'x'",
        "UPDATE actors SET aliases = '7'",
        "UPDATE people SET actor = '{}'",
        "UPDATE judgements SET verdict = 'maybe'",
        "DELETE FROM actors",
        "DROP TABLE statements",
        "UPDATE runs SET options = '['",
    ],
)
@pytest.mark.parametrize("command", ["find", "stats", "check", "judge", "export"])
def test_no_damage_ends_in_a_traceback(db: Path, command: str, harm: str) -> None:
    derived(db)
    with closing(sqlite3.connect(db)) as hand:
        hand.execute("INSERT INTO judgements (verdict, one, at) VALUES ('reject', 'x', '')")
        hand.executescript(f"PRAGMA foreign_keys = OFF; {harm}")
    more = ["-o", str(db.with_name("x.ttl"))] if command == "export" else []
    result = CliRunner().invoke(app, [command, str(db), *more])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code in (0, 1, 2, 3)
    assert command != "check" or result.exit_code


def test_a_damaged_file(db: Path) -> None:
    content = bytearray(db.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    db.write_bytes(content)
    code, said = run(db)
    assert code in (1, 3)
    assert "damaged" in said
