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
from functools import cached_property
from importlib import resources

from kg.errors import TableError
from kg.model import STATUSES, Status

OTHER = "*"
# prepositions behind which a deed, or a text that tells it, may stand
BEHIND = frozenset({"about", "against", "as", "at", "behind", "for", "from", "in", "into", "of", "on", "out of", "through", "to"})
BEHIND |= {"under", "with"}
TEXTS = frozenset({"for", "in", "in favor of", "in favour of", "in support of", "behind", "to", "on", "with"})
CLAUSAL = frozenset({"that", "inf"})
# the forms in which a word of each part of speech may govern
POSITIONS: Mapping[str, frozenset[str]] = {
    "verb": CLAUSAL
    | {"inf-other", "inf-passive", "ing", "purpose", "object", "claim", "subject", "claim-subject", "text"}
    | BEHIND
    | {f"text-{preposition}" for preposition in TEXTS},
    "noun": CLAUSAL | {"subject"} | BEHIND,
    "adjective": CLAUSAL | {"claim", "subject", "amod"} | BEHIND,
    "adverb": frozenset({"own", "content"}),
    "auxiliary": frozenset({"own"}),
    "conjunction": frozenset({"clause"}),
    "determiner": frozenset({"own"}),
    "phrase": frozenset({"claim", "subject"}),
    "preposition": frozenset({"object"}),
    "pronoun": frozenset({"own"}),
}


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


@dataclass(frozen=True)
class Veridicality:
    """The table, by word, part of speech and form."""

    signatures: Mapping[tuple[str, str, str], Signature]

    @cached_property
    def prepositions(self) -> frozenset[str]:
        """Those that the table knows, by rows of their own or as forms of other words."""
        forms = (form.removeprefix("text-") for _, _, form in self.signatures if form.startswith("text-"))
        return frozenset((*(word for word, pos, _ in self.signatures if pos == "preposition"), *forms))

    @classmethod
    def load(cls) -> Veridicality:
        """The table of the package.

        Raises
        ------
        TableError
            Where a row breaks the table's form.
        """
        with resources.files("kg.extraction").joinpath("tables", "veridicality.csv").open("r", encoding="utf-8") as lines:
            return cls(signatures_of(csv.DictReader(lines)))

    def find(self, words: Iterable[str], pos: str, form: str) -> Signature | None:
        """The signature of the first of `words` that the table knows in this form; None where it knows none."""
        return next((s for word in words if (s := self.signatures.get((word, pos, form))) is not None), None)

    def other(self, pos: str, form: str) -> Signature | None:
        """The signature of all words that have no row of their own."""
        return self.signatures.get((OTHER, pos, form))


def signatures_of(rows: Iterable[Mapping[str, str]]) -> dict[tuple[str, str, str], Signature]:
    """The signatures that the rows of a table give, by word, part of speech and form.

    Raises
    ------
    TableError
        Where a row names an unknown status, part of speech or form, or stands twice; it names the line.
    """
    found: dict[tuple[str, str, str], Signature] = {}
    for number, row in enumerate(rows, 2):
        signature = Signature(_status(row["plain"], number), _status(row["negated"], number))
        for form in row["form"].split("|"):
            key = row["word"], row["pos"], form
            if form not in POSITIONS.get(row["pos"], frozenset()):
                raise TableError(f"veridicality.csv, line {number}: no form of {row['pos']!r}: {form!r}")
            if key in found:
                raise TableError(f"veridicality.csv, line {number}: {key} stands twice")
            found[key] = signature
    return found


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
