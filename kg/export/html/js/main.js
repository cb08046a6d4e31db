// Ties the parts together: every choice changes the state, and the state alone decides what is shown.

import { actorPanel } from "./actor.js";
import { load, plural } from "./data.js";
import { byId } from "./dom.js";
import { saveCsv, savePng } from "./download.js";
import { facets } from "./facets.js";
import { amountAt, drawnLinks, firstLook, sliderAt, visibleLinks } from "./filter.js";
import { linkPanel, linkTip } from "./link.js";
import { overviewPanel } from "./overview.js";
import { picture } from "./picture.js";
import { search } from "./search.js";
import { fromHash, initial, toHash } from "./state.js";
import { theme } from "./style.js";
import { table } from "./table.js";

function main() {
  const data = load(JSON.parse(byId("data").textContent));
  const narrow = matchMedia("(max-width: 960px)");
  const system = matchMedia("(prefers-color-scheme: dark)");
  let state = fromHash(location.hash, data.opens);
  let links = [];
  let showFacets = null;

  const stage = picture(byId("picture"), data, { onPick: pick, onPin: pin, onResize: show, tip: tipOf });
  search(byId("search"), byId("found"), data, (choice) => {
    pick(choice);
    if (!stage.has(choice.actor)) change({ more: new Set(state.more).add(data.nodes[choice.actor].actor.id) });
    stage.centre(choice.actor);
  });

  // On to the level that the state names.
  function enter() {
    if (showFacets && data.name === state.level) return;
    data.enter(state.level);
    state.level = data.name;
    const tones = visibleLinks(data, initial(data.opens)).map((link) => link.tone.tone);
    showFacets = facets(byId("filters"), data, tones, change, () => state);
    stage.clear();
  }

  // The selection names actors by id ("state:RUS" or "state:RUS>state:UKR"), so that a hash outlives a rebuilt page.
  function selected() {
    const [from, to] = state.select.split(">").map((id) => data.actor(id.replaceAll("%3E", ">").replaceAll("%25", "%")));
    const link = to === undefined ? undefined : data.link(from, to);
    return { actor: to === undefined && !state.select.includes(">") ? from : undefined, link };
  }

  function pick({ actor, link }) {
    const id = (place) => data.nodes[place].actor.id.replaceAll("%", "%25").replaceAll(">", "%3E");
    const edge = data.edges[link];
    change({ select: edge ? `${id(edge.from)}>${id(edge.to)}` : actor === undefined ? "" : id(actor) });
    if (state.select) byId("panel").focus({ preventScroll: !narrow.matches });
    byId("panel").scrollTop = 0;
  }

  function change(patch) {
    state = { ...state, ...patch };
    const hash = toHash(state, data.opens);
    if (location.protocol !== "about:") history.replaceState(null, "", `#${hash}`);
    show();
  }

  function pin(actor) {
    change({ pin: new Map(state.pin).set(data.nodes[actor].actor.id, stage.place(actor)) });
  }

  function showPanel() {
    const { actor, link } = selected();
    const found = links.find((one) => one.index === link);
    const parts = found ? linkPanel(data, found, pick)
      : actor !== undefined ? actorPanel(data, actor, links, state, change, pick, stage.place(actor))
      : overviewPanel(data, links, pick);
    byId("panel").replaceChildren(...parts.flat(9).filter(Boolean));
  }

  function tipOf({ actor, link }) {
    if (actor !== undefined) return [document.createTextNode(data.nodes[actor].label)];
    const found = links.find((one) => one.index === link);
    return found ? linkTip(data, found) : null;
  }

  function showPicture() {
    const { actor, link } = selected();
    const { clientWidth, clientHeight } = byId("picture");
    const first = firstLook(data, links, data.most, clientWidth * clientHeight);
    const drawn = drawnLinks(data, links, state, first, link);
    const picked = drawn.some((one) => one.index === link) ? link : null;
    const around = new Set();
    for (const { index } of drawn) {
      const { from, to } = data.edges[index];
      if (index === picked || from === actor || to === actor) around.add(from).add(to);
    }
    stage.show(drawn, { near: around.size ? around : null, picked, actor: actor ?? null, pins: state.pin });
    return drawn.length;
  }

  function show() {
    document.documentElement.dataset.theme = state.theme || (system.matches ? "dark" : "light");
    byId("theme").textContent = document.documentElement.dataset.theme === "dark" ? "Light" : "Dark";
    enter();
    links = visibleLinks(data, state);
    byId("table").hidden = !state.table;
    byId("show-table").setAttribute("aria-expanded", String(state.table));
    const count = showPicture();
    const shown = `showing ${count.toLocaleString("en")} of ${links.length.toLocaleString("en")}`;
    byId("shown").textContent = shown;
    byId("left").hidden = count >= links.length;
    byId("left-words").textContent = `Left out: ${(links.length - count).toLocaleString("en")} weaker, domestic or one-off. Slide, search or choose an actor to see more, or `;
    byId("amount").setAttribute("aria-valuetext", shown);
    if (document.activeElement !== byId("amount")) byId("amount").value = sliderAt(state.amount || count, links.length);
    showFacets(state);
    showPanel();
    if (state.table) byId("table").replaceChildren(...table(data, links).flat());
  }

  byId("amount").addEventListener("input", (event) => change({ amount: amountAt(event.target.valueAsNumber, links.length) }));
  byId("show-all").addEventListener("click", () => change({ amount: links.length }));
  byId("filters").addEventListener("click", ({ target }) => target.id === "reset" && change({ ...initial(state.level), theme: state.theme, table: state.table }));
  byId("show-table").addEventListener("click", () => {
    change({ table: !state.table });
    if (state.table && narrow.matches) byId("table").scrollIntoView();
  });
  byId("show-filters").addEventListener("click", () => {
    const open = byId("filters").classList.toggle("open");
    byId("show-filters").setAttribute("aria-expanded", String(open));
  });
  byId("theme").addEventListener("click", () => change({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }));
  byId("save-csv").addEventListener("click", () => saveCsv(data, links));
  byId("save-png").addEventListener("click", () => savePng(stage.canvas(), theme().paper));
  byId("skip").addEventListener("click", () => byId("panel").focus());
  byId("zoom-in").addEventListener("click", () => stage.zoom(1.3));
  byId("zoom-out").addEventListener("click", () => stage.zoom(1 / 1.3));
  byId("zoom-fit").addEventListener("click", () => {
    stage.reset();
    show();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && state.select && document.activeElement !== byId("search") && pick({}));
  addEventListener("hashchange", () => {
    state = fromHash(location.hash, data.opens);
    show();
  });
  system.addEventListener("change", show);
  show();
  return { stage, data, state: () => state, links: () => links, pick };
}

// For the browser's console, and for the tests.
globalThis.kgPage = main();
