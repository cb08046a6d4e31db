"""Hand-made articles and statements for tests that need no parser."""

from __future__ import annotations

from kg.ids import statement_id
from kg.model import Actor, ActorMention, Article, Basis, Code, Evidence, Relation, Statement, Status

NAMES = {
    "state:USA": "United States",
    "state:CHN": "China",
    "state:PRK": "North Korea",
    "state:RUS": "Russia",
    "state:UKR": "Ukraine",
    "state:IRN": "Iran",
    "state:ISR": "Israel",
    "state:FRA": "France",
    "body:rus-ministry-of-defence": "Russian Ministry of Defence",
    "person:vladimir-putin": "Vladimir Putin",
    "org:nato": "NATO",
    "group:hamas": "Hamas",
}

REQUEST = Code("REQUEST", "change", (), "020", 3, 3.0, -1.0, "urge")
CONSULT = Code("CONSULT", None, ("diplomatic",), "040", 1, 1.0, 2.5, "meet")
ASSAULT = Code("ASSAULT", None, ("military",), "190", 4, -10.0, -9.0, "attack")


def make_article(
    id: str = "a1",
    text: str = "The US urged China to press North Korea.",
    *,
    title: str = "",
    published: str | None = "2024-11-01",
    url: str | None = None,
    outlet: str | None = None,
) -> Article:
    """An article; its text is one sentence unless given."""
    return Article(id, title, text, published, url, outlet)


def make_actor(id: str = "state:USA", **fields: object) -> Actor:
    """An actor whose kind and country are read from its id."""
    kind, _, name = id.partition(":")
    country = name if kind == "state" else name[:3].upper() if kind == "body" else None
    values = {"name": NAMES.get(id, name), "kind": kind, "country": country, **fields}
    return Actor(id, **values)  # type: ignore[arg-type]


def make_mention(who: str | Actor = "state:USA", start: int = 0, *, inferred: bool = False) -> ActorMention:
    """An actor under its own name at `start`."""
    actor = who if isinstance(who, Actor) else make_actor(who)
    return ActorMention(actor, actor.name, start, start + len(actor.name), inferred)


def make_statement(
    source: str | Actor = "state:USA",
    lemma: str = "urge",
    target: str | Actor = "state:CHN",
    *,
    article: Article | None = None,
    sentence: str | None = None,
    status: Status = "actual",
    symmetric: bool = False,
    code: Code | None = REQUEST,
    date: str | None = "2024-11-01",
    granularity: str | None = "day",
    basis: Basis | None = None,
    attribution: str | Actor | None = None,
    object: str | None = None,
    place: str | None = None,
    place_country: str | None = None,
    confidence: float = 0.9,
    start: int = 0,
    phrase: str | None = None,
) -> Statement:
    """A statement; unless given, its sentence is ``SOURCE PHRASE TARGET.``, standing at `start` of its article."""
    article = article or make_article()
    phrase = phrase or lemma
    one = make_mention(source, start)
    verb = (one.end + 1, one.end + 1 + len(phrase))
    other = make_mention(target, verb[1] + 1)
    quote = sentence if sentence is not None else f"{one.mention} {phrase} {other.mention}."
    evidence = Evidence(
        article.id, article.title, article.published, article.outlet, article.url, quote, start, start + len(quote)
    )
    relation = Relation(lemma, phrase, object, (verb,))
    given: Basis | None = None if date is None else "report" if date == article.published else "text"
    return Statement(
        id=statement_id(evidence, one, relation, other),
        evidence=evidence,
        source=one,
        relation=relation,
        target=other,
        symmetric=symmetric,
        status=status,
        attribution=make_mention(attribution) if attribution else None,
        date=date,
        date_granularity=granularity if date else None,
        date_basis=basis or given,
        date_phrase=None,
        place=place,
        place_country=place_country,
        code=code,
        rule="test",
        confidence=confidence,
    )
