"""What people have judged, and what follows from it for statements: who is who, what is wrong, what is one event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from kg.errors import UsageError
from kg.graph.described import described
from kg.model import Actor, ActorMention, Statement

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
        Ids of two statements or two actors; of one statement where the verdict is ``confirm`` or ``reject``.
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
    def of_actors(self) -> bool:
        """Whether it is about actors, whose ids have a colon, and not about statements."""
        return ":" in self.one

    def to_record(self) -> dict[str, Any]:
        """As `kg judge --export` writes it."""
        return {"verdict": self.verdict, "one": self.one, "other": self.other, "at": self.at, "undone": self.undone}


@dataclass(frozen=True, slots=True)
class Judgements:
    """What a log of judgements comes to; of several on one thing the last counts, and none that was undone.

    Attributes
    ----------
    same, differ : frozenset of pairs
        Of statements, each pair in sorted order.
    actors : mapping of str to str
        Ids of actors, each with the id of the actor that it is.
    apart : frozenset of pairs
        Of actors that are two, each pair in sorted order.
    confirmed, rejected : frozenset of str
        Statements.
    """

    same: frozenset[Pair] = frozenset()
    differ: frozenset[Pair] = frozenset()
    actors: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[Pair] = frozenset()
    confirmed: frozenset[str] = frozenset()
    rejected: frozenset[str] = frozenset()

    @classmethod
    def of(cls, log: Iterable[Judgement]) -> Judgements:
        """What `log`, in its order, comes to."""
        last: dict[tuple[str, ...], Judgement] = {}
        for one in log:
            if one.undone is None:
                key = (one.one,) if one.other is None else _pair(one.one, one.other)
                last.pop(key, None)
                last[key] = one

        def pairs(verdict: str, actors: bool) -> frozenset[Pair]:
            return frozenset(
                _pair(j.one, j.other) for j in last.values() if j.other and j.verdict == verdict and j.of_actors == actors
            )

        return cls(
            same=pairs("same", False),
            differ=pairs("differ", False),
            actors=_identities((j.one, j.other) for j in last.values() if j.other and j.verdict == "same" and j.of_actors),
            apart=pairs("differ", True),
            confirmed=frozenset(j.one for j in last.values() if j.verdict == "confirm"),
            rejected=frozenset(j.one for j in last.values() if j.verdict == "reject"),
        )

    def applied(
        self, statements: Callable[[], Iterable[Statement]], floor: float = 0.0, known: Mapping[str, Actor] | None = None
    ) -> Iterator[Statement]:
        """`statements` as judged: the rejected ones gone, the confirmed ones certain, every actor who it is.

        Parameters
        ----------
        statements : callable
            Gives them, each time it is called.
        floor : float
            Those below this confidence go, too.
        known : mapping of str to Actor, optional
            By id those that others were judged to be; else they are looked for in `statements`.
        """
        known = self.known(statements) if known is None else known
        for statement in statements():
            if statement.id in self.rejected:
                continue
            if statement.id in self.confirmed:
                statement = replace(statement, confidence=1.0)
            if statement.confidence < floor:
                continue
            if self.actors:
                statement = replace(
                    statement,
                    source=self._who(statement.source, known),
                    target=self._who(statement.target, known),
                    attribution=statement.attribution and self._who(statement.attribution, known),
                )
                if statement.source.actor.id == statement.target.actor.id:
                    continue
            yield statement

    def known(self, statements: Callable[[], Iterable[Statement]]) -> dict[str, Actor]:
        """Those in `statements` who were judged to be each other, by id."""
        if not self.actors:
            return {}
        seen: Counter[Actor] = Counter()
        wanted = {*self.actors, *self.actors.values()}
        for s in statements():
            seen.update(who.actor for who in (s.source, s.target, s.attribution) if who and who.actor.id in wanted)
        return {actor.id: actor for actor in described(seen)}

    def _who(self, who: ActorMention, known: Mapping[str, Actor]) -> ActorMention:
        actor = known.get(self.actors.get(who.actor.id, ""))
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
