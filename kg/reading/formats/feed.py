"""Saved RSS and Atom feeds, read by feedparser: one article an entry."""

from __future__ import annotations

import html
import io
import re
from typing import Any

from kg.errors import InputError
from kg.reading.outcome import Failure, Fields, Found, failed
from kg.reading.text.markup import text_of

_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)  # a feed has no need of its own; they are how a small file grows huge
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
_BLANKS = re.compile(r"[ \t]{3,}")  # over which the library takes quadratic time
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]*;")  # HTML's, which XML does not know
_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)


def entries(text: str, path: str) -> Found:
    """Each entry of a feed; those before the damage where it is damaged, and then a failure that names the line.

    Raises
    ------
    InputError
        Where it is no feed, or declares entities.
    """
    text = _DECLARATION.sub("", text.lstrip(), count=1)
    if not text.strip():
        return
    if _ENTITY.search(text):
        raise InputError(path, "expected a feed, got XML that declares entities")
    found = _parsed(text, path)
    damage = found.get("bozo_exception") if found.bozo else None
    if not found.version and not found.entries:
        raise InputError(path, f"expected an RSS or Atom feed{_why(damage)}", _line(damage))
    whole = len(_END.findall(text)) if damage else len(found.entries)
    for entry in found.entries[:whole]:
        try:
            yield None, _fields(entry, found.feed)
        except Exception as error:  # whatever is in it, it harms this entry alone
            yield None, failed(error, path)
    if damage:
        reason = f"damaged feed, of which {min(whole, len(found.entries))} entries were read{_why(damage)}"
        yield None, Failure(InputError(path, reason, _line(damage)))


def _parsed(text: str, path: str) -> Any:
    import feedparser

    try:
        text = _NAMED.sub(lambda name: html.escape(html.unescape(name[0])), _BLANKS.sub(" ", text))
        return feedparser.parse(
            io.BytesIO(text.encode("utf-8", "surrogatepass")),  # a string it would take for a file or an address
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # what it raises over other people's feeds is not only what it says
        raise failed(error, path).error from None


def _fields(entry: Any, feed: Any) -> Fields:
    contents = [text_of(part.get("value") or "") for part in entry.get("content", ())]
    source, title = entry.get("source") or {}, feed.get("title")
    return {
        "id": entry.get("id") or entry.get("link"),
        "title": text_of(entry.get("title") or ""),
        "text": max(contents, key=len, default="") or text_of(entry.get("summary") or ""),
        "published": entry.get("published") or entry.get("updated"),
        "url": entry.get("link"),
        "outlet": source.get("title") or title,
        "byline": entry.get("author"),
        "language": feed.get("language"),
    }


def _why(damage: Exception | None) -> str:
    message = getattr(damage, "getMessage", lambda: str(damage))()
    return f": {message}" if damage else ""


def _line(damage: Exception | None) -> int | None:
    line = getattr(damage, "getLineNumber", lambda: None)()
    return line if isinstance(line, int) else None
