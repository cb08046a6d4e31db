"""The subjects of predicates, as they stand or as another predicate lends them: inherited, controlled, shared, repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.deeds.governing import ADDRESSING, Governing, named_before
from kg.extraction.mentions.parties import unnamed
from kg.extraction.parse.verbs import FINITE, SUBJECTS, has_to, is_passive, is_verb, lemma_of
from kg.extraction.predicates.complements import Complements
from kg.ids import of_kind

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.lexis import Lexis
    from kg.extraction.mentions.parties import Parties

OBJECT_CONTROL = ("request", "enable", "force", "prevent", "send")
INCRIMINATING = ("allege", "prevent", "judge", "force", "request")
TELLING = ("report", "announce", "allege", "opine")
HUMAN = frozenset({"title", "official", "people"})  # senses of role nouns that are persons


class Arguments(Complements):
    """Finds the subjects of predicates in one parsed text."""

    def __init__(self, parties: Parties, lexis: Lexis) -> None:
        super().__init__(parties, lexis)
        self._governing = Governing(lexis, lexis.veridicality)

    def surface_subject(self, verb: Token, depth: int = 0) -> list[Token]:
        """Heads of the subject as it stands (of a passive: who undergoes), another predicate's where it lends it."""
        own = [c for c in verb.children if c.dep_ in SUBJECTS]
        if len(own) == 1 and (speakers := self._speakers_meant(own[0], verb, depth)):
            return speakers
        if own:
            return [t for c in own for s in self._antecedent(c, verb) for t in self._spread(s)] + self._joined(verb)
        if depth > 6:
            return []
        misread = self._misread(verb) if verb.pos_ == "NOUN" or verb.tag_ in FINITE else []
        if misread or verb.pos_ == "NOUN":
            return misread
        if verb.dep_ == "advcl" and verb.tag_ in ("VBD", "VBZ", "VBP"):
            # "after Belgium accused Rwanda", where the parse hung Belgium on "after"
            behind = [p for c in verb.children if c.dep_ == "mark" for p in c.children if p.dep_ == "pobj" and p.i < verb.i]
            if behind:
                return [t for p in behind for t in self._spread(p)]
        head = verb.head
        if verb.dep_ == "conj" and is_verb(head):
            return self.surface_subject(head, depth + 1)
        if verb.dep_ in ("xcomp", "ccomp", "advcl") and head.pos_ == "ADJ" and has_to(verb) and is_verb(head.head):
            return self.surface_subject(head.head, depth + 1)  # "is willing to withdraw"
        if verb.dep_ in ("xcomp", "ccomp", "advcl") and is_verb(head):
            if verb.dep_ == "ccomp" and not has_to(verb) and verb.tag_ not in ("VBG", "VB"):
                return []
            return self.controller(head, verb, depth)
        if (doer := named_before(verb)) is not None and self._lexis.veridicality.find((head.lemma_.lower(),), "noun", "of"):
            return self._spread(doer)
        if verb.dep_ in ("relcl", "acl"):
            return self._qualifying_subject(verb, head, depth)
        if verb.dep_ == "pcomp":
            return self._pcomp_subject(verb, depth)
        return []

    def _qualifying_subject(self, verb: Token, head: Token, depth: int) -> list[Token]:
        """The subject of a clause that qualifies `head`."""
        # "an effort designed to help": who makes the effort helps
        if has_to(verb) or depth and verb.tag_ == "VBN" and self._lexis.verb(lemma_of(verb), "purpose"):
            return self.makers(head, depth)
        if verb.tag_ == "VBG" and self._lexis.word(head.lemma_.lower(), "text"):
            return self.makers(head, depth)
        deed = head.dep_ == "dobj" and self._parties.is_event(head)
        if verb.tag_ == "VBG" and (deed or self._issued(head)) and (agents := self.makers(head, depth)):
            return agents  # "staged a protest demanding that", "announced measures targeting"
        if verb.dep_ == "relcl":
            return []
        return self._clause_subject(verb, depth) or self._text_before(verb, depth) or [head]

    def _misread(self, verb: Token) -> list[Token]:
        """The subject that the parse took for a part of its verb, or of a date: "Chad attacks Mali", "in 1980 Chad"."""
        parts = [c for c in verb.lefts if c.dep_ in ("nmod", "compound", "amod") and self._parties.named(c)]
        places = (p for c in verb.lefts if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj" and self._parties.named(p))
        dated = (p for p in places if any(c.dep_ == "nummod" and c.i == p.head.i + 1 and len(c) == 4 for c in p.children))
        return [t for c in (*parts, *dated) for t in self._spread(c)]

    def _issued(self, thing: Token) -> bool:
        """Whether a thing is one that its maker acts by: "imposed curbs", "announced measures"."""
        verb = thing.head
        made = thing.dep_ == "dobj" and is_verb(verb) and self._lexis.any_verb(lemma_of(verb), ("light", "announce", "propose"))
        return made and all(map(unnamed, self._parties.parties(thing)))

    def _clause_subject(self, participle: Token, depth: int) -> list[Token]:
        """The subject that a participle behind a comma speaks of: "Togo outlawed two parties, forcing them underground"."""
        before = participle.doc[max(0, participle.left_edge.i - 1)]
        governor = participle.head
        if participle.tag_ != "VBG" or before.text != ",":
            return []
        while governor.dep_ in ("dobj", "conj", "appos") and not is_verb(governor):
            governor = governor.head
        return self.surface_subject(governor, depth + 1) if is_verb(governor) and not is_passive(governor) else []

    def _text_before(self, participle: Token, depth: int) -> list[Token]:
        """Who wrote the text before a participle: "posted a message on Twitter blaming Iran"."""
        bearer = participle.head.head.head
        if participle.tag_ != "VBG" or participle.head.dep_ != "pobj":
            return []
        texts = [bearer, *(c for c in bearer.children if c.dep_ == "dobj" and is_verb(bearer))]
        return [t for text in texts if self._lexis.word(text.lemma_.lower(), "text") for t in self.makers(text, depth)]

    def _speakers_meant(self, pronoun: Token, verb: Token, depth: int) -> list[Token]:
        """The speakers whom the subject of what they say repeats: "Kenya said it would send troops"."""
        clause = verb
        while clause.dep_ == "conj" and is_verb(clause.head):
            clause = clause.head
        governor: Token = clause.head
        if clause.dep_ != "ccomp" or depth > 6 or not is_verb(governor) or is_passive(governor) or governor.i > pronoun.i:
            return []
        if not self._lexis.any_verb(lemma_of(governor), TELLING) or any(t.is_quote for t in pronoun.doc[governor.i : pronoun.i]):
            return []
        speakers = self.surface_subject(governor, depth + 1)
        return speakers if self._repeats(pronoun, speakers) else []

    def _repeats(self, pronoun: Token, parties: list[Token]) -> bool:
        """Whether a pronoun of the third person agrees with the `parties` in number and kind."""
        word = pronoun.lower_
        if not parties or any(t.pos_ == "PRON" for t in parties):
            return False
        if word in ("they", "their"):
            return len(parties) > 1 or parties[0].tag_ in ("NNS", "NNPS") or self._is_group(parties[0])
        if len(parties) > 1 or parties[0].tag_ in ("NNS", "NNPS"):
            return False
        human = self._parties.is_person(parties[0]) or self._parties.sense_of(parties[0]) in HUMAN
        return human if word in ("he", "she", "his", "her") else not human if word in ("it", "its") else False

    def own_side(self, pronoun: Token, noun: Token) -> list[Token]:
        """The subject that the possessor of its object repeats: "Iran declared its support for"."""
        verb = noun.head
        if pronoun.tag_ != "PRP$" or noun.dep_ != "dobj" or not is_verb(verb) or is_passive(verb):
            return []
        subject = self.surface_subject(verb)
        return subject if self._repeats(pronoun, subject) else []

    def _is_group(self, token: Token) -> bool:
        span = self._parties.named(token)
        return span is not None and any(of_kind(c, "group", "people") for c in span.candidates)

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
        if has_to(verb) and (plan := self._governing.planned(verb, governor)) is not None:
            return self.makers(plan, depth)  # "foiled a Russian plot to bomb"
        if infinitive and not self._lexis.verb(lemma, "commit"):
            objects = self._objects(governor)
            answers = self._lexis.verb(lemma_of(verb), "answer")  # "summoned the envoy to explain", but "to complain"
            if objects and self._lexis.verb(lemma, "phone") and not answers:
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
            punished = any(c.lower_ == "under" for c in governor.children) or self._lexis.verb(lemma, "person")
            controls = controls or preposition.lower_ == "for" and punished  # "arrested two men for helping"
            objects = self._objects(governor)
            if is_passive(governor):
                return self.surface_subject(governor, depth + 1)
            if controls and objects:
                return objects
            return self.surface_subject(governor, depth + 1)
        if governor.pos_ in ("ADJ", "ADV") and governor.dep_ in ("acomp", "advmod") and is_verb(governor.head):
            return self.surface_subject(governor.head, depth + 1)  # "is guilty of violating", "came close to violating"
        if governor.pos_ == "NOUN" and governor.head.lower_ == "under" and is_verb(governor.head.head):
            return self._objects(governor.head.head)  # "placed him under arrest for insulting"
        if governor.pos_ == "NOUN":
            return self.makers(governor, depth)
        return []

    def makers(self, noun: Token, depth: int = 0) -> list[Token]:
        """Who does the deed that `noun` names: its possessor, else the subject of the verb that takes it."""
        owners = self._parties.owners(noun) or self.drafters(noun)
        if not owners and (makers := [o.head for o in self.obliques(noun) if o.preposition == "by"]):
            return makers  # "a plot by rebels to kill"
        if owners:
            return [t for o in owners for t in self.own_side(o, noun) or [o]]
        if self._governing.foils(noun):
            return []
        step = self._governing.of_text(noun) if self._lexis.word(noun.lemma_.lower(), "text") else None
        if step is not None and depth < 6:
            return self.agents_of(step.token) if is_passive(step.token) else self.surface_subject(step.token, depth + 1)
        if noun.dep_ in ("dobj", "pobj", "attr") and depth < 6:
            governor = noun.head if noun.dep_ != "pobj" else noun.head.head
            if is_verb(governor):
                return self.surface_subject(governor, depth + 1) if not is_passive(governor) else self.agents_of(governor)
        return []

    def drafters(self, text: Token) -> list[Token]:
        """Who wrote a text, by the participle before or behind it: "a US-drafted resolution", "a bill tabled by Chad"."""
        behind = [c for c in text.children if c.dep_ == "acl" and c.tag_ == "VBN" and self._lexis.verb(lemma_of(c), "propose")]
        before = [c for c in text.children if c.dep_ == "amod" and c.tag_ in ("VBN", "VBD")]
        return [t for c in behind for t in self.agents_of(c)] + [n for c in before for n in c.children if self._parties.named(n)]

    def addressed(self, verb: Token) -> list[Token]:
        """To whom one speaks to do `verb`: "called Niger to convey condolences"."""
        governor: Token = verb.head
        if verb.dep_ not in ("xcomp", "advcl") or not has_to(verb) or not is_verb(governor) or is_passive(governor):
            return []
        lemma = lemma_of(governor)
        if not self._lexis.any_verb(lemma, ("phone", "meet", "address-to")):
            return []
        return self._objects(governor) or [o.head for o in self.obliques(governor) if o.preposition in ("with", "to")]

    def _announcer(self, verb: Token) -> list[Token]:
        """Who will do what is announced without a doer: "Thailand announced that refugees will be admitted"."""
        governor = verb.head
        if verb.dep_ == "ccomp" and is_verb(governor) and self._lexis.verb(lemma_of(governor), "announce"):
            return self.surface_subject(governor)
        return []
