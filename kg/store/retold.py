"""What a text that is nearly another's says otherwise: that is never told in the other's name, nor lost."""

from __future__ import annotations

import json
import sqlite3
from functools import lru_cache
from typing import NamedTuple

from kg.sameness.same_texts import figures, words

Meaning = tuple[str, str, str, str, str, frozenset[str]]


class _Said(NamedTuple):
    start: int
    sentence: str
    meaning: Meaning


class Retold:
    """Compares what the texts of articles say, statement by statement."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._words = lru_cache(256)(self._read_words)
        self._said = lru_cache(256)(self._read_said)

    def is_told(self, speaker: str, ident: str) -> bool:
        """Whether all that an article says stands in the `speaker`'s text, or is said there of the same."""
        meanings = {said.meaning for said in self._said(speaker)}
        return all(said.meaning in meanings or said.sentence in self._words(speaker) for said in self._said(ident))

    def lacks(self, speaker: str, ident: str) -> frozenset[int]:
        """Where the sentences begin that say something in the `speaker`'s text and do not stand in the other article's."""
        return frozenset(said.start for said in self._said(speaker) if said.sentence not in self._words(ident))

    def _read_words(self, ident: str) -> str:
        title, text = self._db.execute(
            "SELECT t.title, t.text FROM articles a JOIN texts t ON t.key = a.text WHERE a.id = ?", (ident,)
        ).fetchone()
        return _bounded(f"{title}\n{text}")

    def _read_said(self, ident: str) -> tuple[_Said, ...]:
        rows = self._db.execute(
            """
            SELECT one.id, s.lemma, other.id, s.status, s.detail FROM articles a JOIN statements s ON s.text = a.text
            JOIN actors one ON one.key = s.source JOIN actors other ON other.key = s.target WHERE a.id = ?
            """,
            (ident,),
        )
        return tuple(_said(source, lemma, target, status, json.loads(detail)) for source, lemma, target, status, detail in rows)


def _said(source: str, lemma: str, target: str, status: str, detail: list[list[str]]) -> _Said:
    (sentence, start, _), when = detail[0], detail[5]
    meaning = (source, lemma, target, status, (when[1] or "").casefold(), frozenset(figures(sentence)))
    return _Said(int(start), _bounded(sentence), meaning)


def _bounded(text: str) -> str:
    return f" {' '.join(words(text))} "
