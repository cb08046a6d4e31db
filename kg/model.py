"""The records that travel through the pipeline: frozen, plain, without I/O.

All offsets are Unicode code points into `Article.content`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, NamedTuple

SCHEMA_VERSION = 2

Kind = Literal["state", "body", "person", "people", "org", "group", "party", "company", "media"]
Status = Literal["actual", "negated", "future", "requested", "possible"]
Basis = Literal["text", "report"]
Scope = Literal["international", "domestic"]
Form = Literal["name", "adjective", "pronoun", "description"]

KINDS: tuple[Kind, ...] = ("state", "body", "person", "people", "org", "group", "party", "company", "media")
OF_A_STATE: frozenset[Kind] = frozenset({"state", "body", "person", "people"})  # whose deeds are their state's where it acts
STATUSES: tuple[Status, ...] = ("actual", "negated", "future", "requested", "possible")
SCOPES: tuple[Scope, ...] = ("international", "domestic")


@dataclass(frozen=True, slots=True)
class Article:
    """One news article as stored.

    Attributes
    ----------
    id : str
        The input's own id, else one derived from the content.
    title, text : str
        Cleaned text (NFC, no control characters but tab and newline); the title may be empty.
    published : str or None
        ISO 8601 date, ``2024-11-01``.
    url, outlet : str or None
        Where it stood and who published it.
    byline, language : str or None
        Who wrote it, and the code of its language (``en-GB``), where the input says so.
    path : str or None
        The file it was read from; never exported.
    key : str or None
        The same for all versions of it (`kg.ids.article_key`); None where its outlet, url and id tell enough.
    base : str or None
        Its id as it was before something was added that keeps it apart from others of its name.
    """

    id: str
    title: str
    text: str
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    language: str | None = None
    path: str | None = field(default=None, compare=False)
    key: str | None = field(default=None, compare=False)
    base: str | None = field(default=None, compare=False)

    @property
    def content(self) -> str:
        """Title, blank line, text: what every offset refers to."""
        return f"{self.title}\n\n{self.text}" if self.title else self.text


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article's content; `index` counts from 0, the title's sentences first."""

    text: str
    start: int
    end: int
    index: int
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name or describe an actor, with all that resolution may ask of them.

    Attributes
    ----------
    text, start, end
        The words as they stand.
    sentence : int
        Index of the sentence that holds them.
    form : {"name", "adjective", "pronoun", "description"}
        ``Russia``; ``Russian`` (also in ``Russian forces``); ``it``; ``the group``.
    candidates : tuple of str
        Gazetteer ids the words may stand for, likeliest first; empty for unknown names.
    head : str
        Lemma of the phrase's head noun (``troops`` of ``Russian troops``), lower case; empty for a bare name.
    label : str or None
        Named-entity label of an unknown name (``PERSON``, ``ORG``, ``GPE``, ``NORP``).
    country : str or None
        ISO alpha-3 code of the state that the phrase itself names.
    title : str or None
        Role words before or after a name (``foreign minister``).
    function : str
        Grammatical function: ``subject``, ``object``, ``oblique``, ``possessor``, ``modifier`` or ``other``.
    number : {"singular", "plural", ""}
    gender : {"male", "female", "neuter", ""}
    owner : int or None
        Start offset of the mention in the phrase that possesses this one (``its government``, ``the group's leader``).
    speaker : int or None
        Start offset of the mention that speaks these words, where they stand in a quotation.
    """

    text: str
    start: int
    end: int
    sentence: int
    form: Form
    candidates: tuple[str, ...] = ()
    head: str = ""
    label: str | None = None
    country: str | None = None
    title: str | None = None
    function: str = "other"
    number: str = ""
    gender: str = ""
    owner: int | None = None
    speaker: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """A party that can act in international politics (see DESIGN terms for `kind` and `id`)."""

    id: str
    name: str
    kind: Kind
    country: str | None = None
    role: str | None = None
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor together with the words that stand for it in one sentence."""

    actor: Actor
    mention: str
    start: int
    end: int
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """What was done: head lemma, the words, the thing it was done with, and where the words stand."""

    lemma: str
    phrase: str
    object: str | None = None
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Predicate:
    """What coding needs to know of a relation; all words are lower-case lemmas.

    Attributes
    ----------
    lemma : str
        The relation's lemma: a verb's or an event noun's.
    pos : {"verb", "noun"}
    particle, preposition : str or None
        ``down`` of ``shoot down``; the preposition before the target (None for a direct object).
    object : tuple of str
        Content lemmas of the thing it was done with, head first: ``("sanction", "economic")``; empty without one.
    complement : str or None
        Lemma of the deed spoken of, where one triple is made of two words (``bomb`` of ``threatened to bomb``).
    governors : tuple of str
        Lemmas of the words that govern this one and share its actors or request it, nearest first (``plan``, ``urge``).
    negated : bool
    """

    lemma: str
    pos: Literal["verb", "noun"]
    particle: str | None = None
    preposition: str | None = None
    object: tuple[str, ...] = ()
    complement: str | None = None
    governors: tuple[str, ...] = ()
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """PLOVER and CAMEO codes of one relation, with the lexicon row that decided.

    `quad` is 1 to 4, `goldstein` the CAMEO code's Goldstein value (-10 to 10), `score` PLOVER's own (-10 to 10).
    """

    plover: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    quad: int
    goldstein: float | None
    score: float | None
    row: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A triple over mentions, before anybody knows who they are. Mentions are named by their start offsets.

    `rule` is the family of the rule that proposes it (``none`` where only the reader does), `through` counts the nouns
    between the predicate and the target ("ordered the release of prisoners").
    """

    sentence: Sentence
    source: Mention
    relation: Relation
    target: Mention
    predicate: Predicate
    rule: str
    through: int = 0
    symmetric: bool = False
    status: Status = "actual"
    attribution: Mention | None = None
    date_phrase: str | None = None
    date: str | None = None
    date_granularity: str | None = None
    date_basis: Basis | None = None
    place: str | None = None
    place_country: str | None = None


class Step(NamedTuple):
    """A word on the way from a mention to the root of its sentence: its offsets, and as what it stands under the next."""

    start: int
    end: int
    function: str


@dataclass(frozen=True, slots=True)
class Document:
    """What extraction gives for one article.

    `relate` reads the candidate of two mentions of a sentence off the word at an offset, which no rule had to see; None where
    no word stands there. `retell` says anew when a candidate's deed was done, whose status is another than was read first.
    `climb` gives the words from a mention up to the root of its sentence, none where that was not parsed.
    """

    article: Article
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    candidates: tuple[Candidate, ...]
    relate: Callable[[Sentence, Mention, Mention, int], Candidate | None] = field(
        default=lambda *words: None, compare=False, repr=False
    )
    retell: Callable[[Candidate], Candidate] = field(default=lambda candidate: candidate, compare=False, repr=False)
    climb: Callable[[Mention], tuple[Step, ...]] = field(default=lambda mention: (), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that backs a statement, and where it stands.

    `others` are other outlets that ran the article's text, sorted; known to a graph, and no part of a record.
    """

    article_id: str
    title: str
    published: str | None
    outlet: str | None
    url: str | None
    sentence: str
    start: int
    end: int
    others: tuple[str, ...] = ()

    @property
    def outlets(self) -> tuple[str, ...]:
        """All that ran the text, the article's own first."""
        return (self.outlet, *self.others) if self.outlet else self.others


@dataclass(frozen=True, slots=True)
class Statement:
    """One triple from one sentence of one article, with its evidence.

    Attributes
    ----------
    date, date_granularity : str or None
        When it was done: an ISO date cut to ``day``, ``month`` or ``year``.
    date_basis : {"text", "report"} or None
        Words of the text give the date; or the article tells it as its own news, and its day stands for it. None where there
        is no date.
    date_phrase : str or None
        The words of a date beside the deed, resolved or not.
    """

    id: str
    evidence: Evidence
    source: ActorMention
    relation: Relation
    target: ActorMention
    symmetric: bool
    status: Status
    attribution: ActorMention | None
    date: str | None
    date_granularity: str | None
    date_basis: Basis | None
    date_phrase: str | None
    place: str | None
    place_country: str | None
    code: Code | None
    rule: str
    confidence: float

    @property
    def scope(self) -> Scope | None:
        """Whether it passes between states or within one."""
        return scope_of(self.source.actor, self.target.actor)

    def to_record(self) -> dict[str, Any]:
        """The statement as `kg extract --format jsonl` prints it: every field present, null where unknown."""
        ev = self.evidence
        return {
            "schema_version": SCHEMA_VERSION,
            "id": self.id,
            "article_id": ev.article_id,
            "title": ev.title,
            "published": ev.published,
            "outlet": ev.outlet,
            "url": ev.url,
            "sentence": ev.sentence,
            "start": ev.start,
            "end": ev.end,
            "source": _actor_record(self.source),
            "relation": {
                "lemma": self.relation.lemma,
                "phrase": self.relation.phrase,
                "object": self.relation.object,
                "spans": [list(span) for span in self.relation.spans],
            },
            "target": _actor_record(self.target),
            "symmetric": self.symmetric,
            "status": self.status,
            "attribution": _actor_record(self.attribution) if self.attribution else None,
            "scope": self.scope,
            "date": self.date,
            "date_granularity": self.date_granularity,
            "date_basis": self.date_basis,
            "date_phrase": self.date_phrase,
            "place": self.place,
            "place_country": self.place_country,
            "code": {**asdict(self.code), "contexts": list(self.code.contexts)} if self.code else None,
            "rule": self.rule,
            "confidence": self.confidence,
        }

    @classmethod
    def from_record(cls, record: dict[str, Any]) -> Statement:
        """The inverse of `to_record`.

        Raises
        ------
        KeyError, TypeError
            Where a field is missing or of another type.
        """
        relation, code = record["relation"], record["code"]
        return cls(
            id=record["id"],
            evidence=Evidence(
                record["article_id"],
                record["title"],
                record["published"],
                record["outlet"],
                record["url"],
                record["sentence"],
                record["start"],
                record["end"],
            ),
            source=_actor_mention(record["source"]),
            relation=Relation(
                relation["lemma"], relation["phrase"], relation["object"], tuple((start, end) for start, end in relation["spans"])
            ),
            target=_actor_mention(record["target"]),
            symmetric=record["symmetric"],
            status=record["status"],
            attribution=_actor_mention(record["attribution"]) if record["attribution"] else None,
            date=record["date"],
            date_granularity=record["date_granularity"],
            date_basis=record["date_basis"],
            date_phrase=record["date_phrase"],
            place=record["place"],
            place_country=record["place_country"],
            code=Code(**{**code, "contexts": tuple(code["contexts"])}) if code else None,
            rule=record["rule"],
            confidence=record["confidence"],
        )


def scope_of(source: Actor, target: Actor) -> Scope | None:
    """``international`` between countries or with an international body, ``domestic`` within one; None where one is unknown.

    Examples
    --------
    >>> un, mali, hamas = Actor("org:un", "UN", "org"), Actor("state:MLI", "Mali", "state", "MLI"), Actor("group:h", "H", "group")
    >>> scope_of(un, mali), scope_of(mali, mali), scope_of(mali, hamas)
    ('international', 'domestic', None)
    """
    if any(actor.kind == "org" and actor.country is None for actor in (source, target)):
        return "international"
    one, other = (actor.country or (actor.id if actor.kind == "state" else None) for actor in (source, target))
    if one is None or other is None:
        return None
    return "domestic" if one == other else "international"


def _actor_record(who: ActorMention) -> dict[str, Any]:
    actor = who.actor
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "role": actor.role,
        "wikidata": actor.wikidata,
        "mention": who.mention,
        "start": who.start,
        "end": who.end,
        "inferred": who.inferred,
    }


def _actor_mention(record: dict[str, Any]) -> ActorMention:
    actor = Actor(record["id"], record["name"], record["kind"], record["country"], record["role"], record["wikidata"])
    return ActorMention(actor, record["mention"], record["start"], record["end"], record["inferred"])
