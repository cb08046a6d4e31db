"""The whole road: articles through the stages to statements, and from there into a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path

from kg.counts import Counts
from kg.graph import Run, Store
from kg.ids import digest
from kg.model import Article
from kg.pool import run
from kg.reading import Failure
from kg.stages import Options, Result


def results(
    outcomes: Iterable[Article | Failure],
    options: Options,
    jobs: int | None = 1,
    counts: Counts | None = None,
    known: Callable[[Article], bool] = lambda article: False,
) -> Iterator[Result]:
    """What each new article of `outcomes` gives, in order.

    Parameters
    ----------
    outcomes : iterable of Article or Failure
        As `kg.reading.read` gives them.
    options : Options
    jobs : int or None
        Number of processes; None takes all cores where the input is worth their start.
    counts : Counts, optional
        Counts all that gives no result; the results are the caller's to count.
    known : callable
        Whether an article is in the store already.

    Raises
    ------
    ModelError, TableError
        Where the model or a table cannot be used.
    """
    counts = Counts() if counts is None else counts
    new = counts.new(outcomes, known)
    first = next(new, None)
    if first is None:
        return  # nothing to read: the model is not even loaded
    for outcome in run(chain([first], new), options, jobs):
        if isinstance(outcome, Failure):
            counts.add_failure(outcome)
        else:
            yield outcome


def fill(
    store: Store,
    outcomes: Iterable[Article | Failure],
    options: Options,
    jobs: int | None = 1,
    counts: Counts | None = None,
    progress: Callable[[Counts], None] = lambda counts: None,
) -> Counts:
    """Add what `outcomes` give to `store`, article by article, so that an interrupted run goes on where it stopped.

    Raises
    ------
    ModelError, TableError, StoreError
    """
    counts = Counts() if counts is None else counts
    current = run_of(options)

    def known(article: Article) -> bool:
        if store.has(article, current):
            return True
        return store.duplicate_of(article, current) is not None and store.add(article, (), current) != "new"

    for result in results(outcomes, options, jobs, counts, known):
        if store.add(result.article, result.statements, current) in ("new", "changed"):
            counts.add_result(result)
        else:
            counts.duplicate += 1
        progress(counts)
    store.record_run(current, counts.as_dict(), counts.failures)
    store.refresh()
    return counts


def run_of(options: Options) -> Run:
    """What a store notes of a configuration: tables by their content, so that moving them changes nothing."""
    from kg import __version__

    tables = {"actors": list(map(_content, options.actors)), "lexicon": list(map(_content, options.lexicon))}
    return Run(__version__, _model_name(options.model), tables)


def _model_name(model: str) -> str:
    try:
        return f"{model} {version(model)}"
    except (PackageNotFoundError, ValueError):  # a folder, or missing: the extractor says so
        return model


def _content(path: Path) -> str:
    try:
        return digest(path.read_bytes().hex())
    except OSError:  # the table's loader says so
        return ""
