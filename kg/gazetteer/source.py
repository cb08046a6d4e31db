"""The package's own tables, turned into records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.gazetteer.records import Holder, Name, Office, RoleNoun, Years
from kg.gazetteer.tables import package_rows
from kg.ids import kind_of, state_id
from kg.model import Actor

ACTOR_TABLES = ("states.csv", "bodies.csv", "organisations.csv", "groups.csv", "people.csv")
NAME_TABLES = ("state_names.csv", "body_names.csv", "organisation_names.csv", "group_names.csv", "person_names.csv")

SELF_GOVERNED = frozenset({"region", "state", "province", "territory"})


class Entry(NamedTuple):
    """A row of an actor table; `actor` still without aliases, the rest empty where the table does not say."""

    actor: Actor
    official_name: str
    gender: str
    wikipedia: str


def entries() -> Iterator[Entry]:
    """Every actor; the prefix of its id is its kind."""
    items = {cells["id"]: cells["wikidata"] for _, cells in package_rows("wikidata.csv", ("id", "wikidata", "source"))}
    for table in ACTOR_TABLES:
        for _, cells in package_rows(table, ("id", "name")):
            get = cells.get
            kind = kind_of(cells["id"])
            actor = Actor(
                cells["id"],
                cells["name"],
                kind,  # type: ignore[arg-type]  # the tables' test holds it true
                get("country") or None,
                get("role") or None,
                get("wikidata") or items.get(cells["id"]),
            )
            yield Entry(actor, get("official_name", ""), get("gender", ""), get("wikipedia", ""))


def names() -> Iterator[Name]:
    """Every alias of the name tables, without the actors' main names."""
    for table in NAME_TABLES:
        for _, cells in package_rows(table, ("alias", "actor", "form", "guard")):
            yield Name(cells["alias"], cells["actor"], cells["form"], guards(cells["guard"]))


def places() -> Iterator[Name]:
    """Cities and regions, as names of their states; of those that another state holds the form says so."""
    for _, cells in package_rows("places.csv", ("name", "country", "type", "guard")):
        form = "held" if cells["type"] == "held" else "place"
        yield Name(cells["name"], state_id(cells["country"]), form, guards(cells["guard"]))


def provinces() -> Iterator[str]:
    """Names of the parts of states that have a government of their own."""
    for _, cells in package_rows("places.csv", ("name", "country", "type", "guard")):
        if cells["type"] in SELF_GOVERNED:
            yield cells["name"]


def blocks() -> Iterator[str]:
    """Phrases that hold the name of an actor and name none."""
    for _, cells in package_rows("blocks.csv", ("phrase",)):
        yield cells["phrase"]


def roles() -> Iterator[RoleNoun]:
    """Role nouns and titles."""
    for _, cells in package_rows("roles.csv", ("noun", "role", "kind", "number", "gender", "sense")):
        yield RoleNoun(cells["noun"], cells["role"] or None, cells["kind"], cells["number"], cells["gender"], cells["sense"])


def offices() -> Iterator[Office]:
    """Spells in office."""
    for _, cells in package_rows("offices.csv", ("person", "office", "country", "role", "start", "end")):
        yield Office(
            cells["person"],
            cells["office"],
            cells["country"] or None,
            cells["role"] or None,
            cells["start"] or None,
            cells["end"] or None,
        )


def years() -> Iterator[Years]:
    """When states that were, and bodies that were not always there, were."""
    for _, cells in package_rows("years.csv", ("actor", "start", "end", "place_of")):
        yield Years(cells["actor"], cells["start"], cells["end"] or None, cells["place_of"] or None)


def past_offices() -> Iterator[Holder]:
    """Spells in office of persons whom the table of people lacks."""
    for _, cells in package_rows("past_offices.csv", ("name", "country", "office", "start", "end", "wikidata")):
        yield Holder(
            cells["name"], cells["country"], cells["office"], cells["start"], cells["end"] or None, cells["wikidata"] or None
        )


def post_words() -> Iterator[tuple[str, str]]:
    """Words of titles and the office that they tell."""
    for _, cells in package_rows("office_words.csv", ("words", "office")):
        yield cells["words"], cells["office"]


def members() -> Iterator[tuple[str, str]]:
    """Organisation and the ISO alpha-3 code of a member."""
    for _, cells in package_rows("members.csv", ("organisation", "country")):
        yield cells["organisation"], cells["country"]


def regions() -> Iterator[tuple[str, str]]:
    """Word for a part of the world and the id of a state there."""
    for _, cells in package_rows("regions.csv", ("region", "state")):
        yield cells["region"], cells["state"]


def things() -> Iterator[tuple[str, str]]:
    """Last word of names that are no parties, and what it says they are."""
    for _, cells in package_rows("things.csv", ("word", "kind")):
        yield cells["word"], cells["kind"]


def guards(cell: str) -> frozenset[str]:
    """The guards of a cell: ``case|name`` -> {"case", "name"}."""
    return _NONE if not cell else frozenset(cell.split("|"))


_NONE: frozenset[str] = frozenset()
