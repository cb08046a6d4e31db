"""The rows of the gazetteer as the rest of the program sees them."""

from __future__ import annotations

from dataclasses import dataclass

FORMS = (
    "name", "official", "short", "acronym", "adjective", "demonym", "capital", "metonym", "former", "surname", "place", "held",
)  # fmt: skip
"""How an alias names its actor, most direct first.

`place` is a city or region that counts as its state, `held` one of which another state has hold.
"""

NAMING = frozenset({"name", "official", "short", "acronym", "metonym", "former", "surname"})
"""Forms that name the actor itself, and so belong to `Actor.aliases`."""

GUARDS = ("case", "name", "rare", "surname", "word")
"""What an alias demands before it is believed.

``case``: matches only exactly as written (``US``). ``name``: also part of persons' and firms' names (``Jordan``), so not beside
another unexplained capitalised word. ``word``: also an ordinary word (``Turkey``), so not at the start of a sentence without
other evidence. ``surname``: only once the full name or a title stands in the article. ``rare``: usually means something else, so
only where the article names the actor in another way.
"""

UNKNOWN_SPELL = 6  # years that an office is held of which only the start is known


@dataclass(frozen=True, slots=True)
class Name:
    """An alias of an actor; `actor` is the actor's id."""

    alias: str
    actor: str
    form: str
    guards: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Office:
    """A spell in office; dates are ISO, ``YYYY`` or ``YYYY-MM``, None where open or unknown.

    `country` is a state's ISO alpha-3 code, or the id of the organisation or group whose office it is.
    """

    person: str
    office: str
    country: str | None
    role: str | None
    start: str | None
    end: str | None

    def held(self, date: str) -> bool:
        """Whether the spell and `date` (ISO, possibly only a year or month) overlap."""
        # "~" sorts after every digit and hyphen, so it turns a year or month into its last moment.
        return (self.start or "") <= date + "~" and (self.end is None or date <= self.end + "~")


@dataclass(frozen=True, slots=True)
class Holder:
    """A spell in office of somebody whom no other table knows; dates as in `Office`, but an open end is an unknown one."""

    name: str
    country: str
    office: str
    start: str
    end: str | None
    wikidata: str | None

    def held(self, date: str) -> bool:
        """Whether `date` falls into the spell; of one that ends nobody knows when, into its first years."""
        end = self.end or f"{int(self.start[:4]) + UNKNOWN_SPELL}"
        return self.start[: len(date)] <= date + "~" and date <= end + "~"


@dataclass(frozen=True, slots=True)
class Years:
    """When an actor was there; a state that was may stand in the `place_of` another for all of that one's names."""

    actor: str
    start: str
    end: str | None
    place_of: str | None

    def cover(self, date: str) -> bool:
        """Whether the actor was there on a date (ISO, possibly only a year or month)."""
        return self.start <= date + "~" and (self.end is None or date < self.end)


@dataclass(frozen=True, slots=True)
class RoleNoun:
    """A common noun or title for an actor: ``foreign minister``, ``troops``.

    Attributes
    ----------
    noun : str
        In lower case.
    role : str or None
        PLOVER sector.
    kind : str
        The kind of actor it makes.
    number : {"singular", "plural"}
    gender : {"male", "female", "neuter", ""}
    sense : str
        What it is: ``title`` (can stand before a name), ``organ``, ``force``, ``people``, ``vessel``, ``group`` ...
    """

    noun: str
    role: str | None
    kind: str
    number: str
    gender: str
    sense: str
