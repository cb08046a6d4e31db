"""Who is meant: from the mentions of one article to actors."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.actors import descriptions, pronouns
from kg.actors.compose import compose
from kg.actors.descriptions import RELATIVE
from kg.actors.ends import all_mentions, partners, settings
from kg.actors.genders import Genders
from kg.actors.naming import Span, named_actors
from kg.actors.past import Past
from kg.actors.pronouns import forthcoming
from kg.actors.unknown import bare_name, indefinite, regional_body, unnamed_actor
from kg.extraction.mentions.phrases import FIRST_PERSON
from kg.gazetteer import alias_key
from kg.ids import actor_id
from kg.model import Actor, ActorMention, Document, Mention

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer, RoleNoun

# sectors whose unnamed people act at home: "in Nairobi, protesters stormed"; soldiers and rebels go abroad
AT_HOME = frozenset({"CVL", "LAB", "AGR", "EDU", "MED", "REL", "OPP", "COP", "JUD", "LEG", "GOV"})

# sectors of people who act for themselves where a nation is all that is told of them
# "two teenagers" are persons, "teenagers" may be anybody
COUNTED = re.compile(r"(?:the )?(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b", re.IGNORECASE)
PRIVATE = frozenset({"CVL", "BUS", "MED", "EDU", "JRN", "CRM", "AGR", "LAB", "REL"})

Found = dict[Span, tuple[ActorMention, ...]]


class Resolution:
    """The answers for one article."""

    def __init__(
        self,
        document: Document,
        found: Found,
        areas: frozenset[str],
        capitals: frozenset[str],
        private: frozenset[str],
        crowds: frozenset[str],
        gazetteer: Gazetteer,
    ) -> None:
        self._document, self._found, self._areas, self._capitals = document, found, areas, capitals
        self._private, self._crowds, self._gazetteer = private, crowds, gazetteer

    def actors(self, mention: Mention) -> tuple[ActorMention, ...]:
        """Who `mention` stands for: nobody known, one party, or several ("the two countries")."""
        return self._found.get((mention.start, mention.end), ())

    def actor(self, mention: Mention) -> ActorMention | None:
        """The one party that `mention` stands for, or None where it is nobody known or several."""
        answers = self.actors(mention)
        return answers[0] if len(answers) == 1 else None

    def doers(self, mention: Mention) -> tuple[ActorMention, ...]:
        """Who does what `mention` is the source of: a part of a state acts for itself, "Texas sued Mexico"."""
        answers = self.actors(mention)
        place = self.place(mention) if not mention.head else None
        if place is None or alias_key(place) not in self._gazetteer.provinces:
            return answers
        return tuple(replace(a, actor=_part(place, a.actor)) if a.actor.kind == "state" else a for a in answers)

    def private(self, mention: Mention) -> bool:
        """Whether a mention is of persons who act for nobody but themselves: "a Russian tourist"."""
        single = mention.head in self._private or mention.head in self._crowds and COUNTED.match(mention.text) is not None
        return single and mention.owner is not None

    def place(self, mention: Mention) -> str | None:
        """The part of its state by which `mention` means the state: "Aceh" of "the province of Aceh"."""
        if mention.head and mention.head not in self._areas:
            return None  # a thing that is there
        names = (m for m in self._document.mentions if m.label == "PLACE" and not m.head)
        return next((m.text for m in names if mention.start <= m.start < mention.end), None)

    def part(self, mention: Mention) -> str | None:
        """As `place`, but of no capital: that stands for the government."""
        place = self.place(mention)
        return None if place in self._capitals else place

    def mentions(self) -> tuple[tuple[Mention, ActorMention], ...]:
        """Every resolved mention of the article with each of its actors, in order."""
        seen = {(m.start, m.end): m for m in self._document.mentions}
        pairs = [(m, answer) for span, m in seen.items() for answer in self._found.get(span, ())]
        return tuple(sorted(pairs, key=lambda pair: (pair[0].start, pair[0].end)))


class Resolver:
    """Resolves articles one by one; keeps nothing between them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer, self._genders = gazetteer, Genders(gazetteer)
        self._areas = frozenset(word for word, kinds in gazetteer.things.items() if "area" in kinds)
        self._capitals = frozenset(name.alias for name in gazetteer.names if name.form == "capital")

        causes = {word for word, kinds in gazetteer.things.items() if "cause" in kinds}
        self._private = frozenset(
            noun for noun, role in gazetteer.roles.items() if role.role in PRIVATE and _alone(role) and noun not in causes
        )
        self._crowds = frozenset(
            noun
            for noun, role in gazetteer.roles.items()
            if role.role in PRIVATE and role.kind == "people" and noun not in causes
        )

    def resolve(self, document: Document) -> Resolution:
        """Actors for all mentions of `document`."""
        found = _Reading(document, self._gazetteer, self._genders).found()
        return Resolution(document, found, self._areas, self._capitals, self._private, self._crowds, self._gazetteer)


def _part(place: str, state: Actor) -> Actor:
    """A part of a state that acts for itself."""
    return Actor(actor_id("body", place, state.country), place, "body", state.country, "GOV")


def _alone(role: RoleNoun) -> bool:
    """Whether a noun is of single persons rather than of a crowd: "a driver", "two teachers", not "residents"."""
    return role.kind == "person" or role.kind == "people" and (role.number == "singular" or role.noun.endswith("nationals"))


class _Reading:
    """One article, read from its start to its end: names first, then what leans on them."""

    def __init__(self, document: Document, gazetteer: Gazetteer, genders: Genders) -> None:
        self._gazetteer, self._genders, self._date = gazetteer, genders, document.article.published
        self._mentions = all_mentions(document)
        self._partners, self._settings = partners(document), settings(document)
        self._sentences = {sentence.index: sentence for sentence in document.sentences}
        actors = named_actors(self._mentions, self._date, gazetteer)
        self._named = [(m, actors[span]) for m in self._mentions if (span := (m.start, m.end)) in actors]
        self._namings = Counter(actor.id for _, actor in self._named)
        # of "US president NAME" the name names the person
        names = {m.end: m for m in document.mentions if m.form == "name"}
        self._found: Found = {
            (m.start, m.end): (_answer(names.get(m.end, m) if actor.kind == "person" else m, actor),) for m, actor in self._named
        }
        self._history: list[tuple[Mention, Actor]] = []
        self._pairs: list[tuple[Actor, ...]] = []

    def found(self) -> Found:
        """Whom each resolved mention means, by where it stands."""
        for mention in self._mentions:
            if mention.candidates and mention.head and mention.label != "PLACE":
                self._settle(mention)  # what a state owns leans on nothing before it
        # who speaks may be named behind the words, so what is said comes last, and what is owned by it: "our forces"
        spoken = {m.start for m in self._mentions if m.speaker is not None}
        for mention in sorted(self._mentions, key=lambda m: m.speaker is not None or m.owner in spoken):
            self._settle(mention)
            answers = self._found.get((mention.start, mention.end), ())
            if len(answers) == 1:
                self._history.append((mention, answers[0].actor))
        self._employ()
        return self._found

    def _employ(self) -> None:
        """Gives unknown persons the state whose officials the text calls them: "its ambassador, NAME"."""
        states: dict[str, str] = {}
        for mention, actor in self._named:
            if mention.owner is not None and actor.kind == "person" and actor.country is None:
                owners = [a for a in _at(mention.owner, self._found) if a.kind in ("state", "body") and a.country]
                states.update((actor.id, owner.country) for owner in owners if owner.country)
        for span, answers in self._found.items() if states else ():
            if any(a.actor.id in states for a in answers):
                self._found[span] = tuple(
                    replace(a, actor=replace(a.actor, country=states.get(a.actor.id, a.actor.country))) for a in answers
                )

    def _settle(self, mention: Mention) -> None:
        span = (mention.start, mention.end)
        if span not in self._found and (actors := self._meant(mention)):
            inferred = mention.form != "adjective"
            self._found[span] = tuple(_answer(mention, actor, inferred) for actor in actors)
            if len(actors) == 2 and mention.owner is None:
                self._pairs.append(actors)

    def _meant(self, mention: Mention) -> tuple[Actor, ...]:
        """The parties of a mention that is no plain name: of its owner, its speaker, or what stands before it."""
        if mention.head in RELATIVE or mention.text.removeprefix("the ") in self._gazetteer.blocks:
            return ()  # "his host" is somebody else, "the Korean Peninsula" is nobody
        if mention.label == "PLACE" and mention.head:
            place = next((m.text for m in self._mentions if m.start == mention.owner and m.label == "PLACE"), None)
            return (regional_body(mention, place, self._gazetteer),)
        if mention.candidates and mention.form == "adjective":
            return (self._composed(self._gazetteer.actors[mention.candidates[0]], mention),)
        if mention.owner is not None:
            for other in self._mentions:
                if other.start == mention.owner > mention.start:
                    self._settle(other)  # "the advisers of both countries": the owner stands behind
            owners = _at(mention.owner, self._found) or tuple(self._gazetteer.actors[c] for c in mention.candidates[:1])
            if owners or self._points(mention.owner):
                return tuple(self._composed(owner, mention) for owner in owners)
            unnamed = unnamed_actor(mention, self._gazetteer)
            return (unnamed,) if unnamed is not None else ()  # "the captain of a rescue ship"
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
        if mention.text.lower().startswith("the "):
            for actor in self._partnered(mention):
                if descriptions.named_so(mention.head, actor):
                    return (actor,)  # "accused the Juarez cartel of attacks on those who fought the cartel"
        return self._unnamed(mention)

    def _unnamed(self, mention: Mention) -> tuple[Actor, ...]:
        """The party of a description that points at nobody: of the state where its deed was done, if such people act at home."""
        unnamed = unnamed_actor(mention, self._gazetteer)
        if unnamed is None:
            return ()
        state = self._gazetteer.state(self._settings.get((mention.start, mention.end)))
        abroad = "abroad" in self._gazetteer.things.get(mention.head, ())
        if state is None or abroad or unnamed.role not in AT_HOME:
            return (unnamed,)
        return (self._composed(state, mention),)

    def _points(self, start: int) -> bool:
        """Whether a pronoun starts there: whose it is, the article knows."""
        return any(m.start == start and m.form == "pronoun" for m in self._mentions)

    def _before(self, mention: Mention) -> Past:
        """What stands before a mention and may be meant: not who speaks it, nor who is at the other end of its deed."""
        others = self._partnered(mention)
        if (role := self._gazetteer.roles.get(mention.head)) is not None and role.kind == "body":
            others = [a for a in others if a.kind != "person"]  # "the president told parliament": his own state's
        states = (self._gazetteer.state(a.country) for a in others if a.kind in ("body", "people"))
        ids = {actor.id for actor in (*others, *states) if actor is not None}
        if mention.speaker is not None:
            ids |= {actor.id for actor in _at(mention.speaker, self._found)}
        return self._past([(m, a) for m, a in self._history if m.end <= mention.start and a.id not in ids])

    def _partnered(self, mention: Mention) -> list[Actor]:
        """Who is at the other end of a mention's deeds."""
        spans = sorted(self._partners.get((mention.start, mention.end), set()))
        return [answer.actor for span in spans for answer in self._found.get(span, ())]

    def _past(self, mentions: list[tuple[Mention, Actor]]) -> Past:
        return Past(mentions, self._gazetteer, self._genders, self._date, self._namings, self._pairs)

    def _composed(self, owner: Actor, mention: Mention) -> Actor:
        return compose(owner, mention.head, self._date, self._gazetteer)

    def _side(self, speaker: Actor) -> Actor:
        """Whom a speaker's "we" means: an official's state, else the speaker."""
        if speaker.kind in ("person", "body") and speaker.role in ("GOV", "MIL", "LEG") and speaker.country:
            return self._gazetteer.state(speaker.country) or speaker
        return speaker


def _at(start: int, found: Found) -> tuple[Actor, ...]:
    """The actors of the shortest resolved mention that starts at `start`."""
    spans = sorted(span for span in found if span[0] == start)
    return tuple(answer.actor for answer in found[spans[0]]) if spans else ()


def _answer(mention: Mention, actor: Actor, inferred: bool = False) -> ActorMention:
    return ActorMention(actor, mention.text, mention.start, mention.end, inferred)
