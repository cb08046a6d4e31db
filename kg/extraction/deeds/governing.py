"""What stands over a deed: the word that governs it and the form in which it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.parse.verbs import SUBJECTS, has_to, is_passive, is_verb, lemma_of
from kg.extraction.predicates.complements import cleft

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.deeds.veridicality import Signature, Veridicality
    from kg.extraction.lexis import Lexis

# "call on X to V", "appeal to X to V", "plead with X to V"
ADDRESSING = frozenset({"on", "upon", "to", "with", "for"})
HATCHING = ("light", "plan", "commit", "propose", "hatch")  # classes of verbs whose subject has the plot that is their object
PHRASAL = ("prt", "advmod", "acomp", "oprd", "npadvmod")  # what may make one governor with its verb: "fall through", "have yet"


@dataclass(frozen=True, slots=True)
class Government:
    """One step from a deed to what governs it.

    Attributes
    ----------
    token : Token
        The governor; of an adjective or a phrase the verb of being whose own status counts.
    signature : Signature or None
        What it makes of the deed; None where it tells nothing of it.
    word : str or None
        The governor's word where coding asks for it.
    default : bool
        Whether the signature is that of all words without a row.
    """

    token: Token
    signature: Signature | None
    word: str | None = None
    default: bool = False


class Governing:
    """Finds the governor of a verb or noun."""

    def __init__(self, lexis: Lexis, table: Veridicality) -> None:
        self._lexis, self._table = lexis, table

    def of(self, token: Token) -> Government | None:
        """The governor of `token`, or None where nothing stands over it."""
        return self._of_verb(token) if is_verb(token) else self._of_noun(token)

    # --- verbs -------------------------------------------------------------------------------------------------------

    def _of_verb(self, token: Token) -> Government | None:
        head = token.head
        if cleft(token) is not None:  # "it was not Iran that attacked Israel"
            return Government(head if is_verb(head) else head.head, self._table.other("verb", "inf"), None, True)
        if token.dep_ == "pcomp":
            return self._behind(head)
        if token.dep_ in ("xcomp", "ccomp", "csubj", "csubjpass", "advcl", "oprd") and is_verb(head):
            return self._of_clause(token, head)
        if token.dep_ in ("xcomp", "ccomp", "advcl") and head.pos_ == "ADJ":
            if (whole := self._phrasal(head, "inf" if has_to(token) else "that")) is not None:
                return whole
            return self._adjective(head, "inf" if has_to(token) else "that")
        if token.dep_ in ("acl", "ccomp", "relcl", "advcl") and head.pos_ in ("NOUN", "PROPN"):
            return self._in_noun(token, head)
        return None

    def _phrasal(self, adjective: Token, form: str) -> Government | None:
        """The verb that an adjective makes one governor with, where it has a row of its own: "made sure to"."""
        verb = adjective.head
        if not is_verb(verb):
            return None
        found = self._table.find((f"{lemma_of(verb)} {adjective.lower_}",), "verb", form)
        return Government(verb, found, lemma_of(verb)) if found is not None else None

    def _of_clause(self, token: Token, governor: Token) -> Government | None:
        infinitive = has_to(token)
        if token.dep_ == "advcl" and not infinitive:
            return self._of_object(token, governor)
        if any(c.tag_ == "WRB" and c.dep_ == "advmod" for c in token.children) and not infinitive:
            return None  # "asked why Iran had attacked": it had
        form = "inf" if infinitive else "that"
        told = self._predicate(governor, form) if token.dep_ != "xcomp" or infinitive else None
        if told is not None:
            return told
        if infinitive and (plan := self.planned(token, governor)) is not None:
            found = self._table.find((plan.lemma_.lower(),), "noun", "inf")
            return Government(plan, found, lemma_of(governor))
        lemma, words = lemma_of(governor), list(self._words(governor))
        if token.dep_ == "advcl" and not (lemma == "be" or self._addressed(governor, token) and self._asks(words)):
            if self._lexis.verb(lemma, "phone") and any(c.dep_ == "dobj" for c in governor.children) and lemma != "visit":
                return Government(governor, self._table.other("verb", "inf"), lemma, True)  # "called Chad to thank it"
            return Government(governor, self._table.other("verb", "purpose"), lemma, True)
        for form in self._forms(token, governor):
            if form == "inf-other" and not self._addressed(governor, token):
                continue
            if (found := self._table.find(words, "verb", form)) is not None:
                return Government(governor, found, lemma)
        last = "inf" if infinitive or token.dep_ == "xcomp" and token.tag_ != "VBG" else "that"
        last = "ing" if token.dep_ == "xcomp" and token.tag_ == "VBG" else last
        return Government(governor, self._table.other("verb", last), lemma, True)

    def _of_object(self, gerund: Token, governor: Token) -> Government | None:
        """The governor of a gerund that is its object, though set off by a comma: "mulled, but rejected, sanctioning Chile"."""
        if gerund.tag_ != "VBG" or gerund.i < governor.i or any(c.dep_ in ("dobj", "mark") for c in (*governor.children,)):
            return None
        if gerund.left_edge.i - governor.i > 2 or is_passive(governor):
            return None
        found = self._table.find(self._words(governor), "verb", "ing")
        return Government(governor, found, lemma_of(governor)) if found is not None else None

    def _forms(self, token: Token, governor: Token) -> Iterator[str]:
        """The forms in which a clause may stand under a verb, likeliest first."""
        if token.tag_ == "VBG" and not any(c.dep_ == "aux" for c in token.children):
            yield "ing"
        elif has_to(token) or token.dep_ in ("xcomp", "oprd"):
            if is_passive(governor):
                yield "inf-passive"
            yield from ("inf-other", "inf")
        else:
            bare = token.tag_ in ("VB", "VBP") and not any(c.dep_ == "aux" for c in token.children)
            if bare and self._asks(self._words(governor)) and lemma_of(governor) != "warn":
                yield "inf-other"  # "demanded that Iran leave"
            yield "that"
            if bare:
                yield "inf-other"  # "let Iran leave"

    def _asks(self, words: Iterator[str] | list[str]) -> bool:
        found = self._table.find(words, "verb", "inf-other")
        return found is not None and found.plain == "requested"

    def _addressed(self, governor: Token, token: Token) -> bool:
        """Whether somebody is asked to do the deed: "asked Iran to stop", not "wants to stop", "called him to thank him"."""
        if self._lexis.verb(lemma_of(governor), "phone") and any(c.dep_ == "dobj" for c in governor.children):
            return False
        return (
            any(c.dep_ in ("dobj", "nsubjpass", "dative") for c in governor.children)
            or any(c.dep_ in SUBJECTS for c in token.children)
            or any(c.dep_ == "prep" and c.lower_ in ADDRESSING for c in governor.children)
        )

    def planned(self, token: Token, governor: Token) -> Token | None:
        """The plan that an infinitive spells out, where the parse hangs it on the plan's verb: "foiled a plot to bomb"."""
        if self._table.find(self._words(governor), "verb", "inf-other") is not None:
            return None
        nouns = [c for c in governor.children if c.dep_ in ("dobj", "nsubjpass", "attr") and c.i < token.i and c.pos_ == "NOUN"]
        known = [n for n in nouns[-1:] if self._table.find((n.lemma_.lower(),), "noun", "inf") is not None]
        return known[0] if known else None

    def foils(self, noun: Token) -> bool:
        """Whether a plot is not that of who stands before its verb: "foiled a plot", not "hatched a plot"."""
        found = self._table.find((noun.lemma_.lower(),), "noun", "inf")
        secret = found is not None and found.plain == "possible" and found.truthful
        return secret and is_verb(noun.head) and not self._lexis.any_verb(lemma_of(noun.head), HATCHING)

    def _in_noun(self, token: Token, noun: Token) -> Government | None:
        """The noun whose content a clause tells: "claims that", "a plan to", "a statement condemning"."""
        lemma = noun.lemma_.lower()
        found = self._table.find((lemma,), "noun", "inf")
        if has_to(token) and (token.dep_ != "relcl" or found is not None):
            return Government(noun, found or self._table.other("noun", "inf"), None, found is None)
        if self._lexis.word(lemma, "text") and (token.tag_ == "VBG" or token.dep_ == "relcl" and not own_subject(token)):
            return self.of_text(noun)
        loose = ("dobj", "pobj", "advmod", "nsubj")
        marked = any(c.dep_ == "mark" or c.lower_ == "that" and c.dep_ in loose for c in token.children)
        content = token.dep_ != "relcl" or own_subject(token) and _complete(token)
        if marked and content:
            return self._noun(noun, "that")
        return self._noun(noun, "of") if named_before(token) is not None else None

    def of_text(self, noun: Token) -> Government | None:
        """Who stands by a text, and how: "signed a statement", "voted against a motion"; None where nobody is said to."""
        head, form = noun.head, "text"
        while noun.dep_ == "conj" and head.pos_ == "NOUN":
            noun, head = head, head.head
        if noun.dep_ == "pobj":
            form, head = f"text-{self._phrase(head)}", self._carrier(head)
        elif noun.dep_ not in ("dobj", "nsubjpass"):
            return None
        if self._lexis.word(head.lemma_.lower(), "backing") and head.dep_ == "dobj":
            form, head = "text", head.head  # "withdrew its backing for a motion"
        if not is_verb(head):
            return None
        found = self._table.find(self._words(head), "verb", form) or self._table.other("verb", form)
        return Government(head, found, lemma_of(head)) if found is not None else None

    # --- nouns -------------------------------------------------------------------------------------------------------

    def _of_noun(self, noun: Token) -> Government | None:
        head = noun.head
        if noun.dep_ == "pobj":
            return self._behind(head)
        if noun.dep_ in ("compound", "nmod") and head.pos_ == "NOUN":
            found = self._table.find((head.lemma_.lower(),), "noun", "for") or self._table.find(
                (head.lemma_.lower(),), "noun", "of"
            )
            return Government(head, found) if found is not None and found.plain != "actual" else None  # "invasion plans"
        if not is_verb(head):
            return None
        place = "subject" if noun.dep_ == "nsubj" else "object"
        kinds = ("claim", place) if self._contentful(noun) else (place,)
        if noun.dep_ in ("dobj", "nsubjpass"):
            found = next((s for kind in kinds if (s := self._table.find(self._words(head), "verb", kind)) is not None), None)
            spoken = lemma_of(head)
            if found is not None and noun.dep_ == "nsubjpass" and found.plain == found.negated == "actual":
                found = None
            return Government(head, found, spoken)
        if noun.dep_ in ("nsubj", "attr"):
            return self._said_of(noun, head, kinds)
        return None

    def tells(self, noun: Token) -> bool:
        """Whether what is said of a noun is said of its content: "the claim is true", not "the fear is real"."""
        found = self._table.find((noun.lemma_.lower(),), "noun", "that")
        return found is not None and found.truthful

    def mistaken(self, verb: Token) -> bool:
        """Whether what somebody would say is called untrue: "it is wrong to say"."""
        near = (c for t in (verb, verb.head) for c in (t, *t.children) if c.pos_ == "ADJ" and c.dep_ in ("acomp", "ROOT"))
        found = self._table.find((c.lower_ for c in near), "adjective", "claim")
        return found is not None and found.plain == "negated"

    def _contentful(self, noun: Token) -> bool:
        """Whether a noun has a content: "claim", "fear", not "attack"."""
        return self._table.find((noun.lemma_.lower(),), "noun", "that") is not None

    def _said_of(self, noun: Token, verb: Token, kinds: tuple[str, ...]) -> Government | None:
        """What is said of a deed that is the subject of its sentence: "the swap fell through", "a meeting is unlikely"."""
        if noun.dep_ == "attr" and any(c.dep_ == "expl" for c in verb.children):
            return Government(verb, self._table.other("verb", "inf"), None, True)  # "there was no attack"
        for kind in kinds:
            if noun.dep_ == "nsubj" and (told := self._predicate(verb, kind)) is not None:
                return told
        words = [w for w in self._words(verb) if w != "be" or noun.dep_ == "attr"]
        kinds = ("claim-subject", *kinds[1:]) if kinds[0] == "claim" else kinds  # a report that contradicts is not denied
        found = next((s for kind in kinds if (s := self._table.find(words, "verb", kind)) is not None), None)
        if found is not None:
            return Government(verb, found)
        return Government(verb, self._table.other("verb", "inf"), None, True) if lemma_of(verb) == "be" else None

    # --- adjectives, phrases and prepositions ------------------------------------------------------------------------

    def _predicate(self, verb: Token, form: str) -> Government | None:
        """What the adjective, noun or phrase behind a verb of being makes of its subject or of the clause behind "it"."""
        inner = next((c for c in verb.children if c.dep_ == "xcomp" and c.lemma_ == "be"), None)  # "turned out to be false"
        told = verb if inner is None else inner
        for child in told.children:
            if child.dep_ in ("acomp", "oprd") and (found := self._adjective(child, form, told)) is not None:
                return found
            if child.dep_ == "attr" and child.pos_ == "NOUN":
                kind = "subject" if form == "claim" else form
                if (signature := self._table.find((child.lemma_.lower(),), "noun", kind)) is not None:
                    return Government(child, signature)
            if child.dep_ in ("prep", "advmod"):
                text = " ".join(t.lower_ for t in child.subtree if t.i <= child.i + 4)
                if (signature := self._table.find((text,), "phrase", form)) is not None:
                    return Government(told, signature)
        return None

    def _adjective(self, adjective: Token, form: str, verb: Token | None = None) -> Government | None:
        verb = adjective.head if verb is None else verb
        word = adjective.lower_
        if form == "inf" and any(c.lower_ == "too" for c in adjective.children):
            word = "unable"  # "too weak to attack"
        found = self._table.find((word,), "adjective", form)
        default = found is None
        if default:
            found = self._table.other("adjective", form)
        if found is None or not is_verb(verb):
            return None
        return Government(verb, found, word, default)

    def _behind(self, preposition: Token) -> Government | None:
        """What governs a gerund or a deed behind a preposition."""
        phrase, head = self._phrase(preposition), self._carrier(preposition)
        for text in (phrase, _before(preposition)):
            if (found := self._table.find((text,), "preposition", "object")) is not None:
                return Government(preposition, found)
        if head.pos_ in ("NOUN", "PROPN") and not is_verb(head):
            return self._noun(head, phrase)
        if head.pos_ == "ADJ":
            return self._adjective(head, phrase)
        if head.pos_ == "ADV" and is_verb(head.head):
            word = f"{lemma_of(head.head)} {head.lower_}"
            found = self._table.find((word,), "verb", phrase)
            return Government(head.head, found, lemma_of(head.head)) if found is not None else None
        if is_verb(head):
            return Government(head, self._table.find(self._words(head), "verb", phrase), lemma_of(head))
        return None

    def _phrase(self, preposition: Token) -> str:
        """A preposition with the noun that makes one with it: "in favour of"."""
        noun = preposition.head
        if preposition.lower_ == "of" and noun.dep_ == "pobj":
            text = " ".join(t.lower_ for t in preposition.doc[noun.head.i : preposition.i + 1])
            return text if text in self._table.prepositions else "of"
        return str(preposition.lower_)

    def _carrier(self, preposition: Token) -> Token:
        """What a preposition, simple or made of several words, hangs on."""
        if self._phrase(preposition) != preposition.lower_:
            return preposition.head.head.head
        head = preposition.head
        return head.head if head.dep_ == "prep" and head.pos_ == "ADP" else head

    def _noun(self, noun: Token, form: str) -> Government | None:
        found = self._table.find((noun.lemma_.lower(), noun.lower_), "noun", form)
        return Government(noun, found) if found is not None else None

    def _words(self, verb: Token) -> Iterator[str]:
        """A verb as the table may know it, most specific first."""
        lemma = lemma_of(verb)
        bare = (c for c in verb.children if c.dep_ in PHRASAL or c.dep_ == "dobj" and c.n_lefts + c.n_rights == 0)
        yield from (f"{lemma} {c.lower_}" for c in bare)
        if any(c.dep_ == "aux" and c.lower_ in ("had", "'d") for c in verb.children):
            yield f"had {lemma}"  # "had hoped to": it came to nothing
        yield lemma


def named_before(gerund: Token) -> Token | None:
    """Who does what a gerund tells that the parse hung on the noun before: "the risk of India attacking Pakistan"."""
    if gerund.tag_ != "VBG" or gerund.dep_ != "acl" or gerund.i == 0:
        return None
    behind = [n for c in gerund.head.children if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"]
    return next((n for n in behind if n.i < gerund.i <= max(n.right_edge.i + 1, n.i + 1)), None)


def own_subject(clause: Token) -> bool:
    return any(c.dep_ in SUBJECTS and c.tag_ not in ("WDT", "WP") and c.lower_ != "that" for c in clause.children)


def _complete(clause: Token) -> bool:
    """Whether a clause lacks nothing that the noun before it could be: "claims that Chad bombed Mali", not "that Chad made"."""
    behind = (c for c in clause.children if c.dep_ in ("dobj", "prep", "ccomp", "xcomp"))
    objects = [c for c in behind if c.tag_ not in ("WDT", "WP") and c.lower_ != "that"]
    return bool(objects) or any(c.dep_ == "nsubjpass" for c in clause.children)


def _before(preposition: Token) -> str:
    """The preposition with the word before it: "instead of", "far from"."""
    i = preposition.i
    return " ".join(t.lower_ for t in preposition.doc[max(0, i - 1) : i + 1])
