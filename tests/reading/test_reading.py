"""Reading: each format, each way in which a file can be wrong, and text that is cleaned once."""

from __future__ import annotations

import io
import json
import logging
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article
from kg.reading import MAX_CHARACTERS, SUFFIXES, Failure, count, read
from kg.reading.text.clean import clean, clean_line
from kg.reading.text.dates import iso_date


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def articles(*inputs: str | Path) -> list[Article]:
    found = list(read(inputs))
    assert all(isinstance(one, Article) for one in found), found
    return found


def failures(*inputs: str | Path) -> list[str]:
    return [f"{one.outcome}: {one.error}" for one in read(inputs) if isinstance(one, Failure)]


def test_plain_text_with_front_matter(tmp_path: Path) -> None:
    text = (
        '---\ntitle: "Talks: day two"\npublished: 1 November 2024\noutlet: sample\nurl: https://a.example/1\n---\nOne.\n\nTwo.\n'
    )
    path = write(tmp_path, "talks.txt", text)
    (article,) = articles(path)
    assert article == Article("talks", "Talks: day two", "One.\n\nTwo.", "2024-11-01", "https://a.example/1", "sample")
    assert article.path == str(path)


def test_plain_text_without_front_matter_keeps_everything(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path, "a.txt", "Dashes --- and more.\n---\nnot: front matter\n"))
    assert (article.title, article.text) == ("", "Dashes --- and more.\n---\nnot: front matter")


def test_front_matter_with_windows_line_ends(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path, "a.txt", "---\r\ntitle: T\r\n---\r\nBody.\r\nMore."))
    assert (article.title, article.text) == ("T", "Body.\nMore.")


def test_markdown_heading_is_the_title_and_marks_go(tmp_path: Path) -> None:
    source = "# *Talks* in Doha\n\nThe **US** met [Iran](https://x.ex) `now`.\n\n> - a point\n\n![photo](p.png)\n## Next\nEnd."
    (article,) = articles(write(tmp_path, "a.md", source))
    assert article.title == "Talks in Doha"
    assert article.text == "The US met Iran now.\n\na point\n\nNext\n\nEnd."


def test_markdown_front_matter_wins_over_the_heading(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path, "a.md", "---\ntitle: T\n---\n# Heading\nText."))
    assert (article.title, article.text) == ("T", "Heading\n\nText.")


def test_json_lines(tmp_path: Path) -> None:
    lines = [
        {"id": "x", "title": "T", "text": "Body.", "published": "2024-11-01T10:00:00Z", "url": "u", "outlet": "o", "other": [1]},
        {"id": 7, "title": None, "text": "No title."},
        {"text": "No id."},
    ]
    path = write(tmp_path, "a.jsonl", "\n\n".join(json.dumps(line) for line in lines))
    first, second, third = articles(path)
    assert first == Article("x", "T", "Body.", "2024-11-01", "u", "o")
    assert (second.id, second.title) == ("7", "")
    assert len(third.id) == 20
    assert third.id == articles(write(tmp_path, "b.jsonl", json.dumps(lines[2])))[0].id


def test_a_broken_line_harms_only_itself(tmp_path: Path) -> None:
    lines = ['{"id": "a", "text": "A."}', "{broken", '["no object"]', '{"id": "b"}', '{"text": 7}', '{"id": "c", "text": "C."}']
    path = write(tmp_path, "a.jsonl", "\n".join(lines))
    found = list(read(path))
    assert [one.id for one in found if isinstance(one, Article)] == ["a", "c"]
    assert [one.error.line for one in found if isinstance(one, Failure)] == [2, 3, 4, 5]
    assert failures(path)[0].startswith(f"failed: {path}:2: expected a JSON object, got broken JSON")
    assert failures(path)[2].endswith("expected a field 'text', got 'id'; --map text=NAME names it")
    assert failures(path)[3].endswith("expected a string in 'text', got int")


@pytest.mark.parametrize("line", ["[" * 100_000, '{"text": ' + "9" * 5000 + "}", '{"text": "' + "x" * 10])
def test_hostile_json_is_a_failure(tmp_path: Path, line: str) -> None:
    assert len(failures(write(tmp_path, "a.jsonl", line))) == 1


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl"])
@pytest.mark.parametrize("content", ["", " \n\n", "\ufeff"])
def test_an_empty_file_is_an_article_without_words(tmp_path: Path, name: str, content: str) -> None:
    (article,) = articles(write(tmp_path, name, content))
    assert article.content == ""


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)) * 4, b"text\0text", b"\xff\xfe\x00"])
def test_binary_is_refused(tmp_path: Path, content: bytes) -> None:
    (failure,) = failures(write(tmp_path, "a.txt", content))
    assert "expected text, got binary data" in failure or "but is not" in failure


@pytest.mark.parametrize(
    ("encoding", "note"), [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("utf-32", ""), ("cp1252", "Windows-1252")]
)
def test_encodings(tmp_path: Path, caplog: pytest.LogCaptureFixture, encoding: str, note: str) -> None:
    words = "President Erdo\u011fan met Macron" if encoding != "cp1252" else "The caf\u00e9 was closed, he said: \u201cno\u201d"
    with caplog.at_level(logging.WARNING, logger="kg"):
        (article,) = articles(write(tmp_path, "a.txt", words.encode(encoding)))
    assert article.text == words
    assert (note in caplog.text) if note else not caplog.text


def test_bytes_that_no_encoding_knows_are_latin_1(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path, "a.txt", b"S\xe3o Tom\xe9 \x81 said"))
    assert article.text == "São Tomé  said"


def test_json_lines_in_latin_1(tmp_path: Path) -> None:
    (article,) = articles(write(tmp_path, "a.jsonl", '{"text": "São Tomé"}'.encode("latin-1")))
    assert article.text == "São Tomé"


def test_a_line_of_five_megabytes_is_a_failure_and_the_next_is_read(tmp_path: Path) -> None:
    long = json.dumps({"id": "long", "text": "word " * 1_000_000})
    path = write(tmp_path, "a.jsonl", f'{long}\n{{"id": "b", "text": "B."}}\n{"x" * 13_000_000}\n{{"id": "d", "text": "D."}}')
    found = list(read(path))
    assert [one.id for one in found if isinstance(one, Article)] == ["b", "d"]
    assert [one.error.line for one in found if isinstance(one, Failure)] == [1, 3]
    assert failures(path)[0] == f"failed: {path}:1: expected at most {MAX_CHARACTERS:,} characters, got 5,000,000"


def test_an_oversized_text_file_is_a_failure(tmp_path: Path) -> None:
    (failure,) = failures(write(tmp_path, "a.txt", "x" * (MAX_CHARACTERS + 1)))
    assert "characters" in failure
    (failure,) = failures(write(tmp_path, "a.txt", "x" * 65_000_000))
    assert "bytes" in failure


def test_a_folder_is_read_in_order_and_what_is_no_article_is_skipped_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "sub/c.TXT", ".hidden.txt", ".git/d.txt", "README.md", "photo.png"):
        write(tmp_path, name, f"Text of {name}.")
    assert [Path(one.path or "").name for one in read(tmp_path) if isinstance(one, Article)] == ["a.md", "b.txt", "c.TXT"]
    assert [Path(f.split(":")[1].strip()).name for f in failures(tmp_path)] == [
        ".git", ".hidden.txt", "README.md", "photo.png",
    ]  # fmt: skip
    assert all(f.startswith("skipped") for f in failures(tmp_path))


def test_a_readme_that_is_named_is_read(tmp_path: Path) -> None:
    assert articles(write(tmp_path, "README.md", "Text."))[0].text == "Text."


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "Text.")
    assert [one.id for one in articles(path, tmp_path, path)] == ["a"]


def test_files_that_share_a_name_get_ids_by_content(tmp_path: Path) -> None:
    for name in ("x/report.txt", "y/report.md", "y/other.txt"):
        write(tmp_path, name, f"Text of {name}.")
    ids = {one.text: one.id for one in articles(tmp_path)}
    assert ids["Text of y/other.txt."] == "other"
    assert ids["Text of x/report.txt."] != ids["Text of y/report.md."]
    assert all(ids[f"Text of {name}."].startswith("report-") for name in ("x/report.txt", "y/report.md"))


def test_what_cannot_be_read_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere")
    write(tmp_path, "good.txt", "Text.")
    assert failures(tmp_path / "missing.txt") == [f"failed: {tmp_path}/missing.txt: cannot be read: No such file or directory"]
    assert failures(tmp_path) == [f"failed: {tmp_path}/link.txt: cannot be read: No such file or directory"]
    assert failures(write(tmp_path / "other", "a.doc", "x")) == [
        f"failed: {tmp_path}/other/a.doc: expected one of {', '.join(SUFFIXES)}, got .doc"
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_a_failure(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "Text.")
    path.chmod(0)
    assert failures(tmp_path) == [f"failed: {path}: cannot be read: Permission denied"]


def test_a_pipe_in_a_folder_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert failures(tmp_path) == [f"skipped: {tmp_path}/pipe.txt: no regular file"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [(b"The US met Iran.", ["The US met Iran."]), (b'{"text": "One."}\n{"text": "Two."}', ["One.", "Two."]), (b"", [""])],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [one.text for one in articles("-")] == expected


def test_counting_agrees_with_reading(tmp_path: Path) -> None:
    write(tmp_path, "a.jsonl", '{"text": "One."}\n{broken\n')
    write(tmp_path, "b.txt", "Text.")
    write(tmp_path, "c.png", "")
    assert count(tmp_path) == len(list(read(tmp_path))) == 4
    assert count(["-"]) is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2024-11-01", "2024-11-01"), ("20241101", "2024-11-01"), ("2024-11-01 08:00", "2024-11-01"),
        ("Fri, 01 Nov 2024 23:30:00 -0500", "2024-11-01"), ("Nov. 1, 2024", "2024-11-01"), ("1 November 2024", "2024-11-01"),
        ("2024-13-01", None), ("2024", None), ("November 2024", None), ("yesterday", None), ("1 day ago", None), ("", None),
    ],
)  # fmt: skip
def test_dates(words: str, day: str | None) -> None:
    assert iso_date(words) == day


def test_a_date_that_is_none_is_noted(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="kg"):
        (article,) = articles(write(tmp_path, "a.txt", "---\npublished: soon\n---\nText."))
    assert article.published is None
    assert "no date in published: 'soon'" in caplog.text


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("North\u00a0Korea", "North Korea"), ("a\r\nb\rc\u2028d", "a\nb\nc\nd"), ("e\u0301", "\u00e9"), ("\ud800x", "\ufffdx"),
        ("Rus\u00adsia\u200b", "Russia"), ("\u202eevil\u202c", "evil"), ("a\x07\tb\x9f", "a\tb"), ("  x\n ", "x"),
    ],
)  # fmt: skip
def test_cleaning(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@given(st.text(st.characters()))
def test_clean_text_stays_as_it_is(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n" for c in once)
    assert "\n" not in clean_line(text)
    once.encode("utf-8")
