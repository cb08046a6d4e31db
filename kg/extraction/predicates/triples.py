"""From frames to candidate triples: who did it, to whom, in which words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import TYPE_CHECKING

from kg.extraction.deeds.senses import SenseReader
from kg.extraction.deeds.status import Governed, StatusReader, Verdict
from kg.extraction.lexis import Lexis
from kg.extraction.mentions.parties import collective, overlap, unnamed
from kg.extraction.parse.verbs import has_to, is_passive, is_verb, lemma_of
from kg.extraction.predicates.asides import demands, sponsors
from kg.extraction.predicates.frames import Frame, FrameReader
from kg.extraction.predicates.reach import Reach
from kg.extraction.predicates.sources import SourceReader
from kg.extraction.predicates.targets import Target, TargetReader, reciprocal
from kg.model import Candidate, Mention, Predicate, Relation, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kg.extraction.mentions.parties import Parties

BOTH_SIDES = frozenset({"between", "among", "of", "involving"})
JOINT = frozenset({None, "with", "and", "between", "against"})  # prepositions behind which the other side of a joint deed stands


class TripleReader:
    """Reads candidate triples off the frames of one parsed text."""

    def __init__(self, parties: Parties, lexis: Lexis) -> None:
        self._parties, self._lexis = parties, lexis
        self.frames, self.status = FrameReader(parties, lexis), StatusReader(lexis)
        self._senses, self.reach = SenseReader(parties, lexis), Reach(parties, self.status, lexis)
        self._sources = SourceReader(parties, self.frames, lexis)
        self._targets = TargetReader(parties, self.frames, self._sources, lexis)

    def read(self, sentence: Span, record: Sentence) -> Iterator[Candidate]:
        """All candidates of a sentence, in the order of their predicates."""
        for frame in self.frames.frames(sentence):
            if not self._silent(frame):
                yield from self._candidates(frame, record)
            yield from demands(frame, record, self._parties, self.frames, self._sources, self.status, self._lexis)
        yield from sponsors(sentence, record, self._parties, self._lexis)

    def verdict(self, head: Token) -> Verdict:
        """What the text says of the deed that `head` names; with status None it leaves that to whoever else judges."""
        return self.status.verdict(head)

    def _candidates(self, frame: Frame, record: Sentence) -> Iterator[Candidate]:
        sources = self._sources.sources(frame)
        governor = self.commitment(frame)
        governed = self._governed(frame, governor)
        symmetric = self._joint(frame)
        harm = self._lexis.verb(frame.lemma, "harm")  # who is harmed may be nobody, where it was done still tells whose
        found = False
        for target in self._kept_targets(frame, sources, governor, symmetric):
            both = (
                symmetric
                and target.preposition in JOINT
                and not (self._lexis.verb(frame.lemma, "one-way") and target.preposition is None)
            )
            for source in sources:
                if not overlap(source, target.mention) and self._worth(frame, source, target):
                    found = found or not self._targets.means(target.mention) and not (harm and unnamed(target.mention))
                    yield self.candidate(frame, record, source, target, governed, both, governor)
        if not found and not symmetric:
            for token in self.frames.addressed(frame.light or frame.head):
                for source, mention in product(sources, self._parties.parties(token)):
                    if not overlap(source, mention) and not unnamed(mention):
                        found = True
                        yield self.candidate(frame, record, source, Target(mention, "to"), governed, False, governor)
        if not found and self._lexis.verb(lemma_of(frame.light or frame.head), "deny"):
            for source, accuser in self._accusers(frame, sources):
                found = True
                yield self.candidate(frame, record, source, Target(accuser, "of", ("charge",)), governed, False, governor)
        several = symmetric and (len(sources) > 1 or any(map(collective, sources)))
        if not found and sources and not several and (harm or not any(map(self._parties.is_event, frame.agents))):
            for target in self._targets.loose(frame, sources, symmetric):
                for source in sources:
                    if not overlap(source, target.mention) and not unnamed(source):
                        yield self.candidate(frame, record, source, target, governed, False, governor, "loose")
        if not found and (symmetric or self._shared(frame) or governor is not None and lemma_of(governor) == "agree"):
            for one, other in self._sides(frame, sources):
                yield self.candidate(
                    frame, record, one, Target(other, "with" if sources else "between"), governed, True, governor
                )

    def _governed(self, frame: Frame, governor: Token | None) -> Governed:
        governed = self.status.read(frame)
        if governor is None:
            return governed
        status = self.status.of_verb(governor).status if is_verb(governor) else "actual"
        # what makes one triple with the deed does not govern it a second time
        return Governed(status, tuple(word for word in governed.governors if word != lemma_of(governor)))

    def _accusers(self, frame: Frame, sources: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
        """Who denies what whom has said of him: "Mali accused Togo of spying, a charge that Togo denied"."""
        for verb in frame.head.sent:
            if verb.i >= frame.head.i or not is_verb(verb) or is_passive(verb) or not self._lexis.verb(lemma_of(verb), "allege"):
                continue
            accused = [m for t in self.frames.verb_frame(verb).objects for m in self._parties.parties(t)]
            for source in sources:
                if any(source.start > m.end and _same(source, m) for m in accused):
                    accusers = (m for t in self.frames.surface_subject(verb) for m in self._parties.parties(t))
                    yield from ((source, m) for m in accusers if m.form != "pronoun")

    def _joint(self, frame: Frame) -> bool:
        """Whether a deed is one that several do with each other: "met", "restored relations", not "restored bridges"."""
        if frame.noun is not None:
            spoken = any(self._lexis.word(c.lower_, "line") for c in frame.head.children)  # "a phone call"
            return frame.noun.symmetric or spoken
        if not self._lexis.verb(frame.lemma, "meet"):
            return False
        if self._lexis.verb(frame.lemma, "bonding"):
            return any(self._parties.is_event(t) or self._lexis.word(t.lemma_.lower(), "bond") for t in frame.objects)
        return bool(frame.objects) or not self._lexis.verb(frame.lemma, "needs-object")

    def _shared(self, frame: Frame) -> bool:
        """Whether several do a deed to each other, or make a thing together: "announced a joint initiative"."""
        carried = [o for t in frame.objects for o in self.frames.obliques(t)]
        heads = [*frame.objects, *(o.head for o in (*frame.obliques, *carried))]
        made = (c for t in frame.objects for c in t.children if c.dep_ == "amod")
        broken = self._lexis.verb(frame.lemma, "break") and any(map(self._binding, frame.objects))
        return broken or any(map(reciprocal, heads)) or any(self._lexis.word(c.lower_, "shared") for c in made)

    def _binding(self, thing: Token) -> bool:
        """Whether a thing binds who made it to each other: "the ceasefire"."""
        return self._parties.is_event(thing) and self._lexis.nouns[thing.lemma_.lower()].symmetric

    def _kept_targets(self, frame: Frame, sources: list[Mention], governor: Token | None, symmetric: bool) -> list[Target]:
        """The targets of a frame, each once; of a joint deed only those that can be its other side."""
        if not sources:
            return []
        unique: dict[tuple[int, int], Target] = {}
        for target in self._targets.targets(frame, sources):
            unique.setdefault((target.mention.start, target.mention.end), target)
        targets = list(unique.values())
        if governor is not None and lemma_of(governor) == "agree" and len(sources) > 1:
            # "Ireland and Britain agree to replace a British law": the other side is a third party, or they agree with each other
            countries = {m.country for m in sources}
            targets = [t for t in targets if t.mention.country not in countries]
        several = len(sources) > 1 or collective(sources[0])
        if symmetric and several and frame.noun is None and not self._lexis.verb(frame.lemma, "one-way"):
            # "A and B meet at the UN": they meet each other, not the place
            drafted = self._lexis.verb(frame.lemma, "draft")
            targets = [t for t in targets if t.preposition == "with" or t.preposition is None and not drafted]
        if symmetric and len(sources) > 1:
            # "the two ministers signed an agreement between their countries"
            targets = [t for t in targets if t.preposition != "between" or not collective(t.mention)]
        if symmetric and several and frame.noun is not None:
            targets = [t for t in targets if not self._lexis.preposition(t.preposition or "", "place") or t.preposition == "over"]
        if self._lexis.verb(frame.lemma, "assembly"):
            targets = [t for t in targets if t.preposition in (None, "with", "to")]
        return targets

    def _sides(self, frame: Frame, sources: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
        """The pairs of a joint deed: its subjects, or both ends behind one preposition ("talks between A and B").

        A collective ("the two countries") is paired with itself: who they are, resolution tells.
        """
        if sources:
            sides = sources
        elif frame.noun is not None:
            sides = [m for o in frame.obliques if o.preposition in BOTH_SIDES for m in self._parties.parties(o.head, things=True)]
        else:
            sides = []
        if len(sides) == 1 and collective(sides[0]):
            yield sides[0], sides[0]
        yield from ((one, other) for one, other in combinations(sides, 2) if not overlap(one, other))

    def candidate(
        self,
        frame: Frame,
        record: Sentence,
        source: Mention,
        target: Target,
        governed: Governed,
        symmetric: bool,
        governor: Token | None,
        rule: str | None = None,
    ) -> Candidate:
        """The candidate that a frame gives for one source and one target; `rule` names its family where the frame does not."""
        words, things, own = self.words(frame, governor), self._object_words(frame, target), self._lemma(frame)
        lemma = lemma_of(governor) if governor is not None else own
        predicate = Predicate(
            lemma=lemma,
            pos="noun" if frame.noun else "verb",
            particle=frame.particle,
            preposition=target.preposition,
            object=things,
            complement=own if governor is not None and not _denied(frame) else None,
            governors=governed.governors,
            negated=governed.status == "negated",
        )
        if governor is None:
            predicate = self._senses.plain(predicate, frame, source)
        base = self._parties.base
        spans = tuple((base + t.idx, base + t.idx + len(t)) for t in words)
        thing = things[0] if things and frame.noun is None else None
        relation = Relation(lemma, " ".join(t.text for t in words), thing, spans)
        family = rule or ("light" if frame.light else "noun" if frame.noun else "passive" if frame.passive else "verb")
        through = len(target.through) + len(frame.seat)
        return Candidate(record, source, relation, target.mention, predicate, family, through, symmetric, governed.status)

    # --- words ---------------------------------------------------------------------------------------------------------

    def _lemma(self, frame: Frame) -> str:
        if frame.noun is not None:
            return frame.noun.verb if frame.light is not None else frame.noun.noun
        return frame.lemma

    def words(self, frame: Frame, governor: Token | None) -> list[Token]:
        words = [t for t in (governor, frame.light, frame.head) if t is not None]
        words += [c for c in frame.head.children if c.dep_ == "prt" or governor is not None and c.dep_ == "neg"]
        head = frame.head
        while (
            frame.noun is None and head.dep_ == "xcomp" and is_verb(head.head) and self._lexis.verb(lemma_of(head.head), "aspect")
        ):
            head = head.head
            words.append(head)
        return sorted(set(words), key=lambda t: t.i)

    def _object_words(self, frame: Frame, target: Target) -> tuple[str, ...]:
        """Lemmas of the thing a deed is done with, head first; of a deed named by a noun, the words that qualify it."""
        if frame.noun is not None:
            return self._modifiers(frame.head)
        thing = target.via
        if thing is None:
            mention = (target.mention.start, target.mention.end)
            things = (o for o in frame.objects if not self._parties.in_name(o))  # no other party that it was done to
            thing = next((o for o in things if all((m.start, m.end) != mention for m in self._parties.parties(o))), None)
        if thing is None and self._lexis.verb(frame.lemma, "judging"):
            thing = next(
                (c for c in frame.head.children if c.dep_ in ("ccomp", "oprd") and c.pos_ == "ADJ"), None
            )  # "found guilty"
        if thing is None or thing.i == frame.head.i or thing.pos_ == "PRON":
            return ()
        return (thing.lemma_.lower(), *self._modifiers(thing))

    def _modifiers(self, token: Token) -> tuple[str, ...]:
        plain = [c for c in token.children if c.dep_ in ("amod", "compound") and c.is_alpha]
        contents = [n for c in token.children if c.lower_ == "of" for n in c.children if n.dep_ == "pobj" and n.pos_ == "NOUN"]
        return tuple(c.lemma_.lower() for c in (*plain, *contents) if not self._parties.in_name(c))

    # --- what counts ---------------------------------------------------------------------------------------------------

    def _worth(self, frame: Frame, source: Mention, target: Target) -> bool:
        """Whether a party that nobody names may stand here: opposite a named one, and undergoing only what is done to people."""
        if unnamed(source):
            return not unnamed(target.mention) and not self._lexis.word(source.head, "faceless")
        if not unnamed(target.mention):
            return True
        harmed = self._lexis.verb(frame.lemma, "local") and not self._lexis.any_verb(frame.lemma, ("custody", "banish"))
        if harmed and self._lexis.word(target.mention.head, "faceless"):
            return False  # "killed four people": their number, not a party
        named_deed = frame.light is not None and not target.through  # "issued an ultimatum to rebels"
        aimed = target.preposition in ("to", "on", "at", "against") and target.via is None  # "opened fire on protesters"
        direct = target.preposition is None and target.via is None or bool(target.through) and target.preposition == "of"
        verb = frame.noun.verb if frame.noun is not None else frame.lemma
        return (direct or named_deed or aimed) and self._lexis.verb(verb, "person") or aimed and self._lexis.verb(verb, "bestow")

    def _silent(self, frame: Frame) -> bool:
        """Frames that relate nobody, that another frame speaks for, or that nobody stands by."""
        if frame.noun is None:
            if self.status.disowned(frame.head):
                return True  # "vetoed a motion condemning Iran"
            if self._lexis.verb(frame.lemma, "report"):
                return not self._addresses(frame) and not self._shared(frame)
            return frame.lemma in ("be", "have", "do") or self._lexis.verb(frame.lemma, "idle") and not frame.particle
        head = frame.head
        governed = frame.light is None and head.dep_ in ("dobj", "nsubjpass") and is_verb(head.head)
        if not governed:
            return False
        # "talks between A and B were cancelled", "efforts to end the war between A and B"
        verb = head.head
        doers = self.frames.agents_of(verb) if is_passive(verb) else self.frames.surface_subject(verb)
        return bool(doers) and self._lexis.verb(lemma_of(head.head), "end")

    def _addresses(self, frame: Frame) -> bool:
        """Whether a reporting verb addresses or incriminates somebody."""
        if self._lexis.verb(frame.lemma, "address"):
            return True
        to = self._lexis.verb(frame.lemma, "address-to")
        return any(o.preposition == "against" or to and o.preposition == "to" for o in frame.obliques)

    def commitment(self, frame: Frame) -> Token | None:
        """The speech act that makes one triple with its complement: "threatened to bomb"."""
        if frame.noun is not None and frame.light is None:
            return None
        head = frame.light or frame.head
        if frame.light is not None and self._lexis.verb(lemma_of(head), "commit"):
            return head
        governor: Token = head.head
        if head.dep_ == "acl" and has_to(head) and self._parties.is_event(governor):
            # "Iran's threat to attack Israel"
            return governor if self._lexis.verb(self._lexis.nouns[governor.lemma_.lower()].verb, "commit") else None
        if head.dep_ == "acl" and has_to(head) and self._lexis.word(governor.lemma_.lower(), "plan") and is_verb(governor.head):
            # "scrapped plans to sell arms"
            ended = governor.dep_ == "dobj" and self._lexis.verb(lemma_of(governor.head), "end")
            return governor.head if ended else None
        if not is_verb(governor):
            return None
        lemma = lemma_of(governor)
        if head.dep_ == "xcomp" and head.tag_ == "VBG" and self._lexis.verb(lemma, "end"):
            return governor  # "stopped buying gas"
        if head.dep_ == "xcomp" or head.dep_ in ("ccomp", "advcl") and has_to(head):
            addressed = any(c.dep_ in ("dobj", "dative") and self._parties.parties(c) for c in governor.children)
            return governor if self._lexis.verb(lemma, "commit") and not addressed else None
        return None


def _same(one: Mention, other: Mention) -> bool:
    """Whether two mentions may speak of one party, by what their words alone tell."""
    if one.form in ("pronoun", "description") or one.country is not None and one.country == other.country:
        return True
    return not set(one.candidates).isdisjoint(other.candidates)


def _denied(frame: Frame) -> bool:
    """Whether the deed that somebody commits himself to is not to be done: "agreed not to attack"."""
    return frame.noun is None and any(c.dep_ == "neg" for c in frame.head.children)
