"""Ids and IRIs, minted here and nowhere else; all are derived from content, so two runs agree."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import Any, Literal
from urllib.parse import quote, urlsplit

from kg.model import ActorMention, Evidence, Relation

BASE = "https://w3id.org/kg-events/"

_PACKED = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
_PLAIN = re.compile(r"[A-Za-z0-9:_~-]+")
_UNNAMED, _INHABITANTS = "unnamed-", "of-"  # how slugs begin that no name gave
_ARTICLE = "article:"
_END_DOTS = re.compile(r"^\.+|\.+$")


def digest(*parts: Any) -> str:
    """A 20-digit hexadecimal BLAKE2b hash of `parts`, kept apart by their JSON form."""
    return hashlib.blake2b(_PACKED.encode(parts).encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()


def article_key(name: str, outlet: str | None, url: str | None, folder: str = "") -> str:
    """What all versions of an article share: its source, which is its outlet, else its domain, else its `folder`, and its `name`
    there, which is its own id, else its url, else its path.
    """
    return digest("article", source_of(outlet, url) or folder.casefold(), name)


def source_of(outlet: str | None, url: str | None) -> str:
    """Who published an article, for telling apart: its outlet, else its domain; empty where neither is known."""
    try:
        domain = urlsplit(url or "").hostname
    except ValueError:  # an address in broken brackets
        domain = None
    return (outlet or domain or "").casefold()


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


def state_id(code: str | None) -> str:
    """The id of the state with a code, by which alone it may be looked for: no state has that of None."""
    return f"state:{code}"


def nation_id(code: str) -> str:
    """The id of the nationals of a state, given its code or the slug of its id."""
    return f"people:{code.lower()}"


def unnamed_id(kind: str, noun: str) -> str:
    """The id of the party that a noun names of which nobody says whose it is: "gunmen"."""
    return f"{kind}:{_UNNAMED}{slug(noun)}"


def inhabitants_id(place: str) -> str:
    """The id of the people of a part of a state."""
    return f"people:{_INHABITANTS}{slug(place)}"


def under_country(ident: str, country: str, other: str) -> str:
    """The id of an actor of `country` as one of `other`: ``body:rus-army`` -> ``body:sun-army``; others stay."""
    own = f"{country.lower()}-"
    return f"{kind_of(ident)}:{other.lower()}-{slug_of(ident).removeprefix(own)}" if slug_of(ident).startswith(own) else ident


def kind_of(ident: str) -> str:
    """The kind of the actor with an id: ``state`` of ``state:USA``."""
    return ident.partition(":")[0]


def slug_of(ident: str) -> str:
    """What an actor's id has behind its kind: ``USA`` of ``state:USA``."""
    return ident.rpartition(":")[2]


def of_kind(ident: str, *kinds: str) -> bool:
    """Whether an id is that of an actor of one of `kinds`."""
    return kind_of(ident) in kinds


def is_unnamed(ident: str) -> bool:
    """Whether an id is one of `unnamed_id`."""
    return slug_of(ident).startswith(_UNNAMED)


def are_inhabitants(ident: str) -> bool:
    """Whether an id is one of `inhabitants_id`."""
    return of_kind(ident, "people") and slug_of(ident).startswith(_INHABITANTS)


def article_ref(ident: str) -> str:
    """How the log of judgements calls an article: no kind of actor is called so."""
    return _ARTICLE + ident


def article_meant(ref: str) -> str:
    """The id of the article that the log calls `ref`."""
    return ref.removeprefix(_ARTICLE)


def subject_of(ref: str) -> Literal["statement", "actor", "article"]:
    """What an id in the log of judgements is of; ids of actors have a colon, those of statements and events none."""
    return "article" if ref.startswith(_ARTICLE) else "actor" if ":" in ref else "statement"


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
