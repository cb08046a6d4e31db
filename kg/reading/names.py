"""Names on the command line to files: files, folders, patterns."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg.errors import InputError
from kg.reading.outcome import Failure, failed
from kg.reading.registry import ARCHIVE, BY_SUFFIX, SUFFIXES
from kg.reading.text.clean import clean_line

PACKED = ".gz"
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")

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
    def name(self) -> str:
        """Its name without what tells its format; empty for standard input."""
        return "" if self.is_stdin else clean_line(shown(self._bare.stem))

    @property
    def stem(self) -> str:
        """What an article that is a file of its own may be called; empty where a file holds many."""
        format = BY_SUFFIX.get(self.suffix)
        return "" if format and format.many or self.suffix == ARCHIVE else self.name

    @property
    def articles(self) -> int | None:
        """How many articles it holds, roughly; None where only reading can tell."""
        format = BY_SUFFIX.get(self.suffix)
        if self.path.suffix.lower() == PACKED or self.suffix == ARCHIVE or not self.path.is_file():
            return None
        if format is None or not format.many:
            return 1
        return _lines(self.path) if format.lines else None

    @property
    def _bare(self) -> Path:
        return self.path.with_suffix("") if self.path.suffix.lower() == PACKED else self.path


def expand(names: Names) -> Iterator[File | Failure]:
    """The files that `names` mean, each once, and what is passed over.

    A folder means all in it, to any depth; a name with ``*``, ``?`` or ``[`` that is no file means all that fit it. Both are
    sorted, leave hidden files out and pass over what has no suffix that can be read; a file that is named does not.
    """
    seen: set[str] = set()
    for name in [names] if isinstance(names, str | Path) else names:
        try:
            for item in _meant(str(name)):
                place = os.path.realpath(item.path) if isinstance(item, File) else item.error.path
                if place not in seen:
                    seen.add(place)
                    yield item
        except (OSError, ValueError) as error:  # names with a NUL, or longer than the system takes
            yield failed(error, shown(str(name)))


def shown(name: str) -> str:
    """`name` as it can be printed and stored: bytes that are no UTF-8, and what steers a terminal, as escapes.

    Examples
    --------
    >>> shown("caf\\udce9\\x1b[2J.txt")
    'caf\\\\xe9\\\\x1b[2J.txt'
    """
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return _UNSEEN.sub(lambda c: c[0].encode("unicode_escape").decode("ascii"), name)


def _meant(name: str) -> Iterator[File | Failure]:
    if name != "-" and os.path.isdir(name):
        yield from _walk(name)
    elif name == "-" or os.path.lexists(name) or not glob.has_magic(name):
        yield File(Path(name), shown(name))
    else:
        found = sorted(glob.glob(name, recursive=True))
        if not found:
            yield Failure(InputError(shown(name), "no file fits this pattern"))
        for path in found:
            yield from _walk(path) if os.path.isdir(path) and "**" not in name else _inside(Path(path))


def _walk(folder: str) -> Iterator[File | Failure]:
    """The files below a folder and the folders that it links to; each folder once, so that links may go round."""
    failures: list[OSError] = []
    walked: set[str] = set()
    for place, folders, files in os.walk(folder, onerror=failures.append, followlinks=True):
        if (real := os.path.realpath(place)) in walked:
            folders.clear()
            continue
        walked.add(real)
        for name in sorted(name for name in folders + files if name.startswith(".")):
            yield _skipped(Path(place, name), f"a hidden {'folder' if name in folders else 'file'}; name it to have it read")
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield from _inside(Path(place, name))
    for error in failures:
        yield failed(error, shown(str(error.filename)))


def _inside(path: Path) -> Iterator[File | Failure]:
    file = File(path, shown(str(path)))
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


def _skipped(path: Path, reason: str) -> Failure:
    return Failure(InputError(shown(str(path)), reason), "skipped")


def _lines(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
    except OSError:
        return 1
