"""Sentences made to try one construction each, and the triples that a careful reader takes from them.

`phenomena/*.csv` holds a row for each sentence: `point` (the construction), `title`, `text` (``\\n`` stands for a line break),
`expected` and `cause`. `expected` is ``-`` for no triple, or a list divided by ``;`` of::

    + ~lemma|lemma(SOURCE|SOURCE, TARGET) status|status as TYPE|TYPE by CLAIMANT

- An actor is a country's code (the state, its organs, its officials, its people), the actor's name or its id; ``*`` is anybody.
- ``*`` as lemma is any relation; no status means ``actual``; without ``by`` any attribution is right,
  without ``as`` any code.
- ``~``: a symmetric triple, in either order. ``+``: tolerated, not required. Alternatives are divided by `` / ``.

Every triple required must be there once, and none that is not listed. A row with a `cause` is known to fail, for that cause.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.model import STATUSES, ActorMention, Article, Statement
from kg.pipeline.stages import Result

FOLDER = Path(__file__).parent / "phenomena"
PUBLISHED = "2024-11-01"
OF_THE_STATE = ("state", "body", "person", "people")
READER_HOLDS = 0.8  # floor; what it fails on are mostly pairs too many in sentences of three or more parties
TRIPLE = re.compile(r"(~?)([^()~+]+)\(([^(),]+),([^(),]+)\)([ a-z|]*?)(?: as ([A-Z|]+))?(?: by ([^;/]+))?")


@dataclass(frozen=True)
class Row:
    """One row of a table."""

    phenomenon: str
    point: str
    article: Article
    expected: str
    cause: str


@dataclass(frozen=True)
class Pattern:
    """One triple as a table writes it."""

    written: str
    symmetric: bool
    lemmas: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    statuses: tuple[str, ...]
    types: tuple[str, ...]
    claimant: str | None

    @classmethod
    def of(cls, written: str) -> Pattern:
        """Read one triple; a ValueError says what is wrong with it."""
        match = TRIPLE.fullmatch(written.strip())
        if match is None:
            raise ValueError(f"no triple: {written!r}")
        tilde, lemmas, source, target, statuses, types, claimant = match.groups()
        found = tuple(statuses.strip().split("|")) if statuses.strip() else ("actual",)
        if unknown := set(found) - set(STATUSES):
            raise ValueError(f"no status: {', '.join(sorted(unknown))} in {written!r}")
        coded = _split(types) if types else ()
        return cls(written.strip(), bool(tilde), _split(lemmas), _split(source), _split(target), found, coded, claimant)

    def fits(self, statement: Statement) -> bool:
        """Whether `statement` is this triple."""
        return (
            self._relates(statement)
            and ("*" in self.lemmas or statement.relation.lemma in self.lemmas)
            and ("*" in self.lemmas or statement.status in self.statuses)
            and (not self.types or statement.code is not None and statement.code.plover in self.types)
            and (self.claimant is None or statement.attribution is not None and _is(statement.attribution, (self.claimant,)))
        )

    def _relates(self, statement: Statement) -> bool:
        ends = statement.source, statement.target
        straight = _is(ends[0], self.source) and _is(ends[1], self.target)
        crossed = _is(ends[0], self.target) and _is(ends[1], self.source)
        if self.symmetric:
            return (statement.symmetric or "*" in self.lemmas) and (straight or crossed)
        return straight and (not statement.symmetric or "*" in self.lemmas)


def _split(written: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in written.split("|"))


def _plain(name: str) -> str:
    letters = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w\s]", " ", letters).casefold().removeprefix("the ").split())


def _is(who: ActorMention, keys: tuple[str, ...]) -> bool:
    actor = who.actor
    names = {_plain(actor.name), _plain(actor.id.rpartition(":")[2]), _plain(who.mention)}
    if actor.country and actor.kind in OF_THE_STATE:
        names.add(_plain(actor.country))
    return "*" in keys or not names.isdisjoint(map(_plain, keys))


def _alternatives(expected: str) -> tuple[tuple[bool, tuple[Pattern, ...]], ...]:
    """Whether required, and the alternatives, for each item of a list."""
    if expected == "-":
        return ()
    items = [item.strip() for item in expected.split(";")]
    return tuple((not item.startswith("+"), tuple(map(Pattern.of, item.removeprefix("+").split(" / ")))) for item in items)


def faults(expected: str, statements: tuple[Statement, ...]) -> list[str]:
    """What is missing, what is too much, what stands there twice; nothing where all is well."""
    left, found = list(statements), []
    for required, patterns in sorted(_alternatives(expected), key=lambda item: not item[0]):
        fitting = [s for s in left if any(p.fits(s) for p in patterns)]
        if required and not fitting:
            found.append("missing: " + " / ".join(p.written for p in patterns))
        taken = fitting[:1] if required else fitting
        left = [s for s in left if s not in taken]
    return found + ["not expected: " + written(s) for s in left]


def written(statement: Statement) -> str:
    """A statement as the tables write it."""
    claim = f" by {statement.attribution.actor.name}" if statement.attribution else ""
    tilde = "~" if statement.symmetric else ""
    ends = f"{statement.source.actor.name}, {statement.target.actor.name}"
    return f"{tilde}{statement.relation.lemma}({ends}) {statement.status}{claim} [{statement.rule}]"


def rows() -> list[Row]:
    """All rows of all tables."""
    found = []
    for path in sorted(FOLDER.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), 2):
                text = row["text"].replace("\\n", "\n")
                article = Article(f"{path.stem}:{number}", row["title"], text, PUBLISHED)
                found.append(Row(path.stem, row["point"], article, row["expected"], row["cause"]))
    return found


def _params() -> list[object]:
    return [
        pytest.param(
            row,
            id=f"{row.article.id} {row.point}",
            marks=[pytest.mark.xfail(reason=row.cause, raises=AssertionError, strict=True)] if row.cause else [],
        )
        for row in rows()
    ]


@pytest.fixture(scope="module")
def read(rules) -> dict[str, tuple[Statement, ...]]:
    """What the rules say of every row, all read at one go."""
    return _read(rules)


def _read(stages) -> dict[str, tuple[Statement, ...]]:
    results = stages.run([row.article for row in rows()])
    return {result.article.id: result.statements for result in results if isinstance(result, Result)}


@pytest.mark.parametrize("row", _params())
def test_phenomenon(row: Row, read: dict[str, tuple[Statement, ...]]):
    found = faults(row.expected, read[row.article.id])  # a sentence that breaks the reading is no expected failure
    assert not found, "\n".join([row.article.content, *found])


def test_the_reader_keeps_what_the_rules_read_right(stages):
    """It judges by probability: of the rows that the rules read right, most stay so."""
    by_id = _read(stages)
    held = [not faults(row.expected, by_id[row.article.id]) for row in rows() if not row.cause]
    assert sum(held) / len(held) >= READER_HOLDS


def test_enough_of_each():
    """Every phenomenon has its rows, near misses among them."""
    by_phenomenon: dict[str, list[Row]] = {}
    for row in rows():
        by_phenomenon.setdefault(row.phenomenon, []).append(row)
    assert len(by_phenomenon) >= 14
    for phenomenon, found in by_phenomenon.items():
        assert len(found) >= 8, phenomenon
        assert any(row.expected == "-" for row in found), phenomenon


def test_no_sentence_twice():
    contents = [row.article.content for row in rows()]
    assert len(contents) == len(set(contents))


def test_mistakes_show():
    """The check itself fails where it should."""
    assert faults("attack(IRN, ISR)", ()) == ["missing: attack(IRN, ISR)"]
    with pytest.raises(ValueError, match="no status"):
        Pattern.of("attack(IRN, ISR) perhaps")
    with pytest.raises(ValueError, match="no triple"):
        Pattern.of("attack IRN ISR")
