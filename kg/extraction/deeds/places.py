"""Where a deed happened: the place named in its own clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.parse.verbs import is_verb, lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.lexis import Lexis
    from kg.extraction.mentions.parties import Parties
    from kg.model import Mention

LOCATIVE = frozenset({"in", "at", "near", "inside", "outside", "off", "around", "across", "along"})
PLACE_LABELS = ("GPE", "LOC", "FAC")
THERE = re.compile(r"\bt?here\b", re.I)
ELSEWHERE = frozenset({"after", "before", "since", "over", "amid", "despite"})  # what stands behind them was done elsewhere
SAME_PLACE = frozenset(
    {"for", "during", "of"}
)  # ... and behind these at the same place: "hosted them for talks in Washington", "a round of talks in Muscat"


@dataclass(frozen=True, slots=True)
class Place:
    """The words of a place (none of "here"), the country that the tables put it in, and the deeds that happened there."""

    text: str
    country: str | None
    start: int
    end: int
    owners: tuple[Token, ...]


class PlaceReader:
    """Places the deeds of one parsed text."""

    def __init__(self, parties: Parties, lexis: Lexis) -> None:
        self._parties, self._lexis = parties, lexis
        self._places: list[Place] | None = None

    def where(self, heads: Sequence[Token], ends: Iterable[Mention]) -> tuple[str | None, str | None]:
        """The place of the deed that `heads` name and its country; none that is one of the deed's own `ends`."""
        if self._places is None:
            self._places = list(self._found())
        taken = [(m.start, m.end) for m in ends]
        free = [p for p in self._places if not any(start <= p.start and p.end <= end for start, end in taken)]
        for carriers in (heads, self._settings(heads[-1])):
            found = [p for p in free if any(c in p.owners for c in carriers)]
            if found:
                place = min(found, key=lambda p: abs(p.start - self._parties.base - heads[-1].idx))
                return place.text or None, place.country
        return None, None

    def _found(self) -> Iterator[Place]:
        doc, base = self._parties.doc, self._parties.base
        for start, end in self._named():
            span = doc[start:end]
            country = self._parties.country_of(span.root)
            yield Place(span.text, country, base + span.start_char, base + span.end_char, tuple(self._owners(span.root)))
        for found in THERE.finditer(doc.text):
            word = doc.char_span(*found.span())
            if word is not None and word[0].dep_ == "advmod":
                yield Place("", None, base + word.start_char, base + word.end_char, tuple(self._owners(word[0])))

    def _named(self) -> Iterator[tuple[int, int]]:
        """Tokens of the places that stand behind a locative preposition, or name the meeting that does."""
        doc = self._parties.doc
        known = [(s.start, s.end) for s in self._parties.spans]
        unknown = [
            (e.start + (e[0].lower_ == "the"), e.end)
            for e in doc.ents
            if e.label_ in PLACE_LABELS and not any(start < e.end and e.start < end for start, end in known)
        ]
        for start, end in (*known, *unknown):
            if start >= end:
                continue
            noun = doc[start:end].root
            if (start, end) in known and not self._parties.is_place(noun):
                continue
            if noun.dep_ in ("compound", "nmod") and self._parties.is_event(noun.head):
                meeting = noun.head  # "at California summit"
                if meeting.dep_ == "pobj" and meeting.head.lower_ in LOCATIVE:
                    yield start, end
            elif noun.dep_ == "pobj" and noun.head.lower_ in LOCATIVE:
                if noun.head.lower_ != "at" or (start, end) in unknown:
                    yield start, end  # what is fired at a state is aimed, not placed

    def _owners(self, token: Token) -> Iterator[Token]:
        """The deeds in whose phrase a place stands, up to the verb of its clause."""
        while token.head != token:
            token = token.head
            if token.lower_ in ELSEWHERE:
                return
            if is_verb(token):
                yield token
                return
            if self._parties.is_event(token):
                yield token
                if token.dep_ == "pobj" and token.head.lower_ not in SAME_PLACE:
                    return  # "in response to attacks on ships in the Red Sea"

    def _settings(self, head: Token) -> list[Token]:
        """Deeds done at the same place: "speaking in Hanoi, he warned", "met in Sochi and asked"."""
        found = [c for c in head.children if c.dep_ == "advcl" and c.tag_ == "VBG" and lemma_of(c) in ("speak", "meet", "talk")]
        if head.dep_ == "conj" and is_verb(head) and is_verb(head.head):
            found.append(head.head)
        if head.dep_ in ("dobj", "nsubj", "nsubjpass") and is_verb(head.head):
            found.append(head.head)
        return found
