"""People's judgements on a stored graph: the ids they name, made sure of and turned into entries of the log."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

from kg.api.build import load
from kg.api.database import database
from kg.errors import InputError, UsageError, one_of, unknown
from kg.files import write_text
from kg.graph import Event, Network
from kg.ids import article_meant, article_ref, subject_of
from kg.records import JudgementRecord, expect
from kg.sameness import Copy, Join, Judgement
from kg.sameness.judgements import VERDICTS, Verdict
from kg.store import Store

_DIGITS = 18  # of a number that a database can hold


def judge(db: str | Path, verdict: str, idents: Sequence[str]) -> Judgement:
    """Add a judgement to the log of a database, and derive its events anew.

    Parameters
    ----------
    db : str or Path
        The database, or the folder that holds it.
    verdict : {"same", "differ", "confirm", "reject"}
    idents : sequence of str
        Two events, two statements, two actors or two articles for ``same`` and ``differ``; a statement for ``confirm`` and
        ``reject``. An event stands for the statement that its id comes from, so that the judgement outlives a rebuild.
        Articles are the same where they print one text; ``article:ID`` names one whose id could be another thing's.

    Raises
    ------
    UsageError
        Where the verdict is none of these, or an id is none of the graph's.

    Examples
    --------
    >>> import kg
    >>> kg.judge("graph", "same", ["group:houthis", "group:ansar-allah"]).key  # doctest: +SKIP
    1
    """
    one_of("verdict", verdict, VERDICTS)
    wanted = 1 if verdict in ("confirm", "reject") else 2
    if len(idents) != wanted:
        raise UsageError(f"{verdict}: expected {wanted} id{'s' if wanted > 1 else ''}, got {len(idents)}")
    network = load(db)
    one, *other = _known(network, idents, pairs=wanted > 1)
    made = Judgement(cast(Verdict, verdict), one, other[0] if other else None)
    if made.other is not None and made.subject != Judgement(made.verdict, made.other, made.one).subject:
        raise UsageError(f"{made.one} and {made.other}: expected two actors, two articles, or two events or statements")
    with Store.open(database(db)) as store:
        if verdict == "differ" and made.subject == "article":
            _check_apart(store, *map(article_meant, (made.one, made.other or "")))
        store.judge([made])
        store.refresh()
        return store.log()[-1]


def undo(db: str | Path, key: int) -> None:
    """Take judgement number `key` back.

    Raises
    ------
    UsageError
        Where there is none to take back.
    """
    with Store.open(database(db)) as store:
        store.undo(key)
        store.refresh()


def log(db: str | Path) -> list[Judgement]:
    """All judgements in the order in which they were given, those taken back too."""
    with Store.open(database(db), readonly=True) as store:
        return store.log()


def automatic(db: str | Path) -> tuple[tuple[Join, ...], tuple[Copy, ...]]:
    """What the program judged, and nobody overruled: of actors by the spelling of their names, of articles by their texts."""
    with Store.open(database(db), readonly=True) as store:
        judged, copies = store.resolved()
    return judged.names, copies.listed


def idle(db: str | Path) -> frozenset[int]:
    """The numbers of judgements without effect: on a statement or an article that was corrected, or taken out."""
    with Store.open(database(db), readonly=True) as store:
        given = [j for j in store.log() if j.subject != "actor"]
        if not given:
            return frozenset()
        held = {s.id for s in store.statements()}
        articles = (*store.articles(), *(copy.article for copy in store.resolved()[1].listed))
        held |= {article_ref(article.id) for article in articles}
    return frozenset(j.key for j in given if j.one not in held or (j.other is not None and j.other not in held))


def read(db: str | Path, file: str | Path) -> int:
    """Add the judgements in a file that `kg judge --export` wrote, and say how many were new.

    Raises
    ------
    InputError
        Where a line is none; nothing is added then.
    """
    found = list(_judgements(Path(file)))
    with Store.open(database(db)) as store:
        added = store.judge(found)
        store.refresh()
    return added


def write(db: str | Path, file: str | Path) -> None:
    """Write the log as JSON lines to `file` (``-``: standard output)."""
    write_text(file, "".join(json.dumps(j.to_record(), ensure_ascii=False) + "\n" for j in log(db)))


def numbers(idents: Sequence[str]) -> tuple[int]:
    """The one number of a judgement that `idents` hold.

    Raises
    ------
    UsageError
        Where they do not.
    """
    if len(idents) != 1 or not idents[0].isdecimal() or len(idents[0]) > _DIGITS:
        raise UsageError("undo: expected the number of a judgement; `kg judge DB` lists them")
    return (int(idents[0]),)


def _judgements(path: Path) -> Iterator[Judgement]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise InputError(str(path), f"cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        try:
            told = expect(json.loads(line), JudgementRecord)
            yield Judgement(told.verdict, told.one, told.other, told.at, undone=told.undone)
        except (ValueError, RecursionError, UsageError) as error:
            raise InputError(str(path), f"expected a judgement as `kg judge --export` writes it: {error}", number) from error


def _known(network: Network, idents: Sequence[str], pairs: bool) -> list[str]:
    """The ids of statements, actors or (where `pairs` are judged) articles that `idents` name."""
    known = {ident: ident for ident in (*(actor.id for actor in network.actors()), *network.identities())}
    if any(subject_of(ident) == "statement" for ident in idents):
        known.update((s.id, s.id) for s in network.statements())
    if pairs:
        articles = [article.id for article in (*network.articles(), *(copy.article for copy in network.copies()))]
        known.update((article_ref(ident), article_ref(ident)) for ident in articles)
        known = {ident: article_ref(ident) for ident in articles} | known
        known.update((event.id, _anchor(event)) for event in network.events())
    for ident in idents:
        if ident not in known:
            what: str = subject_of(ident)
            what = "event or statement" if pairs and what == "statement" else what
            raise UsageError(unknown(f"{what} of this graph", ident, known))
    return [known[ident] for ident in idents]


def _check_apart(store: Store, one: str, other: str) -> None:
    if store.one_text(one, other):
        raise UsageError(f"{one} and {other} print the very same text, word for word: it cannot be two")


def _anchor(event: Event) -> str:
    return min(report.id for report in event.reports)
