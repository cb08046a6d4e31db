"""The reader's network: an encoder of the sentence, and heads over its pairs of parties."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from kg.extraction.relations.features import PAIR_FACTS, PARTY_FACTS, TYPES
from kg.model import KINDS, STATUSES

SIDE = 192  # width of the projections of source, target and words
FACTS = 48
HIDDEN = 256
HEAD = 32  # width of an attention head
TOLD = 3  # words of a pair that are looked at more closely
NOWHERE = -1e4  # a logit that no softmax gives weight


class Encoder(nn.Module):
    """A BERT of `layers` layers, its names those of the published weights."""

    def __init__(self, vocabulary: int, layers: int, width: int, heads: int, inner: int, positions: int, drop: float) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, width)
        self.position = nn.Embedding(positions, width)
        self.kind = nn.Embedding(len(KINDS) + 1, width)
        self.inferred = nn.Embedding(2, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(drop)
        self.layers = nn.ModuleList(Layer(width, heads, inner, drop) for _ in range(layers))
        nn.init.zeros_(self.kind.weight)
        nn.init.zeros_(self.inferred.weight)

    def forward(self, pieces: Tensor, kinds: Tensor, inferred: Tensor, mask: Tensor) -> Tensor:
        """States (B, T, W) of `pieces` (B, T); `mask` is 1 where a piece stands, 0 where padding does."""
        places = torch.arange(pieces.shape[1])
        summed = self.word(pieces) + self.position(places) + self.kind(kinds) + self.inferred(inferred)
        states: Tensor = self.drop(self.norm(summed))
        bias = (1.0 - mask[:, None, None, :].to(states.dtype)) * NOWHERE
        for layer in self.layers:
            states = layer(states, bias)
        return states


class Layer(nn.Module):
    """Attention and a feed-forward net, each with its residual and norm."""

    def __init__(self, width: int, heads: int, inner: int, drop: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.norm, self.norm_out = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.drop = nn.Dropout(drop)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = states.shape
        size = width // self.heads

        def split(x: Tensor) -> Tensor:
            return x.reshape(batch, length, self.heads, size).transpose(1, 2)

        weights = split(self.query(states)) @ split(self.key(states)).transpose(2, 3) / math.sqrt(size) + bias
        mixed = torch.softmax(weights, dim=-1) @ split(self.value(states))
        states = self.norm(states + self.out(mixed.transpose(1, 2).reshape(batch, length, width)))
        result: Tensor = self.norm_out(states + self.drop(self.down(F.gelu(self.up(states)))))
        return result


def _scorer(width: int, out: int, drop: float) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, HIDDEN), nn.GELU(), nn.Dropout(drop), nn.Linear(HIDDEN, out))


class Network(nn.Module):
    """Scores pairs of parties: related or not, by which word, of which type and status, mutual or not."""

    def __init__(self, encoder: Encoder, width: int = 384, drop: float = 0.2) -> None:
        super().__init__()
        self.encoder = encoder
        self.party_facts = nn.ModuleList(nn.Embedding(size, FACTS) for size in PARTY_FACTS)
        self.pair_facts = nn.ModuleList(nn.Embedding(size, FACTS) for size in PAIR_FACTS)
        self.source, self.target = (nn.Linear(2 * width + FACTS, SIDE) for _ in range(2))
        self.whole = nn.Linear(width, FACTS)
        self.key, self.value = nn.Linear(width, SIDE), nn.Linear(width, SIDE)
        self.query = _scorer(2 * SIDE + FACTS, SIDE, drop)
        self.trust = nn.Parameter(torch.tensor(1.0))  # in the words that rules vote for
        self.way = nn.Parameter(torch.tensor(0.0))  # the trust in those that the parse has between the two
        self.related = _scorer(5 * SIDE + 2 * FACTS, 1, drop)
        self.kind = _scorer(3 * SIDE + FACTS, len(TYPES) + 1, drop)
        self.status = _scorer(3 * SIDE + FACTS, len(STATUSES), drop)
        self.mutual = _scorer(3 * SIDE + FACTS, 1, drop)
        self.drop = nn.Dropout(drop)

    def pairs(
        self,
        states: Tensor,
        starts: Tensor,
        batch: Tensor,
        spans: Tensor,
        parties: Tensor,
        pairs: Tensor,
        facts: Tensor,
        voted: Tensor,
        roads: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Of P pairs: the logit that they are related, the logits of their words (P, T), the pair itself, the words' values.

        `batch` says which sentence each of the M parties stands in; the pairs of one sentence stand together. The values are
        (B, T, S): those of each sentence's words.
        """
        ends = torch.cat([states[batch, spans[:, 0]], states[batch, spans[:, 1]], self._sum(self.party_facts, parties)], dim=1)
        source = F.gelu(self.source(self.drop(ends)))[pairs[:, 0]]
        target = F.gelu(self.target(self.drop(ends)))[pairs[:, 1]]
        where = batch[pairs[:, 0]]
        known = self._sum(self.pair_facts, facts)
        pair = torch.cat([source, target, known], dim=1)
        keys, values = self.key(states), self.value(states)
        words = _by_sentence(self.query(pair), keys.transpose(1, 2), where) / math.sqrt(SIDE)
        words = words + self.trust * voted + self.way * roads + (1.0 - starts[where].to(words.dtype)) * NOWHERE
        seen = _by_sentence(torch.softmax(words, dim=1), values, where)
        between = _by_sentence(roads / roads.sum(1, keepdim=True).clamp(min=1.0), values, where)
        whole = self.whole(states[:, 0])[where]
        related = self.related(torch.cat([pair, source * target, seen, whole, between], dim=1))[:, 0]
        return related, words, pair, values

    def deeds(self, pair: Tensor, word: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits of type, status and mutuality of deeds, each a pair and the value of its word."""
        both = torch.cat([pair, word], dim=1)
        return self.kind(both), self.status(both), self.mutual(both)[:, 0]

    def forward(
        self,
        pieces: Tensor,
        kinds: Tensor,
        inferred: Tensor,
        starts: Tensor,
        spans: Tensor,
        parties: Tensor,
        pairs: Tensor,
        facts: Tensor,
        voted: Tensor,
        roads: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """One sentence: related (P,), words (P, T), and type, status and mutuality for each word (P, T, ...)."""
        states = self.encoder(pieces[None], kinds[None], inferred[None], torch.ones_like(pieces)[None])
        batch = torch.zeros_like(spans[:, 0])
        related, words, pair, values = self.pairs(
            states, starts[None], batch, spans, parties, pairs, facts, voted.to(states.dtype), roads.to(states.dtype)
        )
        chosen = words.topk(TOLD, dim=1).indices
        kind, status, mutual = zip(*(self.deeds(pair, values[0][chosen[:, n]]) for n in range(TOLD)), strict=True)
        return (
            torch.sigmoid(related), torch.softmax(words, dim=1), torch.softmax(torch.stack(kind, 1), dim=2),
            torch.softmax(torch.stack(status, 1), dim=2), torch.sigmoid(torch.stack(mutual, 1)),
        )  # fmt: skip

    def _sum(self, tables: nn.ModuleList, columns: Tensor) -> Tensor:
        return torch.stack([table(columns[:, n]) for n, table in enumerate(tables)]).sum(0)


def _by_sentence(rows: Tensor, matrices: Tensor, where: Tensor) -> Tensor:
    """Each row times the matrix of its sentence; the rows of one sentence stand together."""
    if len(matrices) == 1:
        return rows @ matrices[0]
    counts = torch.bincount(where, minlength=len(matrices)).tolist()
    return torch.cat([some @ matrix for some, matrix in zip(torch.split(rows, counts), matrices, strict=True)])


def load_base(folder: str | Path, layers: int, drop: float = 0.1) -> Encoder:
    """The lowest `layers` of a published BERT: `folder` holds its ``config.json`` and ``model.safetensors``."""
    from safetensors.torch import load_file

    config = json.loads((Path(folder) / "config.json").read_text(encoding="utf-8"))
    encoder = Encoder(
        config["vocab_size"],
        layers,
        config["hidden_size"],
        config["num_attention_heads"],
        config["intermediate_size"],
        config["max_position_embeddings"],
        drop,
    )
    encoder.load_state_dict(_renamed(load_file(Path(folder) / "model.safetensors")), strict=False)
    return encoder


def encoder_like(state: Mapping[str, Tensor], drop: float = 0.1) -> Encoder:
    """An encoder of the size of the one whose weights are in `state`, under the names that `Network` gives them."""
    layers = len({name.split(".")[2] for name in state if name.startswith("encoder.layers.")})
    vocabulary, width = state["encoder.word.weight"].shape
    inner, positions = state["encoder.layers.0.up.weight"].shape[0], state["encoder.position.weight"].shape[0]
    return Encoder(vocabulary, layers, width, width // HEAD, inner, positions, drop)


PUBLISHED_NAMES = {
    "embeddings.word_embeddings": "word", "embeddings.position_embeddings": "position", "embeddings.LayerNorm": "norm",
    "attention.self.query": "query", "attention.self.key": "key", "attention.self.value": "value",
    "attention.output.dense": "out", "attention.output.LayerNorm": "norm", "intermediate.dense": "up",
    "output.dense": "down", "output.LayerNorm": "norm_out",
}  # fmt: skip


def _renamed(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """`weights` under the names of `Encoder`; the segment that all words are of is added to their positions."""
    found: dict[str, Tensor] = {}
    for name, value in weights.items():
        stem, _, part = name.rpartition(".")
        layer = ""
        if stem.startswith("encoder.layer."):
            _, _, number, stem = stem.split(".", 3)
            layer = f"layers.{number}."
        if stem in PUBLISHED_NAMES:
            found[f"{layer}{PUBLISHED_NAMES[stem]}.{part}"] = value
    found["position.weight"] = found["position.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    return found
