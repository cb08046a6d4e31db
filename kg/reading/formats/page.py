"""Web pages, read by trafilatura: the article without what stands around it, and what the page says of it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.errors import InputError
from kg.reading.record import Fields

if TYPE_CHECKING:
    from collections.abc import Callable
OWN = '<meta name="generator" content="kg-events">'  # in every page that `kg view` writes: a graph, no article
# The first date that the page's own data give, never one guessed from its text; bounded by no clock, so that a run
# today and one in a year agree.
_DATE = {"extensive_search": False, "original_date": True, "max_date": "2200-01-01"}


def fields(text: str, path: str) -> Iterator[Fields]:
    """The one article in a page; one without words where the page holds none.

    Raises
    ------
    InputError
        Where trafilatura is missing or cannot cope with the page.
    """
    if OWN in text[:1000]:
        yield {"text": ""}
        return
    extract = _extractor(path)
    try:
        found = extract(text, with_metadata=True, include_comments=False, include_tables=False, date_extraction_params=_DATE)
    except Exception as error:  # whatever a parser of other people's pages may raise harms this page alone
        raise InputError(path, f"the page cannot be read: {type(error).__name__}: {error}") from None
    if found is None:
        yield {"text": ""}
        return
    paragraphs = (line.removeprefix("- ") for line in (found.text or "").split("\n"))
    yield {
        "title": found.title, "text": "\n\n".join(paragraphs), "published": found.date,
        "url": found.url, "outlet": found.sitename or found.hostname, "language": found.language,
        "byline": found.author,
    }  # fmt: skip


def _extractor(path: str) -> Callable[..., Any]:
    try:
        return _loaded()
    except ImportError:
        raise InputError(path, "HTML pages need trafilatura: pip install 'kg-events[html]'") from None


@cache
def _loaded() -> Callable[..., Any]:
    from trafilatura import bare_extraction

    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())  # what they say would go to stderr; we say it ourselves
    return bare_extraction
