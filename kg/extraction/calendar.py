"""Which day, month or year the words of a date mean, counted from an article's date."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

Dated = tuple[str | None, str | None]  # ISO date cut to its granularity, and that granularity: day, month or year
NOWHEN: Dated = (None, None)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b")
MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!s)")
ISO = re.compile(r"\d{4}-\d\d-\d\d")
DAY_OF_MONTH = re.compile(r"(?<!\d)[0-3]?\d(?:st|nd|rd|th)?(?!\d)")
# words that place a deed within a day, month or year and leave it the same
WITHIN = re.compile(
    r"\b(?:earlier|later|early|late|mid|in|on|of|the|since|beginning|start|middle|end|morning|afternoon|evening|night)\b|-(?=\w)"
)
RANGE = re.compile(r"(\d)\s?[-–]\s?\d+")
SOON = timedelta(days=45)  # "Dec 3" in an article of November 20 is more likely ahead than a year ago
COUNT = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
COUNT |= {"a": 1, "an": 1}
SHIFTED = re.compile(r"\b(\w+) (day|month|year)s? (ago|earlier|later|before|after)\b")
BESIDE = re.compile(r"\b(last|this|next|previous|following|same|that|the) (day|month|year)\b")
NEAR = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
STEP = {"last": -1, "previous": -1, "next": 1, "following": 1}


def resolve(phrase: str, published: str | None, *, anchor: str | None = None, ahead: bool = False) -> Dated:
    """The date that `phrase` means and its granularity, or two times None where it means none or only a stretch of time.

    Parameters
    ----------
    phrase : str
        ``Wednesday``, ``Nov 1``, ``last month``, ``two days earlier``.
    published : str, optional
        The article's ISO date; without it only what holds of itself is resolved.
    anchor : str, optional
        The ISO day that the text spoke of before, from which "two days earlier" and "the same day" count.
    ahead : bool
        The deed is still to come: "on Monday" is the next one.

    Examples
    --------
    >>> resolve("Wednesday", "2024-11-01")
    ('2024-10-30', 'day')
    >>> resolve("Wednesday", "2024-11-01", ahead=True)
    ('2024-11-06', 'day')
    >>> resolve("late 2022", None)
    ('2022', 'year')
    """
    text = " ".join(phrase.lower().split())
    base = _day(published)
    if found := ISO.search(text):
        return found.group(), "day"
    if MONTH.search(text):
        return _named(text, base, ahead)
    if (found := WEEKDAY.search(text)) and base is not None:
        return _weekday(WEEKDAYS.index(found.group()), base, text, ahead)
    if not WITHIN.sub("", YEAR.sub("", text)).strip(" ,") and (found := YEAR.search(text)):
        return found.group(), "year"
    return _relative(text, base, _day(anchor))


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso[:10]) if iso and ISO.match(iso) else None


def _weekday(number: int, base: date, text: str, ahead: bool) -> Dated:
    back = (base.weekday() - number) % 7
    if re.search(r"\blast\b", text):
        days = -(back or 7)
    elif re.search(r"\b(?:next|coming|upcoming)\b", text):
        days = 7 - back
    else:
        days = (7 - back) % 7 if ahead else -back
    return (base + timedelta(days=days)).isoformat(), "day"


def _relative(text: str, base: date | None, anchor: date | None) -> Dated:
    """Dates that count from the article's day ("ago", "last") or from the day spoken of before ("later", "the same")."""
    if base is not None:
        for word, days in NEAR.items():
            if re.search(rf"\b{word}\b", text):
                return (base + timedelta(days=days)).isoformat(), "day"
    if found := SHIFTED.search(text):
        number, unit, way = found.groups()
        count = COUNT.get(number, int(number) if number.isdecimal() else None)
        start = base if way == "ago" else anchor
        return _shift(start, unit, count if way in ("later", "after") else -count) if start and count else NOWHEN
    if found := BESIDE.search(text):
        which, unit = found.groups()
        start = anchor if which in ("previous", "following", "same", "that", "the") or unit == "day" and which == "next" else base
        if start is None or which == "the" and unit != "day":
            return NOWHEN
        return _shift(start, unit, STEP.get(which, 0))
    return NOWHEN


def _shift(start: date, unit: str, count: int) -> Dated:
    try:
        if unit == "day":
            return (start + timedelta(days=count)).isoformat(), "day"
        if unit == "month":
            years, month = divmod(start.month - 1 + count, 12)
            return f"{start.replace(year=start.year + years, month=month + 1, day=1):%Y-%m}", "month"
        return f"{start.replace(year=start.year + count, day=1):%Y}", "year"
    except (OverflowError, ValueError):
        return NOWHEN


def _named(text: str, base: date | None, ahead: bool) -> Dated:
    """Dates with the name of a month; without a year the last such, unless it is to come or soon comes."""
    bare = RANGE.sub(r"\1", WEEKDAY.sub("", text))
    year = YEAR.search(bare)
    has_day = DAY_OF_MONTH.search(YEAR.sub("", bare)) is not None
    if base is None and year is None:
        return NOWHEN
    now = base or date(int(year.group()) if year else 1, 1, 1)
    words = " ".join(WITHIN.sub(" ", re.sub(r"\b(?:last|this|next|coming)\b", " ", bare)).replace(",", " ").split())
    past = _parsed(words, now, "past")
    if past is None:
        month = MONTH.search(bare)
        past = _parsed(" ".join(filter(None, (month and month.group(), year and year.group()))), now, "past")
        has_day = False
    if past is None:
        return NOWHEN
    when = past
    current = past == now if has_day else (past.year, past.month) == (now.year, now.month)
    if year is None and not current and (has_day or ahead):
        coming = _parsed(words, now, "future") or past
        when = coming if ahead or coming - now < SOON else past
    return (when.isoformat(), "day") if has_day else (f"{when:%Y-%m}", "month")


@lru_cache(maxsize=4096)
def _parsed(words: str, base: date, prefer: str) -> date | None:
    from dateparser.date import DateDataParser

    settings = {
        "PREFER_DATES_FROM": prefer,
        "PREFER_DAY_OF_MONTH": "first",
        "RELATIVE_BASE": datetime(base.year, base.month, base.day),
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    found = DateDataParser(languages=["en"], settings=settings).get_date_data(words).date_obj
    return found.date() if found is not None else None
