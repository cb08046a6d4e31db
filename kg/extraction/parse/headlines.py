"""Headlines in the shape of sentences: capitals, commas for "and", participles without their auxiliary.

The parser is shown the headline as plain prose; its answer is read over the headline's own words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.parse.overlay import overlaid, shown
from kg.extraction.parse.wordlist import english_words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

    from kg.extraction.lexis import Lexis
    from kg.extraction.mentions.names import NameFinder

TITLE_CASE = 0.7  # share of longer words with a capital from which a headline is in title case
LONGER = 4  # letters; shorter ones are mostly function words
# verbs that always have somebody asked, accused or kept: without an object they are passives
TRANSITIVE = ("request", "allege", "prevent")


class HeadlineReader:
    """Prepares headlines for the parser and mends what it makes of them."""

    def __init__(self, nlp: Language, names: NameFinder, lexis: Lexis) -> None:
        self._nlp, self._names, self._lexis = nlp, names, lexis
        self._english = english_words(nlp)

    def prose(self, text: str) -> Doc:
        """The headline as the parser shall see it, token for token."""
        doc = self._nlp.make_doc(text)
        named = self._named(doc)
        words = [t.text for t in doc]
        if doc.text.isupper():
            words = [t.text.capitalize() if t.i in named else t.lower_ for t in doc]
        elif self._title_case(doc, named):
            words = [t.text if t.i in named or not self._plain(t) else t.lower_ for t in doc]
        for token in doc[1:-1]:
            if token.text == "," and {token.i - 1, token.i + 1} <= named:
                words[token.i] = "and"  # "Japan, Philippines sign pact"
        return shown(doc, words)

    def mend(self, text: str, parsed: Doc) -> Doc:
        """The parse of `prose`, over the headline's own words."""
        deps = {c.i: "nsubjpass" for verb in parsed if self._bare_passive(verb) for c in verb.children if c.dep_ == "nsubj"}
        tags = {t.head.i: "VBN" for t in parsed if t.i in deps}
        return overlaid(self._nlp.make_doc(text), parsed, tags=tags, lemmas={}, deps=deps)

    def _named(self, doc: Doc) -> set[int]:
        spans = (doc.char_span(start, end) for start, end in self._names.known(doc.text))
        return {t.i for span in spans if span is not None for t in span}

    def _title_case(self, doc: Doc, named: set[int]) -> bool:
        longer = [t for t in doc[1:] if t.is_alpha and len(t) >= LONGER and t.i not in named]
        return len(longer) > 1 and sum(t.text[0].isupper() for t in longer) >= TITLE_CASE * len(longer)

    def _plain(self, token: Token) -> bool:
        """Whether a capitalised word is an English word rather than an unknown name."""
        word = token.lower_
        stems = (
            word,
            word.removesuffix("s"),
            word.removesuffix("es"),
            word.removesuffix("ed"),
            word.removesuffix("d"),
            word.removesuffix("ing"),
            word.removesuffix("ies") + "y",
        )
        return token.is_stop or any(stem in self._english for stem in stems)

    def _bare_passive(self, verb: Token) -> bool:
        """ "Sudan accused of bombing Chad", "Germany urged to arm Ukraine", "Ukraine hit by drones"."""
        if verb.tag_ not in ("VBD", "VBN") or any(c.dep_ in ("aux", "auxpass", "dobj", "ccomp") for c in verb.children):
            return False
        if any(c.dep_ == "agent" for c in verb.children):
            return True
        return self._lexis.any_verb(verb.lemma_.lower(), TRANSITIVE) and any(
            c.dep_ == "xcomp" or c.dep_ == "prep" and c.lower_ in ("of", "from") for c in verb.children
        )
