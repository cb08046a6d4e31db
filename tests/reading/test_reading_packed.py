"""Office files, mail and archives of them: made here, damaged here, and with what is hostile in them."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from kg.model import Article
from kg.reading import SUFFIXES, Failure, read
from tests.reading.test_reading_exports import FACTIVA, NEXIS_UNI

BODY = "Malta met Tunisia in Valletta on Friday to discuss fishing rights in the strait, the foreign ministry said."
MORE = "Tunisia accused Malta of turning back four boats in October, and Malta denied the accusation."

RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0\fs24 "
    + BODY.replace(" said", r" said in caf\'e9s") + r"\par\par " + MORE + r"\par}"
)  # fmt: skip
EML = f"""From: Jane Roe <roe@sample.example>
To: list@example.example
Subject: =?utf-8?q?Talks_in_Valletta?=
Date: Fri, 01 Nov 2024 08:30:00 +0100
Message-ID: <7@sample.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="x"

--x
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

{BODY.replace("strait,", "strait,=" + chr(10))}

{MORE}
--x
Content-Type: text/html

<p>Another</p>
--x--
"""
HTML_EML = f"From: roe@sample.example\nSubject: Talks\nContent-Type: text/html\n\n<p>{BODY}</p><p>{MORE}</p>"
MBOX = f"From roe@sample.example Fri Nov  1 08:30:00 2024\n{EML}\nFrom poe@sample.example Sat Nov  2 08:30:00 2024\n{HTML_EML}\n"


def docx_of(*paragraphs: tuple[str, str]) -> bytes:
    document = pytest.importorskip("docx").Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    table = document.add_table(1, 1)
    table.cell(0, 0).text = "A cell of Mali's."
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def pdf_of(*lines: str) -> bytes:
    """A page of text, as the shortest of PDF files."""
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines).encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\nBT /F1 12 Tf 72 700 Td %b ET\nendstream" % (len(shown) + 29, shown),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + end


def zip_of(files: dict[str, bytes | str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def outcomes(path: Path | str, content: bytes | str | None = None) -> tuple[list[Article], list[str]]:
    """Articles, and what went wrong with all else (its folder left out)."""
    if content is not None:
        Path(path).write_bytes(content if isinstance(content, bytes) else content.encode())
    found = list(read(path))
    folder = f"{path if Path(path).is_dir() else Path(path).parent}/"
    failures = [f"{one.outcome}: {one.error}".replace(folder, "") for one in found if isinstance(one, Failure)]
    return [one for one in found if isinstance(one, Article)], failures


def docx() -> bytes:
    return docx_of(("Title", "Harbour talks"), ("Normal", BODY), ("Normal", ""), ("Normal", MORE))


def pdf() -> bytes:
    return pdf_of(BODY[:58], BODY[59:], "", *MORE.split(" in ", 1))


SAMPLES: dict[str, Any] = {
    "a.docx": (docx, "Harbour talks", f"{BODY}\n\n{MORE}\n\nA cell of Mali's."),
    "a.rtf": (lambda: RTF.encode(), "", f"{BODY[:-1]} in cafés.\n\n{MORE}"),
    "a.pdf": (pdf, "", f"{BODY} {MORE}".replace("boats in", "boats")),
    "a.eml": (lambda: EML.encode(), "Talks in Valletta", f"{BODY}\n\n{MORE}"),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_an_office_file_or_a_message_is_an_article(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made, title, text = SAMPLES[name]
    data = made()
    (article,), failures = outcomes(tmp_path / name, data)
    assert (article.title, article.text, failures) == (title, text, [])
    assert outcomes(tmp_path) == ([article], [])
    assert outcomes(tmp_path / f"b{name}.gz", gzip.compress(data))[0][0].text == text
    assert outcomes(tmp_path / "c.zip", zip_of({f"in/{name}": data}))[0][0].text == text
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert outcomes("-")[0][0].text == text


def test_what_a_message_says_of_itself(tmp_path: Path) -> None:
    (article,), _ = outcomes(tmp_path / "a.eml", EML)
    assert (article.id, article.published, article.outlet, article.byline) == (
        "7@sample.example", "2024-11-01", "sample.example", "Jane Roe",
    )  # fmt: skip


def test_a_message_in_html(tmp_path: Path) -> None:
    (article,), _ = outcomes(tmp_path / "a.eml", HTML_EML)
    assert (article.title, article.text) == ("Talks", f"{BODY}\n\n{MORE}")


def test_a_mailbox_is_its_messages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles, failures = outcomes(tmp_path / "a.mbox", MBOX)
    assert ([one.title for one in articles], failures) == (["Talks in Valletta", "Talks"], [])
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(MBOX.encode())))
    assert outcomes("-")[0] == articles


def test_exports_in_office_files_are_split(tmp_path: Path) -> None:
    lines = [("Normal", line) for line in NEXIS_UNI.split("\n")]
    articles, _ = outcomes(tmp_path / "a.docx", docx_of(*lines))
    assert [(one.title, one.published) for one in articles] == [
        ("Harbour talks open in Valletta", "2024-11-01"), ("Boats return", "2024-11-02"),
    ]  # fmt: skip
    rtf = r"{\rtf1\ansi " + FACTIVA.replace("\n", "\\par\n") + "}"
    assert [one.title for one in outcomes(tmp_path / "b.rtf", rtf)[0]] == ["Harbour talks open", "Boats return"]


DAMAGED = {
    "cut.docx": lambda: docx()[:900],
    "text.docx": lambda: BODY.encode(),
    "zip.docx": lambda: zip_of({"a.txt": BODY}),
    "text.rtf": lambda: BODY.encode(),
    "cut.pdf": lambda: b"%PDF-1.4\n",
    "text.pdf": lambda: BODY.encode(),
    "blank.pdf": lambda: pdf_of(""),
    "none.eml": lambda: b"\n\n" + BODY.encode(),
    "text.zip": lambda: BODY.encode(),
    "cut.zip": lambda: zip_of({"a.txt": BODY * 100})[:60],
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_one_failure_by_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "z.txt").write_text(BODY)
    articles, (failure,) = outcomes(tmp_path / name, DAMAGED[name]())
    assert not articles
    assert failure.startswith(f"failed: {name}: ")
    assert [one.text for one in outcomes(tmp_path)[0]] == [BODY]


@pytest.mark.parametrize("name", ["a.docx", "a.rtf", "a.pdf", "a.eml", "a.mbox", "a.zip", "a.json"])
def test_an_empty_file_ends_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "z.txt").write_text(BODY)
    articles, failures = outcomes(tmp_path / name, b"")
    assert len(articles) + len(failures) == 1
    assert not any(one.content for one in articles)
    assert outcomes(tmp_path)[0][-1].text == BODY


@pytest.mark.parametrize(("module", "name"), [("docx", "a.docx"), ("striprtf.striprtf", "a.rtf"), ("pypdf", "a.pdf")])
def test_a_missing_library_is_named(tmp_path: Path, module: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = SAMPLES[name][0]()
    monkeypatch.setitem(sys.modules, module, None)
    (failure,) = outcomes(tmp_path / name, data)[1]
    assert failure.endswith("pip install 'kg-events[office]'")


# Archives


def test_the_files_of_an_archive_are_read_as_they_would_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "".join(json.dumps({"id": str(n), "text": f"Malta met envoy {n}."}) + "\n" for n in (1, 2))
    data = zip_of({"b.txt": BODY, "in/a.jsonl": lines, "in/": "", "photo.png": b"\x89PNG", ".hidden.txt": "x"})
    articles, failures = outcomes(tmp_path / "a.zip", data)
    assert [one.text for one in articles] == [BODY, "Malta met envoy 1.", "Malta met envoy 2."]
    assert failures[0] == "skipped: a.zip: .hidden.txt: a hidden file"
    assert failures[1].startswith("skipped: a.zip: photo.png: not one of .csv, .docx")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [one.text for one in outcomes("-")[0]] == [one.text for one in articles]


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = zip_of({"a.txt": BODY})
    packed = gzip.compress(BODY.encode())
    data = zip_of({"a.zip": inner, "b.txt": inner, "c.txt": packed, "d.txt.gz": packed, "e.txt": BODY})
    articles, failures = outcomes(tmp_path / "a.zip", data)
    assert [one.text for one in articles] == [BODY]
    assert [failure.split(": ")[2] for failure in failures] == ["a.zip", "b.txt", "c.txt", "d.txt.gz"]
    assert all("archive in an archive" in failure for failure in failures)


def test_names_in_an_archive_are_no_paths(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("A secret of Malta's.")
    names = ["../secret.txt", "/etc/passwd.txt", "C:\\x.txt", "a\x1b[2J.txt"]
    articles, _ = outcomes(tmp_path / "a.zip", zip_of(dict.fromkeys(names, BODY)))
    assert [one.text for one in articles] == [BODY] * len(names)
    assert not any("\x1b" in str(one.path) for one in articles)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "secret.txt"]


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    _, (failure,) = outcomes(tmp_path / "a.zip", zip_of({"a.txt": b" " * 100_000_000}))
    assert failure.endswith("a zip bomb?")


def test_a_file_of_an_archive_that_is_damaged_harms_only_itself(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", BODY)
        archive.writestr("b.txt", MORE)
    data = held.getvalue().replace(b"fishing", b"FISHING", 1)
    articles, (failure,) = outcomes(tmp_path / "a.zip", data)
    assert [one.text for one in articles] == [MORE]
    assert failure.startswith("failed: a.zip: a.txt: cannot be read: BadZipFile")


def test_an_archive_that_needs_a_password_is_named(tmp_path: Path) -> None:
    data = bytearray(zip_of({"a.txt": BODY}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    _, (failure,) = outcomes(tmp_path / "a.zip", bytes(data))
    assert failure == "failed: a.zip: a.txt: cannot be read without a password"


def test_an_unknown_kind_is_named_with_what_can_be_read(tmp_path: Path) -> None:
    _, (failure,) = outcomes(tmp_path / "a.doc", b"x")
    assert failure == f"failed: a.doc: expected one of {', '.join(SUFFIXES)}, got .doc"
