"""Exports of press databases: each layout's articles, with the export's own words left out; the samples are ours."""

from __future__ import annotations

import csv
import gzip
import io
import logging
from pathlib import Path

import pytest

from kg.model import Article
from kg.reading import Failure, read
from kg.reading.formats.exports.labels import TABLE
from kg.reading.text.wrapped import unwrapped

FIRST = "Malta met Tunisia in Valletta on Friday to discuss fishing rights in the strait, the foreign ministry said."
SECOND = "Tunisia accused Malta of turning back four boats in October."
THIRD = "Malta released the boats."

NEXIS = f"""
                               1 of 2 DOCUMENTS


                             The Sample (Valletta)

                            November 1, 2024 Friday

Harbour talks open
in Valletta

BYLINE: Jane Roe

SECTION: INTERNATIONAL; Pg. 3

LENGTH: 42 words

DATELINE: Valletta

{FIRST.replace(" the strait", chr(10) + "the strait")}

{SECOND}

LOAD-DATE: November 2, 2024

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                    Copyright 2024 The Sample Ltd
                        All Rights Reserved


                               2 of 2 DOCUMENTS


                              The Other Sample

                                2 November 2024

HEADLINE: Boats return

LENGTH: 10 words

{THIRD}

LOAD-DATE: November 3, 2024
"""
NEXIS_UNI = f"""User Name: Jane Roe
Date and Time: Friday, November 8, 2024 3:14:00 PM CET
Documents (2)
1. Harbour talks open in Valletta
2. Boats return

Harbour talks open in Valletta
The Sample (Valletta)
November 1, 2024 Friday

Copyright 2024 The Sample Ltd All Rights Reserved

Section: WORLD; Pg. 3
Length: 42 words
Byline: Jane Roe
Highlight: Boats were turned back.
Body


{FIRST} The talks, its spokesman added, would go on next week.
{SECOND}
Graphic

A boat. Photo: J. Roe

Classification
Language: ENGLISH
Publication-Type: Newspaper
Load-Date: November 2, 2024


End of Document

Boats return
The Other Sample
November 2, 2024 Saturday 10:15 AM EST

Copyright 2024 Other Sample

Length: 10 words
Body

{THIRD}

Load-Date: November 3, 2024

End of Document
"""
FACTIVA = f"""HD   Harbour talks open
BY   By Jane Roe
WC   42 words
PD   1 November 2024
ET   08:30
SN   The Sample
SC   SMPL
LA   English
CY   Copyright 2024 The Sample
LP
{FIRST}
TD
{SECOND}

IN BRIEF Malta denied it.

NS   gdip : Diplomacy | gcat : Political
RE   malta : Malta | tunis : Tunisia
PUB  Sample Press
AN   Document SMPL000020241101ekb10000x


HD   Boats return
WC   10 words
PD   2 November 2024
SN   The Other Sample
LP   {THIRD}
AN   Document OTHR000020241102ekb20000y

Search Summary
Text    malta
Date    All Dates
"""
FACTIVA_PLAIN = f"""Harbour talks open
By Jane Roe
42 words
1 November 2024
08:30
The Sample
SMPL
English
(c) 2024 The Sample

{FIRST}

{SECOND}

Document SMPL000020241101ekb10000x


Boats return
10 words
2 November 2024
The Other Sample
OTHR
3
English
Copyright 2024. All Rights Reserved.

{THIRD}

Document OTHR000020241102ekb20000y
"""
PROQUEST = f"""____________________________________________________________

Document 1 of 2

Harbour talks open

Author: Jane Roe

Publication info: The Sample ; Valletta [Valletta]01 Nov 2024: A.3.

https://proquest.example/docview/1

Abstract: Malta met Tunisia.

Links: https://example.example/1

Full text: {FIRST}

{SECOND}

Subject: Fishing; Boats

Location: Malta

Title: Harbour talks open

Publication title: The Sample

First page: A.3

Publication year: 2024

Publication date: Nov 1, 2024

Language of publication: English

ProQuest document ID: 1000000001

Document URL: https://proquest.example/docview/1

Copyright: Copyright The Sample Nov 1, 2024

Last updated: 2024-11-02

Database: Sample Newsstream

____________________________________________________________

Document 2 of 2

Boats return

Full text: {THIRD}

Title: Boats return

Publication title: The Other Sample

Publication date: Nov 2, 2024

ProQuest document ID: 1000000002

____________________________________________________________

Contact us at: https://proquest.example/contact

Database copyright © 2024 ProQuest LLC. All rights reserved.
"""
TALKS, BOATS = f"{FIRST}\n\n{SECOND}", THIRD
LAYOUTS = {"nexis": NEXIS, "nexis uni": NEXIS_UNI, "factiva": FACTIVA, "factiva plain": FACTIVA_PLAIN, "proquest": PROQUEST}


def articles(path: Path | str, content: str | bytes = b"") -> list[Article]:
    if content:
        Path(path).write_bytes(content if isinstance(content, bytes) else content.encode())
    found = list(read(path))
    assert all(isinstance(one, Article) for one in found), found
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_document_is_an_article_of_its_own(tmp_path: Path, layout: str) -> None:
    talks, boats = articles(tmp_path / "a.txt", LAYOUTS[layout])
    assert talks.title.startswith("Harbour talks open")
    assert (talks.published, talks.byline) == ("2024-11-01", "Jane Roe")
    assert talks.outlet in ("The Sample", "The Sample (Valletta)")
    assert talks.text.startswith(FIRST)
    assert SECOND in talks.text
    assert (boats.title, boats.text, boats.published, boats.outlet) == ("Boats return", BOATS, "2024-11-02", "The Other Sample")
    assert talks.id != boats.id


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "words",
    ["Copyright", "All Rights", "LANGUAGE", "Language", "Document", "Graphic", "gdip", "SMPL", "proquest", "Highlight", "Pg. 3"],
)
def test_what_the_export_adds_is_left_out(tmp_path: Path, layout: str, words: str) -> None:
    assert all(words not in article.content for article in articles(tmp_path / "a.txt", LAYOUTS[layout]))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_from_windows_a_folder_a_packed_file_and_standard_input(
    tmp_path: Path, layout: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = LAYOUTS[layout].replace("\n", "\r\n").encode("utf-16")
    expected = articles(tmp_path / "a.txt", LAYOUTS[layout])
    assert articles(tmp_path) == expected
    assert articles(tmp_path / "b.txt", data) == expected
    assert articles(tmp_path / "c.txt.gz", gzip.compress(data)) == expected
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert articles("-") == expected


def test_ids_of_the_databases_are_kept(tmp_path: Path) -> None:
    assert [one.id for one in articles(tmp_path / "f.txt", FACTIVA)] == ["SMPL000020241101ekb10000x", "OTHR000020241102ekb20000y"]
    assert [one.id for one in articles(tmp_path / "p.txt", PROQUEST)] == ["1000000001", "1000000002"]


def test_two_capitals_of_the_text_are_no_code(tmp_path: Path) -> None:
    assert "IN BRIEF Malta denied it." in articles(tmp_path / "a.txt", FACTIVA)[0].text


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("part", [0.2, 0.5, 0.8, 0.95])
def test_an_export_that_is_cut_off_keeps_what_is_there(tmp_path: Path, layout: str, part: float) -> None:
    content = LAYOUTS[layout]
    path = tmp_path / "a.txt"
    path.write_text(content[: int(len(content) * part)], encoding="utf-8")
    found = list(read(path))
    assert found
    assert part < 0.8 or any(isinstance(one, Article) and one.text.startswith(FIRST) for one in found)


def test_a_document_without_words_is_a_failure_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FACTIVA.replace("Boats return", "").replace(THIRD, ""), encoding="utf-8")
    talks, failure = read(path)
    assert isinstance(talks, Article)
    assert isinstance(failure, Failure)
    assert str(failure.error) == f"{path}:21: document 2 of a Factiva export has neither text nor title"


@pytest.mark.parametrize(
    "text",
    [
        "HD televisions were sold by Malta.\nPD\n",
        "Length: 612 words\nMalta met Tunisia.",
        "End of Document was a phrase that Malta used.\n\nIt left.",
        "____________________________________________________________\n\nMalta left.\n",
        "Title: a plan\n\nFull text: none, said Malta.",
    ],
)
def test_what_only_looks_a_little_like_an_export_is_one_article(tmp_path: Path, text: str) -> None:
    (article,) = articles(tmp_path / "a.txt", text)
    assert article.text


def test_a_file_that_seems_to_hold_several_articles_is_noted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "a.txt"
    text = f"VALLETTA, Nov. 1, 2024 (Sample) - {FIRST}\n\nTUNIS, Nov. 3, 2024 (Sample) - {SECOND}"
    with caplog.at_level(logging.WARNING, logger="kg"):
        articles(path, text)
    assert caplog.messages == [
        f"{path}: looks like several articles (of 2024-11-01, 2024-11-03), but is read as one; give each a file or a JSON line"
    ]


def test_the_table_of_labels_is_sorted_and_known() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    keys = [(row["layout"], row["label"]) for row in rows]
    assert keys == sorted(set(keys))
    fields = {"", "abstract", "byline", "id", "language", "loaded", "outlet", "published", "text", "title", "url"}
    assert {row["field"] for row in rows} <= fields
    assert {row["place"] for row in rows} == {"start", "end"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One line\nand more.\n\nNext.", "One line and more.\n\nNext."),
        ("Long " * 30 + "\nNext.", f"{('Long ' * 30).strip()}\n\nNext."),
        ("The first paragraph ends in the\nmidst.\nThe second one follows at once, as\nsome do.", None),
        ("", ""),
    ],
)
def test_lines_broken_at_a_margin_are_put_together(text: str, expected: str | None) -> None:
    if expected is None:
        expected = "The first paragraph ends in the midst.\n\nThe second one follows at once, as some do."
    assert unwrapped(text) == expected


def test_words_broken_at_a_margin_are_put_together() -> None:
    assert unwrapped("The inter-\nnational court and the North-\nSouth line.", hyphens=True) == (
        "The international court and the North- South line."
    )
