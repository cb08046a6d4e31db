"""What an article has named before some words, and which of it is likeliest to be meant again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model import Actor, Mention

if TYPE_CHECKING:
    from kg.actors.genders import Genders
    from kg.gazetteer import Gazetteer

Fits = Callable[[Mention, Actor], bool]

REACH = 3  # sentences that a pronoun looks back
DECAY = 0.6  # what a sentence of distance costs
STEEP = 0.9  # ... where a description points back: it does not go on about a subject
# the subject of a sentence is what the next one goes on about
SALIENCE = {"subject": 0.8, "object": 0.3, "possessor": 0.25, "modifier": -0.3}
FAME = 0.06  # what each naming in the article adds, up to five


@dataclass(frozen=True)
class Past:
    """The resolved mentions of an article that stand before some words.

    Attributes
    ----------
    mentions : sequence of pairs
        Mentions with whom they mean, in the order of the text.
    namings : mapping of str to int
        How often the whole article names an actor, by id.
    pairs : sequence of tuples of Actor
        What "both" and "the two countries" have meant so far, the last at the end.
    gazetteer, genders, date
        What is known of the actors, and when the article appeared.
    """

    mentions: Sequence[tuple[Mention, Actor]]
    gazetteer: Gazetteer
    genders: Genders
    date: str | None = None
    namings: Mapping[str, int] = field(default_factory=Counter)
    pairs: Sequence[tuple[Actor, ...]] = ()

    def best(self, pointer: Mention, fits: Fits, reach: int | None = None) -> tuple[Actor, ...]:
        """The likeliest of those that fit: none or one."""
        candidates = [
            (self._salience(pointer, m, a), m.start, a)
            for m, a in self.mentions
            if (reach is None or pointer.sentence - m.sentence <= reach) and fits(m, a)
        ]
        return (max(candidates, key=lambda c: c[:2])[2],) if candidates else ()

    def pair(self, pointer: Mention, fits: Fits) -> tuple[Actor, ...]:
        """The two parties that "both" and "the two countries" mean.

        A pronoun means the two that the sentence before names; a description those that it meant before, if the text still
        speaks of them. Else the two of the last sentence that names just two; else the two that the sentences before speak
        of most, where a third comes clearly behind.
        """
        near = [(m, a) for m, a in self.mentions if pointer.sentence - m.sentence <= REACH and fits(m, a) and not _is_its(m)]
        by_sentence: dict[int, dict[str, Actor]] = {}
        for m, a in near:
            by_sentence.setdefault(m.sentence, {})[a.id] = a
        twos = [tuple(by_sentence[s].values()) for s in sorted(by_sentence, reverse=True) if len(by_sentence[s]) == 2]
        ids = {a.id for _, a in near}
        again = [two for two in reversed(self.pairs) if two[0].kind == two[1].kind and ids >= {a.id for a in two}]
        for choice in (*twos, *again) if pointer.form == "pronoun" else (*again, *twos):
            return choice
        weights: Counter[str] = Counter()
        for mention, actor in near:
            weights[actor.id] += round(100 * (1 + SALIENCE.get(mention.function, 0.0))) + self.namings.get(actor.id, 0)
        ranked = weights.most_common(3)
        if len(ranked) < 2 or len(ranked) == 3 and ranked[2][1] * 4 > ranked[1][1] * 3:
            return ()
        known = {a.id: a for _, a in near}
        return tuple(known[ident] for ident, _ in ranked[:2])

    def _salience(self, pointer: Mention, other: Mention, actor: Actor) -> float:
        """How likely `other` is meant: by nearness, by what it does in its sentence, by how much the article is about it."""
        distance = pointer.sentence - other.sentence
        if pointer.form == "pronoun" and pointer.function == "possessor" and distance == 0 and pointer.gender != "male":
            # "urged China to press North Korea over its troops": the nearest
            return 0.8 if other.function != "modifier" else 0.5
        decay = DECAY if pointer.form == "pronoun" else STEEP
        score = SALIENCE.get(other.function, 0.0) - decay * distance
        if other.form == "pronoun":
            score += 0.1
        return score + FAME * min(self.namings.get(actor.id, 0), 5)


def _is_its(mention: Mention) -> bool:
    return mention.form == "pronoun" and mention.function == "possessor"
