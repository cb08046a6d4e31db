"""The one tree of errors: catch `KgError` to catch all that a user can cause."""

from __future__ import annotations

from collections.abc import Collection, Iterable

_NEAREST, _ALIKE = 3, 50.0  # names offered, and how much of a hundred they must have in common with what was given


class KgError(Exception):
    """Anything a user's input, options or machine can cause; its text says what to do about it."""


class UsageError(KgError):
    """Options that contradict each other or name what does not exist (exit code 2)."""


class InputError(KgError):
    """One input that cannot be read.

    Parameters
    ----------
    path : str
        The file, or ``-`` for standard input.
    reason : str
        What was expected and what came instead.
    line : int or None
        One-based line within the file, where the format has lines.
    """

    def __init__(self, path: str, reason: str, line: int | None = None) -> None:
        self.path, self.reason, self.line = path, reason, line
        where = path if line is None else f"{path}:{line}"
        super().__init__(f"{where}: {reason}")

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, int | None]]:
        return InputError, (self.path, self.reason, self.line)


class ModelError(KgError):
    """The parser's model is not installed, or is not one that can be used."""


class TableError(KgError):
    """A table (gazetteer, lexicon, a user's CSV) has a row that breaks its form."""


class StoreError(KgError):
    """The graph database cannot be opened, read or written."""


class RowError(StoreError):
    """What one article holds is nothing that a database can; all else is as it was."""


class ExportError(KgError):
    """An export cannot be written."""


class WorkerError(KgError):
    """The processes or machines that share the work cannot be had, or do not fit."""


def unknown(what: str, given: str, known: Iterable[str]) -> str:
    """The text of an error about a name that nobody has, with the nearest ones there are.

    Examples
    --------
    >>> unknown("type", "THREATN", ["THREATEN", "AGREE"])
    "no type is called 'THREATN'; did you mean THREATEN?"
    >>> unknown("type", "x", ["THREATEN", "AGREE"])
    "no type is called 'x'"
    """
    near = nearest(given, known)
    return f"no {what} is called {given!r}" + (f"; did you mean {', '.join(near)}?" if near else "")


def nearest(given: str, known: Iterable[str]) -> list[str]:
    """Up to three of `known` that are spelt most like `given`, whatever their case."""
    from rapidfuzz import fuzz, process, utils

    names = sorted(set(known))
    found = process.extract(given, names, scorer=fuzz.ratio, processor=utils.default_process, limit=_NEAREST, score_cutoff=_ALIKE)
    return [name for name, _, _ in found]


def one_of(what: str, given: str, known: Collection[str]) -> None:
    """Make sure that `given` is one of `known`.

    Raises
    ------
    UsageError
        Where it is not; the text lists them, and the nearest first.

    Examples
    --------
    >>> one_of("level", "state", ("actor", "state"))
    """
    if given not in known:
        raise UsageError(f"{unknown(what, given, known)}; expected one of {', '.join(known)}")
