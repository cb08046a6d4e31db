"""Writing whole files or none."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from gzip import GzipFile
from io import BufferedWriter
from pathlib import Path
from time import time
from typing import BinaryIO

from kg.errors import ExportError

_SQLITE = b"SQLite format 3\0"
_OLD = 86_400  # seconds after which nobody writes a draft any more


@contextmanager
def replacing(path: str | Path) -> Iterator[BinaryIO]:
    """A binary file that takes the place of `path` when the block ends well; until then, and else, `path` stays as it is.

    What is written to a name that ends in ``.gz`` is compressed. ``-`` is standard output; a device or pipe is written as it is.

    Raises
    ------
    ExportError
        Where the file cannot be written.
    """
    if str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(path)
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as device:
                yield device
        else:
            _spare_databases(path)
            with replacing_name(path) as draft:
                yield from _written(draft, packed=path.suffix == ".gz")
    except OSError as error:
        raise ExportError(f"{path}: cannot be written: {error.strerror or error}") from error


@contextmanager
def replacing_name(path: str | Path) -> Iterator[Path]:
    """The name of a file to be made, which takes the place of `path` when the block ends well; else `path` stays as it is.

    Raises
    ------
    ExportError
        Where there can be no such file.
    """
    try:
        target = Path(path).resolve()
        if target.is_dir():
            raise IsADirectoryError(None, "is a folder")
        _clear_drafts(target.parent)
        draft = target.with_name(f".kg-{secrets.token_hex(8)}.tmp")
        try:
            yield draft
            _sync(draft)
            if target.exists():
                draft.chmod(target.stat().st_mode & 0o7777)
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise ExportError(f"{path}: cannot be written: {error.strerror or error}") from error


def _written(draft: Path, packed: bool) -> Iterator[BinaryIO]:
    with draft.open("xb") as file:
        if packed:
            # Neither a name nor a time in the header: the same content gives the same bytes.
            with GzipFile("", "wb", 6, file, mtime=0) as gzip, BufferedWriter(gzip, 1 << 20) as buffered:
                yield buffered
        else:
            yield file


def _spare_databases(path: Path) -> None:
    """Refuse to write over what may be a graph."""
    with suppress(OSError), path.open("rb") as file:
        if file.read(len(_SQLITE)) == _SQLITE:
            raise ExportError(f"{path}: is a database, and kg writes over none; give another name")


def _clear_drafts(folder: Path) -> None:
    """Remove what programs that were killed left of files they wrote."""
    with suppress(OSError):
        for draft in folder.glob(".kg-*.tmp"):
            if time() - draft.stat().st_mtime > _OLD:
                draft.unlink()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def write_text(path: str | Path, text: str) -> None:
    """Write `text` to `path` as UTF-8, whole or not at all."""
    with replacing(path) as file:
        file.write(text.encode("utf-8", "replace"))
