"""A cluster: a real scheduler and two workers on loopback, one of which is killed half-way."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.errors import UsageError, WorkerError
from kg.model import Article
from kg.pipeline import pool
from kg.pipeline.pool import batches, shared
from kg.pipeline.stages import Options
from kg.reading import Failure, read

pytestmark = [pytest.mark.cluster, pytest.mark.filterwarnings("ignore")]
pytest.importorskip("distributed")

from kg.pipeline.cluster import connected  # noqa: E402

ROOT = Path(__file__).parent.parent.parent
ARTICLES = ROOT / "data" / "articles"
FEW = 8  # articles, of thirty


@contextmanager
def running(*command: str, path: Path = ROOT) -> Iterator[subprocess.Popen[bytes]]:
    """A program of Dask's, which finds kg in `path`, and this module."""
    environment = {**os.environ, "PYTHONPATH": f"{path}{os.pathsep}{Path(__file__).parent}"}
    started = subprocess.Popen(
        [sys.executable, "-m", *command], cwd=path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield started
    finally:
        started.kill()
        started.wait()


@contextmanager
def scheduler(path: Path = ROOT) -> Iterator[str]:
    """The address of a scheduler without workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    arguments = ("--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show")
    with running("distributed.cli.dask_scheduler", *arguments, path=path):
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.1)
        yield f"tcp://127.0.0.1:{port}"


def worker(address: str, path: Path = ROOT) -> AbstractContextManager[subprocess.Popen[bytes]]:
    arguments = (address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0")
    return running("distributed.cli.dask_worker", *arguments, path=path)


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    with ExitStack() as stack:
        address = stack.enter_context(scheduler())
        for _ in range(2):
            stack.enter_context(worker(address))
        yield address


def many(turns: int) -> list[Article]:
    """The sample articles, again and again under other ids."""
    articles = [outcome for outcome in read(ARTICLES) if isinstance(outcome, Article)]
    return [replace(article, id=f"{turn}-{article.id}") for turn in range(turns) for article in articles]


def test_here_in_processes_on_a_cluster_and_in_parts_the_same_bytes(cluster: str, tmp_path: Path, kg_command: list[str]) -> None:
    some = sorted(ARTICLES.iterdir())[:FEW]
    kg.build(some, tmp_path / "here")

    def run(*arguments: str | Path) -> None:
        subprocess.run([*kg_command, *map(str, arguments)], check=True, capture_output=True)

    run("build", *some, "-o", tmp_path / "cluster", "--cluster", cluster)
    run("build", *some, "-o", tmp_path / "pool", "--jobs", "2")
    run("extract", *some, "-o", tmp_path / "part.jsonl.gz", "--cluster", cluster)
    run("build", tmp_path / "part.jsonl.gz", "-o", tmp_path / "parts")
    for name in ("cluster", "pool", "parts"):
        for file in ("graph.ttl", "graph.html"):
            assert (tmp_path / name / file).read_bytes() == (tmp_path / "here" / file).read_bytes(), (name, file)


def test_tables_reach_the_workers(cluster: str, tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("alias,kind,country\nOrder of the Owl,group,FRA\n")
    (found,) = kg.extract([Article("1", "", "Russia attacked the Order of the Owl.")], actors=[table], cluster=cluster)
    assert found.target.actor.name == "Order of the Owl"


def test_a_worker_killed_half_way_loses_nothing() -> None:
    articles = many(3)
    alone = list(kg.extract(articles, fast=True))
    with scheduler() as address, worker(address) as first, worker(address):
        found = kg.extract(articles, cluster=address, fast=True)
        half = [next(found) for _ in range(len(alone) // 4)]
        first.send_signal(signal.SIGKILL)
        assert [*half, *found] == alone


def deadly(batch: list[Article]) -> list[Article]:
    if any("deadly" in article.text for article in batch):
        os._exit(1)
    return batch


def test_an_article_that_kills_every_worker_fails_alone() -> None:
    articles = [Article(str(number), "", "deadly" if number == 3 else "x") for number in range(5)]
    with scheduler() as address, ExitStack() as stack:
        for _ in range(9):  # Dask gives a task to four
            stack.enter_context(worker(address))
        with connected(address) as able:
            while able.size() < 9:
                time.sleep(0.1)
            found = list(shared(batches(articles), lambda batch: (deadly, batch), able))
    assert [one.id if isinstance(one, Article) else "failed" for one in found] == ["0", "1", "2", "failed", "4"]
    assert isinstance(found[3], Failure)


def test_another_version_is_refused(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "kg", tmp_path / "kg", ignore=shutil.ignore_patterns("__pycache__"))
    program = tmp_path / "kg/version.py"
    program.write_text(program.read_text().replace(f'"{kg.__version__}"', '"99.0"'))
    with scheduler() as address, worker(address, tmp_path), pytest.raises(WorkerError, match=r"has kg 99\.0 with .*, not kg"):
        list(kg.extract(text="The US urged China.", cluster=address))


def test_a_scheduler_that_does_not_answer(tmp_path: Path, kg_command: list[str]) -> None:
    start = time.monotonic()
    command = [*kg_command, "build", str(ARTICLES), "-o", str(tmp_path / "g"), "--cluster", "tcp://127.0.0.1:1"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 3
    assert done.stderr.startswith("error: tcp://127.0.0.1:1: no Dask scheduler answers")
    assert len(done.stderr.strip().splitlines()) == 1
    assert time.monotonic() - start < 15


def test_a_scheduler_that_goes_is_missed() -> None:
    with scheduler() as address, worker(address):
        found = kg.extract(many(4), cluster=address, fast=True)
        next(found)
    with pytest.raises(WorkerError, match="gone"):
        list(found)


def test_what_is_no_address() -> None:
    with pytest.raises(UsageError, match="tcp://host:8786"):
        list(pool.run([Article("1", "", "x")], Options(), cluster="somewhere"))


def test_a_cluster_without_this_program_is_told_from_a_bug(tmp_path: Path) -> None:
    (tmp_path / "kg").mkdir()
    (tmp_path / "kg/__init__.py").write_text("")
    with scheduler(tmp_path) as address, worker(address), pytest.raises(WorkerError, match="is the same kg installed"):
        list(kg.extract(text="The US urged China.", cluster=address))
