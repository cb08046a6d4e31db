"""The codebook: PLOVER's types, modes and contexts, CAMEO's codes, and the way from one to the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.coding.tables import FOLDER, Line, read_table
from kg.model import Code


@dataclass(frozen=True, slots=True)
class Entry:
    """A CAMEO code with its Goldstein value, quad class and PLOVER counterpart (None where there is none)."""

    code: str
    label: str
    goldstein: float | None
    quad: int
    plover: str | None
    mode: str | None
    contexts: tuple[str, ...]


@dataclass(frozen=True)
class Codebook:
    """All codes there are.

    Attributes
    ----------
    types : dict
        PLOVER type -> (label, quad class, score).
    roots : dict
        PLOVER type -> the CAMEO code of all that is of that type.
    modes : dict
        (PLOVER type, mode) -> score; None where PLOVER gives none.
    contexts : dict
        Context -> the group it belongs to.
    cameo : dict
        CAMEO code (a string, leading zeros kept) -> `Entry`.
    """

    types: dict[str, tuple[str, int, float]]
    roots: dict[str, str]
    modes: dict[tuple[str, str], float | None]
    contexts: dict[str, str]
    cameo: dict[str, Entry]

    @classmethod
    def load(cls) -> Codebook:
        """The package's own codebook.

        Raises
        ------
        TableError
            Where one of its tables breaks its form or names what another lacks.
        """
        lines = list(read_table(FOLDER / "types.csv", ("type", "label", "quad", "score", "cameo")))
        types = {line["type"]: (line["label"], int(line["quad"]), float(line["score"])) for line in lines}
        roots = {line["type"]: line["cameo"] for line in lines}
        modes = {
            (line["type"], line["mode"]): line.decimal("score")
            for line in read_table(FOLDER / "modes.csv", ("type", "mode", "score"))
        }
        contexts = {line["context"]: line["group"] for line in read_table(FOLDER / "contexts.csv", ("context", "group"))}
        book = cls(types, roots, modes, contexts, {})
        columns = ("code", "label", "goldstein", "quad", "plover", "mode", "contexts")
        for line in read_table(FOLDER / "cameo.csv", columns):
            plover, mode = book.plover(line)
            book.cameo[line["code"]] = Entry(
                line["code"],
                line["label"],
                line.decimal("goldstein"),
                int(line["quad"]),
                plover,
                mode,
                line.several("contexts", dict(contexts)),
            )
        return book

    def plover(self, line: Line) -> tuple[str | None, str | None]:
        """The type and mode that a table's row names, checked against each other."""
        plover = line.choice("plover", dict(self.types))
        mode = line["mode"] or None
        if mode and (plover, mode) not in self.modes:
            known = ", ".join(name for kind, name in self.modes if kind == plover) or "none"
            raise line.error(f"mode {mode!r} is unknown for {plover}; known: {known}")
        return plover, mode

    def code(self, plover: str, mode: str | None, cameo: str, contexts: tuple[str, ...], row: str) -> Code:
        """The full code; where no contexts are given, the CAMEO code's own are taken."""
        entry = self.cameo[cameo]
        _, quad, score = self.types[plover]
        own = self.modes[plover, mode] if mode else None
        return Code(
            plover=plover,
            mode=mode,
            contexts=contexts or entry.contexts,
            cameo=cameo,
            quad=quad,
            goldstein=entry.goldstein,
            score=score if own is None else own,
            row=row,
        )

    def search(self, query: str = "") -> list[dict[str, Any]]:
        """The entries that hold every word of `query` in their code, label, type, mode or contexts.

        A query of digits alone means the codes that start with them.
        """
        rows = [
            *(_row("PLOVER", name, label, quad, name, score=score) for name, (label, quad, score) in self.types.items()),
            *(self._mode_row(name, mode, score) for (name, mode), score in self.modes.items()),
            *(
                _row("CAMEO", one.code, one.label, one.quad, one.plover, one.goldstein, None, one.mode, one.contexts)
                for one in self.cameo.values()
            ),
        ]
        if query.isdigit():
            return [row for row in rows if row["scheme"] == "CAMEO" and str(row["code"]).startswith(query)]
        words = query.casefold().split()
        return [row for row in rows if all(word in _words(row) for word in words)]

    def _mode_row(self, name: str, mode: str, score: float | None) -> dict[str, Any]:
        label, quad, _ = self.types[name]
        return _row("PLOVER", f"{name}/{mode}", f"{label}: {mode.replace('-', ' ')}", quad, name, score=score, mode=mode)


def _row(
    scheme: str,
    code: str,
    label: str,
    quad: int,
    plover: str | None,
    goldstein: float | None = None,
    score: float | None = None,
    mode: str | None = None,
    contexts: Iterable[str] = (),
) -> dict[str, Any]:
    row = {"scheme": scheme, "code": code, "label": label, "quad": quad, "goldstein": goldstein, "score": score}
    return row | {"plover": plover, "mode": mode, "contexts": list(contexts)}


def _words(row: dict[str, Any]) -> str:
    cells = (row["code"], row["label"], row["plover"] or "", row["mode"] or "", *row["contexts"])
    return " ".join(cells).casefold()


def search_codes(query: str = "") -> list[dict[str, Any]]:
    """The codebook's entries that match `query` (see `Codebook.search`); all of them without one.

    Examples
    --------
    >>> [row["code"] for row in search_codes("hunger strike leadership")]
    ['1421']
    """
    return Codebook.load().search(query)
