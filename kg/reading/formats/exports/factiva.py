"""Factiva's text exports: with field codes (``HD``, ``PD``, ``LP``, ``TD`` ...), or as articles that end in ``Document ...``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading.formats.exports.labels import Label, document, fields_of, labels
from kg.reading.outcome import Fields, Found

_CODE = re.compile(r"[ \t|]{0,4}([A-Z]{2,3})([ \t]*[|:][ \t|]*|[ \t]+|[ \t]*$)(.*)")
_BEHIND = re.compile(r"\w+ : |Document |$")  # the value of a code behind the text, where but one space parts them
_NEEDED = tuple(
    re.compile(rf"^[ \t|]{{0,4}}(?:{codes})(?:[ \t|:]|$)", re.MULTILINE) for codes in ("HD|TI", "PD", "LP|TD", "AN|SN|WC")
)
_END = re.compile(r"[ \t|]*(?:AN[ \t|:]+)?Document ([A-Z][A-Z0-9]{3,8}\d{4}[A-Za-z0-9]{8,30})[ \t|]*")
_WORDS = re.compile(r"\d[\d,. ]* words")
_TIME = re.compile(r"\d{1,2}:\d\d(?: ?(?:GMT|[AP]M))?")
_RIGHTS = re.compile(r"(?:\(c\)|©|copyright\b).*|.*all rights reserved.*", re.IGNORECASE)
_SHORT = re.compile(r"[A-Z0-9]{2,10}|English|(?:Page |Pg\. ?)?[A-Z]?\d{1,4}|Volume .{1,30}|.{0,30}Edition", re.IGNORECASE)
_HEAD = 12  # lines between the number of words and the text, at most


def is_export(text: str) -> bool:
    """Whether `text` is an export of Factiva's."""
    if all(pattern.search(text) for pattern in _NEEDED):
        return True
    lines = [line.strip() for line in text.split("\n")]
    return any(map(_END.fullmatch, lines)) and any(map(_WORDS.fullmatch, lines))


def documents(text: str, path: str) -> Found:
    """Each article with the number of its first line."""
    coded = all(pattern.search(text) for pattern in _NEEDED)
    for number, (line, lines) in enumerate(_chunks(text.split("\n"), coded), 1):
        fields = fields_of(_coded(lines)) if coded else _plain(lines)
        if ident := fields.get("id"):
            fields["id"] = ident.removeprefix("Document ")
        yield line, document(fields, path, line, number, "Factiva")


def _chunks(lines: list[str], coded: bool) -> Iterator[tuple[int, list[str]]]:
    """The lines of each article, and where they start."""
    start, titled = 0, False
    for number, line in enumerate(lines):
        code = _labelled(line)[0] if coded else None
        if titled and code and code.field == "title":  # the one before was cut off
            yield start + 1, lines[start:number]
            start = number
        titled = titled or code is not None and code.field == "title"
        if _END.fullmatch(line.strip()):
            yield start + 1, lines[start : number + 1]
            start, titled = number + 1, False
    if titled or not coded and any(_WORDS.fullmatch(line.strip()) for line in lines[start:]):
        yield start + 1, lines[start:]


def _coded(lines: list[str]) -> Iterator[tuple[Label, list[str]]]:
    """Each code with the lines behind it; after the text has begun, only codes that may follow it count."""
    current: tuple[Label, list[str]] | None = None
    begun = False
    for line in lines:
        label, value = _labelled(line, begun)
        if label and not (begun and label.place == "start" and label.field != "text"):
            if current:
                yield current
            current, begun = (label, [value]), begun or label.field == "text"
        elif current:
            current[1].append(line.strip(" |\t"))
    if current:
        yield current


def _labelled(line: str, begun: bool = False) -> tuple[Label | None, str]:
    """The code that `line` starts with, and its value; where the text has `begun`, its own capitals are none."""
    found = _CODE.match(line)
    if not found or begun and found[2] == " " and not _BEHIND.match(found[3]):
        return None, ""
    return labels("factiva").get(found[1].lower()), found[3].strip(" |\t")


def _plain(lines: list[str]) -> Fields:
    """The fields of an article without codes: title, byline, words, day, time, outlet, code, language, rights; its text."""
    filled = [line.strip() for line in lines]
    text = labels("factiva")["td"]
    end = _END.fullmatch(filled[-1]) if filled else None
    last = len(lines) - bool(end)
    words = next((place for place, line in enumerate(filled) if _WORDS.fullmatch(line)), None)
    if words is None:
        return fields_of([(text, lines[:last])])
    title = [line for line in filled[:words] if line]
    byline = title.pop() if len(title) > 1 and title[-1].lower().startswith("by ") else ""
    day, *below = [place for place, line in enumerate(filled[:last]) if place > words and line] or [words]
    outlet = next((place for place in below if not _TIME.fullmatch(filled[place])), day)
    return {
        "title": " ".join(title), "byline": byline, "published": filled[day], "outlet": filled[outlet],
        "id": end[1] if end else "",
        **fields_of([(text, lines[_body(filled, [place for place in below if place > outlet], outlet) : last])]),
    }  # fmt: skip


def _body(lines: list[str], below: list[int], outlet: int) -> int:
    """Where the text starts: behind code, page, language and rights, which stand below the outlet."""
    body = outlet + 1
    for place in below[:_HEAD]:
        if _RIGHTS.fullmatch(lines[place]):
            return place + 1
        if not _SHORT.fullmatch(lines[place]):
            return body
        body = place + 1
    return body
