"""A deed told by one word: from the word that the reader points at to the whole relation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.deeds.status import Governed
from kg.extraction.parse.verbs import is_passive, is_verb, lemma_of
from kg.extraction.predicates.frames import Frame
from kg.extraction.predicates.targets import Target
from kg.model import Candidate, Mention, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kg.extraction.mentions.parties import Parties
    from kg.extraction.predicates.triples import TripleReader

FAMILY = "none"  # what stands as `rule` in a candidate that no rule proposed


class DeedReader:
    """Reads the relation of two parties off the word that tells it, in one parsed text."""

    def __init__(self, parties: Parties, triples: TripleReader) -> None:
        self._parties, self._triples = parties, triples

    def read(self, sentence: Span, record: Sentence, ends: tuple[Mention, Mention], start: int) -> Candidate | None:
        """The candidate with `ends` and the word that starts at offset `start` of the content; None where no word does."""
        source, target = ends
        token = self._token(sentence.doc, start)
        if token is None or token.i not in range(sentence.start, sentence.end):
            return None
        frame = self._given(self._frame(sentence, token), source, target)
        if frame is None:
            return None
        if frame.noun is None and self._triples.status.disowned(frame.head):
            return None  # "vetoed a motion condemning Iran"
        heads = self.head(source), self.head(target)
        if heads[0] is None or heads[1] is None or not self._triples.reach.allows(frame, heads[0], heads[1]):
            return None
        governor = self._triples.commitment(frame)
        governed = self._triples.status.read(frame)
        if governor is not None:
            status = self._triples.status.of_verb(governor).status if is_verb(governor) else "actual"
            governed = Governed(status, tuple(word for word in governed.governors if word != lemma_of(governor)))
        return self._triples.candidate(frame, record, source, self._road(frame, target), governed, False, governor, FAMILY)

    def _token(self, doc: Doc, start: int) -> Token | None:
        place = start - self._parties.base
        return next((t for t in doc if t.idx <= place < t.idx + len(t)), None)

    def _frame(self, sentence: Span, token: Token) -> Frame:
        """The predicate that `token` is a word of: the innermost of several, or one that it makes by itself."""
        own = [
            frame
            for frame in self._triples.frames.frames(sentence)
            if token in self._triples.words(frame, self._triples.commitment(frame))
        ]
        if own:
            return max(own, key=lambda f: (len(self._triples.words(f, self._triples.commitment(f))), f.head == token))
        return Frame(token, lemma_of(token), passive=is_verb(token) and is_passive(token))

    def _given(self, frame: Frame, source: Mention, target: Mention) -> Frame | None:
        """Of a deed that a verb and its noun tell together, what its `source` does; None where it is rather done to it.

        In "Iran refused a request from Oman" Oman makes the request and refuses nothing; "received an invitation" invites nobody.
        """
        if frame.light is None or not frame.agents or self._among(source, frame.agents):
            return frame
        inner = self._triples.frames.noun_frame(frame.head)
        givers = [*inner.agents, *(o.head for o in inner.obliques if o.preposition in ("from", "by"))]
        if self._among(source, givers):
            return inner
        return None if self._among(target, frame.agents) else frame

    def _among(self, mention: Mention, heads: list[Token]) -> bool:
        return any(self._covers(mention, head) for head in heads)

    def _road(self, frame: Frame, target: Mention) -> Target:
        """How the frame reaches the target: as its object, or behind which preposition."""
        for oblique in frame.obliques:
            if self._covers(target, oblique.head):
                return Target(target, oblique.preposition, (), oblique.via)
        if self._among(target, frame.objects):
            return Target(target, None)
        head = self.head(target)
        if head is None:
            return Target(target, None)
        carrier = next((thing for thing in frame.objects if thing.is_ancestor(head)), None)
        preposition = head.head.lower_ if head.dep_ == "pobj" else None
        return Target(target, preposition, (), carrier)

    def _covers(self, mention: Mention, token: Token) -> bool:
        return mention.start <= self._parties.base + token.idx < mention.end

    def head(self, mention: Mention) -> Token | None:
        """The head of a mention's words; None where none of the text's stand there."""
        doc, base = self._parties.doc, self._parties.base
        span = doc.char_span(mention.start - base, mention.end - base, alignment_mode="expand")
        return span.root if span is not None and len(span) else None
