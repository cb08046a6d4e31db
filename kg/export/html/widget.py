"""The page as a widget of Jupyter: what its reader chooses comes to Python, and what Python sets comes to the page.

Its data goes to the browser once, compressed; nothing is fetched from anywhere.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import ExportError


def widget(packed: bytes, *, title: str, height: int) -> Any:
    """An `anywidget.AnyWidget` that shows a page.

    Parameters
    ----------
    packed : bytes
        From `kg.export.html.packed`.
    title : str
        For those who do not see the frame.
    height : int
        Of the frame, in pixels.

    Raises
    ------
    ExportError
        Where anywidget is not installed.
    """
    return _kind()(page=packed, title=title, height=height)


@cache
def _kind() -> Any:
    try:
        import anywidget
        import traitlets
    except ImportError as error:
        raise ExportError("widget: anywidget is missing; pip install 'kg-events[notebook]'") from error

    class Widget(anywidget.AnyWidget):
        """A graph that is looked at.

        Attributes
        ----------
        selection : list of str
            Nothing, the id of an actor, or those of the two ends of a link.
        filters : dict
            ``level, from, to, least, only, hops, hide``, and ``off``: by facet the values that are left out.
        """

        _esm = files("kg.export.html").joinpath("widget.js").read_text(encoding="utf-8")
        page = traitlets.Bytes().tag(sync=True)
        title = traitlets.Unicode().tag(sync=True)
        height = traitlets.Int(600).tag(sync=True)
        selection = traitlets.List(traitlets.Unicode()).tag(sync=True)
        filters = traitlets.Dict().tag(sync=True)

    return Widget
