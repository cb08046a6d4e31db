"""Whether a deed is told as the article's own news, so that the article's day stands for its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.extraction.deeds.attribution import COMPLAINING, SPEECH
from kg.extraction.parse.verbs import is_verb, lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.lexis import Lexis

DETERMINERS = frozenset({"the", "this", "that", "these", "those"})
GOING_ON = ("happening", "aspect", "end", "light")  # classes of verbs that tell how a deed itself goes
# ... that speak of a deed done at another time
TIMELESS = ("judge", "report", "allege", "deny", "request", "contemplate", "topic", "envisage", "plan")
SIMULTANEOUS = frozenset({"in", "during", "at", "with"})  # a deed behind them happened when its verb did
AT_ONCE = frozenset({"as", "while"})
MOST_WORDS = 12  # words between a deed and the root of its sentence


class NewsReader:
    """Tells news from background: a finite main clause or what somebody says in one, against what is mentioned beside it."""

    def __init__(self, lexis: Lexis) -> None:
        self._lexis = lexis

    def told(self, heads: Sequence[Token]) -> bool:
        """Whether the deed that `heads` name is news."""
        top = next(t for t in heads if not any(other.is_ancestor(t) for other in heads))
        if top.sent.text.rstrip("\"”’' )\n").endswith("?"):
            return False
        return self._clause(top) if is_verb(top) else self._noun(top)

    def _clause(self, verb: Token) -> bool:
        token = verb
        for _ in range(MOST_WORDS):
            if _pluperfect(token):
                return False
            if token.dep_ == "ROOT":
                return True
            above = self._above(token)
            if above is None:
                return False
            token = above
        return False

    def _above(self, token: Token) -> Token | None:
        """The word that `token` is told along with; None where it stands in the background."""
        head = token.head
        if token.dep_ in ("conj", "xcomp", "acomp"):
            return head
        if token.dep_ in ("ccomp", "parataxis"):
            lemma = lemma_of(head)
            said = is_verb(head) and (self._lexis.any_verb(lemma, SPEECH) or lemma in COMPLAINING)
            return head if said else None
        if token.dep_ == "advcl":
            openers = {c.lower_ for c in token.children if c.dep_ in ("mark", "advmod", "prep") and c.i < token.i}
            return head if openers and openers <= AT_ONCE or not openers and token.tag_ == "VBG" else None
        if token.dep_ == "relcl" and head.dep_ == "attr" and any(c.lower_ == "it" and c.i < head.i for c in head.head.children):
            return head.head  # "It was Iran that attacked Israel"
        return None

    def _noun(self, noun: Token) -> bool:
        """Of a deed without a verb of its own: news where it is brought up as new, or where the verb tells how it goes."""
        head = noun.head
        if noun.dep_ == "conj":
            return self._noun(head) if head != noun and not is_verb(head) else False
        if noun.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and is_verb(head):
            lemma = lemma_of(head)
            if self._lexis.any_verb(lemma, GOING_ON):
                return self._clause(head)
            spoken_of = noun.dep_ == "dobj" and self._lexis.any_verb(lemma, TIMELESS)
            return not spoken_of and _brought_up(noun) and self._clause(head)
        if noun.dep_ == "pobj" and (head.lower_ in SIMULTANEOUS or head.dep_ == "agent") and is_verb(head.head):
            return _brought_up(noun) and self._clause(head.head)
        if noun.dep_ == "acomp":
            return self._clause(head)
        return noun.dep_ == "ROOT" and _brought_up(noun)


def _brought_up(noun: Token) -> bool:
    """Whether a deed is new to the reader: "a Russian attack", not "its attack", "the war"."""
    return not any(c.dep_ == "poss" or c.dep_ == "det" and c.lower_ in DETERMINERS for c in noun.children)


def _pluperfect(verb: Token) -> bool:
    """Whether a verb tells what lies before the time spoken of: "had attacked", "used to attack"."""
    if verb.lower_ == "used" and any(c.dep_ == "xcomp" for c in verb.children):
        return True
    return verb.tag_ == "VBN" and any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("had", "'d", "’d") for c in verb.children)
