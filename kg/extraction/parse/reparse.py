"""A second look at sentences in which the parser took the verb for a noun: "The French Navy boards a tanker".

The suspect word is shown to the parser as a past tense that cannot be anything else ("boarded"); where that gives the
sentence a verb, the second parse stands, over the original words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.parse.overlay import overlaid, shown
from kg.extraction.parse.wordlist import english_words

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span, Token

    from kg.extraction.lexis import Lexis
    from kg.extraction.mentions.names import NameSpan
    from kg.extraction.parse.parsing import Parser

NOUNISH = frozenset({"NN", "NNS", "NNP", "NNPS", "VBN", "VBD", "JJ", "VB"})
ASKED = "destroy"  # a base form that is nothing but a verb
# past tenses that a rule would misspell, or that look like a noun too and need another word
PASTS = {
    "hit": "struck",
    "strike": "struck",
    "send": "sent",
    "meet": "met",
    "shoot": "shot",
    "seek": "sought",
    "tell": "told",
    "say": "said",
    "hold": "held",
    "win": "won",
    "lead": "led",
    "leave": "left",
    "take": "took",
    "give": "gave",
    "make": "made",
    "cut": "reduced",
    "fight": "fought",
    "sue": "sued",
    "see": "saw",
    "set": "placed",
    "put": "placed",
    "break": "broke",
    "buy": "bought",
    "sell": "sold",
    "draw": "drew",
    "fly": "flew",
    "begin": "began",
    "bring": "brought",
    "withdraw": "withdrew",
    "spy": "spied",
    "deny": "denied",
    "supply": "supplied",
    "ban": "banned",
    "slam": "slammed",
    "drop": "dropped",
    "stop": "stopped",
    "swap": "swapped",
    "plan": "planned",
    "rap": "criticised",
    "urge": "urged",
    "spend": "spent",
}


class Reparser:
    """Parses again what came out without a verb."""

    def __init__(self, nlp: Language, parser: Parser, lexis: Lexis) -> None:
        self._parser, self._lexis = parser, lexis
        self._verbs = english_words(nlp, ("verb",))

    def mend(self, docs: list[tuple[Doc, list[NameSpan]]]) -> list[Doc]:
        """The Docs, those with a hidden verb replaced by their second parse; tokens and offsets stay as they were."""
        suspects = {n: found for n, (doc, names) in enumerate(docs) if (found := self._suspects(doc, names))}
        if not suspects:
            return [doc for doc, _ in docs]
        mended = [doc for doc, _ in docs]
        shown = (self._surrogate(docs[n][0], tokens) for n, tokens in suspects.items())
        for n, parsed in zip(suspects, self._parser.parse(shown), strict=True):
            tokens = suspects[n]
            if all(parsed[t.i].tag_.startswith("VB") and parsed[t.i].dep_ not in ("amod", "compound") for t in tokens):
                mended[n] = self._transfer(docs[n][0], parsed, tokens)
        return mended

    def _suspects(self, doc: Doc, names: list[NameSpan]) -> list[Token]:
        found: list[Token] = []
        if not doc.has_annotation("DEP"):
            return found
        for sentence in doc.sents:
            # "demanded that Sweden act": a clause with a conjunction has a verb
            found += [
                t for t in sentence if t.dep_ == "ccomp" and t.tag_ in ("NN", "NNS") and any(c.dep_ == "mark" for c in t.children)
            ]
            if (asked := self._asked_verb(sentence)) is not None:
                found.append(asked)
                continue
            if sentence.root.pos_ in ("VERB", "AUX") or len(sentence) < 3:
                continue
            token = self._hidden_verb(sentence, [s for s in names if s.start >= sentence.start and s.end <= sentence.end])
            if token is not None:
                found.append(token)
        return found

    def _asked_verb(self, sentence: Span) -> Token | None:
        """The verb that a question, or a condition without "if", lost to the nouns beside it: "Did Turkey bomb Iraq?"."""
        for aux in sentence:
            if aux.tag_ != "MD" and aux.lower_ not in ("do", "does", "did") or aux.dep_ in ("aux", "neg"):
                continue
            subject = next((c for c in aux.rights if c.dep_ == "nsubj"), None)
            if subject is None or any(c.pos_ in ("VERB", "AUX") for c in aux.rights):
                continue
            nouns = [c for c in subject.lefts if c.dep_ == "compound" and c.tag_ == "NN" and c.lower_ in self._lexis.verbs]
            if nouns and nouns[0].n_lefts:
                return nouns[0]
        return None

    def _hidden_verb(self, sentence: Span, names: list[NameSpan]) -> Token | None:
        """The first word after a name (and nouns behind it) that could be a finite verb by its form."""
        inside = {i for s in names for i in range(s.start, s.end)}
        if not inside:
            return None
        doc = sentence.doc
        for token in sentence[1:-1]:
            compounded = token.tag_ == "VBZ" and token.dep_ in ("compound", "amod")  # "Peru signs trade deal"
            if token.i in inside or not compounded and token.tag_ not in NOUNISH or token.i <= min(inside):
                continue
            before = doc[token.i - 1]
            if before.i in inside and any(s.form == "adjective" and s.start <= before.i < s.end for s in names):
                continue
            if token.lemma_.lower() in self._lexis.nouns and doc[token.i + 1].tag_ == "IN":
                continue  # "US strikes on Iran"
            dated = before.tag_ == "CD" and len(before.text) == 4 and token.lower_.endswith("ed")  # "in 2003 angered"
            if before.tag_ in ("POS", "DT", "PRP$", "IN", "CD", "HYPH", "TO", "JJ") and before.i not in inside and not dated:
                continue
            if before.i not in inside and not dated and before.tag_ not in ("NN", "NNS", "NNP", "NNPS", "RB"):
                continue
            if (
                self._verb_of(token)
                and doc[token.i + 1].lower_ not in ("of", "by", "'s", "’s", ",", ".")
                and (doc[token.i + 1].lower_ != "and" or doc[token.i + 2].tag_ in ("VBZ", "VBD", "VBP"))
            ):
                return token
        return None

    def _verb_of(self, token: Token) -> str | None:
        """The verb that the word is the present or past tense of, if the tables know it."""
        word = token.lower_
        stems = [word]
        if word.endswith("ies"):
            stems.append(word[:-3] + "y")
        if word.endswith("es"):
            stems.append(word[:-2])
        if word.endswith("s"):
            stems.append(word[:-1])
        if word.endswith("ed"):
            stems += [word[:-1], word[:-2]]
        verbal = token.tag_ in ("NNS", "NNPS", "VBN", "VBD", "VBZ") or token.tag_ == "JJ" and word.endswith("ed")
        if verbal or word in PASTS:
            return next((s for s in stems if s in self._lexis.verbs or s in PASTS or s in self._verbs), None)
        return None

    def _surrogate(self, doc: Doc, tokens: list[Token]) -> Doc:
        words = [t.text for t in doc]
        for token in tokens:
            asked = token.dep_ == "compound" and token.tag_ == "NN"
            past = f"{ASKED}ed" if token.tag_ == "JJ" else _past(self._verb_of(token) or token.lower_)
            words[token.i] = ASKED if asked else past
        return shown(doc, words)

    def _transfer(self, doc: Doc, parsed: Doc, tokens: list[Token]) -> Doc:
        return overlaid(
            doc, parsed, tags={t.i: "VBZ" for t in tokens}, lemmas={t.i: self._verb_of(t) or t.lower_ for t in tokens}, deps={}
        )


def _past(verb: str) -> str:
    if verb in PASTS:
        return PASTS[verb]
    return verb + "d" if verb.endswith("e") else verb + "ed"
