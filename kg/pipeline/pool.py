"""Batches of articles through the stages, here, in several processes or on a cluster; the results are the same."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from itertools import chain, islice
from typing import Any

from kg.errors import InputError, UsageError, WorkerError
from kg.model import Article
from kg.pipeline.cluster import connected
from kg.pipeline.processes import Processes
from kg.pipeline.stages import Options, Result, Stages
from kg.pipeline.tasks import Setup
from kg.pipeline.workers import Lost, Workers
from kg.reading import Failure

# Batches are cut by the input alone, never by the number of workers: so every number gives the same bytes.
# This is half a second's work: larger ones are no faster, and leave workers idle at the end.
_ARTICLES, _CHARACTERS = 64, 30_000

# Until the models of several processes are loaded, one alone has done a second of work; this many batches take longer.
_WORTH_A_POOL = 4

# Batches under way for each worker: one that it works on, one that waits for it, one that waits to be given out.
_AHEAD = 3

Batch = list[Article]
Outcomes = list[Result | Failure]


def run(
    articles: Iterable[Article], options: Options, jobs: int | None = 1, cluster: str | None = None
) -> Iterator[Result | Failure]:
    """Run `articles` through the stages.

    Parameters
    ----------
    articles : iterable of Article
        Taken in as needed, a few batches ahead of what is given out.
    options : Options
    jobs : int or None
        Number of processes; None takes all cores where the input is worth their start, else one.
    cluster : str, optional
        Address of a Dask scheduler whose workers do it instead.

    Yields
    ------
    Result or Failure
        One for each article, in order.

    Raises
    ------
    UsageError, ModelError, TableError, WorkerError
    """
    if cluster is not None and jobs is not None and jobs > 1:
        raise UsageError("jobs and cluster: expected one of them")
    waiting = batches(articles)
    if cluster is None and jobs is None:
        head = list(islice(waiting, _WORTH_A_POOL))
        jobs = cores() if len(head) == _WORTH_A_POOL else 1
        waiting = chain(head, waiting)
    if cluster is None and jobs == 1:
        stages = Stages.load(options)
        for batch in waiting:
            yield from stages.run(batch)
    else:
        setup = Setup.of(options)
        with connected(cluster) if cluster else Processes(jobs or 1) as able:
            yield from shared(waiting, setup.task, able)


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


def shared(waiting: Iterable[Batch], task: Callable[[Batch], tuple[Any, ...]], able: Workers) -> Iterator[Result | Failure]:
    """What `able` make of the batches, in order; no more are under way than are needed to keep all busy.

    Parameters
    ----------
    waiting : iterable of lists of Article
    task : callable
        Makes a task of a batch.
    able : Workers

    Raises
    ------
    WorkerError
        Where no worker survives a batch, so that it is no article's fault.
    """

    def begun(batch: Batch) -> tuple[Batch, Future[Outcomes]]:
        return batch, able.submit(*task(batch))

    def finished(batch: Batch, future: Future[Outcomes]) -> Outcomes:
        try:
            outcomes: Outcomes = able.result(future)
            return outcomes
        except Lost:
            if len(batch) == 1:
                return [_deadly(batch[0])]
        alone = [begun([article]) for article in batch]
        outcomes = [outcome for each in alone for outcome in finished(*each)]
        if all(isinstance(outcome, Failure) for outcome in outcomes):
            raise WorkerError("all workers die at their work (out of memory?); run again, with fewer --jobs")
        return outcomes

    running: deque[tuple[Batch, Future[Outcomes]]] = deque()
    for batch in waiting:
        running.append(begun(batch))
        while len(running) >= _AHEAD * able.size():
            yield from finished(*running.popleft())
    while running:
        yield from finished(*running.popleft())


def _deadly(article: Article) -> Failure:
    reason = f"article {article.id}: every worker that reads it dies (out of memory?)"
    return Failure(InputError(article.path or article.id, reason))
