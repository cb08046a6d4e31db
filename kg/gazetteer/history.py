"""States that were, and bodies that were not always there: who is meant by a name on a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.gazetteer.records import Years
from kg.ids import of_kind, state_id, under_country
from kg.model import Actor


class History:
    """The years of actors that were not always there."""

    def __init__(self, actors: Mapping[str, Actor], years: Iterable[Years]) -> None:
        self._actors = actors
        self._years = {spell.actor: spell for spell in years}
        instead: defaultdict[str, list[Years]] = defaultdict(list)
        for spell in self._years.values():
            if spell.place_of is not None:
                instead[spell.place_of].append(spell)
        self._instead = dict(instead)

    def former(self, ident: str) -> bool:
        """Whether an actor is a state that was."""
        return ident in self._years and of_kind(ident, "state")

    def there(self, ident: str, date: str | None) -> bool:
        """Whether an actor was there on a date, as far as the tables tell."""
        spell = self._years.get(ident)
        return spell is None or date is None or spell.cover(date)

    def state(self, ident: str, date: str | None) -> str:
        """The state that stood in the place of another on a date: of Russia in 1983 the Soviet Union."""
        spells = self._instead.get(ident, ()) if date is not None else ()
        return next((spell.actor for spell in spells if date is not None and spell.cover(date)), ident)

    def meant(self, idents: Sequence[str], date: str | None) -> tuple[str, ...]:
        """Those of the actors that one name may stand for which it may mean on a date, states of the day first."""
        found = tuple(dict.fromkeys(self.state(ident, date) for ident in idents))
        if len(found) == 1:
            return found
        of_the_day = [i for i in found if self.former(i) and date is not None and self.there(i, date)]
        others = [i for i in found if not self.former(i)]
        return tuple(dict.fromkeys((*of_the_day, *others))) or found[:1]

    def of_the_day(self, actor: Actor, date: str | None) -> Actor:
        """An organ or an official of a state that was not there yet, as one of the state that was."""
        if date is None or actor.country is None or actor.kind == "state":
            return actor
        state = self._actors[self.state(state_id(actor.country), date)] if state_id(actor.country) in self._actors else None
        if state is None or state.country in (actor.country, None):
            return actor
        ident = under_country(actor.id, actor.country, str(state.country))
        return replace(actor, id=ident, country=state.country, wikidata=actor.wikidata if ident == actor.id else None)
