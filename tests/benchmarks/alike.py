"""How time grows where many things are nearly alike: seconds of the processor for 1, 2 and 4 times as many.

Run by hand: ``PYTHONPATH=.:tests python tests/benchmarks/alike.py [COUNT]``.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from factories import ASSAULT, make_article, make_statement

from kg.graph import Run
from kg.ids import actor_id
from kg.model import Actor, Article
from kg.sameness import same_events
from kg.sameness.judgements import Judgements
from kg.sameness.same_actors import likenesses
from kg.store import Store
from tests.sameness.test_growth import WORDS, texts

TIMES = (1, 2, 4)
RUN = Run("1", "m")


def stored(count: int, length: int) -> Callable[[], object]:
    """Texts of one pattern, a few words of each its own, into a database that derives what is the same."""
    articles = [Article(f"a{number}", "", text, "2024-03-05") for number, text in enumerate(texts(count, length))]

    def run() -> None:
        with TemporaryDirectory() as folder, Store.open(Path(folder, "g.db")) as store:
            for article in articles:
                store.add(article, (), RUN)
            store.refresh()

    return run


def dyad(count: int) -> Callable[[], object]:
    """Statements of one type between the same two within a week."""
    chance = random.Random(1)
    statements = [
        make_statement(
            "state:RUS", "attack", "state:UKR", article=make_article(f"a{number}", "x"), code=ASSAULT,
            sentence=" ".join(chance.choices(WORDS, k=12)),
        )
        for number in range(count)
    ]  # fmt: skip
    return lambda: same_events.joins(statements, Judgements())


def names(count: int) -> Callable[[], object]:
    """Names with the same consonants."""
    chance = random.Random(1)
    made = {"Viktor M{}zh{}nk{}v{}n{}vsk{}".format(*(chance.choice("aeiou") for _ in range(6))) for _ in range(count)}
    seen = {Actor(actor_id("person", name), name, "person"): 1 for name in sorted(made)}
    return lambda: likenesses(seen)


def main() -> None:
    base = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    print(f"{'':32}{''.join(f'{base * times:>10,}' for times in TIMES)}")
    for what, make in (
        ("texts of one line", lambda n: stored(n, 9)), ("texts of 120 words", lambda n: stored(n, 120)),
        ("statements of one dyad and type", dyad), ("names with the same consonants", names),
    ):  # fmt: skip
        print(f"{what:32}", end="", flush=True)
        for times in TIMES:
            run = make(base * times)
            begun = process_time()
            run()
            print(f"{process_time() - begun:10.2f}", end="", flush=True)
        print()


if __name__ == "__main__":
    main()
