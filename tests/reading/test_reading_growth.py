"""Hostile files of many sizes: what reading one takes grows with its length, and nothing that is raised gets out."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from kg.model import Article
from kg.reading import Failure, read
from tests.reading.test_reading_exports import LAYOUTS
from tests.reading.test_reading_packed import EML, MBOX, RTF, docx, pdf, zip_of
from tests.reading.test_reading_records import FORMS

FEED = '<rss version="2.0"><channel><title>S</title><item><title>T</title><description>{}</description></item></channel></rss>'
REPEATED = {
    "emphasis.md": "*a ", "brackets.md": "[", "quotes.md": "> ", "marks.txt": "\u0301\u0327", "dots.txt": ". ",
    "labels.txt": "HD a\nPD b\n", "nexis.txt": "LENGTH: 5 words\n",
    "credits.txt": "Boats in town. Photo: Jane Roe\n", "broken.txt": "Turkeyâ€™s ",
    "tags.xml": FEED.format("&lt;a "), "close.xml": FEED.format("&lt;svg&gt;&lt;/div&gt;"), "blanks.xml": FEED.format(" "),
    "arrays.json": "[],", "objects.json": '{"aaa": [ {', "quotes.csv": '"a""', "rows.csv": 'text,id\n1,"\n', "deep.html": "<div>",
    "marks.html": "<", "braces.rtf": "{", "subject.eml": "Subject: a ", "tags.eml": "<a ", "between.mbox": "From a 2024\n",
}  # fmt: skip
LONG, SECONDS = 1_000_000, 30  # a megabyte, and what is allowed for it: a hundred times what most of these take


def of_length(name: str, length: int) -> str:
    """A file of about `length`: what is repeated stands within what is around it."""
    piece = REPEATED[name]
    before, middle, after = "", piece, ""
    if piece.startswith("<rss"):
        before, after = FEED.split("{}")
        middle = piece.removeprefix(before).removesuffix(after)
    elif name.endswith(".rtf"):
        before, after = r"{\rtf1 ", "}"
    elif name == "tags.eml":
        before = "Content-Type: text/html\n\n"
    return before + middle * (length // len(middle)) + after


@pytest.mark.slow
@pytest.mark.parametrize("name", REPEATED)
def test_a_megabyte_is_read_in_time(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(of_length(name, LONG), encoding="utf-8")
    start = time.process_time()
    assert list(read(path))
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("name", REPEATED)
def test_hostile_files_end_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(of_length(name, 5_000), encoding="utf-8")
    (tmp_path / "zz.txt").write_text("Malta met Tunisia.")
    *_, last = read(tmp_path)
    assert isinstance(last, Article)
    assert last.text == "Malta met Tunisia."


def seeds() -> dict[str, bytes]:
    """A good file of each format."""
    texts = {f"{number}.txt": text for number, text in enumerate(LAYOUTS.values())}
    texts |= {f"{number}.json": text for number, text in enumerate(FORMS.values())}
    texts |= {
        "a.xml": FEED.format("Malta &amp;amp; Tunisia &lt;p&gt;met&lt;/p&gt;"), "a.csv": "id;date;body\n1;20241101;Malta left.\n",
        "a.md": "---\ntitle: T\n---\n# H\n\n*Malta* [met](x) `Tunisia`.", "a.eml": EML, "a.mbox": MBOX, "a.rtf": RTF,
        "a.html": "<html><head><title>T</title></head><body><p>Malta met Tunisia.</p></body></html>",
    }  # fmt: skip
    data = {name: text.encode() for name, text in texts.items()}
    return data | {"a.docx": docx(), "a.pdf": pdf(), "a.zip": zip_of({"a.txt": "Malta left.", "b.json": FORMS["array"]})}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """`data` with a few pieces changed, doubled, swapped, cut out, or strewn with what means something to some format."""
    telling = (
        b"\0", b"<", b">", b"&#99999999999;", b'"', b"{", b"]", b"\xff", b"\xed\xa0\x80", b"\r", b"9" * 5000, b"<![", b"%",
    )  # fmt: skip
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.randint(0, 40))
        piece = data[start:end]
        new = chance.choice([b"", piece * 2, piece[::-1], chance.choice(telling), bytes([chance.randrange(256)])])
        data = data[:start] + new + data[end:]
    return data


def fuzz(folder: Path, times: int, seed: int) -> int:
    """Read `times` changed files of each format; how many articles and failures that gave."""
    chance, count = random.Random(seed), 0
    for name, data in seeds().items():
        for _ in range(times):
            path = folder / name
            path.write_bytes(mutated(data, chance))
            found = list(read(path))
            assert found
            assert all(isinstance(one, Article | Failure) for one in found)
            assert not any(isinstance(one, Failure) and "\n" in str(one.error) for one in found)
            count += len(found)
    return count


def test_changed_files_end_nothing(tmp_path: Path) -> None:
    assert fuzz(tmp_path, 3, seed=1) > 60


@pytest.mark.slow
def test_many_changed_files_end_nothing(tmp_path: Path) -> None:
    assert fuzz(tmp_path, 500, seed=2) > 10_000
