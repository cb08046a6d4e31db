"""How fast we read, beside the bare parse of the same texts with the same model: what users do, each text once, nothing warmed.

Run by hand: ``python -m tests.benchmarks.speed [CORPUS.jsonl] [--texts 300] [--rounds 6] [--kinds reports headlines]``.

For each kind of text (see `tests.benchmarks.texts`) every reader has a fresh process that reads each text once. The texts are cut
into as many slices as there are rounds; in a round one reader after the other reads the same slice while the others wait, so that
a slow minute of the machine is slow for all, and each goes first as often as last. What is compared is the processor's time of
the whole process, user and system; the clock is shown beside it. What it takes to start is told apart.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

from kg.extraction import MODEL
from kg.model import Article
from kg.pipeline.pool import batches
from kg.pipeline.stages import Options, Stages
from kg.reading import read
from tests.benchmarks.texts import KINDS, texts

BATCH = 64
Reader = Callable[[Sequence[Article]], object]


# What runs in the process of a reader


def bare() -> Reader:
    """The model's whole pipeline, as spaCy runs it."""
    import spacy

    nlp = spacy.load(MODEL)
    return lambda articles: [len(doc) for doc in nlp.pipe((a.content for a in articles), batch_size=BATCH)]


def ours(fast: bool = False) -> Reader:
    """From the text to coded statements, in the batches that a command makes."""
    stages = Stages.load(Options(fast=fast))
    return lambda articles: [len(stages.run(batch)) for batch in batches(articles)]


def rules() -> Reader:
    """The same with ``--fast``."""
    return ours(fast=True)


def svo() -> Reader:
    """Textacy's subject, verb and object, over the bare parse."""
    import spacy
    from textacy.extract import subject_verb_object_triples

    nlp = spacy.load(MODEL)
    return lambda articles: [
        len(list(subject_verb_object_triples(doc))) for doc in nlp.pipe((a.content for a in articles), batch_size=BATCH)
    ]


READERS: dict[str, Callable[[], Reader]] = {"bare nlp.pipe": bare, "ours": ours, "ours --fast": rules}
if find_spec("textacy"):
    READERS["textacy SVO"] = svo


@dataclass(frozen=True)
class Taken:
    """Seconds of the processor and by the clock, and the most memory until then in MB."""

    cpu: float
    clock: float
    memory: float


@cache
def _started(name: str) -> Reader:
    return READERS[name]()


def start(name: str) -> Taken:
    """Load a reader and read a first text, since some things are loaded when they are first needed."""
    began = time.perf_counter()
    _started(name)([Article("first", "", "France urged Ukraine on Monday to talk to Poland.", "2024-01-02")])
    return _taken(0.0, began)


def timed(name: str, articles: Sequence[Article]) -> Taken:
    """Read a slice."""
    cpu, began = time.process_time(), time.perf_counter()
    _started(name)(articles)
    return _taken(cpu, began)


def _taken(cpu: float, began: float) -> Taken:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return Taken(time.process_time() - cpu, time.perf_counter() - began, memory)


# What compares them


def measured(found: Sequence[Article], rounds: int) -> tuple[dict[str, Taken], list[dict[str, Taken]]]:
    """What each reader takes to start, and for the slices of `found`."""
    with ExitStack() as stack:
        pools = {name: stack.enter_context(ProcessPoolExecutor(1, get_context("spawn"))) for name in READERS}
        begun = {name: pool.submit(start, name).result() for name, pool in pools.items()}
        done = []
        for number in range(rounds):
            names = list(pools)[:: -1 if number % 2 else 1]
            done.append({name: pools[name].submit(timed, name, found[number::rounds]).result() for name in names})
        return begun, done


def rows(kind: str, found: Sequence[Article], rounds: int) -> Iterator[list[str]]:
    """A row for each reader: start, all slices, and how many times as fast as the bare parse, in the middle of all rounds."""
    begun, done = measured(found, rounds)
    words = sum(len(a.content.split()) for a in found)
    for name in READERS:
        times = [one["bare nlp.pipe"].cpu / one[name].cpu for one in done]
        cpu, clock = (sum(getattr(one[name], what) for one in done) for what in ("cpu", "clock"))
        yield [
            kind, f"{len(found)}", name, f"{begun[name].cpu:.1f}", f"{cpu:.2f}", f"{clock:.1f}", f"{words / cpu:,.0f}",
            f"{median(times):.2f} ({min(times):.2f}-{max(times):.2f})", f"{done[-1][name].memory:.0f}",
        ]  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--texts", type=int, default=300, help="of each kind")
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    given = parser.parse_args()
    corpus = [outcome for outcome in read([given.corpus]) if isinstance(outcome, Article)] if given.corpus else []
    columns: list[Any] = ["kind", "texts", "reader", "start s", "cpu s", "clock s", "words/s", "times the bare parse", "MB"]
    widths = (10, 6, 14, 8, 8, 8, 8, 21, 6)
    print("".join(f"{column:<{width}}" for column, width in zip(columns, widths, strict=True)))
    for kind in given.kinds:
        for row in rows(kind, texts(kind, given.texts, corpus), given.rounds):
            print("".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)), flush=True)


if __name__ == "__main__":
    main()
