"""What tests share: the model and the tables are loaded once, the sample data is read once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from kg.extraction import MODEL
from kg.extraction.relations.rules import Rules
from kg.model import Statement
from kg.pipeline.stages import Options, Stages

if TYPE_CHECKING:
    from browser.session import Browser

settings.register_profile("kg", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # on busy machines
settings.load_profile("kg")

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "data" / "articles"
GOLD = ROOT / "data" / "gold.jsonl"


@pytest.fixture(scope="session", autouse=True)
def loaded_once() -> Iterator[None]:
    """Whatever runs in this process with the built-in tables shares its stages: a model takes seconds to load."""
    load = cache(Stages.load)

    def shared(options: Options) -> Stages:
        whole = not (options.actors or options.lexicon or options.reader) and options.model == MODEL
        return load(options) if whole else load.__wrapped__(options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stages, "load", shared)
        yield


@pytest.fixture(scope="session")
def stages() -> Stages:
    """The real stages, with the default model."""
    return Stages.load(Options())


@pytest.fixture(scope="session")
def rules(stages: Stages) -> Stages:
    """The same without the reader."""
    return replace(stages, judge=Rules.load())


@pytest.fixture(scope="session")
def extractor(stages: Stages):
    return stages.extractor


@pytest.fixture(scope="session")
def nlp(extractor):
    """The spaCy pipeline."""
    return extractor.nlp


@pytest.fixture(scope="session")
def gazetteer():
    from kg.gazetteer import Gazetteer

    return Gazetteer.load()


@pytest.fixture(scope="session")
def coder(stages: Stages):
    return stages.coder


@pytest.fixture(scope="session")
def sample_statements() -> tuple[Statement, ...]:
    """What the program reads in the sample articles."""
    from kg import extract

    return tuple(extract(ARTICLES))


@pytest.fixture(scope="session")
def sample_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that `kg build` makes of the sample articles; not to be written to."""
    from kg import build

    folder = tmp_path_factory.mktemp("sample") / "graph"
    build(ARTICLES, folder)
    return folder


@pytest.fixture
def kg_command() -> list[str]:
    """How to run the program in a process of its own."""
    return [sys.executable, "-m", "kg"]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A Chromium; closed with its module, since its event loop would stop the notebooks' own."""
    from browser.session import browser

    with browser() as found:
        yield found


@pytest.fixture(scope="session")
def text() -> str:
    """The page of the browser's sample."""
    from browser.sample import sample

    from kg.export.html import page

    return page(sample(), title="A sample")
