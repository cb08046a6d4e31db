"""What `import kg` can do: the same as the commands of the same names, from Python."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from kg.api.inputs import Inputs, outcomes
from kg.errors import InputError, UsageError
from kg.extraction import MODEL
from kg.extraction.figures import Order
from kg.graph import fold_to_state
from kg.model import Actor, Statement
from kg.pipeline.counts import Counts
from kg.pipeline.filling import results
from kg.pipeline.stages import Options
from kg.reading import Extracted, Failure, FieldMap

Paths = Sequence[str | Path]
Level = Literal["actor", "state"]


def extract(
    inputs: Inputs = (),
    *,
    text: str | None = None,
    texts: Any = None,
    level: Level = "actor",
    min_confidence: float = 0.0,
    model: str = MODEL,
    jobs: int | None = 1,
    actors: Paths = (),
    lexicon: Paths = (),
    fields: FieldMap | None = None,
    cluster: str | None = None,
    gate: bool = True,
    date_order: Order | None = None,
    all_topics: bool = False,
    counts: Counts | None = None,
) -> Iterator[Statement]:
    """Read articles and give their statements as they come, article by article.

    Parameters
    ----------
    inputs : str, Path, Article, dict, data frame or iterable of them
        Files, folders, patterns, ``-`` for standard input (see `kg.reading.read`), or articles: as `kg.Article`, as dicts with
        ``text``, as rows of pandas or polars. A string is always the name of a file. What is a part, as `kg.api.parts.write`
        leaves it, gives the statements that are in it.
    text : str, optional
        One text, instead of `inputs`.
    texts : iterable of str, dict or Article, or data frame, optional
        Several, instead of `inputs`; here a string is a text.
    level : {"actor", "state"}
        With ``state``, organs, officials, forces and nationals stand for their states.
    min_confidence : float
        Leave out statements below it.
    model : str
        An installed spaCy model.
    jobs : int or None
        Number of processes; None takes all cores where the input is worth their start. More than one needs the
        script's ``if __name__ == "__main__":`` guard.
    actors, lexicon : sequence of paths
        Your own tables, which add to the built-in ones and override them.
    fields : mapping, optional
        For JSON and tables, what the fields of an article are called there: ``{"text": "lead", "published": "day"}``.
    cluster : str, optional
        Address of a Dask scheduler (``tcp://host:8786``), whose workers extract instead of processes here.
    gate : bool
        Parse only sentences that can relate two actors; without it all are parsed, for half the speed and the same statements
        but for one in hundreds.
    date_order : {"dmy", "mdy"}, optional
        What comes first in dates such as 3/4/2025, where an article does not show it; without it those have no date.
    all_topics : bool
        Read articles and sentences about sport, fiction and satire, too.
    counts : Counts, optional
        Filled with what became of every article. What fails is logged under ``kg``; the rest goes on.

    Raises
    ------
    UsageError, ModelError, TableError, WorkerError

    Examples
    --------
    >>> import kg
    >>> for s in kg.extract(text="The US urged China to press North Korea."):  # doctest: +SKIP
    ...     print(s.source.actor.id, s.relation.lemma, s.target.actor.id, s.status)
    state:USA urge state:CHN actual
    state:CHN press state:PRK requested
    """
    options = Options.of(model, actors, lexicon, gate, date_order, all_topics)
    known = state_actors(level, options.actors)
    counts = Counts() if counts is None else counts
    found = outcomes(inputs, text, texts, fields)

    def statements() -> Iterator[Statement]:
        for result in results(found, options, jobs, counts, cluster=cluster):
            counts.add_result(result)
            rated = (s for s in result.statements if s.confidence >= min_confidence)
            yield from rated if known is None else fold_to_state(rated, known)[0]

    return statements()


def mentions(
    inputs: Inputs = (),
    *,
    text: str | None = None,
    texts: Any = None,
    model: str = MODEL,
    jobs: int | None = 1,
    actors: Paths = (),
    fields: FieldMap | None = None,
    cluster: str | None = None,
    counts: Counts | None = None,
) -> Iterator[dict[str, Any]]:
    """Read articles and give every mention of an actor in them; the parameters are those of `extract`,
    but every sentence is parsed.

    Yields
    ------
    dict
        `article_id`, `mention`, `start`, `end`, `id`, `name`, `kind`, `country`, `role`, `aliases`, `inferred`.
    """
    options = Options.of(model, actors, gate=False, all_topics=True)
    counts = Counts() if counts is None else counts
    for result in results(outcomes(inputs, text, texts, fields), options, jobs, counts, cluster=cluster):
        if isinstance(result, Extracted):
            reason = f"article {result.article.id}: a part has statements, but no mentions"
            counts.add_failure(Failure(InputError(result.article.path or "-", reason)))
            continue
        counts.add_result(result)
        for who in result.mentions:
            actor = who.actor
            yield {
                "article_id": result.article.id, "mention": who.mention, "start": who.start, "end": who.end,
                "id": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country, "role": actor.role,
                "aliases": list(actor.aliases), "inferred": who.inferred,
            }


def state_actors(level: str, extra: Sequence[Path] = ()) -> Mapping[str, Actor] | None:
    """The actors that state level folds into; None for actor level.

    Raises
    ------
    UsageError
        For any other level.
    """
    if level not in ("actor", "state"):
        raise UsageError(f"level: expected actor or state, got {level!r}")
    if level == "actor":
        return None
    from kg.gazetteer import Gazetteer

    return Gazetteer.load(extra).actors
