"""The README's promises: each names tests that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
README = (TESTS.parent / "README.md").read_text(encoding="utf-8")
PROMISES = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in README.partition("## Promises")[2].partition("\n## ")[0].splitlines()
    if line.startswith("| ") and "shown by" not in line and "---" not in line
]


def test_there_are_promises() -> None:
    assert len(PROMISES) > 10
    assert all(len(row) == 3 for row in PROMISES)


@pytest.mark.parametrize(("whatever", "holds", "shown"), PROMISES, ids=[row[0] for row in PROMISES])
def test_each_is_shown_by_tests_that_are_there(whatever: str, holds: str, shown: str) -> None:
    parts = [re.findall(r"`(test_\w+(?:\.py)?)`", part) for part in shown.split(";")]
    assert parts
    for name, *functions in parts:
        (path,) = TESTS.rglob(name)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        there = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}
        assert there
        assert set(functions) <= there
