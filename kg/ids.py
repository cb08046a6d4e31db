"""Ids and IRIs, minted here and nowhere else; all are derived from content, so two runs agree."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import Any
from urllib.parse import quote, urlsplit

from kg.model import ActorMention, Evidence, Relation

BASE = "https://w3id.org/kg-events/"

_PACKED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
_PLAIN = re.compile(r"[A-Za-z0-9:_~-]+")
_END_DOTS = re.compile(r"^\.+|\.+$")


def digest(*parts: Any) -> str:
    """A 20-digit hexadecimal BLAKE2b hash of `parts`, kept apart by their JSON form."""
    return hashlib.blake2b(_PACKED.encode(parts).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def article_key(name: str, outlet: str | None, url: str | None, folder: str = "") -> str:
    """What all versions of an article share: its source, which is its outlet, else its domain, else its `folder`, and its `name`
    there, which is its own id, else its url, else its path.
    """
    try:
        domain = urlsplit(url or "").hostname
    except ValueError:  # an address in broken brackets
        domain = None
    return digest("article", (outlet or domain or folder).casefold(), name)


def told_apart(name: str, *parts: Any) -> str:
    """`name` for one of several that share it, which differ in `parts`."""
    return f"{name}-{digest(*parts)[:8]}"


def slug(name: str) -> str:
    """`name` in lower case ASCII where it can be, words joined by hyphens: ``al-Sharaa`` -> ``al-sharaa``."""
    text = unicodedata.normalize("NFKD", name)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    text = text.replace("'", "").replace("’", "")
    return "-".join("".join(c if c.isalnum() else " " for c in text).split())


def actor_id(kind: str, name: str, country: str | None = None) -> str:
    """``kind:slug`` of an actor that the tables lack, with the country where one is known."""
    body = slug(name) or digest(name)
    if kind == "person" or not country:
        return f"{kind}:{body}"
    return f"{kind}:{country.lower()}-{body}"


def statement_id(evidence: Evidence, source: ActorMention, relation: Relation, target: ActorMention) -> str:
    """The id of a statement: its article, its sentence, and where and who its ends are."""
    return digest(
        evidence.article_id,
        evidence.start,
        evidence.sentence,
        source.actor.id,
        source.start,
        relation.lemma,
        relation.object,
        relation.spans,
        target.actor.id,
        target.start,
    )


def iri(*path: str) -> str:
    """An IRI below `BASE`; each part is percent-encoded but for unreserved characters and ``:``.

    Dots at the ends of a part are encoded too: ``..`` would climb in the path, and rdflib misreads a last dot in Turtle.
    """
    return BASE + "/".join(part if _PLAIN.fullmatch(part) else _encoded(part) for part in path)


def _encoded(part: str) -> str:
    return _END_DOTS.sub(lambda dots: "%2E" * len(dots[0]), quote(part, safe=":-._~"))
