"""How much of the processor's time and of memory the reading of some articles may take, in whatever process it runs."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import NoReturn

SECONDS, PER_CHARACTER = 20.0, 1 / 2000  # of the processor, however busy the machine; an article needs a twentieth of that
BYTES = 4 << 30  # beside what the models take

_DATA = 5  # the field of data and stack in /proc/self/statm
_AGAIN = 1.0  # seconds after which it is said once more, should the first time have been caught


class OverBudget(Exception):
    """The articles take more than their share."""


@contextmanager
def budget(characters: int) -> Iterator[None]:
    """Raise `OverBudget` or MemoryError in this block where so many characters take too long or too much.

    Only the main thread of a process can be interrupted, and only where the system has timers of the processor's time.
    """
    seconds = SECONDS + PER_CHARACTER * characters

    def over(number: int, frame: FrameType | None) -> NoReturn:
        raise OverBudget(f"{characters:,} characters take more than {seconds:,.0f} seconds of the processor")

    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGPROF, over)
    try:
        with _memory():
            signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
            try:
                yield
            finally:
                signal.setitimer(signal.ITIMER_PROF, 0)
    finally:
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _memory() -> Iterator[None]:
    """No more than `BYTES` beside what the process has, where the system says how much that is.

    What counts is what can be written to: libraries reserve far more addresses than they use.
    """
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[_DATA])
    except (ImportError, OSError):
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = pages * resource.getpagesize() + BYTES
    allowed = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (min([most, *allowed]), hard))
    try:
        yield
    finally:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
