"""Who is meant: from the mentions of one article to actors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.actors.compose import compose, people_of
from kg.actors.coreference import antecedents
from kg.actors.unknown import bare_name, indefinite, regional_body, same_name, unknown_actor, unnamed_actor
from kg.model import Actor, ActorMention, Document, Mention

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer

Span = tuple[int, int]


class Resolution:
    """The answers for one article."""

    def __init__(self, document: Document, found: dict[Span, tuple[ActorMention, ...]]) -> None:
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
        self._gazetteer = gazetteer

    def resolve(self, document: Document) -> Resolution:
        """Actors for all mentions of `document`: names first, then what leans on them, in the order of the text."""
        mentions = list(_all_mentions(document))
        date = document.article.published
        known = self._names(mentions, date)
        found = {span: (_answer(m, known[span]),) for m in mentions if (span := (m.start, m.end)) in known}
        history: list[tuple[Mention, Actor]] = []
        partners = _partners(document)
        # who speaks may be named behind the words, so the first person comes last
        for mention in sorted(mentions, key=lambda m: m.speaker is not None):
            span = (mention.start, mention.end)
            if span not in found:
                # who acts and who undergoes are two parties, unless the text says "itself"
                others = {answer.actor.id for p in partners.get(span, ()) for answer in found.get(p, ())}
                actors = self._leaning(mention, [(m, a) for m, a in history if a.id not in others], found, date)
                inferred = mention.form in ("pronoun", "description")
                if actors:
                    found[span] = tuple(_answer(mention, actor, inferred) for actor in actors)
            if len(found.get(span, ())) == 1:
                history.append((mention, found[span][0].actor))
        return Resolution(document, found)

    def _names(self, mentions: list[Mention], date: str | None) -> dict[Span, Actor]:
        """Actors of all names: known ones from the tables, unknown ones joined where one is a short form of another."""
        answers: dict[Span, Actor] = {}
        unknown: list[tuple[Mention, str]] = []
        for mention in mentions:
            if mention.form == "pronoun" or mention.form == "description" or mention.head:
                continue
            if mention.candidates:
                answers[mention.start, mention.end] = self._known(mention, date)
            else:
                unknown.append((mention, bare_name(mention, self._gazetteer)))
        fullest: dict[str, Mention] = {}
        named = [a for m in mentions if (a := answers.get((m.start, m.end))) and a.kind != "state"]
        for mention, name in sorted(unknown, key=lambda pair: -len(pair[1].split())):
            known = next((a for a in named if " " not in name and same_name(name, a.name)), None)
            if known is not None:
                answers[mention.start, mention.end] = known
                continue
            long = next((full for full in fullest if same_name(name, full)), None)
            if long is None:
                fullest[name] = mention
            chosen = fullest[long or name]
            if mention.country and not chosen.country:
                chosen = fullest[long or name] = replace(chosen, country=mention.country)
            if mention.title and not chosen.title:
                fullest[long or name] = replace(chosen, title=mention.title)
        for mention, name in unknown:
            if (mention.start, mention.end) not in answers:
                long = name if name in fullest else next((full for full in fullest if same_name(name, full)), name)
                actor = unknown_actor(fullest.get(long, mention), self._gazetteer)
                if actor is not None:
                    answers[mention.start, mention.end] = actor
        return answers

    def _known(self, mention: Mention, date: str | None) -> Actor:
        actor = self._gazetteer.actors[mention.candidates[0]]
        if actor.kind == "person" and actor.role is None:
            spells = self._gazetteer.offices_of(actor.id, date)
            actor = replace(actor, role=spells[0].role if spells else "ELI" if self._gazetteer.offices_of(actor.id) else None)
        if mention.form == "adjective" and mention.number == "plural" and not mention.head and actor.kind == "state":
            return people_of(actor)
        return actor

    def _leaning(
        self,
        mention: Mention,
        history: list[tuple[Mention, Actor]],
        found: dict[Span, tuple[ActorMention, ...]],
        date: str | None,
    ) -> tuple[Actor, ...]:
        """The parties of a mention that leans on another: on its owner, its speaker or what stands before it."""
        if mention.label == "PLACE":
            return (regional_body(mention, self._gazetteer),)
        if mention.candidates and mention.form == "adjective":
            return (compose(self._gazetteer.actors[mention.candidates[0]], mention.head, date, self._gazetteer),)
        if mention.owner is not None:
            owners = _at(mention.owner, found)
            if not owners and mention.candidates:
                owners = (self._gazetteer.actors[mention.candidates[0]],)
            return tuple(compose(owner, mention.head, date, self._gazetteer) for owner in owners)
        if mention.speaker is not None:
            speakers = _at(mention.speaker, found)
            return speakers if mention.number == "singular" else tuple(map(self._side, speakers))
        found_before = (
            () if mention.form == "description" and indefinite(mention) else antecedents(mention, history, self._gazetteer, date)
        )
        if not found_before and mention.form == "description":
            unnamed = unnamed_actor(mention, self._gazetteer)
            return (unnamed,) if unnamed is not None else ()
        return found_before

    def _side(self, speaker: Actor) -> Actor:
        """Whom a speaker's "we" means: an official's state, else the speaker."""
        if speaker.kind in ("person", "body") and speaker.role in ("GOV", "MIL", "LEG") and speaker.country:
            return self._gazetteer.actors.get(f"state:{speaker.country}", speaker)
        return speaker


def _all_mentions(document: Document) -> Iterable[Mention]:
    """The document's mentions and those of its candidates, each once, in the order of the text, owners before what they own."""
    pool: dict[Span, Mention] = {}
    for mention in document.mentions:
        pool.setdefault((mention.start, mention.end), mention)
    for candidate in document.candidates:
        for mention in (candidate.source, candidate.target, candidate.attribution):
            if mention is not None:
                pool.setdefault((mention.start, mention.end), mention)
    return sorted(pool.values(), key=lambda m: (m.start, m.end))


def _partners(document: Document) -> dict[Span, set[Span]]:
    """For each pronoun or description without an owner, the spans at the other end of its candidates."""
    partners: dict[Span, set[Span]] = {}
    for candidate in document.candidates:
        for one, other in ((candidate.source, candidate.target), (candidate.target, candidate.source)):
            if one.form in ("pronoun", "description") and one.owner is None and one.function != "possessor":
                partners.setdefault((one.start, one.end), set()).add((other.start, other.end))
    return partners


def _at(start: int, found: dict[Span, tuple[ActorMention, ...]]) -> tuple[Actor, ...]:
    """The actors of the shortest resolved mention that starts at `start`."""
    spans = sorted(span for span in found if span[0] == start)
    return tuple(answer.actor for answer in found[spans[0]]) if spans else ()


def _answer(mention: Mention, actor: Actor, inferred: bool = False) -> ActorMention:
    return ActorMention(actor, mention.text, mention.start, mention.end, inferred)
