"""Dates of deeds: what their words mean, and which deed of a sentence they date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.deeds.calendar import WEEKDAYS, resolve
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
    ("Dec 3", "2023-12-03", "day"),  # what was done does not lie ahead
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
        ("Monday", "2024-11-25"),
        ("Wednesday", "2024-11-20"),
        ("January", "2025-01"),
        ("May 7", "2025-05-07"),
        ("November", "2024-11"),
    ],
)
def test_what_is_still_to_come_is_ahead(phrase: str, when: str) -> None:
    assert resolve(phrase, PUBLISHED, ahead=True)[0] == when


@pytest.mark.parametrize(
    ("phrase", "when"),
    [
        ("two days earlier", "2024-10-30"),
        ("Three days later", "2024-11-04"),
        ("the same day", "2024-11-01"),
        ("the following day", "2024-11-02"),
        ("a day before", "2024-10-31"),
        ("the day", "2024-11-01"),
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


TODAY = (PUBLISHED, None, "report")
UNDATED = (None, None, None)

# sentence, lemma of the deed, its date, its date phrase, what gives the date
DEEDS = [
    ("Russia attacked Ukraine on Monday.", "attack", "2024-11-18", "Monday", "text"),
    ("On Monday, Israel said Iran had attacked Iraq.", "attack", *UNDATED),
    ("Israel attacked Iran on Monday and invaded Lebanon.", "invade", "2024-11-18", "Monday", "text"),
    ("India suspended a treaty with Pakistan and expelled Pakistani envoys in April.", "suspend", "2024-04", "April", "text"),
    ("Australia sent police to Fiji after riots in May.", "send", *TODAY),
    ("Iran has armed Syria since 2015.", "arm", None, "since 2015", None),
    ("Russia will attack Ukraine on Monday.", "attack", "2024-11-25", "Monday", "text"),
    ("Biden urged Israel on Monday to attack Iran.", "urge", "2024-11-18", "Monday", "text"),
    ("Biden urged Israel on Monday to attack Iran.", "attack", *UNDATED),
    ("China and India signed a treaty on Friday after four days of talks.", "sign", "2024-11-15", "Friday", "text"),
    ("Britain sanctioned Iran on Thursday over Tehran's attack on Israel.", "attack", *UNDATED),
    ("Iran has attacked Israel since June, when it invaded Iraq.", "invade", "2024-06", "June", "text"),
    ("Putin visited Iran on Friday. Two days later Xi warned Modi.", "warn", "2024-11-17", "Two days later", "text"),
    ("Russia carried out an attack on Ukraine in October 2023.", "attack", "2023-10", "October 2023", "text"),
    # news
    ("Turkey condemned Israel.", "condemn", *TODAY),
    ("Chad did not recall its envoy from Sudan.", "recall", *TODAY),
    ("Officials said Chad expelled two Sudanese envoys.", "expel", *TODAY),
    ('"Iran attacked Kuwait," the Kuwaiti foreign minister said.', "attack", *TODAY),
    ("Egypt carried out an airstrike on Libya, killing nine.", "strike", *TODAY),
    ("Talks between Armenia and Azerbaijan ended without a deal.", "talk", *TODAY),
    ("A Turkish airstrike on Iraq wounded four villagers.", "airstrike", *TODAY),
    ("It was Algeria, not Tunisia, that condemned Morocco.", "condemn", *TODAY),
    ("Jordan continued to shell Syria.", "shell", *TODAY),
    ("Algeria expelled the Moroccan ambassador, accusing Rabat of spying.", "expel", *TODAY),
    # background
    ("Facing sanctions over its invasion of Georgia, Russia asked Serbia for help.", "invasion", *UNDATED),
    ("Japan, which occupied Korea for decades, apologised to Seoul.", "apologise", *TODAY),
    ("Germany, which occupied Norway, apologised to Oslo.", "occupy", *UNDATED),
    ("Peru had recalled its ambassador from Chile before the talks.", "recall", *UNDATED),
    ("The war between Eritrea and Ethiopia displaced thousands.", "war", *UNDATED),
    ("Because Niger expelled French troops, Paris closed its embassy there.", "expel", *UNDATED),
    ("In the 1980s Libya invaded Chad.", "invade", None, "the 1980s", None),
    ("Pakistan previously accused India of spying.", "accuse", None, "previously", None),
    ("In recent years Qatar has funded Hamas.", "fund", None, "In recent years", None),
    ("During the Cold War, Cuba helped Angola.", "help", None, "During the Cold War", None),
    ("In the 19th century Britain invaded Afghanistan.", "invade", None, "In the 19th century", None),
    ("Last week Mali accused Togo of spying.", "accuse", None, "Last week", None),
    ("Why did Ghana expel the Togolese ambassador?", "expel", *UNDATED),
    # words of days
    ("Israel shelled Lebanon on the 5th.", "shell", "2024-11-05", "the 5th", "text"),
    ("Iran seized a Greek tanker on the morning of the 2nd.", "seize", "2024-11-02", "the 2nd", "text"),
    ("On 24/2/2022 Russia invaded Ukraine.", "invade", "2022-02-24", "24/2/2022", "text"),
    ("Russia invaded Ukraine on 2/24/2022. India condemned Pakistan on 3/4/2023.", "condemn", "2023-03-04", "3/4/2023", "text"),
    ("Russia invaded Ukraine on 24.02.2022. India condemned Nepal on 3.4.2023.", "condemn", "2023-04-03", "3.4.2023", "text"),
    ("India condemned Bhutan on 24/4/23.", "condemn", "2023-04-24", "24/4/23", "text"),
    ("India condemned Bhutan on 3/4/2023.", "condemn", None, "3/4/2023", None),
    ("On Christmas Day Ethiopia attacked Eritrea.", "attack", "2023-12-25", "Christmas Day", "text"),
    ("Sudan bombed Chad on Good Friday.", "bomb", "2024-03-29", "Good Friday", "text"),
    ("Syria shelled Turkey the day before yesterday.", "shell", "2024-11-18", "the day before yesterday", "text"),
    ("In 2008 Russia invaded Georgia. A year later it attacked Ukraine.", "attack", "2009", "A year later", "text"),
    ("Rebels from Chad attacked Niger on December 15.", "attack", "2023-12-15", "December 15", "text"),
    ("Malawi signed a treaty with Zambia in May 2031.", "sign", None, "May 2031", None),
    ("2014: Russia sanctions Norway and attacks Ukraine.", "attack", "2014", "2014", "text"),
    ("Iran timeline\n\nMarch 3 – Iran bombs Iraq\nApril 7 – Iraq condemns Iran", "condemn", "2024-04-07", "April 7", "text"),
]


@pytest.fixture(scope="module")
def read_deeds(extractor) -> dict[str, list[Candidate]]:
    texts = sorted({text for text, *_ in DEEDS})
    articles = [Article(text, "", text, PUBLISHED) for text in texts]
    return {document.article.id: list(document.candidates) for document in extractor.read(articles)}


@pytest.mark.parametrize(("text", "lemma", "when", "phrase", "basis"), DEEDS, ids=[f"{row[1]}: {row[0]}" for row in DEEDS])
def test_a_deed_has_the_date_of_its_own_clause(
    read_deeds, text: str, lemma: str, when: str | None, phrase: str | None, basis: str | None
) -> None:
    found = [c for c in read_deeds[text] if c.relation.lemma == lemma]
    assert found
    assert {(c.date, c.date_phrase, c.date_basis) for c in found} == {(when, phrase, basis)}


@pytest.mark.parametrize(("order", "when"), [(None, None), ("dmy", "2024-05-04"), ("mdy", "2024-04-05")])
def test_an_order_may_be_given_for_articles_that_show_none(order: str | None, when: str | None) -> None:
    assert resolve("4/5/2024", "2024-11-20", order=order)[0] == when  # type: ignore[arg-type]
    assert resolve("24/5/2024", "2024-11-20", order=order)[0] == "2024-05-24"  # type: ignore[arg-type]
