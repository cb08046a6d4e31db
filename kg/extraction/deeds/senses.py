"""In which sense a word is meant that has a bodily one too: "torpedoed the talks", "attacked Canada over tariffs"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.parse.verbs import is_verb, lemma_of
from kg.ids import of_kind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.lexis import Lexis
    from kg.extraction.mentions.parties import Parties
    from kg.extraction.predicates.frames import Frame
    from kg.model import Mention, Predicate

NATURE = ("tion", "sion", "ment", "ness", "ity", "ship", "ance", "ence", "ism", "acy")  # endings of nouns that name no body
SPEAKING = frozenset({"title", "official"})  # senses of role nouns that are persons who speak
SPEAKERS = ("media", "party", "person")


class SenseReader:
    """Tells from what stands beside a word which verb says it in plain words."""

    def __init__(self, parties: Parties, lexis: Lexis) -> None:
        self._parties, self._lexis = parties, lexis

    def plain(self, predicate: Predicate, frame: Frame, source: Mention) -> Predicate:
        """The predicate as it is meant: with the plain verb where the word is a figure of speech."""
        beside = (
            c.lower_
            for c in frame.head.children
            if c.dep_ == "advmod" and self._lexis.word(c.lower_, "particle") or c.lower_ == "into"
        )
        particle = frame.particle or next(beside, "")
        for when in ("idiom", "abstract", "verbal", "warning"):
            sense = self._lexis.senses.get((frame.lemma, particle, when))
            if sense is not None and self._holds(when, frame, source):
                return replace(predicate, lemma=sense, particle=None, pos="verb")
        return predicate

    def _holds(self, when: str, frame: Frame, source: Mention) -> bool:
        if when == "idiom":
            return True
        if when == "verbal":
            return self._verbal(frame, source)
        things = [t for t in frame.objects if self._parties.named(t) is None]
        if when == "warning":
            return any(c.lower_ == "warning" for t in things for c in t.children)
        return bool(things) and all(self._abstract(t) for t in things)

    def _abstract(self, thing: Token) -> bool:
        """Whether a noun names no body, place or person: "the deal", "a proposal", not "the convoy"."""
        lemma = thing.lemma_.lower()
        if thing.pos_ != "NOUN" or self._parties.role_of(thing) or self._parties.is_person(thing):
            return False
        if self._lexis.word(lemma, "bodily"):
            return False  # "attacked a border post"
        return self._lexis.word(lemma, "abstract") or self._lexis.word(lemma, "text") or lemma.endswith(NATURE)

    def _verbal(self, frame: Frame, source: Mention) -> bool:
        """Whether one who speaks attacks for a cause, or in a medium, rather than with weapons."""
        head = frame.head
        borne = frame.light if frame.light is not None and self._lexis.verb(lemma_of(frame.light), "undergo") else None
        prepositions = [c for t in (head, borne) if t is not None for c in t.children if c.dep_ == "prep"]
        if borne is not None and any(self._lexis.preposition(p.lower_, "grievance") for p in prepositions):
            return True  # "came under fire over its tariffs"
        back = any(c.dep_ == "advmod" and self._lexis.word(c.lower_, "particle") for c in head.children)
        if back and any(p.lower_ in ("over", "about") for p in prepositions):
            return True  # "hit back at Turkey over water"
        gerund = any(p.lower_ == "for" and any(c.dep_ == "pcomp" and is_verb(c) for c in p.children) for p in prepositions)
        if gerund or any(c.lower_ in ("verbally", "verbal") for c in head.children):
            return True
        if not (self._speaks(source) or any(self._parties.sense_of(t) in SPEAKING for t in frame.agents)):
            return False
        told = any(self._lexis.preposition(p.lower_, "medium") and any(self._spoken(n) for n in p.children) for p in prepositions)
        adverb = any(c.dep_ == "advmod" and self._lexis.word(c.lower_, "outspoken") for c in head.children)
        return told or adverb or any(self._lexis.preposition(p.lower_, "grievance") for p in prepositions)

    def _spoken(self, noun: Token) -> bool:
        return self._lexis.word(noun.lemma_.lower(), "text") or self._lexis.word(noun.lower_, "medium")

    def _speaks(self, mention: Mention) -> bool:
        """Whether a party fights with words: a person, a medium, a party."""
        named = bool(mention.candidates) and of_kind(mention.candidates[0], *SPEAKERS)
        return named or mention.label == "PERSON" or bool(mention.title)
