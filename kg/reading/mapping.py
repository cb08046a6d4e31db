"""Other people's names for the fields of an article."""

from __future__ import annotations

from collections.abc import Mapping

from kg.errors import UsageError
from kg.reading.record import FIELDS, Fields

FieldMap = Mapping[str, str]


def field_map(words: str) -> dict[str, str]:
    """Our fields and theirs, from words such as ``text=body,published=date``.

    Raises
    ------
    UsageError
        Where the words have another form, or name a field that articles lack.

    Examples
    --------
    >>> field_map("text=body, published=date")
    {'text': 'body', 'published': 'date'}
    """
    pairs = [pair.partition("=") for pair in words.split(",") if pair.strip()]
    found = {ours.strip(): theirs.strip() for ours, _, theirs in pairs}
    for ours, theirs in found.items():
        if ours not in FIELDS or not theirs:
            raise UsageError(f"map: expected FIELD=NAME, FIELD one of {', '.join(FIELDS)}; got {ours}={theirs}")
    return found


def mapped(fields: Fields, names: FieldMap) -> Fields:
    """`fields` under our names."""
    return {**fields, **{ours: fields.get(theirs) for ours, theirs in names.items()}}
