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
_RATIO = 200
_ALWAYS_ALLOWED = 64_000_000


def unpacked(stream: BinaryIO, path: str) -> BinaryIO:
    """The bytes of `stream`, unpacked where they start as gzip does; closing it leaves `stream` open.

    Reading from it raises `InputError` where the packed bytes are damaged, or unpack to far more than text does.
    """
    start = stream.read(len(_MAGIC))
    source = _Source(start, stream)
    return io.BufferedReader(_Unpacked(source, path) if start == _MAGIC else source, _BLOCK)


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
        if not data:
            read = getattr(self._stream, "read1", self._stream.read)  # what is there now: a pipe may be slow
            data = read(len(room))
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
        if self._given > max(_ALWAYS_ALLOWED, _RATIO * self._source.given):
            raise InputError(self._path, f"unpacks to more than {_RATIO} times its size, as no text does: a gzip bomb?")
        room[: len(data)] = data
        return len(data)
