"""What the sentence around a pronoun tells: who speaks it, and whether an "it" may stand for a party at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.mentions.phrases import MEANS
from kg.extraction.parse.verbs import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.extraction.mentions.phrases import Phrases

OPENING_QUOTES, CLOSING_QUOTES = frozenset("“«„"), frozenset("”»")
CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubjpass", "advcl"})


def quotations(tokens: Iterable[Token]) -> Iterator[tuple[int, int]]:
    """From opening to closing quotation mark; one left open goes to the end, as where a quotation fills paragraphs."""
    start, last = None, -1
    for token in tokens:
        last = token.i
        if start is None and (token.text in OPENING_QUOTES or token.text == '"'):
            start = token.i
        elif start is not None and (token.text in CLOSING_QUOTES or token.text == '"'):
            yield start, token.i
            start = None
    if start is not None:
        yield start, last + 1


class Pronouns:
    """The pronouns of one parsed text."""

    def __init__(self, doc: Doc, phrases: Phrases) -> None:
        self._doc, self._phrases = doc, phrases
        text = doc.text  # put together anew each time
        quoted = any(mark in text for mark in (*OPENING_QUOTES, '"'))
        self._quotations = tuple(quotations(doc)) if quoted else ()

    def quoted(self, token: Token) -> tuple[int, int] | None:
        """The quotation that `token` stands in, from mark to mark."""
        return next(((start, end) for start, end in self._quotations if start < token.i < end), None)

    def speaker(self, token: Token) -> Token | None:
        """The subject of the reporting verb beside the quotation that `token` stands in."""
        quotation = next(((start, end) for start, end in self._quotations if start < token.i < end), None)
        if quotation is None:
            return None
        best: tuple[tuple[bool, int], Token] | None = None
        for verb in self._doc:
            subject = self._reporter(verb)
            if subject is None:
                continue
            start, end = quotation
            distance = start - verb.i if verb.i < start else verb.i - end
            # a verb of the quotation's own sentences is nearer than any other
            apart = (
                verb.sent.end <= self._doc[start].sent.start
                or verb.sent.start >= self._doc[min(end, len(self._doc) - 1)].sent.end
            )
            if best is None or (apart, distance) < best[0]:
                best = (apart, distance), subject
        return best[1] if best else None

    def _reporter(self, verb: Token) -> Token | None:
        if verb.pos_ != "VERB" or not self._phrases.reports(verb) or self.quoted(verb):
            return None
        return next((child for child in verb.children if child.dep_ in SUBJECTS and child.lower_ not in ("it", "that")), None)

    def refers(self, token: Token) -> bool:
        """Whether an "it" or "they" may stand for a party: no dummy, and no thing named just before is likelier."""
        if token.lower_ == "both":
            return True
        if token.dep_ in ("expl", "attr"):
            return False
        if token.dep_ == "poss":
            return bool(self._phrases.role_of(token.head)) or not self._thing_before(token)
        head = token.head
        if token.dep_ in SUBJECTS:
            if self._phrases.verb(head, "happening") or head.lemma_ == "be" and not self._party_attribute(head):
                return False
            if token.dep_ == "nsubjpass" and any(c.dep_ in CLAUSES and c.i > head.i for c in head.children):
                return False
            return self._phrases.reports(head) or not self._thing_before(token)
        if self._phrases.verb(head, "naming") or any(c.dep_ in ("oprd", "ccomp") for c in head.children):
            return False
        return not self._thing_before(token)

    def _party_attribute(self, verb: Token) -> bool:
        """ "It is the largest member": what it is, is a party."""
        return any(c.dep_ == "attr" and self._phrases.role_of(c) for c in verb.children)

    def _thing_before(self, token: Token) -> bool:
        """Whether the nearest subject or object of its number before `token`, up to the sentence before, is a thing."""
        tags = ("NNS", "NNPS") if token.lower_ in ("they", "them", "their") else ("NN", "NNP")
        first = self._doc[max(0, token.sent.start - 1)].sent.start
        own = {t.i for t in token.head.subtree} if token.dep_ != "poss" else set()
        for other in reversed(self._doc[first : token.i]):
            if other.i in own and other.head == token.head:
                continue
            subject = other.dep_ in SUBJECTS
            if not subject and (other.dep_ not in ("dobj", "appos") or token.dep_ in SUBJECTS and other.sent != token.sent):
                continue
            if other.lower_ == "it":
                return not self.refers(other)
            if other.tag_ not in tags or other.ent_type_ in ("DATE", "TIME", "PERSON"):
                continue
            if subject and self._phrases.reports(other.head):
                return False  # "members said they": who speaks is a party
            if self._phrases.named(other) or self._phrases.in_name(other):
                return False
            if (sense := self._phrases.sense_of(other)) and sense not in MEANS:
                return False
            return True
        return False
