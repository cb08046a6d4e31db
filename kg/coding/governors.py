"""What governs decides first: agreed to sell, threatened to bomb, lifted sanctions, failed to reach."""

from __future__ import annotations

from kg.coding.codebook import Codebook
from kg.coding.tables import FOLDER, read_table
from kg.model import Code

OWN_CODE = "="
UNKNOWN = "?"


class Governors:
    """Two tables: which act a governing word is (`agree` AGREE), and what an act makes of a deed.

    An act looks the deed's CAMEO code up by its longest known prefix; ``?`` stands for a deed that has no code,
    and ``=`` leaves the deed its own type.
    """

    def __init__(self, book: Codebook) -> None:
        self._book = book
        self._acts: dict[tuple[str, str], tuple[str, str | None, str]] = {}
        for line in read_table(FOLDER / "acts.csv", ("act", "deed", "plover", "mode", "cameo")):
            key = line["act"], line["deed"]
            if key in self._acts:
                raise line.error(f"{key[0]} of {key[1]!r} stands twice")
            if line["plover"] == OWN_CODE:
                self._acts[key] = OWN_CODE, None, ""
                continue
            plover, mode = book.plover(line)
            cameo = line.choice("cameo", dict(book.cameo))
            if plover is None or cameo is None:
                raise line.error("plover and cameo must be given")
            self._acts[key] = plover, mode, cameo
        known = sorted({act for act, _ in self._acts})
        self._words: dict[tuple[str, str, str], tuple[str, str]] = {}
        for line in read_table(FOLDER / "governors.csv", ("row", "lemma", "particle", "place", "act")):
            place = line.choice("place", ("complement", "object", "above")) or ""
            act = line.choice("act", known) or ""
            self._words[line["lemma"], line["particle"], place] = act, line["row"]

    def act(self, lemma: str, particle: str | None, place: str) -> tuple[str, str] | None:
        """The act that a word governing in `place` is, and the row that says so."""
        return self._words.get((lemma, particle or "", place))

    def make(self, act: str, deed: Code | None, row: str) -> Code | None:
        """What `act` upon `deed` counts as; None where there is no ground."""
        found = self._lookup(act, deed)
        if found is None or (deed is None and found[0] == OWN_CODE):
            return None
        plover, mode, cameo = found
        if deed is None:
            return self._book.code(plover, mode, cameo, (), row)
        if plover == OWN_CODE:
            return deed
        return self._book.code(plover, mode, cameo, deed.contexts, f"{row} + {deed.row}")

    def _lookup(self, act: str, deed: Code | None) -> tuple[str, str | None, str] | None:
        if deed is None:
            return self._acts.get((act, UNKNOWN))
        code = deed.cameo or ""
        for end in range(len(code), -1, -1):
            found = self._acts.get((act, code[:end]))
            if found:
                return found
        return None
