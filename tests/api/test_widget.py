"""The widget for notebooks: small, quick the second time, and its two ways."""

from __future__ import annotations

import base64
import json
import time
from importlib.resources import files
from pathlib import Path

import pytest
from browser.sample import many, sample, small
from browser.session import CHROMIUM, Browser

from kg import Graph
from kg.export.html import packed

pytest.importorskip("anywidget")

# Stands for the model that a notebook's front end hands to the widget's script.
HOST = """<!DOCTYPE html><title>Host</title><div id="here"></div><script type="module">
const SCRIPT = %s;
const values = { page: Uint8Array.from(atob(%s), (c) => c.charCodeAt(0)), title: "T", height: 500, selection: %s, filters: {} };
const heard = {};
const model = {
  get: (name) => values[name],
  set(name, value) { values[name] = value; globalThis.values = values; },
  save_changes() { globalThis.saved = (globalThis.saved ?? 0) + 1; },
  on(name, call) { heard[name] = call; }, off(name) { delete heard[name]; },
};
globalThis.choose = (name, value) => { values[name] = value; heard[`change:${name}`](); };
const { default: widget } = await import(URL.createObjectURL(new Blob([SCRIPT], { type: "text/javascript" })));
await widget.render({ model, el: document.querySelector("#here") });
</script>"""


def graph() -> Graph:
    return Graph.from_statements(small().statements())


def test_widget_carries_the_compressed_page_once() -> None:
    widget = graph().widget(height=432, title="A title")
    assert widget.page == packed(small(), title="A title")
    assert (widget.height, widget.selection, widget.filters) == (432, [], {})
    assert "http" not in widget._esm


def test_six_hundred_articles_stay_below_three_hundred_kilobytes() -> None:
    assert len(packed(many(1000))) < 300_000


def test_the_second_time_is_quick_and_sees_what_changed(tmp_path: Path) -> None:
    shown = Graph.from_statements(sample().statements())
    first = shown._repr_html_()
    start = time.perf_counter()
    assert shown._repr_html_() == first
    assert time.perf_counter() - start < 1
    assert len(first) < 300_000
    assert shown.view(title="Another").html != shown.view().html


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="needs a Chromium")
def test_selection_and_filters_go_both_ways(chromium: Browser) -> None:
    script = files("kg.export.html").joinpath("widget.js").read_text(encoding="utf-8")
    content = base64.b64encode(packed(small())).decode()
    host = HOST % (json.dumps(script).replace("</", "<\\/"), json.dumps(content), json.dumps(["state:UKR"]))
    with chromium.open(host) as visit:
        frame = visit.page.frame_locator("iframe")
        frame.locator("#panel h2", has_text="Ukraine").wait_for()
        frame.get_by_role("button", name="Russia → Ukraine").first.click()
        visit.page.wait_for_function("() => globalThis.values?.selection.length === 2")
        assert visit.page.evaluate("() => values.selection") == ["state:RUS", "state:UKR"]
        frame.locator('input[data-value="negated"]').uncheck()
        visit.page.wait_for_function("() => values.filters.off.status?.length === 1")
        assert visit.page.evaluate("() => values.filters.off") == {"status": ["negated"]}
        visit.page.evaluate("() => choose('selection', ['state:CHN'])")
        frame.locator("#panel h2", has_text="China").wait_for()
        visit.page.evaluate("() => choose('filters', { off: { type: ['ASSAULT'] }, hide: 7, from: 3 })")
        frame.locator("#shown", has_text="of 4").wait_for()
        assert not frame.locator('input[data-value="ASSAULT"]').is_checked()
        assert frame.locator('input[data-value="negated"]').is_checked()
        assert visit.complaints == []
