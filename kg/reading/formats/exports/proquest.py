"""ProQuest: a rule of underscores between articles, and values behind labels such as ``Full text:``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading.formats.exports.labels import Label, document, fields_of, labels
from kg.reading.outcome import Found

_RULE = re.compile(r"[ \t]*(?:[_*]{20,}|Document \d+ of \d+)[ \t]*")
_LABEL = re.compile(r"[ \t]*([A-Z][A-Za-z /]{2,25}):[ \t]*(.*)")
_NEEDED = tuple(
    re.compile(rf"^[ \t]*{label}:", re.MULTILINE | re.IGNORECASE) for label in ("full text", "(?:publication )?title")
)
_OWN = re.compile(r"^[ \t]*(?:ProQuest document ID|Publication title|Publication info):", re.MULTILINE)


def is_export(text: str) -> bool:
    """Whether `text` is an export of ProQuest's."""
    return _OWN.search(text) is not None and all(pattern.search(text) for pattern in _NEEDED)


def documents(text: str, path: str) -> Found:
    """Each article with the number of its first line."""
    for number, (line, lines) in enumerate(_chunks(text.split("\n")), 1):
        fields = {"title": _first(lines), **fields_of(_values(lines))}
        yield line, document(fields, path, line, number, "ProQuest")


def _chunks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    starts = [number + 1 for number, line in enumerate(lines) if _RULE.fullmatch(line)]
    for start, end in zip([0, *starts], [*(start - 1 for start in starts), len(lines)], strict=True):
        if sum(label is not None and bool(label.field) for label, _ in map(_labelled, lines[start:end])) > 1:
            yield start + 1, lines[start:end]


def _first(lines: list[str]) -> str:
    """The title as it stands above all labels."""
    return next((line.strip() for line in lines if line.strip() and not _labelled(line)[0]), "")


def _values(lines: list[str]) -> Iterator[tuple[Label, list[str]]]:
    """Each label with the lines behind it."""
    current: tuple[Label, list[str]] | None = None
    for line in lines:
        label, value = _labelled(line)
        if label:
            if current:
                yield current
            current = label, [value]
        elif current:
            current[1].append(line)
    if current:
        yield current


def _labelled(line: str) -> tuple[Label | None, str]:
    found = _LABEL.match(line)
    return (labels("proquest").get(found[1].strip().lower()), found[2]) if found else (None, "")
