"""Predicates and their arguments, whatever the surface: voice, control, raising, coordination, relatives, nominalisation.

A `Frame` names heads of noun phrases; who they are is asked later, of `Parties`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.lexis import EventNoun
from kg.extraction.parse.verbs import RELATIVE_PRONOUNS, is_passive, is_verb, lemma_of
from kg.extraction.predicates.arguments import Arguments
from kg.extraction.predicates.complements import Oblique

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kg.extraction.lexis import Lexis
    from kg.extraction.mentions.parties import Parties

# classes of verbs that lend their subject to the deed their object names: "carried out, planned, threatened an attack"
BEARING = ("light", "receive", "plan", "aspect", "commit")
PROXIES = frozenset({"force", "weapon", "vessel"})  # senses of nouns that act for who owns them


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
    seat: tuple[str, ...] = ()  # the preposition behind which stands the place whose state is taken for the doer


class FrameReader(Arguments):
    """Reads the frames of one parsed text."""

    def __init__(self, parties: Parties, lexis: Lexis) -> None:
        super().__init__(parties, lexis)
        self._adjectives = {adjective for adjective, _ in lexis.adjectives}

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
            if self._parties.is_event(token) and token.i not in merged and not (token.pos_ == "NOUN" and is_verb(token)):
                found.append(self.noun_frame(token))
            elif token.pos_ == "ADJ" and token.lower_ in self._adjectives:
                found += self._adjective_frames(token)
        yield from sorted(found, key=lambda f: f.head.i)

    # --- verbs -------------------------------------------------------------------------------------------------------

    def verb_frame(self, verb: Token) -> Frame:
        frame = Frame(verb, lemma_of(verb), passive=is_passive(verb))
        surface = self.surface_subject(verb)
        if frame.passive:
            frame.objects += surface
            frame.agents += self.agents_of(verb) or self._announcer(verb)
        else:
            frame.agents += surface
        frame.objects += self._objects(verb)
        frame.obliques += self.obliques(verb)
        if self._lexis.verb(frame.lemma, "end"):
            frame.obliques += self.conditions(verb)
        if self._lexis.verb(frame.lemma, "transfer") and not any(o.preposition == "to" for o in frame.obliques):
            frame.obliques += self.buried(verb, frame.objects)
        if frame.passive and not frame.agents and self._lexis.verb(frame.lemma, "banish"):
            self._seat(frame, "from")  # "were expelled from Gabon"
        if frame.passive and not frame.agents and self._lexis.verb(frame.lemma, "custody"):
            self._seat(frame, "in")  # "was arrested in Gabon"
        lender = verb
        while not frame.objects and not frame.obliques and (borrowed := self._shared_arguments(lender)) is not None:
            frame.objects += self._objects(borrowed)
            frame.obliques += self.obliques(borrowed)
            lender = borrowed
        if frame.passive and self._lexis.verb(frame.lemma, "feeling"):
            self._turn_feeling(frame)
        frame.particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
        return frame

    def _turn_feeling(self, frame: Frame) -> None:
        """Of "the US was disappointed by Iraq's vote", who feels is the source."""
        causes = frame.agents + [o.head for o in frame.obliques if self._lexis.preposition(o.preposition, "cause")]
        frame.agents, frame.objects, frame.passive = frame.objects, causes, False

    def _seat(self, frame: Frame, preposition: str) -> None:
        """Take the state whose place stands behind `preposition` for the doer that nobody names."""
        frame.agents += [o.head for o in frame.obliques if o.preposition == preposition and self._parties.is_place(o.head)]
        frame.seat = (preposition,) if frame.agents else ()

    def _adjective_frames(self, token: Token) -> Iterator[Frame]:
        """criticize(X, Y) of "X is critical of Y", of "X issued a report critical of Y"."""
        head = token.head
        told = [Oblique("that", t) for c in token.children if c.dep_ == "ccomp" for t in self.clause_subjects(c)]
        told += [
            Oblique(p.lower_, t)
            for p in token.children
            if p.dep_ == "prep"
            for c in p.children
            if c.dep_ == "pcomp" and is_verb(c)
            for t in self.clause_subjects(c)
        ]
        for oblique in [*self.obliques(token), *told]:
            verb = self._lexis.adjectives.get((token.lower_, oblique.preposition))
            if verb is None:
                continue
            if token.dep_ == "acomp" and is_verb(head):
                yield Frame(token, verb, agents=self.surface_subject(head), objects=[oblique.head])
            elif head.pos_ in ("NOUN", "PROPN"):
                text = self._lexis.word(head.lemma_.lower(), "text")
                yield Frame(token, verb, agents=self.makers(head) if text else [head], objects=[oblique.head])

    # --- event nouns -------------------------------------------------------------------------------------------------

    def noun_frame(self, token: Token, idiom: EventNoun | None = None) -> Frame:
        """The frame of a noun that names a deed, by itself or, as an `idiom`, with the word that carries it: "took aim"."""
        noun = idiom or self._lexis.nouns[token.lemma_.lower()]
        frame = Frame(token, noun.noun, noun)
        self._read_before(frame, noun)
        agents_before = list(frame.agents)
        for oblique in self.obliques(token):
            if oblique.preposition == "by":
                frame.agents.append(oblique.head)
            elif oblique.preposition == "from" and noun.giver:
                frame.agents.append(oblique.head)
            elif oblique.preposition == "of" and not agents_before and (noun.of == "agent" or self._moves(noun, oblique.head)):
                frame.agents.append(oblique.head)
            else:
                frame.obliques.append(oblique)
        if token.dep_ == "dobj" and is_verb(token.head) and self._lexis.verb(lemma_of(token.head), "judge"):
            # "welcomed Ethiopia's apology to Somalia"
            frame.obliques += [o for o in self.obliques(token.head) if o.preposition in ("to", "against")]
        if token.dep_ in ("nsubj", "nsubjpass") and is_verb(token.head):
            frame.obliques += self._occasion(token.head)
        if not frame.agents:
            # "the sanctions that Canada imposed", "attacks on Saudi oil sites by the Houthis"
            frame.agents = (
                self._imposers(token)
                or [t for o in frame.obliques for t in self.agents_of(o.head)]
                or self._outer_agents(token)
                or self._qualified_before(token)
                or self._strayed(frame)
            )
        frame.objects += self.content_subjects(token)
        if noun.giver and token.dep_ == "pobj" and token.head.lower_ == "with" and agents_before != frame.agents:
            # "with help from the UN, Kenya built"
            verb = token.head.head
            frame.objects += self.surface_subject(verb) if is_verb(verb) and not is_passive(verb) else []
        if noun.agentive:
            frame.agents = self._bearers(token)
            frame.obliques += [Oblique("of", t) for t in agents_before]
        return frame

    def _read_before(self, frame: Frame, noun: EventNoun) -> None:
        """Take in who stands before a noun, as its owner or as a part of a compound."""
        token = frame.head
        for child in token.children:
            if child.dep_ == "poss" or (child.dep_ in ("amod", "compound", "nmod", "npadvmod") and self._parties.named(child)):
                whose = self._parties.antecedent(child) if child.lower_ == "whose" else self._parties.hyphenated(child)
                owners = [t for o in whose for t in self.own_side(o, token) or self._spread(o)]
                struck = child.dep_ != "poss" and self._lexis.verb(noun.verb, "local") and self._is_site(child)
                if struck or noun.suffered and child.dep_ == "poss" and self._parties.is_person(child):
                    frame.obliques += [Oblique("of", t) for t in owners]
                else:
                    frame.agents += owners
            elif child.dep_ == "compound" and child.pos_ == "NOUN":
                # "Russian drone strikes" where the parse makes the drones, not the strikes, Russian
                frame.agents += [c for c in child.children if c.dep_ in ("amod", "compound") and self._parties.named(c)]
            elif child.lower_ == "led" and child.dep_ == "amod":
                frame.agents += [c for c in child.children if self._parties.named(c)]  # "a Saudi-led strike"

    def _moves(self, noun: EventNoun, thing: Token) -> bool:
        """Whether what is moved belongs to who moves it: "the removal of US troops from Syria"."""
        return self._lexis.verb(noun.verb, "motion") and self._parties.sense_of(thing) in PROXIES

    def _occasion(self, verb: Token) -> list[Oblique]:
        """Between whom and where a deed came to pass: "clashes broke out between", "attacks were reported in"."""
        passive = is_passive(verb)
        happens = self._lexis.verb(lemma_of(verb), "report")
        if not passive:
            bare = not any(c.dep_ == "dobj" for c in verb.children)
            happens = bare and self._lexis.any_verb(lemma_of(verb), ("happening", "aspect", "light"))
        return [
            o
            for o in self.obliques(verb)
            if o.preposition == "between" and not passive or happens and self._lexis.preposition(o.preposition, "place")
        ]

    def _is_site(self, token: Token) -> bool:
        """Whether a name is that of a town or region rather than a state's: "the Paris attacks"."""
        span = self._parties.named(token)
        return span is not None and span.form == "place"

    def _imposers(self, token: Token) -> list[Token]:
        """Who did the deed by the clause that hangs on it: "the sanctions Canada imposed", "an appeal lodged by Chad"."""
        lodged = [c for c in token.children if c.dep_ == "acl" and is_verb(c) and c.tag_ == "VBN"]
        if agents := [t for c in lodged if self._lexis.any_verb(lemma_of(c), ("light", "propose")) for t in self.agents_of(c)]:
            return agents
        charged = [c for c in token.children if c.dep_ in ("acl", "relcl") and is_verb(c) and is_passive(c)]
        laid = [o for c in charged if self._lexis.verb(lemma_of(c), "blame") for o in self.obliques(c)]
        blamed = [o.head for o in laid if o.preposition in ("on", "to")]
        if blamed or (blamed := [t for c in charged if lemma_of(c) == "claim" for t in self.agents_of(c)]):
            return blamed  # "an ambush blamed on rebels", "a bombing claimed by rebels"
        clauses = [c for c in token.children if c.dep_ == "relcl" and is_verb(c) and not is_passive(c)]
        return [
            t
            for c in clauses
            if self._lexis.verb(lemma_of(c), "light") and not any(w.dep_ in ("prep", "xcomp") for w in c.children)
            for s in c.children
            if s.dep_ == "nsubj" and s.lower_ not in RELATIVE_PRONOUNS
            for t in self._spread(s)
        ]

    def _qualified_before(self, token: Token) -> list[Token]:
        """Whose deed it is by a word before the first of two nouns: "Russian drone and missile strikes"."""
        first = token.head
        if token.dep_ != "conj" or first.pos_ != "NOUN" or token.i - first.i > 4:
            return []
        if any(c.dep_ in ("det", "poss") for c in token.children):
            return []
        return [c for c in first.children if c.dep_ in ("amod", "compound", "poss") and self._parties.named(c)]

    def _strayed(self, frame: Frame) -> list[Token]:
        """The doers, with the place, that the parse hung on the verb: "confirmed a death in an attack in Tehran by Israel"."""
        verb = next((t for t in frame.head.ancestors if is_verb(t)), None)
        local = frame.noun is not None and self._lexis.verb(frame.noun.verb, "harm")
        if not local or verb is None or is_passive(verb) or verb.i > frame.head.i:
            return []
        behind = [o for o in self.obliques(verb) if o.head.i > frame.head.i]
        doers = [o.head for o in behind if o.preposition == "by" and self._parties.named(o.head)]
        if doers:
            frame.obliques += [o for o in behind if self._lexis.preposition(o.preposition, "place")]
        return doers

    def _outer_agents(self, token: Token) -> list[Token]:
        """Who did a deed whose own phrase does not say it: "claimed responsibility for", "blamed X for", "killed in" it."""
        if token.dep_ == "attr" and token.head.dep_ == "ccomp" and any(c.dep_ == "expl" for c in token.head.children):
            # "the minister says there will be no talks with the rebels"
            return self.surface_subject(token.head.head) if is_verb(token.head.head) else []
        if token.dep_ == "conj" and self._parties.is_event(token.head):
            return self._first_of(token)
        if token.dep_ in ("nsubjpass", "dobj") and is_verb(token.head) and self._lexis.verb(lemma_of(token.head), "blame"):
            # "the attack was blamed on rebels"
            return [o.head for o in self.obliques(token.head) if o.preposition in ("on", "to")]
        if token.dep_ != "pobj":
            return []
        preposition, head = token.head.lower_, token.head.head
        if preposition == "of" and head.dep_ == "pobj" and self._lexis.word(head.lemma_.lower(), "run"):
            preposition, head = head.head.lower_, head.head.head  # "after days of clashes with"
        if preposition == "of" and head.dep_ == "pobj" and is_verb(head.head.head) and lemma_of(head.head.head) == "be":
            return self.surface_subject(head.head.head)  # "are on the brink of war with"
        if preposition == "for" and head.lower_ in ("responsible", "responsibility"):
            verb = head.head
            return self.surface_subject(verb) if is_verb(verb) and not is_passive(verb) else []
        return self._agents_around(token, preposition, head) if is_verb(head) else []

    def _agents_around(self, token: Token, preposition: str, head: Token) -> list[Token]:
        """Who did a deed that stands behind a preposition of the verb `head`."""
        lemma = lemma_of(head)
        if preposition in ("at", "in") and lemma in ("be", "remain", "stay"):
            return self.surface_subject(head)  # "are at war with"
        joint = (
            self._parties.is_event(token)
            and self._lexis.nouns[token.lemma_.lower()].symmetric
            and any(o.preposition == "with" for o in self.obliques(token))
        )
        if preposition == "for" and not is_passive(head) and self._lexis.any_verb(lemma, ("send", "motion")):
            return self.surface_subject(head)  # "mobilised its army for an assault on"
        travels = self._lexis.word(token.lemma_.lower(), "travel")
        if preposition in ("on", "for", "during") and travels and not is_passive(head):
            return self.surface_subject(head)  # "left on a visit to", "arrived for a visit"
        if preposition in ("in", "during", "after", "amid", "following", "for", "at") and joint and not is_passive(head):
            return self.surface_subject(head)  # "signed it in talks with", "arrived for talks with"
        if preposition in ("in", "during") and joint and self._lexis.verb(lemma, "local") and not self.agents_of(head):
            return self.surface_subject(head)  # "were killed in clashes with"
        if preposition in ("for", "of") and (self._lexis.verb(lemma, "allege") or self._lexis.verb(lemma, "judge")):
            return self.surface_subject(head) if is_passive(head) else self._objects(head)
        if preposition == "in" and self._lexis.verb(lemma, "local"):
            return self.agents_of(head) if is_passive(head) else self.surface_subject(head)
        if preposition == "with" and lemma == "threaten" and not is_passive(head):
            return self.surface_subject(head)
        return []

    def _first_of(self, token: Token) -> list[Token]:
        """Who does the deeds of one list: "voiced its rejection and condemnation of"."""
        first = token
        while first.dep_ == "conj" and self._parties.is_event(first.head):
            first = first.head
        verb = first.head
        if first.dep_ != "dobj" or not is_verb(verb) or is_passive(verb) or not self._lexis.any_verb(lemma_of(verb), BEARING):
            return []
        return self.surface_subject(verb)

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
        if (borne := self._borne(frame)) is not None:
            return borne
        if (carried := next((t for t in frame.objects if self._idiom(frame.lemma, t)), None)) is not None:
            return carried
        if not self._lexis.any_verb(frame.lemma, BEARING) or self._lexis.verb(frame.lemma, "end"):
            return None
        if self._lexis.verb(frame.lemma, "plead") and any(o.preposition == "from" for o in self._carried(frame)):
            return None  # "sought help from Chad": the asking is done, the help is not
        if frame.passive and not frame.agents and self._lexis.verb(frame.lemma, "commit"):
            return None  # "a visit was agreed": nobody's speech act
        for token in [deed for thing in frame.objects for deed in self._counted(thing)]:
            if self._parties.is_event(token) and not self._lexis.nouns[token.lemma_.lower()].agentive:
                return token
        return None

    def _carried(self, frame: Frame) -> list[Oblique]:
        return [*frame.obliques, *(o for t in frame.objects for o in self.obliques(t))]

    def _borne(self, frame: Frame) -> Token | None:
        """The deed that somebody undergoes: "came under attack from"."""
        if not self._lexis.verb(frame.lemma, "undergo") or frame.passive:
            return None
        under = (o.head for o in frame.obliques if o.preposition == "under")
        return next((t for t in under if self._parties.is_event(t) or self._idiom("under", t)), None)

    def _idiom(self, carrier: str, thing: Token) -> EventNoun | None:
        """The deed that a thing names only with the word before it: "took aim at", "came under fire"."""
        return self._lexis.nouns.get(f"{carrier} {thing.lemma_.lower()}")

    def _sides_of(self, tokens: list[Token]) -> set[str]:
        """The states that phrases name or belong to."""
        near = (n for t in tokens for n in (t, *self._parties.owners(t)))
        return {country for n in near if (country := self._parties.country_of(n))}

    def _counted(self, thing: Token) -> list[Token]:
        """The deeds of "a series of strikes", "a new round of talks"."""
        if not self._lexis.word(thing.lemma_.lower(), "run"):
            return [thing]
        return [n for c in thing.children if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"] or [thing]

    def _merge_light(self, frame: Frame, token: Token) -> Frame:
        borne = self._borne(frame) is not None
        inner = self.noun_frame(token, self._idiom("under" if borne else frame.lemma, token))
        assert inner.noun is not None
        if borne or self._lexis.verb(frame.lemma, "receive"):
            # "received support from X": the giver acts, the receiver undergoes
            behind = [o for o in (*inner.obliques, *frame.obliques) if o.preposition in ("from", "by")]
            given = inner.agents + [o.head for o in behind if o.head not in inner.agents]
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
        objects = [t for t in frame.objects if t.i != token.i and t not in self._spread(token) and not t.is_ancestor(token)]
        judged = self._lexis.verb(frame.lemma, "judge")  # "rejected its proposal": somebody else's
        others = [t for t in inner.agents if t not in agents and (judged or t.tag_ != "PRP$")]
        if not self._lexis.any_verb(frame.lemma, ("judge", "fail", "draft")):
            sides = self._sides_of(agents)
            others = [t for t in others if self._sides_of([t]).isdisjoint(sides)]  # "the envoy conveyed his state's support"
        if frame.agents and not frame.passive:
            others += [o.head for o in frame.obliques if o.preposition == "by"]  # "denied charges by Pakistan"
        return Frame(
            token,
            inner.lemma,
            inner.noun,
            agents=agents,
            objects=objects + inner.objects + (others if frame.agents else []),
            obliques=[*inner.obliques, *(o for o in frame.obliques if o.preposition != "by" and o.head != token)],
            light=frame.head,
            passive=frame.passive,
        )
