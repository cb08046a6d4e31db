"""The words in the values of records that other programs wrote: strings, numbers, dates, lists of them, objects with a name."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from kg.reading.outcome import Fields
from kg.reading.text.markup import is_markup, text_of

# What of an object is its words, best first.
_INNER = ("name", "title", "text", "rendered", "main", "value", "@value", "#text", "_", "@id", "href", "id")
_FIRST_OF_MANY = ("title", "id", "url", "published", "language")  # of several titles the first; of several authors all
_CUT_OFF = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*\Z")  # what NewsAPI leaves out
_DEEPEST = 8  # lists within lists


def words_of(value: Any, field: str, depth: int = 0) -> str | None:
    """The words in a value of `field`; None where it has a form that nobody writes it in.

    Examples
    --------
    >>> words_of({"id": None, "name": "The Sample"}, "outlet"), words_of(["Jane Roe", {"name": "J. Poe"}], "byline")
    ('The Sample', 'Jane Roe, J. Poe')
    """
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return None if field == "text" else "" if value != value else str(value)
    if depth < _DEEPEST and isinstance(value, list | tuple):
        parts = [words for item in value if (words := words_of(item, field, depth + 1))]
        return "".join(parts[:1]) if field in _FIRST_OF_MANY else ("\n\n" if field == "text" else ", ").join(parts)
    if depth < _DEEPEST and isinstance(value, dict):
        return next((words for name in _INNER if name in value and (words := words_of(value[name], field, depth + 1))), "")
    return None


def without_markup(fields: Fields) -> Fields:
    """`fields` of a record whose text and title may be HTML, or cut off by whom they come from."""
    own: Fields = {}
    for field in ("text", "title"):
        words = words_of(fields.get(field), field)
        if words:
            words = _CUT_OFF.sub("", words)
            own[field] = text_of(words) if is_markup(words) else words
    return {**fields, **own}
