"""Quality on the project's own gold does not fall."""

from __future__ import annotations

import pytest

from tests.evaluation import floors
from tests.evaluation.floors import LowerError, raised

PINNED = {"gold_sha256": "d", "floors": {"pair_f1": 0.7, "triple_f1": 0.6}}


def test_the_floors_were_measured_on_this_gold() -> None:
    assert floors.load()["gold_sha256"] == floors.gold_digest(), "run: python -m tests.floors --update --allow-lower"


@pytest.fixture(scope="module")
def measured() -> dict[str, float]:
    return floors.measure()


@pytest.mark.parametrize("name", sorted(floors.load()["floors"]))
def test_quality_stays_above_its_floor(name: str, measured: dict[str, float]) -> None:
    assert measured[name] >= floors.load()["floors"][name]


def test_floors_rise() -> None:
    assert raised(PINNED, {"pair_f1": 0.8, "triple_f1": 0.6001}, "d")["floors"] == {"pair_f1": 0.795, "triple_f1": 0.6}


@pytest.mark.parametrize(
    ("measured", "digest"),
    [({"pair_f1": 0.65, "triple_f1": 0.9}, "d"), ({"pair_f1": 0.9}, "d"), ({"pair_f1": 0.9, "triple_f1": 0.9}, "other")],
)
def test_floors_fall_only_with_leave(measured: dict[str, float], digest: str) -> None:
    with pytest.raises(LowerError):
        raised(PINNED, measured, digest)
    assert raised(PINNED, measured, digest, allow_lower=True)["gold_sha256"] == digest
