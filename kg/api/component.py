"""kg as a component of a spaCy pipeline: ``nlp.add_pipe("kg")``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.extraction.parse.topics import Topics
from kg.model import Actor, ActorMention, Article, Statement
from kg.pipeline.stages import Options, Result, Stages
from kg.pipeline.tasks import Setup
from kg.reading import Failure, read_text

_STATEMENTS, _ACTORS = "kg_statements", "kg_actors"  # in `Doc.user_data`, as plain values, so that a Doc can be stored and sent
_TABLES = "tables.json"


class Component:
    """Gives each Doc its statements and actors.

    It reads the text anew, by kg's own parser, so the pipeline it stands in need have nothing but a tokenizer, and what it finds
    is what `kg.extract` finds, without the gate, in the same text.

    Parameters
    ----------
    actors, lexicon : sequence of paths
        Your own tables, which add to the built-in ones and override them; they go along with `Language.to_disk`.
    model : str
        The spaCy model that kg parses with.

    Attributes
    ----------
    ``doc._.kg`` : tuple of Statement
        Offsets are characters of ``doc.text``.
    ``doc._.actors`` : tuple of Span
        Words that stand for an actor, in their order.
    ``span._.actor`` : Actor or None
        Who is meant by these words, or by most of them.
    ``doc._.published`` : str or None
        ISO date of the text, from which "on Monday" counts; set it before the component runs.

    Examples
    --------
    >>> import spacy
    >>> import kg.api.component
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("kg")
    >>> doc = nlp("The US urged China to press North Korea.")  # doctest: +SKIP
    >>> [(s.source.actor.id, s.relation.lemma, s.target.actor.id) for s in doc._.kg]  # doctest: +SKIP
    [('state:USA', 'urge', 'state:CHN'), ('state:CHN', 'press', 'state:PRK')]
    """

    def __init__(self, actors: Sequence[str | Path], lexicon: Sequence[str | Path], model: str) -> None:
        self._options = Options.of(model, actors, lexicon, gate=False)

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """The Docs of `stream` with what is said in them; one that cannot be read says nothing."""
        rest = iter(stream)
        while docs := list(islice(rest, batch_size)):
            for doc in docs:
                doc.user_data.update({_STATEMENTS: [], _ACTORS: []})
            articles = {place: article for place, doc in enumerate(docs) if (article := _article(doc))}
            for place, result in zip(articles, self._stages.run(list(articles.values())), strict=True):
                if isinstance(result, Result):
                    docs[place].user_data.update(_plain(result))
            yield from docs

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Leave the tables in folder `path`."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / _TABLES).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Component:
        """Take the tables that `to_disk` left, wherever those of the config are now."""
        return self.from_bytes((Path(path) / _TABLES).read_bytes())

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The model's name, and names and contents of the tables."""
        setup, options = self._setup, self._options
        texts = [table.decode("utf-8", "surrogateescape") for table in setup.tables]
        names = {"model": options.model, "actors": [*map(str, options.actors)], "lexicon": [*map(str, options.lexicon)]}
        return json.dumps({**names, "tables": texts}).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Component:
        """Take what `to_bytes` gave."""
        told = json.loads(data)
        self.__dict__.clear()
        self._options = Options.of(told["model"], told["actors"], told["lexicon"], gate=False)
        self._setup = Setup(self._options, tuple(text.encode("utf-8", "surrogateescape") for text in told["tables"]))
        return self

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "_stages"}

    @cached_property
    def _setup(self) -> Setup:
        return Setup.of(self._options)

    @cached_property
    def _stages(self) -> Stages:
        return self._setup.load()


@Language.factory(
    "kg", default_config={"actors": [], "lexicon": [], "model": Options().model}, assigns=["doc._.kg", "doc._.actors"]
)
def make(nlp: Language, name: str, actors: list[str], lexicon: list[str], model: str) -> Component:
    """The component, as a pipeline's config asks for it; see `Component`."""
    for extension, getter in (("kg", _statements), ("actors", _spans)):
        Doc.set_extension(extension, getter=getter, force=True)
    if not Doc.has_extension("published"):
        Doc.set_extension("published", default=None)
    Span.set_extension("actor", getter=_actor, force=True)
    return Component(actors, lexicon, model)


def _article(doc: Doc) -> Article | None:
    """The text as it stands, so that offsets are the Doc's; None where there is nothing to read, or nothing of politics."""
    outcome = read_text(doc.text)
    if isinstance(outcome, Failure) or Topics.load().off_topic(outcome):
        return None
    return replace(outcome, title="", text=doc.text, published=doc._.published)


def _plain(result: Result) -> dict[str, list[Any]]:
    """What a Doc keeps of a result."""
    who = [[m.start, m.end, {**asdict(m.actor), "aliases": list(m.actor.aliases)}] for m in result.mentions]
    return {_STATEMENTS: [statement.to_record() for statement in result.statements], _ACTORS: who}


def _statements(doc: Doc) -> tuple[Statement, ...]:
    """As they were made: records lack the aliases, which stand beside the mentions."""
    aliases = {actor["id"]: tuple(actor["aliases"]) for _, _, actor in doc.user_data.get(_ACTORS, ())}

    def named(who: ActorMention) -> ActorMention:
        return replace(who, actor=replace(who.actor, aliases=aliases.get(who.actor.id, ())))

    found = map(Statement.from_record, doc.user_data.get(_STATEMENTS, ()))
    return tuple(
        replace(s, source=named(s.source), target=named(s.target), attribution=named(s.attribution) if s.attribution else None)
        for s in found
    )


def _spans(doc: Doc) -> tuple[Span, ...]:
    places = dict.fromkeys((start, end) for start, end, _ in doc.user_data.get(_ACTORS, ()))
    spans = (doc.char_span(start, end, alignment_mode="expand") for start, end in places)
    return tuple(span for span in spans if span is not None)


def _actor(span: Span) -> Actor | None:
    """Of the mentions that share words with `span` the one that shares most, the first among equals."""
    best: tuple[int, Actor] | None = None
    for start, end, actor in span.doc.user_data.get(_ACTORS, ()):
        shared = min(end, span.end_char) - max(start, span.start_char)
        if shared > 0 and (best is None or shared > best[0]):
            best = shared, Actor(**{**actor, "aliases": tuple(actor["aliases"])})
    return best[1] if best else None
