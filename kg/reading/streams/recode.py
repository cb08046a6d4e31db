"""Streams of text in UTF-16 or UTF-32, as spreadsheets and Windows write it, made UTF-8 on the way in."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLOCK = 1 << 16


def in_utf8(stream: io.BufferedReader, path: str) -> BinaryIO:
    """`stream` in UTF-8, where its first bytes say that it is in UTF-16 or UTF-32.

    Reading from it raises `InputError` where it is not what it says.
    """
    start = stream.peek(4)[:4]
    encoding = next((encoding for mark, encoding in _MARKS if start.startswith(mark)), None)
    return stream if encoding is None else io.BufferedReader(_Recoded(stream, encoding, path), _BLOCK)


class _Recoded(io.RawIOBase):
    def __init__(self, source: BinaryIO, encoding: str, path: str) -> None:
        self._source, self._encoding, self._path = source, encoding, path
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        room = memoryview(buffer)
        while not self._ready:
            data = self._source.read(_BLOCK)
            try:
                self._ready = self._decoder.decode(data, final=not data).encode("utf-8", "surrogatepass")
            except UnicodeDecodeError as error:
                raise InputError(self._path, f"starts as {self._encoding.upper()} but is not: {error.reason}") from None
            if not data:
                break
        given, self._ready = self._ready[: len(room)], self._ready[len(room) :]
        room[: len(given)] = given
        return len(given)
