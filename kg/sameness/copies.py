"""Articles that print another's text: word for word, or nearly so as wire copy is; one of them speaks for all.

They are connected components of pairwise judgements, and who speaks is told by the articles themselves: neither the order in
which they came nor how often shows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from kg.model import Article, Statement
from kg.sameness.components import JUDGED, Join, forest, groups, join

_CENTRES = 8  # texts that one is compared with before it speaks for itself


class Printed(NamedTuple):
    """What decides which of the articles with one text speaks for it: a dated one, the fullest, the earliest, then by its id."""

    length: int
    published: str | None
    ident: str

    @property
    def rank(self) -> tuple[bool, int, str, str]:
        """The least speaks."""
        return self.published is None, -self.length, self.published or "", self.ident


@dataclass(frozen=True, slots=True)
class Copy:
    """An article (without its text, which is told as that of another one) and the id of the one that speaks for it.

    `lacks` are the places of that one's sentences which this article's own text has not.
    """

    article: Article
    of: str
    lacks: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Copies:
    """All such articles of a graph, in order of their ids."""

    listed: tuple[Copy, ...] = ()

    def part(self, idents: Container[str]) -> Copies:
        """The copies of the articles that `idents` name."""
        return Copies(tuple(copy for copy in self.listed if copy.of in idents))

    @cached_property
    def of(self) -> Mapping[str, tuple[Article, ...]]:
        """The copies of each article that has some."""
        return {ident: tuple(copy.article for copy in copies) for ident, copies in self._by_speaker.items()}

    @cached_property
    def _by_speaker(self) -> Mapping[str, list[Copy]]:
        found: defaultdict[str, list[Copy]] = defaultdict(list)
        for copy in self.listed:
            found[copy.of].append(copy)
        return dict(found)

    def spoken(self, articles: Iterable[Article]) -> Iterator[Article]:
        """`articles` without copies."""
        return (article for article in articles if article.id not in self._silent)

    @cached_property
    def _silent(self) -> frozenset[str]:
        return frozenset(copy.article.id for copy in self.listed)

    def told(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """`statements` without those of copies; the evidence of the others names all outlets whose own text has the sentence."""
        if not self.listed:
            yield from statements
            return
        for s in statements:
            if s.evidence.article_id in self._silent:
                continue
            copies = self._by_speaker.get(s.evidence.article_id, ())
            outlets = {copy.article.outlet for copy in copies if copy.article.outlet and s.evidence.start not in copy.lacks}
            others = outlets - {s.evidence.outlet}
            yield replace(s, evidence=replace(s.evidence, others=tuple(sorted(others)))) if others else s


def centred(alike: Iterable[Join], printed: Mapping[str, Printed], likeness: Callable[[str, str], float | None]) -> list[Join]:
    """The joins of each text with the one that would speak for it, which it must itself be like: no chain makes one of two.

    Parameters
    ----------
    alike : iterable of Join
    printed : mapping of str to Printed
    likeness : callable
        How like two texts are, None where they are two.
    """
    sets: defaultdict[str, list[Printed]] = defaultdict(list)
    for ident, root in groups(forest(alike, ())).items():
        sets[root].append(printed[ident])
    found: list[Join] = []
    for group in sets.values():
        centres: list[str] = []
        for _, ident in sorted((one.rank, one.ident) for one in group):
            scores = ((likeness(centre, ident), centre) for centre in centres)
            score, centre = next((pair for pair in scores if pair[0] is not None), (None, ident))
            if score is not None:
                found.append(join(centre, ident, score))
            elif len(centres) < _CENTRES:
                centres.append(ident)
    return found


def speakers(
    alike: Iterable[Join], printed: Mapping[str, Printed], same: Iterable[tuple[str, str]], differ: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """For each article whose text is another's, which one speaks for it.

    Parameters
    ----------
    alike : iterable of Join
    printed : mapping of str to Printed
        Of all articles that `alike` and `same` may name.
    same, differ : iterables of pairs of str
        What people judged.
    """
    judged = [Join(*pair, JUDGED) for pair in same if pair[0] in printed and pair[1] in printed]
    sets: defaultdict[str, list[Printed]] = defaultdict(list)
    for ident, root in groups(forest([*judged, *alike], differ)).items():
        sets[root].append(printed[ident])
    found: dict[str, str] = {}
    for group in sets.values():
        speaker = min(group, key=lambda one: one.rank).ident
        found.update((one.ident, speaker) for one in group if one.ident != speaker)
    return found


def owned(pairs: Iterable[tuple[str, str]], owner: Mapping[str, str]) -> set[tuple[str, str]]:
    """Judgements on articles as ones on those that speak for their very texts."""
    found = ((owner[one], owner[other]) for one, other in pairs if one in owner and other in owner)
    return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}
