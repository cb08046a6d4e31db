"""Who is meant by a name, on the day that an article appeared: `meant.csv`, read by the real stages."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from kg.gazetteer import Gazetteer, same_post
from kg.model import Article
from kg.pipeline.stages import Result

TABLE = Path(__file__).with_name("meant.csv")
with TABLE.open(encoding="utf-8", newline="") as _lines:
    ROWS = list(csv.DictReader(_lines))


@pytest.fixture(scope="module")
def read(stages) -> dict[str, Result]:
    articles = [Article(str(i), "", row["text"], row["published"] or None) for i, row in enumerate(ROWS)]
    return {result.article.id: result for result in stages.run(articles) if isinstance(result, Result)}


@pytest.mark.parametrize("number", range(len(ROWS)), ids=[f"{row['published']} {row['mention']}" for row in ROWS])
def test_meant(number: int, read: dict[str, Result]):
    row, result = ROWS[number], read[str(number)]
    ends = [end for s in result.statements for end in (s.source, s.target)]
    found = {who.actor.id for who in (*result.mentions, *ends) if who.mention.endswith(row["mention"])}
    assert found == set(row["actor"].split("|")), row["text"]


def test_enough_of_each():
    of_each = Counter(row["point"] for row in ROWS)
    assert all(of_each[point] >= 12 for point in ("title", "state that was", "private"))
    of_names = sum(of_each[point] for point in ("part of a state", "organ", "seat", "same name", "whose"))
    assert of_names >= 24


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("secretary of defense", "defence minister", True),
        ("minister of national defence", "defense minister", True),
        ("minister for foreign affairs and trade", "foreign minister", True),
        ("minister", "minister of tourism", True),
        ("leader", "president", True),
        ("deputy prime minister", "prime minister", False),
        ("vice president", "president", False),
        ("foreign minister", "finance minister", False),
        ("foreign ministry spokesman", "foreign minister", False),
    ],
)
def test_offices_of_one_name(one: str, other: str, same: bool, gazetteer: Gazetteer):
    assert same_post(gazetteer.posts(one), gazetteer.posts(other)) is same


def test_past_holders_are_found_by_their_surnames(gazetteer: Gazetteer):
    assert any(h.country == "POL" and h.held("2006-02-10") for h in gazetteer.past_holders("Religa"))
    assert gazetteer.past_holders("Nobody Atall") == ()


def test_a_state_by_the_code_of_its_day(gazetteer: Gazetteer):
    assert gazetteer.state("SUN").id == "state:x-soviet-union"
    assert gazetteer.state("DEU").id == "state:DEU"
    assert gazetteer.state("XXX") is None
    assert gazetteer.adjective("SUN") == "Soviet"
    assert gazetteer.adjective("RUS") == "Russian"
