"""Offices and states of the actors in a graph."""

from __future__ import annotations

from factories import make_actor

from kg.export.rdf.affiliations import Affiliations


def test_an_organ_of_a_state_that_was_is_of_that_state() -> None:
    army = make_actor("body:sun-armed-forces", kind="body", country="SUN")
    found = Affiliations.of({army.id: army})
    assert found.states == {army.id: "state:x-soviet-union"}
    assert [*found.added] == ["state:x-soviet-union"]


def test_an_organ_of_a_state_of_today_is_of_that_state() -> None:
    army = make_actor("body:deu-army", kind="body", country="DEU")  # which West Germany shares its code with
    assert Affiliations.of({army.id: army}).states == {army.id: "state:DEU"}
