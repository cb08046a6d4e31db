"""Workers that are processes of this machine; one that dies takes nothing with it but its own task, which another is given."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import Connection
from queue import LifoQueue
from threading import Lock
from typing import Any

from kg.errors import WorkerError
from kg.pipeline.workers import Lost

_ATTEMPTS = 2

_SPAWN = multiprocessing.get_context("spawn")  # fork would copy locks and threads in whatever state they are


class Processes:
    """Up to `jobs` processes, started as they are needed; use it as a context manager.

    A thread waits for each. Unlike `ProcessPoolExecutor`, which ends all when one dies, this knows which task was fatal.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._all = [_Worker() for _ in range(jobs)]
        self._idle: LifoQueue[_Worker] = LifoQueue()  # the last one used has its model loaded
        for worker in self._all:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(jobs)

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *raised: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._all:
            worker.close()
        self._threads.shutdown()

    def submit(self, *task: Any) -> Future[Any]:
        """Have a process call the function that comes first with what follows."""
        return self._threads.submit(self._call, task)

    def result(self, future: Future[Any]) -> Any:
        """What came of it."""
        return future.result()

    def size(self) -> int:
        """The number of processes."""
        return self._jobs

    def _call(self, task: tuple[Any, ...]) -> Any:
        worker = self._idle.get()
        try:
            return worker.call(task)
        finally:
            self._idle.put(worker)


class _Worker:
    """One process, and the next where it dies."""

    def __init__(self) -> None:
        self._process: Any = None
        self._pipe: Connection | None = None
        self._closed = False
        self._lock = Lock()

    def call(self, task: tuple[Any, ...]) -> Any:
        """What the function gives or raises.

        Raises
        ------
        Lost
        """
        for _ in range(_ATTEMPTS):
            try:
                pipe = self._pipe or self._start()
                pipe.send(task)
                well, answer = pipe.recv()
            except (EOFError, OSError):
                self._end()
                continue
            if well:
                return answer
            raise answer
        raise Lost

    def close(self) -> None:
        """End the process, whatever it is at."""
        with self._lock:
            self._closed = True
            if self._process is not None:
                self._process.kill()
                self._process.join()

    def _start(self) -> Connection:
        """A process that says that it is ready.

        Raises
        ------
        WorkerError
            Where no process comes so far.
        """
        for _ in range(_ATTEMPTS):
            with self._lock:
                if self._closed:
                    raise Lost
                pipe, theirs = _SPAWN.Pipe()
                process = _SPAWN.Process(target=_serve, args=(theirs,), daemon=True)
                try:
                    with _interrupts_blocked():
                        process.start()
                except OSError as error:
                    raise WorkerError(f"a worker process cannot start: {error.strerror or error}") from None
                theirs.close()
                self._pipe, self._process = pipe, process
            try:
                pipe.recv()
                return pipe
            except (EOFError, OSError):
                self._end()
        raise WorkerError(
            "a worker process cannot start (out of memory? a script that uses kg with several jobs needs its own work"
            " under `if __name__ == '__main__':`)"
        )

    def _end(self) -> None:
        with self._lock:
            if self._pipe is not None:
                self._pipe.close()
                self._process.kill()
                self._process.join()
                self._pipe = self._process = None


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """What starts here never sees Ctrl-C, which is its parent's to handle."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection) -> None:
    """Do tasks until the pipe ends, as it does where the parent closes it or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        pipe.send("ready")
        while True:
            call, *values = pipe.recv()
            answer: tuple[bool, Any]
            try:
                answer = True, call(*values)
            except Exception as error:
                answer = False, error
            pipe.send(answer)
    except (EOFError, OSError):
        return
