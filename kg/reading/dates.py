"""Dates of publication, as people write them, to ISO 8601."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

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
