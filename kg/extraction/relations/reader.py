"""The learned reader: a small network that judges every pair of parties of a sentence."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.errors import ModelError
from kg.extraction.relations.features import (
    ARCS,
    FAMILIES,
    FUNCTIONS,
    GAPS,
    MENTION_FORMS,
    MOST_PIECES,
    MOST_ROAD_STEPS,
    TYPES,
    Numbers,
    numbers,
)
from kg.extraction.relations.judgement import Judgement, Word
from kg.extraction.relations.scene import Scene
from kg.model import KINDS, STATUSES

SHIPPED = Path(__file__).parent / "weights"
NETWORK, TOKENIZER, CARD = "reader.onnx", "tokenizer.json", "reader.json"
DIGITS = 4  # of a score: what lies below differs between processors
# what a network must have been made for
FORMAT: Mapping[str, Any] = {
    "kinds": list(KINDS), "forms": list(MENTION_FORMS), "functions": list(FUNCTIONS), "families": list(FAMILIES),
    "types": list(TYPES), "statuses": list(STATUSES), "near": list(GAPS), "longest": MOST_PIECES,
    "arcs": list(ARCS), "steps": MOST_ROAD_STEPS,
}  # fmt: skip
INPUTS = ("pieces", "kinds", "inferred", "starts", "spans", "parties", "pairs", "facts", "voted", "roads")


@dataclass(frozen=True)
class Reader:
    """The network of a folder, with what was settled when it was fitted.

    Attributes
    ----------
    folder : Path
    card : dict
        The folder's ``reader.json``: what the network was made for, and how its scores become probabilities.
    """

    folder: Path
    card: Mapping[str, Any]

    @classmethod
    def load(cls, folder: str | Path | None = None) -> Reader:
        """The reader in `folder`; without one, the one that comes with the package.

        Raises
        ------
        ModelError
            Where a file is missing, or was made for other features, labels or another tokenizer.
        """
        place = Path(folder) if folder is not None else SHIPPED
        missing = [name for name in (NETWORK, TOKENIZER, CARD) if not (place / name).is_file()]
        if missing:
            raise ModelError(f"the reader in {place} lacks {', '.join(missing)}; `kg train` makes such a folder")
        try:
            card = json.loads((place / CARD).read_text(encoding="utf-8"))
            made = card["format"]
        except (ValueError, KeyError, TypeError) as error:
            raise ModelError(f"the reader in {place}: {CARD} cannot be read: {error}") from error
        for name, wanted in FORMAT.items():
            if made.get(name) != wanted:
                raise ModelError(
                    f"the reader in {place} was made for other {name}: expected {wanted}, got {made.get(name)}; train it again"
                )
        if card.get("tokenizer") != _digest(place / TOKENIZER):
            raise ModelError(f"the reader in {place} was made for another tokenizer than its {TOKENIZER}")
        return cls(place, card)

    @cached_property
    def digest(self) -> str:
        """What tells these weights from others."""
        return hashlib.sha256("".join(_digest(self.folder / n) for n in (NETWORK, TOKENIZER, CARD)).encode()).hexdigest()[:16]

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(self.folder / NETWORK), options, providers=["CPUExecutionProvider"])

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / TOKENIZER))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    def judge(self, scene: Scene) -> tuple[Judgement, ...]:
        """A judgement for each pair of `scene`, in order; pairs beyond the longest sentence are not related."""
        found = [Judgement(0.0)] * len(scene.pairs)
        seen = numbers(scene, self._tokenizer)
        if seen.places:
            scores = self._session.run(None, {name: getattr(seen, name) for name in INPUTS})
            for row, place in enumerate(seen.places):
                found[place] = _judgement(seen, *(score[row] for score in scores))
        return tuple(found)


def _judgement(seen: Numbers, related: Any, words: Any, types: Any, statuses: Any, mutual: Any) -> Judgement:
    best = words.argsort(kind="stable")[::-1][: len(types)]
    return Judgement(
        round(float(related), DIGITS),
        tuple(
            Word(
                seen.offsets[int(piece)][0],
                round(float(words[piece]), DIGITS),
                {name: round(float(p), DIGITS) for name, p in zip((*TYPES, ""), types[n], strict=True)},
                {name: round(float(p), DIGITS) for name, p in zip(STATUSES, statuses[n], strict=True)},
                round(float(mutual[n]), DIGITS),
            )
            for n, piece in enumerate(best)
        ),
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
