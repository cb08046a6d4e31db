"""Statements, events, edges and actors as Parquet; needs ``pip install 'kg-events[parquet]'``."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from kg.errors import ExportError
from kg.export.tables.rows import table
from kg.files import replacing
from kg.graph import Network
from kg.model import STATUSES

_AT_ONCE = 50_000
_REAL = frozenset({"goldstein", "score", "confidence"})
_WHOLE = frozenset({"quad", "start", "end", "events", "reports", *STATUSES})
_TRUTH = frozenset({"symmetric", "source_inferred", "target_inferred"})


def write(network: Network, path: str | Path, name: str = "statements") -> None:
    """Write one table of `network` to `path`; columns are those of the CSV, typed, dates as ISO text.

    Raises
    ------
    ExportError
        Where pyarrow is missing, or the file cannot be written.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ExportError("parquet: pyarrow is missing; pip install 'kg-events[parquet]'") from error
    columns, rows = table(network, name)
    schema = pa.schema([(column, _type(pa, column)) for column in columns])
    with replacing(path) as file, pq.ParquetWriter(file, schema) as writer:
        while some := list(islice(rows, _AT_ONCE)):
            arrays = [pa.array(values, type=field.type) for values, field in zip(zip(*some, strict=True), schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _type(pa: Any, column: str) -> Any:
    if column in _REAL:
        return pa.float64()
    if column in _WHOLE:
        return pa.int64()
    return pa.bool_() if column in _TRUTH else pa.string()
