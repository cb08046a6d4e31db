"""The lexicon and the tables that it leans on: well formed, each row of use, none hidden behind another."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import product

import pytest

from kg.coding import Coder
from kg.coding.lexicon import Row
from kg.coding.tables import FOLDER
from kg.model import Actor, Predicate

ACTORS = {
    name: Actor(f"{name}:x", name, name, "USA")  # type: ignore[arg-type]
    for name in ("state", "body", "person", "people", "org", "group", "party", "company", "media")
}


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


def test_the_lexicon_is_large(coder: Coder) -> None:
    rows = coder.lexicon.rows()
    assert len(rows) >= 3000
    assert len({row.lemma for row in rows if row.plover}) >= 1200


def test_row_names_are_unique_and_written_in_the_tables_spelling(coder: Coder) -> None:
    rows = coder.lexicon.rows()
    assert len({row.row for row in rows}) == len(rows)
    assert [row.row for row in rows if coder.lexicon.spelled((row.lemma,)) != (row.lemma,)] == []


def test_each_type_of_a_row_goes_with_its_code(coder: Coder) -> None:
    for row in coder.lexicon.rows():
        assert row.plover or row.cameo.startswith("01"), row.row
        assert row.plover is None or not row.cameo.startswith("01"), row.row


def made_for(row: Row) -> Iterator[tuple[Predicate, Actor, Actor]]:
    """Predicates made of a row's own conditions, with parties to match."""

    def parties(names: frozenset[str] | None, default: Actor) -> list[Actor]:
        if names is None:
            return [default]
        kinds = [ACTORS[name] for name in sorted(names) if name in ACTORS]
        return kinds + [Actor("x", "x", "body", "USA", name) for name in sorted(names) if name not in ACTORS]

    home = any(names and "home" in names for names in (row.source, row.target))
    objects = (
        [(), ("thing",)]
        if row.object is None
        else [
            tuple(sorted(group)[place] for group in reversed(words))
            for words in row.object
            for place in range(min((len(group) for group in words), default=1))
        ]
    )
    prepositions = [None, "upon", "versus"] if row.preposition is None else [word or None for word in sorted(row.preposition)]
    complements = [None] if row.complement is None else [word or None for word in sorted(row.complement)]
    sources = parties(row.source, Actor("x", "x", "other", "USA" if home else "FRA"))  # type: ignore[arg-type]
    targets = parties(row.target, Actor("y", "y", "other", "USA" if home else "DEU"))  # type: ignore[arg-type]
    for pos, preposition, thing, complement, source, target in product(
        [row.pos] if row.pos else ["verb", "noun"], prepositions, objects, complements, sources, targets
    ):
        yield Predicate(row.lemma, pos, row.particle or None, preposition, thing, complement), source, target  # type: ignore[arg-type]


def test_every_row_can_decide(coder: Coder) -> None:
    shadowed = [
        row.row
        for row in coder.lexicon.rows()
        if not any(coder.lexicon.find(what, source, target) is row for what, source, target in made_for(row))
    ]
    assert shadowed == []


def test_every_row_comes_through_the_coder(coder: Coder) -> None:
    """Neither a governor nor the deed that an object names takes all that a row was written for."""
    silent = []
    for row in coder.lexicon.rows():
        codes = (coder.code(what, source, target, "actual") for what, source, target in made_for(row))
        if not any((code.row == row.row) if code else row.plover is None for code in codes):
            silent.append(row.row)
    assert silent == []


def test_every_noun_leads_to_a_verb_with_rows(coder: Coder) -> None:
    known = {row.lemma for row in coder.lexicon.rows()}
    assert sorted(set(coder.lexicon.verbs.values()) - known) == []


def test_every_object_class_is_used(coder: Coder) -> None:
    source = (FOLDER / "lexicon.csv").read_text(encoding="utf-8")
    words = set(source.replace("|", " ").replace(",", " ").split())
    assert sorted(set(coder.lexicon.classes) - words - {"CARRIERS"}) == []


@pytest.mark.parametrize("name", ["lexicon", "governors", "acts", "objects", "nouns", "spellings"])
def test_tables_are_sorted(name: str) -> None:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    order = ("lemma", "particle", "pos", "object", "complement", "preposition", "source", "target")
    keys = [tuple(row[column] for column in order) if name == "lexicon" else tuple(row.values()) for row in rows]
    assert keys == sorted(set(keys))
