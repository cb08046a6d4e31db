"""A graph into a triple store elsewhere, by the SPARQL 1.1 Graph Store protocol."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from netrc import NetrcParseError, netrc
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from kg.errors import ExportError, UsageError
from kg.export.rdf.text import NTriples
from kg.export.rdf.triples import sections
from kg.graph import Network

CHUNK = 4 << 20  # characters a request: some 25,000 triples, which a store takes in a second or less
PATIENCE = 300.0  # seconds of pauses after which it gives up; a store's restart takes less
_FIRST = 2.0  # the same before anything was taken: nobody may be there at all
_PAUSE, _LONGEST_PAUSE = 0.25, 10.0
_CONNECT, _READ = 2.0, 120.0  # four tries to reach a host that says nothing end within ten seconds
_PASSING = (408, 429, 500, 502, 503, 504)  # what may go well the next time
_TYPE = "application/n-triples"
_BARE = re.compile(rb"<[^>]*> <[^>]*> <[^>]*> \.")  # triples that every store writes alike
_SHOWN = 200  # characters of an answer
_SECRET = 4  # characters; what is shorter hides nothing
_USER, _PASSWORD = "KG_USER", "KG_PASSWORD"  # variables of the environment
_ADVICE = (
    "is a store running there? Oxigraph listens at http://localhost:7878/store, Fuseki at http://localhost:3030/DATASET/data"
)


def push(
    network: Network,
    endpoint: str,
    *,
    graph: str | None = None,
    progress: Callable[[int], None] = lambda triples: None,
    patience: float = PATIENCE,
    chunk: int = CHUNK,
) -> int:
    """Add the triples of `network` to a store; what is there stays, and pushing twice adds nothing.

    Parameters
    ----------
    network : Network
    endpoint : str
        Address of the Graph Store protocol: ``http://localhost:7878/store`` of Oxigraph, ``.../dataset/data`` of Fuseki. A name
        and password in it, else in ``KG_USER`` and ``KG_PASSWORD``, else in ``~/.netrc`` for its host, go to that host alone,
        and into no message.
    graph : str, optional
        IRI of the graph to add to; the default graph without it.
    progress : callable
        Called after each chunk with the number of triples sent so far.
    patience : float
        Seconds to go on trying while the store does not answer or reports a fault of its own; where it never answered, two.
    chunk : int
        Characters a request, about.

    Returns
    -------
    int
        How many triples were sent; the store was asked and has at least so many.

    Raises
    ------
    UsageError
        Where the endpoint is no address of the web.
    ExportError
        Where the store refuses, does not come back in time, or lacks what it took; what was sent until then is there.
    """
    store = _Remote.of(endpoint, graph)
    sent = 0
    witnesses = set()
    for body in _chunks(network, chunk):
        store.post(body, patience, first=not sent)
        sent += body.count(b"\n")
        witnesses |= set(_BARE.findall(body)[-1:])
        progress(sent)
    if sent:
        store.check(sent, witnesses, patience)
    return sent


@dataclass(frozen=True)
class _Remote:
    """A store that answers at an address; `shown` is that without what nobody else may see."""

    address: str
    shown: str
    headers: dict[str, str]
    secrets: tuple[str, ...]

    @classmethod
    def of(cls, endpoint: str, graph: str | None) -> _Remote:
        from urllib3.util import make_headers

        try:
            parts = urlsplit(endpoint)
            port = parts.port
        except ValueError:
            raise UsageError("endpoint: expected an http or https address, got one that is none") from None
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        shown = f"{parts.scheme}://{host}{f':{port}' if port else ''}{parts.path}"
        if parts.scheme not in ("http", "https") or not host or not endpoint.isprintable() or " " in endpoint:
            raise UsageError(f"endpoint: expected an http or https address, got {shown if host else endpoint!r}")
        if parts.fragment:
            raise UsageError(f"endpoint: expected an address without #{parts.fragment}; --graph names a graph")
        which = f"graph={quote(graph, safe='')}" if graph else "default"
        user, password = _login(parts)
        login = None if user is None else f"{user}:{password}"
        values = [value for _, value in parse_qsl(parts.query)]
        secrets = [word for word in (parts.password, password, *values) if word and len(word) >= _SECRET]
        query = f"{parts.query}&{which}" if parts.query else which
        return cls(f"{shown}?{query}", shown, dict(make_headers(basic_auth=login)), tuple(secrets))

    def post(self, body: bytes, patience: float, *, first: bool) -> None:
        """Send one chunk until it is taken: no triple has a blank node, so sending one twice does no harm."""
        answer = self._ask("POST", patience, first=first, body=body, headers={"Content-Type": _TYPE})
        if answer.status not in (200, 201, 204):
            raise self._refused(answer)

    def check(self, sent: int, witnesses: set[bytes], patience: float) -> None:
        """Have it say what it holds: that must be as many triples as were sent, and the `witnesses` among them."""
        answer = self._ask("GET", patience, headers={"Accept": _TYPE}, preload_content=False)
        kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if answer.status != 200:
            raise self._refused(answer)
        if kind not in (_TYPE, "text/plain"):
            raise ExportError(f"{self.shown}: expected a store that gives {_TYPE}, got {self._clean(kind) or 'something else'}")
        held = 0
        with self._errors():
            for line in answer:
                if triple := b" ".join(line.split()):
                    held += 1
                    witnesses.discard(triple)
        if held < sent or witnesses:
            raise ExportError(f"{self.shown}: the store took {sent:,} triples but has {held:,}, not all of them those")

    def _ask(self, method: str, patience: float, *, first: bool = False, headers: dict[str, str], **rest: Any) -> Any:
        from urllib3 import PoolManager, Retry, Timeout

        often = _tries(patience)
        retries = Retry(
            total=None, connect=_tries(min(patience, _FIRST)) if first else often, read=often, status=often, other=0,
            allowed_methods=None, status_forcelist=_PASSING, raise_on_status=False, respect_retry_after_header=False,
            backoff_factor=_PAUSE, backoff_max=_LONGEST_PAUSE,
        )  # fmt: skip
        with self._errors():
            return PoolManager().request(
                method,
                self.address,
                headers=self.headers | headers,
                retries=retries,
                redirect=False,
                timeout=Timeout(connect=_CONNECT, read=_READ),
                **rest,
            )

    @contextmanager
    def _errors(self) -> Iterator[None]:
        from urllib3.exceptions import ConnectTimeoutError, HTTPError, MaxRetryError, NewConnectionError

        try:
            yield
        except HTTPError as error:
            reason = error.reason if isinstance(error, MaxRetryError) and error.reason else error
            advice = f"; {_ADVICE}" if isinstance(reason, NewConnectionError | ConnectTimeoutError) else ""
            raise ExportError(f"{self.shown}: no answer: {self._clean(str(reason))}{advice}") from None

    def _refused(self, answer: Any) -> ExportError:
        if 300 <= answer.status < 400:
            there = urlsplit(answer.headers.get("Location", "")).hostname or "elsewhere"
            return ExportError(f"{self.shown}: answers {answer.status}: the store is {self._clean(there)}; give its own address")
        text = answer.data.decode("utf-8", "replace") if answer.data else answer.reason or ""
        return ExportError(f"{self.shown}: the store refuses: {answer.status} {self._clean(text)}")

    def _clean(self, text: str) -> str:
        """`text` from outside: one line that says nothing secret and does nothing to a terminal."""
        for secret in self.secrets:
            text = text.replace(secret, "***").replace(quote(secret, safe=""), "***")
        return "".join(c if c.isprintable() else " " for c in text)[:_SHOWN].strip()


def _login(parts: SplitResult) -> tuple[str | None, str]:
    """Name and password for a store: of its address, of the environment, of ``~/.netrc``; no name where there is none."""
    if parts.username is not None:
        return unquote(parts.username), unquote(parts.password or "")
    if user := os.environ.get(_USER):
        return user, os.environ.get(_PASSWORD, "")
    try:
        found = netrc().hosts.get(parts.hostname or "")
    except (OSError, NetrcParseError):
        return None, ""  # no such file, or one that is no netrc
    return (found[0], found[2]) if found else (None, "")


def _tries(seconds: float) -> int:
    """How often urllib3 tries again in so many seconds of pauses: at once, then after pauses that double."""
    count, spent, pause = 1, 0.0, 2 * _PAUSE
    while spent + pause <= seconds:
        count, spent, pause = count + 1, spent + pause, min(2 * pause, _LONGEST_PAUSE)
    return count


def _chunks(network: Network, size: int) -> Iterator[bytes]:
    syntax = NTriples()
    waiting: list[str] = []
    length = 0
    for _, blocks in sections(network, syntax):
        for block in blocks:
            waiting.append(block)
            length += len(block)
            if length >= size:
                yield syntax.section(None, waiting).encode()
                waiting, length = [], 0
    if waiting:
        yield syntax.section(None, waiting).encode()
