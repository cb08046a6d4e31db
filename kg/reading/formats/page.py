"""Web pages, read by trafilatura: the article without what stands around it, and what the page says of it."""

from __future__ import annotations

import json
import logging
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.reading.columns import records
from kg.reading.formats.missing import needed
from kg.reading.outcome import Fields, Found

if TYPE_CHECKING:
    from collections.abc import Callable
OWN_PAGE = '<meta name="generator" content="kg-events">'  # in every page that `kg view` writes: a graph, no article
# The first date that the page's own data give, never one guessed from its text; bounded by no clock, so that a run
# today and one in a year agree.
_DATE = {"extensive_search": False, "original_date": True, "max_date": "2200-01-01"}


# What a page says of its article in JSON-LD (schema.org), which search engines read.
_LINKED = re.compile(r"<script[^>]{0,200}application/ld\+json[^>]{0,200}>(.*?)</script", re.DOTALL | re.IGNORECASE)
_NAMES = {"title": "headline", "text": "articleBody", "published": "datePublished", "outlet": "publisher", "byline": "author",
          "url": "url", "language": "inLanguage"}  # fmt: skip
_FULLER = 2  # times as long as the text found in the page, and the page's own account of it is the article


def fields(text: str, path: str) -> Found:
    """The one article in a page; one without words where the page holds none.

    Raises
    ------
    InputError
        Where trafilatura is missing or cannot cope with the page.
    """
    if OWN_PAGE in text[:1000]:
        yield None, {"text": ""}
        return
    extract = _extractor(path)
    try:
        found = extract(text, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_DATE)
    except Exception as error:  # whatever a parser of other people's pages may raise harms this page alone
        raise InputError(path, f"the page cannot be read: {type(error).__name__}: {error}") from None
    shown = {} if found is None else _shown(found)
    told = _told(text)
    if len(str(told.get("text") or "")) > _FULLER * len(shown.get("text", "")):
        shown["text"] = told["text"]
    yield None, {**told, "text": "", **{name: value for name, value in shown.items() if value}}


def _shown(found: Any) -> Fields:
    paragraphs = (line.removeprefix("- ") for line in (found.text or "").split("\n"))
    return {
        "title": found.title, "text": "\n\n".join(paragraphs), "published": found.date,
        "url": found.url, "outlet": found.sitename or found.hostname, "language": found.language,
        "byline": found.author,
    }  # fmt: skip


def _told(page: str) -> Fields:
    """What the page says of its article."""
    for script in _LINKED.finditer(page):
        try:
            value = json.loads(script[1])
        except (ValueError, RecursionError):
            continue
        for record in records(value, ""):
            if isinstance(record, dict) and isinstance(record.get("articleBody"), str):
                return {ours: record[theirs] for ours, theirs in _NAMES.items() if record.get(theirs)}
    return {}


def _extractor(path: str) -> Callable[..., Any]:
    with needed(path, "HTML pages need trafilatura", "html"):
        return _loaded()


@cache
def _loaded() -> Callable[..., Any]:
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # what they say would go to stderr; we say it ourselves
    return bare_extraction
