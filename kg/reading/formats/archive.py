"""Zip archives: each file in one is read as it would be by itself; nothing is unpacked to disk, and no name becomes a path."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, NamedTuple

from kg.errors import InputError
from kg.reading.outcome import Failure
from kg.reading.streams.unpack import MAX_RATIO, MAX_UNPACKED

_HELD = 16_000_000  # bytes of an archive from a pipe that are kept in memory
_MOST = 4_000_000_000  # bytes of one that are kept at all
_BLOCK = 1 << 20
_ENCRYPTED = 0x1


class Member(NamedTuple):
    """A file in an archive: its name, and how to open it."""

    name: str
    archive: zipfile.ZipFile
    info: zipfile.ZipInfo

    def open(self) -> IO[bytes]:
        """The bytes of the file, of which there are no more than the archive says."""
        return self.archive.open(self.info)


def is_archive(head: bytes) -> bool:
    """Whether a file starts as zip archives do."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def members(stream: BinaryIO, path: str, head: bytes) -> Iterator[Member | Failure]:
    """Each file in an archive, in the order of their names; what cannot be read is a failure by its name.

    Raises
    ------
    InputError
        Where it is no archive, or unpacks to far more than text does.
    """
    with _seekable(stream, path, head) as whole:
        try:
            archive = zipfile.ZipFile(whole)
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise InputError(path, f"damaged zip archive: {error}") from None
        with archive:
            infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
            size, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
            if size > max(MAX_UNPACKED, MAX_RATIO * packed):
                raise InputError(path, f"unpacks to more than {MAX_RATIO} times its size, as no text does: a zip bomb?")
            for info in infos:
                if info.flag_bits & _ENCRYPTED:
                    yield Failure(InputError(f"{path}: {info.filename}", "cannot be read without a password"))
                else:
                    yield Member(info.filename, archive, info)


def _seekable(stream: BinaryIO, path: str, head: bytes) -> AbstractContextManager[IO[bytes]]:
    """The whole of `stream`, as zip needs it: what says where its files are stands at its end."""
    kept = SpooledTemporaryFile(_HELD)
    kept.write(head)
    size = len(head)
    while block := stream.read(_BLOCK):
        size += kept.write(block)
        if size > _MOST:
            kept.close()
            raise InputError(path, f"expected an archive of at most {_MOST:,} bytes")
    kept.seek(0)
    return kept
