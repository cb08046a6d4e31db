"""Country and sector of everyday phrases for parties, by PLOVER's manual: a floor, since some phrases are known to fail."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.model import Article
from kg.pipeline.stages import Result, Stages

FLOOR = 0.94  # of the phrases both are right: 254 of 269 and more
ROWS = list(csv.DictReader((Path(__file__).parent / "sectors.csv").open(encoding="utf-8")))
HELD = ("Chile's Defense Department", "Syrian mercenaries", "farmers in the Netherlands", "Ecuador's ex-president")

Answer = tuple[str | None, str | None]


@pytest.fixture(scope="module")
def answers(stages: Stages) -> list[Answer]:
    """Country and sector of the widest mention at the head of each sentence."""
    articles = [Article(str(n), "", f"{_capital(row['phrase'])} criticised Japan on Monday.") for n, row in enumerate(ROWS)]
    widest: dict[int, tuple[int, Answer]] = {}
    for result in stages.run(articles):
        assert isinstance(result, Result)
        n = int(result.article.id)
        for mention in result.mentions:
            width = mention.end - mention.start
            if mention.end <= len(ROWS[n]["phrase"]) and width > widest.get(n, (0, (None, None)))[0]:
                widest[n] = width, (mention.actor.country, mention.actor.role)
    return [widest.get(n, (0, (None, None)))[1] for n in range(len(ROWS))]


def _capital(phrase: str) -> str:
    return phrase[0].upper() + phrase[1:]


def test_country_and_sector_of_phrases(answers: list[Answer]) -> None:
    wrong = [
        (row["phrase"], answer)
        for row, answer in zip(ROWS, answers, strict=True)
        if answer[0] != row["country"] or answer[1] not in row["sector"].split("|")
    ]
    assert len(wrong) <= (1 - FLOOR) * len(ROWS), wrong


@pytest.mark.parametrize("phrase", HELD)
def test_these_are_held_one_by_one(phrase: str, answers: list[Answer]) -> None:
    n = next(n for n, row in enumerate(ROWS) if row["phrase"] == phrase)
    assert answers[n][0] == ROWS[n]["country"] and answers[n][1] in ROWS[n]["sector"].split("|")
