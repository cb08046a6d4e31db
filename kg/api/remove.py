"""Taking articles out of a stored graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.api.build import PAGE, TURTLE, export_files
from kg.api.database import database
from kg.errors import UsageError
from kg.model import Article
from kg.reading import read
from kg.reading.record import place_key
from kg.store import Store
from kg.store.naming import key_of


def remove(db: str | Path, articles: Sequence[str]) -> int:
    """Take articles out of a graph, which is then as if they had never been read; say how many they were.

    Judgements on what they said stay in the log, without effect. What `kg build` wrote beside the database is written anew.

    Parameters
    ----------
    db : str or Path
        The database, or the folder that holds it.
    articles : sequence of str
        Their ids or urls, or the files that they were read from.

    Raises
    ------
    UsageError
        Where one is no article of the graph; nothing is taken out then.
    StoreError, ExportError

    Examples
    --------
    >>> import kg
    >>> kg.remove("graph", ["https://example.org/withdrawn"])  # doctest: +SKIP
    1
    """
    if not articles:
        raise UsageError("remove: expected the id, url or file of an article")
    path = database(db)
    with Store.open(path) as store:
        count = store.remove(articles, _keys)
        store.refresh()
    if any((path.parent / name).is_file() for name in (TURTLE, PAGE)):
        export_files(path.parent)
    return count


def _keys(name: str) -> Iterator[str]:
    """The keys of the articles of a file: by its place, though it may be gone, and by what it tells of them."""
    yield place_key(name)
    if Path(name).is_file():
        yield from (key_of(one) for one in read(name) if isinstance(one, Article))
