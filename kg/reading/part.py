"""Parts: articles that were read elsewhere, with all that was read in them, as `kg extract -o FILE` writes them.

A part is JSON lines. Those that start with ``kg`` say where something begins, the others are statements::

    {"kg": "part", "schema_version": 2, "version": "0.2.0", "model": "NAME VERSION", "options": {...}}
    {"kg": "article", "id": "...", "title": "...", "text": "...", ..., "sentences": 12, "statements": 3, "digest": "..."}
    {"schema_version": 2, "id": "...", "article_id": "...", ...}
    {"kg": "end", "articles": 1}

A statement is the record that `kg extract` prints, with ``aliases`` beside each actor's name. The digest is that of the
article's line, up to there, and its statements' lines: what does not agree with it is not taken. Parts written one after the
other are a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from hashlib import blake2b
from json import JSONEncoder
from typing import Any, BinaryIO

from kg.errors import InputError
from kg.model import SCHEMA_VERSION, ActorMention, Article, Statement
from kg.reading.formats.jsonlines import record
from kg.reading.outcome import Failure
from kg.reading.streams.bounded import bounded_lines
from kg.records import ArticleRecord, RunRecord, StatementRecord, expect

_JSON = JSONEncoder(ensure_ascii=False)
_MARK = re.compile(rb'\{"kg": "(part|article|end)"')
_ENDS = ("source", "target", "attribution")
_FIELDS = [field.name for field in fields(Article) if field.compare]
_TOLD = ("key", "base")  # of an article, what tells which others are its versions


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article that was read elsewhere.

    Attributes
    ----------
    run : mapping
        What read it: `version`, `model` and `options`.
    """

    article: Article
    sentences: int
    statements: tuple[Statement, ...]
    run: Mapping[str, Any]


def is_part(head: bytes) -> bool:
    """Whether a file with this first line is a part."""
    return _MARK.match(head) is not None


def opening(version: str, model: str, options: Mapping[str, Any]) -> bytes:
    """The line before the articles that were read by this version, model and options."""
    return _line({"kg": "part", "schema_version": SCHEMA_VERSION, "version": version, "model": model, "options": dict(options)})


def lines(article: Article, sentences: int, statements: Iterable[Statement]) -> bytes:
    """The lines of one article."""
    own = [_line(_with_aliases(statement)) for statement in statements]
    values = {name: getattr(article, name) for name in (*_FIELDS, *_TOLD)}
    start = _line({"kg": "article", **values, "sentences": sentences, "statements": len(own)}).removesuffix(b"}\n")
    return b"".join((start, b', "digest": "%b"}\n' % _digest(start, own), *own))


def closing(articles: int) -> bytes:
    """The line after all articles, without which a part is known to be cut off."""
    return _line({"kg": "end", "articles": articles})


def read(stream: BinaryIO, path: str, head: bytes = b"") -> Iterator[Extracted | Failure]:
    """The articles of a part; one that is damaged harms only itself.

    `head` is the first line, where it has been read from `stream` already.

    Raises
    ------
    InputError
        Where the rest of the stream cannot be read; it names the line.
    """
    run: dict[str, Any] | None = None
    articles, last, whole = 0, 0, True
    for number, start, statements in _blocks(stream, path, head):
        last, whole = number + len(statements), False
        try:
            mark = _mark(start)
            if mark == "article":
                articles += 1
                yield _article(start, statements, run, path, number)
            elif mark == "part":
                run, articles = _run(start, path, number), 0
            else:
                _check(start, articles, path, number)
                run = None
            whole = True
        except InputError as error:
            yield Failure(error)
    if run and whole:
        yield Failure(InputError(path, "the part is cut off: expected more articles, or the line that closes it", last + 1))


def _article(data: bytes, statements: list[bytes], run: dict[str, Any] | None, path: str, line: int) -> Extracted:
    values = record(data, path, line)
    if run is None:
        raise InputError(path, "expected the line that opens a part before its articles", line)
    told, own = values.get("statements"), [one + b"\n" for one in statements]
    if told != len(own):
        raise InputError(path, f"damaged or cut off: expected {told} statements after this article, got {len(own)}", line)
    start, _, _ = data.rpartition(b', "digest": ')
    if values.get("digest") != _digest(start, own).decode():
        raise InputError(path, "damaged: the article and its statements do not agree with their digest", line)
    try:
        told_of = expect(values, ArticleRecord)
        return Extracted(
            Article(**{name: getattr(told_of, name) for name in (*_FIELDS, *_TOLD)}, path=path),
            told_of.sentences,
            tuple(_statement(record(one, path, line)) for one in own),
            run,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(path, f"not as this version writes it: {error}", line) from None


def _run(data: bytes, path: str, line: int) -> dict[str, Any]:
    values = record(data, path, line)
    if values.get("schema_version") != SCHEMA_VERSION:
        there = values.get("schema_version")
        raise InputError(path, f"expected a part of schema version {SCHEMA_VERSION}, got {there}: extract it again", line)
    try:
        opened = expect(values, RunRecord)
    except ValueError as error:
        reason = f"expected version, model and options in the line that opens a part: {error}"
        raise InputError(path, reason, line) from None
    return {"version": opened.version, "model": opened.model, "options": opened.options}


def _check(data: bytes, articles: int, path: str, line: int) -> None:
    told = record(data, path, line).get("articles")
    if told != articles:
        raise InputError(path, f"damaged: expected {told} articles before this line, got {articles}", line)


def _blocks(stream: BinaryIO, path: str, head: bytes) -> Iterator[tuple[int, bytes, list[bytes]]]:
    """Each marked line with its number and the lines of statements that follow it."""
    begun: tuple[int, bytes, list[bytes]] | None = None
    broken: InputError | None = None
    try:
        for number, data in bounded_lines(stream, path, head):
            line = b"too long" if isinstance(data, Failure) else data.strip()
            if _MARK.match(line):
                if begun:
                    yield begun
                begun = number, line, []
            elif begun and line:
                begun[2].append(line)
    except InputError as error:
        broken = error
    if begun:
        yield begun
    if broken:
        raise broken


def _mark(data: bytes) -> str:
    mark = _MARK.match(data)
    return mark[1].decode() if mark else ""


def _with_aliases(statement: Statement) -> dict[str, Any]:
    values = statement.to_record()
    for end in _ENDS:
        if who := getattr(statement, end):
            values[end]["aliases"] = who.actor.aliases
    return values


def _statement(values: dict[str, Any]) -> Statement:
    expect(values, StatementRecord)
    s = Statement.from_record(values)
    source, target = _aliased(s.source, values["source"]), _aliased(s.target, values["target"])
    speaker = s.attribution and _aliased(s.attribution, values["attribution"])
    return replace(s, source=source, target=target, attribution=speaker)


def _aliased(who: ActorMention, values: dict[str, Any]) -> ActorMention:
    return replace(who, actor=replace(who.actor, aliases=tuple(values["aliases"])))


def _digest(start: bytes, statements: Iterable[bytes]) -> bytes:
    return blake2b(b"".join((start, *statements)), digest_size=10).hexdigest().encode()


def _line(values: Mapping[str, Any]) -> bytes:
    return _JSON.encode(values).encode("utf-8", "backslashreplace") + b"\n"
