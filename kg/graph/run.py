"""What read the articles: program version, model and options."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from kg.errors import InputError
from kg.ids import digest


@dataclass(frozen=True, slots=True)
class Run:
    """A configuration under which articles were read; two runs with equal `key` read alike.

    Attributes
    ----------
    version : str
        Version of this program.
    model : str
        Name and version of the parser's model.
    options : mapping
        Whatever else changes what is read (tables of the user's, by content), as plain JSON values.
    """

    version: str
    model: str
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Derived from the content, so that equal configurations agree across machines."""
        return digest(self.version, self.model, dict(self.options))


class Failed(Protocol):
    """An input that gave no article, as `kg.reading` reports it."""

    @property
    def error(self) -> InputError: ...
    @property
    def outcome(self) -> str: ...
