"""Dates of deeds: what their words mean, and which deed of a sentence they date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.calendar import WEEKDAYS, resolve
from kg.model import Article, Candidate

PUBLISHED = "2024-11-20"  # a Wednesday

MEANT = [
    ("Monday", "2024-11-18", "day"),
    ("Wednesday", "2024-11-20", "day"),
    ("late on Tuesday night", "2024-11-19", "day"),
    ("last Wednesday", "2024-11-13", "day"),
    ("next Monday", "2024-11-25", "day"),
    ("Tuesday and Wednesday", "2024-11-19", "day"),
    ("yesterday", "2024-11-19", "day"),
    ("2024-06-19", "2024-06-19", "day"),
    ("Nov 1", "2024-11-01", "day"),
    ("1 November 2023", "2023-11-01", "day"),
    ("March 3rd, 2023", "2023-03-03", "day"),
    ("Wednesday, Nov 20", "2024-11-20", "day"),
    ("June 19-20", "2024-06-19", "day"),
    ("Dec 3", "2024-12-03", "day"),  # soon, rather than a year ago
    ("May 7", "2024-05-07", "day"),
    ("June", "2024-06", "month"),
    ("Earlier in June", "2024-06", "month"),
    ("December", "2023-12", "month"),
    ("November", "2024-11", "month"),
    ("April 2023", "2023-04", "month"),
    ("June 31", "2024-06", "month"),  # no such day
    ("last month", "2024-10", "month"),
    ("next month", "2024-12", "month"),
    ("three months ago", "2024-08", "month"),
    ("2016", "2016", "year"),
    ("late 2023", "2023", "year"),
    ("last year", "2023", "year"),
    ("two days ago", "2024-11-18", "day"),
    ("the 1990s", None, None),
    ("four days", None, None),
    ("decades", None, None),
    ("last week", None, None),
    ("daily", None, None),
    ("overnight", None, None),
]


@pytest.mark.parametrize(("phrase", "when", "granularity"), MEANT, ids=[row[0] for row in MEANT])
def test_words_count_from_the_day_of_publication(phrase: str, when: str | None, granularity: str | None) -> None:
    assert resolve(phrase, PUBLISHED) == (when, granularity)


@pytest.mark.parametrize(
    ("phrase", "when"),
    [
        ("Monday", "2024-11-25"), ("Wednesday", "2024-11-20"), ("January", "2025-01"), ("May 7", "2025-05-07"),
        ("November", "2024-11"),
    ],
)
def test_what_is_still_to_come_is_ahead(phrase: str, when: str) -> None:
    assert resolve(phrase, PUBLISHED, ahead=True)[0] == when


@pytest.mark.parametrize(
    ("phrase", "when"),
    [
        ("two days earlier", "2024-10-30"), ("Three days later", "2024-11-04"), ("the same day", "2024-11-01"),
        ("the following day", "2024-11-02"), ("a day before", "2024-10-31"), ("the day", "2024-11-01"),
        ("a year earlier", "2023"),
    ],
)
def test_some_words_count_from_the_day_spoken_of_before(phrase: str, when: str) -> None:
    assert resolve(phrase, PUBLISHED, anchor="2024-11-01")[0] == when
    assert resolve(phrase, PUBLISHED) == (None, None)


@pytest.mark.parametrize("phrase", ["Monday", "Nov 1", "June", "last month", "yesterday", "two days ago"])
def test_without_a_day_of_publication_there_is_no_date(phrase: str) -> None:
    assert resolve(phrase, None) == (None, None)


@pytest.mark.parametrize(("phrase", "when"), [("2016", "2016"), ("1 November 2023", "2023-11-01"), ("April 2023", "2023-04")])
def test_a_full_date_needs_no_day_of_publication(phrase: str, when: str) -> None:
    assert resolve(phrase, None)[0] == when


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.sampled_from(WEEKDAYS), st.booleans())
def test_a_weekday_is_that_weekday_within_a_week(published: date, weekday: str, ahead: bool) -> None:
    when = date.fromisoformat(resolve(weekday, published.isoformat(), ahead=ahead)[0] or "")
    assert when.weekday() == WEEKDAYS.index(weekday)
    assert 0 <= ((when - published) if ahead else (published - when)).days < 7


# sentence, lemma of the deed, its date, its date phrase
DEEDS = [
    ("Russia attacked Ukraine on Monday.", "attack", "2024-11-18", "Monday"),
    ("On Monday, Israel said Iran had attacked Iraq.", "attack", None, None),
    ("Israel attacked Iran on Monday and invaded Lebanon.", "invade", "2024-11-18", "Monday"),
    ("India suspended the treaty with Pakistan and expelled Pakistani diplomats in April.", "suspend", "2024-04", "April"),
    ("Australia sent police to Fiji after riots in May.", "send", None, None),
    ("Iran has armed Syria since 2015.", "arm", None, "since 2015"),
    ("Russia will attack Ukraine on Monday.", "attack", "2024-11-25", "Monday"),
    ("Biden urged Israel on Monday to attack Iran.", "urge", "2024-11-18", "Monday"),
    ("Biden urged Israel on Monday to attack Iran.", "attack", None, None),
    ("China and India signed a treaty on Friday after four days of talks.", "sign", "2024-11-15", "Friday"),
    ("Britain sanctioned Iran on Thursday over Tehran's attack on Israel.", "attack", None, None),
    ("Iran has attacked Israel since June, when it invaded Iraq.", "invade", "2024-06", "June"),
    ("Putin visited China on Friday. Two days later Xi invited Modi to Beijing.", "invite", "2024-11-17", "Two days later"),
    ("Russia carried out an attack on Ukraine in October 2023.", "attack", "2023-10", "October 2023"),
]


@pytest.fixture(scope="module")
def read_deeds(extractor) -> dict[str, list[Candidate]]:
    texts = sorted({text for text, *_ in DEEDS})
    articles = [Article(text, "", text, PUBLISHED) for text in texts]
    return {document.article.id: list(document.candidates) for document in extractor.read(articles)}


@pytest.mark.parametrize(("text", "lemma", "when", "phrase"), DEEDS, ids=[f"{row[1]}: {row[0]}" for row in DEEDS])
def test_a_deed_has_the_date_of_its_own_clause(read_deeds, text: str, lemma: str, when: str | None, phrase: str | None) -> None:
    found = [c for c in read_deeds[text] if c.relation.lemma == lemma]
    assert found
    assert {(c.date, c.date_phrase) for c in found} == {(when, phrase)}
