"""What Python users give to be read: names of files, texts, dicts, data frames, articles."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.errors import UsageError
from kg.reading import FieldMap, Outcome, is_frame, read, read_text, read_texts

Input = str | Path | Outcome | Mapping[str, Any]
Inputs = Input | Iterable[Input] | Any


def outcomes(
    inputs: Inputs = (), text: str | None = None, texts: Any = None, fields: FieldMap | None = None
) -> Iterator[Outcome]:
    """Every article of `inputs`, `text` or `texts`, and what could not be read; named files come after articles.

    Raises
    ------
    UsageError
        At once: where more than one of the three is given, or `inputs` is the name of no file.
    """
    empty = isinstance(inputs, tuple | list) and not inputs
    if (not empty) + (text is not None) + (texts is not None) > 1:
        raise UsageError("expected one of inputs, text and texts")
    if text is not None:
        return iter([read_text(text)])
    if texts is not None:
        return read_texts(texts, fields)
    if isinstance(inputs, str | Path):
        _check(str(inputs))
        return read(inputs, fields)
    if is_frame(inputs) or isinstance(inputs, Mapping | Outcome):
        return read_texts(inputs, fields)
    if not isinstance(inputs, Iterable):
        raise UsageError(f"inputs: expected files, articles, dicts or a data frame, got {type(inputs).__name__}")
    return _mixed(inputs, fields)


def _mixed(inputs: Iterable[Any], fields: FieldMap | None) -> Iterator[Outcome]:
    names: list[str | Path] = []

    def others() -> Iterator[Any]:
        for item in inputs:
            if isinstance(item, str | Path):
                names.append(item)
            else:
                yield item

    yield from read_texts(others(), fields)
    yield from read(names, fields)


def _check(name: str) -> None:
    if name == "-" or os.path.lexists(name) or glob.has_magic(name) and " " not in name:
        return
    hint = "; a text is given as text=..., several as texts=[...]" if " " in name else ""
    raise UsageError(f"{name[:60]!r}: no such file or folder{hint}")
