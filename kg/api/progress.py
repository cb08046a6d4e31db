"""A progress bar for notebooks, where the terminal's has no place."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from kg.pipeline.counts import Counts

_PAUSE = 0.2  # seconds between two drawings: a notebook stores every one that it is sent


class Bar:
    """Shows in a notebook how far `kg.build` is; anywhere else it shows nothing.

    Parameters
    ----------
    inputs : str, Path or list of them
        The files and folders that are read, to know how much it is.

    Examples
    --------
    >>> import kg
    >>> from kg.api.progress import Bar
    >>> kg.build("articles", "graph", progress=Bar("articles"))  # doctest: +SKIP
    """

    def __init__(self, inputs: str | Path | Iterable[str | Path] = ()) -> None:
        self._inputs = inputs
        self._total: int | None = None
        self._handle: Any = None
        self._start, self._last = time.monotonic(), 0.0

    def __call__(self, counts: Counts) -> None:
        now = time.monotonic()
        if self._handle is None and not self._open():
            return
        if now - self._last >= _PAUSE or counts.read == self._total:
            self._last = now
            self._handle.update(_Shown(counts.read, self._total, now - self._start, counts.statements))

    def _open(self) -> bool:
        try:
            from IPython import get_ipython
            from IPython.display import display
        except ImportError:
            return False
        if get_ipython() is None:
            return False
        from kg.reading import count

        self._total = count(self._inputs)
        self._handle = display(_Shown(0, self._total, 0.0, 0), display_id=True)  # type: ignore[no-untyped-call]
        return self._handle is not None


class _Shown:
    """One state of the bar, as HTML and as text."""

    def __init__(self, read: int, total: int | None, seconds: float, statements: int) -> None:
        of = f" of {total:,}" if total else ""
        rate = f", {read / seconds:,.1f} a second" if seconds else ""
        self._text = f"{read:,}{of} articles{rate}; {statements:,} statements"
        self._share = f'max="{total}" value="{read}"' if total else ""

    def _repr_html_(self) -> str:
        return f'<progress {self._share} style="width: 24em"></progress> {self._text}'

    def __repr__(self) -> str:
        return self._text
