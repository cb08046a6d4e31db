"""Whose claim a deed is: the subject of the reporting verb over it, the party behind "according to", who is quoted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.mentions.pronouns import OPENING_QUOTES, quotations
from kg.extraction.parse.verbs import SUBJECTS, has_to, is_passive, is_verb, lemma_of
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kg.extraction.lexis import Lexis
    from kg.extraction.mentions.parties import Parties
    from kg.extraction.predicates.frames import FrameReader

SPEECH = ("report", "allege", "announce")  # classes of verbs whose finite clause is their subject's claim
OWN_WORDS = ("report", "allege")  # ... and whose infinitive is: "claims to have destroyed"
COMPLAINING = frozenset({"warn", "complain"})  # verbs that are no reports but for the clause they take
CONTRAST = frozenset({"while", "whereas", "although", "though"})  # clauses that the article sets against a claim


class ClaimReader:
    """Finds who claims the deeds of one parsed text."""

    def __init__(self, frames: FrameReader, parties: Parties, lexis: Lexis, speaker: Mention | None = None) -> None:
        self._frames, self._parties, self._lexis, self._speaker = frames, parties, lexis, speaker
        self._quotations: list[tuple[int, int]] | None = None

    def claimer(self, head: Token) -> Mention | None:
        """The party that claims the deed headed by `head`, or None where the article itself states it.

        All that is said in a turn of a transcript is its `speaker`'s.
        """
        token = head
        if not is_verb(head) and head.dep_ == "pobj":
            return self._quoted(head) or self._speaker  # "in its war against Ukraine" is taken as known, whoever speaks
        for _ in range(12):
            if found := self._according(token) or self._said_over(token) or self._said_beside(token):
                return found[0]
            if token.head == token or token.dep_ == "advcl" and any(c.lower_ in CONTRAST for c in token.children):
                break
            token = token.head
        return self._quoted(head) or self._speaker

    def _said_over(self, token: Token) -> list[Mention]:
        """The parties that say what stands in the clause of `token`."""
        governor = token.head
        if token.dep_ == "pcomp" and governor.lower_ in ("of", "for") and is_verb(governor.head):
            accusing = self._lexis.verb(lemma_of(governor.head), "allege")
            return self._speakers(governor.head) if accusing else []
        if not is_verb(governor) or governor == token:
            return self._in_noun(token)
        lemma = lemma_of(governor)
        if token.dep_ in ("ccomp", "parataxis"):
            speaks = self._lexis.any_verb(lemma, SPEECH) or lemma in COMPLAINING
            return self._speakers(governor) if speaks and not has_to(token) else []
        if token.dep_ == "xcomp":
            return self._speakers(governor) if self._lexis.any_verb(lemma, OWN_WORDS) and has_to(token) else []
        if token.dep_ == "conj" and self._lexis.verb(lemma, "report") and any(c.dep_ in SUBJECTS for c in token.children):
            # "A did this, X said, and B did that": both are X's words
            before = any(c.dep_ == "ccomp" and c.i < governor.i for c in governor.children)
            return self._speakers(governor) if before and not self._lexis.verb(lemma_of(token), "report") else []
        return []

    def _said_beside(self, token: Token) -> list[Mention]:
        """Who is named in an aside: "soldiers were sent there, X said, and will fight"."""
        asides = [c for c in token.children if c.dep_ == "parataxis" and is_verb(c)]
        return next((self._speakers(c) for c in asides if self._lexis.verb(lemma_of(c), "report")), [])

    def _in_noun(self, token: Token) -> list[Mention]:
        """Whose allegation it is: "Iran's claim that", "voiced concern about"."""
        noun = token.head
        if token.dep_ in ("acl", "ccomp") and noun.pos_ == "NOUN" and self._lexis.word(noun.lemma_.lower(), "possibility"):
            return [m for owner in self._parties.owners(noun) for m in self._parties.parties(owner)]
        return []

    def _speakers(self, verb: Token) -> list[Mention]:
        if is_passive(verb):
            agents = [n for c in verb.children if c.dep_ == "agent" for n in c.children if n.dep_ == "pobj"]
        else:
            agents = self._frames.surface_subject(verb)
        return [m for agent in agents for m in self._parties.parties(agent)]

    def _according(self, token: Token) -> list[Mention]:
        sources = [
            noun
            for child in token.children
            if child.lower_ == "according" and child.dep_ in ("prep", "advmod", "advcl")
            for to in child.children
            for noun in to.children
            if noun.dep_ == "pobj"
        ]
        return [m for noun in sources for m in self._parties.parties(noun)]

    # --- quotations ----------------------------------------------------------------------------------------------------

    def _quoted(self, head: Token) -> Mention | None:
        """Who speaks the quotation that `head` stands in: of the text's speakers the last before it, else the first after."""
        if self._quotations is None:
            text = self._parties.doc.text
            quoted = any(mark in text for mark in (*OPENING_QUOTES, '"'))
            self._quotations = list(quotations(self._parties.doc)) if quoted else []
        if not any(start < head.i < end for start, end in self._quotations):
            return None
        speakers = list(self._speakers_of(self._parties.doc.sents))
        before = [m for verb, m in speakers if verb.i < head.i]
        after = [m for verb, m in speakers if verb.i > head.i]
        return before[-1] if before else after[0] if after else None

    def _speakers_of(self, sentences: Iterable[Span]) -> Iterator[tuple[Token, Mention]]:
        """The reporting verbs beside quotations, with who speaks."""
        assert self._quotations is not None
        for sentence in sentences:
            for verb in sentence:
                if is_verb(verb) and self._lexis.verb(lemma_of(verb), "report") and not self._inside(verb):
                    yield from ((verb, m) for m in self._speakers(verb)[:1])

    def _inside(self, token: Token) -> bool:
        assert self._quotations is not None
        return any(start < token.i < end for start, end in self._quotations)
