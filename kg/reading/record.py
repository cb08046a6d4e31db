"""Named values, as a format gives them, to an `Article`."""

from __future__ import annotations

import logging
import os
from functools import lru_cache
from typing import Any

from kg.errors import InputError
from kg.ids import article_key, digest, told_apart
from kg.model import Article
from kg.reading.outcome import MAX_CHARACTERS, Failure, Fields, failed
from kg.reading.text.boilerplate import byline_of, without_boilerplate
from kg.reading.text.clean import clean, clean_line
from kg.reading.text.dates import is_to_come, iso_date, written_date
from kg.reading.text.language import english, foreign_language
from kg.reading.text.mojibake import mended
from kg.reading.values import words_of

log = logging.getLogger("kg.reading")

FIELDS = ("byline", "id", "language", "outlet", "published", "text", "title", "url")

_LONGEST_TITLE = 1_000  # characters; what is longer is a text in the wrong place, and would be parsed as one headline


def to_article(fields: Fields, path: str, line: int | None = None, name: str = "", shared: bool = False) -> Article | Failure:
    """An article of `fields`, without boilerplate; those that it does not know are ignored.

    Parameters
    ----------
    fields : dict
        `FIELDS`, of which `text` or `title` is required. Numbers, lists and objects are taken for the words in them.
    path, line
        Where it stands, for messages.
    name : str
        The id where `fields` has none; made of the content where this is empty too.
    shared : bool
        Whether other files have the same `name`; the content then keeps them apart.

    Returns
    -------
    Article or Failure
        Failed where there are no words, longer ones than `MAX_CHARACTERS`, or values that cannot be understood; skipped
        where it is not in English.
    """
    try:
        return _article(fields, path, line, name, shared)
    except Exception as error:  # whatever it is, it harms this article alone
        return failed(error, path, line)


def read_text(text: str) -> Article | Failure:
    """One text as an article, as it stands: whoever types it in means every word."""
    try:
        title, text = _words({"text": text}, "text", None)
    except InputError as error:
        return Failure(error)
    return Article(id=_content_id("", title, text), title=title, text=text, path="text")


def _article(fields: Fields, path: str, line: int | None, name: str, shared: bool) -> Article | Failure:
    title, text = _words(fields, path, line)
    values = {key: clean_line(mended(_string(fields, key, path, line))) for key in ("id", "url", "outlet", "byline", "language")}
    published = _published(fields, text, path, line)
    body = without_boilerplate(title, text)
    outlet = values["outlet"] or None
    base = values["id"] or clean_line(name) or _fallback_id(title, body, outlet, values["url"])
    article = Article(
        id=told_apart(base, title, body) if shared and not values["id"] else base,
        title=title,
        text=body,
        published=published,
        url=values["url"] or None,
        outlet=outlet,
        byline=values["byline"].removeprefix("By ") or byline_of(text),
        language=english(values["language"]),
        path=path,
        key=_key(values, base, path, alone=bool(name)),
        base=base,
    )
    if language := foreign_language(article.content, values["language"]):
        return Failure(InputError(path, f"not in English but in {language}", line), "skipped")
    return article


def _words(fields: Fields, path: str, line: int | None) -> tuple[str, str]:
    """Title and text, cleaned."""
    text, title = fields.get("text"), _string(fields, "title", path, line)
    if text is None and title.strip():
        text = ""
    if not isinstance(text, str | list | dict):
        raise InputError(path, f"expected a string in 'text', got {_kind(text)}", line)
    text = _string(fields, "text", path, line)
    if len(title) + len(text) > MAX_CHARACTERS:
        raise InputError(path, f"expected at most {MAX_CHARACTERS:,} characters, got {len(title) + len(text):,}", line)
    title, text = clean_line(mended(title)), clean(mended(text))
    return (title, text) if len(title) <= _LONGEST_TITLE else ("", f"{title}\n\n{text}".strip())


def _key(values: dict[str, str], base: str, path: str, alone: bool) -> str:
    """What all versions of an article share; of a file that is no more than it, and names neither id nor url, its place."""
    if alone and not values["id"] and not values["url"]:
        return place_key(path)
    return article_key(values["id"] or values["url"] or base, values["outlet"], values["url"], _folder(path))


def place_key(path: str) -> str:
    """What all versions of an article share that is a file of its own and tells neither id nor url."""
    return article_key(os.path.basename(path), None, None, _folder(path))


@lru_cache(maxsize=8)
def _folder(path: str) -> str:
    return os.path.dirname(os.path.realpath(path))


def _fallback_id(title: str, text: str, outlet: str | None, url: str) -> str:
    return digest("url", outlet, url) if url else _content_id(outlet, title, text)


def _content_id(outlet: str | None, title: str, text: str) -> str:
    return digest(title, text, outlet) if outlet else digest(title, text)


def _string(fields: Fields, key: str, path: str, line: int | None) -> str:
    value = fields.get(key)
    words = words_of(value, key)
    if words is None:
        raise InputError(path, f"expected a string in {key!r}, got {_kind(value)}", line)
    return words


def _published(fields: Fields, text: str, path: str, line: int | None) -> str | None:
    """The day that the fields give, else the article's own lines."""
    words = clean_line(_string(fields, "published", path, line))
    found = iso_date(words) if words else None
    if words and not found:
        log.warning("%s: no date in published: %r", path if line is None else f"{path}:{line}", words[:60])
    found = found or written_date(text)
    if found and is_to_come(found):
        log.warning("%s: published on %s, a day that is to come: not taken", path if line is None else f"{path}:{line}", found)
        return None
    return found


def _kind(value: Any) -> str:
    return "nothing" if value is None else type(value).__name__
