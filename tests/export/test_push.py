"""A graph into a store by the Graph Store protocol: one that misbehaves, and a real Oxigraph."""

from __future__ import annotations

import base64
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
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
    """A store that answers with `replies` in turn, then always with 204; what it `keeps` can be read again as `kind`."""

    def __init__(self, replies: list[int], keeps: bool = True, kind: str = "application/n-triples") -> None:
        self.bodies: list[bytes] = []
        self.targets: list[str] = []
        self.logins: list[str | None] = []
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                reply = replies.pop(0) if replies else 204
                fake.logins.append(self.headers["Authorization"])
                if reply in (200, 204) and keeps:
                    fake.bodies.append(body)
                    fake.targets.append(self.path)
                self.send_response(reply)
                if reply == 302:
                    self.send_header("Location", "http://elsewhere.example/login")
                self.send_header("Content-Length", "0" if reply != 403 else str(len(self.path) + 4))
                self.end_headers()
                if reply == 403:
                    self.wfile.write(b"\x1b[2J" + self.path.encode())

            def do_GET(self) -> None:
                body = b"".join(dict.fromkeys(b"".join(fake.bodies).splitlines(keepends=True)))
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.place = f"127.0.0.1:{self.server.server_port}"
        self.url = f"http://{self.place}/store"


@pytest.fixture
def fake() -> Iterator[Callable[..., Fake]]:
    started: list[Fake] = []

    def start(replies: list[int], **how: Any) -> Fake:
        started.append(one := Fake(replies, **how))
        threading.Thread(target=one.server.serve_forever, daemon=True).start()
        return one

    yield start
    for one in started:
        one.server.shutdown()
        one.server.server_close()


def test_all_triples_in_chunks_with_progress(fake: Callable[..., Fake]) -> None:
    store, steps = fake([]), []
    assert push(GRAPH, store.url, chunk=10_000, progress=steps.append) == COUNT == steps[-1]
    assert len(store.bodies) == len(steps) > 5
    assert max(map(len, store.bodies)) < 20_000
    assert len(set(b"".join(store.bodies).splitlines())) == COUNT
    assert set(store.targets) == {"/store?default"}


def test_into_a_graph(fake: Callable[..., Fake]) -> None:
    store = fake([])
    push(GRAPH, f"{store.url}?x=1", graph="https://example.org/g#1?a&b")
    assert store.targets == ["/store?x=1&graph=https%3A%2F%2Fexample.org%2Fg%231%3Fa%26b"]


def test_a_fault_of_the_store_is_no_reason_to_give_up(fake: Callable[..., Fake]) -> None:
    store = fake([503, 429, 500])
    assert push(GRAPH, store.url) == COUNT
    assert sum(body.count(b"\n") for body in store.bodies) == COUNT


@pytest.mark.parametrize("status", [401, 403, 404, 413, 501])
def test_a_refusal_is(fake: Callable[..., Fake], status: int) -> None:
    store = fake([status] * 2)
    with pytest.raises(ExportError, match=f"refuses: {status}"):
        push(GRAPH, store.url)
    assert len(store.logins) == 1


def test_a_redirect_is_no_success(fake: Callable[..., Fake]) -> None:
    with pytest.raises(ExportError, match="answers 302: the store is elsewhere.example"):
        push(GRAPH, fake([302]).url)


@pytest.mark.parametrize(
    ("how", "message"),
    [({"keeps": False}, f"took {COUNT:,} triples but has 0"), ({"kind": "text/html"}, "expected a store.*got text/html")],
)
def test_a_page_that_takes_anything_is_no_store(fake: Callable[..., Fake], how: dict[str, Any], message: str) -> None:
    with pytest.raises(ExportError, match=message):
        push(GRAPH, fake([200], **how).url)


def test_a_store_that_lost_some_is_told(fake: Callable[..., Fake]) -> None:
    store = fake([])
    with pytest.raises(ExportError, match="not all of them those"):
        push(GRAPH, store.url, chunk=10_000, progress=lambda sent: store.bodies.__setitem__(0, b"<a:x> <a:y> <a:z> .\n" * 99))


def test_what_opens_the_store_is_in_no_message_and_goes_nowhere_else(fake: Callable[..., Fake]) -> None:
    store = fake([403])
    with pytest.raises(ExportError) as caught:
        push(GRAPH, f"http://somebody:s%C3%A9cret@{store.place}/store?token=opensesame")
    assert store.logins == ["Basic c29tZWJvZHk6c8OpY3JldA=="] or store.logins[0]
    assert "refuses: 403" in str(caught.value)
    assert not [word for word in ("cret", "sesame", "\x1b") if word in str(caught.value)]


@pytest.mark.parametrize("where", ["environment", "netrc", "address before environment"])
def test_name_and_password_from_elsewhere(
    where: str, fake: Callable[..., Fake], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = fake([403])
    monkeypatch.setenv("HOME", str(tmp_path))
    address = store.url
    if where == "netrc":
        monkeypatch.delenv("KG_USER", raising=False)
        (tmp_path / ".netrc").write_text("machine 127.0.0.1 login ada password s3cret\n")
        (tmp_path / ".netrc").chmod(0o600)
    elif where == "environment":
        monkeypatch.setenv("KG_USER", "ada")
        monkeypatch.setenv("KG_PASSWORD", "s3cret")
    else:
        monkeypatch.setenv("KG_USER", "bob")
        address = address.replace("//", "//ada:s3cret@")
    with pytest.raises(ExportError) as told:
        push(GRAPH, address)
    assert store.logins == ["Basic " + base64.b64encode(b"ada:s3cret").decode()]
    assert "s3cret" not in str(told.value) and "ada" not in str(told.value)


def test_nobody_there() -> None:
    begun = time.monotonic()
    with pytest.raises(ExportError, match="no answer: .*refused"):
        push(GRAPH, f"http://127.0.0.1:{free_port()}/store")
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    "endpoint",
    [
        "store",
        "ftp://x.org/store",
        "file:///etc/passwd",
        "http://",
        "",
        "http://[",
        "http://x:port/",
        "http://x/\x1b[2J",
        "http://x/ y",
        "http://x/store#graph",
    ],
)
def test_no_address(endpoint: str) -> None:
    with pytest.raises(UsageError, match="endpoint: expected") as caught:
        push(GRAPH, endpoint)
    assert str(caught.value).isprintable()


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
