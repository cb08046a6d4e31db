"""The one tree of errors: catch `KgError` to catch all that a user can cause."""

from __future__ import annotations


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


class ExportError(KgError):
    """An export cannot be written."""


class WorkerError(KgError):
    """The processes or machines that share the work cannot be had, or do not fit."""
