"""Traits that may be of one occurrence, brought together on the disk: memory holds one block of them, however many there are."""

from __future__ import annotations

import marshal
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import Any

from kg.model import Actor
from kg.sameness.event_traits import Trait

_ENDS = Trait._fields.index("ends")
_TABLES = """
PRAGMA journal_mode = OFF;
CREATE TABLE traits (key INTEGER PRIMARY KEY, trait BLOB NOT NULL) STRICT;
CREATE TABLE blocks (block BLOB NOT NULL, trait INTEGER NOT NULL) STRICT;
BEGIN;
"""


def blocks(traits: Iterable[Trait]) -> Iterator[tuple[bool, list[Trait]]]:
    """Whoever has the same parties, the same status and one type (True) or one lemma (False); such blocks of several."""
    actors: dict[Actor, int] = {}
    with closing(sqlite3.connect("", isolation_level=None)) as disk:  # SQLite clears it away, and makes no file for a few
        disk.executescript(_TABLES)
        for key, one in enumerate(traits):
            disk.execute("INSERT INTO traits VALUES (?, ?)", (key, _packed(one, actors)))
            disk.executemany("INSERT INTO blocks VALUES (?, ?)", ((block, key) for block in _blocks(one)))
        disk.execute("CREATE INDEX by_block ON blocks (block, trait)")
        known = tuple(actors)
        rows = disk.execute(
            """
            SELECT block, t.trait FROM blocks b JOIN traits t ON t.key = b.trait
            WHERE block IN (SELECT block FROM blocks GROUP BY block HAVING count(*) > 1) ORDER BY block, b.trait
            """
        )
        for block, group in groupby(rows, key=itemgetter(0)):
            yield block.startswith(b"type"), [_unpacked(data, known) for _, data in group]


def _blocks(one: Trait) -> Iterator[bytes]:
    for name, value in (("type", one.type), ("lemma", one.lemma)):
        if value or name == "lemma":
            yield "\n".join((name, *sorted(one.parties), one.status, value)).encode("utf-8", "surrogatepass")


def _packed(one: Trait, actors: dict[Actor, int]) -> bytes:
    """`one` with its ends as their places among `actors`."""
    values: list[Any] = list(one)
    values[_ENDS] = [actors.setdefault(actor, len(actors)) for actor in one.ends]
    return marshal.dumps(values)


def _unpacked(data: bytes, actors: tuple[Actor, ...]) -> Trait:
    values = marshal.loads(data)
    values[_ENDS] = tuple(actors[place] for place in values[_ENDS])
    return Trait._make(values)
