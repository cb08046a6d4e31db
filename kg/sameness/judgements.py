"""What was judged, by people and of names, and what follows for statements: who is who, what is wrong, what is one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from kg.errors import UsageError
from kg.ids import article_meant, subject_of
from kg.model import Actor, ActorMention, Statement
from kg.sameness.components import Join
from kg.sameness.descriptions import merged_descriptions
from kg.sameness.same_actors import identities, likenesses

Verdict = Literal["same", "differ", "confirm", "reject"]
VERDICTS: tuple[str, ...] = get_args(Verdict)

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One entry of the log.

    Attributes
    ----------
    verdict : {"same", "differ", "confirm", "reject"}
    one, other : str
        Ids of two statements, two actors or (behind ``article:``) two articles; of one statement where the verdict is
        ``confirm`` or ``reject``.
    at : str
        When it was given, ISO 8601.
    key : int
        Its number in the log.
    undone : str or None
        When it was taken back.
    """

    verdict: Verdict
    one: str
    other: str | None = None
    at: str = ""
    key: int = 0
    undone: str | None = None

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise UsageError(f"verdict: expected one of {', '.join(VERDICTS)}, got {self.verdict!r}")
        if (self.other is None) != (self.verdict in ("confirm", "reject")):
            needs = "one id" if self.verdict in ("confirm", "reject") else "two ids"
            raise UsageError(f"{self.verdict}: expected {needs}")

    @property
    def subject(self) -> Literal["statement", "actor", "article"]:
        """What it is about."""
        return subject_of(self.one)

    def to_record(self) -> dict[str, Any]:
        """As `kg judge --export` writes it."""
        return {"verdict": self.verdict, "one": self.one, "other": self.other, "at": self.at, "undone": self.undone}


@dataclass(frozen=True, slots=True)
class Judgements:
    """What a log of judgements comes to, with what follows from it and from the spelling of names.

    Of several judgements on one thing the last counts, and none that was undone.

    Attributes
    ----------
    same, differ : frozenset of pairs
        Of statements, each pair in sorted order.
    one_text, two_texts : frozenset of pairs
        Of articles, each pair in sorted order.
    actors : mapping of str to str
        Ids of actors, each with the id of the actor that it is.
    apart : frozenset of pairs
        Of actors that are two, each pair in sorted order.
    confirmed, rejected : frozenset of str
        Statements.
    names : tuple of Join
        What `spelt` found.
    known : mapping of str to Actor
        By id those that others are.
    """

    same: frozenset[Pair] = frozenset()
    differ: frozenset[Pair] = frozenset()
    one_text: frozenset[Pair] = frozenset()
    two_texts: frozenset[Pair] = frozenset()
    actors: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[Pair] = frozenset()
    confirmed: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()
    names: tuple[Join, ...] = ()
    known: Mapping[str, Actor] = field(default_factory=dict)

    @classmethod
    def of(cls, log: Iterable[Judgement]) -> Judgements:
        """What `log`, in its order, comes to."""
        last: dict[tuple[str, ...], Judgement] = {}
        for one in log:
            if one.undone is None:
                key = (one.one,) if one.other is None else _pair(one.one, one.other)
                last.pop(key, None)
                last[key] = one

        def pairs(verdict: str, subject: str) -> list[Pair]:
            listed = ((j.one, j.other) for j in last.values() if j.other and (j.verdict, j.subject) == (verdict, subject))
            return [(article_meant(one), article_meant(other)) for one, other in listed]

        def sets(verdict: str, subject: str) -> frozenset[Pair]:
            return frozenset(_pair(*pair) for pair in pairs(verdict, subject))

        return cls(
            same=sets("same", "statement"),
            differ=sets("differ", "statement"),
            one_text=sets("same", "article"),
            two_texts=sets("differ", "article"),
            actors=_identities(pairs("same", "actor")),
            apart=sets("differ", "actor"),
            confirmed=frozenset(j.one for j in last.values() if j.verdict == "confirm"),
            rejected=frozenset(j.one for j in last.values() if j.verdict == "reject"),
        )

    def spelt(self, seen: Mapping[Actor, int]) -> Judgements:
        """These, and the judgements on names that are spelt nearly alike, where people gave none.

        Parameters
        ----------
        seen : mapping of Actor to int
            Every description of an actor that statements have, and how often.
        """
        apart = frozenset(_pair(*(self.actors.get(ident, ident) for ident in pair)) for pair in self.apart)
        merged = {actor: times for actor, times in seen.items() if actor.id not in self.actors}
        names = likenesses(merged, apart)
        others = identities(names, merged, frozenset(self.actors.values()))
        actors = {ident: others.get(of, of) for ident, of in self.actors.items()} | others
        wanted = {*actors, *actors.values()}
        known = merged_descriptions({actor: times for actor, times in seen.items() if actor.id in wanted})
        return replace(self, actors=actors, names=tuple(names), known={actor.id: actor for actor in known})

    def with_names(self, actors: Mapping[str, str], names: Iterable[Join], known: Mapping[str, Actor]) -> Judgements:
        """These with what `spelt` gave before."""
        return replace(self, actors=actors, names=tuple(names), known=known)

    def applied(self, statements: Iterable[Statement], floor: float = 0.0) -> Iterator[Statement]:
        """`statements` as judged: the rejected ones gone, the confirmed ones certain, every actor who it is.

        Those below the confidence `floor` go, too.
        """
        for statement in statements:
            if statement.id in self.rejected:
                continue
            if statement.id in self.confirmed:
                statement = replace(statement, confidence=1.0)
            if statement.confidence < floor:
                continue
            if self.actors:
                statement = self._named(statement)
                if statement.source.actor.id == statement.target.actor.id:
                    continue
            yield statement

    def _named(self, s: Statement) -> Statement:
        source, target, attribution = self._who(s.source), self._who(s.target), s.attribution and self._who(s.attribution)
        if source is s.source and target is s.target and attribution is s.attribution:
            return s
        return replace(s, source=source, target=target, attribution=attribution)

    def _who(self, who: ActorMention) -> ActorMention:
        actor = self.known.get(self.actors.get(who.actor.id, ""))
        if actor is None:
            return who
        return replace(who, actor=replace(actor, aliases=tuple(sorted({*actor.aliases, who.actor.name} - {actor.name}))))


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one <= other else (other, one)


def _identities(pairs: Iterable[tuple[str, str | None]]) -> dict[str, str]:
    """Each actor that is another, with the one first named among all that are one."""
    groups: dict[str, list[str]] = {}
    for one, other in pairs:
        if other is None:
            continue
        kept, joined = groups.get(one, [one]), groups.get(other, [other])
        if kept is not joined:
            kept = [*kept, *joined]
            groups.update(dict.fromkeys(kept, kept))
    return {ident: group[0] for ident, group in groups.items() if ident != group[0]}
