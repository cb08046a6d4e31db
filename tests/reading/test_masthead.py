"""A page copied as plain text: its headline, its byline with the day, its caption."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.model import Article
from kg.reading import read
from kg.reading.text.dates import written_date
from kg.reading.text.masthead import headed

CAPTION = "Two Togolese ships have been seen off the coast of Benin, according to fishermen."
PAGE = f"""Last update: May 20, 2020 09:12

The Sample logo

Ghana Urges Benin to Press Togo to Recall Ships from Benin's Coast

By Jane Roe May 1, 2020

None

{CAPTION} / Sample Photo

Ghana is urging Benin to press Togo to recall ships.

{CAPTION}"""

BODY = "Malta warned Libya."
# (kind, text, title, byline, day)
HEADS = [
    ("byline", f"Malta warns Libya over boats\nBy JANE ROE | 4 March 2025, 09:12 GMT\n{BODY}", 28, "JANE ROE", "2025-03-04"),
    ("logo first", f"Sample News logo\n\nMalta warns Libya over boats\n\n{BODY}", 28, None, None),
    ("headline alone", f"Malta warns Libya over boats\n\n{BODY}", 28, None, None),
    ("sentence first", f"{BODY}\n\nMalta warns Libya over boats\n\n{BODY}", 0, None, None),
    ("list", "Malta warns Libya over boats\nChad thanks Mali for help", 0, None, None),
    ("bullets", f"• Malta warns Libya over boats\n\n{BODY}", 0, None, None),
    ("one line", "Malta warns Libya over boats", 0, None, None),
    ("dateline", f"VALLETTA, Nov. 1, 2024 (Sample) - {BODY}", 0, None, None),
    ("update is no headline", f"Updated 4 March 2025 at 10:00\n\n{BODY}", 0, None, None),
    ("too short", f"World news\n\n{BODY}", 0, None, None),
]


@pytest.mark.parametrize(("text", "title", "byline", "day"), [row[1:] for row in HEADS], ids=[row[0] for row in HEADS])
def test_the_head_of_a_page(text: str, title: int, byline: str | None, day: str | None) -> None:
    found = headed(text)
    assert found.get("title", "") == "Malta warns Libya over boats"[:title]
    assert (found.get("byline"), found.get("published")) == (byline, day)
    assert found["text"].endswith(text.split("\n")[-1])


def test_a_page_is_read_by_its_headline_and_byline(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    (article,) = read(path)
    assert isinstance(article, Article)
    assert (article.published, article.byline) == ("2020-05-01", "Jane Roe")
    assert article.title == "Ghana Urges Benin to Press Togo to Recall Ships from Benin's Coast"
    assert article.text == f"Ghana is urging Benin to press Togo to recall ships.\n\n{CAPTION}"


def test_a_later_change_dates_an_article_only_where_nothing_else_does() -> None:
    assert written_date("Last update: May 20, 2020\n\nMay 1, 2020\n\nMalta left.") == "2020-05-01"
    assert written_date("Malta left.\n\nLast update: May 20, 2020") == "2020-05-20"


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Ghana pressed Benin to recall troops deployed to Togo.", "BEN"),
        ("Mali withdrew soldiers stationed in Chad.", "MLI"),
        ("Norway urged Russia to withdraw forces fighting in Ukraine.", "RUS"),
    ],
)
def test_who_is_called_home_is_of_who_calls(rules, text: str, doer: str) -> None:
    (result,) = rules.run([Article("a", "", text, "2024-11-01")])
    assert doer in {s.source.actor.country for s in result.statements if s.relation.lemma in ("deploy", "station", "fight")}
