"""What others can bring about: days to come, huge numbers, signals, names that command a terminal, files that are databases."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from factories import make_article, make_statement
from typer.testing import CliRunner

from kg.cli import app
from kg.errors import ExportError
from kg.files import replacing, write_text
from kg.graph import Run
from kg.model import Article
from kg.reading.record import to_article
from kg.store import Store


@pytest.fixture
def db(tmp_path: Path) -> Path:
    article = make_article()
    with Store.open(tmp_path / "graph.db") as store:
        store.add(article, [make_statement(article=article)], Run("1", "m"))
        store.refresh()
    return tmp_path / "graph.db"


@pytest.mark.parametrize(("published", "taken"), [("9999-12-31", None), ("2199-01-01", None), ("2024-11-01", "2024-11-01")])
def test_no_article_is_of_a_day_to_come(published: str, taken: str | None) -> None:
    article = to_article({"text": "The US urged China to press North Korea.", "published": published}, "x.jsonl")
    assert isinstance(article, Article)
    assert article.published == taken


@pytest.mark.parametrize(
    "arguments",
    [["find", "--limit", "9" * 30], ["judge", "undo", "9" * 30], ["judge", "undo", "9" * 5000], ["judge", "undo", "0"]],
    ids=["limit", "undo", "undo of more digits than Python reads", "undo of none"],
)
def test_no_number_is_too_large(db: Path, arguments: list[str]) -> None:
    result = CliRunner().invoke(app, [arguments[0], str(db), *arguments[1:]])
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_no_export_is_written_over_a_database(db: Path) -> None:
    before = db.read_bytes()
    with pytest.raises(ExportError, match="is a database"):
        write_text(db, "x")
    assert db.read_bytes() == before


def test_what_killed_programs_left_is_cleared(tmp_path: Path) -> None:
    old, new = tmp_path / ".kg-0123.tmp", tmp_path / ".kg-4567.tmp"
    for draft in (old, new):
        draft.write_bytes(b"half")
    os.utime(old, (time.time() - 100_000,) * 2)
    with replacing(tmp_path / "x.txt") as file:
        file.write(b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [".kg-4567.tmp", "x.txt"]


def test_a_name_does_nothing_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2Jb.png").write_bytes(b"\x89PNG")
    result = CliRunner().invoke(app, ["extract", str(tmp_path / "a\x1b[2Jb.png")])
    assert "\x1b" not in result.output
    assert "a\\x1b[2Jb.png" in result.output


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_what_ends_a_program_ends_it_in_one_line(number: signal.Signals) -> None:
    code = (
        "import signal, time, typer\nfrom kg.cli import terminal\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # what runs behind a shell ignores it
        "with terminal.session():\n    print('here', flush=True)\n    time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None and program.stdout.readline() == "here\n"
        program.send_signal(number)
        _, said = program.communicate(timeout=60)
    assert "interrupted; a graph goes on from here" in said
