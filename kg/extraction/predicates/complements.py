"""What stands beside a predicate but its subject: objects, clauses, phrases behind prepositions, wherever they hang."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.parse.verbs import RELATIVE_PRONOUNS, SUBJECTS, has_to, is_passive, is_verb, lemma_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.lexis import Lexis
    from kg.extraction.mentions.parties import Parties


@dataclass(frozen=True, slots=True)
class Oblique:
    """A phrase behind a preposition; `via` is the noun that carries it (sanctions of "imposed sanctions on Iran")."""

    preposition: str
    head: Token
    via: Token | None = None


class Complements:
    """Finds the complements of predicates in one parsed text."""

    def __init__(self, parties: Parties, lexis: Lexis) -> None:
        self._parties, self._lexis = parties, lexis

    def _antecedent(self, token: Token, verb: Token) -> list[Token]:
        if token.lower_ in RELATIVE_PRONOUNS and token.tag_ in ("WDT", "WP", "DT", "IN"):
            clause = verb
            while clause.dep_ in ("conj", "xcomp", "ccomp") and is_verb(clause.head) and cleft(clause) is None:
                clause = clause.head
            if clause.dep_ == "relcl":
                return self._equal(clause.head) or [clause.head]
            return [stressed] if (stressed := cleft(clause)) is not None else []
        return [token]

    def _equal(self, noun: Token) -> list[Token]:
        """Who is said to be the one of whom a clause speaks: "the country that invaded Ukraine was Russia"."""
        verb = noun.head
        if noun.dep_ != "nsubj" or verb.lemma_ != "be" or self._parties.named(noun):
            return []
        return [c for c in verb.children if c.dep_ == "attr" and self._parties.named(c)]

    def _spread(self, token: Token) -> list[Token]:
        """The heads of a list, also where the parse takes its second for a gloss on its first: "Peru, Chile and Bolivia"."""
        heads = self._parties.conjuncts(token)
        second = next((c for c in token.children if c.dep_ == "appos" and any(g.dep_ == "conj" for g in c.children)), None)
        if second is None or second in heads:
            return heads
        countries = {self._parties.country_of(t) for t in (token, second)}
        listed = len(countries) == 2 and None not in countries
        return heads + [t for t in self._parties.conjuncts(second) if t not in heads] if listed else heads

    def agents_of(self, verb: Token) -> list[Token]:
        """Who does a passive's deed: "by" and what stands behind it."""
        agents = []
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                agents += [t for p in child.children if p.dep_ == "pobj" for t in self._spread(p)]
            elif child.dep_ == "dobj":
                agents += self.agents_of(child)  # "was promised 500 troops by Ethiopia"
        return agents

    def _objects(self, verb: Token) -> list[Token]:
        found: list[Token] = []
        for child in verb.children:
            if child.dep_ in ("dobj", "dative", "oprd") and child.pos_ != "ADP":
                found += [t for a in self._antecedent(child, verb) for t in self._spread(a)]
            elif child.dep_ in ("ccomp", "oprd") and child.pos_ == "ADJ" and self._lexis.verb(lemma_of(verb), "judging"):
                # "found the general guilty"
                found += [t for c in child.children if c.dep_ == "nsubj" for t in self._spread(c)]
            elif child.dep_ == "ccomp" and (self._asks(verb, child) or _doing(child)) or self._called_for(verb, child):
                # "wants Ukraine to withdraw", "demanded that Iran stop", "helped Niger fight", "accepted Rohingya fleeing"
                found += [t for c in child.children if c.dep_ in SUBJECTS for t in self._spread(c)]
            elif child.dep_ == "ccomp" and self._lexis.verb(lemma_of(verb), "attitude"):
                found += self.clause_subjects(child)  # "hopes that Ukraine will"
        stressed = cleft(verb)
        if stressed is not None and not found and not is_passive(verb) and any(c.dep_ == "mark" for c in verb.children):
            found.append(stressed)  # "it was Israel that Iran attacked"
        if not found and verb.dep_ == "relcl" and not is_passive(verb):
            # "the missiles Iran supplied", "the group it backs"
            subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
            preps = [c for c in verb.children if c.dep_ == "prep" and not list(c.children)]
            if subjects and subjects[0].lower_ not in RELATIVE_PRONOUNS and not preps:
                found.append(verb.head)
        return found

    def clause_subjects(self, clause: Token) -> list[Token]:
        """Who acts in a clause, passive or not; nobody where a pronoun stands there."""
        subjects = [c for c in clause.children if c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN")]
        return [t for c in [*self.agents_of(clause), *subjects] for t in self._spread(c)]

    def content_subjects(self, noun: Token) -> list[Token]:
        """Of whom the clause behind a noun speaks: "its demand that Sudan withdraw", "approval for the UN to deliver"."""
        clauses = [c for c in noun.children if is_verb(c) and (c.dep_ in ("acl", "ccomp") or _states(c))]
        if noun.dep_ == "dobj":
            clauses += [c for c in noun.head.children if c.dep_ == "advcl" and _for_infinitive(c) and c.i > noun.i]
        return [t for c in clauses if c.tag_ != "VBG" for t in self.clause_subjects(c) if _has_subject(c)]

    def conditions(self, verb: Token) -> list[Oblique]:
        """Whose deed one waits for: "will not lift the ban until Cuba reforms"."""
        if not any(c.dep_ == "neg" or self._lexis.word(c.lower_, "negation") for c in verb.children):
            return []
        return [
            Oblique("until", t)
            for clause in verb.children
            if clause.dep_ == "advcl" and is_verb(clause)
            for mark in clause.children
            if mark.dep_ in ("mark", "advmod", "prep") and self._lexis.preposition(mark.lower_, "condition")
            for t in self.clause_subjects(clause)
        ]

    def buried(self, verb: Token, objects: list[Token]) -> list[Oblique]:
        """The receiver whom the parse hung on words inside the gift: "gave jets worth a billion to Ukraine"."""
        priced = [c for c in verb.children if c.lower_ == "worth"]
        return [
            oblique
            for thing in (*objects, *priced)
            for token in thing.subtree
            if token.dep_ in ("prep", "dative") and token.lower_ == "to" and (token.head != thing or thing in priced)
            if all(self._stays(inner) for inner in _between(token, thing))
            for oblique in self._behind(token)
        ][-1:]

    def _stays(self, verb: Token) -> bool:
        """Whether a verb goes nowhere, so that a "to" behind it is another's: "skulls that date from 1640"."""
        return self._lexis.verb(lemma_of(verb), "idle") or lemma_of(verb) not in self._lexis.verbs

    def _called_for(self, verb: Token, clause: Token) -> bool:
        """ "called for Israel to compensate Lebanon"."""
        return _for_infinitive(clause) and self._lexis.verb(lemma_of(verb), "call-for")

    def _asks(self, verb: Token, complement: Token) -> bool:
        lemma = lemma_of(verb)
        if has_to(complement) and self._lexis.any_verb(lemma, ("judge", "judging")):
            return True
        if self._lexis.verb(lemma, "request"):
            marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in complement.children)
            modal = any(c.dep_ == "aux" and c.lower_ != "to" for c in complement.children)
            # "that it cut aid": what looks like a past tense
            same = complement.tag_ == "VBD" and complement.lower_ == complement.lemma_
            plain = complement.tag_ == "VBP" and (marked or lemma != "warn")
            subjunctive = complement.tag_ == "VB" or same or plain
            return has_to(complement) or not modal and subjunctive
        bare = complement.tag_ in ("VB", "VBP") and not any(c.dep_ in ("aux", "mark") for c in complement.children)
        return (bare or has_to(complement)) and (self._lexis.verb(lemma, "enable") or self._lexis.verb(lemma, "force"))

    def obliques(self, head: Token) -> list[Oblique]:
        """The phrases behind the prepositions of `head`, those of "away from" and "out of" included."""
        found: list[Oblique] = []
        for child in head.children:
            if self._lexis.word(child.lower_, "joining"):
                continue
            if child.dep_ in ("prep", "dative") and child.pos_ in ("ADP", "SCONJ", "VERB", "PART"):
                found += self._behind(child)
            elif child.lower_ == "where" and head.dep_ == "relcl":
                found.append(Oblique("in", head.head))  # "Kyrgyzstan, where Russia has deployed jets"
            elif child.dep_ == "advmod" and self._lexis.word(child.lower_, "direction"):
                for inner in child.children:
                    if inner.dep_ == "prep":
                        found += self._behind(inner)
        return found

    def _behind(self, preposition: Token) -> list[Oblique]:
        found: list[Oblique] = []
        if self._set_aside(preposition):
            return found
        for child in preposition.children:
            if child.dep_ == "pobj":
                heads = self._antecedent(child, preposition.head) if is_verb(preposition.head) else [child]
                found += [Oblique(preposition.lower_, t) for head in heads for t in self._spread(head)]
            elif (
                child.dep_ in ("prep", "conj")
                and child.pos_ == "ADP"
                and not self._lexis.word(preposition.lower_, "complex-preposition")
            ):
                found += [
                    Oblique("from", o.head) if (preposition.lower_, child.lower_) == ("out", "of") else o
                    for o in self._behind(child)
                ]
        return found

    def _set_aside(self, preposition: Token) -> bool:
        """Whether what stands behind a preposition is what was not done: "sold it to Peru instead of to Chile"."""
        words = preposition.doc[max(0, preposition.i - 2) : preposition.i].text.lower()
        found = self._lexis.veridicality.find((words,), "preposition", "object")
        return found is not None and found.plain == "negated"

    def _shared_arguments(self, verb: Token) -> Token | None:
        """The next verb in "boards and seizes a tanker", whose arguments both share."""
        for child in verb.children:
            if (
                child.dep_ == "conj"
                and is_verb(child)
                and child.i - verb.i <= 3
                and not any(c.dep_ in SUBJECTS for c in child.children)
                and (child.tag_ == verb.tag_ or {child.tag_, verb.tag_} == {"VBN", "VBD"})
            ):
                return child
        return None


def cleft(clause: Token) -> Token | None:
    """Who is stressed before a clause: "it was Iran that attacked Israel"."""
    verb = clause.head
    if clause.dep_ not in ("ccomp", "advcl", "relcl", "acl"):
        return None
    if clause.dep_ in ("relcl", "acl"):
        verb = verb.head
    if verb.lemma_ != "be" or not any(c.lower_ == "it" and c.dep_ in SUBJECTS for c in verb.children):
        return None
    stressed = (c for c in verb.children if c.dep_ in ("attr", "acomp") and c.i < clause.i)
    return next((c for c in stressed if c.pos_ == "PROPN" or c.is_title), None)


def _between(token: Token, top: Token) -> list[Token]:
    """The verbs between a word and the head of the phrase that it stands in."""
    found = []
    while token.head != top and token.head != token:
        token = token.head
        found.append(token)
    return [t for t in found if is_verb(t)]


def _has_subject(clause: Token) -> bool:
    return any(c.dep_ in SUBJECTS and c.lower_ not in RELATIVE_PRONOUNS for c in clause.children)


def _doing(clause: Token) -> bool:
    """Whether a clause is a noun phrase with a participle behind it, which the parse took for a sentence."""
    return clause.tag_ == "VBG" and not any(c.dep_ in ("aux", "mark") for c in clause.children)


def _states(clause: Token) -> bool:
    """Whether a clause behind a noun says what the noun holds, though the parse calls it relative or adverbial."""
    if clause.dep_ == "advcl":
        return _for_infinitive(clause)
    return clause.dep_ == "relcl" and any(c.lower_ == "that" and c.tag_ == "IN" for c in clause.children)


def _for_infinitive(clause: Token) -> bool:
    return has_to(clause) and any(c.dep_ == "mark" and c.lower_ == "for" for c in clause.children)
