"""A reader's network made ready to be fitted further: its matrices turned back from 8 bits."""

from __future__ import annotations

import json

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from kg.errors import ModelError
from kg.extraction.relations.reader import NETWORK, Reader
from kg.training.export import WEIGHT_NAMES
from kg.training.network import Network, encoder_like


def restore(reader: Reader) -> Network:
    """The network of `reader`; what 8 bits cannot hold is lost.

    Raises
    ------
    ModelError
        Where the graph does not say which matrix is which.
    """
    graph = onnx.load(str(reader.folder / NETWORK))
    names = next((json.loads(note.value) for note in graph.metadata_props if note.key == WEIGHT_NAMES), None)
    if names is None:
        raise ModelError(f"the reader in {reader.folder} does not name its weights, so it cannot be trained further")
    held = {i.name: numpy_helper.to_array(i) for i in graph.graph.initializer}
    state: dict[str, torch.Tensor] = {}
    for found, name in names.items():
        value = _widened(held, found)
        name, turned, _ = name.partition(".T") if name.endswith(".T") else (name, "", "")
        state[name] = torch.tensor(value.T if turned else value)
    network = Network(encoder_like(state))
    network.load_state_dict(state)
    return network


def _widened(held: dict[str, np.ndarray], name: str) -> np.ndarray:
    """A matrix of floats, from one of 8 bits where it was made small, each column with a scale of its own."""
    if name in held:
        return held[name]
    for stem in (name, f"{name}_Transposed"):
        if f"{stem}_quantized" in held:
            whole = held[f"{stem}_quantized"].astype(np.float32) - held[f"{stem}_zero_point"].astype(np.float32)
            widened: np.ndarray = whole * held[f"{stem}_scale"]
            return widened if stem == name else widened.T
    raise ModelError(f"the reader's network lacks its matrix {name}")
