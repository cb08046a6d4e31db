"""Connected components, grown pair by pair, surest first: so the order in which pairs are found never shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

JUDGED = 2.0  # the score of what a person judged to be the same: above all others


class Join(NamedTuple):
    """Two things found to be one (statements of one event, articles with one text, names of one actor) and how sure that is.

    Their ids are in sorted order.
    """

    one: str
    other: str
    score: float


def join(one: str, other: str, score: float) -> Join:
    """That `one` and `other`, in whatever order, are one."""
    return Join(one, other, score) if one <= other else Join(other, one, score)


def forest(found: Iterable[Join], apart: Iterable[tuple[str, str]]) -> list[Join]:
    """As few of `found` as connect all that they do, surest first; those that would connect `apart` ones are left out."""
    roots = Roots(apart)
    ranked = sorted(found, key=lambda one: (-one.score, one.one, one.other))
    return [one for one in ranked if roots.unite(one.one, one.other)]


def groups(found: Iterable[Join]) -> dict[str, str]:
    """Each id that is one of several, with the least id among them."""
    roots = Roots()
    for one in found:
        roots.unite(one.one, one.other)
    return {ident: roots.of(ident) for ident in roots.known()}


class Roots:
    """Sets of ids that grow together, the least id standing for each; some pairs must stay apart."""

    def __init__(self, apart: Iterable[tuple[str, str]] = ()) -> None:
        self._parent: dict[str, str] = {}
        self._foes: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in apart:
            self._foes[one].add(other)
            self._foes[other].add(one)

    def of(self, ident: str) -> str:
        """Who stands for `ident`."""
        root = ident
        while (above := self._parent.get(root, root)) != root:
            root = above
        while ident != root:
            self._parent[ident], ident = root, self._parent[ident]
        return root

    def unite(self, one: str, other: str) -> bool:
        """Make one set of two; False where they are one already or must stay two."""
        first, last = sorted((self.of(one), self.of(other)))
        if first == last or (self._foes and self._hostile(first, last)):
            return False
        self._parent.setdefault(first, first)
        self._parent[last] = first
        if last in self._foes:
            self._foes[first] |= self._foes.pop(last)
        return True

    def known(self) -> list[str]:
        """All that are in sets of several."""
        return list(self._parent)

    def _hostile(self, first: str, last: str) -> bool:
        return any(self.of(foe) == last for foe in self._foes.get(first, ()))
