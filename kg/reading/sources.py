"""Where articles come from: files of each format to articles."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.reading import part
from kg.reading.formats import commas, feed, jsonlines, markdown, page, plain
from kg.reading.mapping import FieldMap, mapped
from kg.reading.names import SUFFIXES, File, Names, cannot, expand
from kg.reading.outcome import MAX_FILE_BYTES, MAX_LINE_BYTES, MAX_MARKUP_BYTES, Failure
from kg.reading.record import Fields, to_article
from kg.reading.streams.decode import decode
from kg.reading.streams.unpack import unpacked

Outcome = Article | part.Extracted | Failure
Found = Iterator[tuple[int | None, Fields | Failure]]

_LINES: dict[str, Callable[[BinaryIO, str, bytes], Found]] = {".csv": commas.rows, ".jsonl": jsonlines.lines}
_TEXTS: dict[str, Callable[[str, str], Found]] = {
    ".txt": lambda text, path: ((None, fields) for fields in plain.fields(text)),
    ".md": lambda text, path: ((None, fields) for fields in markdown.fields(text)),
    ".html": lambda text, path: ((None, fields) for fields in page.fields(text, path)),
    ".htm": lambda text, path: ((None, fields) for fields in page.fields(text, path)),
    ".xml": feed.entries,
}
_MARKUP = (".htm", ".html", ".xml")
_STARTS = (
    (re.compile(rb"\{"), ".jsonl"),
    (re.compile(rb"<(?:\?xml\b[^>]*>\s*<)?(?:!doctype\s+)?html\b", re.IGNORECASE), ".html"),
    (re.compile(rb"<(?:\?xml|rss|feed|rdf:rdf)\b", re.IGNORECASE), ".xml"),
)


def read(inputs: Names, fields: FieldMap | None = None) -> Iterator[Outcome]:
    """Read every article of `inputs`; parts that `kg extract -o` wrote give theirs with what was read in them.

    Parameters
    ----------
    inputs : str, Path or iterable of them
        Files (``.txt``, ``.md``, ``.html``, ``.jsonl``, ``.csv``, and feeds as ``.xml``, each also ``.gz``; without a suffix,
        what their first line looks like), folders of them (read to any depth, in sorted order; hidden files are passed
        over), patterns such as ``news/**/*.txt``, and ``-`` for standard input.
    fields : mapping, optional
        For JSON lines and CSV, what the fields of an article are called there: ``{"text": "body"}``.

    Yields
    ------
    Article, Extracted or Failure
        In the order of `inputs`. An article without any words is yielded too: it is the caller's to count.
    """
    found = list(expand(inputs))
    stems = Counter(item.stem for item in found if isinstance(item, File))
    for item in found:
        if isinstance(item, Failure):
            yield item
        else:
            yield from _read_file(item, fields or {}, shared=stems[item.stem] > 1)


def count(inputs: Names) -> int | None:
    """How many articles and failures `read` will give, quickly and roughly; None where only reading can tell."""
    total = 0
    for item in expand(inputs):
        articles = item.articles if isinstance(item, File) else 1
        if articles is None:
            return None
        total += articles
    return total


def _read_file(file: File, names: FieldMap, shared: bool) -> Iterator[Outcome]:
    try:
        if file.is_stdin:
            yield from _read_stream(sys.stdin.buffer, file, names, shared)
        elif file.suffix and not file.is_known:
            raise InputError(file.shown, f"expected one of {', '.join(SUFFIXES)}, got {file.suffix}")
        else:
            with file.path.open("rb") as stream:
                yield from _read_stream(stream, file, names, shared)
    except InputError as error:
        yield Failure(error)
    except OSError as error:
        yield Failure(InputError(file.shown, cannot(error)))


def _read_stream(packed: BinaryIO, file: File, names: FieldMap, shared: bool) -> Iterator[Outcome]:
    stream = unpacked(packed, file.shown)
    head = stream.readline(MAX_LINE_BYTES)
    format = file.suffix or _format(head, names)
    if format == ".jsonl" and part.is_part(head):
        outcomes: Iterator[Outcome] = part.read(stream, file.shown, head)
    elif format in _LINES:
        outcomes = _lined(stream, file, head, format, names)
    else:
        outcomes = _whole(stream, file, head, format, shared)
    first = next(outcomes, None)
    yield first or Article(id=file.path.stem, title="", text="", path=file.shown)
    yield from outcomes


def _format(head: bytes, names: FieldMap) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t")
    for pattern, suffix in _STARTS:
        if pattern.match(start):
            return suffix
    text = names.get("text", "text")
    columns = commas.columns(start.decode("utf-8", "replace"))
    return ".csv" if text in columns and len(columns) > 1 else ".txt"


def _lined(stream: BinaryIO, file: File, head: bytes, format: str, names: FieldMap) -> Iterator[Article | Failure]:
    text = names.get("text", "text")
    for line, fields in _LINES[format](stream, file.shown, head):
        if isinstance(fields, Failure):
            yield fields
        elif text in fields or format == ".jsonl" and text == "text":
            yield to_article(mapped(fields, names), file.shown, line)
        else:
            there = ", ".join(map(repr, fields)) or "none"
            yield Failure(InputError(file.shown, f"expected a field {text!r}, got {there}; --map names it", line))
            if format == ".csv":
                return  # no other row has it either


def _whole(stream: BinaryIO, file: File, head: bytes, format: str, shared: bool) -> Iterator[Article | Failure]:
    limit = MAX_MARKUP_BYTES if format in _MARKUP else MAX_FILE_BYTES
    data = head + stream.read(max(0, limit - len(head) + 1))
    if len(data) > limit:
        raise InputError(file.shown, f"expected at most {limit:,} bytes")
    for line, fields in _TEXTS[format](decode(data, file.shown, markup=format in _MARKUP), file.shown):
        if isinstance(fields, Failure):
            yield fields
        else:
            yield to_article(fields, file.shown, line, file.stem, shared)
