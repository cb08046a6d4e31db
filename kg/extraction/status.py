"""Whether a deed is said to have happened: read from its own words and from everything that governs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.frames import Frame
from kg.extraction.verbs import SUBJECTS, has_to, is_passive, is_verb, lemma_of
from kg.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.lexis import Lexis

NOUNS: dict[str, Status] = {"request": "requested", "failure": "negated", "plan": "future", "possibility": "possible"}


@dataclass(frozen=True, slots=True)
class Governed:
    """The status of a deed and the lemmas of the verbs over it, nearest first."""

    status: Status
    governors: tuple[str, ...]


class StatusReader:
    """Climbs from a predicate to the root of its sentence."""

    def __init__(self, lexis: Lexis) -> None:
        self._lexis = lexis

    def read(self, frame: Frame) -> Governed:
        """The status of `frame`, a light verb's included."""
        if frame.noun is not None and frame.light is None:
            return self._noun(frame.head)
        token = frame.light or frame.head
        if token.pos_ == "ADJ":
            return self.of_verb(token.head) if is_verb(token.head) else Governed("actual", ())
        if frame.noun is not None and _negated_noun(frame.head):
            return Governed("negated", ())
        if frame.light is not None and self._lexis.any_verb(lemma_of(frame.light), ("contemplate", "envisage")):
            return self._noun(frame.head)  # "is considering sanctions"
        return self.of_verb(token)

    def own(self, verb: Token) -> Status:
        """What the verb's own auxiliaries, adverbs and conjunctions say."""
        words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "neg", "advmod", "mark", "preconj")}

        def holds(kind: str) -> bool:
            return any(self._lexis.word(word, kind) for word in words)

        if holds("negation") or any(
            g.lower_ in ("no", "neither", "none")
            for c in verb.children
            if c.dep_ in (*SUBJECTS, "dobj", "attr")
            for g in [c, *c.children]
            if g.dep_ in ("det", *SUBJECTS)
        ):
            return "negated"
        if holds("condition"):
            return "possible"
        if holds("possible") or holds("alleged"):
            return "possible"
        if holds("required"):
            return "requested"
        if holds("future"):
            counterfactual = "would" in words and "have" in words
            return "possible" if counterfactual else "future"
        if has_to(verb) and verb.dep_ == "ROOT":
            return "future"  # a headline's "France to send jets"
        return "actual"

    def of_verb(self, verb: Token) -> Governed:
        """The status of a verb under everything that governs it."""
        status = self.own(verb)
        governors: list[str] = []
        token = verb
        for _ in range(10):
            head = token.head
            if token.dep_ == "conj" and is_verb(head):
                if status == "actual" and not any(c.dep_ in ("aux", *SUBJECTS) for c in token.children):
                    status = self.own(head)
                    neither = any(c.lower_ == "nor" for c in head.children)
                    status = "actual" if status == "negated" and not neither else status
                if any(c.dep_ in SUBJECTS for c in token.children) and token.dep_ == "conj" and head.dep_ == "ROOT":
                    break
                token = head
                continue
            governor = head.head if token.dep_ == "pcomp" else head
            if token.dep_ == "pcomp" and governor.pos_ == "NOUN":
                status = _first(status, self._noun(governor).status)
                break
            if token.dep_ in ("xcomp", "ccomp", "pcomp", "advcl", "csubj", "csubjpass") and is_verb(governor):
                if token.dep_ == "advcl" and not has_to(token):
                    break
                lemma = lemma_of(governor)
                governors.append(lemma)
                status = _first(status, self._under(governor, lemma, token))
                token = governor
                continue
            if token.dep_ in ("xcomp", "ccomp", "advcl") and head.pos_ == "ADJ" and has_to(token) and is_verb(head.head):
                governors.append(head.lower_)
                outer = self.own(head.head)
                if self._lexis.word(head.lower_, "unready"):
                    outer = "negated"
                status = _first(status, "future" if outer == "actual" else outer)
                token = head.head
                continue
            if token.dep_ == "acl" and has_to(token):
                noun = head.lemma_.lower()
                status = _first(status, self._of_noun(noun) or "future")
            break
        return Governed(status, tuple(governors))

    def _under(self, governor: Token, lemma: str, token: Token) -> Status:
        """What `governor` makes of the complement headed by `token`."""
        infinitive = has_to(token) or token.dep_ in ("xcomp", "pcomp") or token.tag_ == "VB"
        own = self.own(governor)
        verb = self._lexis.verb
        if token.dep_ == "pcomp":
            preposition = token.head.lower_
            if verb(lemma, "prevent") and preposition == "from":
                return "negated"
            if verb(lemma, "allege") and preposition in ("of", "for", "as"):
                return "possible"
            return "actual"
        if verb(lemma, "phone") and any(c.dep_ == "dobj" for c in governor.children) and lemma != "visit":
            return own  # "called Chad to thank it"
        if token.dep_ == "advcl":
            if verb(lemma, "request") and self._addressed(governor, token):
                return "requested"
            return "future"
        if infinitive:
            if verb(lemma, "request") and lemma not in ("convince", "persuade"):
                return "requested" if self._addressed(governor, token) else "future"
            if verb(lemma, "fail"):
                return "negated" if own != "negated" else "actual"
            if verb(lemma, "allege") and is_passive(governor):
                return "possible"
            if verb(lemma, "aspect") or verb(lemma, "force"):
                return own
            if verb(lemma, "wish") and any(c.dep_ == "aux" and c.lower_ in ("had", "'d") for c in governor.children):
                return "possible"  # "had hoped to": it came to nothing
            if verb(lemma, "plan") or verb(lemma, "commit"):
                return "negated" if own == "negated" or lemma in ("refuse", "decline", "reject") else "future"
            if verb(lemma, "enable"):
                return "negated" if own == "negated" else "possible"
            if verb(lemma, "prevent"):
                return "negated"
            return "actual"
        if verb(lemma, "deny"):
            return "negated" if own != "negated" else "actual"
        if verb(lemma, "request") and token.tag_ in ("VB", "VBP") and own != "negated":
            return "requested"
        if verb(lemma, "allege"):
            return "possible"
        if own == "negated" and verb(lemma, "opine"):
            return "possible"
        return "actual"

    def _addressed(self, governor: Token, token: Token) -> bool:
        """Whether somebody is asked to do the deed: "asked Iran to stop", not "wants to stop", "called him to thank him"."""
        if self._lexis.verb(lemma_of(governor), "phone") and any(c.dep_ == "dobj" for c in governor.children):
            return False
        return (
            any(c.dep_ in ("dobj", "nsubjpass", "dative") for c in governor.children)
            or any(c.dep_ in SUBJECTS for c in token.children)
            or any(c.dep_ == "prep" and c.lower_ in ("on", "upon", "to", "with") for c in governor.children)
        )

    def _of_noun(self, noun: str) -> Status | None:
        """What a noun makes of the deed behind it: "calls for", "plans for", "allegations of"."""
        for kind, status in NOUNS.items():
            if self._lexis.word(noun, kind):
                return status
        return None

    def _noun(self, noun: Token) -> Governed:
        if _negated_noun(noun):
            return Governed("negated", ())
        words = {c.lower_ for c in noun.children if c.dep_ in ("amod", "advmod", "compound")}
        if any(self._lexis.word(word, "planned") for word in words):
            return Governed("future", ())
        if any(self._lexis.word(word, "supposed") for word in words):
            return Governed("possible", ())
        head = noun.head
        if noun.dep_ == "conj":
            return self._noun(head) if head.pos_ == "NOUN" else Governed("actual", ())
        if noun.dep_ == "pobj":
            outer = head.head
            if outer.pos_ == "NOUN" and head.lower_ in ("of", "for", "on"):
                lemma = outer.lemma_.lower()
                if (status := self._of_noun(lemma)) is not None:
                    return Governed(status, ())
                if outer.dep_ in ("dobj", "pobj", "nsubjpass", "nsubj"):
                    return self._noun(outer) if self._lexis.word(lemma, "phase") else Governed("actual", ())
                return Governed("actual", ())
            if is_verb(outer):
                lemma = lemma_of(outer)
                if head.lower_ == "for" and lemma == "blame":
                    return Governed("possible", (lemma,))
                if head.lower_ == "for" and self._lexis.verb(lemma, "call-for"):
                    return Governed("requested", (lemma,))
                if head.lower_ == "of" and self._lexis.verb(lemma, "allege"):
                    return Governed("possible", (lemma,))
                if head.lower_ == "with" and lemma == "threaten":
                    return Governed("possible", (lemma,))
            return Governed("actual", ())
        if noun.dep_ in ("dobj", "nsubjpass") and is_verb(head):
            lemma = lemma_of(head)
            passive = noun.dep_ == "nsubjpass"
            outer_status = self.of_verb(head).status
            if self._lexis.verb(lemma, "request") and lemma not in ("see", "press", "prepare", "make", "issue"):
                return Governed("requested", (lemma,))
            if self._lexis.verb(lemma, "envisage"):
                return Governed("future", (lemma,))
            if lemma == "rule" and any(c.dep_ == "prt" and c.lower_ == "out" for c in head.children):
                return Governed("negated" if outer_status == "actual" else "possible", (lemma,))  # "refused to rule out"
            if self._lexis.verb(lemma, "contemplate") or self._lexis.verb(lemma, "deny"):
                return Governed("possible", (lemma,))
            if self._lexis.verb(lemma, "avert"):
                return Governed("negated", (lemma,))
            if self._lexis.verb(lemma, "delay"):
                return Governed("future", (lemma,))
            if self._lexis.verb(lemma, "light") or passive and lemma in ("hold", "sign", "announce", "expect"):
                return Governed(outer_status, (lemma,))
            return Governed("actual", (lemma,))
        if noun.dep_ in ("nsubj", "attr") and is_verb(head) and head.lemma_ == "be":
            return Governed(self.of_verb(head).status, ())
        return Governed("actual", ())


def _negated_noun(noun: Token) -> bool:
    return any(c.dep_ in ("det", "neg") and c.lower_ in ("no", "neither") for c in noun.children)


def _first(inner: Status, outer: Status) -> Status:
    """What stands nearest the deed decides, but a request over a plan stays a request."""
    if inner == "actual":
        return outer
    if inner == "future" and outer in ("requested", "possible", "negated"):
        return outer
    return inner
