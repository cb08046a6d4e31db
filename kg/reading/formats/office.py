"""Word, RTF and PDF files, read by python-docx, striprtf and pypdf (``kg-events[office]``): their text, as plain text is read."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.reading.formats.exports import documents
from kg.reading.formats.missing import needed
from kg.reading.outcome import MAX_CHARACTERS, MAX_COLLECTION_BYTES, MAX_MARKUP_BYTES, Fields, Found
from kg.reading.text.wrapped import unwrapped

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_LONGEST_TITLE = 300  # characters; styles are abused


def docx(data: bytes, path: str) -> Found:
    """The articles in a Word file; its title is what is styled so."""
    with needed(path, "Word files need python-docx", "office"):
        import docx as library

    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sizes = {part.filename: part.file_size for part in parts.infolist()}
    if sizes.get("word/document.xml", 0) > MAX_MARKUP_BYTES or sum(sizes.values()) > MAX_COLLECTION_BYTES:
        raise InputError(path, "unpacks to more than any article does: a bomb?")
    opened = library.Document(io.BytesIO(data))
    blocks = [(str(part.style.name if part.style else ""), part.text) for part in _paragraphs(opened)]
    filled = [(style, text) for style, text in blocks if text.strip()]
    title = ""
    if filled and filled[0][0] in ("Title", "Heading 1") and len(filled[0][1]) <= _LONGEST_TITLE:
        title = filled[0][1]
    body = [text for _, text in filled[bool(title) :]]
    yield from _articles("\n\n".join(body), path, {"title": title}, [text for _, text in blocks])


def rtf(data: bytes, path: str) -> Found:
    """The articles in an RTF file."""
    with needed(path, "RTF files need striprtf", "office"):
        from striprtf.striprtf import rtf_to_text

    if not data.lstrip().startswith(b"{\\rtf"):
        raise InputError(path, "expected an RTF file, got another kind")
    text = rtf_to_text(data.decode("latin-1"), errors="replace")
    yield from _articles(unwrapped(text), path, {}, text.split("\n"))


def pdf(data: bytes, path: str) -> Found:
    """The articles in a PDF file that holds text; its title is the one it names, where that stands on its first page."""
    with needed(path, "PDF files need pypdf", "office"):
        from pypdf import PdfReader

    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    opened = PdfReader(io.BytesIO(data))
    if opened.is_encrypted and not opened.decrypt(""):
        raise InputError(path, "expected a PDF file that can be read without a password")
    pages: list[str] = []
    for page in opened.pages:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > MAX_CHARACTERS:
            break  # it is too long, which is said where that is said of all
    if opened.pages and not any(map(str.strip, pages)):
        raise InputError(path, "expected a PDF file with text, got pictures of pages")
    text = "\n".join(pages)
    title = " ".join(str(opened.metadata.title or "").split()) if opened.metadata else ""
    front = {"title": title} if title and title in " ".join("".join(pages[:1]).split()) else {}
    yield from _articles(unwrapped(text, hyphens=True), path, front, text.split("\n"))


def _articles(text: str, path: str, front: Fields, lines: list[str]) -> Found:
    """The articles of an export, whose labels stand in `lines`, or the one that `text` is."""
    exported = documents("\n".join(lines), path)
    yield from exported or iter([(None, {**front, "text": text})])


def _paragraphs(holder: Document | _Cell) -> Iterator[Paragraph]:
    """The paragraphs of a Word file or of a cell in it, in their order."""
    for item in holder.iter_inner_content():
        if hasattr(item, "rows"):
            cells = {id(cell._tc): cell for row in item.rows for cell in row.cells}  # one that spans two is there twice
            for cell in cells.values():
                yield from _paragraphs(cell)
        else:
            yield item
