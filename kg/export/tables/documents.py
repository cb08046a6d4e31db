"""Statements as documents with metadata, for search indexes and the readers of language models' tools: a JSON object a line."""

from __future__ import annotations

import json
from pathlib import Path

from kg.files import replacing
from kg.graph import Network
from kg.model import Statement


def document(statement: Statement) -> dict[str, object]:
    """The sentence as ``text``, the triple and where it stands as flat ``metadata``, without what is not known."""
    code, evidence, speaker = statement.code, statement.evidence, statement.attribution
    told: dict[str, str | float | bool | None] = {
        "source": statement.source.actor.name,
        "source_id": statement.source.actor.id,
        "source_country": statement.source.actor.country,
        "relation": statement.relation.lemma,
        "phrase": statement.relation.phrase,
        "target": statement.target.actor.name,
        "target_id": statement.target.actor.id,
        "target_country": statement.target.actor.country,
        "symmetric": statement.symmetric,
        "status": statement.status,
        "attribution": speaker.actor.name if speaker else None,
        "date": statement.date,
        "place": statement.place,
        "type": code.plover if code else None,
        "mode": code.mode if code else None,
        "cameo": code.cameo if code else None,
        "goldstein": code.goldstein if code else None,
        "confidence": statement.confidence,
        "article": evidence.article_id,
        "title": evidence.title,
        "published": evidence.published,
        "outlet": evidence.outlet,
        "url": evidence.url,
        "start": evidence.start,
        "end": evidence.end,
    }
    return {
        "id": statement.id,
        "text": evidence.sentence,
        "metadata": {name: value for name, value in told.items() if value not in (None, "")},
    }


def write(network: Network, path: str | Path) -> None:
    """Write all statements of `network` to `path` (``-``: standard output)."""
    with replacing(path) as file:
        for statement in network.statements():
            file.write(f"{json.dumps(document(statement), ensure_ascii=False)}\n".encode("utf-8", "backslashreplace"))
