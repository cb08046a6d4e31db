"""Parts of a graph, extracted anywhere and built into one graph later; `kg.reading.part` says what is in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Unpack

from kg.api.inputs import Inputs, outcomes
from kg.api.options import Reading, ReadOptions
from kg.files import replacing
from kg.graph import Run
from kg.pipeline.counts import Counts
from kg.pipeline.filling import reader, results, run_of
from kg.pipeline.stages import Result
from kg.reading import Extracted, part


def write(
    inputs: Inputs,
    out: str | Path,
    *,
    counts: Counts | None = None,
    progress: Callable[[Counts], None] = lambda counts: None,
    **options: Unpack[ReadOptions],
) -> Counts:
    """Extract what articles say into a file that `kg.build` takes as it takes articles.

    Parameters
    ----------
    inputs : str, Path, Article or iterable of them
        As for `kg.extract`; parts among them are taken over as they are.
    out : str or Path
        Where it ends in ``.gz``, it is compressed; ``-`` is standard output. Until all is read, and where that fails, what was
        there stays.
    counts : Counts, optional
        Filled with what becomes of every article.
    progress : callable
        Called with the counts after each article.
    **options
        How to read: see `kg.ReadOptions`.

    Returns
    -------
    Counts

    Raises
    ------
    ModelError, TableError, WorkerError, ExportError
    """
    counts = Counts() if counts is None else counts
    reading = Reading.of(**options)
    found = results(outcomes(inputs, fields=reading.fields), reading.options, reading.jobs, counts, cluster=reading.cluster)
    with replacing(out) as file:
        for lines in _lines(found, run_of(reading.options), counts):
            file.write(lines)
            progress(counts)
    return counts


def _lines(found: Iterable[Result | Extracted], current: Run, counts: Counts) -> Iterator[bytes]:
    empty = True
    for run, group in groupby(found, lambda outcome: reader(outcome, current)):
        empty = False
        yield part.opening(run.version, run.model, run.options)
        before = counts.extracted
        for outcome in group:
            counts.add_result(outcome)
            yield part.lines(outcome.article, outcome.sentences, outcome.statements)
        yield part.closing(counts.extracted - before)
    if empty:
        yield part.opening(current.version, current.model, current.options) + part.closing(0)
