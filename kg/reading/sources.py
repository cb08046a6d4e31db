"""Where articles come from: names on the command line to files, files to articles."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kg.errors import InputError
from kg.model import Article
from kg.reading import jsonlines, markdown, plain
from kg.reading.decode import decode
from kg.reading.outcome import MAX_FILE_BYTES, MAX_LINE_BYTES, Failure
from kg.reading.record import Fields, to_article

_TEXT_FORMATS = {".txt": plain.fields, ".md": markdown.fields}
SUFFIXES = (".jsonl", ".md", ".txt")


class _File(NamedTuple):
    path: Path
    shown: str


def read(inputs: str | Path | Iterable[str | Path]) -> Iterator[Article | Failure]:
    """Read every article of `inputs`.

    Parameters
    ----------
    inputs : str, Path or iterable of them
        Files (``.txt``, ``.md``, ``.jsonl``; without a suffix, text or JSON lines by their first line), folders of
        them (read to any depth, in sorted order; hidden files are passed over) and ``-`` for standard input.

    Yields
    ------
    Article or Failure
        In the order of `inputs`. An article without any words is yielded too: it is the caller's to count.
    """
    names = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    found = list(_expand(names))
    stems = Counter(_stem(item) for item in found if isinstance(item, _File))
    for item in found:
        if isinstance(item, Failure):
            yield item
        else:
            yield from _read_file(item, shared=stems[_stem(item)] > 1)


def count(inputs: str | Path | Iterable[str | Path]) -> int | None:
    """How many articles and failures `read` will give, quickly and roughly; None where only reading can tell."""
    names = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    total = 0
    for item in _expand(names):
        if isinstance(item, _File) and not item.path.is_file():
            return None
        total += _lines(item.path) if isinstance(item, _File) and item.path.suffix.lower() == ".jsonl" else 1
    return total


def _lines(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
    except OSError:
        return 1


def _expand(names: list[str | Path]) -> Iterator[_File | Failure]:
    seen: set[str] = set()
    for name in names:
        for item in _walk(Path(name)) if str(name) != "-" and os.path.isdir(name) else [_File(Path(name), str(name))]:
            place = os.path.realpath(item.path) if isinstance(item, _File) else item.error.path
            if place not in seen:
                seen.add(place)
                yield item


def _walk(folder: Path) -> Iterator[_File | Failure]:
    failures: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(place, name)
            if name.startswith("."):
                continue
            if path.suffix.lower() not in SUFFIXES:
                yield _skipped(path, f"not one of {', '.join(SUFFIXES)}")
            elif path.stem.lower() == "readme":
                yield _skipped(path, "a folder's README is no article; name the file to have it read")
            elif path.exists() and not path.is_file():
                yield _skipped(path, "no regular file")
            else:
                yield _File(path, str(path))
    for error in failures:
        yield Failure(InputError(str(error.filename), _reason(error)))


def _skipped(path: Path, reason: str) -> Failure:
    return Failure(InputError(str(path), reason), "skipped")


def _stem(file: _File) -> str:
    return "" if file.shown == "-" or file.path.suffix.lower() == ".jsonl" else file.path.stem


def _read_file(file: _File, shared: bool) -> Iterator[Article | Failure]:
    suffix = file.path.suffix.lower()
    try:
        if file.shown == "-":
            yield from _read_stream(sys.stdin.buffer, file, shared)
        elif suffix and suffix not in SUFFIXES:
            raise InputError(file.shown, f"expected one of {', '.join(SUFFIXES)}, got {suffix}")
        else:
            with file.path.open("rb") as stream:
                yield from _read_stream(stream, file, shared)
    except InputError as error:
        yield Failure(error)
    except OSError as error:
        yield Failure(InputError(file.shown, _reason(error)))


def _read_stream(stream: BinaryIO, file: _File, shared: bool) -> Iterator[Article | Failure]:
    suffix = file.path.suffix.lower() if file.shown != "-" else ""
    head = stream.readline(MAX_LINE_BYTES)
    if suffix == ".jsonl" or not suffix and head.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        outcomes = _json_articles(stream, file.shown, head)
    else:
        outcomes = _text_articles(stream, file, head, _TEXT_FORMATS.get(suffix, plain.fields), shared)
    first = next(outcomes, None)
    yield first or Article(id=file.path.stem, title="", text="", path=file.shown)
    yield from outcomes


def _json_articles(stream: BinaryIO, path: str, head: bytes) -> Iterator[Article | Failure]:
    for line, fields in jsonlines.lines(stream, path, head):
        yield fields if isinstance(fields, Failure) else _article(fields, path, line)


def _text_articles(
    stream: BinaryIO, file: _File, head: bytes, fields_of: Callable[[str], Iterator[Fields]], shared: bool
) -> Iterator[Article | Failure]:
    data = head + stream.read(max(0, MAX_FILE_BYTES - len(head) + 1))
    if len(data) > MAX_FILE_BYTES:
        raise InputError(file.shown, f"expected at most {MAX_FILE_BYTES:,} bytes of text")
    for fields in fields_of(decode(data, file.shown)):
        yield _article(fields, file.shown, name=_stem(file), shared=shared)


def _article(fields: Fields, path: str, line: int | None = None, name: str = "", shared: bool = False) -> Article | Failure:
    try:
        return to_article(fields, path, line, name, shared)
    except InputError as error:
        return Failure(error)


def _reason(error: OSError) -> str:
    return f"cannot be read: {error.strerror or error}"
