"""From articles to a folder with the graph as a database, as Turtle and as a page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from kg.api.extract import Level, Paths, state_actors
from kg.api.graph import Graph
from kg.api.inputs import Inputs, outcomes
from kg.errors import ExportError, UsageError
from kg.extraction import MODEL
from kg.extraction.figures import Order
from kg.graph import Edge, strongest
from kg.ids import digest
from kg.pipeline.counts import Counts
from kg.pipeline.filling import fill
from kg.pipeline.stages import Options
from kg.reading import Failure, FieldMap, Outcome
from kg.store import Store

DATABASE, TURTLE, PAGE = "graph.db", "graph.ttl", "graph.html"


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
    model, jobs, actors, lexicon, fields, cluster, gate, date_order, all_topics
        As for `kg.extract`.
    counts : Counts, optional
        Filled with what becomes of every article.
    progress : callable
        Called with the counts after each article.

    Returns
    -------
    Summary
        Where the input holds no article at all, nothing is written and `files` is empty.

    Raises
    ------
    UsageError, ModelError, TableError, WorkerError, StoreError, ExportError
    """
    if out is None:
        raise UsageError("out: expected a folder for the graph")
    counts = Counts() if counts is None else counts
    options, folder = Options.of(model, actors, lexicon, gate, date_order, all_topics), Path(out)
    found = outcomes(inputs, texts=texts, fields=fields)
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
        fill(store, chain(failures, found), options, jobs, counts, progress, cluster)
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
        Where the level is none of the two.
    StoreError
        Where there is no such database, or it cannot be read.
    """
    path = Path(db)
    known = state_actors(level)
    graph = Graph.open(path / DATABASE if path.is_dir() else path, min_confidence=min_confidence)
    return graph if known is None else graph.at_state_level(known)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder}: cannot be made: {error.strerror or error}") from error


def _export(folder: Path, counts: Counts, min_confidence: float) -> Summary:
    from kg.export import html
    from kg.export.rdf import document

    graph = load(folder, min_confidence=min_confidence)
    with Store.open(folder / DATABASE) as store:
        if store.last_export() != _stamp(folder, min_confidence):
            document.write(graph, folder / TURTLE, "turtle")
            html.write(graph, folder / PAGE)
            store.note_export(_stamp(folder, min_confidence))
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
