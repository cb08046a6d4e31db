"""Mail, read by the standard library: a message a file, or a mailbox of them; the body is the article, its subject the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from typing import BinaryIO

from kg.errors import InputError
from kg.reading.outcome import MAX_MARKUP_BYTES, Fields, Found, failed
from kg.reading.text.markup import text_of

_HEADER_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_LINE, _MOST_LINES = 2_000, 1_000  # of a header
_BETWEEN = re.compile(rb"From \S+ .*\d{4}\s*$")  # the line between two messages of a mailbox


def message(data: bytes, path: str) -> Found:
    """The one article in a message."""
    yield None, _fields(data, path)


def mailbox(stream: BinaryIO, path: str, head: bytes) -> Found:
    """Each message of a mailbox with the number of its first line; one that cannot be read harms only itself."""
    for line, data in _messages(stream, head):
        try:
            if len(data) > MAX_MARKUP_BYTES:
                raise InputError(path, f"expected a message of at most {MAX_MARKUP_BYTES:,} bytes", line)
            yield line, _fields(data, path)
        except Exception as error:  # whatever the library raises over a broken message
            yield line, failed(error, path, line)


def _messages(stream: BinaryIO, head: bytes) -> Iterator[tuple[int, bytes]]:
    start, size = 1, 0
    lines: list[bytes] = []
    for number, line in enumerate(_lines(stream, head), 1):
        if _BETWEEN.match(line):
            if lines:
                yield start, b"".join(lines)
            start, lines, size = number, [], 0
        elif size <= MAX_MARKUP_BYTES:  # what is longer is refused, and not kept either
            lines.append(line.removeprefix(b">") if line.startswith(b">From ") else line)
            size += len(line)
    if lines:
        yield start, b"".join(lines)


def _lines(stream: BinaryIO, head: bytes) -> Iterator[bytes]:
    if head:
        yield head
    yield from iter(lambda: stream.readline(MAX_MARKUP_BYTES), b"")


def _with_short_header(data: bytes) -> bytes:
    """`data` with its header's lines cut where no sender's are so long: over them the library takes quadratic time."""
    end = _HEADER_END.search(data)
    header, rest = (data[: end.start()], data[end.start() :]) if end else (data, b"")
    lines = header.split(b"\n")[:_MOST_LINES]
    return b"\n".join(line[:_LONGEST_LINE] for line in lines) + rest


def _fields(data: bytes, path: str) -> Fields:
    found = message_from_bytes(_with_short_header(data), policy=default)
    assert isinstance(found, EmailMessage)  # by this policy
    if not found.keys():
        raise InputError(path, "expected a message, got a file without a header")
    body = found.get_body(("plain", "html"))
    words = body.get_content() if isinstance(body, EmailMessage) else ""
    if body is not None and body.get_content_subtype() == "html":
        words = text_of(words)
    name, address = parseaddr(str(found.get("from", "")))
    return {
        "id": str(found.get("message-id", "")).strip().strip("<>"),
        "title": str(found.get("subject", "")),
        "text": words,
        "published": str(found.get("date", "")),
        "outlet": address.rpartition("@")[2] or None,
        "byline": name or None,
    }
