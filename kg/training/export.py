"""The fitted network as files that run without torch: one graph, its large matrices in 8 bits."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import torch

from kg.extraction.relations.features import PAIR_FACTS, PARTY_FACTS
from kg.extraction.relations.reader import CARD, FORMAT, INPUTS, NETWORK, TOKENIZER
from kg.training.network import Network

WEIGHT_NAMES = "weights"  # key of the graph's note on them
OUTPUTS = ("related", "words", "types", "statuses", "mutual")
AXES = {
    "pieces": {0: "T"}, "kinds": {0: "T"}, "inferred": {0: "T"}, "starts": {0: "T"}, "spans": {0: "M"}, "parties": {0: "M"},
    "pairs": {0: "P"}, "facts": {0: "P"}, "voted": {0: "P", 1: "T"}, "roads": {0: "P", 1: "T"},
}  # fmt: skip


def export(network: Network, tokenizer: Path, folder: Path) -> None:
    """Write `network` to `folder`, with its tokenizer; the card comes last, see `write_card`."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    network.eval()
    with _quiet(), tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "whole.onnx"
        torch.onnx.export(
            network,
            _sample(),
            str(whole),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes=AXES,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            str(whole),
            str(folder / NETWORK),
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
            extra_options={"MatMulConstBOnly": True},
        )
        _name_weights(folder / NETWORK, whole, network)
    shutil.copyfile(tokenizer, folder / TOKENIZER)


@contextmanager
def _quiet() -> Iterator[None]:
    """Without the warnings of torch and onnxruntime: of older ways, and of a preparation that so small a network needs not."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def write_card(folder: Path, settled: Mapping[str, Any]) -> None:
    """Write what a network was made for, and what was settled with it."""
    card = {"format": dict(FORMAT), "tokenizer": hashlib.sha256((folder / TOKENIZER).read_bytes()).hexdigest(), **settled}
    (folder / CARD).write_text(json.dumps(card, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _name_weights(quantised: Path, whole: Path, network: Network) -> None:
    """Note in the graph which of its matrices is which of the network's, so that it can be fitted further."""
    import onnx
    from onnx import numpy_helper

    shapes: dict[tuple[int, ...], list[str]] = {}
    state = {name: value.detach().numpy() for name, value in network.state_dict().items()}
    for name, value in state.items():
        shapes.setdefault(tuple(sorted(value.shape)), []).append(name)
    names: dict[str, str] = {}
    for initializer in onnx.load(str(whole)).graph.initializer:
        value = numpy_helper.to_array(initializer)
        for name in shapes.get(tuple(sorted(value.shape)), ()):
            if value.shape == state[name].shape and np.array_equal(value, state[name]):
                names[initializer.name] = name
            elif value.ndim == 2 and value.shape == state[name].T.shape and np.array_equal(value, state[name].T):
                names[initializer.name] = f"{name}.T"
    graph = onnx.load(str(quantised))
    entry = graph.metadata_props.add()
    entry.key, entry.value = WEIGHT_NAMES, json.dumps(names, sort_keys=True)
    onnx.save(graph, str(quantised))


def _sample() -> tuple[torch.Tensor, ...]:
    """A sentence of seven pieces with three parties and four pairs, from which the graph is traced."""
    length = 7
    zeros = torch.zeros(length, dtype=torch.long)
    return (
        torch.arange(1000, 1000 + length), zeros, zeros, torch.ones(length, dtype=torch.long),
        torch.tensor([[1, 1], [3, 3], [5, 5]]), torch.zeros(3, len(PARTY_FACTS), dtype=torch.long),
        torch.tensor([[0, 1], [1, 0], [0, 2], [2, 0]]), torch.zeros(4, len(PAIR_FACTS), dtype=torch.long),
        torch.zeros(4, length, dtype=torch.long), torch.zeros(4, length, dtype=torch.long),
    )  # fmt: skip
