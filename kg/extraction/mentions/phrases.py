"""Noun phrases of one parsed text: their heads, names, owners, and what kind of thing they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.mentions.names import PLACE_FORMS, NameSpan
from kg.extraction.mentions.persons import PersonNouns
from kg.extraction.parse.verbs import lemma_of
from kg.ids import of_kind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.extraction.lexis import Lexis
    from kg.gazetteer import Gazetteer

PRONOUNS = {
    "he": ("singular", "male"),
    "him": ("singular", "male"),
    "his": ("singular", "male"),
    "she": ("singular", "female"),
    "her": ("singular", "female"),
    "it": ("singular", "neuter"),
    "its": ("singular", "neuter"),
    "itself": ("singular", "neuter"),
    "they": ("plural", ""),
    "them": ("plural", ""),
    "their": ("plural", ""),
    "i": ("singular", ""),
    "me": ("singular", ""),
    "my": ("singular", ""),
    "both": ("plural", ""),
    "we": ("plural", ""),
    "us": ("plural", ""),
    "our": ("plural", ""),
}
# senses of nouns whose seat tells whose they are: "a court in Lyon" is French; "leaders in Geneva" need not be Swiss
FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})
FIRING = frozenset({"fire", "launch", "shoot", "fly", "operate", "use", "own"})  # what tells whose a weapon is, whoever made it
SEATED = frozenset({"organ", "force", "official", "group", "mission"})
LOCAL_SECTORS = frozenset(
    {"AGR", "COP", "EDU", "JUD", "LAB", "LEG", "MED", "OPP", "REL"}
)  # sectors of people who act where they live
PLIGHTS = frozenset({"alert", "calamity", "disaster", "emergency", "exception", "siege", "war"})  # no state is one of emergency
MEANS = frozenset({"weapon", "vessel"})  # senses of nouns for what a deed is done with


FIELDED = frozenset({"force", "official", "people", "group", "title"})  # senses of nouns for whom one sends and recalls
OWNERSHIP = ("of", "from", "for")
CHAIN = 5  # verbs between who is to do a thing and the thing


HYPHENS = frozenset("-–")


class Phrases:
    """The noun phrases of one parsed text.

    Parameters
    ----------
    doc : Doc
    spans : list of NameSpan
        The names in it.
    speaker : int, optional
        Offset of who speaks all of it.
    base : int
        Offset of the Doc within the article's content.
    first : int
        Index of the Doc's first sentence within the article.
    persons : PersonNouns
        Which nouns that no table has name persons.
    """

    def __init__(
        self,
        doc: Doc,
        spans: list[NameSpan],
        base: int,
        first: int,
        gazetteer: Gazetteer,
        lexis: Lexis,
        persons: PersonNouns = PersonNouns(),  # noqa: B008  # frozen
        speaker: int | None = None,
    ) -> None:
        self.doc, self.spans, self.base, self._persons, self._turn = doc, spans, base, persons, speaker
        self._gazetteer, self._lexis = gazetteer, lexis
        # who anti-French protests are against has no part in them
        own = [
            s
            for s in spans
            if not (s.start > 1 and doc[s.start - 1].text in HYPHENS and lexis.word(doc[s.start - 2].lower_, "against"))
        ]
        self._span_at: dict[int, NameSpan] = {i: s for s in own for i in range(s.start, s.end)}
        self._roles: dict[int, str | None] = {}  # asked again and again for the same heads
        self._sentence = {}
        for index, sent in enumerate(doc.sents):
            for token in sent:
                self._sentence[token.i] = first + index

    def conjuncts(self, token: Token) -> list[Token]:
        """The heads coordinated with `token`, itself first, with those joined by "along with" and the like."""
        heads = [token]
        for head in heads:
            for child in head.children:
                if child.dep_ in ("conj", "appos") and child.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM"):
                    excluded = any(t.lower_ == "not" for t in self.doc[head.i + 1 : child.i])  # "Spain but not Portugal"
                    if child.dep_ == "conj" and child not in heads and not excluded:
                        heads.append(child)
                elif child.dep_ in ("prep", "cc") and self._lexis.word(child.lower_, "joining"):
                    heads += [n for p in child.children if p.lower_ == "with" for n in p.children if n.dep_ == "pobj"]
                elif child.dep_ == "prep" and (
                    child.lower_ == "including"
                    or child.lower_ == "like"
                    and self.named(head) is None
                    or any(c.lower_ == "such" for c in (*head.children, *child.children))
                ):
                    # "allies such as Germany", "partners like Chad", "officials, including NAME"
                    heads += [n for n in child.children if n.dep_ == "pobj" and child.lower_ in ("including", "like", "as")]
        return heads

    def named(self, token: Token) -> NameSpan | None:
        """The name that `token` heads; where the parser tore a name apart, each of its pieces heads it."""
        span = self._span_at.get(token.i)
        if span is None or span.start <= token.head.i < span.end and token.head.i != token.i:
            return None
        return span

    def in_name(self, token: Token) -> bool:
        return token.i in self._span_at

    def role_of(self, token: Token) -> str | None:
        """The longest role noun of the tables that ends at `token` ("foreign minister"), in lower case."""
        if token.i not in self._roles:
            self._roles[token.i] = self._role_ending(token)
        return self._roles[token.i]

    def _role_ending(self, token: Token) -> str | None:
        if token.lower_ == "state" and any(n.lower_ in PLIGHTS for c in token.children if c.lower_ == "of" for n in c.children):
            return None
        ends = [word for word in (token.lemma_.lower(), token.lower_) if word in self._gazetteer.role_ends]
        before, best = "", None
        for i in range(token.i, max(-1, token.i - 4), -1) if ends else ():
            word = self.doc[i]
            before = before if i == token.i else f"{word.lower_} {before}"
            for text in (before + end for end in ends):
                if text in self._gazetteer.roles:
                    best = text
            if i != token.i and word.dep_ not in ("compound", "amod", "nmod", "punct"):
                break
        return best

    def private(self, token: Token) -> bool:
        """Whether `token` is a noun for a person that no table has: "surfer"."""
        noun = token.lemma_.lower()
        return token.tag_ in ("NN", "NNS") and noun in self._persons and noun not in self._gazetteer.things

    def sense_of(self, token: Token) -> str:
        role = self.role_of(token)
        return self._gazetteer.roles[role].sense if role else ""

    def antecedent(self, relative: Token) -> list[Token]:
        """The noun that the relative clause around a relative pronoun hangs on."""
        clause = next((a for a in relative.ancestors if a.dep_ == "relcl"), None)
        return [clause.head] if clause is not None else []

    def hyphenated(self, token: Token) -> list[Token]:
        """The names joined with the one at `token` by hyphens: "Russia-Ukraine talks"."""
        found = [token]
        for step in (-1, 1):
            i = token.i + 2 * step
            if 0 <= i < len(self.doc) and self.doc[token.i + step].text in HYPHENS and i in self._span_at:
                found.append(self.doc[i])
        return sorted(found, key=lambda t: t.i)

    def reports(self, verb: Token) -> bool:
        """Whether a verb tells what somebody said: "announced", "accused"."""
        return self._lexis.any_verb(verb.lemma_.lower(), ("report", "announce", "allege"))

    def verb(self, verb: Token, kind: str) -> bool:
        """Whether a verb belongs to a class of ``verbs.csv``."""
        return self._lexis.verb(verb.lemma_.lower(), kind)

    def is_event(self, token: Token) -> bool:
        """Whether `token` heads a phrase that hides a verb and names nobody."""
        noun = token.pos_ == "NOUN" or token.tag_ == "VBG" and any(c.lower_ == "between" for c in token.children)
        hides = noun and token.lemma_.lower() in self._lexis.nouns and not self.in_name(token)
        return hides and not self._is_party(token)

    def _is_party(self, token: Token) -> bool:
        """Whether a noun for a deed names those who do it: "the opposition said", not "opposition to the deal grew"."""
        role = self._gazetteer.roles.get(token.lower_)
        alone = token.dep_ in ("nsubj", "poss") and not any(c.dep_ == "prep" for c in token.children)
        return alone and role is not None and role.kind == "party"

    def past_prefix(self, token: Token) -> Token | None:
        """The "ex" of "Ecuador's ex-president", which the parser takes for a noun of its own."""
        if token.i < 2 or self.doc[token.i - 1].text not in HYPHENS:
            return None
        prefix = self.doc[token.i - 2]
        return prefix if self._lexis.word(prefix.lower_, "former") else None

    def owners(self, token: Token) -> list[Token]:
        """Tokens of the names, pronouns and descriptions that own or qualify the phrase headed by `token`."""
        if found := self._users(token, FIRING):
            return found  # "the American missiles fired by Israel"
        relative = any(c.lower_ == "whose" for c in token.children)
        prefix = self.past_prefix(token)
        for child in (*token.children, *(prefix.children if prefix is not None else ())):
            if child.dep_ in ("amod", "compound", "nmod", "npadvmod", "poss"):
                if child.tag_ == "PRP$" and token.lemma_.lower() == "counterpart":
                    continue  # "his Iranian counterpart" is Iranian
                if child.dep_ in ("amod", "compound") and child.tag_ == "VBN":
                    continue
                if child.lower_ == "whose":
                    found += self.antecedent(child)
                elif self.named(child) or (child.dep_ == "poss" and child.pos_ != "PUNCT"):
                    found += [t for n in self.hyphenated(child) for t in self.conjuncts(n)]
                elif child.dep_ in ("compound", "nmod"):
                    found += list(self.owners(child))
        if not found:
            # "EU-based airlines", "a Panama-flagged tanker"
            found += [n for c in token.children if self._lexis.word(c.lower_, "based") for n in c.children if self.named(n)]
        if not found:
            found += self._users(token)  # "the missiles supplied by Iran"
        if not found:
            found += self._fielders(token)
        if not found:
            # "forces loyal to NAME" are NAME's
            to = [p for c in token.children if c.lower_ == "loyal" for p in c.children if p.lower_ == "to"]
            found += [n for p in to for n in p.children if n.dep_ == "pobj"]
        found = found or self._behind(token)
        return [t for t in found if self.named(t) or t.pos_ == "PRON" or t.dep_ in ("poss", "conj", "pobj") or relative]

    def _behind(self, token: Token) -> list[Token]:
        """Owners behind a preposition: "soldiers of Mali", "farmers in France"."""
        found: list[Token] = []
        for child in token.children:
            near = child.i == token.i + 1 and self.sense_of(token) == "official"
            links = (*OWNERSHIP, "with") if near else OWNERSHIP
            if child.dep_ == "prep" and child.lower_ in links and self.role_of(token):
                found += [n for p in child.children if p.dep_ == "pobj" for n in self.conjuncts(p)]
        if not found and self.seated(token):
            found += [
                n
                for child in token.children
                if child.dep_ == "prep" and child.lower_ in ("in", "to")
                for n in child.children
                if n.dep_ == "pobj" and (self.named(n) or self.is_area(n))
            ]
        return found

    def seated(self, token: Token) -> bool:
        """Whether the place of those whom a noun names tells whose they are: "farmers in France" are French."""
        role = self._gazetteer.roles.get(self.role_of(token) or "")
        at_home = role is not None and role.role in LOCAL_SECTORS and "abroad" not in self._gazetteer.things.get(role.noun, ())
        return at_home or self.sense_of(token) in SEATED

    def fielded(self, token: Token) -> bool:
        """Whether a phrase is of somebody's own people whom its verb sends or calls home."""
        return token.dep_ == "dobj" and not self._plainly_owned(token) and bool(self._fielders(token))

    def _plainly_owned(self, token: Token) -> bool:
        return any(self.named(c) for c in token.children if c.dep_ in ("amod", "compound", "nmod", "poss"))

    def _fielders(self, token: Token) -> list[Token]:
        """Whose the troops are that somebody sends, keeps somewhere or is to call home: "urged Nepal to recall soldiers"."""
        verb = token.head
        fielded = token.dep_ == "dobj" and verb.pos_ == "VERB" and self.verb(verb, "fielding")
        if not fielded or self.sense_of(token) not in FIELDED or any(c.tag_ == "PRP$" for c in token.children):
            return []
        for _ in range(CHAIN):
            if subjects := [c for c in verb.children if c.dep_ == "nsubj"]:
                return [t for s in subjects for t in self.conjuncts(s) if self.named(t) or t.pos_ == "PRON"]
            governor = verb.head
            if verb.dep_ not in ("xcomp", "ccomp", "advcl", "acl", "pcomp", "conj", "prep") or governor.i == verb.i:
                return []
            asked = [t for c in governor.children if c.i < verb.i for t in self._addressed(c)] if verb.dep_ != "conj" else []
            if asked:
                return self.conjuncts(asked[-1])
            verb = governor
        return []

    def _addressed(self, token: Token) -> list[Token]:
        """The name that is the object of a governor, or of its preposition: "pressed Nepal to", "its influence over Nepal to"."""
        if token.dep_ in ("dobj", "dative", "nsubjpass") and self.named(token) is not None:
            return [token]
        if token.dep_ == "dobj":
            return [t for c in token.children for t in self._addressed(c)]
        reached = token.dep_ == "prep" and token.lower_ in ("on", "upon", "to", "over", "with")
        return [n for n in token.children if n.dep_ == "pobj" and self.named(n) is not None] if reached else []

    def _users(self, token: Token, verbs: frozenset[str] | None = None) -> list[Token]:
        """Whose deed a clause behind a weapon or a ship tells: of any verb, or of some."""
        if self.sense_of(token) not in MEANS:
            return []
        clauses = [c for c in token.children if c.dep_ == "acl" and (verbs is None or lemma_of(c) in verbs)]
        agents = [a for c in clauses for a in c.children if a.dep_ == "agent"]
        return [n for a in agents for p in a.children if p.dep_ == "pobj" for n in self.conjuncts(p)]

    def is_area(self, token: Token) -> bool:
        """Whether a noun names a part of a state: "city", "province"."""
        return "area" in self._gazetteer.things.get(token.lower_, ())

    def is_place(self, token: Token) -> bool:
        span = self.named(token)
        return span is not None and (span.form in PLACE_FORMS or any(of_kind(c, "state") for c in span.candidates))

    def is_person(self, token: Token) -> bool:
        span = self.named(token)
        return (
            token.lower_ in ("his", "her")
            or span is not None
            and (span.label == "PERSON" or any(of_kind(c, "person") for c in span.candidates))
        )

    def is_pronoun_at(self, offset: int) -> bool:
        """Whether a pronoun of the third person stands at an offset of the article."""
        word = self.doc.char_span(offset - self.base, offset - self.base + 1, alignment_mode="expand")
        return word is not None and word[0].lower_ in PRONOUNS and word[0].lower_ not in FIRST_PERSON

    def country_of(self, token: Token) -> str | None:
        span = self._span_at.get(token.i)
        return span.countries[0] if span and span.countries else None
