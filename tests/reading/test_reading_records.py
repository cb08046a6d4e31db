"""Records that other programs wrote: JSON of every form, and the names and forms of their fields."""

from __future__ import annotations

import csv
import gzip
import io
import json
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kg.model import Article
from kg.reading import Failure, read
from kg.reading.columns import TABLE, _folded, records
from kg.reading.text.dates import iso_date
from kg.reading.text.mojibake import mended
from kg.reading.values import words_of

ONE, TWO = "Malta met Tunisia in Valletta.", "Tunisia accused Malta of turning back boats."
RECORDS = [{"id": "1", "text": ONE}, {"id": "2", "text": TWO}]
NEWSAPI = {
    "status": "ok", "totalResults": 1,
    "articles": [{
        "source": {"id": None, "name": "The Sample"}, "author": "Jane Roe", "title": "Talks", "description": "Short.",
        "url": "https://sample.example/1", "urlToImage": None, "publishedAt": "2024-11-01T08:30:00Z",
        "content": f"{ONE} Talks went… [+1234 chars]",
    }],
}  # fmt: skip
GDELT = {"articles": [{
    "url": "https://sample.example/1", "url_mobile": "", "title": "Malta accuses Tunisia", "seendate": "20241101T083000Z",
    "socialimage": "", "domain": "sample.example", "language": "English", "sourcecountry": "Malta",
}]}  # fmt: skip
MEDIACLOUD = {"stories": [{
    "stories_id": 7, "media_name": "The Sample", "publish_date": "2024-11-01 08:30:00", "title": "Talks", "story_text": ONE,
    "url": "https://sample.example/1", "language": "en",
}]}  # fmt: skip
LINKED = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, {
    "@type": "NewsArticle", "headline": "Talks", "articleBody": ONE, "datePublished": "2024-11-01T08:30:00+01:00",
    "author": [{"@type": "Person", "name": "Jane Roe"}, {"name": "J. Poe"}], "publisher": {"name": "The Sample"},
    "inLanguage": "en",
}]}  # fmt: skip
WORDPRESS = [{
    "id": 7, "date": "2024-11-01T08:30:00", "link": "https://sample.example/1", "title": {"rendered": "Talks &amp; boats</b>"},
    "content": {"rendered": f"<p>{ONE}</p><p>{TWO}</p>", "protected": False},
}]  # fmt: skip
ELASTIC = {"hits": {"total": 1, "hits": [{"_index": "news", "_source": {"body": ONE, "@timestamp": 1, "date": 1730449800000}}]}}

FORMS = {
    "lines": "\n".join(map(json.dumps, RECORDS)) + "\n",
    "array": json.dumps(RECORDS),
    "pretty": json.dumps(RECORDS, indent=2),
    "articles": json.dumps({"status": "ok", "articles": RECORDS}),
    "data, pretty": json.dumps({"data": RECORDS}, indent=4),
    "nested": json.dumps({"response": {"docs": RECORDS}}),
    "objects": "\n".join(json.dumps(one, indent=1) for one in RECORDS),
}


def outcomes(path: Path | str, content: Any = None, **names: str) -> list[Any]:
    if content is not None:
        Path(path).write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(path, names))


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_json_gives_the_same(tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = FORMS[form].encode()
    expected = [Article("1", "", ONE), Article("2", "", TWO)]
    assert outcomes(tmp_path / "a.json", data) == expected
    assert outcomes(tmp_path) == expected
    assert outcomes(tmp_path / "b.json.gz", gzip.compress(data)) == expected
    assert outcomes(tmp_path / "c.json", FORMS[form].encode("utf-16")) == expected
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert outcomes("-") == expected


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (NEWSAPI, Article("", "Talks", f"{ONE} Talks went", "2024-11-01", "https://sample.example/1", "The Sample", "Jane Roe")),
        (GDELT, Article("", "Malta accuses Tunisia", "", "2024-11-01", "https://sample.example/1", "sample.example")),
        (MEDIACLOUD, Article("7", "Talks", ONE, "2024-11-01", "https://sample.example/1", "The Sample", None, "en")),
        (LINKED, Article("", "Talks", ONE, "2024-11-01", None, "The Sample", "Jane Roe, J. Poe", "en")),
        (WORDPRESS, Article("7", "Talks & boats", f"{ONE}\n\n{TWO}", "2024-11-01", "https://sample.example/1")),
        (ELASTIC, Article("", "", ONE, "2024-11-01")),
    ],
)  # fmt: skip
def test_answers_of_well_known_services(tmp_path: Path, suffix: str, answer: Any, expected: Article) -> None:
    if suffix == "jsonl" and isinstance(answer, list):
        answer = answer[0]
    found = [one for one in outcomes(tmp_path / f"a.{suffix}", json.dumps(answer)) if one.content]
    (article,) = [one for one in found if "x" != one.content.strip()]
    values = ("title", "text", "published", "url", "outlet", "byline", "language")
    assert [getattr(article, name) for name in values] == [getattr(expected, name) for name in values]
    assert article.id == expected.id or not expected.id


@pytest.mark.parametrize("cut", [0.6, 0.9])
@pytest.mark.parametrize("form", ["array", "articles", "pretty", "data, pretty"])
def test_json_that_is_cut_off_keeps_what_came_before(tmp_path: Path, form: str, cut: float) -> None:
    content = FORMS[form]
    at = content.index(TWO[:9]) + int(len(TWO) * cut)
    article, failure = outcomes(tmp_path / "a.json", content[:at])
    assert article.text == ONE
    assert "expected JSON, got a value that is broken or cut off" in str(failure.error)


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        "{" * 1000,
        '{"a":' * 100_000,
        "[1, 2]",
        '"text"',
        "null",
        '{"articles": 7}',
        '{"articles": []}',
        "[[]]",
        "\0",
        "9" * 5000,
    ],
)
def test_hostile_json_ends_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / "z.txt").write_text(ONE)
    outcomes(tmp_path / "a.json", content)
    assert outcomes(tmp_path)[-1].text == ONE


def test_json_without_any_text_gets_a_hint(tmp_path: Path) -> None:
    for name in ("a.jsonl", "a.json"):
        (failure,) = outcomes(tmp_path / name, '{"id": "b", "words": "Malta."}\n')
        assert str(failure.error).endswith(":1: expected a field 'text', got 'id', 'words'; --map text=NAME names it")


# Names


@pytest.mark.parametrize("line", [
    "Date,Headline,Body,Source", "date;headline;body;newspaper", "publishedAt\ttitle\tcontent\tsource.name",
    "pub_date|Head|full_text|domain",
])  # fmt: skip
@pytest.mark.parametrize("suffix", ["csv", "tsv"])
def test_well_known_names_of_columns(tmp_path: Path, line: str, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mark = next(mark for mark in "\t;|," if mark in line)
    content = f"{line}\n{mark.join(('20241101', 'Talks', ONE, 'The Sample'))}\n"
    expected = [("Talks", ONE, "2024-11-01", "The Sample")]
    found = outcomes(tmp_path / f"a.{suffix}", content)
    assert [(one.title, one.text, one.published, one.outlet) for one in found] == expected
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode("utf-16"))))
    assert [(one.title, one.text, one.published, one.outlet) for one in outcomes("-")] == expected


def test_one_note_a_file_says_what_was_taken_for_what(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "a.csv"
    with caplog.at_level(logging.INFO, logger="kg"):
        outcomes(path, f"id,body,date,section,words\n1,{ONE},2024-11-01,World,5\n2,{TWO},2024-11-01,World,5\n")
    assert caplog.messages == [f"{path}: read 'body' as text, 'date' as published; left out 'section', 'words'"]


def test_own_names_need_no_note(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="kg"):
        outcomes(tmp_path / "a.csv", f"id,text\n1,{ONE}\n")
    assert not caplog.messages


def test_own_names_come_first_and_what_is_empty_last(tmp_path: Path) -> None:
    lines = [{"text": ONE, "content": TWO}, {"text": "", "content": TWO}, {"content": None, "description": ONE}]
    found = outcomes(tmp_path / "a.jsonl", "\n".join(map(json.dumps, lines)))
    assert [one.text for one in found] == [ONE, TWO, ONE]


def test_a_map_overrules_what_is_understood(tmp_path: Path) -> None:
    (article,) = outcomes(tmp_path / "a.jsonl", json.dumps({"body": TWO, "lead": ONE, "date": "2024-11-01"}), text="lead")
    assert (article.text, article.published) == (ONE, "2024-11-01")


def test_the_table_of_names_is_sorted_and_each_means_one_thing() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = [_folded(name) for row in rows for name in row["names"].split()]
    assert sorted(names) == sorted(set(names))
    assert [row["field"] for row in rows[:-1]] == sorted(row["field"] for row in rows[:-1])


# Values


@pytest.mark.parametrize(
    ("value", "field", "expected"),
    [
        ("x", "title", "x"), (None, "title", ""), (7, "id", "7"), (1.5, "id", "1.5"), (float("nan"), "published", ""),
        (True, "title", None), (7, "text", None), (["A", "B"], "title", "A"), (["A", "B"], "byline", "A, B"),
        (["A.", "B."], "text", "A.\n\nB."), ({"id": None, "name": "S"}, "outlet", "S"), ({"id": "s"}, "outlet", "s"),
        ([{"name": "A"}, {"name": "B"}], "byline", "A, B"), ({}, "outlet", ""), ([], "title", ""), ({"x": 1}, "outlet", ""),
        (datetime(2024, 11, 1, tzinfo=UTC), "published", "2024-11-01T00:00:00+00:00"), ([[[[[[[[[["deep"]]]]]]]]]], "title", ""),
    ],
)  # fmt: skip
def test_the_words_in_a_value(value: Any, field: str, expected: str | None) -> None:
    assert words_of(value, field) == expected


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("20241101083000", "2024-11-01"), ("2024110108", "2024-11-01"), ("1730449800", "2024-11-01"),
        ("1730449800.25", "2024-11-01"),
        ("1730449800000", "2024-11-01"), ("1730449800000000", "2024-11-01"), ("20241101T083000Z", "2024-11-01"),
        ("2024-11-01T08:30:00+01:00", "2024-11-01"), ("2024/11/01", "2024-11-01"), ("2024.11.01", "2024-11-01"),
        ("99999999999999999999", None), ("20241301083000", None), ("1 Nov 2024 0:0 +9999999999999", "2024-11-01"),
        ("0", None), ("-1", None),
    ],
)  # fmt: skip
def test_stamps(words: str, day: str | None) -> None:
    assert iso_date(words) == day


def test_objects_without_articles_are_no_articles() -> None:
    assert list(records({"articles": [{"text": "A"}, 7]}, "p"))[0] == {"text": "A"}
    assert isinstance(list(records({"articles": [{"text": "A"}, 7]}, "p"))[1], Failure)


# Encodings


@pytest.mark.parametrize("words", ["Turkey’s president said “no” – twice", "the café in Köln", "São Tomé"])
def test_mojibake_is_mended(words: str) -> None:
    broken = words.encode().decode("cp1252", "replace")
    assert mended(words) == words
    assert "\ufffd" in broken or mended(broken) == words


def test_mojibake_is_mended_in_articles(tmp_path: Path) -> None:
    line = json.dumps({"title": "Turkeyâ€™s", "text": "Turkeyâ€™s president met Malta.", "outlet": "Le Quotidien dâ€™Oran"})
    (article,) = outcomes(tmp_path / "a.jsonl", line)
    assert (article.title, article.text, article.outlet) == ("Turkey’s", "Turkey’s president met Malta.", "Le Quotidien d’Oran")
