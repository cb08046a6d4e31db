"""Articles straight from Python: texts, dicts, rows of a data frame, articles made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.errors import InputError
from kg.model import Article
from kg.reading.columns import Columns, FieldMap
from kg.reading.outcome import Failure
from kg.reading.part import Extracted
from kg.reading.record import read_text, to_article
from kg.reading.values import without_markup

SHOWN = "texts"  # what messages call them, with the number of each

_MISSING = ("NAType", "NaTType")  # pandas' own kinds of nothing


def read_texts(texts: Any, fields: FieldMap | None = None) -> Iterator[Article | Extracted | Failure]:
    """Each of `texts` as an article.

    Parameters
    ----------
    texts : str, dict, Article, data frame of pandas or polars, or iterable of strings, dicts and articles
        A string is a text, as it stands; a dict or row has the values of an article by their names, as in JSON lines.
    fields : mapping, optional
        What the fields of an article are called in dicts and frames, where that is not understood by itself.

    Yields
    ------
    Article, Extracted or Failure
        In their order; what is none of these is a failure.
    """
    columns = Columns(SHOWN, fields or {})
    for number, item in enumerate(_items(texts), 1):
        if isinstance(item, str):
            yield read_text(item)
        elif isinstance(item, Mapping):
            try:
                values = columns.fields({str(name): _plain(value) for name, value in item.items()}, number)
                yield to_article(without_markup(values), SHOWN, number)
            except InputError as error:
                yield Failure(error)
        elif isinstance(item, Article | Extracted | Failure):
            yield item
        else:
            reason = f"expected a string, a dict or a kg.Article, got {type(item).__name__}"
            yield Failure(InputError(SHOWN, reason, number))
    columns.note()


def is_frame(value: Any) -> bool:
    """Whether `value` is a data frame of pandas or polars."""
    return hasattr(value, "columns") and (hasattr(value, "iter_rows") or hasattr(value, "itertuples"))


def _items(texts: Any) -> Iterable[Any]:
    if isinstance(texts, str | Mapping | Article | Extracted | Failure):
        return [texts]
    if not is_frame(texts):
        return texts if isinstance(texts, Iterable) else [texts]
    if hasattr(texts, "iter_rows"):
        return (dict(zip(texts.columns, row, strict=True)) for row in texts.iter_rows())
    return (dict(zip(texts.columns, row, strict=True)) for row in texts.itertuples(index=False, name=None))


def _plain(value: Any) -> Any:
    """`value` as JSON has it; numpy's and pandas' own kinds of numbers and of nothing are told by what they can do."""
    if type(value).__name__ in _MISSING:
        return None
    return value.item() if hasattr(value, "item") and not hasattr(value, "__len__") else value
