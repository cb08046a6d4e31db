"""A graph into a triple store elsewhere, by the SPARQL 1.1 Graph Store protocol."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from kg.errors import ExportError, UsageError
from kg.export.rdf.text import NTriples
from kg.export.rdf.triples import sections
from kg.graph import Network

CHUNK = 4 << 20  # characters a request: some 25,000 triples, which a store takes in a second or less
PATIENCE = 300.0  # seconds without success after which it gives up; a store's restart takes less
_LONGEST_PAUSE = 10.0
_TIMEOUT = 120.0


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
        Address of the Graph Store protocol: ``http://localhost:7878/store`` of Oxigraph, ``.../dataset/data`` of Fuseki.
    graph : str, optional
        IRI of the graph to add to; the default graph without it.
    progress : callable
        Called after each chunk with the number of triples sent so far.
    patience : float
        Seconds to go on trying while the store does not answer or reports a fault of its own.
    chunk : int
        Characters a request, about.

    Returns
    -------
    int
        How many triples were sent.

    Raises
    ------
    UsageError
        Where the endpoint is no address of the web.
    ExportError
        Where the store refuses, or does not come back in time; what was sent until then is there.
    """
    if urlsplit(endpoint).scheme not in ("http", "https") or not urlsplit(endpoint).netloc:
        raise UsageError(f"endpoint: expected an http or https address, got {endpoint!r}")
    which = f"graph={quote(graph, safe='')}" if graph else "default"
    address = f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{which}"
    sent = 0
    for body in _chunks(network, chunk):
        _post(address, body, patience)
        sent += body.count(b"\n")
        progress(sent)
    return sent


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


def _post(address: str, body: bytes, patience: float) -> None:
    """Send one chunk, again and again until it is taken: no triple has a blank node, so sending one twice does no harm."""
    until, pause = time.monotonic() + patience, 0.25
    while True:
        request = Request(address, body, {"Content-Type": "application/n-triples"}, method="POST")
        try:
            with urlopen(request, timeout=_TIMEOUT):
                return
        except HTTPError as error:
            reason = f"{error.code} {error.reason}: {error.read(500).decode('utf-8', 'replace').strip()}"
            if error.code < 500 and error.code not in (408, 429):
                raise ExportError(f"{address}: the store refuses: {reason}") from error
        except (URLError, HTTPException, OSError) as error:
            reason = str(getattr(error, "reason", error))
        if time.monotonic() + pause > until:
            raise ExportError(f"{address}: gave up after {patience:.0f} seconds: {reason}")
        time.sleep(pause)
        pause = min(2 * pause, _LONGEST_PAUSE)
