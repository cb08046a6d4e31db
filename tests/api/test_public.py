"""What `import kg` offers: each name documented, typed, shown in the README; errors that help."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.api.options import Reading, ReadOptions
from kg.cli import app
from kg.cli.options import _READING

README = (Path(__file__).parent.parent.parent / "README.md").read_text(encoding="utf-8")
PUBLIC = [name for name in kg.__all__ if name != "__version__"]
FUNCTIONS = {
    **{name: getattr(kg, name) for name in PUBLIC if inspect.isfunction(getattr(kg, name))},
    **{f"Graph.{n}": getattr(kg.Graph, n) for n in vars(kg.Graph) if not n.startswith("_")},
}


@pytest.mark.parametrize("name", PUBLIC)
def test_every_name_has_a_docstring_and_stands_in_the_readme(name: str) -> None:
    assert len(inspect.getdoc(getattr(kg, name)) or "") > 20
    assert f"`{name}`" in README


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_has_an_example_and_types(name: str) -> None:
    function = FUNCTIONS[name]
    text = inspect.getdoc(function) or ""
    assert ">>>" in text, "an example"
    signature = inspect.signature(getattr(function, "__func__", function))
    untyped = [p.name for p in signature.parameters.values() if p.annotation is p.empty and p.name not in ("self", "cls")]
    assert not untyped and signature.return_annotation is not signature.empty


def test_the_options_are_spelt_once() -> None:
    names = set(ReadOptions.__annotations__)
    assert names == set(Reading.__dataclass_fields__) == set(_READING)
    for name in names:
        assert f"\n{name}" in (inspect.getdoc(ReadOptions) or "") or name in ("lexicon",)


@pytest.mark.parametrize("function", [kg.extract, kg.build, kg.mentions, kg.explain])
def test_an_option_that_there_is_not(function: Any) -> None:
    with pytest.raises(kg.UsageError, match="no option is called 'job'; did you mean jobs"):
        function(*["x"] * (2 if function is kg.build else 1), job=2)


def test_a_graph_command_takes_what_the_function_takes() -> None:
    import typer

    build = typer.main.get_command(app).commands["build"]  # type: ignore[attr-defined]
    assert {parameter.name for parameter in build.params} >= set(ReadOptions.__annotations__)
