"""Where a graph lies."""

from __future__ import annotations

from pathlib import Path

from kg.errors import StoreError, nearest

DATABASE = "graph.db"


def database(db: str | Path) -> Path:
    """The database at `db`, which may be the folder that holds it.

    Raises
    ------
    StoreError
        Where there is none; its text has the nearest ones that lie there.
    """
    path = Path(db)
    found = path / DATABASE if path.is_dir() else path
    if found.exists():
        return found
    near = nearest(path.name, _graphs(path.parent))
    raise StoreError(f"{found}: no such database" + (f"; did you mean {', '.join(near)}?" if near else ""))


def _graphs(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir() if path.suffix == ".db" or (path / DATABASE).is_file()]
    except OSError:
        return []
