"""Workers on other machines: a Dask cluster, reached by the address of its scheduler."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from typing import Any

from kg.errors import KgError, UsageError, WorkerError
from kg.pipeline.workers import Lost

_ADDRESS = re.compile(r"(?:tcp|tls|ucx|ws|wss)://.+:\d+/?")
_ANSWER = 5  # seconds in which a scheduler answers
_COME = 60  # seconds in which a first worker comes, or another where all are gone
_SAME = "is the same kg installed for the scheduler and its workers?"


class Cluster:
    """The workers of a Dask client."""

    def __init__(self, client: Any, address: str) -> None:
        self._client, self._address = client, address
        self._executor = client.get_executor(pure=False)

    def submit(self, *task: Any) -> Future[Any]:
        """Have a worker call the function that comes first with what follows; Dask asks another where one dies."""
        future: Future[Any] = self._executor.submit(*task)
        return future

    def result(self, future: Future[Any]) -> Any:
        """What came of it.

        Raises
        ------
        Lost
        WorkerError
            Where the scheduler or all workers are gone, or lack this program.
        """
        from distributed import KilledWorker

        while True:
            try:
                return future.result(_COME)
            except KilledWorker:
                raise Lost from None
            except TimeoutError:
                if not self._threads():
                    raise WorkerError(f"{self._address}: all workers are gone; {_SAME}") from None
            except CancelledError:
                raise WorkerError(f"{self._address}: the scheduler is gone") from None
            except KgError:
                raise
            except Exception as error:
                message = f"{self._address}: {_SAME} {error}"
                raise WorkerError(" ".join(message.split())) from error

    def size(self) -> int:
        """How many threads the workers have, now."""
        return self._threads() or 1

    def _threads(self) -> int:
        try:
            return sum(self._client.nthreads().values())
        except (OSError, TimeoutError, RuntimeError):
            raise WorkerError(f"{self._address}: the scheduler is gone") from None


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """The workers of the scheduler at `address`, such as ``tcp://host:8786``.

    Raises
    ------
    UsageError
        Where that is no address.
    WorkerError
        Where Dask is not installed, or no scheduler or no worker answers.
    """
    try:
        from distributed import Client
    except ImportError:
        raise WorkerError("a cluster needs Dask: pip install 'kg-events[cluster]'") from None
    if not _ADDRESS.fullmatch(address):
        raise UsageError(f"cluster: expected an address such as tcp://host:8786, got {address!r}")
    try:
        client = Client(address, timeout=_ANSWER, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise WorkerError(f"{address}: no Dask scheduler answers: {error}") from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_COME)
        except TimeoutError:
            raise WorkerError(f"{address}: the scheduler has no workers") from None
        yield Cluster(client, address)
