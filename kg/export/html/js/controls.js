// The buttons above the picture and what they do.

import { byId } from "./dom.js";
import { copyLink, saveCsv, savePng, saveSvg } from "./download.js";
import { amountAt } from "./filter.js";
import { initial } from "./state.js";

const NOTED = 6000; // milliseconds that a note stands

// `state()`, `links()` and `most()`, how many links can be drawn, are as they are when asked.
export function controls({ data, stage, change, show, drawing, state, links, most, narrow }) {
  const on = (id, what) => byId(id).addEventListener("click", what);
  byId("amount").addEventListener("input", (event) => change({ amount: amountAt(event.target.valueAsNumber, most()) }));
  on("show-all", () => change({ amount: most() }));
  on("filters", ({ target }) => {
    if (target.id !== "reset") return;
    const { level, theme, table, view } = state();
    change({ ...initial(level), theme, table, view });
  });
  on("show-table", () => {
    change({ table: state().table ? "" : "events" });
    if (state().table && narrow.matches) byId("table").scrollIntoView();
  });
  on("show-time", () => change({ order: state().order ? "" : "time" }));
  on("show-map", () => change(state().view ? { view: "" } : { view: "map", level: "state", select: "", only: "" }));
  on("show-filters", () => byId("show-filters").setAttribute("aria-expanded", String(byId("filters").classList.toggle("open"))));
  on("theme", () => change({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }));
  on("save-csv", () => saveCsv(data, links()));
  on("save-svg", () => saveSvg(drawing()));
  on("save-png", () => savePng(drawing()));
  on("copy-link", async () => {
    byId("note").textContent = await copyLink();
    setTimeout(() => { byId("note").textContent = ""; }, NOTED);
  });
  on("skip", () => byId("panel").focus());
  on("zoom-in", () => stage.zoom(1.3));
  on("zoom-out", () => stage.zoom(1 / 1.3));
  on("zoom-fit", () => {
    stage.reset();
    show();
  });
}
