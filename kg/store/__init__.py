"""The embedded database: articles, statements, judgements and what is derived from them."""

from kg.store.source import Stored
from kg.store.store import Added, Store

__all__ = ["Added", "Store", "Stored"]
