"""Which day, month or year the words of a date mean, counted from an article's date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from kg.extraction.deeds.datewords import date_words
from kg.extraction.deeds.figures import Order, days, order_in
from kg.extraction.deeds.holidays import holiday
from kg.model import Article

Dated = tuple[str | None, str | None]  # ISO date cut to its granularity, and that granularity: day, month or year
NOWHEN: Dated = (None, None)

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = re.compile(rf"\b({'|'.join(WEEKDAYS)})\b")
MONTH_NAMES = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    r"|dec(?:ember)?)"
)
MONTH = re.compile(rf"\b{MONTH_NAMES}\b")
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b(?!s)")
# a date by itself, as lines and entries open with it; in lower or upper case
DAY_WORDS = (
    rf"(?:(?:{'|'.join(WEEKDAYS)}),? )?(?:{MONTH_NAMES}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {MONTH_NAMES}\.?(?:,? \d{{4}})?|{MONTH_NAMES} \d{{4}}|\d{{4}}-\d\d-\d\d"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|(?:1[89]|20)\d\d)|(?:{'|'.join(WEEKDAYS)})"
)
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
DAY_OF_MONTH = re.compile(r"(?<!\d)[0-3]?\d(?:st|nd|rd|th)?(?!\d)")
ORDINAL_DAY = re.compile(r"(?:(?:on|the|early|late|morning|night|evening|of) )*(\d{1,2})(?:st|nd|rd|th)")
# words that place a deed within a day, month or year and leave it the same
WITHIN_PERIOD = re.compile(
    r"\b(?:earlier|later|early|late|mid|in|on|of|the|since|beginning|start|middle|end|morning|afternoon|evening|night)\b|-(?=\w)"
)
# ... and parts of a year that leave it the year
SEASON = re.compile(r"\b(?:summer|winter|spring|autumn|fall|(?:first|second) half|(?:first|second|third|fourth) quarter)\b")
RANGE = re.compile(r"(\d)\s?[-–]\s?\d+")
SOON = timedelta(days=45)  # what may come: "Dec 3" in an article of November 20 is more likely ahead than a year ago
COUNT = {word: n for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
COUNT |= {"a": 1, "an": 1}
UNITS = ("year", "month", "day")
SHIFTED = re.compile(r"\b(\w+) (day|month|year)s? (ago|earlier|later|before|after)\b")
UNIT_NEAR = re.compile(r"\b(last|this|next|previous|following|same|that|the) (day|month|year)\b")
DAYS_NEAR = {
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
}
DAYS_NEAR |= {"this morning": 0, "this afternoon": 0, "this evening": 0}
STEP_OF = {"last": -1, "previous": -1, "next": 1, "following": 1}
THE_WEEK = re.compile(r"\b(last|this|next) week\b")


@dataclass(frozen=True, slots=True)
class Calendar:
    """What an article's dates are counted from: the day it is of, and the order in which it writes day and month."""

    today: str | None
    order: Order | None = None

    @classmethod
    def of(cls, article: Article, order: Order | None = None) -> Calendar:
        """The calendar of `article`; `order` where the article itself shows none."""
        return cls(article.published[:10] if article.published else None, order_in(article.content) or order)

    def resolve(self, phrase: str, anchor: str | None = None, ahead: bool | None = False) -> Dated:
        """The date that `phrase` means in this article."""
        return resolve(phrase, self.today, anchor=anchor, ahead=ahead, order=self.order)

    def is_ahead(self, date: str) -> bool:
        """Whether all of a day, month or year lies after the article's day."""
        return self.today is not None and date > self.today[: len(date)]


def resolve(
    phrase: str, published: str | None, *, anchor: str | None = None, ahead: bool | None = False, order: Order | None = None
) -> Dated:
    """The date that `phrase` means and its granularity, or two times None where it means none or only a stretch of time.

    Parameters
    ----------
    phrase : str
        ``Wednesday``, ``Nov 1``, ``last month``, ``two days earlier``, ``24/2/2022``, ``Good Friday``.
    published : str, optional
        The article's ISO date; without it only what holds of itself is resolved.
    anchor : str, optional
        The ISO day, month or year that the text spoke of before, from which "two days earlier" and "a year later" count.
    ahead : bool, optional
        Whether the deed is still to come: "on Monday" is the next one; None where it may be.
    order : {"dmy", "mdy"}, optional
        What comes first in a date of figures; without it only those are resolved that can mean one day.

    Examples
    --------
    >>> resolve("Wednesday", "2024-11-01")
    ('2024-10-30', 'day')
    >>> resolve("Wednesday", "2024-11-01", ahead=True)
    ('2024-11-06', 'day')
    >>> resolve("late 2022", None)
    ('2022', 'year')
    """
    text = " ".join(phrase.lower().replace("’", "'").split())
    base = _day(published)
    if found := ISO_DAY.search(text):
        return _checked(found.group())
    if meant := days(text, order):
        return _of_figures(meant, base, ahead)
    if found := date_words().holiday.search(text):
        return _holiday(date_words().rules[found.group()], text, base, ahead)
    if MONTH.search(text):
        return _named(text, base, ahead)
    if found := WEEKDAY.search(text):
        return _weekday(WEEKDAYS.index(found.group()), base, text, bool(ahead))
    if not SEASON.sub("", WITHIN_PERIOD.sub("", YEAR.sub("", text, count=1))).strip(" ,") and (found := YEAR.search(text)):
        return found.group(), "year"
    if (found := ORDINAL_DAY.fullmatch(text)) and base is not None:
        return _of_month(int(found[1]), base, bool(ahead))
    return _relative(text, base, anchor)


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso[:10]) if iso and ISO_DAY.match(iso) else None


def _checked(iso: str) -> Dated:
    try:
        return date.fromisoformat(iso).isoformat(), "day"
    except ValueError:
        return NOWHEN


def _of_figures(meant: list[date], base: date | None, ahead: bool | None) -> Dated:
    """The one day that figures can mean: what was done does not lie ahead."""
    if len(meant) > 1 and base is not None and ahead is False:
        meant = [day for day in meant if day <= base]
    return (meant[0].isoformat(), "day") if len(meant) == 1 else NOWHEN


def _holiday(rule: str, text: str, base: date | None, ahead: bool | None) -> Dated:
    if found := YEAR.search(text):
        return holiday(rule, int(found.group())).isoformat(), "day"
    if base is None:
        return NOWHEN
    if re.search(r"\blast year\b", text):
        return holiday(rule, base.year - 1).isoformat(), "day"
    near = [holiday(rule, base.year + step) for step in (-1, 0, 1)]
    past, coming = max(day for day in near if day <= base), min(day for day in near if day >= base)
    return _nearest(past, coming, base, ahead).isoformat(), "day"


def _nearest(past: date, coming: date, base: date, ahead: bool | None) -> date:
    """Of the last and the next day of a name, the one that is meant."""
    return coming if ahead or ahead is None and coming - base < SOON else past


def _of_month(number: int, base: date, ahead: bool) -> Dated:
    """ "On the 5th": of the months around `base` the nearest that has such a day on the right side."""
    for step in range(4):
        years, month = divmod(base.month - 1 + (step if ahead else -step), 12)
        try:
            day = date(base.year + years, month + 1, number)
        except ValueError:
            continue
        if day >= base if ahead else day <= base:
            return day.isoformat(), "day"
    return NOWHEN


def _weekday(number: int, base: date | None, text: str, ahead: bool) -> Dated:
    if base is None:
        return NOWHEN
    back = (base.weekday() - number) % 7
    if week := THE_WEEK.search(text):
        shift = number - base.weekday() + 7 * STEP_OF.get(week[1], 0)
    elif re.search(r"\blast\b", text):
        shift = -(back or 7)
    elif re.search(r"\b(?:next|coming|upcoming)\b", text):
        shift = 7 - back
    else:
        shift = (7 - back) % 7 if ahead else -back
    return (base + timedelta(days=shift)).isoformat(), "day"


def _relative(text: str, base: date | None, anchor: str | None) -> Dated:
    """Dates that count from the article's day ("ago", "last") or from what was spoken of before ("later", "the same")."""
    if base is not None:
        for words, shift in DAYS_NEAR.items():
            if re.search(rf"\b{words}\b", text):
                return (base + timedelta(days=shift)).isoformat(), "day"
    if found := SHIFTED.search(text):
        number, unit, way = found.groups()
        count = COUNT.get(number, int(number) if number.isdecimal() else None)
        start = base if way == "ago" else _start(anchor, unit)
        return _shift(start, unit, count if way in ("later", "after") else -count) if start and count else NOWHEN
    if found := UNIT_NEAR.search(text):
        which, unit = found.groups()
        beside = which in ("previous", "following", "same", "that", "the") or unit == "day" and which == "next"
        start = _start(anchor, unit) if beside else base
        if start is None or which == "the" and unit != "day":
            return NOWHEN
        return _shift(start, unit, STEP_OF.get(which, 0))
    return NOWHEN


def _start(anchor: str | None, unit: str) -> date | None:
    """The first day of `anchor`, where it is known as exactly as a count of `unit` needs."""
    if anchor is None or UNITS.index(unit) > anchor.count("-"):
        return None
    return date.fromisoformat(f"{anchor}-01-01"[:10])


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


def _named(text: str, base: date | None, ahead: bool | None) -> Dated:
    """Dates with the name of a month; without a year the last such, unless it is to come."""
    bare = RANGE.sub(r"\1", WEEKDAY.sub("", text))
    year = YEAR.search(bare)
    has_day = DAY_OF_MONTH.search(YEAR.sub("", bare)) is not None
    if base is None and year is None:
        return NOWHEN
    now = base or date(int(year.group()) if year else 1, 1, 1)
    words = " ".join(WITHIN_PERIOD.sub(" ", re.sub(r"\b(?:last|this|next|coming)\b", " ", bare)).replace(",", " ").split())
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
        when = _nearest(past, _parsed(words, now, "future") or past, now, ahead)
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
