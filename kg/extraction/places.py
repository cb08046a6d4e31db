"""Where a deed happened: the place named in its own clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.arguments import is_verb, lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.lexis import Lexis
    from kg.extraction.parties import Parties
    from kg.model import Mention

LOCATIVE = frozenset({"in", "at", "near", "inside", "outside", "off", "around", "across", "along"})
PLACE_LABELS = ("GPE", "LOC", "FAC")
THERE = ("there", "here")
ELSEWHERE = frozenset({"after", "before", "since", "over", "amid", "despite"})  # what stands behind them was done elsewhere
TOGETHER = frozenset({"for", "during"})  # ... and behind these at the same place: "hosted them for talks in Washington"


@dataclass(frozen=True, slots=True)
class Place:
    """The words of a place, the country that the tables put it in, and the deeds that happened there."""

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
                return place.text, place.country
        return None, None

    def _found(self) -> Iterator[Place]:
        doc, base = self._parties.doc, self._parties.base
        for token in doc:
            if token.dep_ == "advmod" and token.lower_ in THERE:
                yield Place(token.text, None, base + token.idx, base + token.idx + len(token), tuple(self._owners(token)))
            if token.dep_ != "prep" or token.lower_ not in LOCATIVE:
                continue
            for noun in token.children:
                if noun.dep_ != "pobj":
                    continue
                if token.lower_ == "at" and self._parties.is_place(noun) or (words := self._words(noun)) is None:
                    continue  # what is fired at a state is aimed, not placed
                start, end = words
                span = doc[start:end]
                country = self._parties.country_of(span.root)
                yield Place(span.text, country, base + span.start_char, base + span.end_char, tuple(self._owners(token)))

    def _words(self, noun: Token) -> tuple[int, int] | None:
        """The tokens of the place that `noun` names, or that names the meeting at which it was done."""
        if self._parties.is_place(noun):
            span = self._parties.named(noun)
            assert span is not None
            return span.start, span.end
        if noun.ent_type_ in PLACE_LABELS and not self._parties.in_name(noun):
            entity = next(e for e in noun.doc.ents if e.start <= noun.i < e.end)
            return entity.start + (entity[0].lower_ == "the"), entity.end
        if self._parties.is_event(noun):
            for child in noun.children:
                if child.dep_ in ("compound", "nmod") and (child.ent_type_ in PLACE_LABELS or self._parties.is_place(child)):
                    return child.i, child.i + 1
        return None

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
                if token.dep_ == "pobj" and token.head.lower_ not in TOGETHER:
                    return  # "in response to attacks on ships in the Red Sea"

    def _settings(self, head: Token) -> list[Token]:
        """Deeds done at the same place: "speaking in Hanoi, he warned", "met in Sochi and asked"."""
        found = [c for c in head.children if c.dep_ == "advcl" and c.tag_ == "VBG" and lemma_of(c) in ("speak", "meet", "talk")]
        if head.dep_ == "conj" and is_verb(head) and is_verb(head.head):
            found.append(head.head)
        if head.dep_ in ("dobj", "nsubj", "nsubjpass") and is_verb(head.head):
            found.append(head.head)
        return found
