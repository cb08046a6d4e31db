"""Each input format: a good file, damaged ones, oversized ones. What is wrong is counted, named, and harms nothing else."""

from __future__ import annotations

import gzip
import io
import json
import sys
import tracemalloc
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.model import Article
from kg.reading import MAX_CHARACTERS, SUFFIXES, Failure, count, field_map, read

BODY = "Malta met Tunisia in Valletta on Friday to discuss fishing rights in the strait, the foreign ministry said."
MORE = "Tunisia accused Malta of turning back four boats in October, and Malta denied the accusation."
HEAD = """<!DOCTYPE html><html lang="en"><head><title>Harbour talks | The Sample</title>
<meta property="og:site_name" content="The Sample"><meta property="article:published_time" content="2024-11-01T08:30:00Z">
<link rel="canonical" href="https://sample.example/talks"></head>"""
PAGE = f"""{HEAD}<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Harbour talks</h1>
<p>By Jane Roe</p><p>Last update: 1 November 2024</p>
<figure><img src="a.jpg"><figcaption>Boats. Photo: J. Roe</figcaption></figure>
<p>{BODY}</p><p>{MORE}</p><ul><li>Talks between the two states go on.</li></ul>
<p><a href="/x">Read more: What is at stake</a></p></article>
<footer>© 2024 The Sample. All rights reserved.</footer></body></html>"""
TALKS = Article("a", "Harbour talks", f"{BODY}\n\n{MORE}\n\nTalks between the two states go on.", "2024-11-01",
                "https://sample.example/talks", "The Sample", "Jane Roe")  # fmt: skip

ITEMS = [f"""<item><title>Talk {n}</title><link>https://sample.example/{n}</link><guid>talk-{n}</guid>
<pubDate>Fri, 0{n} Nov 2024 08:30:00 GMT</pubDate><author>Jane Roe</author>
<description><![CDATA[<p>{BODY}</p><script>alert(1)</script><p>Day&nbsp;{n}.</p>]]>
</description></item>""" for n in (1, 2, 3)]  # fmt: skip
RSS = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Sample</title><language>en</language>
{"".join(ITEMS)}</channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Sample</title>
<entry><id>urn:1</id><title>Talks</title><link href="https://sample.example/1"/><updated>2024-11-02T00:00:00Z</updated>
<published>2024-11-01T00:00:00Z</published><summary>Short.</summary>
<content type="html">&lt;p&gt;{BODY}&lt;/p&gt;</content></entry></feed>"""
BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss version="2.0"><channel><title>&b;</title></channel></rss>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE x [<!entity f SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><item><title>&f;</title></item></channel></rss>"""

CSV = 'id,title,text,published\n1,Talks,"Malta met Tunisia, then Italy.\n\nIt left.",2024-11-01\n2,,Iran left.,\n'


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def outcomes(path: Path | str, **names: str) -> tuple[list[Article], list[str]]:
    """Articles, and what went wrong with all else (its path cut to the name)."""
    found = list(read(path, names))
    folder = f"{Path(path).parent}/"
    failures = [f"{one.outcome}: {one.error}".replace(folder, "") for one in found if isinstance(one, Failure)]
    return [one for one in found if isinstance(one, Article)], failures


GOOD = {
    "a.txt": (f"---\ntitle: T\n---\n{BODY}", [Article("a", "T", BODY)]),
    "a.md": (f"# T\n\n*{BODY}*", [Article("a", "T", BODY)]),
    "a.html": (PAGE, [TALKS]),
    "a.htm": (f'<?xml version="1.0" encoding="utf-8"?>\n{PAGE}', [TALKS]),
    "a.jsonl": (json.dumps({"id": "1", "text": BODY}), [Article("1", "", BODY)]),
    "a.csv": (CSV, [
        Article("1", "Talks", "Malta met Tunisia, then Italy.\n\nIt left.", "2024-11-01"), Article("2", "", "Iran left."),
    ]),
    "a.xml": (RSS, [
        Article(f"talk-{n}", f"Talk {n}", f"{BODY}\n\nDay {n}.", f"2024-11-0{n}", f"https://sample.example/{n}", "The Sample",
                "Jane Roe", "en")
        for n in (1, 2, 3)
    ]),
    "atom.xml": (ATOM, [Article("urn:1", "Talks", BODY, "2024-11-01", "https://sample.example/1", "The Sample")]),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("packed", [False, True])
def test_a_good_file(tmp_path: Path, name: str, packed: bool) -> None:
    content, expected = GOOD[name]
    data = content.encode("utf-8")
    path = write(tmp_path, f"{name}.gz" if packed else name, gzip.compress(data) if packed else data)
    assert outcomes(path) == (expected, [])
    assert outcomes(tmp_path) == (expected, [])


@pytest.mark.parametrize("name", ["a.html", "a.jsonl", "a.csv", "a.xml", "atom.xml"])
@pytest.mark.parametrize("packed", [False, True])
def test_standard_input_is_told_by_its_start(monkeypatch: pytest.MonkeyPatch, name: str, packed: bool) -> None:
    content, expected = GOOD[name]
    data = content.encode("utf-8")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(data) if packed else data)))
    found, failures = outcomes("-")
    assert ([one.text for one in found], failures) == ([one.text for one in expected], [])
    assert not sys.stdin.buffer.closed


DAMAGED = {
    "binary.html": (b"\x89PNG\0\0", 0, ["failed: binary.html: expected text, got binary data"]),
    "cut.html": (PAGE[: PAGE.index(MORE) + 20], 1, []),  # as browsers do
    "none.html": ("Just words, no page.", 1, []),
    "binary.xml": (b"\0\1\2", 0, ["failed: binary.xml: expected text, got binary data"]),
    "page.xml": (PAGE, 0, ["failed: page.xml:"]),
    "other.xml": ("<urlset><url>x</url></urlset>", 0, ["failed: other.xml: expected an RSS or Atom feed"]),
    "cut.xml": (RSS[: RSS.index("Talk 3")], 2, ["failed: cut.xml:9: damaged feed, of which 2 entries were read"]),
    "bomb.xml": (BOMB, 0, ["failed: bomb.xml: expected a feed, got XML that declares entities"]),
    "outside.xml": (OUTSIDE, 0, ["failed: outside.xml: expected a feed, got XML that declares entities"]),
    "binary.csv": (b"\0\1\2", 0, ["failed: binary.csv:1: expected text, got binary data"]),
    "utf16.csv": (CSV.encode("utf-16")[:-1], 1, ["failed: utf16.csv:5: starts as UTF-16 but is not: "]),
    "utf16.jsonl": (b"\xff\xfe\x00\xd8", 0, ["failed: utf16.jsonl: starts as UTF-16 but is not: "]),
    "cells.csv": ("id,text\n1,A.\n2\n3,C.,x\n4,D.\n", 2, [
        "failed: cells.csv:3: expected a row of 2 cells, got 1", "failed: cells.csv:4: expected a row of 2 cells, got 3",
    ]),
    "quote.csv": ('id,text\n1,A.\n2,"B" left\n3,C.\n', 2, ["failed: quote.csv:3: expected a row of 2 cells, got broken CSV"]),
    "open.csv": ('id,text\n1,A.\n2,"B.\n3,C.\n4,D.\n', 3, ["failed: open.csv:3: expected a row of 2 cells, got broken CSV"]),
    "pieces.csv": ('id,title,text\n1,,"A.\nmore, and more\n2,,B.\n', 1, ["failed: pieces.csv:2:"]),
    "nul.csv": (b"id,text\n1,A.\n2,\0\n3,C.\n", 2, ["failed: nul.csv:3: expected text, got binary data"]),
    "notext.csv": ("id,words\n1,A.\n2,B.\n", 0, ["failed: notext.csv:2: expected a field 'text', got 'id', 'words'"]),
    "broken.jsonl": ('{"text": "A."}\n{broken\n{"text": "C."}\n', 2, ["failed: broken.jsonl:2: expected a JSON object"]),
    "binary.txt": (b"\0", 0, ["failed: binary.txt: expected text, got binary data"]),
    "binary.md": (b"\0", 0, ["failed: binary.md: expected text, got binary data"]),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file(tmp_path: Path, name: str) -> None:
    content, articles, expected = DAMAGED[name]
    good = write(tmp_path, "z.txt", BODY)
    found, failures = outcomes(write(tmp_path, name, content))
    assert len(found) == articles
    assert len(failures) == len(expected), failures
    assert all(failure.startswith(start) for failure, start in zip(failures, expected, strict=True)), failures
    assert outcomes(tmp_path)[0][-1].path == str(good)


def test_damaged_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": str(n), "text": f"{zlib.crc32(bytes([n % 256])):x} {n}"}) + "\n" for n in range(50_000))
    packed = gzip.compress(lines.encode())
    cut = write(tmp_path, "cut.jsonl.gz", packed[: len(packed) // 2])
    found, (failure,) = outcomes(cut)
    assert len(found) > 10_000
    assert failure.startswith(f"failed: cut.jsonl.gz:{len(found) + 1}: damaged gzip file: ")
    flipped = write(tmp_path, "flipped.txt.gz", b"\x1f\x8b\x08\0\0\0\0\0\0\3" + b"\xff" * 40)
    found, (failure,) = outcomes(flipped)
    assert not found
    assert failure.startswith("failed: flipped.txt.gz: damaged gzip file: ")


def blanks(size: int, start: bytes = b"") -> bytes:
    """`size` blanks after `start`, packed a thousandfold."""
    packer = zlib.compressobj(9, wbits=31)
    head, block = packer.compress(start), b" " * 1_000_000
    blocks = [packer.compress(block) for _ in range(size // len(block))]
    return b"".join((head, *blocks, packer.flush()))


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.xml", "a.jsonl", "a.csv"])
def test_a_gzip_bomb_is_stopped(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, f"{name}.gz", blanks(300_000_000, b"id,text\n" if name == "a.csv" else b""))
    tracemalloc.start()
    found, (failure,) = outcomes(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not found
    assert "gzip bomb" in failure or "expected at most" in failure
    assert peak < 100_000_000


OVERSIZED = {
    "a.txt": (b"word " * 1_000_000, 0, "failed: a.txt: expected at most"),
    "a.md": (b"word " * 1_000_000, 0, "failed: a.md: expected at most"),
    "a.html": (b"<p>" + b"word " * 4_000_000, 0, "failed: a.html: expected at most 16,000,000 bytes"),
    "a.xml": (b"<rss><channel>" + b"word " * 4_000_000, 0, "failed: a.xml: expected at most 16,000,000 bytes"),
    "a.csv": (b'id,text\n1,A.\n2,"' + b"x" * 100_000_000 + b'"\n3,C.\n', 2, "failed: a.csv:3: expected a line of at most"),
    "a.jsonl": (b'{"text": "A."}\n{"text": "' + b"x" * 100_000_000 + b'"}\n{"text": "C."}\n', 2, "failed: a.jsonl:2: "),
    "cell.csv": (b"id,text\n1,A.\n2," + b"x" * (MAX_CHARACTERS + 1) + b"\n3,C.\n", 2, "failed: cell.csv:3: "),
    "head.csv": (b"x" * 100_000_000, 0, "failed: head.csv:1: "),
}


@pytest.mark.parametrize("name", OVERSIZED)
def test_an_oversized_file(tmp_path: Path, name: str) -> None:
    content, articles, start = OVERSIZED[name]
    found, (failure,) = outcomes(write(tmp_path, name, content))
    assert len(found) == articles
    assert failure.startswith(start)


def test_a_long_article_in_csv_is_read(tmp_path: Path) -> None:
    (article,), failures = outcomes(write(tmp_path, "a.csv", "id,text\n1,{}\n".format("Malta met Tunisia and left. " * 30_000)))
    assert (len(article.text), failures) == (28 * 30_000 - 1, [])


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_columns_may_be_parted_otherwise(tmp_path: Path, mark: str) -> None:
    (article,), _ = outcomes(write(tmp_path, "a.csv", f"id{mark}title{mark}text\n7{mark}T, that is{mark}Malta left, at last.\n"))
    assert (article.id, article.title, article.text) == ("7", "T, that is", "Malta left, at last.")


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_other_names_for_fields(tmp_path: Path, name: str) -> None:
    record = {"nr": "7", "body": "Malta left.", "date": "1 Nov 2024", "text": "not this"}
    lines = json.dumps(record) if name == "a.jsonl" else f"{','.join(record)}\n{','.join(record.values())}\n"
    names = {"id": "nr", "text": "body", "published": "date"}
    (article,), failures = outcomes(write(tmp_path, name, lines), **names)
    assert (article, failures) == (Article("7", "", "Malta left.", "2024-11-01"), [])
    _, (failure,) = outcomes(write(tmp_path, name, lines), text="content")
    assert failure.endswith("expected a field 'content', got 'nr', 'body', 'date', 'text'; --map text=NAME names it")


@pytest.mark.parametrize("words", ["text", "text=", "=body", "txt=body", "text=body,title"])
def test_a_map_of_another_form_is_refused(words: str) -> None:
    with pytest.raises(UsageError, match="expected FIELD=NAME"):
        field_map(words)


def test_a_map() -> None:
    assert field_map("") == {}
    assert field_map(" text = body copy,published=date") == {"text": "body copy", "published": "date"}


def test_patterns(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md", "x.png", "sub/d.txt", "sub/deep/e.txt.gz", ".hidden.txt", "odd[1].txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(name.encode()) if name.endswith(".gz") else name.encode())

    def names(pattern: str) -> list[str]:
        return [str(Path(one.path or "").relative_to(tmp_path)) for one in outcomes(f"{tmp_path}/{pattern}")[0]]

    assert names("*.txt") == ["a.txt", "b.txt", "odd[1].txt"]
    assert names("**/*.txt*") == ["a.txt", "b.txt", "odd[1].txt", "sub/d.txt", "sub/deep/e.txt.gz"]
    assert names("s*") == ["sub/d.txt", "sub/deep/e.txt.gz"]
    assert names("odd[1].txt") == ["odd[1].txt"]
    assert outcomes(f"{tmp_path}/x*")[1] == [f"skipped: x.png: not one of {', '.join(SUFFIXES)}"]
    assert outcomes(f"{tmp_path}/*.pdf")[1] == ["failed: *.pdf: no file fits this pattern"]


def test_the_page_that_a_build_left_in_the_folder_is_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path, "graph.html", PAGE)
    write(tmp_path, "graph.db", b"")
    assert f"skipped: {path.name}: a graph's own page, which lies beside its database" in outcomes(f"{tmp_path}/*")[1]
    assert outcomes(path) == ([replace(TALKS, id="graph")], [])


def test_the_encoding_that_a_page_names(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-2">').replace("Valletta", "Łódź").replace("©", "")
    (article,), _ = outcomes(write(tmp_path, "a.html", page.encode("iso-8859-2")))
    assert "Łódź" in article.text


def test_without_trafilatura_a_page_is_a_failure_that_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.reading.formats import page

    page._loaded.cache_clear()
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (failure,) = outcomes(write(tmp_path, "a.html", PAGE))[1]
    assert failure == "failed: a.html: HTML pages need trafilatura: pip install 'kg-events[html]'"
    page._loaded.cache_clear()


def test_counting_before_reading(tmp_path: Path) -> None:
    write(tmp_path, "a.csv", "id,text\n1,A.\n")
    write(tmp_path, "a.html", PAGE)
    assert count(tmp_path) == 3
    assert count([write(tmp_path, "a.xml", RSS)]) is None
    assert count([write(tmp_path, "a.txt.gz", gzip.compress(b"x"))]) is None


def test_a_page_that_we_wrote_is_no_article(tmp_path: Path) -> None:
    from kg.export.html import page as written
    from kg.graph import Network

    own = tmp_path / "anywhere.html"
    own.write_text(written(Network.from_statements([], [])), encoding="utf-8")
    assert [article.text for article in read([own])] == [""]
