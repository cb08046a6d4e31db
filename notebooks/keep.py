"""Run the notebooks and keep what they show, so that they can be read where nothing runs: ``python notebooks/keep.py [NAME...]``.

What is large, the page above all, is left out; its text stands in its place.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
LARGEST = 60_000  # characters of one output


def run(path: Path) -> Any:
    """The notebook at `path` with what its cells show."""
    import nbclient
    import nbformat

    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(FOLDER)}}).execute()
    return light(notebook)


def light(notebook: Any) -> Any:
    """`notebook` without large outputs, and without when and where it was run."""
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", ()):
            for mime in [mime for mime, shown in output.get("data", {}).items() if len(shown) > LARGEST]:
                del output["data"][mime]
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def main(names: list[str]) -> None:
    """Run those called `names`, or all."""
    import nbformat

    for path in sorted(FOLDER.glob("*.ipynb")):
        if not names or path.stem in names:
            nbformat.write(run(path), path)
            print(path.name)


if __name__ == "__main__":
    main(sys.argv[1:])
