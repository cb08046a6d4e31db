"""Whether a deed passes between states: by the countries of its ends, in records, events and tables."""

from __future__ import annotations

import pytest
from factories import make_actor, make_statement

from kg.export.tables.rows import EVENTS, STATEMENTS
from kg.graph import Network
from kg.model import Actor, Statement, scope_of

RUSSIA, ARMY = make_actor("state:RUS"), make_actor("body:rus-army")
UKRAINE, UN = make_actor("state:UKR"), make_actor("org:un")
HAMAS = Actor("group:hamas", "Hamas", "group")
UNKNOWN = Actor("person:jane-doe", "Jane Doe", "person")
SOMALILAND = Actor("state:x-somaliland", "Somaliland", "state")
CLUB = Actor("org:club", "Club", "org", "RUS")


@pytest.mark.parametrize(("source", "target", "scope"), [
    (RUSSIA, UKRAINE, "international"), (ARMY, UKRAINE, "international"), (ARMY, RUSSIA, "domestic"),
    (UN, RUSSIA, "international"), (HAMAS, UN, "international"), (HAMAS, RUSSIA, None), (UNKNOWN, RUSSIA, None),
    (CLUB, ARMY, "domestic"), (CLUB, UKRAINE, "international"), (SOMALILAND, RUSSIA, "international"), (HAMAS, UNKNOWN, None),
])  # fmt: skip
def test_scope_follows_the_countries_of_both_ends(source: Actor, target: Actor, scope: str | None) -> None:
    assert scope_of(source, target) == scope_of(target, source) == scope
    statement = make_statement(source, "urge", target)
    assert statement.to_record()["scope"] == scope
    assert Statement.from_record(statement.to_record()).scope == scope
    (event,) = Network.from_statements([statement]).events()
    assert event.scope == scope == EVENTS["scope"](event) == STATEMENTS["scope"](statement)
