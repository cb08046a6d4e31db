"""The model's entity recogniser, its greedy search done over all words at once.

The network and its weights are spaCy's. Its search asks for Python's lock some sixty times a word and so takes longer than
the network; but a word outside an entity is scored by itself alone, so that all of them can be scored in one product, and
only the few words inside entities remain to be taken one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

FEATURES = 3  # of a state: the word, the first word of the entity it is in, the word before it
WINDOWS = 128  # read together: enough to fill the network's products, few enough to fit in a cache
Entity = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens `start` to `end` (exclusive) of a Doc, in the shape that the network's first layer asks for."""

    doc: Doc
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


class Recogniser:
    """Finds entities in stretches of parsed texts."""

    def __init__(self, nlp: Language) -> None:
        self._ner: Any = nlp.get_pipe("ner") if nlp.has_pipe("ner") else None
        self._search = _Search(self._ner) if _searchable(self._ner) else None

    def annotate(self, windows: Sequence[Window]) -> None:
        """Set the entities of the Docs that `windows` lie in: those of the windows, and no others."""
        from spacy.tokens import Span

        if self._ner is None or not windows:
            return
        if self._search is None:
            list(self._ner.pipe({id(s.doc): s.doc for s in windows}.values()))
            return
        found: dict[int, tuple[Doc, list[Span]]] = {id(s.doc): (s.doc, []) for s in windows}
        for batch in (windows[i : i + WINDOWS] for i in range(0, len(windows), WINDOWS)):
            for window, entities in zip(batch, self._search.entities(batch), strict=True):
                doc, spans = found[id(window.doc)]
                spans += [Span(doc, window.start + start, window.start + end, label) for start, end, label in entities]
        for doc, spans in found.values():
            doc.set_ents(spans)


def _searchable(ner: Any) -> bool:
    """Whether the recogniser is of the kind whose search `_Search` knows."""
    if ner is None or not hasattr(ner, "move_names") or ner.cfg.get("beam_width", 1) != 1:
        return False
    model = ner.model
    if not model.has_ref("lower") or not model.attrs.get("has_upper") or model.attrs.get("unseen_classes"):
        return False
    shared = "listener" in model.get_ref("tok2vec").name  # its vectors are made elsewhere, for whole texts
    return not shared and bool(model.get_ref("lower").get_dim("nF") == FEATURES)


class _Search:
    """Greedy search by the moves begin, in, last, unit and out; of equal scores the first move's counts."""

    def __init__(self, ner: Any) -> None:
        self._model = ner.model
        classes = ner.model.get_ref("upper").get_dim("nO")
        names = [ner.moves.get_class_name(i).partition("-") for i in range(classes)]
        self._labels = [label for _, _, label in names]
        self._outside = [i for i, (move, _, label) in enumerate(names) if move == "O" or move in ("B", "U") and label]
        self._begins = [names[i][0] == "B" for i in self._outside]
        self._out = next(n for n, i in enumerate(self._outside) if names[i][0] == "O")
        moves = {(move, label): i for i, (move, _, label) in enumerate(names)}
        self._stay = {label: moves["I", label] for label in self._labels if ("I", label) in moves}
        self._leave = {label: moves["L", label] for label in self._labels if ("L", label) in moves}

    def entities(self, windows: Sequence[Window]) -> Iterator[list[Entity]]:
        """The entities of each window, by tokens from its start."""
        import numpy as np

        model = self._model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        parts = lower.predict(model.get_ref("tok2vec").predict(list(windows)))
        padding, parts, bias = parts[0], parts[1:], lower.get_param("b")
        weights, offsets = upper.get_param("W"), upper.get_param("b")
        spaces, last = _marks(windows)
        state = (parts[:, 0] + padding[1] + padding[2] + bias).max(axis=-1)
        scores = model.ops.gemm(state, weights[self._outside], trans2=True) + offsets[self._outside]
        scores[np.ix_(last, self._begins)] = -np.inf
        scores[np.ix_(spaces, np.arange(len(self._outside)) != self._out)] = -np.inf
        moves = scores.argmax(axis=1)

        def end(start: int, label: str) -> int:
            """Where the entity of several words ends that opens at `start`."""
            word, both = start + 1, [self._stay[label], self._leave[label]]
            while not last[word]:
                inside = (parts[word, 0] + parts[start, 1] + parts[word - 1, 2] + bias).max(axis=-1)
                stay, leave = weights[both] @ inside + offsets[both]
                if stay <= leave:
                    break
                word += 1
            return word + 1

        first = 0
        for window in windows:
            found: list[Entity] = []
            free = first
            for start in (first + np.flatnonzero(moves[first : first + len(window)] != self._out)).tolist():
                if start >= free:
                    label = self._labels[self._outside[moves[start]]]
                    free = end(start, label) if self._begins[moves[start]] else start + 1
                    found.append((start - first, free - first, label))
            yield found
            first += len(window)


def _marks(windows: Sequence[Window]) -> tuple[Any, Any]:
    """Of each word, whether it is white space, and whether no entity goes on behind it: the last of a sentence or window."""
    import numpy as np

    marks = np.concatenate([w.doc.to_array(["IS_SPACE", "SENT_START"])[w.start : w.end] for w in windows])
    last = np.append(marks[1:, 1] == 1, True)
    last[np.cumsum([len(window) for window in windows]) - 1] = True
    return marks[:, 0] == 1, last
