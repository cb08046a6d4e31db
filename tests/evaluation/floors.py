"""The quality that the program must keep on its own gold, in floors.json beside this file.

python -m tests.floors                          show what is measured now, and the floors
python -m tests.floors --update                 raise the floors to what is measured
python -m tests.floors --update --allow-lower   lower them too, or accept another gold
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
GOLD = ROOT / "data" / "gold.jsonl"
FILE = Path(__file__).with_name("floors.json")

# Other processors round otherwise, which now and then turns a parse: a triple or two of the 700 in the gold.
MARGIN = 0.005


class LowerError(Exception):
    """Floors would be lowered, or measured on another gold, without leave."""


def gold_digest() -> str:
    """SHA-256 of the gold file."""
    return hashlib.sha256(GOLD.read_bytes()).hexdigest()


def load() -> dict[str, Any]:
    """The pinned digest and floors."""
    pinned: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return pinned


def measure() -> dict[str, float]:
    """What the program scores on the gold now."""
    from kg import extract
    from kg.evaluation import evaluate, read_gold

    report = evaluate(read_gold(GOLD), [s.to_record() for s in extract(GOLD)])
    scores = {f"{level}_f1": score.f1 for level, score in report.levels.items()}
    scores["triple_precision"] = report.levels["triple"].precision
    return scores | {name: share.value for name, share in report.fields.items()}


def raised(pinned: dict[str, Any], measured: dict[str, float], digest: str, allow_lower: bool = False) -> dict[str, Any]:
    """The floors that `measured` justifies.

    Raises
    ------
    LowerError
        Where one would fall, or the gold is another one, and `allow_lower` is not given.
    """
    floors = {name: math.floor((value - MARGIN) * 1000) / 1000 for name, value in sorted(measured.items())}
    if not allow_lower and pinned:
        if pinned["gold_sha256"] != digest:
            raise LowerError("the gold has changed: floors on another gold say nothing about this one")
        lower = [name for name, floor in pinned["floors"].items() if measured.get(name, 0) < floor]
        if lower:
            raise LowerError(f"would fall: {', '.join(lower)}")
        floors = {name: max(floor, pinned["floors"].get(name, 0)) for name, floor in floors.items()}
    return {"gold_sha256": digest, "floors": floors}


def main(arguments: list[str] | None = None) -> int:
    """Show or update the floors; 1 where they would have to be lowered."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-lower", action="store_true")
    options = parser.parse_args(arguments)
    pinned = load() if FILE.exists() else {}
    measured = measure()
    for name, value in sorted(measured.items()):
        print(f"{name:18}{value:8.3f}   floor {pinned.get('floors', {}).get(name, 0):.3f}")
    if options.update:
        try:
            new = raised(pinned, measured, gold_digest(), options.allow_lower)
        except LowerError as error:
            print(f"refused: {error}; --allow-lower does it", file=sys.stderr)
            return 1
        FILE.write_text(json.dumps(new, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
