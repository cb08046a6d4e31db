"""Dates of publication, as people write them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?"
_A_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|\d{{4}}-\d\d-\d\d)"
_DAY = re.compile(rf"\b{_A_DAY}(?!\d)", re.IGNORECASE)
_ALONE = re.compile(rf"\(?(?:{_WEEKDAY},? )?{_A_DAY}\)?\.?", re.IGNORECASE)

# "VALLETTA, Nov. 1, 2024 (Sample) - ", "(Valletta) 1 November 2024 -- "
_DATELINE = re.compile(
    rf"[(\[]?(?-i:[A-Z]{{3}})(?:[\w .'’/,—–-]{{0,45}}?[,—–-]|[\w .'’-]{{0,40}}[)(\]])\s*(?:{_WEEKDAY},? )?{_A_DAY}"
    r"[,.]?\s*(?:\([^()\n]{2,40}\)\s*)?(?:—|–|-|:|\))",
    re.IGNORECASE,
)

# "Last update: 2024-11-01 08:30 GMT", "Published On 1 Nov 2024", "Updated 3 hours ago": dates and times, no other word
_WHEN = "|".join((
    _MONTH, _WEEKDAY, r"\d+(?:st|nd|rd|th|z)?", r"t(?=\d)", r"[ap]\.?m\.?", r"(?:gmt|utc|msk|[a-z]{1,3}t)\b", "at", "on", "of",
    "ago", r"(?:hour|hr|minute|min|day|week)s?", "today|yesterday|just now", "updated?|published",
))  # fmt: skip
DATE_NOTE = re.compile(
    r"\(?(?:last |first |originally )?(?:updated?|modified|published|posted|issued|revised)"
    rf"(?>[\s:|,–-]+)(?>(?:{_WHEN})[\s,.:|/()+–-]*+)++",
    re.IGNORECASE,
)
_FIRST_LINES, _LAST_LINES = 5, 2

_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")


def iso_date(words: str) -> str | None:
    """The day that `words` name, as ``2024-11-01``; None where they name no whole date.

    Examples
    --------
    >>> iso_date("2024-11-01T08:30:00Z"), iso_date("Fri, 01 Nov 2024 08:30:00 GMT"), iso_date("November 1, 2024")
    ('2024-11-01', '2024-11-01', '2024-11-01')
    >>> iso_date("last week") is None
    True
    """
    words = words.strip()
    if iso := _ISO.match(words):
        try:
            return date(*map(int, iso.groups())).isoformat()
        except ValueError:
            return None
    if not any(c.isdigit() for c in words) or len(words) > 60:
        return None
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except ValueError:
        return _written_date(words)


def _written_date(words: str) -> str | None:
    import dateparser

    found = dateparser.parse(
        words,
        languages=["en"],
        # absolute dates only: the day of the run must not show in what is read
        settings={"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"},
    )
    return found.date().isoformat() if found else None


def written_date(text: str) -> str | None:
    """The day that an article's own lines give: a dateline, a line that is a date, a note such as ``Published on ...``.

    Examples
    --------
    >>> written_date("VALLETTA, Nov. 1, 2024 (Sample) - Malta met Tunisia."), written_date("Malta met Tunisia on May 1, 2020.")
    ('2024-11-01', None)
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in lines[:_FIRST_LINES] + lines[_FIRST_LINES:][-_LAST_LINES:]:
        if DATE_NOTE.fullmatch(line) or _ALONE.fullmatch(line) or _DATELINE.match(line):
            found = _DAY.search(line)
            if found and (day := iso_date(found[0])):
                return day
    return None
