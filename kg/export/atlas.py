"""Where on the earth events and actors stand, as far as the tables know."""

from __future__ import annotations

from kg.gazetteer.facts import Location, location, state_codes, state_location
from kg.graph import Event
from kg.ids import state_id
from kg.model import Actor

CREDIT = "Natural Earth (public domain), GeoNames (CC BY 4.0)"  # of the tables of coordinates


def home(actor: Actor) -> Location | None:
    """The middle of the state that an actor is or belongs to; nobody else stands anywhere."""
    return state_location(actor.id) or (state_location(state_id(actor.country)) if actor.country else None)


def scene(event: Event) -> Location | None:
    """Where an event took place: a place that the tables know, or the middle of a state that is named as its place."""
    if not event.place:
        return None
    codes = state_codes().get(event.place_country or "")
    whole = state_location(state_id(event.place_country)) if codes and codes.name == event.place else None
    return location(event.place, event.place_country) or whole
