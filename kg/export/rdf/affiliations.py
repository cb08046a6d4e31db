"""Offices and memberships of the actors in a graph, as the gazetteer knows them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.gazetteer import source
from kg.ids import of_kind, slug, slug_of, state_id, subject_of
from kg.model import Actor


@dataclass(frozen=True, slots=True, order=True)
class Tenure:
    """A person's spell in an office of a state or organisation; dates are ISO, a year or month at the least."""

    person: str
    organisation: str
    office: str
    start: str | None
    end: str | None

    @property
    def ident(self) -> str:
        """Tells spells apart."""
        parts = (self.person, slug_of(self.organisation), slug(self.office), self.start or "", self.end or "")
        return "_".join(parts).rstrip("_").replace(":", "-")


@dataclass(frozen=True, slots=True)
class Affiliations:
    """Who held which office, and who belongs to which organisation.

    Attributes
    ----------
    tenures : tuple of Tenure
        Sorted.
    members : dict
        Ids of organisations, sorted, by the id of the state that is a member.
    states : dict
        By the id of an actor that acts for a state or belongs to one, the id of that state.
    added : dict
        Actors by id whose offices these are, or whose these actors are, and whom the graph itself does not know.
    """

    tenures: tuple[Tenure, ...]
    members: dict[str, list[str]]
    states: dict[str, str]
    added: dict[str, Actor]

    @classmethod
    def of(cls, known: Mapping[str, Actor]) -> Affiliations:
        """Those of the `known` actors, by their ids."""
        tenures = {
            Tenure(office.person, home, office.office, office.start, office.end)
            for office in (source.offices() if any(of_kind(ident, "person") for ident in known) else ())
            if office.person in known and office.country
            for home in [office.country if subject_of(office.country) == "actor" else state_id(office.country)]
        }
        members: defaultdict[str, list[str]] = defaultdict(list)
        for organisation, country in sorted(source.members()):
            if organisation in known and state_id(country) in known:
                members[state_id(country)].append(organisation)
        states = {actor.id: state_id(actor.country) for actor in known.values() if actor.country and actor.kind != "state"}
        homes = {*states.values(), *(tenure.organisation for tenure in tenures)}.difference(known)
        listed = {entry.actor.id: entry.actor for entry in source.entries()} if homes else {}
        were = _states_that_were(listed)
        states = {ident: were.get(state, state) for ident, state in states.items()}
        homes = {were.get(home, home) for home in homes}.difference(known)
        added = {ident: actor for ident, actor in listed.items() if ident in homes}
        tenures = {replace(t, organisation=were.get(t.organisation, t.organisation)) for t in tenures}
        found = sorted((t for t in tenures if t.organisation in known or t.organisation in added), key=lambda t: t.ident)
        there = {ident: state for ident, state in states.items() if state in known or state in added}
        return cls(tuple(found), dict(members), there, added)


def _states_that_were(listed: Mapping[str, Actor]) -> dict[str, str]:
    """Ids of states that were, by the id that their code makes, where no state of today has that."""
    former = (actor for actor in listed.values() if actor.kind == "state" and actor.country)
    return {wanted: actor.id for actor in former if (wanted := state_id(actor.country)) not in listed}
