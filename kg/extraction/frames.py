"""Predicates and their arguments, whatever the surface: voice, control, raising, coordination, relatives, nominalisation.

A `Frame` names heads of noun phrases; who they are is asked later, of `Parties`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.arguments import RELATIVE, Arguments, Oblique, is_passive, is_verb, lemma_of
from kg.extraction.lexis import EventNoun

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# classes of verbs that lend their subject to the deed their object names: "carried out, planned, threatened an attack"
BEARING = ("light", "receive", "plan", "aspect", "commit")


@dataclass(slots=True)
class Frame:
    """One predicate with the heads of its arguments."""

    head: Token
    lemma: str
    noun: EventNoun | None = None
    agents: list[Token] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    obliques: list[Oblique] = field(default_factory=list)
    particle: str | None = None
    light: Token | None = None
    passive: bool = False


class FrameReader(Arguments):
    """Reads the frames of one parsed text."""

    def frames(self, sentence: Span) -> Iterator[Frame]:
        """All frames of a sentence, in the order of their heads."""
        merged: set[int] = set()
        found: list[Frame] = []
        for token in sentence:
            if is_verb(token) and not self._parties.in_name(token):
                frame = self.verb_frame(token)
                noun = self._light_noun(frame)
                if noun is not None:
                    merged.add(noun.i)
                    frame = self._merge_light(frame, noun)
                found.append(frame)
        for token in sentence:
            if self._parties.is_event(token) and token.i not in merged:
                found.append(self.noun_frame(token))
            elif token.pos_ == "ADJ":
                found += self._adjective_frames(token)
        yield from sorted(found, key=lambda f: f.head.i)

    # --- verbs -------------------------------------------------------------------------------------------------------

    def verb_frame(self, verb: Token) -> Frame:
        frame = Frame(verb, lemma_of(verb), passive=is_passive(verb))
        surface = self.surface_subject(verb)
        if frame.passive:
            frame.objects += surface
            frame.agents += self._by(verb) or self._announcer(verb)
        else:
            frame.agents += surface
        frame.objects += self._objects(verb)
        frame.obliques += self.obliques(verb)
        lender = verb
        while not frame.objects and not frame.obliques and (borrowed := self._shared_arguments(lender)) is not None:
            frame.objects += self._objects(borrowed)
            frame.obliques += self.obliques(borrowed)
            lender = borrowed
        frame.particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
        return frame

    def _adjective_frames(self, token: Token) -> Iterator[Frame]:
        """criticize(X, Y) of "X is critical of Y", of "X issued a report critical of Y"."""
        head = token.head
        for oblique in self.obliques(token):
            verb = self._lexis.adjectives.get((token.lower_, oblique.preposition))
            if verb is None:
                continue
            if token.dep_ == "acomp" and is_verb(head):
                yield Frame(token, verb, agents=self.surface_subject(head), objects=[oblique.head])
            elif head.pos_ in ("NOUN", "PROPN"):
                text = self._lexis.word(head.lemma_.lower(), "text")
                yield Frame(token, verb, agents=self._noun_agents(head) if text else [head], objects=[oblique.head])

    # --- event nouns -------------------------------------------------------------------------------------------------

    def noun_frame(self, token: Token) -> Frame:
        noun = self._lexis.nouns[token.lemma_.lower()]
        frame = Frame(token, noun.noun, noun)
        for child in token.children:
            if child.dep_ == "poss" or (child.dep_ in ("amod", "compound", "nmod", "npadvmod") and self._parties.named(child)):
                whose = self._parties.antecedent(child) if child.lower_ == "whose" else self._parties.hyphenated(child)
                owners = [t for o in whose for t in self._spread(o)]
                if noun.suffered and child.dep_ == "poss" and self._parties.is_person(child):
                    frame.obliques += [Oblique("of", t) for t in owners]
                else:
                    frame.agents += owners
            elif child.lower_ == "led" and child.dep_ == "amod":
                frame.agents += [c for c in child.children if self._parties.named(c)]  # "a Saudi-led strike"
        agents_before = list(frame.agents)
        for oblique in self.obliques(token):
            if oblique.preposition == "by":
                frame.agents.append(oblique.head)
            elif oblique.preposition == "from" and noun.giver:
                frame.agents.append(oblique.head)
            elif oblique.preposition == "of" and noun.of == "agent" and not agents_before:
                frame.agents.append(oblique.head)
            else:
                frame.obliques.append(oblique)
        if token.dep_ == "nsubj" and is_verb(token.head):
            frame.obliques += [o for o in self.obliques(token.head) if o.preposition == "between"]  # "clashes broke out between"
        if not frame.agents:
            # "the sanctions that Canada imposed", "attacks on Saudi oil sites by the Houthis"
            frame.agents = (
                self._imposers(token) or [t for o in frame.obliques for t in self._by(o.head)] or self._outer_agents(token)
            )
        if noun.agentive:
            frame.agents = self._bearers(token)
            frame.obliques += [Oblique("of", t) for t in agents_before]
        return frame

    def _imposers(self, token: Token) -> list[Token]:
        """The subject of the relative clause that says who did the deed."""
        clauses = [c for c in token.children if c.dep_ == "relcl" and is_verb(c) and not is_passive(c)]
        return [
            t
            for c in clauses
            if self._lexis.verb(lemma_of(c), "light")
            for s in c.children
            if s.dep_ == "nsubj" and s.lower_ not in RELATIVE
            for t in self._spread(s)
        ]

    def _outer_agents(self, token: Token) -> list[Token]:
        """Who did a deed whose own phrase does not say it: "claimed responsibility for", "blamed X for", "killed in" it."""
        if token.dep_ == "attr" and token.head.dep_ == "ccomp" and any(c.dep_ == "expl" for c in token.head.children):
            # "the minister says there will be no talks with the rebels"
            return self.surface_subject(token.head.head) if is_verb(token.head.head) else []
        if token.dep_ != "pobj":
            return []
        preposition, head = token.head.lower_, token.head.head
        if preposition == "for" and head.lower_ in ("responsible", "responsibility"):
            verb = head.head
            return self.surface_subject(verb) if is_verb(verb) and not is_passive(verb) else []
        if not is_verb(head):
            return []
        lemma = lemma_of(head)
        if preposition in ("at", "in") and lemma in ("be", "remain", "stay"):
            return self.surface_subject(head)  # "are at war with"
        joint = self._lexis.nouns[token.lemma_.lower()].symmetric and any(o.preposition == "with" for o in self.obliques(token))
        if preposition in ("in", "during", "after", "amid") and joint and not is_passive(head):
            return self.surface_subject(head)  # "signed it in talks with"
        if preposition in ("for", "of") and (self._lexis.verb(lemma, "allege") or self._lexis.verb(lemma, "judge")):
            return self.surface_subject(head) if is_passive(head) else self._objects(head)
        if preposition == "in" and self._lexis.verb(lemma, "local"):
            return self._by(head) if is_passive(head) else self.surface_subject(head)
        if preposition == "with" and lemma == "threaten" and not is_passive(head):
            return self.surface_subject(head)
        return []

    def _bearers(self, token: Token) -> list[Token]:
        """Who is called the critic, the supporter: by "be" or by apposition."""
        while token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.dep_ in ("attr", "pobj"):
            token = token.head.head  # "more of a critic"
        head = token.head
        if token.dep_ == "attr":
            return [t for c in head.children if c.dep_ == "nsubj" for t in self._spread(c)]
        if token.dep_ in ("appos", "compound", "nmod"):
            return [head]
        return [c for c in token.children if c.dep_ == "appos"]

    def _light_noun(self, frame: Frame) -> Token | None:
        """The event noun in which the sense of a light verb lies."""
        if self._lexis.verb(frame.lemma, "enter"):
            # "entered into negotiations", "engaged in talks"
            return next(
                (
                    o.head
                    for o in frame.obliques
                    if o.preposition in ("into", "in", "on", "to") and self._parties.is_event(o.head)
                ),
                None,
            )
        if not self._lexis.any_verb(frame.lemma, BEARING) or self._lexis.verb(frame.lemma, "end"):
            return None
        if frame.passive and not frame.agents and self._lexis.verb(frame.lemma, "commit"):
            return None  # "a visit was agreed": nobody's speech act
        for token in frame.objects:
            if self._parties.is_event(token) and not self._lexis.nouns[token.lemma_.lower()].agentive:
                return token
        return None

    def _merge_light(self, frame: Frame, token: Token) -> Frame:
        inner = self.noun_frame(token)
        assert inner.noun is not None
        if self._lexis.verb(frame.lemma, "receive"):
            # "received support from X": the giver acts, the receiver undergoes
            given = inner.agents + [o.head for o in frame.obliques if o.preposition == "from"]
            return Frame(
                token,
                inner.lemma,
                inner.noun,
                agents=given,
                objects=list(frame.agents),
                obliques=[o for o in inner.obliques if o.preposition != "from"],
                light=frame.head,
            )
        agents = frame.agents or inner.agents
        objects = [t for t in frame.objects if t.i != token.i and t not in self._spread(token)]
        others = [t for t in inner.agents if t not in agents and t.tag_ != "PRP$"]
        return Frame(
            token,
            inner.lemma,
            inner.noun,
            agents=agents,
            objects=objects + (others if frame.agents else []),
            obliques=[*inner.obliques, *(o for o in frame.obliques if o.preposition != "by" and o.head != token)],
            light=frame.head,
            passive=frame.passive,
        )
