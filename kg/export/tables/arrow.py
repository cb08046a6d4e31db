"""Statements, events, edges and actors as Arrow tables and as Parquet; needs ``pip install 'kg-events[parquet]'``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ExportError
from kg.export.tables.rows import Row, table
from kg.files import replacing
from kg.graph import Network
from kg.model import STATUSES

if TYPE_CHECKING:
    import pyarrow as pa

_AT_ONCE = 50_000
_REAL = frozenset({"goldstein", "score", "confidence"})
_WHOLE = frozenset({"quad", "start", "end", "events", "reports", "edges", *STATUSES})
_TRUTH = frozenset({"symmetric", "source_inferred", "target_inferred"})


def to_arrow(network: Network, name: str = "statements") -> pa.Table:
    """One table of `network`; columns are those of the CSV, typed, dates as ISO text.

    Raises
    ------
    UsageError
        Where there is no table of that name.
    ExportError
        Where pyarrow is missing.
    """
    pa = _pyarrow()
    columns, rows = table(network, name)
    schema = _schema(pa, columns)
    return pa.Table.from_batches(_batches(pa, schema, rows), schema)


def write(network: Network, path: str | Path, name: str = "statements") -> None:
    """Write one table of `network` to `path` as Parquet, in batches.

    Raises
    ------
    ExportError
        Where pyarrow is missing, or the file cannot be written.
    """
    pa = _pyarrow()
    import pyarrow.parquet as pq

    columns, rows = table(network, name)
    schema = _schema(pa, columns)
    with replacing(path) as file, pq.ParquetWriter(file, schema) as writer:
        for batch in _batches(pa, schema, rows):
            writer.write_batch(batch)


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise ExportError("Arrow and Parquet: pyarrow is missing; pip install 'kg-events[parquet]'") from error
    return pyarrow


def _batches(pa: Any, schema: Any, rows: Iterator[Row]) -> Iterator[Any]:
    while some := list(islice(rows, _AT_ONCE)):
        arrays = [pa.array(values, type=field.type) for values, field in zip(zip(*some, strict=True), schema, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _schema(pa: Any, columns: tuple[str, ...]) -> Any:
    return pa.schema([(column, _type(pa, column)) for column in columns])


def _type(pa: Any, column: str) -> Any:
    if column in _REAL:
        return pa.float64()
    if column in _WHOLE:
        return pa.int64()
    return pa.bool_() if column in _TRUTH else pa.string()
