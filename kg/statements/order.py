"""The one order in which statements are listed, whatever the order in which they came."""

from __future__ import annotations

from kg.model import Statement


def reading_order(statement: Statement) -> tuple[str, int, int, int, int, str]:
    """Sorts statements by article, then by where they stand in it."""
    evidence, spans = statement.evidence, statement.relation.spans
    first = spans[0][0] if spans else evidence.end
    return evidence.article_id, evidence.start, first, statement.source.start, statement.target.start, statement.id
