"""The pool: order, back-pressure, and what happens where workers die, by functions of this module in place of the model."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.errors import TableError, UsageError, WorkerError
from kg.model import Article
from kg.pipeline import pool, tasks
from kg.pipeline.pool import batches, shared
from kg.pipeline.processes import Processes
from kg.pipeline.stages import Options
from kg.pipeline.workers import Lost
from kg.reading import Failure

ROOT = Path(__file__).parent.parent.parent

Batch = list[Article]


def numbered(count: int, text: str = "x" * 5_000) -> list[Article]:
    """Articles, of which six fill a batch."""
    return [Article(str(number), "", text) for number in range(count)]


def ids(found: Any) -> list[str]:
    return ["failed" if isinstance(one, Failure) else one.id for one in found]


# What the workers do


def echo(batch: Batch, seconds: float = 0.0) -> Batch:
    time.sleep(seconds)
    return batch


def note(batch: Batch, folder: Path) -> Batch:
    (folder / batch[0].id).touch()
    return batch


def deadly(batch: Batch, folder: Path) -> Batch:
    """Dies of an article that says so, and notes what it survived."""
    if any("deadly" in article.text for article in batch):
        os.kill(os.getpid(), signal.SIGKILL)
    return note(batch, folder)


def unlucky(batch: Batch, folder: Path) -> Batch:
    """Dies once of each batch."""
    mark = folder / f"{batch[0].id}-met"
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return batch


def suicide(batch: Batch) -> Batch:
    os._exit(1)


def broken(batch: Batch) -> Batch:
    raise TableError("a.csv:3: no such kind")


def who(batch: Batch) -> list[int]:
    time.sleep(0.02)
    return [os.getpid()]


def with_(function: Callable[..., Any], *values: Any) -> Callable[[Batch], tuple[Any, ...]]:
    return lambda batch: (function, batch, *values)


# Order and back-pressure


def test_results_come_in_the_order_of_the_input() -> None:
    articles = numbered(60)
    with Processes(3) as able:
        found = shared(batches(articles), lambda batch: (echo, batch, 0.1 if batch[0].id == "0" else 0.0), able)
        assert ids(found) == ids(articles)


def test_what_nobody_takes_is_not_made(tmp_path: Path) -> None:
    taken = []

    def articles() -> Iterator[Article]:
        for article in numbered(600):
            taken.append(article)
            yield article

    with Processes(2) as able:
        found = shared(batches(articles()), with_(note, tmp_path), able)
        next(found)
        time.sleep(0.5)  # a slow consumer
        assert len(list(tmp_path.iterdir())) <= 6
        assert len(taken) <= 6 * 7


def test_processes_are_started_as_they_are_needed() -> None:
    with Processes(8) as able:
        pids = {able.result(able.submit(who, [])).pop() for _ in range(5)}
    assert len(pids) == 1


# Death


def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    articles = numbered(120)
    with Processes(2) as able:
        found = []
        for number, one in enumerate(shared(batches(articles), with_(echo, 0.02), able)):
            found.append(one)
            if number % 20 == 10:
                os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)
    assert ids(found) == ids(articles)


def test_a_batch_of_which_a_worker_died_is_given_to_another(tmp_path: Path) -> None:
    articles = numbered(30)
    with Processes(2) as able:
        assert ids(shared(batches(articles), with_(unlucky, tmp_path), able)) == ids(articles)


def test_an_article_that_kills_every_worker_fails_alone(tmp_path: Path) -> None:
    articles = numbered(20)
    articles[7] = Article("7", "", "deadly", path="seven.txt")
    with Processes(2) as able:
        found = list(shared(batches(articles), with_(deadly, tmp_path), able))
    assert ids(found) == [*map(str, range(7)), "failed", *map(str, range(8, 20))]
    assert isinstance(found[7], Failure)
    assert "seven.txt: article 7: every worker that reads it dies" in str(found[7].error)


def test_where_all_workers_die_at_all_they_do_the_run_ends() -> None:
    with Processes(2) as able, pytest.raises(WorkerError, match="fewer --jobs"):
        list(shared(batches(numbered(2)), with_(suicide), able))


def test_an_error_that_concerns_all_ends_the_run() -> None:
    with Processes(2) as able, pytest.raises(TableError, match=r"a\.csv:3"):
        list(shared(batches(numbered(30)), with_(broken), able))


def test_whoever_is_lost_is_asked_for_one_by_one() -> None:
    class Fragile:
        """Workers, none of which survives more than one article."""

        def submit(self, function: Callable[..., Any], batch: Batch) -> Future[Batch]:
            future: Future[Batch] = Future()
            if len(batch) > 1:
                future.set_exception(Lost())
            else:
                future.set_result(function(batch))
            return future

        def result(self, future: Future[Batch]) -> Batch:
            return future.result()

        def size(self) -> int:
            return 2

    assert ids(shared(batches(numbered(20)), with_(echo), Fragile())) == ids(numbered(20))


# The end


def test_no_process_outlives_its_pool() -> None:
    with Processes(3) as able:
        found = shared(batches(numbered(300)), with_(echo, 0.05), able)
        next(found)
        assert multiprocessing.active_children()
    assert not multiprocessing.active_children()


def test_work_under_way_does_not_hold_up_the_end() -> None:
    start = time.monotonic()
    with Processes(2) as able:
        for _ in range(10):
            able.submit(echo, [], 30.0)
        time.sleep(0.5)
    assert time.monotonic() - start < 20


def test_an_input_that_breaks_ends_the_pool() -> None:
    def articles() -> Iterator[Article]:
        yield from numbered(100)
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"), Processes(2) as able:
        list(shared(batches(articles()), with_(echo), able))
    assert not multiprocessing.active_children()


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import os, signal, time\nfrom kg.pipeline.processes import Processes\n"
        "if __name__ == '__main__':\n"
        "    with Processes(2) as able:\n"
        "        pids = {able.submit(time.sleep, 0.1) for _ in range(4)}\n"
        "        print(able.result(able.submit(os.getpid)), flush=True)\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, script], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE)
    assert done.returncode == -signal.SIGKILL
    worker = int(done.stdout)
    for _ in range(100):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{worker}/stat").exists() and Path(f"/proc/{worker}/stat").read_text().split()[2] == "Z":
            return  # nobody here to bury it
        time.sleep(0.1)
    pytest.fail("the worker lives on")


def test_a_script_without_a_guard_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("import kg\nprint(len(list(kg.extract(text='The US urged China.', jobs=2))))\n")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith("kg.errors.WorkerError: a worker process cannot start")


# Tasks


def test_another_version_is_refused() -> None:
    model = Options().model
    with pytest.raises(WorkerError, match=r"has kg .* with .*, not kg 99\.0 with x 1"):
        tasks.work(model, "kg 99.0 with x 1", b"is not even opened")


def test_tables_go_along_by_their_content(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("alias,kind,country\nOrder of the Owl,group,FRA\n")
    setup = tasks.Setup.of(Options.of(actors=[table]))
    table.unlink()
    _, model, reader, packed = setup.task([Article("1", "", "Russia attacked the Order of the Owl.")])
    (found,) = tasks.work(model, reader, packed)
    assert not isinstance(found, Failure)
    assert [s.target.actor.name for s in found.statements] == ["Order of the Owl"]


def test_an_error_in_a_table_names_the_users_file(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("alias,kind\nOrder of the Owl,bird\n")
    with pytest.raises(TableError, match=r"mine\.csv:2"):
        list(kg.extract(text="Russia attacked.", actors=[table], jobs=2))


def test_processes_or_a_cluster() -> None:
    with pytest.raises(UsageError, match="jobs and cluster"):
        list(pool.run([Article("1", "", "x")], Options(), 2, "tcp://127.0.0.1:1"))


# Ctrl-C


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_an_interrupted_build_goes_on_where_it_stopped(tmp_path: Path, kg_command: list[str]) -> None:
    texts = [path.read_text() for path in sorted((ROOT / "data/articles").glob("*.txt"))]
    articles = [{"id": f"{turn}-{n}", "text": f"{text}\nTurn {turn}."} for turn in range(5) for n, text in enumerate(texts)]
    lines = list(map(json.dumps, articles))
    (tmp_path / "a.jsonl").write_text("\n".join(lines))

    def command(out: str) -> list[str]:
        return [*kg_command, "build", str(tmp_path / "a.jsonl"), "-o", str(tmp_path / out), "--jobs", "2"]

    running = subprocess.Popen(command("a"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while _articles(tmp_path / "a/graph.db") < 30:
        assert running.poll() is None
        time.sleep(0.1)
    start = time.monotonic()
    os.killpg(running.pid, signal.SIGINT)  # as a terminal does: parent and workers
    _, stderr = running.communicate(timeout=60)
    assert time.monotonic() - start < 20
    assert running.returncode == 130
    assert stderr.strip().splitlines() == ["error: interrupted; a graph goes on from here when the same command is run again"]
    assert 30 <= _articles(tmp_path / "a/graph.db") < len(lines)
    again = subprocess.run(command("a"), check=True, capture_output=True, text=True)
    assert f"{len(lines)} articles read" in again.stdout
    subprocess.run(command("b"), check=True, capture_output=True)
    for name in ("graph.ttl", "graph.html"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def _articles(db: Path) -> int:
    import sqlite3

    if not db.exists():
        return 0
    try:
        return int(sqlite3.connect(f"{db.as_uri()}?mode=ro", uri=True).execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.Error:
        return 0
