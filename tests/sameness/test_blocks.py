"""Statements that may be of one occurrence are brought together, whatever their words are made of."""

from __future__ import annotations

from factories import ASSAULT, make_actor, make_article, make_statement

from kg.model import Statement
from kg.sameness.event_blocks import blocks
from kg.sameness.event_traits import trait


def together(*statements: Statement) -> list[tuple[bool, set[str]]]:
    found = [(of_one_type, {one.id for one in block}) for of_one_type, block in blocks(map(trait, statements))]
    return sorted(found, key=_order)


def _order(block: tuple[bool, set[str]]) -> tuple[bool, list[str]]:
    return block[0], sorted(block[1])


def test_those_of_one_type_or_one_lemma_between_the_same_parties() -> None:
    one, other, untyped, back, alone = (
        make_statement(source, lemma, target, article=make_article(f"a{i}"), code=code)
        for i, (source, lemma, target, code) in enumerate(
            [
                ("state:RUS", "attack", "state:UKR", ASSAULT),
                ("body:rus-ministry-of-defence", "shell", "state:UKR", ASSAULT),
                ("state:RUS", "attack", "state:UKR", None),
                ("state:UKR", "shell", "state:RUS", ASSAULT),
                ("state:FRA", "attack", "state:UKR", ASSAULT),
            ]
        )
    )
    assert together(one, other, untyped, back, alone) == sorted(
        [(True, {one.id, other.id, back.id}), (False, {one.id, untyped.id}), (False, {other.id, back.id})], key=_order
    )


def test_a_trait_comes_back_as_it_was() -> None:
    odd = make_actor("person:odd", name="Odd \udcff Name", country=None)
    made = [
        trait(make_statement(odd, "meet\n", "state:CHN", article=make_article(f"a{i}", published=None), place="Zürich \ud800"))
        for i in range(2)
    ]
    ((_, back), *_) = blocks(made)
    assert back == made
    assert back[0].ends[0] is odd
    assert {type(one.words) for one in back} == {tuple}
