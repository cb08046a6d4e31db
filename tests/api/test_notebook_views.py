"""What a notebook shows of a graph: summary and page, plots, data frames, a progress bar."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from factories import ASSAULT, CONSULT, REQUEST, make_actor, make_article, make_statement

from kg.api.graph import Graph
from kg.api.progress import Bar
from kg.errors import UsageError
from kg.export.html.summary import summary
from kg.export.tables.rows import lines, table
from kg.pipeline.counts import Counts

CHINA, USA, IRAN = "state:CHN", "state:USA", "state:IRN"


def graph() -> Graph:
    def day(when: str, number: int) -> dict:
        return {"date": when, "article": make_article(f"a{number}", published=when[:10]), "start": number}

    return Graph.from_statements(
        [
            make_statement(USA, "attack", IRAN, code=ASSAULT, **day("2024-01-05", 1)),
            make_statement(USA, "attack", IRAN, code=ASSAULT, **day("2024-01-20", 2)),
            make_statement(IRAN, "meet", USA, code=CONSULT, **day("2024-03-02", 3)),
            make_statement(USA, "urge", CHINA, code=REQUEST, **day("2024-03", 4)),
            make_statement(USA, "like", CHINA, code=None, **day("2024-03-09", 5)),
        ]
    )


class Tags(HTMLParser):
    """The names of all elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.found.append(tag)


# Summary and page


def test_summary_counts_and_names_the_strongest_edges() -> None:
    shown = summary(graph())
    assert "<td>2024-01-05 to 2024-03-09</td>" in shown
    assert "<tr><td>United States</td><td>attack</td><td>Iran</td><td>2</td></tr>" in shown


def test_summary_of_hostile_names_is_only_a_table() -> None:
    evil = make_actor("org:evil", name="</table><img src=x onerror=alert(1)>")
    plain = make_actor("org:evil", name="Plain")
    hostile, harmless = (Graph.from_statements([make_statement(who, "<b>hit</b>", USA)]) for who in (evil, plain))
    assert Tags(summary(hostile)).found == Tags(summary(harmless)).found


def test_the_page_is_shown_as_text_where_html_is_not_trusted() -> None:
    view = graph().view(height=321, title="A & B", level="state")
    assert 'height="321"' in view._repr_html_()
    assert 'title="A &amp; B"' in view._repr_html_()
    assert repr(view).startswith("<kg.View: kg.Graph: 5 statements from 5 articles")
    assert "<iframe" not in repr(view)
    with pytest.raises(UsageError, match="level"):
        graph().view(level="galaxy")  # type: ignore[arg-type]


# Plots


def test_timeline_sets_cooperation_above_and_conflict_below() -> None:
    pytest.importorskip("matplotlib").use("agg")
    axes = graph().plot_timeline()
    up, down = axes.containers
    assert [bar.get_height() for bar in up] == [1]
    assert [bar.get_height() for bar in down] == [-2, -1]  # a request is conflict by its quad
    assert axes.get_legend() is not None


def test_plots_count_what_is_done_unless_asked_and_spread_what_is_dated_by_month() -> None:
    pytest.importorskip("matplotlib").use("agg")
    made = [
        make_statement(USA, "attack", IRAN, code=ASSAULT, date="2024-02", article=make_article("a1")),
        make_statement(USA, "attack", IRAN, code=ASSAULT, date="2024-02-10", status="possible", article=make_article("a2")),
        make_statement(USA, "attack", CHINA, code=ASSAULT, date="2024-02-10", status="requested", article=make_article("a3")),
    ]
    plotted = Graph.from_statements(made)
    heights = [bar.get_height() for bar in plotted.plot_timeline("day").containers[1]]
    assert len(heights) == 29
    assert sum(heights) == pytest.approx(-1)
    assert [bar.get_height() for bar in plotted.plot_timeline(status=()).containers[1]] == [-3]
    assert [label.get_text() for label in plotted.plot_dyads().get_yticklabels()] == ["United States → Iran"]
    assert len(plotted.plot_dyads(status=("actual", "requested")).containers) == 2


def test_timeline_of_a_pair_and_by_day() -> None:
    pytest.importorskip("matplotlib").use("agg")
    axes = graph().plot_timeline("day", between=[USA, IRAN])
    up, down = axes.containers
    assert ([bar.get_height() for bar in up], [bar.get_height() for bar in down]) == ([1], [-1, -1])
    assert axes.get_title(loc="left") == "United States and Iran"


def test_plots_take_ids_names_and_codes_alike_and_nobody_else() -> None:
    pytest.importorskip("matplotlib").use("agg")
    for one in (USA, "United States", "USA"):
        axes = graph().plot_timeline("day", between=[one, "iran"])
        assert axes.get_title(loc="left") == "United States and Iran"
        assert [bar.get_height() for bar in axes.containers[1]] == [-1, -1]
        pairs = [label.get_text() for label in graph().plot_dyads(between=(one, "CHN")).get_yticklabels()]
        assert pairs == ["United States → China"]
    assert graph().plot_timeline(between="IRN").get_title(loc="left") == "Iran"
    for plot in (graph().plot_timeline, graph().plot_dyads):
        with pytest.raises(UsageError, match="Atlantis"):
            plot(between="Atlantis")


def test_timeline_says_how_many_events_lie_before_its_start() -> None:
    pytest.importorskip("matplotlib").use("agg")
    days = [f"{year}-{month:02d}-01" for year in range(2020, 2025) for month in range(1, 13)]
    recent = [make_statement(USA, "attack", IRAN, code=ASSAULT, date=day, article=make_article(day)) for day in days]
    old = make_statement(USA, "attack", IRAN, code=ASSAULT, date="1812", article=make_article("old"))
    axes = Graph.from_statements([old, *recent]).plot_timeline()
    assert axes.get_title(loc="left") == f"All actors; 1 before {date(2020, 1, 1)}"
    assert sum(-bar.get_height() for bar in axes.containers[1]) == 60


@pytest.mark.parametrize("asked", [{"by": "decade"}, {"between": [USA, IRAN, CHINA]}])
def test_timeline_refuses_what_it_cannot_draw(asked: dict) -> None:
    pytest.importorskip("matplotlib").use("agg")
    with pytest.raises(UsageError):
        graph().plot_timeline(**asked)


def test_dyads_are_the_strongest_links() -> None:
    pytest.importorskip("matplotlib").use("agg")
    axes = graph().plot_dyads(limit=2)
    assert [label.get_text() for label in axes.get_yticklabels()] == ["United States → Iran", "United States → China"]
    assert [bars[0].get_width() for bars in axes.containers] == [2, 2]
    assert {text.get_text() for text in axes.texts} == {"+3.0", "-10.0"}
    assert Graph.from_statements([]).plot_dyads().containers == []
    assert len(Graph.from_statements([]).plot_timeline().containers) == 2


# Data frames and CSV


def test_dates_of_a_frame_are_dates() -> None:
    pytest.importorskip("pandas")
    frame = graph().to_pandas("events")
    assert frame.date.dt.to_period("M").astype(str).value_counts().to_dict() == {"2024-03": 3, "2024-01": 2}
    assert len(frame[frame.date >= "2024-02"]) == 3
    assert frame.quad.isna().sum() == 1
    assert set(frame.quad.dropna()) <= {1, 2, 3, 4}
    ancient = Graph.from_statements([make_statement(date="1201"), make_statement(date=None, start=50)])
    assert sorted(ancient.to_pandas().date.dt.year.dropna()) == [1201]
    assert str(ancient.to_pandas("edges")["first"].iloc[0])[:10] == "1201-01-01"


@pytest.mark.parametrize("said", ["=1+1", "+1", "-1 attack", "@SUM(A1)", "\tx"])
def test_no_cell_of_csv_is_a_formula_and_the_frame_has_what_was_read(said: str) -> None:
    made = make_statement(phrase=said, lemma="say")
    network = Graph.from_statements([replace(made, relation=replace(made.relation, phrase=said))])
    [row] = csv.DictReader(io.StringIO("".join(lines(*table(network))), newline=""))
    assert row["phrase"] == f"'{said}"
    assert float(row["goldstein"]) == 3.0
    pytest.importorskip("pandas")
    assert network.to_pandas().phrase.iloc[0] == said


def test_a_number_below_zero_is_no_formula() -> None:
    [row] = csv.DictReader(io.StringIO("".join(lines(*table(Graph.from_statements([make_statement(code=ASSAULT)]))))))
    assert row["goldstein"] == "-10.0"


# Progress


def test_the_bar_is_silent_outside_a_notebook(capsys: pytest.CaptureFixture[str]) -> None:
    Bar("anything")(Counts(extracted=1))
    assert capsys.readouterr() == ("", "")


def test_the_bar_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    display = pytest.importorskip("IPython.display")
    shown: list[str] = []

    class Handle:
        def update(self, what: object) -> None:
            shown.append(what._repr_html_())  # type: ignore[attr-defined]

    monkeypatch.setattr(sys.modules["IPython"], "get_ipython", lambda: object())
    monkeypatch.setattr(display, "display", lambda what, display_id: shown.append(repr(what)) or Handle())
    bar = Bar([__file__.replace(".py", ".txt")])
    bar(Counts(extracted=1, statements=3))
    assert shown[0].startswith("0")
    assert "3 statements" in shown[-1]
    assert "<progress" in shown[-1]
