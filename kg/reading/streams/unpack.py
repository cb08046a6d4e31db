"""Streams of bytes, unpacked where they are gzip; a small file that unpacks to a huge one is refused on the way."""

from __future__ import annotations

import gzip
import io
import zlib
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_MAGIC = b"\x1f\x8b"
_BLOCK = 1 << 16

# News text packs to a third or a fifth, the dullest JSON lines to a fiftieth; gzip's own limit is a thousandth.
MAX_RATIO = 200
MAX_UNPACKED = 64_000_000


def unpacked(stream: BinaryIO, path: str) -> io.BufferedReader:
    """The bytes of `stream`, unpacked where they start as gzip does; closing it leaves `stream` open.

    Reading from it raises `InputError` where the packed bytes are damaged, or unpack to far more than text does.
    """
    start = stream.read(len(_MAGIC))
    source = _Source(start, stream)
    return io.BufferedReader(_Unpacked(source, path) if start == _MAGIC else source, _BLOCK)


def is_packed(start: bytes) -> bool:
    """Whether a file starts as gzip does."""
    return start.startswith(_MAGIC)


class _Source(io.RawIOBase):
    """`start`, then the rest of a stream; counts what it has given."""

    def __init__(self, start: bytes, stream: BinaryIO) -> None:
        self._start, self._stream = start, stream
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer)
        data, self._start = self._start[: len(room)], self._start[len(room) :]
        read = getattr(self._stream, "read1", self._stream.read)  # what is there now: a pipe may be slow
        data += read(len(room) - len(data))
        room[: len(data)] = data
        self.given += len(data)
        return len(data)


class _Unpacked(io.RawIOBase):
    def __init__(self, source: _Source, path: str) -> None:
        self._source, self._path = source, path
        self._gzip = gzip.GzipFile(fileobj=source, mode="rb")
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer)
        try:
            data = self._gzip.read1(len(room))
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise InputError(self._path, f"damaged gzip file: {error}") from None
        self._given += len(data)
        if self._given > max(MAX_UNPACKED, MAX_RATIO * self._source.given):
            raise InputError(self._path, f"unpacks to more than {MAX_RATIO} times its size, as no text does: a gzip bomb?")
        room[: len(data)] = data
        return len(data)
