"""The formats that can be read: what their names end in, how their files start, and what reads them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import BinaryIO, NamedTuple

from kg.errors import InputError
from kg.reading.columns import looks_like_columns
from kg.reading.formats import commas, feed, jsondoc, jsonlines, mail, markdown, office, page, plain
from kg.reading.outcome import MAX_COLLECTION_BYTES, MAX_FILE_BYTES, MAX_MARKUP_BYTES, Found
from kg.reading.streams.decode import decode

Reader = Callable[[BinaryIO, str, bytes], Found]

ARCHIVE = ".zip"

_BLOCK = 1 << 20


class Format(NamedTuple):
    """How files of one kind are read.

    Attributes
    ----------
    read : callable
        Takes the stream, its name for messages, and the first line, which has been read from the stream.
    columns : bool
        Whether the names of the fields are the file's own.
    many : bool
        Whether a file holds many articles as a rule, so that its name is nobody's id.
    lines : bool
        Whether an article is a line, or nearly.
    """

    read: Reader
    columns: bool = False
    many: bool = False
    lines: bool = False


def _text(fields: Callable[[str, str], Found], limit: int, markup: bool = False) -> Reader:
    """A reader of whole files of text."""
    return lambda stream, path, head: fields(decode(_all(stream, path, head, limit), path, markup=markup), path)


def _bytes(fields: Callable[[bytes, str], Found], limit: int) -> Reader:
    """A reader of whole files of bytes."""
    return lambda stream, path, head: fields(_all(stream, path, head, limit), path)


def _all(stream: BinaryIO, path: str, head: bytes, limit: int) -> bytes:
    data = io.BytesIO(head)
    data.seek(0, io.SEEK_END)
    while block := stream.read(_BLOCK):
        if data.tell() + len(block) > limit:
            raise InputError(path, f"expected at most {limit:,} bytes")
        data.write(block)
    return data.getvalue()


_PAGE = Format(_text(page.fields, MAX_MARKUP_BYTES, markup=True))
_FEED = Format(_text(feed.entries, MAX_MARKUP_BYTES, markup=True), many=True)
_LINES = Format(jsonlines.lines, columns=True, many=True, lines=True)
_ROWS = Format(commas.rows, columns=True, many=True, lines=True)

BY_SUFFIX: dict[str, Format] = {
    ".csv": _ROWS,
    ".docx": Format(_bytes(office.docx, MAX_COLLECTION_BYTES)),
    ".eml": Format(_bytes(mail.message, MAX_COLLECTION_BYTES)),
    ".htm": _PAGE,
    ".html": _PAGE,
    ".json": Format(_text(jsondoc.articles, MAX_COLLECTION_BYTES), columns=True, many=True),
    ".jsonl": _LINES,
    ".mbox": Format(mail.mailbox, many=True),
    ".md": Format(_text(markdown.fields, MAX_FILE_BYTES)),
    ".ndjson": _LINES,
    ".pdf": Format(_bytes(office.pdf, MAX_COLLECTION_BYTES)),
    ".rtf": Format(_bytes(office.rtf, MAX_COLLECTION_BYTES)),
    ".tsv": _ROWS,
    ".txt": Format(_text(plain.fields, MAX_COLLECTION_BYTES)),
    ".xml": _FEED,
}
SUFFIXES = tuple(sorted((*BY_SUFFIX, ARCHIVE)))

_STARTS = (
    (re.compile(rb"\{\\rtf"), ".rtf"),
    (re.compile(rb"%PDF-"), ".pdf"),
    (re.compile(rb"PK\x03\x04.{26}(?:word/|\[Content_Types\]\.xml|_rels/|docProps/)", re.DOTALL), ".docx"),
    (re.compile(rb"PK(?:\x03\x04|\x05\x06)"), ARCHIVE),
    (re.compile(rb"[\[{]\s*(?:[\[{\"]|\Z)"), ".json"),
    (re.compile(rb"\{"), ".jsonl"),
    (re.compile(rb"<(?:\?xml\b[^>]*>\s*<)?(?:!doctype\s+)?html\b", re.IGNORECASE), ".html"),
    (re.compile(rb"<(?:\?xml|rss|feed|rdf:rdf)\b", re.IGNORECASE), ".xml"),
    (re.compile(rb"From \S+ .*\d{4}\s*\Z"), ".mbox"),
    (re.compile(rb"(?:received|return-path|message-id|mime-version|delivered-to): |(?:from|to): [^@\n]*@", re.I), ".eml"),
)


def format_of(head: bytes, suffix: str, text: str) -> str:
    """The format of a file by its name's `suffix`, or, where that is empty, by its first line.

    Parameters
    ----------
    head : bytes
        The first line.
    suffix : str
    text : str
        What the field of the text is called, in tables.
    """
    start = head.lstrip(b"\xef\xbb\xbf \t")
    if suffix in (".json", ""):
        found = suffix or next((format for pattern, format in _STARTS if pattern.match(start)), "")
        if found == ".json" and start.startswith(b"{") and start.rstrip(b" \t\r").endswith(b"}\n"):
            return ".jsonl"
        if found:
            return found
        columns = commas.columns(start.decode("utf-8", "replace"))
        return ".csv" if (text in columns and len(columns) > 1) or looks_like_columns(columns) else ".txt"
    return suffix
