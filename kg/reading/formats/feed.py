"""Saved RSS and Atom feeds, read by feedparser: one article an entry."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from typing import Any

from kg.errors import InputError
from kg.reading.outcome import Failure
from kg.reading.record import Fields
from kg.reading.text.markup import text_of

_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)  # a feed has no need of its own; they are how a small file grows huge
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]*;")  # HTML's, which XML does not know
_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)


def entries(text: str, path: str) -> Iterator[tuple[int | None, Fields | Failure]]:
    """Each entry of a feed; those before the damage where it is damaged, and then a failure that names the line.

    Raises
    ------
    InputError
        Where it is no feed, or declares entities.
    """
    if not text.strip():
        return
    import feedparser

    if _ENTITY.search(text):
        raise InputError(path, "expected a feed, got XML that declares entities")
    text = _NAMED.sub(lambda name: html.escape(html.unescape(name[0])), _DECLARATION.sub("", text, count=1))
    found = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "surrogatepass")),  # a string it would take for a file or an address
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    damage = found.get("bozo_exception") if found.bozo else None
    if not found.version and not found.entries:
        raise InputError(path, f"expected an RSS or Atom feed{_why(damage)}", _line(damage))
    whole = len(_END.findall(text)) if damage else len(found.entries)
    for entry in found.entries[:whole]:
        yield None, _fields(entry, found.feed)
    if damage:
        reason = f"damaged feed, of which {min(whole, len(found.entries))} entries were read{_why(damage)}"
        yield None, Failure(InputError(path, reason, _line(damage)))


def _fields(entry: Any, feed: Any) -> Fields:
    contents = [part.get("value", "") for part in entry.get("content", ())] or [entry.get("summary", "")]
    return {
        "id": entry.get("id") or entry.get("link"),
        "title": text_of(entry.get("title", "")),
        "text": text_of(max(contents, key=len)),
        "published": entry.get("published") or entry.get("updated"),
        "url": entry.get("link"),
        "outlet": entry.get("source", {}).get("title") or feed.get("title"),
        "byline": entry.get("author"),
        "language": feed.get("language"),
    }


def _why(damage: Exception | None) -> str:
    message = getattr(damage, "getMessage", lambda: str(damage))()
    return f": {message}" if damage else ""


def _line(damage: Exception | None) -> int | None:
    line = getattr(damage, "getLineNumber", lambda: None)()
    return line if isinstance(line, int) else None
