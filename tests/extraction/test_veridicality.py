"""The table of what governing words make of deeds, and the law by which it is composed."""

from __future__ import annotations

import csv
from importlib import resources

import pytest

from kg.errors import TableError
from kg.extraction.deeds.veridicality import POSITIONS, Signature, Veridicality, compose, signatures_of
from kg.model import STATUSES

TABLE = Veridicality.load()


def signature(word: str, pos: str, form: str) -> Signature:
    found = TABLE.find((word,), pos, form)
    assert found is not None, (word, pos, form)
    return found


@pytest.mark.parametrize(
    ("word", "form", "plain", "negated"),
    [
        ("manage", "inf", "actual", "negated"),
        ("fail", "inf", "negated", "actual"),
        ("regret", "that", "actual", "actual"),
        ("refuse", "inf", "negated", "possible"),
        ("believe", "that", "actual", "possible"),
        ("doubt", "that", "possible", "actual"),
        ("prevent", "from", "negated", "actual"),
        ("urge", "inf-other", "requested", "possible"),
        ("veto", "text", "negated", "negated"),
        ("sign", "text", "actual", "negated"),
    ],
)
def test_signatures(word: str, form: str, plain: str, negated: str) -> None:
    found = signature(word, "verb", form)
    assert (found.under(None), found.under("actual"), found.under("negated")) == (plain, plain, negated)


def test_one_word_may_govern_in_several_ways() -> None:
    assert signature("forget", "verb", "inf").plain == "negated"  # forgot to tell
    assert signature("forget", "verb", "that").plain == "actual"  # forgot that it had told


@pytest.mark.parametrize("governor", ["future", "requested", "possible"])
def test_an_unsettled_governor_makes_nothing_actual_but_facts(governor: str) -> None:
    for key, found in TABLE.signatures.items():
        fact = found.plain == found.negated == "actual"
        told = found.plain == "actual" and found.negated == "possible" and governor != "possible"  # "will say that"
        assert fact or told or found.under(governor) != "actual", key  # type: ignore[arg-type]


def test_the_nearest_word_decides() -> None:
    assert compose("negated", "possible") == "negated"
    assert compose("actual", "possible") == "possible"
    assert compose(None, None) is None
    assert compose("future", "requested") == "requested"


def test_every_row_can_be_reached() -> None:
    """Lower case, known parts of speech and forms, statuses that say something, sorted, nothing twice."""
    with resources.files("kg.extraction").joinpath("tables", "veridicality.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert list(rows[0]) == ["word", "pos", "form", "plain", "negated"]
    assert rows == sorted(rows, key=lambda row: (row["pos"], row["word"]))
    for row in rows:
        assert row["word"] == row["word"].lower().strip()
        assert len(row["word"].split()) <= 4, row
        assert {row["plain"], row["negated"]} <= set(STATUSES)
        assert row["pos"] in POSITIONS
        assert set(row["form"].split("|")) <= POSITIONS[row["pos"]], row


@pytest.mark.parametrize(
    "row",
    [
        {"word": "hope", "pos": "verb", "form": "that", "plain": "perhaps", "negated": "actual"},
        {"word": "hope", "pos": "verb", "form": "own", "plain": "possible", "negated": "possible"},
        {"word": "hope", "pos": "wish", "form": "that", "plain": "possible", "negated": "possible"},
    ],
)
def test_a_bad_row_is_refused(row: dict[str, str]) -> None:
    with pytest.raises(TableError, match="line 2"):
        signatures_of([row])


def test_a_row_that_stands_twice_is_refused() -> None:
    row = {"word": "hope", "pos": "verb", "form": "that", "plain": "possible", "negated": "possible"}
    with pytest.raises(TableError, match="twice"):
        signatures_of([row, row])
