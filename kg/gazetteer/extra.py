"""A user's own actor table: rows that add to the package's, or overrule them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import TableError
from kg.gazetteer.records import GUARDS
from kg.gazetteer.source import guards
from kg.gazetteer.tables import parse
from kg.ids import actor_id, kind_of
from kg.model import KINDS, Actor

REQUIRED = ("alias",)
OPTIONAL = ("id", "name", "kind", "country", "role", "wikidata", "guard")


@dataclass(frozen=True, slots=True)
class Extra:
    """One row of a user's table: an actor (without aliases) and an alias for it."""

    actor: Actor
    alias: str
    guards: frozenset[str]


def read(path: Path, known: Mapping[str, Actor]) -> Iterator[Extra]:
    """The rows of a user's table ``alias,id,name,kind,country,role,wikidata,guard``.

    Empty cells keep what the actor of that id has already; without an id one is made of kind, country and name.

    Raises
    ------
    TableError
        Where the file cannot be read or a row breaks the form; the message names file and line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"{path}: cannot read this actor table as UTF-8 CSV: {error}") from None
    seen = dict(known)
    for row in parse(str(path), text, REQUIRED, OPTIONAL):
        try:
            extra = _extra({name: " ".join(cell.split()) for name, cell in row.cells.items()}, seen)
        except ValueError as error:
            raise TableError(f"{path}:{row.line}: {error}") from None
        seen[extra.actor.id] = extra.actor
        yield extra


def _extra(cells: dict[str, str], known: Mapping[str, Actor]) -> Extra:
    get = cells.get
    name, country = get("name") or None, get("country") or None
    given = get("id") or None
    kind = get("kind") or kind_of(given or "")
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is none of {', '.join(KINDS)}; give the column kind, or an id such as group:hamas")
    if given and not re.fullmatch(rf"{kind}:[^\s:]+", given):
        raise ValueError(f"id {given!r} does not have the form {kind}:slug")
    if country and not re.fullmatch("[A-Z]{3}", country):
        raise ValueError(f"country {country!r} is no ISO 3166-1 alpha-3 code such as UKR")
    marks = guards(get("guard", ""))
    if unknown := sorted(marks - set(GUARDS)):
        raise ValueError(f"unknown guard {', '.join(unknown)}; known are {', '.join(GUARDS)}, joined by |")
    alias = get("alias") or name
    if not alias:
        raise ValueError("neither alias nor name")
    ident = given or actor_id(kind, name or alias, country)
    old = known.get(ident) or Actor(ident, name or alias, kind)
    role, wikidata = get("role") or old.role, get("wikidata") or old.wikidata
    return Extra(Actor(ident, name or old.name, kind, country or old.country, role, wikidata), alias, marks)
