"""A graph into a store by the Graph Store protocol: one that misbehaves, and a real Oxigraph."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

import pytest
from factories import make_article, make_statement
from typer.testing import CliRunner

from kg.api.graph import Graph
from kg.cli import app
from kg.errors import ExportError, UsageError
from kg.export.rdf.push import push
from kg.export.rdf.triples import triples
from kg.graph import Run
from kg.store import Store

ARTICLES = [make_article(f"a{number}") for number in range(40)]
GRAPH = Graph.from_statements([make_statement(article=article) for article in ARTICLES], ARTICLES, Run("1", "m"))
COUNT = len(list(triples(GRAPH)))


class Fake:
    """A store that answers with `replies` in turn, then always with 204."""

    def __init__(self, replies: list[int]) -> None:
        self.bodies: list[bytes] = []
        self.targets: list[str] = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                reply = replies.pop(0) if replies else 204
                if reply == 204:
                    fake.bodies.append(body)
                    fake.targets.append(self.path)
                self.send_response(reply)
                self.end_headers()

            def log_message(self, *arguments: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/store"


@pytest.fixture
def fake() -> Iterator[Callable[[list[int]], Fake]]:
    started: list[Fake] = []

    def start(replies: list[int]) -> Fake:
        started.append(one := Fake(replies))
        threading.Thread(target=one.server.serve_forever, daemon=True).start()
        return one

    yield start
    for one in started:
        one.server.shutdown()
        one.server.server_close()


def test_all_triples_in_chunks_with_progress(fake: Callable[[list[int]], Fake]) -> None:
    store, steps = fake([]), []
    assert push(GRAPH, store.url, chunk=10_000, progress=steps.append) == COUNT == steps[-1]
    assert len(store.bodies) == len(steps) > 5
    assert max(map(len, store.bodies)) < 20_000
    assert len(set(b"".join(store.bodies).splitlines())) == COUNT
    assert set(store.targets) == {"/store?default"}


def test_into_a_graph(fake: Callable[[list[int]], Fake]) -> None:
    store = fake([])
    push(GRAPH, f"{store.url}?x=1", graph="https://example.org/g#1?a&b")
    assert store.targets == ["/store?x=1&graph=https%3A%2F%2Fexample.org%2Fg%231%3Fa%26b"]


def test_a_fault_of_the_store_is_no_reason_to_give_up(fake: Callable[[list[int]], Fake]) -> None:
    store = fake([503, 429, 500])
    assert push(GRAPH, store.url) == COUNT
    assert sum(body.count(b"\n") for body in store.bodies) == COUNT


def test_a_refusal_is(fake: Callable[[list[int]], Fake]) -> None:
    with pytest.raises(ExportError, match="refuses: 403"):
        push(GRAPH, fake([403]).url)


def test_nobody_there() -> None:
    with pytest.raises(ExportError, match="gave up after 1 seconds: .*refused"):
        push(GRAPH, f"http://127.0.0.1:{free_port()}/store", patience=1)


@pytest.mark.parametrize("endpoint", ["store", "ftp://x.org/store", "file:///etc/passwd", "http://", ""])
def test_no_address(endpoint: str) -> None:
    with pytest.raises(UsageError, match="endpoint: expected"):
        push(GRAPH, endpoint)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.mark.cluster
class TestOxigraph:
    """The program of PyPI's package ``oxigraph``."""

    @pytest.fixture
    def start(self, tmp_path: Path) -> Iterator[Callable[[], tuple[str, subprocess.Popen[bytes]]]]:
        program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
        if program is None:
            pytest.skip("oxigraph is not installed")
        address, running = f"127.0.0.1:{free_port()}", []

        def go() -> tuple[str, subprocess.Popen[bytes]]:
            command = [program, "serve", "--location", str(tmp_path / "data"), "--bind", address]
            running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            return f"http://{address}/store", running[-1]

        yield go
        for one in running:
            one.terminate()
            one.wait()

    @staticmethod
    def count(url: str, graph: str | None = None) -> int:
        pattern = "{ ?s ?p ?o }" if graph is None else f"{{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        parts = urlsplit(url)
        address = f"{parts.scheme}://{parts.netloc}/query?query={quote(f'SELECT (COUNT(*) AS ?n) WHERE {pattern}')}"
        for _ in range(100):
            try:
                with urlopen(Request(address, headers={"Accept": "text/csv"})) as answer:
                    return int(answer.read().split()[1])
            except OSError:
                time.sleep(0.1)
        raise AssertionError("the store does not answer")

    def test_the_command_into_a_graph(self, start: Callable[..., tuple[str, object]], sample_graph: Path) -> None:
        url, _ = start()
        graph = "https://example.org/news"
        result = CliRunner().invoke(app, ["push", str(sample_graph), "--endpoint", url, "--graph", graph])
        expected = len(list(triples(Graph.open(sample_graph / "graph.db"))))
        assert result.stdout == f"{expected:,} triples sent\n"
        assert (self.count(url, graph), self.count(url)) == (expected, 0)

    def test_a_store_that_is_killed_and_comes_back(self, start: Callable[..., tuple[str, subprocess.Popen[bytes]]]) -> None:
        url, first = start()
        killed = threading.Event()

        def disturb(sent: int) -> None:
            if sent > COUNT / 2 and not killed.is_set():
                killed.set()
                first.kill()
                first.wait()
                threading.Timer(1.5, start).start()

        assert push(GRAPH, url, chunk=10_000, progress=disturb) == COUNT
        assert killed.is_set()
        assert self.count(url) == COUNT

    def test_twice_adds_nothing(self, start: Callable[..., tuple[str, object]], tmp_path: Path) -> None:
        url, _ = start()
        with Store.open(tmp_path / "g.db") as store:
            store.add(ARTICLES[0], [make_statement(article=ARTICLES[0])], Run("1", "m"))
        graph = Graph.open(tmp_path / "g.db")
        assert push(graph, url) == push(graph, url) == self.count(url)
