"""How long until the page is usable, how large it is and what it keeps in memory, beside stock pyvis on the same links.

Run by hand: ``PYTHONPATH=tests python tests/benchmarks/page.py [--limit SECONDS] [LINKS ...]``.

Usable: our page has drawn the strongest links it was asked for and answers; pyvis has ended its physics, before which its picture
moves and does not answer. Both pages are opened from a file in a fresh Chromium that may ask nobody for anything.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

from browser.sample import many
from browser.session import ARGUMENTS, CHROMIUM

from kg.export.html import page
from kg.graph import Network

OURS = "() => globalThis.kgPage && kgPage.stage.scene().lines.length > 0"
STOCK = "() => globalThis.network && network.physics && (network.physics.stabilized || !network.physics.physicsEnabled)"
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def stock(network: Network) -> str:
    """What a user of pyvis writes: nodes, edges, all in one file."""
    from pyvis.network import Network as Pyvis

    made = Pyvis(directed=True, cdn_resources="in_line")
    for actor in network.actors():
        made.add_node(actor.id, label=actor.name)
    for link in network.links():
        made.add_edge(link.source, link.target, value=link.tally.events)
    return str(made.generate_html())


def visit(chromium: Any, path: Path, hash: str, ready: str, limit: float) -> tuple[float | None, float]:
    """Seconds until usable (None: not within `limit`), and megabytes of heap then."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    try:
        context.route("**/*", lambda route: route.continue_() if route.request.url.startswith("file:") else route.abort())
        opened = context.new_page()
        start = time.perf_counter()
        try:
            opened.goto(path.as_uri() + hash, wait_until="commit", timeout=limit * 1000)
            opened.wait_for_function(ready, timeout=limit * 1000)
            opened.evaluate(DRAWN)
            seconds: float | None = time.perf_counter() - start
        except Exception as error:
            if "Timeout" not in str(error):
                raise
            return None, float("nan")
        session = context.new_cdp_session(opened)
        session.send("Performance.enable")
        session.send("HeapProfiler.collectGarbage")
        heap = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}["JSHeapUsedSize"]
        return seconds, heap / 1e6
    finally:
        context.close()


def main() -> None:
    """Print the table."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("links", nargs="*", type=int, default=[100, 1000, 5000, 20_000])
    parser.add_argument("--limit", type=float, default=60)
    given = parser.parse_args()
    print(f"{'links':>6}  {'page':28} {'usable s':>9} {'file MB':>8} {'heap MB':>8}")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        for links in given.links:
            network = many(links)
            ours = page(network)
            runs = [
                (f"kg, strongest {min(500, links):,} drawn", ours, "#n=500", OURS),
                ("stock pyvis", stock(network), "", STOCK),
            ]
            if 500 < links <= 5000:
                runs.insert(1, (f"kg, all {links:,} drawn", ours, f"#n={links}", OURS))
            for name, text, hash, ready in runs:
                path.write_text(text, encoding="utf-8")
                chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
                seconds, heap = visit(chromium, path, hash, ready, given.limit)
                chromium.close()
                shown = f"> {given.limit:.0f}" if seconds is None else f"{seconds:.2f}"
                print(f"{links:6}  {name:28} {shown:>9} {len(text.encode()) / 1e6:8.1f} {heap:8.0f}", flush=True)


if __name__ == "__main__":
    main()
