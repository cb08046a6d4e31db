"""Who is meant: from the mentions of one article to actors."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.actors import descriptions, pronouns
from kg.actors.compose import compose
from kg.actors.descriptions import RELATIVE
from kg.actors.genders import Genders
from kg.actors.naming import Span, named_actors
from kg.actors.past import Past
from kg.actors.pronouns import FIRST_PERSON, forthcoming
from kg.actors.unknown import bare_name, indefinite, regional_body, unnamed_actor
from kg.model import Actor, ActorMention, Document, Mention

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer

Found = dict[Span, tuple[ActorMention, ...]]


class Resolution:
    """The answers for one article."""

    def __init__(self, document: Document, found: Found) -> None:
        self._document, self._found = document, found

    def actors(self, mention: Mention) -> tuple[ActorMention, ...]:
        """Who `mention` stands for: nobody known, one party, or several ("the two countries")."""
        return self._found.get((mention.start, mention.end), ())

    def actor(self, mention: Mention) -> ActorMention | None:
        """The one party that `mention` stands for, or None where it is nobody known or several."""
        answers = self.actors(mention)
        return answers[0] if len(answers) == 1 else None

    def mentions(self) -> tuple[tuple[Mention, ActorMention], ...]:
        """Every resolved mention of the article with each of its actors, in order."""
        seen = {(m.start, m.end): m for m in self._document.mentions}
        pairs = [(m, answer) for span, m in seen.items() for answer in self._found.get(span, ())]
        return tuple(sorted(pairs, key=lambda pair: (pair[0].start, pair[0].end)))


class Resolver:
    """Resolves articles one by one; keeps nothing between them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer, self._genders = gazetteer, Genders(gazetteer)

    def resolve(self, document: Document) -> Resolution:
        """Actors for all mentions of `document`."""
        return Resolution(document, _Reading(document, self._gazetteer, self._genders).found())


class _Reading:
    """One article, read from its start to its end: names first, then what leans on them."""

    def __init__(self, document: Document, gazetteer: Gazetteer, genders: Genders) -> None:
        self._gazetteer, self._genders, self._date = gazetteer, genders, document.article.published
        self._mentions = _all_mentions(document)
        self._partners = _partners(document)
        self._sentences = {sentence.index: sentence for sentence in document.sentences}
        names = named_actors(self._mentions, self._date, gazetteer)
        self._named = [(m, names[span]) for m in self._mentions if (span := (m.start, m.end)) in names]
        self._namings = Counter(actor.id for _, actor in self._named)
        self._found: Found = {(m.start, m.end): (_answer(m, actor),) for m, actor in self._named}
        self._history: list[tuple[Mention, Actor]] = []
        self._pairs: list[tuple[Actor, ...]] = []

    def found(self) -> Found:
        """Whom each resolved mention means, by where it stands."""
        for mention in self._mentions:
            if mention.candidates and mention.head and mention.label != "PLACE":
                self._settle(mention)  # what a state owns leans on nothing before it
        # who speaks may be named behind the words, so what is said comes last
        for mention in sorted(self._mentions, key=lambda m: m.speaker is not None):
            self._settle(mention)
            answers = self._found.get((mention.start, mention.end), ())
            if len(answers) == 1:
                self._history.append((mention, answers[0].actor))
        return self._found

    def _settle(self, mention: Mention) -> None:
        span = (mention.start, mention.end)
        if span not in self._found and (actors := self._meant(mention)):
            inferred = mention.form != "adjective"
            self._found[span] = tuple(_answer(mention, actor, inferred) for actor in actors)
            if len(actors) == 2 and mention.owner is None:
                self._pairs.append(actors)

    def _meant(self, mention: Mention) -> tuple[Actor, ...]:
        """The parties of a mention that is no plain name: of its owner, its speaker, or what stands before it."""
        if mention.head in RELATIVE:
            return ()  # "his host" is somebody else
        if mention.label == "PLACE":
            return (regional_body(mention, self._gazetteer),)
        if mention.candidates and mention.form == "adjective":
            return (self._composed(self._gazetteer.actors[mention.candidates[0]], mention),)
        if mention.owner is not None:
            for other in self._mentions:
                if other.start == mention.owner > mention.start:
                    self._settle(other)  # "the advisers of both countries": the owner stands behind
            owners = _at(mention.owner, self._found) or tuple(self._gazetteer.actors[c] for c in mention.candidates[:1])
            return tuple(self._composed(owner, mention) for owner in owners)
        if mention.speaker is not None and mention.text.lower() in FIRST_PERSON:
            speakers = _at(mention.speaker, self._found)
            return speakers if mention.number == "singular" else tuple(map(self._side, speakers))
        if mention.form == "name":  # "the Air Force": a description, for all its capitals
            head = bare_name(mention, self._gazetteer).lower()
            mention = replace(mention, form="description", text=f"the {head}", head=head)
        if mention.form == "pronoun":
            ahead = forthcoming(mention, self._sentences[mention.sentence], self._past(self._named))
            return ahead or pronouns.referents(mention, self._before(mention))
        if not indefinite(mention, self._gazetteer) and (meant := descriptions.referents(mention, self._before(mention))):
            return meant
        unnamed = unnamed_actor(mention, self._gazetteer)
        return (unnamed,) if unnamed is not None else ()

    def _before(self, mention: Mention) -> Past:
        """What stands before a mention and may be meant: not who speaks it, nor who is at the other end of its deed."""
        spans = self._partners.get((mention.start, mention.end), set())
        others = [answer.actor for span in spans for answer in self._found.get(span, ())]
        ids = {actor.id for actor in others} | {f"state:{a.country}" for a in others if a.kind in ("body", "people")}
        if mention.speaker is not None:
            ids |= {actor.id for actor in _at(mention.speaker, self._found)}
        return self._past([(m, a) for m, a in self._history if m.end <= mention.start and a.id not in ids])

    def _past(self, mentions: list[tuple[Mention, Actor]]) -> Past:
        return Past(mentions, self._gazetteer, self._genders, self._date, self._namings, self._pairs)

    def _composed(self, owner: Actor, mention: Mention) -> Actor:
        return compose(owner, mention.head, self._date, self._gazetteer)

    def _side(self, speaker: Actor) -> Actor:
        """Whom a speaker's "we" means: an official's state, else the speaker."""
        if speaker.kind in ("person", "body") and speaker.role in ("GOV", "MIL", "LEG") and speaker.country:
            return self._gazetteer.actors.get(f"state:{speaker.country}", speaker)
        return speaker


def _all_mentions(document: Document) -> list[Mention]:
    """The document's mentions and those of its candidates, each once, in the order of the text, owners before what they own."""
    pool: dict[Span, Mention] = {}
    for mention in document.mentions:
        pool.setdefault((mention.start, mention.end), mention)
    for candidate in document.candidates:
        for party in (candidate.source, candidate.target, candidate.attribution):
            if party is not None:
                pool.setdefault((party.start, party.end), party)
    return sorted(pool.values(), key=lambda m: (m.start, m.end))


def _partners(document: Document) -> dict[Span, set[Span]]:
    """For each pronoun or description without an owner, the spans at the other end of its candidates."""
    partners: dict[Span, set[Span]] = {}
    for candidate in document.candidates:
        for one, other in ((candidate.source, candidate.target), (candidate.target, candidate.source)):
            if one.form in ("pronoun", "description") and one.owner is None and one.function != "possessor":
                partners.setdefault((one.start, one.end), set()).add((other.start, other.end))
    return partners


def _at(start: int, found: Found) -> tuple[Actor, ...]:
    """The actors of the shortest resolved mention that starts at `start`."""
    spans = sorted(span for span in found if span[0] == start)
    return tuple(answer.actor for answer in found[spans[0]]) if spans else ()


def _answer(mention: Mention, actor: Actor, inferred: bool = False) -> ActorMention:
    return ActorMention(actor, mention.text, mention.start, mention.end, inferred)
