"""Names on the command line to files: files, folders, patterns."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError
from kg.reading.outcome import Failure

SUFFIXES = (".csv", ".htm", ".html", ".jsonl", ".md", ".txt", ".xml")
_LINED = (".csv", ".jsonl")  # an article a line, or nearly
_PACKED = ".gz"

Names = str | Path | Iterable[str | Path]


class File(NamedTuple):
    """A file to read, and its name as messages show it; ``-`` is standard input."""

    path: Path
    shown: str

    @property
    def is_stdin(self) -> bool:
        """Whether it is standard input."""
        return self.shown == "-"

    @property
    def suffix(self) -> str:
        """What tells its format, in lower case; empty where only its content can."""
        return "" if self.is_stdin else self._bare.suffix.lower()

    @property
    def is_known(self) -> bool:
        """Whether the suffix is one that can be read."""
        return self.suffix in SUFFIXES

    @property
    def stem(self) -> str:
        """What an article that is a file of its own may be called; empty where a file holds many."""
        return "" if self.is_stdin or self.suffix in (*_LINED, ".xml") else self._bare.stem

    @property
    def articles(self) -> int | None:
        """How many articles it holds, roughly; None where only reading can tell."""
        if self.path.suffix.lower() == _PACKED or self.suffix == ".xml" or not self.path.is_file():
            return None
        return _lines(self.path) if self.suffix in _LINED else 1

    @property
    def _bare(self) -> Path:
        return self.path.with_suffix("") if self.path.suffix.lower() == _PACKED else self.path


def expand(names: Names) -> Iterator[File | Failure]:
    """The files that `names` mean, each once, and what is passed over.

    A folder means all in it, to any depth; a name with ``*``, ``?`` or ``[`` that is no file means all that fit it. Both are
    sorted, leave hidden files out and pass over what has no suffix that can be read; a file that is named does not.
    """
    seen: set[str] = set()
    for name in [names] if isinstance(names, str | Path) else names:
        for item in _meant(str(name)):
            place = os.path.realpath(item.path) if isinstance(item, File) else item.error.path
            if place not in seen:
                seen.add(place)
                yield item


def _meant(name: str) -> Iterator[File | Failure]:
    if name != "-" and os.path.isdir(name):
        yield from _walk(name)
    elif name == "-" or os.path.lexists(name) or not glob.has_magic(name):
        yield File(Path(name), name)
    else:
        found = sorted(glob.glob(name, recursive=True))
        if not found:
            yield Failure(InputError(name, "no file fits this pattern"))
        for path in found:
            yield from _walk(path) if os.path.isdir(path) and "**" not in name else _inside(Path(path))


def _walk(folder: str) -> Iterator[File | Failure]:
    failures: list[OSError] = []
    for place, folders, files in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield from _inside(Path(place, name))
    for error in failures:
        yield Failure(InputError(str(error.filename), cannot(error)))


def _inside(path: Path) -> Iterator[File | Failure]:
    file = File(path, str(path))
    if path.is_dir():
        return
    if not file.is_known:
        yield _skipped(path, f"not one of {', '.join(SUFFIXES)}")
    elif file.stem.lower() == "readme":
        yield _skipped(path, "a folder's README is no article; name the file to have it read")
    elif path.exists() and not path.is_file():
        yield _skipped(path, "no regular file")
    elif file.suffix == ".html" and path.with_suffix(".db").exists():
        yield _skipped(path, "a graph's own page, which lies beside its database")
    else:
        yield file


def cannot(error: OSError) -> str:
    """Why a file cannot be read."""
    return f"cannot be read: {error.strerror or error}"


def _skipped(path: Path, reason: str) -> Failure:
    return Failure(InputError(str(path), reason), "skipped")


def _lines(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
    except OSError:
        return 1
