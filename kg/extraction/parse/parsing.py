"""The model's pipeline, taken apart: tags and dependencies, forms of words, entities where they can tell something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extraction.parse.recogniser import Recogniser, Window
from kg.extraction.parse.wordforms import RULE_PIPES, WordForms

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 64


class Parser:
    """Runs the components of `nlp`; the results are those of the whole pipeline, whatever stands in one batch."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._forms, self._recogniser = WordForms(nlp), Recogniser(nlp)

    def parse(self, docs: Iterable[Doc]) -> list[Doc]:
        """The Docs with sentences, tags, dependencies and lemmas; without entities."""
        parsed = list(self._nlp.pipe(docs, batch_size=BATCH, disable=[*RULE_PIPES, "ner"]))
        self._forms.annotate(parsed)
        return parsed

    def recognise(self, docs: Iterable[Doc]) -> None:
        """Set the entities of parsed Docs."""
        self._recogniser.annotate([Window(doc, 0, len(doc)) for doc in docs])

    def recognise_in(self, places: Iterable[tuple[Doc, int, int]]) -> None:
        """Set the entities of parsed Docs between some of their tokens."""
        self._recogniser.annotate([Window(*place) for place in places])
