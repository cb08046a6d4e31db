"""How time grows: nearly n log n where many things are alike, and nearly linear in the length of one odd article."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest
from benchmarks.alike import dyad, names, stored
from long.budget import budget

from kg.model import Article
from kg.pipeline.stages import Result

pytestmark = pytest.mark.long

WORSE_THAN_LINEAR = 1.4  # how many times longer each of twice as many may take: the clock of a busy machine is not exact
LEAST = 0.5  # seconds of the processor, below which nothing is told
ALIKE: dict[str, tuple[Callable[[int], Callable[[], object]], int]] = {
    "texts of one line": (lambda n: stored(n, 9), 100_000),
    "texts of 120 words": (lambda n: stored(n, 120), 4_000),
    "statements of one dyad": (dyad, 4_000),
    "like names": (names, 1_000),
}
CHARACTERS = 1_000_000
ODD = {
    "emphasis": "*a ",
    "quotes": "“Yes” ",
    "marks": '" ',
    "exclamations": "! ",
    "pronouns": "He told them that they warned it of her. ",
    "paragraphs of pronouns": "They warned us.\n\n",
    "credits": "Boats in Chad. Photo: Jane Roe\n",
    "combining marks": "a\u0301\u0327",
    "stops": ". ",
    "one sentence": "Iran and Iraq and ",
    "names": "Mali Chad Peru Oman ",
    "labels": "TRUMP: We warned Iran.\n",
    "unknown labels": "JANE ROE: Yes.\n",
    "bullets": "- Iran\n",
    "dates": "on 3/4/2025 ",
    "brackets": "(Iran ",
}


def seconds(run: Callable[[], object]) -> float:
    begun = process_time()
    run()
    return process_time() - begun


def grows_evenly(make: Callable[[int], Callable[[], object]], count: int) -> list[tuple[int, float]]:
    """The seconds for a quarter, a half and all of `count`; fails where twice as many take much more than twice as long."""
    table = [(count // part, seconds(make(count // part))) for part in (4, 2, 1)]
    for (_, fewer), (_, more) in zip(table, table[1:], strict=False):
        assert more < max(LEAST, fewer) * 2 * WORSE_THAN_LINEAR, table
    return table


@pytest.mark.parametrize("what", ALIKE)
def test_many_alike(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    make, count = ALIKE[what]
    table = grows_evenly(make, budget(count))
    with capsys.disabled():
        print(f"\n{what}:", *(f"{count:,} {taken:.1f} s" for count, taken in table))


@pytest.mark.parametrize("what", ODD)
def test_one_odd_article(rules, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    def read(characters: int) -> Callable[[], object]:
        text = ODD[what] * (characters // len(ODD[what]))
        return lambda: list(rules.run([Article("a", "", f"Iran warned Iraq. {text}", "2024-11-01")]))

    (short,) = rules.run([Article("a", "", f"Iran warned Iraq. {ODD[what] * 9}", "2024-11-01")])
    assert isinstance(short, Result)
    table = grows_evenly(read, budget(CHARACTERS))
    with capsys.disabled():
        print(f"\n{what}:", *(f"{count:,} {taken:.1f} s" for count, taken in table))
