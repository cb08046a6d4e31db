"""Every notebook runs from top to bottom, and is stored with what it shows, as far as that is small (`notebooks/keep.py`)."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent.parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
KEEP = runpy.run_path(str(FOLDER / "keep.py"))

nbformat = pytest.importorskip("nbformat")
pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")


def code_of(notebook: Any) -> list[Any]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def kinds(notebook: Any) -> list[set[str]]:
    """What each cell shows: text, tables, pictures."""
    return [{kind for output in cell.outputs for kind in output.get("data", {"stream": ""})} for cell in code_of(notebook)]


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_can_be_read_where_nothing_runs(path: Path) -> None:
    cells = code_of(nbformat.read(path, as_version=4))
    assert all(cell.outputs for cell in cells)
    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
    assert max(len(json.dumps(output)) for cell in cells for output in cell.outputs) < KEEP["LARGEST"] + 2_000
    assert not re.search(r"/(root|home|tmp|usr|var|Users|work)/|[A-Z]:\\\\Users|\d{4}-\d\d-\d\dT\d\d:", path.read_text("utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_and_every_step_shows_something(path: Path) -> None:
    notebook = KEEP["run"](path)
    assert kinds(notebook) == kinds(nbformat.read(path, as_version=4))
    for cell in code_of(notebook):
        assert cell.outputs, cell.source
        assert all(output.output_type != "stream" or output.name != "stderr" for output in cell.outputs), cell.outputs
