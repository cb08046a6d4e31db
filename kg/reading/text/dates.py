"""Dates of publication, as people write them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?"
_A_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|\d{{4}}-\d\d-\d\d)"
_DAY = re.compile(rf"\b{_A_DAY}(?!\d)", re.IGNORECASE)
_LEADING = re.compile(rf"(?:{_WEEKDAY},? )?({_A_DAY})(?!\d)", re.IGNORECASE)
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
_CHANGED = re.compile(r"\(?(?:last |first )?(?:updat|modif|revis)", re.IGNORECASE)
_FIRST_LINES, _LAST_LINES = 5, 2

_ISO = re.compile(r"(\d{4})([-./]?)(\d\d)\2(\d\d)(?!\d)")
_STAMP = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[01]\d|2[0-3])(?:[0-5]\d){0,2}")  # 20241101083000, also to the hour
_EPOCH = re.compile(r"(\d{9,10}|\d{12,13}|\d{15,16})(?:\.\d+)?")  # seconds, milliseconds, microseconds; from 1973 on
_LONGEST = 60  # characters of a date


def iso_date(words: str) -> str | None:
    """The day that `words` name, as ``2024-11-01``; None where they name no whole date.

    Examples
    --------
    >>> iso_date("2024-11-01T08:30:00Z"), iso_date("Fri, 01 Nov 2024 08:30:00 GMT"), iso_date("November 1, 2024")
    ('2024-11-01', '2024-11-01', '2024-11-01')
    >>> iso_date("20241101083000"), iso_date("1730449800"), iso_date("last week")
    ('2024-11-01', '2024-11-01', None)
    """
    words = words.strip()
    if len(words) > _LONGEST or not any(c.isdigit() for c in words):
        return None
    if iso := _ISO.match(words):
        return _day(iso[1], iso[3], iso[4])
    if (stamp := _STAMP.fullmatch(words)) and (day := _day(*stamp.groups())):
        return day
    if epoch := _EPOCH.fullmatch(words):
        return datetime.fromtimestamp(int(epoch[1]) // 1000 ** ((len(epoch[1]) - 9) // 3), UTC).date().isoformat()
    for parse in (_mailed_date, _written_date):
        try:
            if found := parse(words):
                return found
        except Exception:  # what libraries raise over words like "+9999999999999" is theirs to choose: it is no date
            continue
    leading = _LEADING.match(words)
    return iso_date(leading[1]) if leading and leading[1] != words else None


def _day(*numbers: str) -> str | None:
    try:
        return date(*map(int, numbers)).isoformat()
    except ValueError:
        return None


def _mailed_date(words: str) -> str | None:
    return parsedate_to_datetime(words).date().isoformat()


def _written_date(words: str) -> str | None:
    import dateparser

    found = dateparser.parse(
        words,
        languages=["en"],
        # absolute dates only: the day of the run must not show in what is read
        settings={"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"},
    )
    return found.date().isoformat() if found else None


def is_to_come(day: str) -> bool:
    """Whether an ISO day has begun nowhere yet: no article is of it, and one that says so would outdate all others."""
    return day > (datetime.now(UTC) + timedelta(hours=14)).date().isoformat()


def written_date(text: str) -> str | None:
    """The day that an article's own lines give: a dateline, a line that is a date, a note such as ``Published on ...``.

    Examples
    --------
    >>> written_date("VALLETTA, Nov. 1, 2024 (Sample) - Malta met Tunisia."), written_date("Malta met Tunisia on May 1, 2020.")
    ('2024-11-01', None)
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    lines = lines[:_FIRST_LINES] + lines[_FIRST_LINES:][-_LAST_LINES:]
    for line in sorted(lines, key=lambda line: _CHANGED.match(line) is not None):  # a later change counts only where it is all
        if DATE_NOTE.fullmatch(line) or _ALONE.fullmatch(line) or _DATELINE.match(line):
            found = _DAY.search(line)
            if found and (day := iso_date(found[0])):
                return day
    return None


def days_of(text: str) -> list[str]:
    """The days that datelines and lines of nothing but a date give, anywhere in `text`, in order."""
    lines = (line.strip() for line in text.split("\n"))
    dated = (_DAY.search(line) for line in lines if _ALONE.fullmatch(line) or _DATELINE.match(line))
    return sorted({day for found in dated if found and (day := iso_date(found[0]))})


def leading_day(line: str) -> str | None:
    """The day that a short line starts with: ``November 1, 2024 Friday 8:30 AM``."""
    found = _LEADING.match(line.strip()) if len(line) <= _LONGEST + 20 else None
    return iso_date(found[1]) if found else None
