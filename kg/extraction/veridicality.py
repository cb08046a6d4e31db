"""What a governing word makes of the deed that stands under it: one table, for plain and for negated government.

``tables/veridicality.csv`` holds a row for each word, its part of speech and the form in which the deed stands under it:

``that``, ``inf``, ``inf-other``, ``inf-passive``, ``ing``, ``purpose``
    A finite clause; an infinitive of the same subject, of somebody else, of the subject of a passive; a gerund; an aim.
``object``, ``claim``, ``subject``, ``text``
    A noun for the deed as the word's object or subject; a report or claim of it; what is said in a text.
``of``, ``from``, ``against`` ...
    What stands behind that preposition, gerund or noun.
``own``, ``amod``, ``content``, ``clause``
    The word stands beside the deed, or (``content``) beside the verb that tells it.

`plain` and `negated` are the deed's status where the word itself is said to hold, and where it is denied. The field calls
the pair a signature (Karttunen 1971, 2012): *manage to* is actual/negated, *fail to* negated/actual, *regret that*
actual/actual, *refuse to* negated/possible. ``*`` stands for every other word of its kind.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources

from kg.errors import TableError
from kg.model import STATUSES, Status

OTHER = "*"


@dataclass(frozen=True, slots=True)
class Signature:
    """What a word makes of a deed where it holds, and where it is denied."""

    plain: Status
    negated: Status

    def under(self, governor: Status | None) -> Status:
        """The deed's status where the word itself has the status `governor` (None: nothing was said against it)."""
        if governor is None or governor == "actual" or self.plain == self.negated:
            return self.plain
        if governor == "negated":
            return self.negated
        if self.plain == "actual":
            # "may manage to" passes on what it gets; "will say that" leaves what is said standing, "may say that" does not
            return governor if self.negated == "negated" or governor == "possible" else "actual"
        if self.plain == "negated":
            return "possible" if governor == "possible" else "negated"
        return governor if self.plain == "future" else self.plain

    @property
    def truthful(self) -> bool:
        """Whether what is said of the word is said of its content: "the claim is true", "denied the report"."""
        return self.negated == "negated"


@dataclass(frozen=True, slots=True)
class Veridicality:
    """The table, by word, part of speech and form."""

    signatures: Mapping[tuple[str, str, str], Signature]

    @classmethod
    def load(cls) -> Veridicality:
        """The table of the package.

        Raises
        ------
        TableError
            Where a row names an unknown status or stands twice.
        """
        found: dict[tuple[str, str, str], Signature] = {}
        with resources.files(__package__).joinpath("tables", "veridicality.csv").open("r", encoding="utf-8") as lines:
            for number, row in enumerate(csv.DictReader(lines), 2):
                signature = Signature(_status(row["plain"], number), _status(row["negated"], number))
                for form in row["form"].split("|"):
                    key = row["word"], row["pos"], form
                    if key in found:
                        raise TableError(f"veridicality.csv, line {number}: {key} stands twice")
                    found[key] = signature
        return cls(found)

    def find(self, words: Iterable[str], pos: str, form: str) -> Signature | None:
        """The signature of the first of `words` that the table knows in this form; None where it knows none."""
        return next((s for word in words if (s := self.signatures.get((word, pos, form))) is not None), None)

    def other(self, pos: str, form: str) -> Signature | None:
        """The signature of all words that have no row of their own."""
        return self.signatures.get((OTHER, pos, form))


def compose(inner: Status | None, outer: Status | None) -> Status | None:
    """The status of a deed by its own words and by what stands over it.

    What stands nearest decides, but a request over a plan stays a request.
    """
    if inner is None or inner == "actual":
        return outer if outer is not None else inner
    if inner == "future" and outer in ("requested", "possible", "negated"):
        return outer
    return inner


def _status(written: str, line: int) -> Status:
    for status in STATUSES:
        if status == written:
            return status
    raise TableError(f"veridicality.csv, line {line}: no status: {written!r}; one of {', '.join(STATUSES)}")
