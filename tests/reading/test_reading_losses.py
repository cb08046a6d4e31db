"""Nothing is lost silently, and nothing ends a reading but its own end: folders, names, and what once broke a reader."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kg.model import Article
from kg.reading import Failure, count, read
from kg.reading.names import shown

BODY = "Malta met Tunisia in Valletta on Friday to discuss fishing rights in the strait."
MORE = "Tunisia accused Malta of turning back four boats in October."
ENTRY = "<item><title>Talks</title><guid>1</guid>{}</item>"
FEED = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>S</title>{}</channel></rss>'


def outcomes(path: Path | str) -> tuple[list[Article], list[str]]:
    found = list(read(path))
    failures = [f"{one.outcome}: {one.error}" for one in found if isinstance(one, Failure)]
    return [one for one in found if isinstance(one, Article)], failures


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# Folders and names


def test_a_linked_folder_is_read_and_one_that_goes_round_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "a.txt", BODY)
    write(tmp_path / "news" / "b.txt", MORE)
    (tmp_path / "news" / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "news" / "round").symlink_to(tmp_path / "news")
    articles, failures = outcomes(tmp_path / "news")
    assert ([one.text for one in articles], failures) == ([MORE, BODY], [])


def test_what_is_hidden_is_counted(tmp_path: Path) -> None:
    for name in ("a.txt", ".b.txt", ".git/c.txt", "sub/.d.txt"):
        write(tmp_path / name, BODY)
    articles, failures = outcomes(tmp_path)
    assert (len(articles), len(failures)) == (1, 3)
    assert failures[0] == f"skipped: {tmp_path}/.b.txt: a hidden file; name it to have it read"
    assert count(tmp_path) == 4
    assert outcomes(tmp_path / ".b.txt")[0][0].text == BODY


@pytest.mark.parametrize("names", [("caf\u00e9.txt", "cafe\u0301.txt"), ("a\u200bb.txt", "ab.txt"), ("1.txt", "d/1.txt")])
def test_files_whose_names_look_alike_are_two_articles(tmp_path: Path, names: tuple[str, str]) -> None:
    write(tmp_path / names[0], BODY)
    write(tmp_path / names[1], MORE)
    articles, failures = outcomes(tmp_path)
    assert (len({one.id for one in articles}), failures) == (2, [])


@pytest.mark.parametrize("suffix", [b".txt", b".png", b".jsonl"])
def test_a_name_that_is_no_utf_8_can_be_printed_and_stored(tmp_path: Path, suffix: bytes) -> None:
    with open(os.path.join(os.fsencode(tmp_path), b"caf\xe9\x1b[2J" + suffix), "wb") as file:
        file.write(b'{"text": "Malta met Tunisia."}')
    (one,) = read(tmp_path)
    path = one.path if isinstance(one, Article) else one.error.path if isinstance(one, Failure) else ""
    assert (path or "").endswith("caf\\xe9\\x1b[2J" + suffix.decode())
    assert "\x1b" not in json.dumps([str(one)], ensure_ascii=False).encode().decode()


@pytest.mark.parametrize("name", ["a\0b.txt", "x" * 5000, ""])
def test_a_name_that_the_system_refuses_is_a_failure(tmp_path: Path, name: str) -> None:
    (tmp_path / "z.txt").write_text(BODY)
    articles = [one for one in read([name, tmp_path / "z.txt"]) if isinstance(one, Article)]
    assert [one.text for one in articles] == [BODY]


def test_names_are_shown_as_they_are_where_they_can_be() -> None:
    assert shown("news/Łódź 1.txt") == "news/Łódź 1.txt"


def test_the_same_text_of_three_outlets_is_three_articles(tmp_path: Path) -> None:
    lines = [{"text": BODY, "outlet": f"Sample {n}"} for n in (1, 2, 3)]
    articles, _ = outcomes(write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, lines))))
    assert len({one.id for one in articles}) == 3


# Feeds


@pytest.mark.parametrize("words", ["", " ", "&#160;"])
def test_an_empty_content_does_not_hide_the_description(tmp_path: Path, words: str) -> None:
    content = f"<content:encoded>{words}</content:encoded>" if words else "<content:encoded/>"
    path = write(tmp_path / "a.xml", FEED.format(ENTRY.format(f"<description>{BODY}</description>{content}")))
    assert [one.text for one in outcomes(path)[0]] == [BODY]


# What once ended a build


BROKEN = {
    "a.jsonl": '{"id":"2","text":"x","published":"1 Nov 2024 0:0 +9999999999999"}',
    "marked.xml": FEED.format(ENTRY.format("<description>&lt;![foo[x]]&gt;</description>")),
    "digits.xml": FEED.format(ENTRY.format(f"<description>&amp;#{'9' * 5000};</description>")),
    "declared.xml": '<?xml version="1.0"?>',
    "declared twice.xml": '<?xml version="1.0"?><?xml version="1.0"?><rss/>',
    "nothing.xml": "<rss></rss>",
    "odd.jsonl": '{"text": {"name": {"a": [[{}]]}}, "title": [[]], "published": {"x": []}, "id": 1e999, "url": [1]}',
    "deep.jsonl": '{"text": ' + "[" * 900 + "]" * 900 + "}",
    "dates.jsonl": "\n".join(
        json.dumps({"text": BODY, "published": words})
        for words in (
            "0000-00-00",
            "31 Feb 2024",
            "Mon, 99 Foo 0 99:99:99 +9",
            "1" * 59,
            "٢٠٢٤-١١-٠١",
            "1e308",
            "Nov 1 99999",
            "²⁰²⁴",
        )  # fmt: skip
    ),
    "marks.txt": "a" + "\u0301\u0327" * 50_000,
    "cut.html": "<html><body><p>" + BODY + "<!--",
    "null.csv": "id,text\n1,\n2,a\0b\n",
    "wide.csv": "text," + "," * 50_000 + "\nx\n",
    "rtf.rtf": r"{\rtf1 \u99999999999? \'zz \bin9999999 x}",
    "pdf.pdf": "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R /Kids [1 0 R] >>\nendobj\ntrailer << /Root 1 0 R /Size 2 >>",
    "mail.eml": "From: =?utf-8?b?////?= <a@b>\nDate: Mon, 99 Foo\nContent-Type: text/plain; charset=nonsense\n\nMalta left.",
    "box.mbox": "From a 1 2024\nContent-Type: multipart/mixed; boundary=\n\n--\nFrom b 2 2024\n\nx",
    "page.html": '<script type="application/ld+json">{"@type": ["NewsArticle"], "articleBody": 7, "headline": {}}</script>',
    "labels.txt": "HD\nPD\nLP\nAN\nSN\nHD\nHD\n",
    "json.json": '{"articles": [{"text": 7}, null, [], {"text": "Malta met Tunisia."}, {"source": {"name": {"name": 1}}}]}',
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_once_broke_a_reader_harms_only_itself(tmp_path: Path, name: str) -> None:
    write(tmp_path / "zz.txt", MORE)
    write(tmp_path / name, BROKEN[name].encode("utf-8", "surrogatepass"))
    articles, failures = outcomes(tmp_path)
    assert articles[-1].text == MORE
    assert len(articles) + len(failures) > 1
    assert all("\n" not in failure for failure in failures)
