"""Articles, sentences and reports each stored once; offsets are code points into the sentence, as the page counts."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from kg.model import ActorMention, Statement


class Sources:
    """What events rest on; a report names its sentence, a sentence its article, by their places in these lists."""

    def __init__(self) -> None:
        self.reports: list[dict[str, Any]] = []
        self.sentences: list[dict[str, Any]] = []
        self.articles: list[dict[str, Any]] = []
        self._reports: dict[str, int] = {}
        self._sentences: dict[tuple[str, int, int], int] = {}
        self._articles: dict[str, int] = {}

    def report(self, statement: Statement) -> int:
        """The place of `statement` in the list of reports."""
        if statement.id not in self._reports:
            self._reports[statement.id] = len(self.reports)
            self.reports.append(
                {
                    "sentence": self._sentence(statement),
                    "source": _span(statement, statement.source),
                    "relation": [_shift(statement, *span) for span in statement.relation.spans],
                    "target": _span(statement, statement.target),
                    "attribution": statement.attribution.actor.name if statement.attribution else None,
                    "confidence": round(statement.confidence, 2),
                }
            )
        return self._reports[statement.id]

    def _sentence(self, statement: Statement) -> int:
        evidence = statement.evidence
        key = evidence.article_id, evidence.start, evidence.end
        if key not in self._sentences:
            self._sentences[key] = len(self._sentences)
            self.sentences.append({"article": self._article(statement), "text": evidence.sentence})
        return self._sentences[key]

    def _article(self, statement: Statement) -> int:
        evidence = statement.evidence
        if evidence.article_id not in self._articles:
            self._articles[evidence.article_id] = len(self._articles)
            also = {"also": list(evidence.others)} if evidence.others else {}  # other outlets that ran the text
            self.articles.append(
                {
                    "title": evidence.title,
                    "published": evidence.published,
                    "outlet": evidence.outlet,
                    **also,
                    "url": web(evidence.url),
                }
            )
        return self._articles[evidence.article_id]


def _span(statement: Statement, who: ActorMention) -> list[int]:
    return _shift(statement, who.start, who.end)


def _shift(statement: Statement, start: int, end: int) -> list[int]:
    return [start - statement.evidence.start, end - statement.evidence.start]


def web(url: str | None) -> str | None:
    """`url` where it is an http or https address with a host, else None: nothing else may become a link.

    Examples
    --------
    >>> web("https://example.org/story"), web("javascript:alert(1)")
    ('https://example.org/story', None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else None
