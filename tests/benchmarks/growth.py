"""What each stage costs as the work grows: seconds, processor seconds, peak memory and what it leaves on the disk.

Run by hand: ``python -m tests.benchmarks.growth CORPUS.jsonl [--articles 1000 10000] [--statements 100000 1000000]``.

Articles are those of the corpus, again and again under other ids, days and names, so that nothing is told twice. Statements are
made up, for the stages after the parse, as the parts that ``kg extract -o`` would have written: five an article, 500 a day, among
actors whose number grows with the root of theirs and of whom a few are in most of them, as in news. Each stage is a process.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from kg.ids import statement_id
from kg.model import STATUSES, Actor, ActorMention, Article, Code, Evidence, Relation, Statement

PART, DATABASE = "part.jsonl", "graph.db"
EXPORTS = {
    "graph.ttl": "turtle", "graph.nt": "ntriples", "graph.html": "html", "statements.jsonl": "jsonl", "events.csv": "csv-events",
}  # fmt: skip
AN_ARTICLE, A_DAY = 5, 500
FIRST = date(2000, 1, 1)
CODES = [
    Code(plover, None, (), cameo, quad, goldstein, None, plover.lower())
    for plover, cameo, quad, goldstein in (
        ("CONSULT", "040", 1, 1.0),
        ("AGREE", "030", 1, 4.0),
        ("ACCUSE", "112", 3, -2.0),
        ("THREATEN", "130", 3, -4.4),
        ("SANCTION", "163", 4, -8.0),
        ("ASSAULT", "190", 4, -10.0),
        ("AID", "070", 2, 7.0),
        ("REQUEST", "100", 3, -5.0),
    )
]
LEMMAS = ("meet", "urge", "accuse", "threaten", "attack", "help", "ask", "back", "visit", "arrest", "warn", "strike")
WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "r", "l", "st", "nd")]
NAME = re.compile(r"\b[A-Z][a-z]{4,}\b")


# What is measured


def articles(corpus: Path, count: int) -> Iterator[Article]:
    """`count` articles, those of `corpus` in turns; in each turn after the first a tenth of the names have another letter."""
    from kg.reading import read

    found = [outcome for outcome in read(corpus) if isinstance(outcome, Article)]
    for number in range(count):
        turn, place = divmod(number, len(found))
        one = found[place]
        day = (date.fromisoformat(one.published) if one.published else FIRST) + timedelta(days=400 * turn)
        yield replace(one, id=f"{turn}-{one.id}", published=day.isoformat(), text=_altered(one.text, turn))


def _altered(text: str, turn: int) -> str:
    def name(found: re.Match[str]) -> str:
        word = found[0]
        return word if not turn or sum(map(ord, word)) % 10 else f"{word[:-1]}{chr(97 + turn % 26)}{word[-1]}"

    return NAME.sub(name, text)


def statements(count: int) -> Iterator[tuple[Article, list[Statement]]]:
    """Articles with `count` statements in all, the same ones each time."""
    chance = random.Random(count)
    actors = [_actor(number, chance) for number in range(int(20 * count**0.5))]
    likely = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(actors))))
    for number in range(count // AN_ARTICLE):
        day = FIRST + timedelta(days=number * AN_ARTICLE // A_DAY)
        told = []
        for _ in range(AN_ARTICLE):
            one, other = chance.choices(actors, cum_weights=likely, k=2)
            lemma = chance.choice(LEMMAS)
            told.append((f"{one.name} {lemma} {other.name} {_words(chance, 18)}.", one, lemma, other))
        title, text = _words(chance, 8), " ".join(quote for quote, *_ in told)
        article = Article(f"made-{number}", title, text, day.isoformat(), None, f"Outlet {number % 50}")
        starts = itertools.accumulate((len(quote) + 1 for quote, *_ in told), initial=len(title) + 2)
        yield article, [_statement(article, start, *one, chance) for one, start in zip(told, starts, strict=False)]


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(WORDS, k=count))


def _actor(number: int, chance: random.Random) -> Actor:
    country = chance.choice(("USA", "CHN", "RUS", "FRA", None))
    return Actor(f"person:made-{number}", f"{_words(chance, 2).title()} {number}", "person", country)


def _statement(
    article: Article, start: int, quote: str, one: Actor, lemma: str, other: Actor, chance: random.Random
) -> Statement:
    evidence = Evidence(
        article.id, article.title, article.published, article.outlet, article.url, quote, start, start + len(quote)
    )
    verb = start + len(one.name) + 1
    source = ActorMention(one, one.name, start, verb - 1)
    target = ActorMention(other, other.name, verb + len(lemma) + 1, verb + len(lemma) + 1 + len(other.name))
    relation = Relation(lemma, lemma, None, ((verb, verb + len(lemma)),))
    dated = chance.random() < 0.95
    return Statement(
        statement_id(evidence, source, relation, target), evidence, source, relation, target, lemma == "meet",
        chance.choices(STATUSES, (80, 4, 6, 5, 5))[0], None, article.published if dated else None, "day" if dated else None,
        "report" if dated else None, None, None, None, chance.choice((*CODES, None)), "made", round(0.5 + chance.random() / 2, 2),
    )  # fmt: skip


# The stages, each of which finds in a folder what the one before left there


def parse(folder: Path, corpus: str, count: int) -> Path:
    """Articles to a part, in one process."""
    from kg.api import parts

    parts.write(articles(Path(corpus), count), folder / PART)
    return folder / PART


def make(folder: Path, count: int) -> Path:
    """Made-up statements to a part."""
    from kg.pipeline.filling import run_of
    from kg.pipeline.stages import Options
    from kg.reading import part

    run = run_of(Options())
    with (folder / PART).open("wb") as file:
        file.write(part.opening(run.version, run.model, run.options))
        for article, made in statements(count):
            file.write(part.lines(article, len(made), made))
        file.write(part.closing(count // AN_ARTICLE))
    return folder / PART


def store(folder: Path) -> Path:
    """A part into a database."""
    from kg.pipeline.filling import fill
    from kg.pipeline.stages import Options
    from kg.reading import read
    from kg.store import Store

    Store.refresh = lambda self: False  # type: ignore[method-assign]  # the next stage
    with Store.open(folder / DATABASE) as db:
        fill(db, read(folder / PART), Options())
    return folder / DATABASE


def again(folder: Path) -> Path:
    """The same part into the same database, which knows it all."""
    return store(folder)


def derive(folder: Path) -> Path:
    """Events of the statements."""
    from kg.store import Store

    with Store.open(folder / DATABASE) as db:
        db.refresh()
    return folder / DATABASE


def export(folder: Path, name: str) -> Path:
    """The graph in one form."""
    import kg
    from kg.export import html, write

    graph, format = kg.load(folder), EXPORTS[name]
    if format == "html":
        html.write(graph, folder / name)
    else:
        write(graph, folder / name, format)
    return folder / name


def find(folder: Path) -> Path:
    """The last twenty events between two states and all who act for them."""
    import kg

    kg.load(folder).find(between=("USA", "CHN"), limit=20)
    return folder / DATABASE


def timeline(folder: Path) -> Path:
    """Events by month."""
    import kg
    from kg.graph import Question

    kg.load(folder).counted(Question(), "month")
    return folder / DATABASE


STAGES = {stage.__name__: stage for stage in (parse, make, store, again, derive, find, timeline, export)}


def measured(name: str, folder: Path, *values: str | int) -> None:
    """Run a stage in a process of its own and print its row."""
    command = [sys.executable, "-m", "tests.benchmarks.growth", "--stage", name, str(folder), *map(str, values)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        print(f"{name} failed", flush=True)
        return
    row = json.loads(done.stdout.splitlines()[-1])
    shown = f"{name} {values[0]}" if name == "export" else name
    print(f"  {shown:24} {row['seconds']:10.1f} {row['cpu']:10.1f} {row['memory']:9.0f} {row['size']:10.1f}", flush=True)


def run_stage(name: str, folder: Path, *values: str) -> None:
    """Run one stage here."""
    start = time.perf_counter()
    left = STAGES[name](folder, *(int(value) if value.isdecimal() else value for value in values))
    used = resource.getrusage(resource.RUSAGE_SELF)
    row = {
        "seconds": time.perf_counter() - start, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024,
        "size": left.stat().st_size / 1e6,
    }  # fmt: skip
    print(json.dumps(row))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", nargs="?")
    parser.add_argument("--articles", nargs="*", type=int, default=[1000, 10_000])
    parser.add_argument("--statements", nargs="*", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--into", type=Path, help="keep what is made in this folder")
    parser.add_argument("--stage", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.stage:
        run_stage(given.stage[0], Path(given.stage[1]), *given.stage[2:])
        return
    with tempfile.TemporaryDirectory() as temporary:
        work = [("parse", count, "articles") for count in given.articles if given.corpus]
        work += [("make", count, "statements") for count in given.statements]
        for first, count, unit in work:
            folder = (given.into or Path(temporary)) / f"{count}-{unit}"
            folder.mkdir(parents=True, exist_ok=True)
            print(f"{f'{count:,} {unit}':26} {'seconds':>10} {'processor':>10} {'peak MB':>9} {'MB left':>10}")
            measured(first, folder, *([given.corpus] if first == "parse" else []), count)
            for name in ("store", "again", "derive", "find", "timeline"):
                measured(name, folder)
            for name in EXPORTS:
                measured("export", folder, name)


if __name__ == "__main__":
    main()
