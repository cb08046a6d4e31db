"""Named values, as a format gives them, to an `Article`."""

from __future__ import annotations

import logging
from typing import Any

from kg.errors import InputError
from kg.ids import digest
from kg.model import Article
from kg.reading.language import english, foreign_language
from kg.reading.outcome import MAX_CHARACTERS, Failure
from kg.reading.text.boilerplate import byline_of, without_boilerplate
from kg.reading.text.clean import clean, clean_line
from kg.reading.text.dates import iso_date, written_date

log = logging.getLogger("kg.reading")

Fields = dict[str, Any]
FIELDS = ("byline", "id", "language", "outlet", "published", "text", "title", "url")


def to_article(fields: Fields, path: str, line: int | None = None, name: str = "", shared: bool = False) -> Article | Failure:
    """An article of `fields`, without boilerplate; those that it does not know are ignored.

    Parameters
    ----------
    fields : dict
        `FIELDS`, of which `text` is required.
    path, line
        Where it stands, for messages.
    name : str
        The id where `fields` has none; made of the content where this is empty too.
    shared : bool
        Whether other files have the same `name`; the content then keeps them apart.

    Returns
    -------
    Article or Failure
        Failed where the text is missing, no string, or longer than `MAX_CHARACTERS`; skipped where it is not in English.
    """
    try:
        title, text = _words(fields, path, line)
        own = clean_line(_string(fields, "id", path, line))
        published = _published(fields, text, path, line)
        body = without_boilerplate(title, text)
        declared = fields.get("language")
        declared = clean_line(declared) if isinstance(declared, str) else ""
        article = Article(
            id=own or _fallback_id(clean_line(name), shared, title, body),
            title=title,
            text=body,
            published=published,
            url=clean_line(_string(fields, "url", path, line)) or None,
            outlet=clean_line(_string(fields, "outlet", path, line)) or None,
            byline=clean_line(_string(fields, "byline", path, line)).removeprefix("By ") or byline_of(text),
            language=english(declared),
            path=path,
        )
    except InputError as error:
        return Failure(error)
    if language := foreign_language(article.content, declared):
        return Failure(InputError(path, f"not in English but in {language}", line), "skipped")
    return article


def read_text(text: str) -> Article | Failure:
    """One text as an article, as it stands: whoever types it in means every word."""
    try:
        title, text = _words({"text": text}, "text", None)
    except InputError as error:
        return Failure(error)
    return Article(id=_fallback_id("", False, title, text), title=title, text=text, path="text")


def _words(fields: Fields, path: str, line: int | None) -> tuple[str, str]:
    """Title and text, cleaned."""
    text = fields.get("text")
    if not isinstance(text, str):
        raise InputError(path, f"expected a string in 'text', got {_kind(text)}", line)
    title = _string(fields, "title", path, line)
    if len(title) + len(text) > MAX_CHARACTERS:
        raise InputError(path, f"expected at most {MAX_CHARACTERS:,} characters, got {len(title) + len(text):,}", line)
    return clean_line(title), clean(text)


def _fallback_id(name: str, shared: bool, title: str, text: str) -> str:
    content = digest(title, text)
    if not name:
        return content
    return f"{name}-{content[:8]}" if shared else name


def _string(fields: Fields, key: str, path: str, line: int | None) -> str:
    value = fields.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if key == "byline" and isinstance(value, list) and all(isinstance(name, str) for name in value):
        return ", ".join(value)
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise InputError(path, f"expected a string in {key!r}, got {_kind(value)}", line)


def _published(fields: Fields, text: str, path: str, line: int | None) -> str | None:
    """The day that the fields give, else the article's own lines."""
    words = clean_line(_string(fields, "published", path, line))
    found = iso_date(words) if words else None
    if words and not found:
        log.warning("%s: no date in published: %r", path if line is None else f"{path}:{line}", words[:60])
    return found or written_date(text)


def _kind(value: Any) -> str:
    return "nothing" if value is None else type(value).__name__
