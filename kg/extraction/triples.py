"""From frames to candidate triples: who did it, to whom, in which words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from kg.extraction.frames import Frame, FrameReader, Oblique, has_to, is_verb, lemma_of
from kg.extraction.lexis import Lexis
from kg.extraction.status import StatusReader
from kg.model import Candidate, Mention, Predicate, Relation, Sentence, Status

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kg.extraction.parties import Parties

DEEPEST = 3  # nouns between a verb and the actor at its end: "soldiers for training in Russia"
MEANS = frozenset({"force", "weapon", "vessel", "vehicle", "aircraft"})


@dataclass(frozen=True, slots=True)
class Target:
    """An actor at the end of a predicate, and the road to it."""

    mention: Mention
    preposition: str | None
    through: tuple[str, ...] = ()
    via: Token | None = None


class TripleReader:
    """Reads candidate triples off the frames of one parsed text."""

    def __init__(self, parties: Parties, lexis: Lexis) -> None:
        self._parties, self._lexis = parties, lexis
        self.frames, self._status = FrameReader(parties, lexis), StatusReader(lexis)

    def read(self, sentence: Span, record: Sentence) -> Iterator[Candidate]:
        """All candidates of a sentence, in the order of their predicates."""
        frames = list(self.frames.frames(sentence))
        for frame in frames:
            yield from self._candidates(frame, record)
            yield from self._demand(frame, record)
        yield from self._compounds(sentence, record)

    # --- one frame ---------------------------------------------------------------------------------------------------

    def _candidates(self, frame: Frame, record: Sentence) -> Iterator[Candidate]:
        if self._silent(frame):
            return
        sources = self._sources(frame)
        if not sources:
            yield from self._between(frame, record)
            return
        governed = self._status.read(frame)
        status, governor = governed.status, self._commitment(frame)
        if governor is not None:
            status = self._status._verb(governor).status
        symmetric = self._symmetric(frame)
        targets = list(self._targets(frame, sources))
        if symmetric and (len(sources) > 1 or _collective(sources[0])) and frame.noun is None and frame.lemma not in ONE_WAY:
            # "A and B meet at the UN": they meet each other, not the place
            targets = [t for t in targets if t.preposition == "with" or t.preposition is None and frame.lemma not in TREATING]
        if frame.lemma in MEETING:
            targets = [t for t in targets if t.preposition in (None, "with")]
        if governor is not None and lemma_of(governor) == "agree" and len(sources) > 1:
            targets, symmetric = [], True
        seen: set[tuple[int, int]] = set()
        for target in targets:
            if (target.mention.start, target.mention.end) in seen:
                continue
            seen.add((target.mention.start, target.mention.end))
            for source in sources:
                if _overlap(source, target.mention) or not self._worth(frame, source, target):
                    continue
                both = symmetric and target.preposition in (None, "with", "and", "between", "against")
                if frame.lemma in ONE_WAY and target.preposition is None:
                    both = False
                yield self._candidate(frame, record, source, target, status, both, governor, governed.governors)
        if not seen and symmetric and len(sources) > 1 and not self._has_outer_object(frame):
            for one, other in combinations(sources, 2):
                if not _overlap(one, other):
                    yield self._candidate(
                        frame, record, one, Target(other, "with"), status, True, governor, governed.governors
                    )
        if not seen and symmetric and len(sources) == 1 and _collective(sources[0]) and not self._has_outer_object(frame):
            # "the two countries signed a pact": who they are, resolution tells
            yield self._candidate(
                frame, record, sources[0], Target(sources[0], "with"), status, True, governor, governed.governors
            )

    def _demand(self, frame: Frame, record: Sentence) -> Iterator[Candidate]:
        """request(Russia, Israel) of "Russia says Israel must end its attacks"."""
        head = frame.head
        if frame.noun is not None or head.dep_ != "ccomp" or not any(c.dep_ == "aux" and c.lower_ in OBLIGING for c in head.children):
            return
        governor: Token = head.head
        if not (is_verb(governor) and self._lexis.verb(lemma_of(governor), "report")):
            return
        sources = [m for t in self.frames.surface_subject(governor)[0] for m in self._parties.parties(t)]
        targets = self._sources(frame) if not frame.passive else []
        must = next(c for c in head.children if c.dep_ == "aux" and c.lower_ in OBLIGING)
        base = self._parties.base
        for source in sources:
            for target in targets:
                if target.form == "pronoun" or _overlap(source, target):
                    continue
                spans = tuple(sorted((base + t.idx, base + t.idx + len(t)) for t in (governor, must)))
                yield Candidate(
                    record, source, Relation(lemma_of(governor), f"{governor.text} {must.text}", None, spans), target,
                    Predicate("demand", "verb", governors=()), "demand", False, self._status._verb(governor).status,
                )

    def _between(self, frame: Frame, record: Sentence) -> Iterator[Candidate]:
        """The pairs of "talks between A and B": both ends stand behind one preposition."""
        sides = [m for o in frame.obliques if o.preposition in BOTH_SIDES for m in self._parties.parties(o.head, things=True)]
        if len(sides) == 1 and _collective(sides[0]):
            sides *= 2  # "talks between the two sides"
        if frame.noun is None or not (frame.noun.symmetric or any(o.preposition == "between" for o in frame.obliques)):
            return
        governed = self._status.read(frame)
        for one, other in combinations(sides, 2):
            if one is other or not _overlap(one, other):
                yield self._candidate(
                    frame, record, one, Target(other, "between"), governed.status, True, None, governed.governors
                )

    def _candidate(
        self, frame: Frame, record: Sentence, source: Mention, target: Target, status: Status, symmetric: bool,
        governor: Token | None, governors: tuple[str, ...],
    ) -> Candidate:
        words = self._words(frame, governor)
        things = self._object_words(frame, target)
        lemma = lemma_of(governor) if governor is not None else self._lemma(frame)
        predicate = Predicate(
            lemma=lemma, pos="noun" if frame.noun else "verb", particle=frame.particle, preposition=target.preposition,
            object=things, complement=self._lemma(frame) if governor is not None else None,
            governors=governors, negated=status == "negated",
        )
        base = self._parties.base
        relation = Relation(
            lemma=lemma, phrase=" ".join(t.text for t in words), object=things[0] if things else None,
            spans=tuple((base + t.idx, base + t.idx + len(t)) for t in words),
        )
        rule = ("light" if frame.light else "noun" if frame.noun else "passive" if frame.passive else "verb")
        rule += f":{target.preposition or 'object'}" + ("+" + "+".join(target.through) if target.through else "")
        return Candidate(record, source, relation, target.mention, predicate, rule, symmetric, status)

    def _lemma(self, frame: Frame) -> str:
        if frame.noun is not None:
            return frame.noun.verb if frame.light is not None else frame.noun.noun
        return frame.lemma

    def _words(self, frame: Frame, governor: Token | None) -> list[Token]:
        words = [t for t in (governor, frame.light, frame.head) if t is not None]
        words += [c for c in frame.head.children if c.dep_ == "prt"]
        if frame.light is None and frame.noun is None:
            head = frame.head
            while head.dep_ == "xcomp" and is_verb(head.head) and self._lexis.verb(lemma_of(head.head), "aspect"):
                head = head.head
                words.append(head)
        return sorted(set(words), key=lambda t: t.i)

    def _object_words(self, frame: Frame, target: Target) -> tuple[str, ...]:
        thing = target.via
        if thing is None and frame.noun is None:
            thing = next((o for o in frame.objects if not self._parties.parties(o)), None)
        if thing is None or thing.i == frame.head.i:
            return ()
        modifiers = [
            c.lemma_.lower() for c in thing.children
            if c.dep_ in ("amod", "compound") and not self._parties.in_name(c) and c.is_alpha
        ]
        return (thing.lemma_.lower(), *modifiers)

    # --- who -----------------------------------------------------------------------------------------------------------

    def _sources(self, frame: Frame) -> list[Mention]:
        found: dict[tuple[int, int], Mention] = {}
        for token in frame.agents:
            for mention in self._doers(token):
                found.setdefault((mention.start, mention.end), mention)
        return list(found.values())

    def _doers(self, token: Token, depth: int = 0) -> list[Mention]:
        """The actors behind a subject: itself, the owner of a means (missiles), the agent of an event (strikes)."""
        if mentions := self._parties.parties(token):
            return mentions
        if self._parties.is_event(token) and depth < 2:
            frame = self.frames.noun_frame(token)
            return [m for t in frame.agents for m in self._doers(t, depth + 1)]
        if token.pos_ in ("NOUN", "PROPN"):
            if self._parties.sense_of(token) in MEANS or token.dep_ in ("poss", "amod", "compound"):
                return self._parties.parties(token, things=True)
            if token.lemma_.lower() in PARTS:
                return [m for o in self.frames._obliques(token) if o.preposition == "of" for m in self._parties.parties(o.head)]
        return []

    # --- to whom -------------------------------------------------------------------------------------------------------

    def _targets(self, frame: Frame, sources: list[Mention]) -> Iterator[Target]:
        direct = False
        for token in frame.objects:
            for target in self._object_targets(frame, token, sources):
                # one's own troops are what a deed is done with, not whom it is done to
                direct = direct or target.via is None and not self._own(target.mention, sources)
                yield target
        if frame.objects and frame.objects[0].lower_ == "other" and len(sources) > 1:
            yield from (Target(s, None) for s in sources)
        for oblique in frame.obliques:
            if direct and (oblique.preposition not in SECOND or not self._moved(frame)):
                continue
            yield from self._oblique_targets(frame, oblique)

    def _own(self, mention: Mention, sources: list[Mention]) -> bool:
        if mention.owner is not None and self._parties.is_pronoun_at(mention.owner):
            return True
        return mention.country is not None and mention.country in {s.country for s in sources}

    def _worth(self, frame: Frame, source: Mention, target: Target) -> bool:
        """Whether a party that nobody names may stand here: opposite a named one, and undergoing only what is done to people."""
        vague = [_unnamed(source), _unnamed(target.mention)]
        if not any(vague):
            return True
        if all(vague):
            return False
        return vague[0] or target.preposition is None and target.via is None and self._lexis.verb(frame.lemma, "person")

    def _moved(self, frame: Frame) -> bool:
        return self._lexis.verb(frame.lemma, "local") or frame.lemma in TRANSFER

    def _object_targets(self, frame: Frame, token: Token, sources: list[Mention]) -> Iterator[Target]:
        parties = self._parties.parties(token)
        if token.lower_ in ("it", "them") and not any(self._lexis.verb(frame.lemma, kind) for kind in ANIMATE):
            return  # approved it, denied them: rather a thing than an actor
        if frame.lemma in TREATING:
            parties = [m for m in parties if m.label != "ORG"]
        if parties:
            yield from (Target(m, None) for m in parties)
            return
        if frame.noun is None and self._lexis.verb(frame.lemma, "topic"):
            return
        if self._parties.is_event(token):
            yield from self._event_targets(frame, token, sources)
            return
        yield from self._reach(frame, token, None, 0, ())

    def _event_targets(self, frame: Frame, token: Token, sources: list[Mention]) -> Iterator[Target]:
        """Whom a verb touches whose object is a deed: its doer, or, where one's own deed is meant, who undergoes it."""
        inner = self.frames.noun_frame(token)
        doers = [m for t in inner.agents for m in self._doers(t)]
        own = {(m.start, m.end) for m in sources}
        countries = {m.country for m in sources if m.country}
        others = [m for m in doers if (m.start, m.end) not in own and (frame.passive or m.form != "pronoun" and m.owner is None)
                  or m.form == "adjective"]
        others = [m for m in others if m.country is None or m.country not in countries]
        if others and not self._lexis.verb(frame.lemma, "light"):
            yield from (Target(m, "of", (token.lemma_.lower(),), token) for m in others)
            return
        if self._lexis.verb(frame.lemma, "judge") and not doers and inner.noun is not None and self._lexis.verb(inner.noun.verb, "local"):
            return  # who condemns an attack condemns its doer, not its victim
        for oblique in inner.obliques:
            yield from self._oblique_targets(frame, Oblique(oblique.preposition, oblique.head, token), carried=token)

    def _oblique_targets(self, frame: Frame, oblique: Oblique, carried: Token | None = None) -> Iterator[Target]:
        preposition = oblique.preposition
        noun = frame.noun is not None or carried is not None
        through = (carried.lemma_.lower(),) if carried is not None else ()
        place = self._lexis.preposition(preposition, "place")
        if place:
            locus = frame.lemma if carried is None else carried.lemma_.lower()
            verb = frame.noun.verb if frame.noun is not None else locus
            if noun and preposition == "in" and self._parties.is_event(oblique.head):
                yield from self._reach(frame, oblique.head, preposition, 1, through)  # a break in ties with Syria
                return
            if preposition == "in" and self._lexis.verb(verb, "affair"):
                pass  # interfere in Taiwan's election
            elif not self._lexis.verb(verb, "local") or not self._parties.is_place(oblique.head):
                return
        elif preposition == "on" and frame.noun is None and (
            self._lexis.verb(frame.lemma, "report") or self._lexis.verb(frame.lemma, "topic")
        ):
            return  # spoke on television, on the war
        elif preposition == "for":
            if not (noun or frame.lemma in FOR_VERBS or self._moved(frame)):
                return
        elif preposition == "of":
            if not noun and frame.lemma not in OF_VERBS:
                return
        elif preposition == "at":
            if not self._lexis.verb(frame.noun.verb if frame.noun is not None else frame.lemma, "aim"):
                return
        elif not self._lexis.preposition(preposition, "target"):
            return
        parties = self._parties.parties(oblique.head, things=True)
        if parties:
            yield from (Target(m, preposition, through, carried) for m in parties)
        elif self._parties.is_event(oblique.head):
            inner = self.frames.noun_frame(oblique.head)
            for token in inner.agents:
                yield from (Target(m, preposition, (*through, oblique.head.lemma_.lower()), carried) for m in self._doers(token))
            if not inner.agents:
                yield from self._reach(frame, oblique.head, preposition, 1, through)
        else:
            yield from self._reach(frame, oblique.head, preposition, 1, through)

    def _reach(
        self, frame: Frame, token: Token, preposition: str | None, depth: int, through: tuple[str, ...]
    ) -> Iterator[Target]:
        """Actors inside the phrase of a thing: its owner, else those behind its prepositions."""
        if depth > DEEPEST or token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ") or token.lemma_.lower() in STATIC:
            return
        owners = self._parties.parties(token, things=True)
        if owners and not all(m.owner is not None and self._parties.is_pronoun_at(m.owner) for m in owners):
            yield from (Target(m, preposition, through, token) for m in owners)
            return
        through = (*through, token.lemma_.lower())
        participles = [c for c in token.children if c.dep_ == "acl" and c.tag_ == "VBN"]  # "sanctions imposed on Iran"
        for oblique in [o for t in (token, *participles) for o in self.frames._obliques(t)]:
            inner = oblique.preposition
            if self._lexis.preposition(inner, "place"):
                verb = frame.noun.verb if frame.noun is not None else frame.lemma
                if not (self._lexis.verb(verb, "local") and self._parties.is_place(oblique.head)):
                    continue
            elif not (self._lexis.preposition(inner, "target") or self._lexis.preposition(inner, "benefit")):
                continue
            parties = self._parties.parties(oblique.head, things=inner != "for")
            if parties:
                yield from (Target(m, inner if preposition is None else preposition, through, token) for m in parties)
            else:
                yield from self._reach(frame, oblique.head, preposition or inner, depth + 1, through)

    # --- special shapes ------------------------------------------------------------------------------------------------

    def _silent(self, frame: Frame) -> bool:
        """Frames that another frame speaks for."""
        head = frame.head
        if frame.noun is None:
            return frame.lemma in ("be", "have", "do") or (
                self._lexis.verb(frame.lemma, "idle") and not frame.particle
            ) or (
                self._lexis.verb(frame.lemma, "report") and not self._addresses(frame)
            )
        if frame.light is not None:
            return False
        governor = head.head if head.dep_ in ("dobj", "nsubjpass") else None
        return governor is not None and is_verb(governor) and self._lexis.verb(lemma_of(governor), "end")

    def _addresses(self, frame: Frame) -> bool:
        """A reporting verb relates actors only where it addresses or incriminates one."""
        if frame.lemma in ADDRESSING_VERBS:
            return True
        return any(o.preposition == "against" or o.preposition == "to" and frame.lemma in ("write", "explain", "speak") for o in frame.obliques)

    def _commitment(self, frame: Frame) -> Token | None:
        """The speech act that makes one triple with its complement: "threatened to bomb"."""
        if frame.noun is not None and frame.light is None:
            return None
        head = frame.light or frame.head
        if frame.light is not None and self._lexis.verb(lemma_of(head), "commit"):
            return head
        if head.dep_ in ("xcomp", "ccomp", "advcl") and is_verb(head.head) and has_to(head) or head.dep_ == "xcomp":
            governor: Token = head.head
            if self._lexis.verb(lemma_of(governor), "commit"):
                return governor
        return None

    def _symmetric(self, frame: Frame) -> bool:
        if frame.noun is not None:
            return frame.noun.symmetric
        if self._lexis.verb(frame.lemma, "meet"):
            return True
        return False

    def _has_outer_object(self, frame: Frame) -> bool:
        return frame.noun is None and frame.lemma in ("hold", "share", "trade", "restore", "establish", "reopen", "conclude", "resume", "reach") and not frame.objects

    def _compounds(self, sentence: Span, record: Sentence) -> Iterator[Candidate]:
        """back(Rwanda, M23) of "Rwandan-backed M23 rebels"; both sides of "Russia-Ukraine talks"."""
        for token in sentence:
            if token.tag_ not in ("VBN", "VBD") or token.dep_ not in ("amod", "compound", "nmod"):
                continue
            if lemma_of(token) not in COMPOUND_VERBS:
                continue
            owners = [c for c in token.children if self._parties.named(c)]
            if not owners and token.i >= 2 and self._parties.doc[token.i - 1].text in "-–":
                before = self._parties.doc[token.i - 2]
                owners = [before] if self._parties.named(before) else []
            for owner in owners:
                for source in self._parties.parties(owner):
                    for target in self._parties.parties(token.head):
                        if _overlap(source, target) and target.form != "adjective" and target.start <= source.start:
                            target = _without_front(target, token, self._parties.base)
                        if (source.start, source.end) == (target.start, target.end):
                            continue
                        base = self._parties.base
                        yield Candidate(
                            record, source, Relation(lemma_of(token), token.text, None, ((base + token.idx, base + token.idx + len(token)),)),
                            target, Predicate(lemma_of(token), "verb"), "compound",
                        )


def _without_front(target: Mention, token: Token, base: int) -> Mention:
    """`target` without the words up to `token`: "M23 rebels" of "Rwandan-backed M23 rebels"."""
    from dataclasses import replace

    cut = base + token.idx + len(token) + len(token.whitespace_) - target.start
    if 0 < cut < len(target.text):
        return replace(target, text=target.text[cut:], start=target.start + cut)
    return target


def _unnamed(mention: Mention) -> bool:
    """Whether a description brings in somebody new, whom no name and no owner tells."""
    return mention.form == "description" and mention.owner is None and mention.text.split()[0].lower() not in DEFINITE


def _collective(mention: Mention) -> bool:
    return mention.number == "plural" and mention.form in ("pronoun", "description")


def _overlap(one: Mention, other: Mention) -> bool:
    return one.start < other.end and other.start < one.end


BOTH_SIDES = frozenset({"between", "among", "of", "involving"})
ADDRESSING_VERBS = frozenset({"tell"})
TREATING = frozenset({"sign", "ratify", "adopt", "approve", "pass", "conclude", "negotiate"})  # their object is a text
OBLIGING = frozenset({"must", "should"})
MEETING = frozenset({"meet", "talk", "confer", "negotiate", "consult"})
STATIC = frozenset({"border", "frontier", "neighbour", "neighbor", "member"})  # states, not deeds
# verbs whose "it" and "them" are parties
ANIMATE = ("request", "allege", "prevent", "force", "enable", "send", "local")
DEFINITE = frozenset({"the", "both", "this", "that", "these", "those", "police", "authorities", "officials"})
ONE_WAY = frozenset({"fight", "contact", "trade"})
SECOND = frozenset({"to", "from", "into", "against"})
TRANSFER = frozenset({
    "send", "give", "sell", "supply", "provide", "deliver", "transfer", "ship", "export", "extradite", "deport", "hand",
    "return", "grant", "donate", "lend", "offer", "export", "buy", "import", "purchase", "withdraw", "recall", "expel",
    "release", "move", "bring", "fly", "evacuate", "dispatch", "pass", "award",
})
FOR_VERBS = frozenset({"vote", "apologize", "apologise", "care", "stand", "pray", "fight", "blame", "leave", "depart", "wait", "work"})
OF_VERBS = frozenset({"dispose", "speak", "approve", "disapprove", "consist"})
PARTS = frozenset({"thousand", "hundred", "dozen", "member", "number", "group", "majority", "leader", "representative", "team", "series", "wave", "lot", "million"})
COMPOUND_VERBS = frozenset({"back", "lead", "support", "sponsor", "fund", "train", "arm", "occupy", "control", "hold", "finance", "ally", "align", "annex", "aid"})
