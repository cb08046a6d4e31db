"""Where articles come from: files of each format to articles, with a fence around each file and each article."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import BinaryIO, TypeVar

from kg.errors import InputError
from kg.model import Article
from kg.reading import part
from kg.reading.columns import Columns, FieldMap, records
from kg.reading.formats import archive
from kg.reading.names import PACKED, File, Names, expand, shown
from kg.reading.outcome import MAX_LINE_BYTES, Failure, Found, failed
from kg.reading.record import to_article
from kg.reading.registry import ARCHIVE, BY_SUFFIX, SUFFIXES, format_of
from kg.reading.streams.recode import in_utf8
from kg.reading.streams.unpack import is_packed, unpacked
from kg.reading.values import without_markup

Outcome = Article | part.Extracted | Failure
T = TypeVar("T")


def read(inputs: Names, fields: FieldMap | None = None) -> Iterator[Outcome]:
    """Read every article of `inputs`; parts that `kg extract -o` wrote give theirs with what was read in them.

    Parameters
    ----------
    inputs : str, Path or iterable of them
        Files of the kinds in `SUFFIXES`, each also ``.gz`` (without a suffix, what their first line looks like), folders of
        them (read to any depth, in sorted order; hidden files are passed over), patterns such as ``news/**/*.txt``, and ``-``
        for standard input.
    fields : mapping, optional
        For JSON and tables, what the fields of an article are called there, where that is not understood by itself:
        ``{"text": "body"}``.

    Yields
    ------
    Article, Extracted or Failure
        In the order of `inputs`. An article without any words is yielded too: it is the caller's to count. Whatever goes
        wrong with a file or an article is a failure that names it; the rest goes on.
    """
    found = list(expand(inputs))
    stems = Counter(item.stem for item in found if isinstance(item, File))
    for item in found:
        if isinstance(item, Failure):
            yield item
        else:
            yield from _fenced(_read_file(item, fields or {}, stems[item.stem] > 1), item.shown)


def count(inputs: Names) -> int | None:
    """How many articles and failures `read` will give, quickly and roughly; None where only reading can tell."""
    names = [inputs] if isinstance(inputs, str | Path) else inputs
    if not isinstance(names, list | tuple) or not all(isinstance(name, str | Path) for name in names):
        return None
    total = 0
    for item in expand(names):
        articles = item.articles if isinstance(item, File) else 1
        if articles is None:
            return None
        total += articles
    return total


def _fenced(outcomes: Iterator[T], path: str) -> Iterator[T | Failure]:
    """`outcomes`, and a failure in place of what is raised."""
    try:
        yield from outcomes
    except Exception as error:  # a file ends with it, nothing else does
        yield failed(error, path)


def _read_file(file: File, names: FieldMap, shared: bool) -> Iterator[Outcome]:
    if file.is_stdin:
        yield from _read_stream(sys.stdin.buffer, file, names)
    elif file.suffix and not file.is_known:
        raise InputError(file.shown, f"expected one of {', '.join(SUFFIXES)}, got {shown(file.suffix)}")
    else:
        with file.path.open("rb") as stream:
            yield from _read_stream(stream, file, names, shared)


def _read_stream(packed: BinaryIO, file: File, names: FieldMap, shared: bool = False) -> Iterator[Outcome]:
    path = file.shown
    stream = in_utf8(unpacked(packed, path), path)
    head = stream.readline(MAX_LINE_BYTES)
    format = format_of(head, file.suffix, names.get("text", "text"))
    if format == ".jsonl" and part.is_part(head):
        outcomes: Iterator[Outcome] = part.read(stream, path, head)
    elif format == ARCHIVE:
        outcomes = _members(stream, path, head, names)
    else:
        outcomes = _articles(_caught(BY_SUFFIX[format].read(stream, path, head), path), file, format, names, shared)
    first = next(outcomes, None)
    yield first or Article(id=file.name, title="", text="", path=path)
    yield from outcomes


def _caught(found: Found, path: str) -> Found:
    """`found`, and a failure in place of what is raised."""
    try:
        yield from found
    except Exception as error:
        yield None, failed(error, path)


def _articles(found: Found, file: File, format: str, names: FieldMap, shared: bool) -> Iterator[Article | Failure]:
    if BY_SUFFIX[format].columns:
        yield from _columned(found, file.shown, names, once=format in (".csv", ".tsv"))
        return
    first = list(islice(found, 2))
    name = file.name if len(first) == 1 and not BY_SUFFIX[format].many else ""
    for line, fields in chain(first, found):
        yield fields if isinstance(fields, Failure) else to_article(fields, file.shown, line, name, shared)


def _columned(found: Found, path: str, names: FieldMap, once: bool) -> Iterator[Article | Failure]:
    """Articles of records whose fields have names of their own; what is wrong with all rows is said `once`."""
    columns = Columns(path, names)
    for line, value in found:
        for record in [value] if isinstance(value, Failure) else records(value, path, line):
            if isinstance(record, Failure):
                yield record
                continue
            try:
                fields = columns.fields(record, line)
            except InputError as error:
                yield Failure(error)
                if once:
                    return
                continue
            yield to_article(without_markup(fields), path, line)
    columns.note()


def _members(stream: BinaryIO, path: str, head: bytes, names: FieldMap) -> Iterator[Outcome]:
    """The articles of the files in an archive; archives in archives are not opened."""
    for member in archive.members(stream, path, head):
        if isinstance(member, Failure):
            yield member
            continue
        inner = File(Path(PurePosixPath(member.name).name), f"{path}: {shown(member.name)}")
        if any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(member.name).parts if part not in (".", "..")):
            yield Failure(InputError(inner.shown, "a hidden file"), "skipped")
        elif inner.path.suffix.lower() in (ARCHIVE, PACKED):
            yield Failure(InputError(inner.shown, "an archive in an archive is not opened"))
        elif inner.path.suffix.lower() not in BY_SUFFIX:
            yield Failure(InputError(inner.shown, f"not one of {', '.join(BY_SUFFIX)}"), "skipped")
        else:
            yield from _fenced(_read_member(member, inner, names), inner.shown)


def _read_member(member: archive.Member, file: File, names: FieldMap) -> Iterator[Outcome]:
    with member.open() as opened:
        stream = io.BufferedReader(opened)  # type: ignore[type-var]  # reads as a raw stream does
        start = stream.peek(4)
        if file.suffix != ".docx" and (archive.is_archive(start) or is_packed(start)):
            raise InputError(file.shown, "an archive in an archive is not opened")
        yield from _read_stream(stream, file, names, shared=True)
