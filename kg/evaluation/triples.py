"""Gold triples and statement records in the form in which they are compared, repeats folded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.ids import slug_of
from kg.model import OF_A_STATE

Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated triple: what is accepted of each part.

    `attributions` and `dates` hold None where it is right to have none; they are empty where nobody annotated them.
    """

    source: Keys
    target: Keys
    lemmas: Keys
    plover: Keys
    statuses: frozenset[str]
    symmetric: bool
    optional: bool
    attributions: tuple[Keys | None, ...]
    dates: frozenset[str | None]
    record: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """A predicted triple: each actor by all the keys under which it may be matched."""

    source: Keys
    target: Keys
    lemma: str
    plover: str
    status: str | None
    symmetric: bool
    attribution: Keys | None
    date: str | None
    record: dict[str, Any]


def plain(text: str | None) -> str:
    """`text` without case, accents, punctuation and a leading article.

    Examples
    --------
    >>> plain("The São Tomé government.")
    'sao tome government'
    """
    text = unicodedata.normalize("NFKD", text or "")
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    words = re.sub(r"[^\w\s]", " ", text).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)


def gold_triples(records: Iterable[dict[str, Any]]) -> list[Gold]:
    """The triples of one article; those with the same preferred pair and relation are one that accepts what each does."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for record in records:
        ends = [plain(record["source"][0]), plain(record["target"][0])]
        key = (*(sorted(ends) if record.get("symmetric") else ends), plain(record["relation"][0]))
        groups.setdefault(key, []).append(record)
    return [_gold(group) for group in groups.values()]


def said_triples(records: Iterable[dict[str, Any]]) -> list[Said]:
    """The statement records of one article; of those with the same actors, lemma and object the first."""
    kept: dict[tuple[str, ...], dict[str, Any]] = {}
    for record in records:
        ends = [_identity(record["source"]), _identity(record["target"])]
        relation = record["relation"]
        key = (*(sorted(ends) if record.get("symmetric") else ends), plain(relation.get("lemma")), plain(relation.get("object")))
        kept.setdefault(key, record)
    return [_said(record) for record in kept.values()]


def _gold(group: list[dict[str, Any]]) -> Gold:
    def accepted(field: str) -> Keys:
        return frozenset(plain(value) for record in group for value in record.get(field, ()))

    first = group[0]
    statuses = {record.get(field) for record in group for field in ("status", "status_alt")}
    claims = (record["attribution"] for record in group if "attribution" in record)
    return Gold(
        source=accepted("source"),
        target=accepted("target"),
        lemmas=accepted("relation"),
        plover=accepted("plover"),
        statuses=frozenset(status for status in statuses if status),
        symmetric=bool(first.get("symmetric")),
        optional=all(record.get("optional") for record in group),
        attributions=tuple(frozenset(map(plain, claim)) if claim else None for claim in claims),
        dates=frozenset(record["date"] or None for record in group if "date" in record),
        record=first,
    )


def _said(record: dict[str, Any]) -> Said:
    claim = record.get("attribution")
    return Said(
        source=_keys(record["source"]),
        target=_keys(record["target"]),
        lemma=plain(record["relation"].get("lemma")),
        plover=plain((record.get("code") or {}).get("plover")),
        status=record.get("status"),
        symmetric=bool(record.get("symmetric")),
        attribution=_keys(claim) if claim else None,
        date=record.get("date"),
        record=record,
    )


def _identity(actor: dict[str, Any]) -> str:
    return f"{plain(str(actor.get('id') or ''))}|{plain(actor.get('name') or actor.get('mention'))}"


def _keys(actor: dict[str, Any]) -> Keys:
    keys = {plain(actor.get("name")), plain(actor.get("mention")), plain(slug_of(str(actor.get("id") or "")))}
    if actor.get("country") and actor.get("kind") in OF_A_STATE:
        keys.add(plain(actor["country"]))
    return frozenset(keys - {""})
