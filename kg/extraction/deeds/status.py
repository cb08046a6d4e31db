"""Whether a deed is said to have happened: from its own words and from everything that governs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.deeds.governing import Governing, Government, own_subject
from kg.extraction.deeds.moods import Moods
from kg.extraction.deeds.veridicality import Veridicality, compose
from kg.extraction.parse.verbs import SUBJECTS, has_to, is_passive, is_verb, lemma_of
from kg.extraction.predicates.frames import Frame
from kg.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.lexis import Lexis

MOST_STEPS = 12  # steps from a deed to the root of its sentence


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the words around a deed say of it.

    Attributes
    ----------
    status : Status or None
        None where nothing is said for or against it: whoever else judges the deed may then decide.
    governors : tuple of str
        The lemmas over it, nearest first.
    """

    status: Status | None
    governors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Governed:
    """The status of a deed and the lemmas of the words over it, nearest first."""

    status: Status
    governors: tuple[str, ...]


class StatusReader:
    """Climbs from a predicate to the root of its sentence."""

    def __init__(self, lexis: Lexis) -> None:
        self._lexis = lexis
        self._moods, self._governing = Moods(lexis.veridicality), Governing(lexis, lexis.veridicality)
        self._table: Veridicality = lexis.veridicality

    def read(self, frame: Frame) -> Governed:
        """The status of `frame`, a light verb's included."""
        verdict = self._frame(frame)
        return Governed(verdict.status or "actual", verdict.governors)

    def of_verb(self, verb: Token) -> Governed:
        """The status of a verb under everything that governs it."""
        verdict = self.verdict(verb)
        return Governed(verdict.status or "actual", verdict.governors)

    def verdict(self, token: Token, depth: int = 0) -> Verdict:
        """What is said of the deed that `token`, a verb, noun or adjective, names."""
        if token.pos_ == "ADJ" and is_verb(token.head):
            return self.verdict(token.head, depth)
        outer = self._outer(token, depth)
        return Verdict(compose(self._own(token), outer.status), outer.governors)

    def disowned(self, verb: Token) -> bool:
        """Whether nobody stands by the text that `verb` is told in: "vetoed a motion condemning", "failed to adopt" it."""
        text = verb.head
        told = verb.dep_ == "acl" and (verb.tag_ == "VBG" or has_to(verb))
        told = told or verb.dep_ == "relcl" and not is_passive(verb)
        owned = any(c.dep_ == "poss" for c in text.children)
        if owned or not told or own_subject(verb) or not self._lexis.word(text.lemma_.lower(), "text"):
            return False
        step = self._governing.of_text(text)
        if step is not None and step.signature is not None:
            return step.signature.under(self.verdict(step.token).status) == "negated"
        against = text.dep_ == "pobj" and self._lexis.preposition(text.head.lower_, "shunned")
        return not has_to(verb) and (is_verb(text.head) and text.dep_ in ("dobj", "nsubjpass") or against)

    def _frame(self, frame: Frame) -> Verdict:
        if frame.light is None or frame.noun is None:
            return self.verdict(frame.head)
        planned = frame.light.dep_ == "acl" and self._lexis.verb(lemma_of(frame.light), "plan")
        if planned:  # "the attack planned by Iran was stopped"
            outer = self.verdict(frame.head)
            return Verdict(compose(self.verdict(frame.light).status or "future", outer.status), outer.governors)
        if self._moods.of_noun(frame.head) is not None or self._lexis.any_verb(frame.light.lemma_, ("contemplate", "envisage")):
            return self.verdict(frame.head)  # "is considering sanctions", "held no talks"
        return self.verdict(frame.light)

    def _own(self, token: Token) -> Status | None:
        if not is_verb(token):
            return self._moods.of_noun(token)
        own = self._moods.of_verb(token)
        head = token.head
        bare = token.dep_ == "conj" and is_verb(head) and not any(c.dep_ in ("aux", *SUBJECTS) for c in token.children)
        if own is not None or not bare:
            return own
        shared = self._moods.of_verb(head)
        alternative = any(c.lower_ in ("nor", "or") for c in head.children)
        return None if shared == "negated" and not alternative else shared

    def _outer(self, token: Token, depth: int) -> Verdict:
        """What the governors of `token` make of it."""
        if depth > MOST_STEPS:
            return Verdict(None)
        if token.dep_ == "conj" and token.head.pos_ in ("NOUN", "VERB", "AUX") and is_verb(token) == is_verb(token.head):
            if is_verb(token) and token.head.dep_ == "ROOT" and any(c.dep_ in SUBJECTS for c in token.children):
                return Verdict(None)
            if is_verb(token):
                return self._outer(token.head, depth + 1)
            return self.verdict(token.head, depth + 1)
        step = self._governing.of(token)
        if step is None:
            return Verdict(None)
        if step.signature is None and is_verb(token):
            return self._beside(token, step, depth)
        over = self.verdict(step.token, depth + 1) if step.token != token else Verdict(None)
        words = (step.word, *over.governors) if step.word is not None else ()
        return Verdict(self._under(step, over.status), words)

    def _beside(self, token: Token, step: Government, depth: int) -> Verdict:
        """What holds of a deed that no word governs but that stands beside another: "may help by sending"."""
        outer = self._outer(step.token, depth + 1)
        status = outer.status
        if token.head.lower_ == "by":  # as real as what was done by it
            status = self.verdict(step.token, depth + 1).status
            status = "possible" if status == "negated" else status
        return Verdict(status, (step.word, *outer.governors) if step.word is not None else outer.governors)

    def _under(self, step: Government, governor: Status | None) -> Status | None:
        signature = step.signature
        if signature is None:
            return None
        if self._retold(step.token):
            return "negated"
        if governor == "actual" and self._governing.tells(step.token):
            return "actual"  # "confirmed the rumour"
        found = signature.under(governor)
        return None if step.default and found == "actual" else found

    def _retold(self, governor: Token) -> bool:
        """Whether what a verb tells is said to be wrong: "falsely claimed", "an earlier version said", "wrong to say"."""
        beside = [c.lower_ for c in governor.children if c.dep_ == "advmod"]
        if (found := self._table.find(beside, "adverb", "content")) is not None:
            return found.plain == "negated" and self._lexis.any_verb(governor.lemma_, ("report", "announce", "opine"))
        if has_to(governor) and self._governing.mistaken(governor.head):
            return True
        subjects = (c for c in governor.children if c.dep_ in SUBJECTS and self._lexis.word(c.lemma_.lower(), "edition"))
        words = [w.lower_ for s in subjects for w in (*s.children, *governor.children)]
        faked = (self._table.find((word,), "adjective", "amod") for word in words)
        wrong = any(self._lexis.word(word, "superseded") for word in words)
        return wrong or any(found is not None and found.plain == "negated" for found in faked)
