"""What the words beside a deed say of it: auxiliaries, adverbs, determiners, conjunctions, the shape of a question."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.parse.verbs import SUBJECTS, has_to, is_verb
from kg.model import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.deeds.veridicality import Veridicality

ADJUNCTS = ("aux", "neg", "advmod", "mark", "preconj", "prep", "npadvmod")
QUESTIONING = frozenset({"WP", "WRB", "WDT", "WP$"})
OPEN = frozenset({"would", "could", "can", "may", "might", "should", "must"})  # "Why would Iran attack?" takes no attack as done
SUPPOSING = frozenset({"had", "were", "should"})  # auxiliaries that stand for "if" before their subject
INCLUSIVE = frozenset({"only", "just", "merely", "simply"})  # "not only attacked"
NO = frozenset({"no", "neither"})
QUOTES = frozenset("\"'“”‘’»«")


class Moods:
    """Reads the status of words off what stands beside them."""

    def __init__(self, table: Veridicality) -> None:
        self._table = table

    def of_verb(self, verb: Token) -> Status | None:
        """What a verb's own words say; None where they say nothing against it."""
        beside = [c for c in verb.children if c.dep_ in ADJUNCTS]
        beside += [n for c in beside if c.dep_ == "aux" for n in c.children if n.dep_ == "neg"]  # "never had Iran attacked"
        condition = self._condition(verb, beside)
        if condition == "negated":
            return condition
        denied = self._denied(verb, beside)
        if condition is not None or _supposed(verb):
            had = any(c.lower_ in ("had", "'d") for c in beside)
            return None if denied and had else "possible"  # "had Russia not attacked": it did
        if denied:
            return "possible" if _asked(verb) == "possible" else "negated"
        if _asked(verb) is not None:
            return "possible"
        return self._modal(verb, beside)

    def of_noun(self, noun: Token) -> Status | None:
        """What the determiner and the modifiers of a noun say of the deed that it names."""
        words = [c.lower_ for c in noun.children if c.dep_ in ("det", "neg", "amod", "advmod", "compound", "nmod")]
        counted = "a" in words or "the" in words  # "a few attacks"
        for word in words:
            found = self._table.find((word,), "determiner", "own")
            if found is not None and not (counted and word in ("few", "little")):
                return found.plain
        for word in words:
            found = self._table.find((word,), "adjective", "amod") or self._table.find((word,), "adverb", "own")
            if found is not None:
                return found.plain
        return None

    def _modal(self, verb: Token, beside: list[Token]) -> Status | None:
        words = {c.lower_ for c in beside}
        perfect = "have" in words
        adverbs = {s.plain for w in words if (s := self._table.find((w,), "adverb", "own")) is not None}
        modals = {s.plain for w in words if (s := self._table.find((w,), "auxiliary", "own")) is not None}
        if "possible" in modals | adverbs:
            return "possible"
        if "requested" in modals:
            return "possible" if perfect else "requested"  # "should have", "must have"
        if "future" in modals:
            unreal = "would" in words and perfect or any(map(self._hypothesis, verb.children))
            return "possible" if unreal else "future"
        if has_to(verb) and verb.dep_ == "ROOT":
            return "future"  # a headline's "France to send jets"
        return None

    def _hypothesis(self, clause: Token) -> bool:
        """Whether a clause names what all depends on: "if Iran attacks"."""
        return clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "if" for c in clause.children)

    def _denied(self, verb: Token, beside: list[Token]) -> bool:
        if any(self._denies(c) for c in beside):
            return True
        if any(self._none(c) for c in verb.children if c.dep_ in SUBJECTS):
            return True
        return any(w.lower_ in NO for c in verb.children if c.dep_ in ("dobj", "attr") for w in c.children if w.dep_ == "det")

    def _denies(self, word: Token) -> bool:
        found = self._table.find((word.lower_,), "adverb", "own")
        after = word.doc[word.i + 1].lower_ if word.i + 1 < len(word.doc) else ""
        return found is not None and found.plain == "negated" and after not in INCLUSIVE

    def _none(self, noun: Token) -> bool:
        """Whether a phrase stands for none or hardly any: "nobody", "few officials"."""
        first = noun.left_edge
        if first.lower_ == "not" and first.i < noun.i and first.nbor().lower_ not in INCLUSIVE:
            return True  # "not a single soldier"
        words = [noun, *(c for c in noun.children if c.dep_ in ("det", "amod", "advmod", "neg", "preconj", "cc"))]
        if any(w.lower_ in ("a", "the") for w in words):
            return False
        return any(
            (found := self._table.find((w.lower_,), pos, "own")) is not None and found.plain == "negated"
            for w in words
            for pos in (("pronoun",) if w == noun else ("determiner",))
        )

    def _condition(self, verb: Token, beside: list[Token]) -> Status | None:
        marks = [c for c in beside if c.dep_ in ("mark", "advmod")]
        words = [" ".join(c.lower_ for c in marks[n : n + 2]) for n in range(len(marks) - 1)]
        words += [f"{w.lower_} {c.lower_}" for c in marks for w in c.children if w.i < c.i]
        words += [c.lower_ for c in marks if c.i < verb.i]
        before = (c for c in beside if c.dep_ == "prep" and c.i < verb.i)
        words += [f"{c.lower_} {n.lower_}" for c in before for n in c.children if n.dep_ == "pobj" and not n.n_lefts]  # "in case"
        found = self._table.find(words, "conjunction", "clause")
        if found is None and verb.sent[0].dep_ in ("compound", "amod", "nmod", "intj", "advmod"):
            found = self._table.find((verb.sent[0].lower_,), "conjunction", "clause")  # "Imagine Iran had attacked"
        return found.plain if found is not None else None


def _subject(verb: Token) -> Token | None:
    return next((c for c in verb.children if c.dep_ in (*SUBJECTS, "expl")), None)


def _inverted(verb: Token) -> Token | None:
    """The auxiliary, or the verb itself, that stands before its subject."""
    subject = _subject(verb)
    if subject is None:
        return None
    before = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < subject.i]
    if not before and verb.i < subject.i and verb.lemma_ in ("be", "have"):
        before = [verb]
    return before[0] if before else None


def _supposed(verb: Token) -> bool:
    """Whether a clause is a condition by its shape: "had Russia attacked", "were Russia to attack"."""
    first = _inverted(verb)
    if first is None or first.lower_ not in SUPPOSING or _ends_asking(_main(verb)):
        return False
    return all(t.is_punct or t.dep_ == "cc" for t in verb.doc[verb.left_edge.i : first.i])


def _main(verb: Token) -> Token:
    while verb.dep_ == "conj" and is_verb(verb.head):
        verb = verb.head
    return verb


def _ends_asking(verb: Token) -> bool:
    """Whether a clause ends with a question mark, quoted or by itself."""
    doc, last = verb.doc, verb.right_edge.i
    while last > verb.i and (doc[last].text in QUOTES or doc[last].is_space):
        last -= 1
    if doc[last].text.startswith("?"):
        return True
    quoted = any(t.text in QUOTES for t in doc[max(0, verb.left_edge.i - 1) : verb.left_edge.i + 1])
    return quoted and last + 1 < len(doc) and doc[last + 1].text.startswith("?")


def _asked(verb: Token) -> Status | None:
    """`possible` for what a main clause asks; None for what it tells, or takes for granted in asking why, when or how."""
    top = _main(verb)
    main = top.dep_ == "ROOT" or any(t.text in QUOTES for t in verb.doc[max(0, top.left_edge.i - 1) : top.left_edge.i + 1])
    if not (main and _ends_asking(top)):
        return None
    together = [top, *(c for c in top.subtree if c.dep_ == "conj" and _main(c) == top)]
    first = _inverted(verb)
    if first is None:
        elsewhere = any(_inverted(other) is not None for other in together) or any(_wondering(other) for other in together)
        return None if elsewhere else "possible"
    return "possible" if not _wondering(verb) or first.lower_ in OPEN else None


def _wondering(verb: Token) -> bool:
    """Whether a clause opens with a word that asks for one thing and takes the rest for granted."""
    return any(t.tag_ in QUESTIONING for t in _opening(verb))


def _opening(verb: Token) -> Iterator[Token]:
    subject = _subject(verb)
    end = subject.i + 1 if subject is not None else verb.i
    yield from verb.doc[verb.left_edge.i : max(end, verb.left_edge.i)]
