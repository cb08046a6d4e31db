"""Who does the work, as the pool sees it: processes of this machine, or a cluster."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any, Protocol


class Lost(Exception):
    """The worker of a task died, and so did the next that was given it."""


class Workers(Protocol):
    """What calls functions somewhere else; a task is a function and what it is called with."""

    def submit(self, *task: Any) -> Future[Any]:
        """Have `task` done, soon."""

    def result(self, future: Future[Any]) -> Any:
        """What came of it, when it is done; what it raised is raised.

        Raises
        ------
        Lost
        WorkerError
            Where nobody is left to do it.
        """

    def size(self) -> int:
        """How many tasks can be done at a time."""
