"""What became of every article: read = extracted + empty + off_topic + duplicate + updated + skipped + failed."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from kg.errors import InputError, KgError, RowError
from kg.ids import digest
from kg.model import Article
from kg.pipeline.stages import Result, failure
from kg.reading import Extracted, Failure, Outcome
from kg.reading.text.dates import is_to_come
from kg.statements.soundness import faults

KEPT = 1000
REMEMBERED = 200_000  # articles among which a repeated one is noticed; a store knows all of its own

log = logging.getLogger("kg")


@dataclass(slots=True)
class Counts:
    """Counts of one run, kept while it goes on.

    Attributes
    ----------
    failures : list of Failure
        What failed, was skipped or left out as off topic, the first `KEPT` of them; every one is logged.
    """

    extracted: int = 0
    empty: int = 0
    off_topic: int = 0
    duplicate: int = 0
    updated: int = 0
    skipped: int = 0
    failed: int = 0
    sentences: int = 0
    statements: int = 0
    failures: list[Failure] = field(default_factory=list)

    @property
    def read(self) -> int:
        """All that was met."""
        return self.extracted + self.empty + self.off_topic + self.duplicate + self.updated + self.skipped + self.failed

    def as_dict(self) -> dict[str, int]:
        """The numbers by name."""
        parts = ("extracted", "empty", "off_topic", "duplicate", "updated", "skipped", "failed")
        return {name: getattr(self, name) for name in ("read", *parts, "sentences", "statements")}

    def add_result(self, result: Result | Extracted, updated: bool = False) -> None:
        """Count an article that was extracted, here or elsewhere, or that was `updated`, if it replaces its earlier version."""
        self.extracted += not updated
        self.updated += updated
        self.sentences += result.sentences
        self.statements += len(result.statements)

    def add_failure(self, failure: Failure) -> None:
        """Count what gave no article."""
        log.log(logging.WARNING if failure.outcome == "failed" else logging.INFO, "%s: %s", failure.outcome, failure.error)
        setattr(self, failure.outcome, getattr(self, failure.outcome) + 1)
        if len(self.failures) < KEPT:
            self.failures.append(failure)

    def new(
        self,
        outcomes: Iterable[Outcome],
        known: Callable[[Article | Extracted], bool] = lambda article: False,
        left: Callable[[Article], object] = lambda article: None,
    ) -> Iterator[Article | Extracted]:
        """The articles of `outcomes` that are new; all else is counted, what breaks anything here as failed.

        `known` tells whether an article was extracted in an earlier run; `left` is told of those that are empty.
        """
        seen: OrderedDict[str, None] = OrderedDict()
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                self.add_failure(outcome)
                continue
            article = outcome.article if isinstance(outcome, Extracted) else outcome
            key = None
            with self.fence(article):
                if not article.content.strip():
                    self.empty += 1
                    if outcome is article:
                        left(article)  # a part says what is there, not what is gone
                elif isinstance(outcome, Extracted) and (fault := _fault(outcome)):
                    self.add_failure(Failure(InputError(article.path or article.id, f"article {article.id}: {fault}")))
                elif (found := fingerprint(article)) in seen or known(outcome):
                    self.duplicate += 1
                else:
                    key = found
            if key is not None:
                seen[key] = None
                if len(seen) > REMEMBERED:
                    seen.popitem(last=False)
                yield outcome

    @contextmanager
    def fence(self, article: Article) -> Iterator[None]:
        """What breaks in this block is a failure of `article`; what is wrong with the options or the machine goes on."""
        try:
            yield
        except RowError as error:
            self.add_failure(failure(article, error))
        except KgError:
            raise
        except Exception as error:
            self.add_failure(failure(article, error))


def _fault(part: Extracted) -> str:
    """What keeps an article that was read elsewhere from being taken; empty where nothing does."""
    about = part.article
    if about.published and is_to_come(about.published):
        return f"published on {about.published}, a day that is to come"
    for s in part.statements:
        told, own = s.evidence, (about.id, about.title, about.published, about.outlet, about.url)
        if (told.article_id, told.title, told.published, told.outlet, told.url) != own:
            return f"statement {s.id} is of another article"
        for fault in faults(s, about.content):
            return f"statement {s.id}: {fault}"
    return ""


def fingerprint(article: Article) -> str:
    """Equal for two articles that agree in all that is stored."""
    return digest(
        article.id, article.title, article.text, article.published, article.url, article.outlet, article.byline, article.language
    )
