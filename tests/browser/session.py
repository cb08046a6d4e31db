"""A Chromium that may ask nobody for anything, and pages in it whose every complaint is noted."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Finds where on the canvas a link can be clicked: links are curved, so the middle of its ends is not on it.
POINT_ON_LINK = """index => {
  const { stage } = kgPage;
  const [a, b, c, d, e, f] = stage.scene().lines.find((line) => line.index === index).curve;
  const box = document.querySelector("#picture").getBoundingClientRect();
  for (let t = 0.2; t < 0.8; t += 0.02) {
    const s = 1 - t;
    const [x, y] = stage.toScreen({ x: s * s * a + 2 * s * t * c + t * t * e, y: s * s * b + 2 * s * t * d + t * t * f });
    if (stage.at(x, y).link === index) return [box.left + x, box.top + y];
  }
  return null;
}"""
POINT_ON_ACTOR = """index => {
  const box = document.querySelector("#picture").getBoundingClientRect();
  const [x, y] = kgPage.stage.toScreen(kgPage.stage.scene().marks.find((mark) => mark.id === index));
  return [box.left + x, box.top + y];
}"""


@dataclass
class Visit:
    """An open page and what went wrong on it."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def click_link(self, index: int) -> None:
        self.page.mouse.click(*self.page.evaluate(POINT_ON_LINK, index))

    def click_actor(self, index: int) -> None:
        self.page.mouse.click(*self.point_on_actor(index))

    def point_on_actor(self, index: int) -> list[float]:
        return list(self.page.evaluate(POINT_ON_ACTOR, index))

    def panel(self) -> str:
        return str(self.page.locator("#panel").inner_text())

    def shown(self) -> tuple[int, int]:
        words = self.page.locator("#shown").inner_text().replace(",", "").split()
        return int(words[1]), int(words[3])

    def assert_quiet(self) -> None:
        assert self.requests == []
        assert self.complaints == []


class Browser:
    """Opens texts as files; one context for each, so that sizes and themes do not mix."""

    def __init__(self, chromium: Any, folder: Path) -> None:
        self._chromium, self._folder, self._count = chromium, folder, 0
        self._processes = chromium.new_browser_cdp_session()

    def work(self) -> float:
        """Seconds that processors have worked for it so far; how busy the machine is otherwise does not show."""
        running = self._processes.send("SystemInfo.getProcessInfo")["processInfo"]
        return sum(float(process["cpuTime"]) for process in running)

    @contextmanager
    def open(self, text: str, *, hash: str = "", width: int = 1280, height: int = 800, **options: Any) -> Iterator[Visit]:
        self._count += 1
        path = self._folder / f"page{self._count}.html"
        path.write_text(text, encoding="utf-8")
        address = path.as_uri()
        context = self._chromium.new_context(viewport={"width": width, "height": height}, accept_downloads=True, **options)
        try:
            visit = Visit(context.new_page())

            def on_request(route: Any) -> None:
                if route.request.url.split("#")[0] == address:
                    route.continue_()
                else:
                    visit.requests.append(route.request.url)
                    route.abort()

            def on_dialog(dialog: Any) -> None:
                visit.complaints.append(f"dialog: {dialog.message}")
                dialog.dismiss()

            context.route("**/*", on_request)
            visit.page.on("console", lambda message: visit.complaints.append(message.text))
            visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
            visit.page.on("dialog", on_dialog)
            visit.page.goto(f"{address}#{hash}" if hash else address)
            yield visit
        finally:
            context.close()


@contextmanager
def browser() -> Iterator[Browser]:
    """A fresh Chromium with a fresh profile."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield Browser(chromium, Path(folder))
        finally:
            chromium.close()
