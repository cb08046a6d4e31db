"""How far a word reaches: between which parties it cannot tell a deed, whoever proposes so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.parse.verbs import FINITE, SUBJECTS, is_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.deeds.status import StatusReader
    from kg.extraction.lexis import Lexis
    from kg.extraction.mentions.parties import Parties
    from kg.extraction.predicates.frames import Frame


class Reach:
    """Tells which ends a word cannot have, in one parsed text."""

    def __init__(self, parties: Parties, status: StatusReader, lexis: Lexis) -> None:
        self._parties, self._status, self._lexis = parties, status, lexis

    def allows(self, frame: Frame, source: Token, target: Token) -> bool:
        """Whether the word of `frame` may relate the parties that `source` and `target` are the heads of."""
        word = frame.light or frame.head
        if any(self._shuts(t) for t in _between(target, word)):
            return False
        if not is_verb(word):
            return True
        owned = any(self._parties.named(s) and _owner_in(source, s) for s in word.children if s.dep_ in SUBJECTS)
        inside = set(word.subtree)
        return not owned and (source in inside and target in inside or not self._complete(frame, word))

    def _shuts(self, token: Token) -> bool:
        """Whether what stands under a word was not done or said: "vetoed a text condemning Iran", "instead of Iran"."""
        if is_verb(token):
            return self._status.disowned(token)
        doc, i = token.doc, token.i
        phrases = (doc[max(0, i - 1) : i + 1].text.lower(), doc[max(0, i - 2) : i].text.lower())
        found = self._lexis.veridicality.find(phrases, "preposition", "object")
        return found is not None and found.plain == "negated"

    def _complete(self, frame: Frame, word: Token) -> bool:
        """Whether a clause beside the news has a doer and another side of its own: "after Chad and Niger signed a pact"."""
        if word.dep_ not in ("advcl", "ccomp") or word.tag_ not in FINITE:
            return False
        doers = [s for s in word.children if s.dep_ in SUBJECTS and self._parties.named(s)]
        others = [t for t in (*frame.objects, *(o.head for o in frame.obliques)) if self._parties.named(t)]
        return bool(doers) and bool(others or any(c.dep_ == "conj" for s in doers for c in s.children))


def _between(token: Token, top: Token) -> Iterator[Token]:
    """The words from `token` up to `top`, where that stands over it."""
    if top.is_ancestor(token):
        while token.head != top:
            token = token.head
            yield token


def _owner_in(token: Token, subject: Token) -> bool:
    """Whether a party only owns or heads the one that acts: "Scholz's predecessor Angela Merkel"."""
    return token != subject and subject.is_ancestor(token) and (token.dep_ == "poss" or token.head.dep_ == "poss")
