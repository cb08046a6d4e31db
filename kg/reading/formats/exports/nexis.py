"""Nexis: ``1 of 50 DOCUMENTS`` before each article, as it was, or ``End of Document`` behind it, as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading.formats.exports.labels import Label, document, fields_of, labels
from kg.reading.outcome import Fields, Found
from kg.reading.text.dates import leading_day

_BEFORE = re.compile(r"[ \t]*(?:Document )?\d+ of \d+(?: DOCUMENTS?)?[ \t]*", re.IGNORECASE)
_AFTER = re.compile(r"[ \t]*End of Document[ \t]*", re.IGNORECASE)
_LABEL = re.compile(r"[ \t]*([A-Z][A-Za-z -]{2,20}):[ \t]*(.*)")
_BARE = re.compile(r"[ \t]*(Body|Classification|Graphic|Notes)[ \t]*")  # labels that stand alone on their lines
_RIGHTS = re.compile(r"(?:\(c\)|©|copyright\b).*|.*all rights reserved.*|page \d+ of \d+|.*\.(?:docx|rtf|pdf)", re.IGNORECASE)
_LENGTH = re.compile(r"^[ \t]*length:[ \t]*[\d,]+ words?", re.IGNORECASE | re.MULTILINE)
_MARKED = re.compile(rf"^(?:{_BEFORE.pattern}|{_AFTER.pattern})$", re.IGNORECASE | re.MULTILINE)
_DATED = re.compile(r"^[ \t]*load-date:", re.IGNORECASE | re.MULTILINE)


def is_export(text: str) -> bool:
    """Whether `text` is an export of Nexis's: its marks, or both labels that all its articles have."""
    marks = sum(pattern.search(text) is not None for pattern in (_MARKED, _LENGTH, _DATED))
    return marks > 1


def documents(text: str, path: str) -> Found:
    """Each article with the number of its first line."""
    for number, (line, lines) in enumerate(_chunks(text.split("\n")), 1):
        head, values = _parts(lines)
        fields = {**_headed(head), **fields_of(values)}
        fields["published"] = fields.get("published") or fields.get("loaded")
        yield line, document(fields, path, line, number, "Nexis")


def _chunks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines of each article, and where they start; a list of contents and the like before the first has no labels."""
    starts = [number + 1 for number, line in enumerate(lines) if _BEFORE.fullmatch(line) or _AFTER.fullmatch(line)]
    for start, end in zip([0, *starts], [*(start - 1 for start in starts), len(lines)], strict=True):
        chunk = lines[start:end]
        if any(_LENGTH.match(line) or _DATED.match(line) or _BARE.fullmatch(line) for line in chunk):
            yield start + 1, chunk


def _parts(lines: list[str]) -> tuple[list[str], list[tuple[Label, list[str]]]]:
    """What stands before the first label, and each label with the lines behind it; lines that have none are the text."""
    known = labels("nexis")
    text = known["body"]
    head: list[str] = []
    values: list[tuple[Label, list[str]]] = []
    begun = False
    for line in lines:
        label, value = _labelled(line, known)
        last = values[-1][0] if values else None
        begun = begun or last == text
        if label and not (label.place == "start" and label != text and begun):
            values.append((label, [value]))
        elif last is None:
            head.append(line)
        elif line.strip() or last == text:
            if last.place == "start" and last != text and len(values[-1][1]) > 1 and not values[-1][1][-1]:
                values.append((text, []))  # a blank line has ended the labels before the text
            values[-1][1].append(line)
        else:
            values[-1][1].append("")
    return head, values


def _labelled(line: str, known: dict[str, Label]) -> tuple[Label | None, str]:
    if bare := _BARE.fullmatch(line):
        return known[bare[1].lower()], ""
    found = _LABEL.match(line)
    return (known.get(found[1].strip().lower()), found[2].strip()) if found else (None, "")


def _headed(head: list[str]) -> Fields:
    """Title, outlet and day of the lines above the labels: outlet, day, title, as it was, or title, outlet, day, as it is."""
    lines = [line.strip() for line in head]
    days = [number for number, line in enumerate(lines) if leading_day(line)]
    if not days:
        filled = [line for line in lines if line and not _RIGHTS.fullmatch(line)]
        return {"title": " ".join(filled[-1:])}
    day = days[-1]
    below = [line for line in lines[day + 1 :] if line and not _RIGHTS.fullmatch(line)]
    above = [line for line in lines[:day] if line and not _RIGHTS.fullmatch(line)]
    block = len(lines[:day]) - next((n for n, line in enumerate(reversed(lines[:day])) if not line), day)
    near = [line for line in lines[block:day] if line and not _RIGHTS.fullmatch(line)]
    title = below if below else near[:-1] or above[-2:-1]
    return {"title": " ".join(title), "outlet": (above or [""])[-1], "published": leading_day(lines[day])}
