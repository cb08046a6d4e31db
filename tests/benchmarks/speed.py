"""How fast we read, beside the bare parse of the same texts with the same model.

Run by hand: ``python -m tests.benchmarks.speed CORPUS.jsonl [--pairs 7] [--articles N] [--jobs 2]``.

In each round every reader reads the same texts in batches of the same size, one after the other in this process, so that a slow
minute of the machine is slow for all; what is compared is time of this process. Words are the model's tokens. Ours goes all the
way from the text to coded statements. With ``--jobs``, one process and several then read the corpus as ``kg extract`` does, the
start of processes and loading of the model included, compared by the clock.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table

from kg.extraction import MODEL
from kg.extraction.extractor import load_model
from kg.model import Article
from kg.pipeline.pool import run
from kg.pipeline.stages import Options, Stages
from kg.reading import read

BATCH = 64
LONG = 1000  # characters from which a text is an article rather than a report
Reader = Callable[[Sequence[Article]], object]


def kinds(articles: Sequence[Article]) -> dict[str, list[Article]]:
    """The articles by kind: whole articles, short reports, and those by length."""
    reports = sorted((a for a in articles if len(a.text) < LONG), key=lambda a: len(a.text))
    cuts = [len(reports) * third // 3 for third in range(4)]
    found = {"articles": [a for a in articles if len(a.text) >= LONG], "short reports": reports}
    for name, first, last in zip(("shortest", "middle", "longest"), cuts, cuts[1:], strict=False):
        found[f"  {name} third"] = reports[first:last]
    return {name: texts for name, texts in found.items() if texts}


def readers() -> dict[str, Reader]:
    """The bare parse first, then those it is compared with."""
    nlp = load_model(MODEL)
    gated, whole = Stages.load(Options()), Stages.load(Options(gate=False))

    def parse(articles: Sequence[Article]) -> list[Any]:
        return list(nlp.pipe([a.content for a in articles], batch_size=BATCH))

    def svo(articles: Sequence[Article]) -> list[Any]:
        from textacy.extract import subject_verb_object_triples

        return [list(subject_verb_object_triples(doc)) for doc in parse(articles)]

    found: dict[str, Reader] = {"bare parse": parse, "ours": gated.run, "ours, --no-gate": whole.run}
    return found | ({"textacy SVO": svo} if find_spec("textacy") else {})


def seconds(reader: Reader, articles: Sequence[Article]) -> float:
    """Time of this process that a reader takes."""
    start = time.process_time()
    for first in range(0, len(articles), BATCH):
        reader(articles[first : first + BATCH])
    return time.process_time() - start


def ratios(ours: Sequence[float], bare: Sequence[float]) -> str:
    """How many times as fast, in the middle of all rounds, with the range."""
    found = [b / o for o, b in zip(ours, bare, strict=True)]
    return f"{median(found):.2f} ({min(found):.2f} to {max(found):.2f})"


def rows(articles: Sequence[Article], pairs: int) -> Iterator[list[str]]:
    """One row a kind of text."""
    compared = readers()
    nlp = load_model(MODEL)
    for reader in compared.values():
        seconds(reader, articles)  # caches of words are filled once for all
    for name, texts in kinds(articles).items():
        words = sum(len(nlp.make_doc(a.content)) for a in texts)
        rounds = [{n: seconds(reader, texts) for n, reader in compared.items()} for _ in range(pairs)]
        taken = {n: [each[n] for each in rounds] for n in compared}
        bare = taken.pop("bare parse")
        yield [name, f"{len(texts):,}", f"{words:,}", f"{words / median(bare):,.0f}", *(ratios(t, bare) for t in taken.values())]


def clocked(articles: Sequence[Article], jobs: int) -> float:
    """Seconds by the clock for all articles in `jobs` processes."""
    start = time.perf_counter()
    for _ in run(iter(articles), Options(), jobs):
        pass
    return time.perf_counter() - start


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--articles", type=int, help="read so many, spread evenly over the corpus")
    parser.add_argument("--jobs", type=int)
    given = parser.parse_args()
    articles = [outcome for outcome in read([given.corpus]) if isinstance(outcome, Article)]
    articles = articles[:: max(1, len(articles) // (given.articles or len(articles)))]
    console = Console()
    table = Table("texts", "", "words", "bare parse, words/s", title=f"times as fast as the bare parse, {given.pairs} rounds")
    for name in ("ours", "ours, --no-gate", *(("textacy SVO",) if find_spec("textacy") else ())):
        table.add_column(name)
    for row in rows(articles, given.pairs):
        table.add_row(*row)
    console.print(table)
    if given.jobs:
        rounds = [(clocked(articles, 1), clocked(articles, given.jobs)) for _ in range(given.pairs)]
        alone, together = zip(*rounds, strict=True)
        console.print(f"{given.jobs} processes: {ratios(together, alone)} times as fast as one, of {median(alone):.1f} s")


if __name__ == "__main__":
    main()
