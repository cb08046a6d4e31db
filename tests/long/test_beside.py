"""Readers beside a building program, on the command line and from Python; builds that are killed: nothing is mixed or lost."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from long.budget import budget

from kg.api.graph import Graph

pytestmark = [pytest.mark.long, pytest.mark.skipif(os.name != "posix", reason="needs kill -9")]

READS, KILLS = 200, 30
ROOT = Path(__file__).parent.parent.parent
STATES = ("Malta", "Chad", "Peru", "Fiji", "Laos", "Oman", "Togo", "Mali")
# a program that builds a graph of what it is given, with the rules alone: the reader is not what is tried here
BUILD = """
import sys
import kg
from kg.api.build import build
print("begun", flush=True)
build(sys.argv[1:-1], sys.argv[-1], fast=True, jobs=1)
"""


def articles(folder: Path, count: int) -> Path:
    """Files of one article each, with a statement or two."""
    chance = random.Random(3)
    folder.mkdir()
    for number in range(count):
        one, other, third = chance.sample(STATES, 3)
        day = f"2024-{1 + number % 12:02}-{1 + number % 28:02}"
        record = {"id": f"a{number:04}", "published": day, "text": f"{one} condemned {other} on Monday. {other} warned {third}."}
        (folder / f"{number:04}.jsonl").write_text(json.dumps(record))
    return folder


@contextmanager
def building(source: Path, out: Path) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", BUILD, str(source), str(out)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as program:
        assert program.stdout
        assert program.stdout.readline() == "begun\n"
        try:
            yield program
        finally:
            program.kill()


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


def of_one_moment(db: Path) -> bool:
    """Whether all that Python is given of a graph fits together."""
    graph = Graph.open(db)
    known = {article.id for article in graph.articles()}
    told = {statement.id: statement.evidence.article_id for statement in graph.statements()}
    return set(told.values()) <= known and {s.id for event in graph.find() for s in event.reports} == set(told)


def well_told(db: Path, number: int, folder: Path) -> bool:
    """Whether a command ends well, and an export refers to nothing that it does not hold."""
    if number % 4:
        done = run(*(("find", db, "--format", "jsonl"), ("stats", db), ("check", db))[number % 3])
        return done.returncode == 0 and "Traceback" not in done.stderr
    out = folder / f"{number}.jsonl"
    done = run("export", db, "-o", out)
    return done.returncode == 0 and all(json.loads(line)["sentence"] for line in out.read_text().splitlines())


def test_readers_beside_a_building_program(tmp_path: Path) -> None:
    source, out = articles(tmp_path / "in", 2_000), tmp_path / "graph"
    with building(source, out):
        while not (out / "graph.db").exists() or run("stats", out).returncode:
            time.sleep(0.2)
        reads = budget(READS)
        with ThreadPoolExecutor(4) as readers:
            told = list(readers.map(lambda n: well_told(out, n, tmp_path), range(reads // 2)))
            whole = list(readers.map(lambda n: of_one_moment(out / "graph.db"), range(reads - reads // 2)))
    assert all(told)
    assert all(whole)


def test_builds_killed_at_many_moments_end_in_the_same_bytes(tmp_path: Path) -> None:
    source, out = articles(tmp_path / "in", 300), tmp_path / "graph"
    with building(source, tmp_path / "whole") as program:
        began = time.monotonic()
        assert program.wait() == 0
        seconds = time.monotonic() - began
    chance = random.Random(5)
    for _ in range(budget(KILLS)):
        with building(source, out) as program:
            time.sleep(chance.random() * seconds / 4)
            program.kill()
        if (out / "graph.db").exists():
            assert run("check", out).returncode == 0 or run("stats", out).returncode in (0, 3)
    with building(source, out) as program:
        assert program.wait() == 0
    assert run("check", out).returncode == 0
    for name in ("graph.ttl", "graph.html"):
        assert (out / name).read_bytes() == (tmp_path / "whole" / name).read_bytes()
    assert not [path for path in out.iterdir() if path.name.startswith(".kg-")]
