"""What a worker is given and does, be it a process of this machine or one of another."""

from __future__ import annotations

import pickle
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

from kg.errors import TableError, WorkerError
from kg.model import Article
from kg.pipeline.stages import Options, Result, Stages
from kg.reading import Failure

# Several threads of a worker of Dask's share one model, which is for one at a time.
_MODEL = Lock()


@dataclass(frozen=True, slots=True)
class Setup:
    """How articles are to be read; the tables' contents go along, since another machine lacks the files."""

    options: Options
    tables: tuple[bytes, ...]

    @classmethod
    def of(cls, options: Options) -> Setup:
        """What `options` mean on this machine.

        Raises
        ------
        TableError
            Where a table cannot be read.
        """
        return cls(options, tuple(map(_content, (*options.actors, *options.lexicon))))

    def task(self, articles: Sequence[Article]) -> tuple[Callable[..., list[Result | Failure]], str, str, bytes]:
        """A function, and what a worker is to call it with to read `articles`."""
        model = self.options.model
        return work, model, reader(model), pickle.dumps((self, list(articles)))

    def load(self) -> Stages:
        """The stages, made of the tables that came along; what is wrong with one is said of the file it was."""
        names = (*self.options.actors, *self.options.lexicon)
        with TemporaryDirectory(prefix="kg-") as folder:
            paths = tuple(Path(folder, f"{number}.csv") for number in range(len(names)))
            for path, table in zip(paths, self.tables, strict=True):
                path.write_bytes(table)
            actors = len(self.options.actors)
            try:
                return Stages.load(replace(self.options, actors=paths[:actors], lexicon=paths[actors:]))
            except TableError as error:
                message = str(error)
                for path, name in zip(paths, names, strict=True):
                    message = message.replace(str(path), str(name))
                raise TableError(message) from None


def work(model: str, wanted: str, packed: bytes) -> list[Result | Failure]:
    """Read the articles in `packed`, which is opened only where this worker is the reader that is `wanted`.

    The parameters are of plain types, so that every version can take them.

    Raises
    ------
    WorkerError
        Where this worker has another version of the program or the model.
    ModelError, TableError
    """
    if (own := reader(model)) != wanted:
        where = socket.gethostname()
        raise WorkerError(f"the worker on {where} has {own}, not {wanted}: install the same on every machine")
    setup, articles = pickle.loads(packed)
    with _MODEL:
        return _stages(setup).run(articles)


@cache
def reader(model: str) -> str:
    """This program and the model, with their versions: what reads the same, wherever it runs."""
    from kg.version import __version__

    return f"kg {__version__} with {model_version(model)}"


def model_version(model: str) -> str:
    """Name and version of an installed model; the name alone of one that is a folder or missing."""
    try:
        return f"{model} {version(model)}"
    except (PackageNotFoundError, ValueError):
        return model


@lru_cache(maxsize=1)
def _stages(setup: Setup) -> Stages:
    """Loaded once in each worker."""
    return setup.load()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TableError(f"{path}: cannot read this table: {error.strerror or error}") from None
