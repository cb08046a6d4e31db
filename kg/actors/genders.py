"""Whether a person is a he or a she, as far as tables and text tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.model import Actor, Mention

if TYPE_CHECKING:
    from kg.gazetteer import Gazetteer

CLEAR = 0.9  # share of the known bearers of a first name that must agree


class Genders:
    """Genders of known persons, and of unknown ones by their title or by the known bearers of their first name."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._known, self._roles = gazetteer.genders, gazetteer.roles
        self._by_first = _by_first_name(gazetteer)

    def of(self, mention: Mention, actor: Actor) -> str:
        """``male``, ``female`` or an empty string where nothing tells."""
        if known := self._known.get(actor.id) or mention.gender:
            return known
        role = self._roles.get((mention.title or "").removeprefix("former "))
        if role is not None and role.gender in ("male", "female"):
            return role.gender
        return self._by_first.get(actor.name.split()[0], "")

    def fits(self, gender: str, mention: Mention, actor: Actor) -> bool:
        """Whether the person may be spoken of with that gender."""
        return self.of(mention, actor) in (gender, "")


def _by_first_name(gazetteer: Gazetteer) -> Mapping[str, str]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for ident, gender in gazetteer.genders.items():
        first = gazetteer.actors[ident].name.split()[0]
        counts[first][gender] += 1
    clear = {}
    for first, found in counts.items():
        gender, count = found.most_common(1)[0]
        if count >= CLEAR * found.total():
            clear[first] = gender
    return clear
