"""The arguments of a predicate, wherever they stand: own, inherited, controlled, shared, behind prepositions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.lexis import Lexis
    from kg.extraction.parties import Parties

SUBJECTS = ("nsubj", "nsubjpass")
RELATIVE = frozenset({"who", "which", "that", "whom"})
OBJECT_CONTROL = ("request", "enable", "force", "prevent", "send")
# "call on X to V", "appeal to X to V", "plead with X to V"
ADDRESSING = frozenset({"on", "upon", "to", "with", "for"})
INCRIMINATING = ("allege", "prevent", "judge", "force", "request")


@dataclass(frozen=True, slots=True)
class Oblique:
    """A phrase behind a preposition; `via` is the noun that carries it (sanctions of "imposed sanctions on Iran")."""

    preposition: str
    head: Token
    via: Token | None = None


class Arguments:
    """Finds the arguments of predicates in one parsed text."""

    def __init__(self, parties: Parties, lexis: Lexis) -> None:
        self._parties, self._lexis = parties, lexis

    def surface_subject(self, verb: Token, depth: int = 0) -> list[Token]:
        """Heads of the subject as it stands (of a passive: who undergoes), another predicate's where it lends it."""
        own = [c for c in verb.children if c.dep_ in SUBJECTS]
        if own:
            return [t for c in own for s in self._antecedent(c, verb) for t in self._spread(s)] + self._joined(verb)
        if depth > 6:
            return []
        head = verb.head
        if verb.dep_ == "conj" and is_verb(head):
            return self.surface_subject(head, depth + 1)
        if verb.dep_ in ("xcomp", "ccomp", "advcl") and head.pos_ == "ADJ" and has_to(verb) and is_verb(head.head):
            return self.surface_subject(head.head, depth + 1)  # "is willing to withdraw"
        if verb.dep_ in ("xcomp", "ccomp", "advcl") and is_verb(head):
            if verb.dep_ == "ccomp" and not has_to(verb) and verb.tag_ not in ("VBG", "VB"):
                return []
            return self.controller(head, verb, depth)
        if verb.dep_ in ("relcl", "acl"):
            if has_to(verb):
                return self._noun_agents(head, depth)
            if verb.tag_ == "VBG" and self._lexis.word(head.lemma_.lower(), "text"):
                return self._noun_agents(head, depth)
            return [head] if verb.dep_ == "acl" else []
        if verb.dep_ == "pcomp":
            return self._pcomp_subject(verb, depth)
        return []

    def _joined(self, verb: Token) -> list[Token]:
        """Who joins the subject from behind the verb: "Kenya, along with Uganda, sent troops"."""
        joining = [c for c in verb.children if self._lexis.word(c.lower_, "joining")]
        return [
            t
            for c in joining
            for w in c.children
            if w.lower_ == "with"
            for p in w.children
            if p.dep_ == "pobj"
            for t in self._spread(p)
        ]

    def controller(self, governor: Token, verb: Token, depth: int = 0) -> list[Token]:
        """Who does `verb`, a complement of `governor`: the governor's object or its subject."""
        lemma = lemma_of(governor)
        infinitive = has_to(verb) or verb.dep_ == "xcomp"
        if infinitive and not self._lexis.verb(lemma, "commit"):
            objects = self._objects(governor)
            if objects and self._lexis.verb(lemma, "phone"):
                return self.surface_subject(governor, depth + 1)  # "called him to congratulate him"
            if is_passive(governor) and self._lexis.any_verb(lemma, OBJECT_CONTROL):
                return self.surface_subject(governor, depth + 1)
            if objects and self._lexis.any_verb(lemma, OBJECT_CONTROL) and self._can_act(lemma, objects):
                return objects
            if self._lexis.verb(lemma, "request"):
                addressed = [o.head for o in self.obliques(governor) if o.preposition in ADDRESSING]
                if addressed:
                    return addressed
        elif infinitive and lemma == "warn":
            return self._objects(governor) or self.surface_subject(governor, depth + 1)
        return self.surface_subject(governor, depth + 1)

    def _can_act(self, governor: str, objects: list[Token]) -> bool:
        """Who sends troops to help, helps; who sends a minister to help, has him help."""
        return not self._lexis.verb(governor, "send") or any(self._parties.named(t) or self._parties.owners(t) for t in objects)

    def _pcomp_subject(self, verb: Token, depth: int) -> list[Token]:
        preposition = verb.head
        governor = preposition.head
        if is_verb(governor):
            lemma = lemma_of(governor)
            controls = preposition.lower_ in ("of", "from", "into", "for") and self._lexis.any_verb(lemma, INCRIMINATING)
            objects = self._objects(governor)
            if is_passive(governor):
                return self.surface_subject(governor, depth + 1)
            if controls and objects:
                return objects
            return self.surface_subject(governor, depth + 1)
        if governor.pos_ == "NOUN":
            return self._noun_agents(governor, depth)
        return []

    def _noun_agents(self, noun: Token, depth: int = 0) -> list[Token]:
        """Who does the deed that `noun` names: its possessor, else the subject of the verb that takes it."""
        owners = self._parties.owners(noun)
        if owners:
            return owners
        if noun.dep_ in ("dobj", "pobj", "attr") and depth < 6:
            governor = noun.head if noun.dep_ != "pobj" else noun.head.head
            if is_verb(governor):
                return self.surface_subject(governor, depth + 1) if not is_passive(governor) else self._by(governor)
        return []

    def _antecedent(self, token: Token, verb: Token) -> list[Token]:
        if token.lower_ in RELATIVE and token.tag_ in ("WDT", "WP", "DT", "IN"):
            clause = verb
            while clause.dep_ in ("conj", "xcomp", "ccomp") and clause.dep_ != "relcl" and is_verb(clause.head):
                clause = clause.head
            if clause.dep_ == "relcl":
                return [clause.head]
            return []
        return [token]

    def _spread(self, token: Token) -> list[Token]:
        return self._parties.conjuncts(token)

    def _by(self, verb: Token) -> list[Token]:
        agents = []
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                agents += [t for p in child.children if p.dep_ == "pobj" for t in self._spread(p)]
            elif child.dep_ == "dobj":
                agents += self._by(child)  # "was promised 500 troops by Ethiopia"
        return agents

    def _objects(self, verb: Token) -> list[Token]:
        found: list[Token] = []
        for child in verb.children:
            if child.dep_ in ("dobj", "dative", "oprd") and child.pos_ != "ADP":
                found += [t for a in self._antecedent(child, verb) for t in self._spread(a)]
            elif child.dep_ in ("ccomp", "oprd") and child.pos_ == "ADJ" and self._lexis.verb(lemma_of(verb), "judging"):
                # "found the general guilty"
                found += [t for c in child.children if c.dep_ == "nsubj" for t in self._spread(c)]
            elif child.dep_ == "ccomp" and self._asks(verb, child) or self._called_for(verb, child):
                # "wants Ukraine to withdraw", "demanded that Iran stop", "helped Niger fight": their subject is addressed
                found += [t for c in child.children if c.dep_ in SUBJECTS for t in self._spread(c)]
        if not found and verb.dep_ == "relcl" and not is_passive(verb):
            # "the missiles Iran supplied", "the group it backs"
            subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
            preps = [c for c in verb.children if c.dep_ == "prep" and not list(c.children)]
            if subjects and subjects[0].lower_ not in RELATIVE and not preps:
                found.append(verb.head)
        return found

    def _called_for(self, verb: Token, clause: Token) -> bool:
        """ "called for Israel to compensate Lebanon"."""
        marked = any(c.dep_ == "mark" and c.lower_ == "for" for c in clause.children)
        return marked and has_to(clause) and self._lexis.verb(lemma_of(verb), "call-for")

    def _asks(self, verb: Token, complement: Token) -> bool:
        lemma = lemma_of(verb)
        if has_to(complement) and self._lexis.verb(lemma, "judge"):
            return True
        if self._lexis.verb(lemma, "request"):
            marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in complement.children)
            modal = any(c.dep_ == "aux" and c.lower_ != "to" for c in complement.children)
            subjunctive = complement.tag_ == "VB" or complement.tag_ == "VBP" and (marked or lemma != "warn")
            return has_to(complement) or not modal and subjunctive
        bare = complement.tag_ in ("VB", "VBP") and not any(c.dep_ in ("aux", "mark") for c in complement.children)
        return (bare or has_to(complement)) and (self._lexis.verb(lemma, "enable") or self._lexis.verb(lemma, "force"))

    def obliques(self, head: Token) -> list[Oblique]:
        """The phrases behind the prepositions of `head`, those of "away from" and "out of" included."""
        found: list[Oblique] = []
        for child in head.children:
            if self._lexis.word(child.lower_, "joining"):
                continue
            if child.dep_ in ("prep", "dative") and child.pos_ in ("ADP", "SCONJ", "VERB"):
                found += self._behind(child)
            elif child.lower_ == "where" and head.dep_ == "relcl":
                found.append(Oblique("in", head.head))  # "Kyrgyzstan, where Russia has deployed jets"
            elif child.dep_ == "advmod" and self._lexis.word(child.lower_, "direction"):
                for inner in child.children:
                    if inner.dep_ == "prep":
                        found += self._behind(inner)
        return found

    def _behind(self, preposition: Token) -> list[Oblique]:
        found = []
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

    def _announcer(self, verb: Token) -> list[Token]:
        """Who will do what is announced without a doer: "Thailand announced that refugees will be admitted"."""
        governor = verb.head
        if verb.dep_ == "ccomp" and is_verb(governor) and self._lexis.verb(lemma_of(governor), "announce"):
            return self.surface_subject(governor)
        return []


def is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass", "amod", "compound")


def is_passive(verb: Token) -> bool:
    """Whether the verb's surface subject undergoes the deed, auxiliary or not."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if any(c.dep_ in ("aux", "dobj") for c in verb.children):
        return False
    if verb.tag_ == "VBD" and any(c.dep_ == "agent" for c in verb.children):
        return True  # a headline's "Ukraine hit by drones"
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "advcl"):
        return True
    return (
        verb.dep_ == "conj"
        and is_verb(verb.head)
        and is_passive(verb.head)
        and not any(c.dep_ in SUBJECTS for c in verb.children)
    )


def has_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def lemma_of(token: Token) -> str:
    return str(token.lemma_).lower()
