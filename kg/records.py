"""What enters from others' files must be: the one schema of records of articles, statements and judgements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from msgspec import Meta, Struct, ValidationError, convert

from kg.model import Basis, Kind, Scope, Status

Offset = Annotated[int, Meta(ge=0, lt=1 << 31)]
Count = Annotated[int, Meta(ge=0, lt=1 << 31)]
Name = Annotated[str, Meta(min_length=1)]
Day = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\d\Z")]
When = Annotated[str, Meta(pattern=r"^\d{4}(-\d\d(-\d\d)?)?\Z")]
Time = Annotated[str, Meta(pattern=r"^(\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?)?\Z")]
Ten = Annotated[float, Meta(ge=-10, le=10)]


class Who(Struct):
    """An actor as a text names it."""

    id: Annotated[str, Meta(pattern=r"^[a-z]+:.")]
    name: Name
    kind: Kind
    country: str | None
    role: str | None
    wikidata: str | None
    mention: str
    start: Offset
    end: Offset
    inferred: bool
    aliases: list[str] = []


class Words(Struct):
    """The words of a relation."""

    lemma: Name
    phrase: str
    object: str | None
    spans: list[tuple[Offset, Offset]]


class Coded(Struct):
    """A code."""

    plover: Name
    mode: str | None
    contexts: list[str]
    cameo: str | None
    quad: Annotated[int, Meta(ge=1, le=4)]
    goldstein: Ten | None
    score: Ten | None
    row: str


class StatementRecord(Struct):
    """A statement, as `kg extract` prints it; DESIGN names what the fields mean."""

    schema_version: int
    id: Name
    article_id: Name
    title: str
    published: Day | None
    outlet: str | None
    url: str | None
    sentence: Name
    start: Offset
    end: Offset
    source: Who
    relation: Words
    target: Who
    symmetric: bool
    status: Status
    attribution: Who | None
    scope: Scope | None
    date: When | None
    date_granularity: Literal["day", "month", "year"] | None
    date_basis: Basis | None
    date_phrase: str | None
    place: str | None
    place_country: str | None
    code: Coded | None
    rule: str
    confidence: Annotated[float, Meta(ge=0, le=1)]


class ArticleRecord(Struct):
    """An article of a part."""

    id: Name
    title: str
    text: str
    sentences: Count
    statements: Count
    published: Day | None
    url: str | None
    outlet: str | None
    byline: str | None
    language: str | None
    key: str | None = None
    base: str | None = None


class RunRecord(Struct):
    """What read the articles of a part."""

    schema_version: int
    version: Name
    model: Name
    options: dict[str, Any]


class JudgementRecord(Struct):
    """An entry of the log of judgements."""

    verdict: Literal["same", "differ", "confirm", "reject"]
    one: Name
    other: Name | None
    at: Time
    undone: Time | None


_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

Record = TypeVar("Record", bound=Struct)


def expect(values: Mapping[str, Any], form: type[Record]) -> Record:
    """`values` as a record of this `form`.

    Raises
    ------
    ValueError
        Names the field that is missing or is not what it should be.

    Examples
    --------
    >>> expect({"verdict": "same", "one": "a", "other": 3, "at": "", "undone": None}, JudgementRecord)
    Traceback (most recent call last):
    ...
    ValueError: Expected `str | null`, got `int` - at `$.other`
    """
    try:
        _check_words(values)
        return convert(values, form)
    except ValidationError as error:
        raise ValueError(str(error)) from None


def _check_words(value: Any) -> None:
    """Refuse control characters and lone surrogates, which are no text, and numbers that are none."""
    if isinstance(value, str):
        if found := _NO_TEXT.search(value):
            raise ValueError(f"expected text, got the character U+{ord(found[0]):04X} in it")
    elif isinstance(value, float) and value - value != 0:
        raise ValueError(f"expected a number, got {value}")
    elif isinstance(value, Mapping):
        for each in (*value, *value.values()):
            _check_words(each)
    elif isinstance(value, list | tuple):
        for each in value:
            _check_words(each)
