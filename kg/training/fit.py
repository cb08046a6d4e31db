"""Fitting the network to labelled scenes."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.distributed as dist
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from kg.extraction.relations.features import TYPES, Numbers
from kg.model import STATUSES
from kg.training.labels import Answers, Deed
from kg.training.network import NOWHERE, Network

EVERY = 8  # steps after which the workers agree on the mean of their weights, and that is blended into the moving average


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the network is fitted; what stands here was tried on folds 0 to 3."""

    layers: int = 4  # of the base's six: the upper two cost a third of the time
    epochs: int = 4
    batch: int = 16
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.9
    weight_decay: float = 0.02
    warmup: float = 0.1
    average: float = 0.98  # how much of the moving average stays at each of its steps, one in `EVERY`
    idle: float = 0.5  # share of the scenes without votes and deeds that an epoch goes through
    hidden_words: float = 0.05  # share of the pieces that are masked while fitting
    silent_votes: float = 0.1  # share of the pairs whose vote is withheld while fitting
    seed: int = 0

    @classmethod
    def onwards(cls) -> Recipe:
        """For going on from a reader: fewer and smaller steps."""
        return cls(epochs=2, encoder_rate=3e-5, head_rate=2e-4)


@dataclass(frozen=True, slots=True)
class Example:
    """A scene as numbers, with its answers."""

    numbers: Numbers
    answers: Answers


@dataclass(slots=True)
class Batch:
    """Several scenes in one: tensors as `Numbers` has arrays, the pairs' parties counted through all of them."""

    pieces: Tensor
    kinds: Tensor
    inferred: Tensor
    mask: Tensor
    starts: Tensor
    sentence: Tensor
    spans: Tensor
    parties: Tensor
    pairs: Tensor
    facts: Tensor
    voted: Tensor
    roads: Tensor


def collate(examples: Sequence[Numbers]) -> Batch:
    """Several scenes, padded to the longest."""
    length = max(len(n.pieces) for n in examples)

    def padded(name: str) -> Tensor:
        return torch.from_numpy(np.stack([np.pad(getattr(n, name), (0, length - len(n.pieces))) for n in examples]))

    def marked(name: str) -> Tensor:
        rows = [np.pad(getattr(n, name), ((0, 0), (0, length - len(n.pieces)))) for n in examples]
        return torch.from_numpy(np.concatenate(rows)).float()

    firsts = np.cumsum([0] + [len(n.spans) for n in examples])
    return Batch(
        padded("pieces"), padded("kinds"), padded("inferred"),
        torch.from_numpy(np.stack([np.arange(length) < len(n.pieces) for n in examples])),
        padded("starts"),
        torch.from_numpy(np.repeat(np.arange(len(examples)), [len(n.spans) for n in examples])),
        torch.from_numpy(np.concatenate([n.spans for n in examples])),
        torch.from_numpy(np.concatenate([n.parties for n in examples])),
        torch.from_numpy(np.concatenate([n.pairs + first for n, first in zip(examples, firsts, strict=False)])),
        torch.from_numpy(np.concatenate([n.facts for n in examples])),
        marked("voted"), marked("roads"),
    )  # fmt: skip


def loss_of(network: Network, examples: Sequence[Example], batch: Batch) -> Tensor:
    """The weighted sum of what pairs, words, types, status and mutuality are off."""
    states = network.encoder(batch.pieces, batch.kinds, batch.inferred, batch.mask)
    related, words, pair, values = network.pairs(
        states, batch.starts, batch.sentence, batch.spans, batch.parties, batch.pairs, batch.facts, batch.voted, batch.roads
    )
    target = _targets(examples, words.shape)
    off = F.binary_cross_entropy_with_logits(related, target.truth, reduction="none")
    total: Tensor = 3.0 * (off * target.weights).sum() / target.weights.sum()
    if target.rows:
        strength = target.weights[target.rows]
        logs = F.log_softmax(words[target.rows], dim=1)
        total = total + 0.5 * (-(target.spread * logs).sum(1) * strength).sum() / strength.sum()
        total = total + _deeds_off(network, target, pair, values, batch.sentence[batch.pairs[:, 0]])
    return total


def _deeds_off(network: Network, target: Targets, pair: Tensor, values: Tensor, where: Tensor) -> Tensor:
    """What types, status and mutuality of the deeds are off, each read off its own word."""
    deeds = [deed for *_, deed in target.deeds]
    rows = torch.tensor([row for row, *_ in target.deeds])
    kind, status, mutual = network.deeds(pair[rows], values[where[rows], torch.tensor([piece for _, piece, _ in target.deeds])])
    accepted = torch.full_like(kind, NOWHERE)
    for row, deed in enumerate(deeds):
        accepted[row, [TYPES.index(t) for t in deed.plover] or [len(TYPES)]] = 0.0
    typed = -torch.logsumexp(F.log_softmax(kind, dim=1) + accepted, dim=1)
    said = F.cross_entropy(status, torch.tensor([STATUSES.index(d.status) for d in deeds]), reduction="none")
    joint = F.binary_cross_entropy_with_logits(mutual, torch.tensor([float(d.symmetric) for d in deeds]), reduction="none")
    heavy = torch.tensor([deed.weight for deed in deeds])
    return ((0.6 * typed + 0.4 * said + 0.2 * joint) * heavy).sum() / heavy.sum()


@dataclass(frozen=True, slots=True)
class Targets:
    """What is right of the pairs of a batch.

    Attributes
    ----------
    truth, weights : (P,)
        Whether each is related, and how much that counts; nothing where nobody can judge.
    rows, spread : list of int, (len(rows), T)
        The related pairs with words, and how likely each piece is to be the word.
    deeds : list of (row, piece, Deed)
    """

    truth: Tensor
    weights: Tensor
    rows: list[int]
    spread: Tensor
    deeds: list[tuple[int, int, Deed]]


def _targets(examples: Sequence[Example], shape: Sequence[int]) -> Targets:
    truth, weights = torch.zeros(shape[0]), torch.zeros(shape[0])
    rows: list[int] = []
    spread: list[NDArray[np.float32]] = []
    deeds: list[tuple[int, int, Deed]] = []
    row = 0
    for example in examples:
        numbers = example.numbers
        for place in numbers.places:
            found = example.answers.deeds.get(place)
            if found:
                truth[row] = 1.0
                weights[row] = max(d.weight for d in found)
                target = np.zeros(shape[1], np.float32)
                for deed in found:
                    piece = piece_at(numbers, deed.start)
                    if piece is not None:
                        target[piece] = max(target[piece], deed.weight)
                        deeds.append((row, piece, deed))
                if target.sum() > 0:
                    rows.append(row)
                    spread.append(target / target.sum())
            elif place not in example.answers.open:
                weights[row] = 1.0
            row += 1
    return Targets(truth, weights, rows, torch.from_numpy(np.array(spread)), deeds)


def piece_at(numbers: Numbers, start: int) -> int | None:
    """The piece with which the word at an offset starts."""
    for piece in range(1, len(numbers.offsets)):
        low, high = numbers.offsets[piece]
        if low <= start < high:
            while not numbers.starts[piece] and piece > 1:
                piece -= 1
            return piece if numbers.starts[piece] else None
    return None


def batches(examples: Sequence[Example], size: int, idle: float, draw: random.Random) -> Iterator[list[Example]]:
    """The examples, those of like length together, in random order, long ones in smaller batches; of the `idle` ones a share."""
    kept = [n for n, e in enumerate(examples) if e.answers.deeds or e.numbers.facts[:, :6].any() or draw.random() < idle]
    order = sorted(kept, key=lambda n: len(examples[n].numbers.pieces) + draw.random() * 8)
    groups: list[list[Example]] = [[]]
    for n in order:
        example = examples[n]
        cost = max(len(example.numbers.pieces), 1)
        if groups[-1] and (len(groups[-1]) >= size or (len(groups[-1]) + 1) * cost > size * 64):
            groups.append([])
        groups[-1].append(example)
    draw.shuffle(groups)
    yield from groups


def optimiser(network: Network, recipe: Recipe) -> torch.optim.AdamW:
    """Slower towards the bottom of the encoder; its word embeddings stay as they are."""
    network.encoder.word.weight.requires_grad_(False)
    groups = []
    depth = len(network.encoder.layers)
    for name, weight in network.named_parameters():
        if not weight.requires_grad:
            continue
        rate = recipe.head_rate
        if name.startswith("encoder.layers."):
            rate = recipe.encoder_rate * recipe.layer_decay ** (depth - 1 - int(name.split(".")[2]))
        elif name.startswith(("encoder.kind", "encoder.inferred")):
            rate = recipe.head_rate
        elif name.startswith("encoder."):
            rate = recipe.encoder_rate * recipe.layer_decay**depth
        decay = recipe.weight_decay if weight.dim() > 1 else 0.0
        groups.append({"params": [weight], "lr": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups)


def fit(
    network: Network, examples: Sequence[Example], recipe: Recipe, mask_id: int, report: Callable[[int, float], None]
) -> dict[str, Tensor]:
    """Fit `network` and give the moving average of its weights; several workers share the batches (see `torch.distributed`)."""
    rank, workers = (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)
    draw = random.Random(recipe.seed)
    torch.manual_seed(recipe.seed + rank)
    tuning = optimiser(network, recipe)
    steps = recipe.epochs * (sum(1 for _ in batches(examples, recipe.batch, recipe.idle, random.Random(0))) // workers)
    warm = max(1, int(steps * recipe.warmup))

    def pace(step: int) -> float:
        done = (step - warm) / max(1, steps - warm)
        return (step + 1) / warm if step < warm else 0.51 + 0.49 * math.cos(math.pi * done)

    schedule = torch.optim.lr_scheduler.LambdaLR(tuning, pace)
    average = {name: value.detach().clone() for name, value in network.state_dict().items()}
    network.train()
    blended = 0
    for epoch in range(recipe.epochs):
        lost, seen = 0.0, 0
        groups = list(batches(examples, recipe.batch, recipe.idle, draw))
        for group in groups[rank : len(groups) // workers * workers : workers]:
            batch = _disturbed(collate([e.numbers for e in group]), recipe, mask_id)
            loss = loss_of(network, group, batch)
            tuning.zero_grad(set_to_none=True)
            torch.autograd.backward(loss)
            torch.nn.utils.clip_grad_norm_([p for p in network.parameters() if p.requires_grad], 1.0)
            tuning.step()
            schedule.step()
            lost, seen = lost + float(loss.detach()), seen + 1
            if seen % EVERY == 0 or seen == len(groups) // workers:
                _agree(network, workers)
                # few steps would leave the average where it began: what stays of it grows with the steps
                _blend(average, network, min(recipe.average, (1 + blended) / (10 + blended)))
                blended += 1
        report(epoch, lost / max(1, seen))
    return average


def _agree(network: Network, workers: int) -> None:
    if workers > 1:
        with torch.no_grad():
            weights = [p for p in network.parameters() if p.requires_grad]
            flat = torch.cat([w.reshape(-1) for w in weights])
            dist.all_reduce(flat)
            for weight, mean in zip(weights, torch.split(flat, [w.numel() for w in weights]), strict=True):
                weight.copy_((mean / workers).reshape(weight.shape))


def _blend(average: dict[str, Tensor], network: Network, kept: float) -> None:
    with torch.no_grad():
        for name, value in network.state_dict().items():
            if name != "encoder.word.weight":
                average[name].lerp_(value, 1 - kept)


def _disturbed(batch: Batch, recipe: Recipe, mask_id: int) -> Batch:
    """The batch with some words hidden and some votes withheld."""
    hidden = (torch.rand(batch.pieces.shape) < recipe.hidden_words) & (batch.pieces > 999)
    batch.pieces = torch.where(hidden, torch.tensor(mask_id), batch.pieces)
    silent = torch.rand(len(batch.facts)) < recipe.silent_votes
    batch.facts[silent, :6] = 0
    batch.voted[silent] = 0
    return batch
