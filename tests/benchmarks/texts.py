"""Texts of four kinds to measure on, none twice: those of a corpus, and made ones where it has too few.

``python -m tests.benchmarks.texts reports 10000 > made.jsonl`` writes made ones.

A made text is put together from sentences of the sample articles, each with other states, persons, cities, figures and days, so
that no two tell the same. Its ordinary words are those of the sample, again and again: a program that keeps what it worked out
of a word looks a little faster on them than on real news.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import islice
from pathlib import Path

from kg.extraction.mentions.names import NameFinder
from kg.gazetteer import Gazetteer
from kg.model import Article
from kg.reading import read

KINDS = ("articles", "reports", "headlines", "alone")
SAMPLE = Path(__file__).parents[2] / "data" / "articles"
LONG, SHORT = 1000, 600  # characters from which a text is an article, and up to which it is a report
SENTENCE = re.compile(r"(?<=[a-z]{2}[.!?])\s+(?=[A-Z])")
DAY = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) \d{1,2}\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
)
FIGURE = re.compile(r"(?<![\w.,])\d{1,3}(?![\w,]|\.\d)")
PERSON = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]{3,}\b(?= (?:said|told|met|warned|visited|wrote|announced))")
SYLLABLES = [f"{a}{b}" for a in ("b", "d", "f", "k", "l", "m", "n", "r", "s", "t", "v", "z", "sh") for b in "aeiou"]
FIRST = date(2019, 1, 1)


def texts(kind: str, count: int, corpus: Sequence[Article] = ()) -> list[Article]:
    """`count` texts of a kind: first those of `corpus`, spread evenly over it, then made ones."""
    found = [article for article in corpus if kind_of(article) == kind]
    if kind == "headlines":
        found += [Article(f"{a.id}-headline", "", a.title, a.published) for a in corpus if a.title and len(a.text) >= LONG]
    found = [found[n * len(found) // count] for n in range(count)] if len(found) > count else found
    return [*found, *islice(made(kind), count - len(found))]


def kind_of(article: Article) -> str | None:
    """Which kind a text of a corpus is of, if any: as long as an article, of fewer than two known names, a report."""
    if len(article.text) >= LONG:
        return "articles"
    if len(_names().known(article.content)) < 2:
        return "alone"
    return "reports" if len(article.text) <= SHORT else None


def made(kind: str) -> Iterator[Article]:
    """Texts without end, the same each time."""
    chance = random.Random(kind)
    sentences, titles = _sample()
    alone = [sentence for sentence in sentences if len(_names().known(sentence)) < 2 and not PERSON.search(sentence)]
    number = 0
    while True:
        number += 1
        if kind == "articles":
            words = "\n\n".join(" ".join(chance.sample(sentences, 4)) for _ in range(chance.randint(4, 9)))
        else:
            pool = {"reports": sentences, "headlines": titles, "alone": alone}[kind]
            words = " ".join(chance.sample(pool, 1 if kind != "reports" else chance.randint(1, 2)))
            if kind == "alone":  # names and figures tell the others apart
                words = f"On {_day(chance)} in {_name(chance, 3)}, {words[0].lower()}{words[1:]}"
        title = chance.choice(titles) if kind == "articles" else ""
        day = FIRST + timedelta(days=chance.randrange(2000))
        yield Article(f"made-{kind}-{number}", _altered(title, chance), _altered(words, chance), day.isoformat())


def _altered(words: str, chance: random.Random) -> str:
    """The words with other names, figures and days; a name stands for the same one throughout."""
    meant: dict[str, str] = {}
    pieces, read = [], 0
    for start, end in _names().known(words):
        name = words[start:end]
        pieces += [words[read:start], meant.setdefault(name, _other(name, chance))]
        read = end
    text = PERSON.sub(lambda _: f"{_name(chance, 2)} {_name(chance, 3)}", "".join([*pieces, words[read:]]))
    text = FIGURE.sub(lambda found: str(chance.randint(2, max(3, 2 * int(found[0])))), text)
    return DAY.sub(lambda _: _day(chance), text)


def _other(name: str, chance: random.Random) -> str:
    """Another name that is used as `name` is, for an actor of the same kind."""
    known = _gazetteer().by_alias(name)
    pool = _pools().get((known[0].form, known[0].actor.partition(":")[0]), ()) if known else ()
    return chance.choice(pool) if pool else name


def _day(chance: random.Random) -> str:
    return f"{FIRST + timedelta(days=chance.randrange(365)):%B %-d}"


def _name(chance: random.Random, length: int) -> str:
    return "".join(chance.choices(SYLLABLES, k=length)).capitalize()


@cache
def _sample() -> tuple[list[str], list[str]]:
    """The sentences and the titles of the sample articles."""
    articles = [outcome for outcome in read(SAMPLE) if isinstance(outcome, Article)]
    found = (sentence for a in articles for part in a.text.split("\n\n") for sentence in SENTENCE.split(part))
    return sorted({sentence for sentence in found if 40 < len(sentence) < 400}), sorted(a.title for a in articles)


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.load(())


@cache
def _names() -> NameFinder:
    return NameFinder(_gazetteer())


@cache
def _pools() -> dict[tuple[str, str], list[str]]:
    """The names of the tables by form and kind of actor, but those that need others beside them."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for name in _gazetteer().names:
        if not name.guards and name.alias[:1].isupper() and not name.alias.isupper():
            found[name.form, name.actor.partition(":")[0]].add(name.alias)
    return {key: sorted(names) for key, names in found.items()}


def main() -> None:
    """Print made texts as JSON lines."""
    kind, count = sys.argv[1], int(sys.argv[2])
    for article in islice(made(kind), count):
        print(json.dumps({"id": article.id, "title": article.title, "text": article.text, "published": article.published}))


if __name__ == "__main__":
    main()
