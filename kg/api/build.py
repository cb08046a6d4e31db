"""From articles to a folder with the graph as a database, as Turtle and as a page."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Unpack

from kg.api.database import DATABASE, database
from kg.api.extract import Level, state_actors
from kg.api.graph import Graph
from kg.api.inputs import Inputs, outcomes
from kg.api.options import Reading, ReadOptions
from kg.errors import ExportError, UsageError
from kg.graph import Edge, checks, strongest
from kg.ids import digest
from kg.pipeline.counts import Counts
from kg.pipeline.filling import fill
from kg.reading import Failure, Outcome
from kg.store import Store

log = logging.getLogger("kg")

TURTLE, PAGE = "graph.ttl", "graph.html"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did, and what the whole graph now holds.

    Attributes
    ----------
    counts : Counts
        What became of every article of this run.
    articles, copies, statements, actors, edges : int
        Of the graph, this and earlier runs together; `copies` are articles beside the others, whose text they print.
    strongest : tuple of (Edge, str, str)
        The ten edges with most events, with the names of their source and target.
    files : tuple of Path
        Files written.
    """

    counts: Counts
    articles: int
    copies: int
    statements: int
    actors: int
    edges: int
    strongest: tuple[tuple[Edge, str, str], ...]
    files: tuple[Path, ...]


def build(
    inputs: Inputs = (),
    out: str | Path | None = None,
    *,
    texts: Any = None,
    min_confidence: float = 0.0,
    counts: Counts | None = None,
    progress: Callable[[Counts], None] = lambda counts: None,
    **options: Unpack[ReadOptions],
) -> Summary:
    """Read articles into the graph in folder `out`, which is made where it is missing and added to where it is not.

    Parameters
    ----------
    inputs, texts
        As for `kg.extract`; articles that the graph holds already are passed over. The result depends on the set of
        articles alone, wherever they were extracted, as long as one version, model and options did it.
    out : str or Path
        Folder for ``graph.db``, ``graph.ttl`` and ``graph.html``.
    min_confidence : float
        Statements below it are stored, but left out of the Turtle, the page and the summary.
    counts : Counts, optional
        Filled with what becomes of every article.
    progress : callable
        Called with the counts after each article.
    **options
        How to read: see `kg.ReadOptions`.

    Returns
    -------
    Summary
        Where the input holds no article at all, nothing is written and `files` is empty.

    Raises
    ------
    UsageError, ModelError, TableError, WorkerError, StoreError, ExportError

    Examples
    --------
    >>> import kg
    >>> summary = kg.build("articles", "graph", jobs=2)  # doctest: +SKIP
    >>> summary.statements, summary.edges  # doctest: +SKIP
    (112, 87)
    """
    if out is None:
        raise UsageError("out: expected a folder for the graph")
    counts = Counts() if counts is None else counts
    reading, folder = Reading.of(**options), Path(out)
    checks.confidence(min_confidence)
    found = outcomes(inputs, texts=texts, fields=reading.fields)
    failures: list[Outcome] = []
    for first in found:
        failures.append(first)
        if not isinstance(first, Failure):
            break
    else:
        list(counts.new(failures))
        return Summary(counts, 0, 0, 0, 0, 0, (), ())
    _make(folder)
    with Store.open(folder / DATABASE) as store:
        fill(store, chain(failures, found), reading.options, reading.jobs, counts, progress, reading.cluster)
    return _export(folder, counts, min_confidence)


def load(db: str | Path, *, level: Level = "actor", min_confidence: float = 0.0) -> Graph:
    """The graph that `build` left.

    Parameters
    ----------
    db : str or Path
        The database, or the folder that `build` was given.
    level : {"actor", "state"}
        With ``state``, organs, officials, forces and nationals stand for their states.
    min_confidence : float
        Leave out statements below it.

    Raises
    ------
    UsageError
        Where the level is none of the two, or the confidence not between 0 and 1.
    StoreError
        Where there is no such database, or it cannot be read.

    Examples
    --------
    >>> import kg
    >>> kg.load("graph", level="state", min_confidence=0.5)  # doctest: +SKIP
    <kg.Graph: 98 statements from 30 articles; 31 actors, 71 edges>
    """
    known = state_actors(level)
    graph = Graph.open(database(db), min_confidence=min_confidence)
    return graph if known is None else graph.at_state_level(known)


def stale(db: str | Path) -> tuple[Path, ...]:
    """The files beside a database that `build` wrote before it changed."""
    path = Path(db)
    path = path / DATABASE if path.is_dir() else path
    with Store.open(path, readonly=True) as store:
        if store.last_export() is not None:
            return ()
    return tuple(file for name in (TURTLE, PAGE) if (file := path.with_name(name)).is_file())


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder}: cannot be made: {error.strerror or error}") from error


def export_files(folder: Path, min_confidence: float = 0.0) -> Graph:
    """Write the Turtle and the page of the graph in `folder`, where they are not as it is; the graph.

    Raises
    ------
    StoreError, ExportError
    """
    from kg.export import html
    from kg.export.rdf import document

    with Store.open(folder / DATABASE) as store:
        seen = store.moment()
        graph = load(folder, min_confidence=min_confidence)
        if store.last_export() != _stamp(folder, min_confidence):
            document.write(graph, folder / TURTLE, "turtle")
            html.write(graph, folder / PAGE)
            if not store.note_export(_stamp(folder, min_confidence), seen):
                log.warning("%s: another program added to it meanwhile; its build, or the next, writes the files anew", folder)
    return graph


def _export(folder: Path, counts: Counts, min_confidence: float) -> Summary:
    graph = export_files(folder, min_confidence)
    names = {actor.id: actor.name for actor in graph.actors()}
    stats = graph.stats()
    return Summary(
        counts=counts,
        articles=stats.articles,
        copies=stats.copies,
        statements=stats.statements,
        actors=stats.actors,
        edges=stats.edges,
        strongest=tuple((edge, names[edge.source], names[edge.target]) for edge in strongest(graph.edges())),
        files=tuple(folder / name for name in (DATABASE, TURTLE, PAGE)),
    )


def _stamp(folder: Path, min_confidence: float) -> str:
    """Tells whether the files would be written alike: the same program, the same option, and they are as they were left."""
    here = Path(__file__).parent.parent
    program = [(str(p.relative_to(here)), p.stat().st_mtime_ns) for p in sorted(here.rglob("*.*")) if p.suffix != ".pyc"]
    files = [folder / TURTLE, folder / PAGE]
    return digest(program, min_confidence, [hashlib.blake2b(p.read_bytes()).hexdigest() if p.is_file() else None for p in files])
