"""Parts of a graph, extracted anywhere and built into one graph later; `kg.reading.part` says what is in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from kg.api.extract import Paths
from kg.api.inputs import Inputs, outcomes
from kg.extraction import MODEL
from kg.extraction.figures import Order
from kg.files import replacing
from kg.graph import Run
from kg.pipeline.counts import Counts
from kg.pipeline.filling import reader, results, run_of
from kg.pipeline.stages import Options, Result
from kg.reading import Extracted, FieldMap, part


def write(
    inputs: Inputs,
    out: str | Path,
    *,
    model: str = MODEL,
    jobs: int | None = 1,
    actors: Paths = (),
    lexicon: Paths = (),
    fields: FieldMap | None = None,
    cluster: str | None = None,
    gate: bool = True,
    date_order: Order | None = None,
    all_topics: bool = False,
    counts: Counts | None = None,
    progress: Callable[[Counts], None] = lambda counts: None,
) -> Counts:
    """Extract what articles say into a file that `kg.build` takes as it takes articles.

    Parameters
    ----------
    inputs : str, Path, Article or iterable of them
        As for `kg.extract`; parts among them are taken over as they are.
    out : str or Path
        Where it ends in ``.gz``, it is compressed; ``-`` is standard output. Until all is read, and where that fails, what was
        there stays.
    model, jobs, actors, lexicon, fields, cluster, gate, date_order, all_topics
        As for `kg.extract`.
    counts : Counts, optional
        Filled with what becomes of every article.
    progress : callable
        Called with the counts after each article.

    Returns
    -------
    Counts

    Raises
    ------
    ModelError, TableError, WorkerError, ExportError
    """
    counts = Counts() if counts is None else counts
    options = Options.of(model, actors, lexicon, gate, date_order, all_topics)
    found = results(outcomes(inputs, fields=fields), options, jobs, counts, cluster=cluster)
    with replacing(out) as file:
        for lines in _lines(found, run_of(options), counts):
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
