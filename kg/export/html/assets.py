"""The template, the style sheet and the script, put together into one page that may ask nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from importlib.resources import files
from typing import Any

# In the order in which they build on each other; each is an ES module of its own and is joined to the others here.
MODULES = (
    "data",
    "dom",
    "state",
    "tone",
    "filter",
    "style",
    "shapes",
    "spread",
    "labels",
    "settle",
    "curves",
    "words",
    "communities",
    "scene",
    "arrange",
    "world",
    "paint",
    "view",
    "pointer",
    "picture",
    "evidence",
    "histogram",
    "play",
    "overview",
    "link",
    "actor",
    "find",
    "search",
    "facets",
    "table",
    "lists",
    "chronology",
    "events",
    "path",
    "svg",
    "about",
    "download",
    "listing",
    "amount",
    "share",
    "controls",
    "main",
)
_LEFT_OUT = re.compile(r"^(import\s[^;]*;| *//.*)\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_SLOT = re.compile(r"\{\{(\w+)\}\}")


def script() -> str:
    """The page's whole script."""
    return '(() => {\n"use strict";\n' + join(MODULES) + "})();\n"


def join(modules: tuple[str, ...]) -> str:
    """`modules` as one text: imports fall away, since all names then share one scope, and comments."""
    return "\n".join(_EXPORT.sub("", _LEFT_OUT.sub("", _read(f"js/{name}.js"))) for name in modules)


def fill(title: str, data: dict[str, Any]) -> str:
    """The whole page.

    Parameters
    ----------
    title : str
        Shown as the heading; any text.
    data : dict
        What the script reads; any text inside.
    """
    style, program = _read("page.css"), script()
    slots = {
        "policy": _policy(style, program),
        "title": html.escape(title),
        "style": style,
        "data": embed(data),
        "script": program,
    }
    return _SLOT.sub(lambda match: slots[match[1]], _read("template.html"))


def framed(packed: bytes) -> str:
    """A document that unpacks the compressed page in it and becomes that page, under the same policy."""
    loader = _read("frame.js")
    policy = _policy(_read("page.css"), script(), loader)
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><title>Graph</title></head><body>'
        f'<script type="text/plain" id="packed">{base64.b64encode(packed).decode()}</script>'
        f"<script>{loader}</script></body></html>"
    )


def _policy(style: str, *scripts: str) -> str:
    return (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {_hash(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def embed(data: dict[str, Any]) -> str:
    """`data` as JSON that no HTML parser can leave and no line separator can break."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _read(name: str) -> str:
    return files("kg.export.html").joinpath(name).read_text(encoding="utf-8")
