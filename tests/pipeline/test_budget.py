"""One article that takes too long or too much is one counted failure; the others are read."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import pytest

from kg.extraction.relations.rules import Rules
from kg.model import Article, Document
from kg.pipeline import budget
from kg.pipeline.stages import Result, Stages
from kg.reading import Failure


class Extractor:
    """Reads nothing, and never ends or takes all memory where a text says so."""

    def read(self, articles: Sequence[Article]) -> Iterator[Document]:
        for article in articles:
            while article.text == "endless":
                pass
            if article.text == "huge":
                bytearray(2 << 30)
            yield Document(article, (), (), ())


class Resolver:
    def resolve(self, document: Document) -> Any:
        while document.article.text == "slow to resolve":
            pass
        return SimpleNamespace(mentions=lambda: ())


@pytest.fixture
def stages(monkeypatch: pytest.MonkeyPatch) -> Stages:
    monkeypatch.setattr(budget, "SECONDS", 0.3)
    monkeypatch.setattr(budget, "BYTES", 1 << 30)
    return Stages(Extractor(), Resolver(), None, Rules.load())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("endless", "OverBudget: 7 characters take more than 0 seconds of the processor"),
        ("huge", "MemoryError"),
        ("slow to resolve", "OverBudget"),
    ],
)
def test_it_fails_alone(stages: Stages, text: str, reason: str) -> None:
    found = stages.run([Article("a", "", "well"), Article("b", "", text), Article("c", "", "well")])
    assert [type(one) for one in found] == [Result, Failure, Result]
    assert reason in str(found[1].error)  # type: ignore[union-attr]
    assert signal.getitimer(signal.ITIMER_PROF)[0] == 0
    assert signal.getsignal(signal.SIGPROF) == signal.SIG_DFL


def test_what_is_within_it_is_read(stages: Stages) -> None:
    assert [type(one) for one in stages.run([Article(str(n), "", "well") for n in range(9)])] == [Result] * 9
