"""To whom it was done: from the objects and obliques of a frame to mentions of actors, wherever they hang."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.mentions.parties import unnamed
from kg.extraction.parse.verbs import has_to, is_passive, is_verb, lemma_of
from kg.extraction.predicates.complements import Oblique
from kg.extraction.predicates.frames import Frame, FrameReader
from kg.ids import of_kind
from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.lexis import Lexis
    from kg.extraction.mentions.parties import Parties
    from kg.extraction.predicates.sources import SourceReader

DEEPEST = 3  # nouns between a verb and the actor at its end: "soldiers for training in Russia"
SECOND = frozenset({"to", "from", "into", "against"})  # prepositions of a second party beside a direct object
NOMINAL = frozenset({"pobj", "poss", "compound", "amod", "nmod", "conj", "appos"})
# classes of verbs that take a stand on what somebody says, plans or did
STANCES = ("judge", "entertain", "contemplate", "deny", "prevent")
# classes of verbs whose "it" and "them" are parties
ANIMATE = ("request", "allege", "prevent", "force", "enable", "send", "local")


@dataclass(frozen=True, slots=True)
class Target:
    """An actor at the end of a predicate, and the road to it: preposition, nouns passed, the noun that carries it."""

    mention: Mention
    preposition: str | None
    through: tuple[str, ...] = ()
    via: Token | None = None


class TargetReader:
    """Finds the targets of frames."""

    def __init__(self, parties: Parties, frames: FrameReader, sources: SourceReader, lexis: Lexis) -> None:
        self._parties, self._frames, self._sources, self._lexis = parties, frames, sources, lexis

    def targets(self, frame: Frame, sources: list[Mention]) -> Iterator[Target]:
        """The actors that `frame` was directed at, nearest first."""
        for target in self._reached(frame, sources):
            victims = self._tellers(frame) if self.means(target.mention) else []
            yield from (replace(target, mention=m) for m in victims)
            if not victims:
                yield target

    def _tellers(self, frame: Frame) -> list[Mention]:
        """Whose "its" is in a tale of harm: "Ukraine accused Russia of shelling its hospitals" tells of Ukraine's."""
        head = frame.light or frame.head
        clause = head.head if head.dep_ == "pcomp" else head
        governor: Token = clause.head
        if not self._lexis.verb(self._verb(frame), "harm") or head.dep_ not in ("pcomp", "ccomp") or not is_verb(governor):
            return []
        if is_passive(governor) or not self._lexis.any_verb(lemma_of(governor), ("allege", "report", "judge")):
            return []
        return [m for t in self._frames.surface_subject(governor) for m in self._parties.parties(t) if m.form != "pronoun"]

    def _reached(self, frame: Frame, sources: list[Mention]) -> Iterator[Target]:
        opening = self._lexis.verb(frame.lemma, "opening")
        if not opening and any(self._lexis.word(t.lemma_.lower(), "static") for t in frame.objects):
            return  # "shares a border with Russia", but "opened its borders to Syrians"
        direct = False
        for token in frame.objects:
            for target in self._of_object(frame, token, sources):
                # one's own troops are what a deed is done with, not whom it is done to
                doer = target.via is not None and target.preposition == "of"
                direct = (
                    direct
                    or doer
                    or target.via is None
                    and not self._own(target.mention, sources)
                    and not unnamed(target.mention)
                )
                yield target
        heads = [(t, None) for t in frame.objects] + [(o.head, o.preposition) for o in frame.obliques]
        for head, preposition in heads:
            if reciprocal(head):
                yield from (Target(s, preposition) for s in sources)
        moved = self._lexis.any_verb(self._verb(frame), ("local", "transfer"))
        for oblique in frame.obliques:
            # "discussed Libya with Egypt"
            spoken = oblique.preposition == "with" and self._lexis.any_verb(frame.lemma, ("topic", "bonding"))
            if not direct or spoken or moved and oblique.preposition in SECOND:
                yield from self._of_oblique(frame, oblique)

    def loose(self, frame: Frame, sources: list[Mention], joint: bool) -> Iterator[Target]:
        """The nearest actor anywhere in the phrases of a frame that reaches no other: "ended its campaign in parts of Darfur".

        Of a `joint` deed, only such as can be its other side: "spoke to the advisers of both countries".
        """
        truce = self._verb(frame) == "cease"  # "declared a ceasefire in Yemen"
        behind = (
            (o.head, o.preposition)
            for o in frame.obliques
            if (self._arguable(o.preposition) if not joint or truce else o.preposition in ("to", "with")) and not self._told(o)
        )
        judged = self._lexis.verb(frame.lemma, "judge") and not self._lexis.verb(frame.lemma, "entertain")
        for head, preposition in (*((t, None) for t in frame.objects), *behind, *self._purposes(frame)):
            if self._lexis.word(head.lemma_.lower(), "scourge"):
                continue  # "fights poverty in Chad"
            if judged and self._is_assault(head):
                continue  # who condemns an attack condemns its doer, not its victim
            for token in self._phrase(head):
                found = [m for m in self._parties.parties(token, things=True) if not unnamed(m) and m.form != "pronoun"]
                found = [m for m in found if m.owner is None or not self._parties.is_pronoun_at(m.owner)]
                found = [m for m in found if not self._own(m, sources)]
                if found:
                    yield from (Target(m, preposition, ("loose",), head if preposition is None else None) for m in found)
                    return

    def _purposes(self, frame: Frame) -> Iterator[tuple[Token, str]]:
        """The phrases of what a gift is given for: "gave a million to fight cholera in Chad"."""
        if frame.noun is not None or not frame.objects or not self._lexis.verb(frame.lemma, "relief"):
            return
        for clause in (c for t in (frame.head, *frame.objects) for c in t.children if is_verb(c) and has_to(c)):
            for token in clause.subtree:
                if token.dep_ == "prep" and self._lexis.preposition(token.lower_, "place"):
                    yield from ((n, token.lower_) for n in token.children if n.dep_ == "pobj")

    def _arguable(self, preposition: str) -> bool:
        """Whether a preposition can introduce a part of the deed, rather than its time, manner or measure."""
        return any(self._lexis.preposition(preposition, kind) for kind in ("target", "benefit", "place", "aim", "matter"))

    def _phrase(self, head: Token) -> Iterator[Token]:
        """The tokens of a noun phrase outside its clauses, nearest its head first."""
        queue = [head]
        for token in queue:
            yield token
            for child in token.children:
                if child.dep_ in NOMINAL or child.dep_ == "advmod" and any(c.dep_ == "prep" for c in child.children):
                    queue.append(child)  # "a village elsewhere in Chad"
                elif child.dep_ == "prep" and self._arguable(child.lower_):
                    queue.append(child)

    def means(self, mention: Mention) -> bool:
        """Whether a mention is what somebody named before acts with: "its forces"."""
        return mention.owner == mention.start and self._parties.is_pronoun_at(mention.owner)

    def _own(self, mention: Mention, sources: list[Mention]) -> bool:
        states = {s.country for s in sources if not any(of_kind(c, "group") for c in s.candidates)}
        return self.means(mention) or mention.country is not None and mention.country in states

    def _of_object(self, frame: Frame, token: Token, sources: list[Mention]) -> Iterator[Target]:
        if token.lower_ in ("it", "them") and not self._lexis.any_verb(frame.lemma, ANIMATE):
            return  # approved it, denied them: rather a thing than an actor
        parties = [] if self._parties.fielded(token) else self._parties.parties(token)
        if self._lexis.verb(frame.lemma, "topic") and any(o.preposition == "with" for o in frame.obliques):
            return  # "discussed Libya with Egypt"
        if self._lexis.verb(frame.lemma, "draft"):
            parties = [m for m in parties if m.label != "ORG"]
        yield from (Target(m, None) for m in parties)
        vague = all(unnamed(m) or self._own(m, sources) for m in parties)
        if parties and not vague or frame.noun is None and self._lexis.verb(frame.lemma, "topic"):
            return
        if self._parties.is_event(token):
            yield from self._of_deed(frame, token, sources)
        else:
            yield from self._reach(frame, token, None, 0, ())

    def _of_deed(self, frame: Frame, token: Token, sources: list[Mention]) -> Iterator[Target]:
        """Whom a verb touches whose object is a deed: its doer, or, where one's own deed is meant, who undergoes it."""
        inner = self._frames.noun_frame(token)
        # "repelled an attack by rebels", wherever the parse hangs the rebels
        agents = inner.agents or [o.head for o in frame.obliques if o.preposition == "by" and not frame.passive]
        doers = [m for t in agents for m in self._sources.doers(t)]
        countries = {m.country for m in sources if m.country}
        others = [
            m
            for m in doers
            if m not in sources
            and (m.country is None or m.country not in countries)
            and (frame.passive or m.form == "adjective" or m.form != "pronoun" and m.owner is None)
        ]
        assert inner.noun is not None
        if inner.noun.symmetric and len(others) > 1 and not self._lexis.any_verb(frame.lemma, ("judge", "local", "light")):
            return  # who solves a conflict between two does nothing to them
        if others and not self._lexis.verb(frame.lemma, "light"):
            yield from (Target(m, "of", (token.lemma_.lower(),), token) for m in others)
            return
        if self._lexis.verb(frame.lemma, "judge") and not doers and self._lexis.verb(inner.noun.verb, "local"):
            return  # who condemns an attack condemns its doer, not its victim
        for oblique in inner.obliques:
            yield from self._of_oblique(frame, Oblique(oblique.preposition, oblique.head, token), carried=token)
        if not inner.agents and not inner.obliques:
            yield from self._inside(frame, token, None, 1, ())  # "restrictions imposed on Iran"

    def _of_oblique(self, frame: Frame, oblique: Oblique, carried: Token | None = None) -> Iterator[Target]:
        preposition, head = oblique.preposition, oblique.head
        if preposition == "in" and self._lexis.word(head.lemma_.lower(), "reaction"):
            return  # "launched strikes in response to Mali's attack on Chad"
        through = (carried.lemma_.lower(),) if carried is not None else ()
        of_noun = frame.noun is not None or carried is not None
        if of_noun and preposition == "in" and self._parties.is_event(head):
            yield from self._reach(frame, head, preposition, 1, through)  # a break in ties with Syria
            return
        if not self._introduces(frame, oblique, carried):
            if self._lexis.preposition(preposition, "place") and self._lexis.verb(self._verb(frame), "local"):
                # "in six zones around Taiwan"
                inside = self._inside(frame, head, preposition, 1, through)
                yield from (t for t in inside if any(of_kind(c, "state") for c in t.mention.candidates))
            return
        if preposition == "with" and frame.noun is None and self._parties.is_event(head):
            noun = self._lexis.nouns[head.lemma_.lower()]
            if noun.giver and not noun.symmetric:
                return  # "built it with help from Iran": who helps is another deed's doer
        parties = self._parties.parties(head, things=True)
        yield from (Target(m, preposition, through, carried) for m in parties)
        known = {m.country for m in parties}
        yield from (t for t in self._where_they_serve(head, preposition, through) if t.mention.country not in known)
        if parties and not all(map(unnamed, parties)):
            return
        if frame.noun is not None and self._of_others(head):
            return
        agents = self._frames.noun_frame(head).agents if self._parties.is_event(head) else []
        tool = preposition == "with" and not of_noun and frame.objects and not self._lexis.verb(frame.lemma, "meet")
        if not agents and (self._suffered(oblique) or tool and not self._parties.is_event(head)):
            return  # "ran a test with kits stolen from Peru"
        for token in agents:
            yield from (Target(m, preposition, (*through, head.lemma_.lower()), carried) for m in self._sources.doers(token))
        if not agents:
            yield from self._reach(frame, head, preposition, 1, through)

    def _of_others(self, deed: Token) -> bool:
        """Whether a deed is one that two do with each other: "concern about the pact of two" is with neither."""
        if not self._parties.is_event(deed) or not self._lexis.nouns[deed.lemma_.lower()].symmetric:
            return False
        sides = [o.head for o in self._frames.obliques(deed) if o.preposition == "between"]
        return len(sides) > 1

    def _suffered(self, oblique: Oblique) -> bool:
        """Whether one stands against what somebody else suffers: "protested against the arrest of"."""
        if oblique.preposition not in ("against", "at") or not self._parties.is_event(oblique.head):
            return False
        return self._lexis.any_verb(self._lexis.nouns[oblique.head.lemma_.lower()].verb, ("local", "custody"))

    def _where_they_serve(self, force: Token, preposition: str, through: tuple[str, ...]) -> Iterator[Target]:
        """The state that a joint force works in: "sent troops to the peacekeeping force in Mali"."""
        if not any(c.lower_ == "peacekeeping" or c.lower_ == "stabilisation" for c in force.children):
            return
        for oblique in self._frames.obliques(force):
            if oblique.preposition in ("in", "for") and self._parties.is_place(oblique.head):
                for mention in self._parties.parties(oblique.head):
                    yield Target(mention, preposition, (*through, force.lemma_.lower()), force)

    def _told(self, oblique: Oblique) -> bool:
        """Whether the deed behind a preposition speaks for itself: "arrived for talks with"."""
        return (
            self._suffered(oblique) or self._parties.is_event(oblique.head) and bool(self._frames.noun_frame(oblique.head).agents)
        )

    def _is_assault(self, token: Token) -> bool:
        if not self._parties.is_event(token):
            return False
        noun = self._lexis.nouns[token.lemma_.lower()]
        return self._lexis.verb(noun.verb, "local") and not (noun.symmetric or self._lexis.verb(noun.verb, "custody"))

    def _introduces(self, frame: Frame, oblique: Oblique, carried: Token | None) -> bool:
        """Whether a preposition introduces a party to the deed, rather than its place, time or topic."""
        preposition, verb = oblique.preposition, self._verb(frame) if carried is None else carried.lemma_.lower()
        of_noun = frame.noun is not None or carried is not None
        if frame.noun is not None:
            verb = frame.noun.verb
        if self._lexis.preposition(preposition, "place"):
            if any(self._lexis.word(t.lemma_.lower(), "scourge") for t in frame.objects):
                return False  # "fight cholera in Chad"
            if preposition == "in" and self._lexis.verb(verb, "affair"):
                return True  # interfere in Taiwan's election
            ended = carried is not None and self._lexis.verb(frame.lemma, "end")  # "suspended aid deliveries in Borno"
            return (ended or self._lexis.verb(verb, "local")) and self._parties.is_place(oblique.head)
        if frame.noun is not None and self._lexis.verb(verb, "attitude") and self._lexis.preposition(preposition, "matter"):
            return True  # "voiced optimism about Somalia"
        if preposition == "on" and frame.noun is None and self._lexis.any_verb(frame.lemma, ("report", "topic", "show")):
            return False  # spoke on television, on the war; held a debate on NBC
        if preposition == "for":
            called = self._lexis.verb(frame.lemma, "call-for") and self._parties.is_event(oblique.head)
            moves = self._lexis.any_verb(frame.lemma, ("local", "transfer")) and not self._lexis.verb(frame.lemma, "meet")
            return of_noun or called or moves or self._lexis.verb(frame.lemma, "for")
        if preposition == "of":
            return of_noun or self._lexis.verb(frame.lemma, "of")
        if preposition == "at":
            aimed = frame.noun is not None and self._lexis.word(frame.noun.noun, "aimed")  # "took a swipe at"
            return aimed or self._lexis.verb(self._verb(frame), "aim")
        return self._lexis.preposition(preposition, "target")

    def _verb(self, frame: Frame) -> str:
        return frame.noun.verb if frame.noun is not None else frame.lemma

    def _reach(
        self, frame: Frame, token: Token, preposition: str | None, depth: int, through: tuple[str, ...]
    ) -> Iterator[Target]:
        """Actors inside the phrase of a thing: its owner, else those behind its prepositions."""
        if depth > DEEPEST or token.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ"):
            return
        if self._lexis.word(token.lemma_.lower(), "static"):
            return
        owners = [m for m in self._parties.parties(token, things=True) if not unnamed(m)]
        its = all(m.owner is not None and self._parties.is_pronoun_at(m.owner) for m in owners)
        if owners and not its and not self._parties.fielded(token):
            yield from (Target(m, preposition, through, token) for m in owners)
            return
        if owners and self._tellers(frame):
            yield from (Target(m, preposition, through, token) for m in owners)
            return
        yield from self._inside(frame, token, preposition, depth, through)

    def _inside(
        self, frame: Frame, token: Token, preposition: str | None, depth: int, through: tuple[str, ...]
    ) -> Iterator[Target]:
        """Actors behind the prepositions and participles of a thing."""
        through = (*through, token.lemma_.lower())
        if self._lexis.any_verb(self._verb(frame), STANCES) or preposition == "against":
            # "welcomed the decision by Togo", "rejected the claim that Togo did it"
            makers = self._makers(frame, token) or self._frames.content_subjects(token)
            found = [m for t in makers for m in self._parties.parties(t) if not unnamed(m)]
            if found:
                behind = preposition if preposition == "against" else "of"
                yield from (Target(m, behind, through, token) for m in found)
                return
        # "sanctions imposed on Iran", "lorries belonging to Iran"
        participles = [c for c in token.children if c.dep_ == "acl" and (c.tag_ == "VBN" or lemma_of(c) == "belong")]
        for oblique in [o for t in (token, *participles) for o in self._frames.obliques(t)]:
            inner = oblique.preposition
            if self._lexis.preposition(inner, "place"):
                helped = preposition in ("for", "to", None) and self._lexis.verb(
                    self._verb(frame), "relief"
                )  # "aid for people in Somalia"
                fought = self._lexis.word(token.lemma_.lower(), "scourge")  # "fights poverty in Chad"
                local = self._lexis.verb(self._verb(frame), "local") and not fought
                if local and not self._parties.parties(oblique.head) and depth < DEEPEST:
                    # "killed ten in two towns in Lebanon"
                    yield from self._inside(frame, oblique.head, preposition or inner, depth + 1, through)
                if not ((helped or local) and self._parties.is_place(oblique.head)):
                    continue
            elif not (self._lexis.preposition(inner, "target") or self._lexis.preposition(inner, "benefit")):
                continue
            parties = [m for m in self._parties.parties(oblique.head, things=inner != "for") if not unnamed(m)]
            if parties:
                yield from (Target(m, preposition or inner, through, token) for m in parties)
            elif inner != "with":  # "ran a test with kits from Peru"
                yield from self._reach(frame, oblique.head, preposition or inner, depth + 1, through)

    def _makers(self, frame: Frame, token: Token) -> list[Token]:
        """Who made a thing: "the plan by Ghana", "a plan put forward by Ghana"."""
        made = [c for c in token.children if c.dep_ == "acl" and c.tag_ == "VBN" and c != frame.head]
        named = [o.head for o in self._frames.obliques(token) if o.preposition == "by"]
        named += [o.head for o in frame.obliques if o.preposition == "by" and not frame.passive]
        return named + [t for c in made for t in self._frames.agents_of(c)] + self._frames.drafters(token)


def reciprocal(token: Token) -> bool:
    """Whether the phrase is "each other" or "one another"."""
    return token.lower_ in ("other", "another") and any(c.lower_ in ("each", "one") for c in token.children)
