"""Batches of articles through the stages, in this process or in several; the results are the same."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import chain, islice

from kg.errors import KgError
from kg.model import Article
from kg.reading import Failure
from kg.stages import Options, Result, Stages

# Batches are cut by the input alone, never by the number of workers: so every number gives the same bytes.
_ARTICLES, _CHARACTERS = 32, 60_000

# A worker needs about two seconds until its model is loaded; this many batches keep one process busy for longer.
_WORTH_A_POOL = 6

Batch = list[Article]


def run(articles: Iterable[Article], options: Options, jobs: int | None = 1) -> Iterator[Result | Failure]:
    """Run `articles` through the stages.

    Parameters
    ----------
    articles : iterable of Article
        Taken in as needed, a few batches ahead of what is given out.
    options : Options
    jobs : int or None
        Number of processes; None takes all cores where the input is worth their start, else one.

    Yields
    ------
    Result or Failure
        One for each article, in order.
    """
    waiting = batches(articles)
    if jobs is None:
        head = list(islice(waiting, _WORTH_A_POOL))
        jobs = cores() if len(head) == _WORTH_A_POOL else 1
        waiting = chain(head, waiting)
    if jobs == 1:
        stages = Stages.load(options)
        for batch in waiting:
            yield from stages.run(batch)
    else:
        yield from _pooled(waiting, options, jobs)


def batches(articles: Iterable[Article]) -> Iterator[Batch]:
    """`articles` in lists that one worker takes at once."""
    batch: Batch = []
    characters = 0
    for article in articles:
        size = len(article.content)
        if batch and (len(batch) == _ARTICLES or characters + size > _CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(article)
        characters += size
    if batch:
        yield batch


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pooled(waiting: Iterator[Batch], options: Options, jobs: int) -> Iterator[Result | Failure]:
    context = multiprocessing.get_context("spawn")  # fork would copy locks and threads in whatever state they are
    running: deque[Future[list[Result | Failure]]] = deque()
    with ProcessPoolExecutor(jobs, context, initializer=_ignore_interrupt) as pool:
        try:
            for batch in waiting:
                running.append(pool.submit(_work, options, batch))
                if len(running) > 2 * jobs:
                    yield from running.popleft().result()
            while running:
                yield from running.popleft().result()
        except BrokenProcessPool:
            raise KgError("a worker process died (out of memory?); run again, with fewer --jobs") from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _work(options: Options, batch: Batch) -> list[Result | Failure]:
    return _stages(options).run(batch)


@cache
def _stages(options: Options) -> Stages:
    """Loaded once in each worker."""
    return Stages.load(options)


def _ignore_interrupt() -> None:
    """Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
