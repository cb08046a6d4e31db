"""What every command does at the terminal: notes and progress on stderr, data on stdout, errors to exit codes."""

from __future__ import annotations

import json
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from kg.errors import KgError, TableError, UsageError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress

    from kg.pipeline.counts import Counts

WELL, SOME_FAILED, USAGE, NOTHING_DONE = 0, 1, 2, 3
INTERRUPTED = 130  # as shells have it

_NOTES = 20

T = TypeVar("T")


class Session:
    """One command's run: its counts and its progress bar."""

    def __init__(self, console: Console, quiet: bool) -> None:
        from kg.pipeline.counts import Counts

        self.counts: Counts = Counts()
        self.read_articles = False
        self._console, self._quiet = console, quiet

    @contextmanager
    def progress(self, inputs: list[str], *, to_stdout: bool = False) -> Iterator[Callable[[Counts], None]]:
        """A function that shows how far `counts` are, on a terminal that is not the data's (`to_stdout`) too."""
        self.read_articles = True
        if self._quiet or not self._console.is_terminal or (to_stdout and sys.stdout.isatty()):
            yield lambda counts: None
            return
        from kg.reading import count

        with _bar(self._console) as bar:
            task = bar.add_task("reading", total=count(inputs))
            yield lambda counts: bar.update(task, completed=counts.read)

    @contextmanager
    def counting(self, what: str) -> Iterator[Callable[[int], None]]:
        """A function that shows how many of something are done, where nobody knows how many there will be."""
        if self._quiet or not self._console.is_terminal:
            yield lambda count: None
            return
        with self._console.status(f"0 {what}") as status:
            yield lambda count: status.update(f"{count:,} {what}")

    def tracked(self, items: Iterable[T], inputs: list[str]) -> Iterator[T]:
        """`items`, which go to stdout, with progress."""
        with self.progress(inputs, to_stdout=True) as show:
            for item in items:
                show(self.counts)
                yield item

    @property
    def exit_code(self) -> int:
        """By what became of the articles."""
        if not self.read_articles or (self.counts.read and not self.counts.failed):
            return WELL
        return SOME_FAILED if self.counts.read > self.counts.failed else NOTHING_DONE


@contextmanager
def session(quiet: bool = False) -> Iterator[Session]:
    """Run a command: a user's mistake becomes one line on stderr and an exit code."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False, soft_wrap=True)
    current = Session(console, quiet)
    notes = _Notes(console)
    log = logging.getLogger("kg")
    log.addHandler(notes)
    log.setLevel(logging.CRITICAL if quiet else logging.INFO)
    log.propagate = False
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # data has one encoding, whatever the terminal's
    try:
        with _ended_as_interrupted():
            yield current
        sys.stdout.flush()
        code = current.exit_code
        if code == NOTHING_DONE:
            failed = current.counts.failed
            _say(console, "error", f"nothing could be read: {failed:,} failed" if failed else "no articles found in the input")
    except BrokenPipeError:
        _drop_output()
        code = WELL
    except OSError as error:
        _drop_output()
        _say(console, "error", f"the output cannot be written: {error.strerror or error}")
        code = NOTHING_DONE
    except KgError as error:
        _say(console, "error", str(error))
        code = USAGE if isinstance(error, UsageError | TableError) else NOTHING_DONE
    except KeyboardInterrupt:
        _say(console, "error", "interrupted; a graph goes on from here when the same command is run again")
        code = INTERRUPTED
    finally:
        log.removeHandler(notes)
        notes.close()
    if code:
        raise typer.Exit(code)


@contextmanager
def _ended_as_interrupted() -> Iterator[None]:
    """What ends a program politely (SIGTERM) ends it as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def write_records(records: Iterable[dict[str, Any]]) -> None:
    """One JSON object a line."""
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def show_version(wanted: bool) -> None:
    """Print the versions of the program, its model and its tables, and stop."""
    if wanted:
        from kg.api.about import about

        for name, version in about().items():
            typer.echo(f"{name} {version}")
        raise typer.Exit


def _drop_output() -> None:
    """Send what is still buffered for stdout nowhere, so that it does not fail once more at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Notes(logging.Handler):
    """Prints the first notes of a run, and in the end how many more there were."""

    def __init__(self, console: Console) -> None:
        super().__init__()
        self._console, self._count = console, 0

    def emit(self, record: logging.LogRecord) -> None:
        self._count += 1
        if self._count <= _NOTES:
            _say(self._console, "note", record.getMessage())

    def close(self) -> None:
        if self._count > _NOTES:
            _say(self._console, "note", f"and {self._count - _NOTES:,} more like these")
        super().close()


def _say(console: Console, kind: str, message: str) -> None:
    style = {"error": "bold red", "note": "yellow"}[kind]
    from rich.text import Text

    shown = "".join(c if c.isprintable() or c in "\n\t" else repr(c)[1:-1] for c in message)  # names and servers may say anything
    console.print(Text.assemble((f"{kind}: ", style), shown))


def _bar(console: Console) -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Articles a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.1f} articles/s" if task.speed else "")

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        redirect_stdout=False,
    )
