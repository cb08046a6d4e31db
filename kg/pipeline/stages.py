"""The stages between an article and its statements, built once and run on batches of articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, KgError
from kg.extraction import MODEL
from kg.extraction.deeds.figures import Order
from kg.model import ActorMention, Article, Document, Statement
from kg.pipeline.budget import budget
from kg.reading import Failure
from kg.statements.assembly import assemble

if TYPE_CHECKING:
    from kg.actors import Resolver
    from kg.coding import Coder
    from kg.extraction import Extractor
    from kg.extraction.relations.judgement import Judge


_REASON = 500  # characters of a reason


@dataclass(frozen=True, slots=True)
class Options:
    """What decides, beside the input and this version, what is extracted.

    Attributes
    ----------
    model : str
        Name of the installed spaCy package that parses.
    actors, lexicon : tuple of Path
        The user's own tables, read after the built-in ones.
    gate : bool
        Whether sentences that can relate no two parties go unparsed.
    date_order : {"dmy", "mdy"} or None
        What comes first in dates of figures, where an article does not show it.
    all_topics : bool
        Whether sport, fiction and satire are read as if they were news.
    reader : Path or None
        The folder of a reader of one's own; None for the one that comes with the package.
    fast : bool
        Whether the rules alone decide, without the reader.
    """

    model: str = MODEL
    actors: tuple[Path, ...] = ()
    lexicon: tuple[Path, ...] = ()
    gate: bool = True
    date_order: Order | None = None
    all_topics: bool = False
    reader: Path | None = None
    fast: bool = False

    @classmethod
    def of(
        cls,
        model: str = MODEL,
        actors: Sequence[str | Path] = (),
        lexicon: Sequence[str | Path] = (),
        gate: bool = True,
        date_order: Order | None = None,
        all_topics: bool = False,
        reader: str | Path | None = None,
        fast: bool = False,
    ) -> Options:
        """Options with the tables' names as a caller has them."""
        return cls(
            model,
            tuple(map(Path, actors)),
            tuple(map(Path, lexicon)),
            gate,
            date_order,
            all_topics,
            Path(reader) if reader else None,
            fast,
        )


@dataclass(frozen=True, slots=True)
class Result:
    """What one article gave."""

    article: Article
    sentences: int
    mentions: tuple[ActorMention, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Stages:
    """Extraction, resolution, coding and judgement, ready to run."""

    extractor: Extractor
    resolver: Resolver
    coder: Coder
    judge: Judge

    @classmethod
    def load(cls, options: Options) -> Stages:
        """The stages that `options` ask for.

        Raises
        ------
        ModelError, TableError
            Where the model or a table cannot be used.
        """
        from kg.actors import Resolver
        from kg.coding import Coder
        from kg.extraction import Extractor
        from kg.gazetteer import Gazetteer

        gazetteer = Gazetteer.load(options.actors)
        extractor = Extractor(gazetteer, options.model, options.gate, options.date_order, options.all_topics)
        return cls(extractor, Resolver(gazetteer), Coder.load(options.lexicon), judge_of(options))

    def run(self, articles: Sequence[Article]) -> list[Result | Failure]:
        """One result or failure for each of `articles`, in their order: what breaks one harms no other."""
        try:
            with budget(sum(len(article.content) for article in articles)):
                documents = list(self.extractor.read(articles))
        except KgError:
            raise
        except Exception as error:
            if len(articles) == 1:
                return [failure(articles[0], error)]
            return [outcome for article in articles for outcome in self.run([article])]
        return [self._finish(document) for document in documents]

    def _finish(self, document: Document) -> Result | Failure:
        try:
            with budget(len(document.article.content)):
                resolution = self.resolver.resolve(document)
                statements = assemble(document, resolution, self.coder, self.judge)
                mentions = _in_order(actor for _, actor in resolution.mentions())
            return Result(document.article, len(document.sentences), mentions, statements)
        except KgError:
            raise
        except Exception as error:
            return failure(document.article, error)


def judge_of(options: Options) -> Judge:
    """The reader that `options` ask for, or the rules alone.

    Raises
    ------
    ModelError
        Where the reader's folder cannot be used.
    """
    from kg.extraction.relations.reader import Reader
    from kg.extraction.relations.rules import Rules

    return Rules.load() if options.fast else Reader.load(options.reader)


def _in_order(mentions: Iterable[ActorMention]) -> tuple[ActorMention, ...]:
    return tuple(sorted(mentions, key=lambda who: (who.start, who.end, who.actor.id)))


def failure(article: Article, error: Exception) -> Failure:
    """That `error`, which nobody foresaw, is all that `article` gave."""
    reason = f"article {article.id}: {type(error).__name__}: {error}"
    return Failure(InputError(str(article.path or article.id), " ".join(reason.split())[:_REASON]))
