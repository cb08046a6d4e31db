"""Statements as documents: the sentence as text, the triple as flat metadata."""

from __future__ import annotations

import json
from pathlib import Path

from factories import ASSAULT, make_article, make_statement

from kg.api.graph import Graph

A = make_article("a", published="2024-01-31", outlet="Out")


def test_a_statement_is_a_document(tmp_path: Path) -> None:
    said = make_statement("state:RUS", "attack", "state:UKR", article=A, code=ASSAULT, date="2024-01-29")
    Graph.from_statements([said], [A]).write(tmp_path / "g.documents.jsonl")
    (line,) = (tmp_path / "g.documents.jsonl").read_text(encoding="utf-8").splitlines()
    document = json.loads(line)
    assert (document["id"], document["text"]) == (said.id, said.evidence.sentence)
    metadata = document["metadata"]
    told = {"source_id": "state:RUS", "target_id": "state:UKR", "relation": "attack", "status": "actual", "date": "2024-01-29"}
    assert metadata | told == metadata
    assert (metadata["article"], metadata["type"], metadata["outlet"]) == ("a", "ASSAULT", "Out")


def test_metadata_are_plain_values_and_nothing_unknown(tmp_path: Path) -> None:
    Graph.from_statements([make_statement("state:RUS", "warn", "state:UKR", article=A, code=None)], [A]).write(
        tmp_path / "x", "jsonl-documents"
    )
    metadata = json.loads((tmp_path / "x").read_text(encoding="utf-8"))["metadata"]
    assert all(isinstance(value, str | float | int | bool) and value != "" for value in metadata.values())
    assert "place" not in metadata and "goldstein" not in metadata
