"""The whole road: articles through the stages to statements, and from there into a store."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from kg.errors import InputError, RowError
from kg.extraction.deeds.figures import unsure
from kg.extraction.parse.topics import Topics
from kg.graph import Run
from kg.ids import digest
from kg.model import Article
from kg.pipeline.counts import Counts
from kg.pipeline.pool import run
from kg.pipeline.stages import Options, Result, judge_of
from kg.pipeline.tasks import model_version
from kg.reading import Extracted, Failure, Outcome
from kg.store import Store

log = logging.getLogger("kg")


def results(
    outcomes: Iterable[Outcome],
    options: Options,
    jobs: int | None = 1,
    counts: Counts | None = None,
    known: Callable[[Article | Extracted], bool] = lambda article: False,
    cluster: str | None = None,
    left: Callable[[Article], object] = lambda article: None,
) -> Iterator[Result | Extracted]:
    """What each new article of `outcomes` gives, in order; what was extracted elsewhere stays as it is.

    Parameters
    ----------
    outcomes : iterable of Article, Extracted or Failure
        As `kg.reading.read` gives them.
    options : Options
    jobs : int or None
        Number of processes; None takes all cores where the input is worth their start.
    counts : Counts, optional
        Counts all that gives no result; the results are the caller's to count.
    known : callable
        Whether an article is in the store already.
    cluster : str, optional
        Address of a Dask scheduler, whose workers extract.
    left : callable
        Told of each article in which there is nothing to read: empty, or off topic.

    Raises
    ------
    ModelError, TableError, WorkerError
        Where the model, a table or the workers cannot be used.
    """
    counts = Counts() if counts is None else counts
    for elsewhere, group in groupby(counts.new(outcomes, known, left), lambda outcome: isinstance(outcome, Extracted)):
        if elsewhere:
            yield from group  # type: ignore[misc]  # all of it is Extracted
            continue
        for outcome in run(_to_read(group, options, counts, left), options, jobs, cluster):  # type: ignore[arg-type]  # all of it is Article
            if isinstance(outcome, Failure):
                counts.add_failure(outcome)
            else:
                yield outcome


def fill(
    store: Store,
    outcomes: Iterable[Outcome],
    options: Options,
    jobs: int | None = 1,
    counts: Counts | None = None,
    progress: Callable[[Counts], None] = lambda counts: None,
    cluster: str | None = None,
) -> Counts:
    """Add what `outcomes` give to `store`, article by article, so that an interrupted run goes on where it stopped.

    What was extracted elsewhere counts as read by the version, model and options that read it there.

    Raises
    ------
    ModelError, TableError, WorkerError, StoreError
    """
    counts = Counts() if counts is None else counts
    current = run_of(options)
    runs = {current.key: current}

    def known(outcome: Article | Extracted) -> bool:
        run, article = reader(outcome, current), outcome.article if isinstance(outcome, Extracted) else outcome
        if run.key not in runs:
            runs[run.key] = run
            log.info("%s: %s: kept as a reading of its own", article.path, _difference(run, current))
        if isinstance(outcome, Extracted) and store.is_another_source(article):
            raise RowError(f"{article.path}: article {article.id} is called a version of one that another source published")
        if store.has(article, run):
            return True
        return store.duplicate_of(article, run) is not None and store.add(article, (), run) != "new"

    for result in results(outcomes, options, jobs, counts, known, cluster, store.withdraw):
        with counts.fence(result.article):
            added = store.add(result.article, result.statements, reader(result, current))
            if added in ("new", "changed", "updated"):
                counts.add_result(result, added == "updated")
            else:
                counts.duplicate += 1
        progress(counts)
    for each in runs.values():
        store.record_run(each, counts.as_dict(), counts.failures if each is current else ())
    store.refresh()
    return counts


def _to_read(
    articles: Iterable[Article], options: Options, counts: Counts, left: Callable[[Article], object]
) -> Iterator[Article]:
    """Those that are about politics; the others are counted, as `options` ask for."""
    for article in articles:
        path = article.path or article.id
        if not options.all_topics and (found := Topics.load().off_topic(article)):
            counts.add_failure(Failure(InputError(path, f"{found}; --all-topics reads it all the same"), "off_topic"))
            left(article)
            continue
        if options.date_order is None and (words := unsure(article.content)):
            log.info("%s: %s may be either of two days, and stays without a date: --date-order tells", path, words)
        yield article


def reader(outcome: Article | Result | Extracted, current: Run) -> Run:
    """What read an article: `current`, unless it was extracted elsewhere."""
    return Run(**outcome.run) if isinstance(outcome, Extracted) else current


def run_of(options: Options) -> Run:
    """What a store notes of a configuration: tables by their content, so that moving them changes nothing."""
    from kg.version import __version__

    tables = {"actors": list(map(_content, options.actors)), "lexicon": list(map(_content, options.lexicon))}
    return Run(
        __version__,
        model_version(options.model),
        {
            **tables,
            "gate": options.gate,
            "all_topics": options.all_topics,
            "date_order": options.date_order,
            "reader": judge_of(options).digest,
        },
    )


def _difference(run: Run, current: Run) -> str:
    if (run.version, run.model) == (current.version, current.model):
        return "read with other tables or options than are given here"
    return f"read by kg {run.version} with {run.model}, not kg {current.version} with {current.model}"


def _content(path: Path) -> str:
    try:
        return digest(path.read_bytes().hex())
    except OSError:  # the table's loader says so
        return ""
