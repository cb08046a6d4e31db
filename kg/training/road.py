"""From annotated texts to a reader: the one road by which the package's own weights were made too."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from kg.coding import Coder
from kg.errors import UsageError
from kg.evaluation import read_gold
from kg.extraction.relations.features import numbers
from kg.extraction.relations.reader import SHIPPED, TOKENIZER, Reader
from kg.model import Article
from kg.pipeline.stages import Options, Stages
from kg.reading import read
from kg.statements.policy import Policy
from kg.training.export import export, write_card
from kg.training.fit import Example, Recipe, fit
from kg.training.labels import answers
from kg.training.network import Network, load_base
from kg.training.restore import restore
from kg.training.settle import START, Heldout, answers_of, rightness, settle
from kg.training.texts import Read, read_all

PUBLISHED = "model.safetensors"  # what a published BERT's folder holds, and a reader's does not
MOST_PAIRS = 400  # pairs of a scene that is learned from
HELD_OUT = 8  # one text in so many settles what is kept, and is not learned from


@dataclass(frozen=True, slots=True)
class Trained:
    """What came of a training.

    Attributes
    ----------
    folder : Path
        What `kg extract --reader` takes.
    learned, held : int
        How many texts it learned from, and by how many it was settled.
    loss : tuple of float
        Mean loss of each epoch.
    right : float or None
        Share of the kept statements of the texts held out that are right; None where none were.
    """

    folder: Path
    learned: int
    held: int
    loss: tuple[float, ...]
    right: float | None


def train(
    gold: Sequence[str | Path],
    out: str | Path,
    *,
    base: str | Path | None = None,
    held: Sequence[str | Path] = (),
    settled: str | Path | None = None,
    epochs: int | None = None,
    seed: int = 0,
    progress: Callable[[str], None] = lambda line: None,
) -> Trained:
    """Fit a reader to annotated texts.

    Parameters
    ----------
    gold : sequence of paths
        Files as `kg.evaluation.read_gold` takes them; ``relation_text``, ``start`` and ``end`` of a triple help to find its
        words.
    out : str or Path
        The folder to write.
    base : str or Path, optional
        A folder with the weights of a BERT to begin with (``config.json``, ``model.safetensors``, ``tokenizer.json``), or with a
        reader to go on from; without it, the package's own reader.
    held : sequence of paths, optional
        Annotated texts that settle what is kept and how sure it is; without them one text of `gold` in eight does.
    settled : str or Path, optional
        A reader's folder from which that is taken over, so that all of `gold` is learned from.
    epochs : int, optional
        How often all texts are gone through; what else there is to choose stands in `kg.training.fit.Recipe`.
    seed : int
        The same seed gives the same weights on one machine.
    progress : callable
        Told how far it is.

    Raises
    ------
    UsageError
        Where the texts hold nothing to learn from, or both `held` and `settled` are given.
    InputError, ModelError
    """
    if held and settled is not None:
        raise UsageError("texts to settle by, and a reader that is settled: only one of them can be")
    start = Path(base) if base is not None else SHIPPED
    recipe = Recipe() if (start / PUBLISHED).is_file() else Recipe.onwards()
    recipe = replace(recipe, epochs=epochs or recipe.epochs, seed=seed)
    policy = _policy(settled) if settled is not None else None
    learned, kept_out = _parted(_texts(gold), _texts(held), policy is not None)
    network, tokenizer = _beginning(start, recipe)
    examples = [example for one in learned for example in _examples(one, tokenizer)]
    if not any(example.answers.deeds for example in examples) or not (kept_out or policy):
        raise UsageError(
            f"{', '.join(map(str, gold))}: too little to learn from: {len(learned)} texts, and {len(kept_out)} held out"
        )
    progress(f"{len(examples)} sentences of {len(learned)} texts; {len(kept_out)} texts are held out")
    loss: list[float] = []
    network.load_state_dict(fit(network, examples, recipe, tokenizer.token_to_id("[MASK]") or 0, _reporting(loss, progress)))
    folder = Path(out)
    export(network, start / TOKENIZER, folder)
    write_card(folder, {"policy": asdict(policy or START), "recipe": asdict(recipe)})
    right = None if policy else _settle(folder, kept_out, recipe)
    return Trained(folder, len(learned), len(kept_out), tuple(loss), right)


def _policy(folder: str | Path) -> Policy:
    """What was settled of the reader in a folder."""
    return Policy(**Reader.load(folder).card["policy"])


def _parted(texts: list[Read], held: list[Read], settled: bool) -> tuple[list[Read], list[Read]]:
    """The texts to learn from and those to settle by."""
    if held or settled:
        return texts, held
    return [one for one in texts if not _held(one)], [one for one in texts if _held(one)]


def _settle(folder: Path, held: list[Read], recipe: Recipe) -> float:
    """Settle the reader in `folder` by the texts held out; the share of what it says of them that is right."""
    heldout = Heldout.of(held, Reader.load(folder), Coder.load())
    policy = settle(heldout)
    write_card(folder, {"policy": asdict(policy), "recipe": asdict(recipe)})
    right = rightness(dict(answers_of(heldout.gold, heldout.records(policy)))).values()
    return sum(right) / max(1, len(right))


def _texts(paths: Sequence[str | Path]) -> list[Read]:
    """The annotated articles in files, read by the rules alone."""
    stages = Stages.load(Options(fast=True))
    found: list[Read] = []
    for path in paths:
        gold = read_gold(path)
        articles = [outcome for outcome in read([str(path)]) if isinstance(outcome, Article)]
        found += read_all(gold, articles, stages)
    return found


def _held(one: Read) -> bool:
    """Whether a text is held out: by its id, so that it always is."""
    return zlib.crc32(one.document.article.id.encode()) % HELD_OUT == 0


def _beginning(folder: Path, recipe: Recipe) -> tuple[Network, Tokenizer]:
    """The network to begin with and its tokenizer."""
    torch.manual_seed(recipe.seed)
    if (folder / PUBLISHED).is_file():
        network = Network(load_base(folder, recipe.layers))
    else:
        network = restore(Reader.load(folder))
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return network, tokenizer


def _examples(one: Read, tokenizer: Tokenizer) -> Iterator[Example]:
    """The scenes of a text as numbers, with what the annotation says of them."""
    for staged, answer in zip(one.scenes, answers(one.scenes, one.gold["triples"], one.document.article.content), strict=True):
        seen = numbers(staged.scene, tokenizer)
        if 0 < len(seen.places) <= MOST_PAIRS:
            yield Example(seen, answer)


def _reporting(loss: list[float], progress: Callable[[str], None]) -> Callable[[int, float], None]:
    def report(epoch: int, mean: float) -> None:
        loss.append(mean)
        progress(f"epoch {epoch + 1}: loss {mean:.3f}")

    return report
