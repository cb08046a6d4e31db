"""The one-way flow, read from the imports."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from kg.model import Kind

PACKAGE = Path(__file__).parent.parent / "kg"

# What each part may import, besides itself: all that stands to its left, but for what is said otherwise.
BASE = {"version", "errors", "model", "ids", "files", "records"}
FLOW = [
    "gazetteer",
    "reading",
    "extraction",
    "actors",
    "coding",
    "statements",
    "sameness",
    "graph",
    "store",
    "export",
    "pipeline",
    "evaluation",
    "training",
    "api",
    "cli",
]
ALLOWED: dict[str, set[str]] = {
    "version": set(),
    "errors": set(),
    "model": {"errors"},
    "ids": {"model", "errors"},
    "files": {"errors"},
    "records": {"model"},
    **{part: BASE | set(FLOW[:place]) for place, part in enumerate(FLOW)},
    "gazetteer": BASE,
    "reading": BASE,
    "export": BASE | set(FLOW[: FLOW.index("store")]),
    "pipeline": BASE | set(FLOW[: FLOW.index("export")]),
    "evaluation": BASE | {"reading"},
    "training": BASE | set(FLOW[: FLOW.index("sameness")]) | {"pipeline", "evaluation"},
}
TOP = {"__init__", "__main__"}  # open the door to what is inside

# Heavy or peculiar libraries, and the only places that may import them.
HOMES = {
    "spacy": {"extraction", "api/component.py"},
    "onnxruntime": {"extraction/relations/reader.py", "training/export.py"},
    "tokenizers": {"extraction/relations", "training/road.py"},
    "torch": {"training"},
    "rdflib": {"export/rdf/linked.py"},
    "pyoxigraph": {"export/rdf/sparql.py"},
    "pyvis": {"export/html/picture.py", "export/html/assets.py"},
    "pyarrow": {"export/tables/arrow.py"},
    "pandas": {"export/tables/"},
    "matplotlib": {"export/plots.py"},
    "sqlite3": {"store", "graph/derive.py", "sameness/event_blocks.py"},
    "distributed": {"pipeline/cluster.py"},
    "docx": {"reading/formats/office.py"},
    "striprtf": {"reading/formats/office.py"},
    "pypdf": {"reading/formats/office.py"},
    "ftfy": {"reading/text/mojibake.py"},
    "feedparser": {"reading/formats/feed.py"},
    "trafilatura": {"reading/formats/page.py"},
    "msgspec": {"records.py"},
    "urllib3": {"export/rdf/push.py"},
}
HEAVY = {
    "spacy", "thinc", "numpy", "rdflib", "pyoxigraph", "pyvis", "pandas", "matplotlib", "networkx", "dateparser",
    "IPython", "distributed", "torch", "onnxruntime", "tokenizers",
}  # fmt: skip

FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    inside = path.relative_to(PACKAGE)
    return inside.parts[0] if len(inside.parts) > 1 else inside.stem


@cache
def imported(tree: ast.AST) -> set[str]:
    """Full names of the modules imported anywhere below `tree`."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@cache
def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_part_imports_only_what_stands_to_its_left(path: Path) -> None:
    part = part_of(path)
    if part in TOP:
        return
    own = {name.split(".")[1] for name in imported(parse(path)) if name.startswith("kg.")}
    assert own - {part} <= ALLOWED[part]


@pytest.mark.parametrize("part", sorted(ALLOWED))
def test_every_part_of_the_flow_is_there(part: str) -> None:
    assert (PACKAGE / part).is_dir() or (PACKAGE / f"{part}.py").is_file()


def test_nothing_lies_loose_on_top() -> None:
    parts = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert parts == {*ALLOWED, *TOP}


@pytest.mark.parametrize("library", sorted(HOMES))
def test_a_library_lives_in_one_place(library: str) -> None:
    users = {path for path in FILES if library in {name.split(".")[0] for name in imported(parse(path))}}
    strays = {
        str(path.relative_to(PACKAGE))
        for path in users
        if not any(str(path.relative_to(PACKAGE)).startswith(home) for home in HOMES[library])
        and not _only_for_types(path, library)
    }
    assert not strays


def test_heavy_libraries_are_loaded_only_where_they_are_used() -> None:
    modules = ", ".join(
        ".".join(("kg", *path.relative_to(PACKAGE).with_suffix("").parts))
        for path in FILES
        # the latter is loaded by spaCy itself, what trains by `kg train` alone
        if path.name not in ("__init__.py", "component.py") and part_of(path) != "training"
    )
    code = f"import sys, {modules}; print(*sorted(set(sys.modules) & {HEAVY!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = [node.body[0] for node in ast.walk(parse(path)) if isinstance(node, documented) and ast.get_docstring(node)]
    told = {line for doc in docs for line in range(doc.lineno, (doc.end_lineno or doc.lineno) + 1)}
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sum(bool(line.strip()) and number not in told for number, line in enumerate(lines, 1)) <= 400


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_function_can_be_seen_at_once(path: Path) -> None:
    """Its statements take forty lines at most; ruff counts the branches."""
    long = {}
    for node in ast.walk(parse(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            long[node.name] = (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0
    assert {name: lines for name, lines in long.items() if lines > 40} == {}


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "DECISIONS.md"])
def test_the_rooms_that_are_named_are_there(page: str) -> None:
    named = re.findall(r"`((?:kg|tests)/[\w./-]+)`", (PACKAGE.parent / ".github" / page).read_text(encoding="utf-8"))
    assert named
    assert [path for path in named if not (PACKAGE.parent / path).exists()] == []


def test_files_are_small() -> None:
    assert statistics.median(len(path.read_text(encoding="utf-8").splitlines()) for path in FILES) <= 100


def test_no_class_inherits_from_another_of_ours() -> None:
    """But from protocols and errors. What is left of others is listed here, and may only become less."""
    left = {
        "Graph": "Network",
        "Store": "Contents",
        "Between": "Slice",
        "Chosen": "Slice",
        "NamedParties": "Phrases",
        "Parties": "NamedParties",
        "Arguments": "Complements",
        "FrameReader": "Arguments",
        "NQuads": "NTriples",
        "Turtle": "NTriples",
        "Trig": "Turtle",
    }
    classes = [node for path in FILES for node in ast.walk(parse(path)) if isinstance(node, ast.ClassDef)]
    bases = {node.name: {ast.unparse(base).partition("[")[0] for base in node.bases} for node in classes}
    ours = {name for name, above in bases.items() if "Protocol" not in above and not name.endswith("Error")}
    inherits = {name: base for name, above in bases.items() for base in sorted(above & ours) if base != name}
    assert inherits == left


def test_a_constant_names_one_thing() -> None:
    """Type variables aside, and the columns and the file of a module's own table."""
    homes: dict[str, set[str]] = {}
    for path in FILES:
        for node in parse(path).body:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
            for name in (one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)):
                if name.isupper() and len(name) > 1 and not name.startswith("_"):
                    homes.setdefault(name, set()).add(str(path.relative_to(PACKAGE)))
    assert {name: paths for name, paths in homes.items() if len(paths) > 1 and name not in ("COLUMNS", "TABLE")} == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_ids_are_made_and_read_in_one_module(path: Path) -> None:
    kinds = "|".join(get_args(Kind))
    # the names of the vocabulary org: are RDF's
    spelt = re.compile(rf"(?!org:(unitOf|member|memberOf|Membership|organization)$)({kinds}|article):(?! )|.*:unnamed-")
    nodes = list(ast.walk(parse(path)))
    docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    texts = (node.value for node in nodes if isinstance(node, ast.Constant) and id(node) not in docs)
    assert path.name == "ids.py" or not [text for text in texts if isinstance(text, str) and spelt.match(text)]


def _only_for_types(path: Path, library: str) -> bool:
    """Whether all imports of `library` stand under ``if TYPE_CHECKING``."""
    tree = parse(path)
    guarded = [node for node in ast.walk(tree) if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"]
    for_types = {id(child) for node in guarded for child in ast.walk(node)}
    uses = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and library in {name.split(".")[0] for name in imported(node)}
    ]
    return all(id(node) in for_types for node in uses)
