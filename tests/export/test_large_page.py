"""A page of a large graph holds the strongest links."""

from __future__ import annotations

import logging

import pytest
from factories import make_article, make_statement

from kg.export.html.excerpt import excerpt
from kg.graph import Network


def network() -> Network:
    """Three pairs with 5, 3 and 2 reports, in both directions."""
    usa, china, russia, ukraine, nato = "state:USA", "state:CHN", "state:RUS", "state:UKR", "org:nato"
    told = [(usa, china)] * 3 + [(china, usa)] * 2 + [(russia, ukraine)] * 3 + [(nato, russia)] * 2
    articles = [make_article(f"a{number}", f"{pair} {number}") for number, pair in enumerate(told)]
    return Network.from_statements(
        (make_statement(one, f"do-{a.id}", other, article=a) for a, (one, other) in zip(articles, told, strict=True)), articles
    )


@pytest.mark.parametrize(("reports", "left"), [(10, 10), (9, 8), (8, 8), (7, 5), (1, 5)])
def test_pairs_are_kept_whole_as_long_as_there_is_room(reports: int, left: int) -> None:
    part = excerpt(network(), reports)
    assert len(list(part.statements())) == left
    assert len(list(part.articles())) == left


def test_what_is_left_out_is_said(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "kg")
    excerpt(network(), 10)
    assert not caplog.records
    excerpt(network(), 5)
    assert "the 1 pairs of actors with most reports, of 3" in caplog.text
