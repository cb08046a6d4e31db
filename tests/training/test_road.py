"""From annotated texts to a reader: the whole road, on a few sentences."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from kg.errors import ModelError, UsageError
from kg.extraction.relations.reader import CARD, NETWORK, SHIPPED, Reader

pytest.importorskip("torch")
pytest.importorskip("onnx")
from kg.training import road  # noqa: E402 (needs torch)

DEEDS = [("Russia", "RUS", "attacked", "ASSAULT"), ("Iran", "IRN", "condemned", "REJECT"), ("China", "CHN", "sued", "COERCE"),
         ("Japan", "JPN", "praised", "SUPPORT")]  # fmt: skip


def annotated(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8") as out:
        for n in range(count):
            name, code, verb, plover = DEEDS[n % len(DEEDS)]
            text = f"{name} {verb} Turkey on day {n}."
            triple = {
                "source": [code], "target": ["TUR"], "source_text": name, "target_text": "Turkey", "relation": [verb],
                "relation_text": verb, "plover": [plover], "status": "actual", "symmetric": False, "optional": False,
                "evidence": text, "start": 0, "end": len(text),
            }  # fmt: skip
            out.write(json.dumps({"id": f"t{n}", "title": "", "text": text, "triples": [triple]}) + "\n")
    return path


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return annotated(tmp_path_factory.mktemp("gold") / "gold.jsonl", 24)


def digests(folder: Path) -> list[str]:
    return [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (NETWORK, CARD)]


@pytest.mark.slow
def test_the_same_seed_gives_the_same_reader_and_it_reads(gold: Path, tmp_path: Path) -> None:
    lines: list[str] = []
    made = [road.train([gold], tmp_path / name, epochs=1, seed=3, progress=lines.append) for name in ("one", "two")]
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert made[0].learned + made[0].held == 24 and made[0].held and len(made[0].loss) == 1
    assert made[0].right is not None and 0 < made[0].right <= 1
    assert any(line.startswith("epoch 1: loss") for line in lines)
    reader = Reader.load(tmp_path / "one")
    assert reader.digest != Reader.load().digest
    other = road.train([gold], tmp_path / "other", epochs=1, seed=4, settled=tmp_path / "one")
    assert (other.learned, other.held, other.right) == (24, 0, None)
    assert Reader.load(tmp_path / "other").card["policy"] == reader.card["policy"]
    assert digests(tmp_path / "other")[0] != digests(tmp_path / "one")[0]


def test_what_was_restored_judges_as_the_reader_does(tmp_path: Path) -> None:
    from kg.training.export import export
    from kg.training.restore import restore
    from tests.extraction.test_scenes import SCENE

    shipped = Reader.load()
    export(restore(shipped), SHIPPED / "tokenizer.json", tmp_path)
    again = Reader(tmp_path, shipped.card).judge(SCENE)
    for one, other in zip(shipped.judge(SCENE), again, strict=True):
        assert one.related == pytest.approx(other.related, abs=0.05)
        assert one.words[0].start == other.words[0].start or one.related < 0.5


def test_a_reader_whose_weights_have_no_names_is_refused(tmp_path: Path) -> None:
    import shutil

    import onnx

    from kg.training.restore import restore

    folder = Path(shutil.copytree(SHIPPED, tmp_path / "reader"))
    graph = onnx.load(str(folder / NETWORK))
    del graph.metadata_props[:]
    onnx.save(graph, str(folder / NETWORK))
    with pytest.raises(ModelError, match="does not name its weights"):
        restore(Reader.load(folder))


def test_too_little_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    few = annotated(tmp_path / "few.jsonl", 1)
    with pytest.raises(UsageError, match="too little to learn from"):
        road.train([few], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_texts_to_settle_by_and_a_settled_reader_exclude_each_other(gold: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="only one of them"):
        road.train([gold], tmp_path / "out", held=[gold], settled=SHIPPED)
