"""One parsed text (title or paragraph) read to the end: mentions, candidates and what is said around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.extraction.deeds.attribution import ClaimReader
from kg.extraction.deeds.dates import DateReader
from kg.extraction.deeds.places import PlaceReader
from kg.extraction.mentions.parties import collective
from kg.extraction.mentions.speakers import NARRATOR, Voice
from kg.extraction.predicates.triples import TripleReader
from kg.extraction.relations.deeds import DeedReader
from kg.model import Candidate, Mention, Sentence, Step

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kg.extraction.deeds.calendar import Calendar
    from kg.extraction.lexis import Lexis
    from kg.extraction.mentions.parties import Parties
    from kg.extraction.parse.segments import Segment
    from kg.extraction.parse.topics import Topics

BESIDE_THE_DEED = frozenset({"aux", "auxpass", "prt", "neg"})  # words of a relation that name no deed


@dataclass(frozen=True)
class Text:
    """A parsed text with the readers that work on it; `sentences` pairs spans of the parse with their records."""

    parties: Parties
    lexis: Lexis
    sentences: tuple[tuple[Span, Sentence], ...]
    triples: TripleReader
    deeds: DeedReader
    dates: DateReader
    places: PlaceReader
    claims: ClaimReader
    topics: Topics | None
    voice: Voice = NARRATOR

    @classmethod
    def read(
        cls,
        parties: Parties,
        first: int,
        segment: Segment,
        calendar: Calendar,
        earlier: Sequence[str],
        lexis: Lexis,
        topics: Topics | None = None,
        voice: Voice = NARRATOR,
    ) -> Text:
        """The text of `segment`, that `parties` speaks of; its first sentence has index `first` in the article."""
        triples = TripleReader(parties, lexis)
        return cls(
            parties,
            lexis,
            tuple((span, _record(span, parties.base, first + n, segment.title)) for n, span in enumerate(parties.doc.sents)),
            triples,
            DeedReader(parties, triples),
            DateReader(parties.doc, lexis, calendar, segment.day, earlier),
            PlaceReader(parties, lexis),
            ClaimReader(triples.frames, parties, lexis, voice.speaker),
            topics,
            voice,
        )

    @property
    def records(self) -> tuple[Sentence, ...]:
        """The sentences as the article has them, the label of who speaks before them."""
        own = tuple(record for _, record in self.sentences)
        return own if self.voice.label is None else (self.voice.label, *own)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Names, then pronouns and descriptions."""
        return (*self.voice.named, *self.parties.names(), *self.parties.pronouns_and_descriptions())

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """The triples over mentions, sentence by sentence, with claimer, date and place."""
        return tuple(self._candidates())

    def holds(self, record: Sentence) -> bool:
        """Whether a sentence is one of this text."""
        return any(known.index == record.index for _, known in self.sentences)

    def speaks(self, mention: Mention) -> bool:
        """Whether a mention stands in this text."""
        return bool(self.sentences) and self.sentences[0][1].index <= mention.sentence <= self.sentences[-1][1].index

    def climb(self, mention: Mention) -> tuple[Step, ...]:
        """The words from a mention's head up to the root of its sentence."""
        base, head = self.parties.base, self.deeds.head(mention)
        way = () if head is None or not head.doc.has_annotation("DEP") else (head, *head.ancestors)
        return tuple(Step(base + word.idx, base + word.idx + len(word), word.dep_) for word in way)

    def relate(self, record: Sentence, source: Mention, target: Mention, start: int) -> Candidate | None:
        """The candidate of two mentions that the word at an offset of the content tells; None where no word does."""
        if self._played(record):
            return None
        span = next((span for span, known in self.sentences if known == record), None)
        candidate = self.deeds.read(span, record, (source, target), start) if span is not None else None
        return self.told(candidate) if candidate is not None and not self._imagined(candidate) else None

    def _candidates(self) -> Iterator[Candidate]:
        for span, record in self._speaking_of_parties():
            for candidate in self.triples.read(span, record):
                if not self._imagined(candidate):
                    yield self.told(candidate)

    def _imagined(self, candidate: Candidate) -> bool:
        return bool(self.topics and self.topics.imagined(self.heads(candidate)[-1]))

    def told(self, candidate: Candidate) -> Candidate:
        """The candidate with who claims it, when and where it happened; who asks does not say that it did."""
        if self.voice.asks and candidate.status == "actual":
            candidate = replace(candidate, status="possible")
        heads = self.heads(candidate)
        when = self.dates.when(heads, candidate.status, self._ahead(candidate))
        place, country = self.places.where(heads, (candidate.source, candidate.target))
        return replace(
            candidate,
            attribution=self.claims.claimer(heads[-1]),
            date_phrase=when.phrase,
            date=when.date,
            date_granularity=when.granularity,
            date_basis=when.basis,
            place=place,
            place_country=country,
        )

    def _speaking_of_parties(self) -> Iterator[tuple[Span, Sentence]]:
        """The sentences with two mentions, or one of several parties, that tell of no game: in others nothing can be related."""
        found: dict[int, list[Mention]] = {}
        for mention in self.mentions:
            found.setdefault(mention.sentence, []).append(mention)
        for span, record in self.sentences:
            mentions = found.get(record.index, ())
            if self._played(record):
                continue
            if len(mentions) > 1 or any(map(collective, mentions)):
                yield span, record

    def _played(self, record: Sentence) -> bool:
        return bool(self.topics and self.topics.played(record.text))

    def _ahead(self, candidate: Candidate) -> bool:
        """Whether the deed is still to come, or was asked not to."""
        if candidate.status == "negated":
            return any(self.lexis.any_verb(lemma, ("request", "prevent")) for lemma in candidate.predicate.governors)
        return candidate.status in ("future", "requested")

    def heads(self, candidate: Candidate) -> list[Token]:
        """The tokens that name the candidate's deed, the innermost last."""
        base, doc = self.parties.base, self.parties.doc
        words = [doc.char_span(start - base, end - base) for start, end in candidate.relation.spans]
        tokens = [word.root for word in words if word is not None]
        return [t for t in tokens if t.dep_ not in BESIDE_THE_DEED] or tokens


def _record(span: Span, base: int, index: int, headline: bool) -> Sentence:
    words = span.text
    text = words.strip()
    start = base + span.start_char + len(words) - len(words.lstrip())
    return Sentence(text, start, start + len(text), index, headline)
