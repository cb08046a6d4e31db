"""What is kept of an article's words: boilerplate goes, other languages are skipped, its own lines give its date."""

from __future__ import annotations

import csv
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article
from kg.reading import Failure, read, read_text
from kg.reading.text.boilerplate import kind_of, table, without_boilerplate
from kg.reading.text.dates import written_date
from kg.reading.text.language import TABLE, foreign_language

BODY = [
    "Malta met Tunisia in Valletta on Friday to discuss fishing rights in the strait.",
    "Tunisia accused Malta of turning back four boats in October.",
    "Malta denied the accusation and offered to share its records.",
]


# Boilerplate


@pytest.mark.parametrize("row", table(), ids=lambda row: row.name)
def test_each_row_of_the_table_tells_its_example_from_news(row) -> None:
    assert kind_of(row.example, row.place) == row.name
    assert kind_of(row.counterexample, row.place) is None


def test_the_table_is_sorted_and_places_are_known() -> None:
    assert [row.name for row in table()] == sorted({row.name for row in table()})
    assert {row.place for row in table()} == {"start", "any", "end"}


@pytest.mark.parametrize(
    "line",
    [
        "Last update: 2024-11-01 08:30 GMT", "Published On 1 Nov 2024",
        "Updated 3 hours ago", "First published: Fri 1 Nov 2024 06.00 CET",
        "Last updated on Friday 1 November 2024 at 10:15 a.m. EST", "By Jane Roe", "BY JANE ROE", "By Jane Roe, Sample Press",
        "By J. R. Roe and our correspondents in Tunis",
        "Photo: Jane Roe", "(Photo by Jane Roe/Getty Images)", "[Jane Roe/Reuters]",
        "REUTERS/Jane Roe",
        "Image credit: Sample", "Read more", "READ MORE: Why it matters", "Read also: Talks", "Related stories",
        "Advertisement", "Share on Facebook", "Subscribe to our newsletter", "Follow @roe on X", "Click here to subscribe",
        "Reporting by Jane Roe; editing by John Poe", "Copyright 2024 The Sample. All rights reserved.",
        "3 min read", "Comments (12)",
    ],
)  # fmt: skip
def test_boilerplate_goes(line: str) -> None:
    text = "\n\n".join([line, *BODY])
    assert without_boilerplate("Talks", text) == "\n\n".join(BODY)


@pytest.mark.parametrize(
    "line",
    [
        "Updated rules on exports took effect on Monday.", "By Monday the army had left.", "Photos showed tanks near Kharkiv.",

        "Read the treaty, Hungary told Poland.", "Reporters Without Borders condemns Iran",
        "Follow-up talks on X were held by Iran.",
        "Images by satellite show a base in Niger", "Contact at the border between India and China was lost.",
        "Watch the border, Iran said.",
        "Save the Children left Yemen.", "Subscribers in Iran met.", "More on the border was said by China.",
        "Comments by Iran angered Iraq",
        "Share prices fell after Iran struck Israel.", "Related attacks hit Iraq.", "Russia and China",
    ],
)  # fmt: skip
def test_news_stays(line: str) -> None:
    for text in ("\n\n".join([line, *BODY]), "\n\n".join([*BODY, line])):
        assert without_boilerplate("Talks", text) == text


def test_a_byline_stands_at_the_start_only() -> None:
    assert without_boilerplate("", "\n".join(["By Jane Roe", *BODY])) == "\n".join(BODY)
    assert without_boilerplate("", "\n".join([*BODY, "By Land And Sea"])).endswith("By Land And Sea")


def test_a_caption_that_repeats_the_body_goes_and_another_loses_its_credit() -> None:
    repeats = "FILE PHOTO: Malta denied the accusation. Photo: Jane Roe"
    adds = "Prime ministers shake hands before the cameras (Jane Roe/Reuters)"
    text = "\n\n".join([repeats, BODY[0], adds, *BODY[1:]])
    kept = "\n\n".join([BODY[0], "Prime ministers shake hands before the cameras", *BODY[1:]])
    assert without_boilerplate("", text) == kept


def test_what_is_said_twice_is_kept_once() -> None:
    text = "\n\n".join(["Harbour  TALKS", *BODY, BODY[0].upper(), "Yes.", "Yes."])
    assert without_boilerplate("Harbour talks", text) == "\n\n".join([*BODY, "Yes.", "Yes."])


def test_a_text_without_boilerplate_stays_to_the_letter() -> None:
    text = "One line.\n\n\n\n  Another,   oddly set.\n"
    assert without_boilerplate("", text) == text


_LINES = st.one_of(st.sampled_from([row.example for row in table()] + BODY), st.text(st.characters(codec="utf-8"), max_size=40))


@given(st.lists(_LINES, max_size=8).map("\n".join))
def test_nothing_is_added(text: str) -> None:
    once = without_boilerplate("T", text)
    assert len(once) <= len(text)
    assert all(any(line in old for old in text.split("\n")) for line in once.split("\n"))


@pytest.mark.parametrize(
    "line", ["Updated " + "1" * 280, "By " + "A " * 140, "x" * 150 + "@" + "y" * 140, "- " * 149, "a via " * 49, "A'-" * 90]
)
def test_no_line_takes_long(line: str) -> None:
    start = time.perf_counter()
    kind_of(line, "start")
    without_boilerplate("", line)
    assert time.perf_counter() - start < 0.1


# Dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("VALLETTA, Nov. 1, 2024 (Sample) - Malta met Tunisia.", "2024-11-01"),
        ("VALLETTA, Malta — November 1, 2024 — Malta met Tunisia.", "2024-11-01"),
        ("(VALLETTA, 1 November 2024) Malta met Tunisia.", "2024-11-01"),
        ("Friday, November 1, 2024\n\nMalta met Tunisia.", "2024-11-01"),
        ("1 November 2024\nMalta met Tunisia.", "2024-11-01"),
        ("Published On 1 Nov 2024\nMalta met Tunisia.", "2024-11-01"),
        ("Malta left.\n\nLast update: 2024-11-01 08:30", "2024-11-01"),
        ("Malta met Tunisia on November 1, 2024.", None), ("VALLETTA, Nov 1 (Sample) - Malta left.", None),
        ("Updated 3 hours ago\nMalta left.", None), ("NATO said on 1 May 2020 that it left - and stayed.", None), ("", None),
    ],
)  # fmt: skip
def test_the_date_that_a_text_gives_itself(text: str, day: str | None) -> None:
    assert written_date(text) == day


def test_front_matter_comes_before_the_dateline(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for front, day in (("published: 2024-11-03", "2024-11-03"), ("published: soon", "2024-11-01"), ("url: u", "2024-11-01")):
        path.write_text(f"---\n{front}\n---\nVALLETTA, 1 Nov 2024 - Malta left.")
        (article,) = read(path)
        assert isinstance(article, Article)
        assert (article.published, article.text) == (day, "VALLETTA, 1 Nov 2024 - Malta left.")


# Language

FOREIGN = {
    "German": "Der Minister hat die Forderung der Union nicht mit dem Kanzler besprochen.",
    "French": "Le président a rencontré les ministres des affaires étrangères pour une réunion sur la paix.",
    "Spanish": "El presidente se reunió con los ministros para hablar de la paz en el país.",
    "Italian": "Il presidente ha incontrato il ministro degli esteri per parlare della pace nel paese, che non è sicuro.",
    "Portuguese": "O presidente não foi ao encontro com os ministros para falar de uma paz que foi assinada pelo país.",
    "Polish": "Prezydent spotkał się z ministrem, ale nie powiedział, że jest gotowy do rozmów przez telefon.",
    "Turkish": "Cumhurbaşkanı ve bakan bu görüşme için çok önemli bir gün olarak gibi konuştu.",
    "Vietnamese": "Tổng thống đã gặp các bộ trưởng và nói rằng đây là một ngày quan trọng của người dân trong nước.",
    "Cyrillic script": "Президент встретился с министром иностранных дел в Москве.",
    "Arabic script": "التقى الرئيس بوزير الخارجية في القاهرة يوم الجمعة",
    "Cjk script": "国家主席星期五在北京会见了外交部长。",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_other_languages_are_told(language: str) -> None:
    assert foreign_language(FOREIGN[language]) == language
    assert foreign_language(" ".join([FOREIGN[language], *BODY * 3])) is None


def test_a_language_without_a_row_is_told_by_its_lack_of_english() -> None:
    assert foreign_language("lorem ipsum dolor sit amet consectetur " * 10)


@pytest.mark.parametrize(
    "text",
    [
        "", "Macron met Scholz.", "Le Pen", "Al Jazeera, Los Angeles, Las Vegas, La Paz", "Kyiv", "2024", "北京", " ".join(BODY),
        "Lok Sabha leader Rahul Gandhi detained in New Delhi", "Die Linke quits Bundestag",
    ],
)  # fmt: skip
def test_names_and_short_texts_are_given_the_benefit_of_the_doubt(text: str) -> None:
    assert foreign_language(text) is None


def test_what_a_page_says_of_itself_counts_only_where_the_words_tell_little() -> None:
    assert foreign_language("Macron rencontre Scholz", "fr-FR") == "language 'fr-FR'"
    assert foreign_language("Macron met Scholz", "en-GB") is None
    assert foreign_language(" ".join(BODY), "fr") is None
    assert foreign_language(FOREIGN["German"], "en") == "German"


def test_every_language_of_the_table_can_be_told() -> None:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    with TABLE.open(encoding="utf-8", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file)]
    assert codes == sorted(set(codes))
    assert set(codes) <= set(LanguageIdentifier.from_model_file(MODEL_FILE).labels)


HEADLINES = [
    "Al-Sharaa meets Bin Salman in Riyadh", "Las Vegas summit: El Salvador, Los Angeles sign accord", "Macron to host Scholz",
    "Al-Qaeda claims al-Anbar blast", "San José court frees ex-president", "Rio de Janeiro to host G20", "Kim Jong Un visits Xi",
    "La Paz recalls ambassador from Lima", "Le Pen trial opens in Paris", "Dar es Salaam port strike ends", "De Croo resigns",
    "Die Linke quits Bundestag panel", "Côte d'Ivoire expels envoy",
]  # fmt: skip


@pytest.mark.parametrize("headline", [*HEADLINES, "\n".join(HEADLINES), "\n".join(HEADLINES).upper()])
def test_names_are_no_evidence_of_another_language(headline: str) -> None:
    assert foreign_language(headline) is None


def test_another_language_is_skipped_and_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "{FOREIGN["German"]}"}}\n{{"text": "{BODY[0]}"}}\n')
    skipped, article = read(path)
    assert isinstance(skipped, Failure)
    assert (skipped.outcome, str(skipped.error)) == ("skipped", f"{path}:1: not in English but in German")
    assert isinstance(article, Article)


def test_a_text_that_is_typed_in_is_read_as_it_stands() -> None:
    for text in (FOREIGN["German"], "Read more: Malta left."):
        article = read_text(text)
        assert isinstance(article, Article)
        assert article.text == text
