"""Text exports of press databases, which hold many articles in one file: one module a layout."""

from __future__ import annotations

import logging

from kg.reading.formats.exports import factiva, nexis, proquest
from kg.reading.outcome import Found
from kg.reading.text.dates import days_of

log = logging.getLogger("kg.reading")

_LAYOUTS = (
    (factiva.is_export, factiva.documents), (nexis.is_export, nexis.documents), (proquest.is_export, proquest.documents),
)  # fmt: skip
_NAMED = 4  # days that a note names


def documents(text: str, path: str) -> Found | None:
    """The articles of an export by Factiva, Nexis or ProQuest; None where `text` is none of these.

    A text that seems to hold several articles, and is no such export, is noted.
    """
    for is_export, articles in _LAYOUTS:
        if is_export(text):
            return articles(text, path)
    if len(days := days_of(text)) > 1:
        several = ", ".join(days[:_NAMED]) + (" ..." if len(days) > _NAMED else "")
        log.warning("%s: looks like several articles (of %s), but is read as one; give each a file or a JSON line", path, several)
    return None
