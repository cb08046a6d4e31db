"""Annotated texts, read as `kg extract` reads them: the scenes to learn from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.extraction.parse.parsing import BATCH
from kg.model import Article, Document
from kg.statements.scenes import Staged, scenes

if TYPE_CHECKING:
    from kg.actors import Resolution
    from kg.pipeline.stages import Stages


@dataclass(frozen=True, slots=True)
class Read:
    """An annotated article with its scenes."""

    gold: dict[str, Any]
    document: Document
    resolution: Resolution
    scenes: tuple[Staged, ...]


def read_all(gold: Sequence[dict[str, Any]], articles: Sequence[Article], stages: Stages) -> Iterator[Read]:
    """The articles, resolved and staged, each with its annotation, which `gold` has by its id."""
    by_id = {str(record["id"]): record for record in gold}
    for start in range(0, len(articles), BATCH):
        for document in stages.extractor.read(articles[start : start + BATCH]):
            resolution = stages.resolver.resolve(document)
            staged = tuple(scenes(document, resolution, stages.coder))
            document = replace(document, relate=cache(document.relate), retell=cache(document.retell))  # asked for each policy
            yield Read(by_id[document.article.id], document, resolution, staged)
