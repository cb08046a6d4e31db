"""What is compared with what grows with the number of things, not with its square; no chain makes one of things that are two."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import ASSAULT, make_article, make_statement

from kg.api.graph import Graph
from kg.graph import Run
from kg.ids import actor_id
from kg.model import Actor, Article
from kg.sameness import same_actors, same_events, same_texts
from kg.sameness.components import Join, groups
from kg.sameness.copies import Printed, centred
from kg.sameness.judgements import Judgements
from kg.sameness.same_actors import likenesses
from kg.store import Store

RUN = Run("1", "m")
WORDS = [f"{a}{b}{c}o" for a in "bdfgklmnprst" for b in "aeiou" for c in "bdfgklmnprst"]


def texts(count: int, length: int = 120, changed: int = 3) -> list[str]:
    """Texts of one pattern, a few words of each its own."""
    chance, pattern = random.Random(1), WORDS[:length]
    found = []
    for _ in range(count):
        own = list(pattern)
        for _ in range(changed):
            own[chance.randrange(length)] = chance.choice(WORDS)
        found.append(" ".join(own))
    return found


def counted(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> list[int]:
    """How often a function of a module is called, from now on."""
    calls, real = [0], getattr(module, name)

    def call(*given: object) -> object:
        calls[0] += 1
        return real(*given)

    monkeypatch.setattr(module, name, call)
    return calls


def compared_texts(count: int, length: int) -> int:
    sketches = [same_texts.sketch(text, "2024-03-05", str(place)) for place, text in enumerate(texts(count, length))]
    return len(same_texts.candidates(sketches))


@pytest.mark.parametrize(("length", "each"), [(8, 0), (120, 60)])
def test_texts(length: int, each: int) -> None:
    assert compared_texts(400, length) <= each * 400


def test_like_names(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counted(monkeypatch, same_actors, "_likeness")
    names = [f"Viktor M{a}zh{b}nk{c}v{d}n" for a in "aeiouy" for b in "aeiouy" for c in "aeiouy" for d in ("i", "ii", "iy", "y")]
    likenesses({Actor(actor_id("person", name), name, "person"): 1 for name in names})
    assert len(names) > 800
    assert calls[0] < 60 * len(names)


def test_statements_of_one_dyad(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = counted(monkeypatch, same_events, "likeness")
    chance = random.Random(1)
    statements = [
        make_statement(
            "state:RUS", "attack", "state:UKR", article=make_article(f"a{number}", "x"), code=ASSAULT,
            sentence=" ".join(chance.choices(WORDS, k=12)),
        )
        for number in range(600)
    ]  # fmt: skip
    same_events.joins(statements, Judgements())
    assert calls[0] < 2 * 150 * len(statements)  # a block of their type, another of their lemma


@pytest.mark.parametrize(("times", "joined"), [((3, 2, 1), [(0, 1)]), ((1, 2, 3), [(1, 2)]), ((1, 3, 2), [(0, 1), (1, 2)])])
def test_a_chain_of_names_is_no_actor(times: tuple[int, ...], joined: list[tuple[int, int]]) -> None:
    """The middle one is like both others, which are two; all are what the one met most often is like."""
    names = ["Viktor Muzhenkavan", "Viktor Muzhenkvan", "Viktor Muzhenkivan"]
    ids = [actor_id("person", name) for name in names]
    seen = {Actor(ident, name, "person"): count for ident, name, count in zip(ids, names, times, strict=True)}
    assert {frozenset(one[:2]) for one in likenesses(seen)} == {frozenset((ids[one], ids[other])) for one, other in joined}


NEXT = [{"a", "b"}, {"b", "c"}, {"c", "d"}]
CHAIN = [Join(*sorted(pair), 0.8) for pair in NEXT]


@pytest.mark.parametrize(
    ("like", "expected"),
    [
        (lambda one, other: 0.8, {"a": "a", "b": "a", "c": "a", "d": "a"}),
        (lambda one, other: 0.8 if {one, other} in NEXT else None, {"a": "a", "b": "a", "c": "c", "d": "c"}),
    ],
)
def test_a_chain_of_texts_is_no_text(like: Callable[[str, str], float | None], expected: dict[str, str]) -> None:
    printed = {ident: Printed(9, "2024-03-05", ident) for ident in "abcd"}
    assert groups(centred(CHAIN, printed, like)) == expected


def test_neither_order_nor_runs_show_where_too_many_are_alike(tmp_path: Path) -> None:
    chance = random.Random(2)
    articles = [
        Article(f"a{number:02}", "", text, chance.choice(["2024-03-05", "2024-03-06", None]))
        for number, text in enumerate(texts(60))
    ]
    found = []
    for name, cut in (("one", 0), ("other", 25)):
        chance.shuffle(articles)
        for some in (articles[:cut], articles[cut:]):
            with Store.open(tmp_path / name) as store:
                for article in some:
                    store.add(article, (), RUN)
                store.refresh()
        found.append({copy.article.id: copy.of for copy in Graph.open(tmp_path / name).copies()})
    assert found[0] == found[1]
    assert len(found[0]) > 20
    undated = {article.id for article in articles if article.published is None}
    assert not {of for ident, of in found[0].items() if ident not in undated} & undated
