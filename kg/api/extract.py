"""What `import kg` can do: the same as the commands of the same names, from Python."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, Unpack, get_args

from kg.api.inputs import Inputs, outcomes
from kg.api.options import Reading, ReadOptions
from kg.errors import InputError, one_of
from kg.graph import between_states, checks
from kg.model import Actor, Statement
from kg.pipeline.counts import Counts
from kg.pipeline.filling import results
from kg.reading import Extracted, Failure, Outcome

Level = Literal["actor", "state"]


def extract(
    inputs: Inputs = (),
    *,
    text: str | None = None,
    texts: Any = None,
    level: Level = "actor",
    min_confidence: float = 0.0,
    counts: Counts | None = None,
    **options: Unpack[ReadOptions],
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
    counts : Counts, optional
        Filled with what became of every article. What fails is logged under ``kg``; the rest goes on.
    **options
        How to read: see `kg.ReadOptions`.

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
    reading = Reading.of(**options)
    floor = checks.confidence(min_confidence)
    known = state_actors(level, reading.options.actors)
    found = outcomes(inputs, text, texts, reading.fields)
    return _extracted(found, reading, floor, known, Counts() if counts is None else counts)


def _extracted(
    found: Iterable[Outcome], reading: Reading, floor: float, known: Mapping[str, Actor] | None, counts: Counts
) -> Iterator[Statement]:
    for result in results(found, reading.options, reading.jobs, counts, cluster=reading.cluster):
        counts.add_result(result)
        statements = (s for s in result.statements if s.confidence >= floor)
        yield from statements if known is None else between_states(statements, known)[0]


def mentions(
    inputs: Inputs = (),
    *,
    text: str | None = None,
    texts: Any = None,
    counts: Counts | None = None,
    **options: Unpack[ReadOptions],
) -> Iterator[dict[str, Any]]:
    """Read articles and give every mention of an actor in them; the parameters are those of `extract`,
    but every sentence is parsed.

    Yields
    ------
    dict
        `article_id`, `mention`, `start`, `end`, `id`, `name`, `kind`, `country`, `role`, `aliases`, `inferred`.

    Examples
    --------
    >>> import kg
    >>> [m["id"] for m in kg.mentions(text="The Kremlin praised Hamas.")]  # doctest: +SKIP
    ['body:rus-kremlin', 'group:hamas']
    """
    reading = replace(Reading.of(**options), gate=False, all_topics=True, fast=True)
    return _mentioned(outcomes(inputs, text, texts, reading.fields), reading, Counts() if counts is None else counts)


def _mentioned(found: Iterable[Outcome], reading: Reading, counts: Counts) -> Iterator[dict[str, Any]]:
    for result in results(found, reading.options, reading.jobs, counts, cluster=reading.cluster):
        if isinstance(result, Extracted):
            reason = f"article {result.article.id}: a part has statements, but no mentions"
            counts.add_failure(Failure(InputError(result.article.path or "-", reason)))
            continue
        counts.add_result(result)
        for who in result.mentions:
            actor = who.actor
            yield {
                "article_id": result.article.id,
                "mention": who.mention,
                "start": who.start,
                "end": who.end,
                "id": actor.id,
                "name": actor.name,
                "kind": actor.kind,
                "country": actor.country,
                "role": actor.role,
                "aliases": list(actor.aliases),
                "inferred": who.inferred,
            }


def state_actors(level: str, extra: Sequence[Path] = ()) -> Mapping[str, Actor] | None:
    """The actors that state level folds into; None for actor level.

    Raises
    ------
    UsageError
        For any other level.
    """
    one_of("level", level, get_args(Level))
    if level == "actor":
        return None
    from kg.gazetteer import Gazetteer

    return Gazetteer.load(extra).homes
