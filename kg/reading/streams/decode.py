"""Bytes to text: UTF-8 first, then what older newsroom systems write."""

from __future__ import annotations

import codecs
import logging
import re

from kg.errors import InputError

log = logging.getLogger("kg.reading")

_SAMPLE = 8192
_DECLARED = re.compile(rb"""(?:<\?xml[^>]{0,200}?encoding|<meta[^>]{0,200}?charset)\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_CONTROL = bytes(b for b in range(32) if b not in b"\t\n\r\f\x1b")


def decode(data: bytes, path: str, line: int | None = None, *, markup: bool = False) -> str:
    """The text of `data`; where it is `markup` and not UTF-8, in the encoding that it names itself.

    Raises
    ------
    InputError
        Where the bytes are no text.
    """
    if data.startswith(codecs.BOM_UTF8):
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError(path, f"starts as UTF-8 but is not: {error.reason}", line) from None
    if is_binary(data):
        raise InputError(path, "expected text, got binary data", line)
    declared = _declared(data) if markup else None
    for encoding in ("utf-8", declared or "cp1252", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding not in ("utf-8", declared):
            log.warning("%s: not UTF-8, read as Windows-1252", path if line is None else f"{path}:{line}")
        return text
    log.warning("%s: not UTF-8, read as Latin-1", path if line is None else f"{path}:{line}")
    return data.decode("latin-1")


def _declared(data: bytes) -> str | None:
    """The encoding of characters that XML or HTML says it has, where Python knows it."""
    found = _DECLARED.search(data[:_SAMPLE])
    try:
        codec = codecs.lookup(found[1].decode("ascii")) if found else None
    except LookupError:
        return None
    return codec.name if codec and codec._is_text_encoding else None


def is_binary(data: bytes) -> bool:
    """Whether `data` looks like a program, a picture or an archive: a NUL byte, or more than 2 % control bytes at its start."""
    sample = data[:_SAMPLE]
    return b"\0" in sample or len(sample) - len(sample.translate(None, _CONTROL)) > len(sample) / 50
