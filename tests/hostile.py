"""Text that breaks careless writers, wherever a graph holds words."""

from __future__ import annotations

from factories import make_article, make_statement

from kg.api.graph import Graph
from kg.graph import Run
from kg.model import Actor

HOSTILE = [
    'say "no"',
    "it's",
    "a\\b",
    "line\nbreak",
    "tab\there",
    "carriage\rreturn",
    "<b>bold</b>",
    "</script><script>alert(1)</script>",
    ">",
    "a > b .",
    "#fragment",
    "?query=1&x",
    "100%",
    "%zz",
    "javascript:alert(1)",
    "\u202egnihtemos",
    "\u2066isolated\u2069",
    "\ufeffmark",
    "zero\u200bwidth",
    "\x00null",
    "\x1b[31mred",
    "\x85next",
    "\ud800lone",
    "{braces}",
    "`tick`",
    "^caret|pipe",
    "caf\u00e9",
    "\u4e2d\u56fd",
    "\U0001f600",
    "../../etc/passwd",
    ".",
    "",
    " ",
    "'''",
    '"""',
    "@prefix x: <y> .",
    "_:blank",
]


def hostile(text: str) -> Graph:
    """A graph with `text` wherever words of an article or a table stand."""
    article = make_article(text, "t", title=text, url=text, outlet=text)
    who = Actor("person:x", text, "person", None, text, text, (text,))
    statement = make_statement(
        who,
        text or "x",
        "state:USA",
        article=article,
        sentence=text,
        place=text,
        place_country=text,
        attribution=who,
        object=text,
        date=text,
        phrase=text,
    )
    return Graph.from_statements([statement], [article], Run(text, text, {text: text}))
