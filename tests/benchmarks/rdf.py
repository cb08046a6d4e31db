"""How long a large graph takes to write as RDF, and how much memory, beside pyoxigraph and rdflib.

Run by hand: ``PYTHONPATH=tests python -m benchmarks.rdf [--triples N]``.

`export` goes from the database to the file, in a process of its own, whose peak is given. `events` has the events in memory, as
`bare`, which is `pyoxigraph.serialize`, has its quads: `ratio` compares these two, each the best of several turns, in seconds of
processor time. `rdflib` says how many times as long rdflib takes, given ready triples, to build a graph and serialise it: of a
twentieth of the triples, beside `events` of those.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from factories import ASSAULT, CONSULT, REQUEST, make_article, make_statement

from kg.export.rdf.document import SYNTAXES, write
from kg.export.rdf.syntax import Node
from kg.export.rdf.terms import PREFIXES, iri_of
from kg.export.rdf.triples import triples
from kg.graph import Network, Run
from kg.model import STATUSES, Actor, Article, Statement
from kg.store import Store, Stored

RUN = Run("0", "none")
TURNS = 5
PER_STATEMENT = 29  # triples, about
WORDS = "said told officials talks border troops sanctions deal minister truce aid week north trade visit energy claim".split()


def articles(count: int) -> Iterator[tuple[Article, list[Statement]]]:
    """`count` articles with eight statements each, between 2,000 actors with 300 relations, a few of each much commoner."""
    draw = random.Random(1)
    actors = [
        *(Actor(f"state:X{n:03}", f"Country {n}", "state", f"X{n:03}", "GOV", f"Q{n + 1}", (f"Land {n}",)) for n in range(200)),
        *(Actor(f"person:p-{n}", f"Person {n}", "person") for n in range(1800)),
    ]
    for number in range(count):
        date = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
        article = make_article(
            f"article-{number:07}",
            " ".join(draw.choices(WORDS, k=60)),
            title=f"Headline {number} on who did what to whom",
            published=date,
            url=f"https://example.org/news/{number}",
            outlet=f"Outlet {number % 20}",
        )
        yield (
            article,
            [
                make_statement(
                    actors[int(draw.random() ** 3 * 2000)],
                    f"verb{int(draw.random() ** 2 * 300)}",
                    actors[int(draw.random() ** 3 * 2000)],
                    article=article,
                    start=at,
                    sentence=f'On "Tuesday" the {" ".join(draw.choices(WORDS, k=18))}.',
                    code=draw.choice([REQUEST, CONSULT, ASSAULT, None]),
                    date=date if draw.random() < 0.8 else None,
                    attribution=actors[3] if draw.random() < 0.2 else None,
                    object="new sanctions" if draw.random() < 0.4 else None,
                    place="Geneva" if draw.random() < 0.1 else None,
                    place_country="CHE",
                    status=draw.choice(["actual", *STATUSES]),
                    symmetric=draw.random() < 0.1,
                )
                for at in range(50, 1250, 150)
            ],
        )


class Held(Network):
    """A network whose events lie in memory."""

    def __init__(self, network: Network) -> None:
        for name in ("events", "articles", "readings", "copies"):
            items = list(getattr(network, name)())
            setattr(self, name, lambda items=items: iter(items))


def clock(*acts: Callable[[], Any], turns: int = TURNS) -> list[float]:
    """Seconds of processor time of the best turn of each, which take turns."""
    took: list[list[float]] = [[] for _ in acts]
    for _ in range(turns):
        for act, times in zip(acts, took, strict=True):
            start = time.process_time()
            act()
            times.append(time.process_time() - start)
    return [min(times) for times in took]


def export(db: Path, path: Path, format: str) -> tuple[float, float]:
    """Seconds, and megabytes at the peak."""
    [seconds] = clock(lambda: write(Network(Stored.open(db)), path, format), turns=1)
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def bare(listed: list[Any], path: Path, format: str) -> Callable[[], None]:
    """Writes ready-made quads with pyoxigraph."""
    import pyoxigraph as ox

    known = {
        "turtle": ox.RdfFormat.TURTLE,
        "ntriples": ox.RdfFormat.N_TRIPLES,
        "nquads": ox.RdfFormat.N_QUADS,
        "trig": ox.RdfFormat.TRIG,
        "jsonld": ox.RdfFormat.JSON_LD,
    }
    names: dict[str, Any] = {}

    def named(iri: str) -> Any:
        return names.get(iri) or names.setdefault(iri, ox.NamedNode(iri))

    def node(value: Node) -> Any:
        if isinstance(value, str):
            return named(value)
        datatype = named(iri_of(*value.datatype.split(":", 1))) if value.datatype else None
        return ox.Literal(value.value, datatype=datatype, language=value.language)

    graph = named(iri_of("article", "article-0000000")) if format in ("nquads", "trig") else ox.DefaultGraph()
    quads = [ox.Quad(named(one.subject), named(one.predicate), node(one.object), graph) for one in listed]
    prefixes = PREFIXES if format in ("turtle", "trig", "jsonld") else None

    def act() -> None:
        with path.open("wb") as file:
            ox.serialize(quads, file, format=known[format], prefixes=prefixes)

    return act


def by_rdflib(listed: list[Any], path: Path, format: str) -> Callable[[], None]:
    """Builds a graph of ready nodes with rdflib, and serialises it."""
    import rdflib

    def node(value: Node) -> Any:
        if isinstance(value, str):
            return rdflib.URIRef(value)
        datatype = rdflib.URIRef(iri_of(*value.datatype.split(":", 1))) if value.datatype else None
        return rdflib.Literal(value.value, datatype=datatype, lang=value.language)

    nodes = [(rdflib.URIRef(one.subject), rdflib.URIRef(one.predicate), node(one.object)) for one in listed]
    names = {"ntriples": "nt", "jsonld": "json-ld"}

    def act() -> None:
        whole = rdflib.Dataset()
        graph = whole.graph(rdflib.URIRef(iri_of("article", "a"))) if format in ("nquads", "trig") else rdflib.Graph()
        for one in nodes:
            graph.add(one)
        written = whole if format in ("nquads", "trig") else graph
        written.serialize(path, format=names.get(format, format))

    return act


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    wanted = parser.parse_args().triples
    with tempfile.TemporaryDirectory() as folder:
        db, small, path = Path(folder) / "large.db", Path(folder) / "small.db", Path(folder) / "out"
        for name, size in ((db, wanted), (small, wanted // 20)):
            with Store.open(name) as store:
                for article, statements in articles(size // PER_STATEMENT // 8 + 1):
                    store.add(article, statements, RUN)
                store.record_run(RUN, {})
                store.refresh()
        spawn = multiprocessing.get_context("spawn")
        exported = {}
        for format in SYNTAXES:  # before this process grows: a child starts with the peak of its parent
            with ProcessPoolExecutor(1, mp_context=spawn) as pool:
                exported[format] = pool.submit(export, db, path, format).result()
        large, little = Held(Network(Stored.open(db))), Held(Network(Stored.open(small)))
        listed, few = list(triples(large)), list(triples(little))
        print(f"{len(listed):,} triples; rdflib: {len(few):,}")
        print(f"{'format':9} {'MB':>5} {'export s':>9} {'peak MB':>8} {'events s':>9} {'bare s':>7} {'ratio':>6} {'rdflib':>7}")
        for format in SYNTAXES:
            peer, ours = clock(bare(listed, path, format), partial(write, large, path, format))
            size = path.stat().st_size / 1e6
            theirs, fast = clock(by_rdflib(few, path, format), partial(write, little, path, format), turns=2)
            seconds, peak = exported[format]
            print(
                f"{format:9} {size:5.0f} {seconds:9.2f} {peak:8.0f} {ours:9.2f} {peer:7.2f} {ours / peer:6.2f} "
                f"{theirs / fast:7.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
