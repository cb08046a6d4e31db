"""When a deed happened: the date phrase of its own clause, resolved against the article's date."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = "january february march april may june july august september october november december".split()
NUMBERED = re.compile(r"\d")
# phrases that measure a length of time, name a habit or an age: no point in time
SPANS = re.compile(
    r"\b(?:\w+-?(?:day|week|month|year|hour)s?-?old|daily|weekly|monthly|annual|decades?|centur|years?$|hours?$)", re.I
)


def phrase_near(head: Token, entities: list[Span]) -> Span | None:
    """The DATE entity of the clause that `head` stands in: one below it, nearest first; else one below its governors."""
    token = head
    for _ in range(4):
        below = {t.i for t in token.subtree}
        inside = [e for e in entities if e.root.i in below and _near(e.root, token)]
        if inside:
            return min(inside, key=lambda e: abs(e.start - head.i))
        if token.dep_ not in (
            "xcomp",
            "conj",
            "acl",
            "dobj",
            "pobj",
            "nsubj",
            "nsubjpass",
            "prep",
            "ccomp",
            "relcl",
            "agent",
            "compound",
            "amod",
            "poss",
        ):
            return None
        if token.dep_ in ("ccomp", "relcl") and token != head:
            return None
        token = token.head
    return None


def _near(root: Token, token: Token) -> bool:
    """Whether no other clause stands between a date and the predicate."""
    for ancestor in root.ancestors:
        if ancestor == token:
            return True
        if ancestor.pos_ == "VERB":
            return False
    return False


def resolve(phrase: str, published: str | None) -> tuple[str | None, str | None]:
    """The ISO date of `phrase` and its granularity (``day``, ``month``, ``year``), or None where it names no date.

    A weekday means the last one up to the article's date ("next" and "upcoming" mean the coming one); a phrase that
    needs the article's date has none without it.
    """
    text = phrase.lower().strip()
    if SPANS.search(text) and not re.search(r"\b(?:last|this|next)\b|\bago\b", text):
        return None, None
    base = datetime.fromisoformat(published[:10]) if published and len(published) >= 10 else None
    if re.fullmatch(r"(?:in |the year )?(\d{4})", text):
        return text[-4:], "year"
    for number, day in enumerate(WEEKDAYS):
        if re.search(rf"\b{day}\b", text) and not NUMBERED.search(text):
            if base is None:
                return None, None
            back = (base.weekday() - number) % 7
            coming = re.search(r"\b(?:next|upcoming|coming)\b", text)
            if re.search(r"\blast\b", text) and back == 0:
                back = 7
            when = base + timedelta(days=(7 - back)) if coming else base - timedelta(days=back)
            return when.date().isoformat(), "day"
    if (
        base is not None
        and (shift := {"yesterday": -1, "today": 0, "tomorrow": 1, "overnight": 0, "tonight": 0}.get(text)) is not None
    ):
        return (base + timedelta(days=shift)).date().isoformat(), "day"
    named = next((m for m in MONTHS if re.search(rf"\b{m[:3]}(?:{m[3:]})?\b\.?", text)), None)
    if named is None and not re.search(r"\b(?:last|this|next|ago|earlier|previous)\b|\d{4}-\d\d", text):
        return None, None
    return _parse(phrase, base, named)


def _parse(phrase: str, base: datetime | None, month: str | None) -> tuple[str | None, str | None]:
    from dateparser.date import DateDataParser

    settings = {"PREFER_DATES_FROM": "past", "RETURN_AS_TIMEZONE_AWARE": False, "PREFER_DAY_OF_MONTH": "first"}
    year_given = re.search(r"\b(?:19|20)\d\d\b", phrase) is not None
    if base is None and not (month and year_given):
        return None, None
    if base is not None:
        settings["RELATIVE_BASE"] = base  # type: ignore[assignment]
    data = DateDataParser(languages=["en"], settings=settings).get_date_data(phrase)
    if data.date_obj is None:
        return None, None
    day_given = re.search(r"(?<!\d)(?:[0-3]?\d)(?:st|nd|rd|th)?(?!\d)", re.sub(r"\b(?:19|20)\d\d\b", "", phrase)) is not None
    if month and not day_given:
        return data.date_obj.strftime("%Y-%m"), "month"
    period = data.period if data.period in ("day", "month", "year") else "day"
    if period == "year" and not month:
        return data.date_obj.strftime("%Y"), "year"
    if period == "month" and not month:
        return data.date_obj.strftime("%Y-%m"), "month"
    if re.search(r"\bweeks?\b", phrase.lower()):
        return data.date_obj.date().isoformat(), "week"
    return data.date_obj.date().isoformat(), "day"
