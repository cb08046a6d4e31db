// Ties the parts together: every choice changes the state, and the state alone decides what is shown.

import { about } from "./about.js";
import { actorPanel } from "./actor.js";
import { chronologyPanel } from "./chronology.js";
import { load } from "./data.js";
import { byId } from "./dom.js";
import { copyLink, saveCsv, savePng, saveSvg } from "./download.js";
import { eventsPanel } from "./events.js";
import { facets } from "./facets.js";
import { amountAt, drawnLinks, firstLook, sliderAt, visibleLinks } from "./filter.js";
import { linkPanel, linkTip } from "./link.js";
import { listing } from "./listing.js";
import { overviewPanel } from "./overview.js";
import { pathBetween, pathPanel } from "./path.js";
import { picture } from "./picture.js";
import { search } from "./search.js";
import { choiceOf, patchOf, share } from "./share.js";
import { fromHash, initial, toHash } from "./state.js";
import { theme } from "./style.js";
import { sceneSvg } from "./svg.js";

function main() {
  const data = load(JSON.parse(byId("data").textContent));
  const narrow = matchMedia("(max-width: 960px)");
  const system = matchMedia("(prefers-color-scheme: dark)");
  let state = fromHash(location.hash, data.opens);
  let links = [];
  let drawn = [];
  let showFacets = null;
  let listed = null; // {title, events} that a search or a list led to

  const stage = picture(byId("picture"), data, { onPick: pick, onPin: pin, onResize: show, tip: tipOf });
  const tell = share((message) => change(patchOf(message, state)));
  search(byId("search"), byId("found"), data, go);

  // On to the level that the state names.
  function enter() {
    if (showFacets && data.name === state.level) return;
    data.enter(state.level);
    state.level = data.name;
    showFacets = facets(byId("filters"), data, change, () => state);
    stage.clear();
  }

  // The selection names actors by id ("state:RUS" or "state:RUS>state:UKR"), so that a hash outlives a rebuilt page.
  const places = (text) => text.split(">").map((id) => data.actor(id.replaceAll("%3E", ">").replaceAll("%25", "%")));
  const idOf = (place) => data.nodes[place].actor.id.replaceAll("%", "%25").replaceAll(">", "%3E");

  function selected() {
    const [from, to] = places(state.select);
    const link = to === undefined ? undefined : data.link(from, to);
    return { actor: to === undefined && !state.select.includes(">") ? from : undefined, link };
  }

  // The links of the path that is asked for: {start, end, way}, or null.
  function path() {
    const [start, end] = state.path ? places(state.path) : [];
    return start === undefined || end === undefined ? null : { start, end, way: pathBetween(data, links, start, end) };
  }

  function pick({ actor, link }) {
    listed = null;
    const edge = data.edges[link];
    change({ select: edge ? `${idOf(edge.from)}>${idOf(edge.to)}` : actor === undefined ? "" : idOf(actor), path: "" });
    if (state.select) byId("panel").focus({ preventScroll: !narrow.matches });
    byId("panel").scrollTop = 0;
  }

  // To whatever a search or a list found; who is not in the picture comes into it.
  function go({ actor, link, article, events, title }) {
    if (article !== undefined) {
      const found = data.events.filter((event) => event.articles.has(article));
      list(data.articles[article].title || "Untitled article", found);
    } else if (events) list(title, events);
    else {
      pick({ actor, link });
      if (actor === undefined) return;
      if (!stage.has(actor)) change({ more: new Set(state.more).add(data.nodes[actor].actor.id) });
      stage.centre(actor);
    }
  }

  function list(title, events) {
    listed = { title, events };
    change({ select: "", path: "" });
    byId("panel").focus({ preventScroll: !narrow.matches });
    byId("panel").scrollTop = 0;
  }

  function change(patch) {
    if (["only", "hops", "path"].some((key) => key in patch && patch[key] !== state[key])) stage.reset();
    state = { ...state, ...patch };
    if (location.protocol !== "about:") history.replaceState(null, "", `#${toHash(state, data.opens)}`);
    show();
  }

  function pin(actor) {
    change({ pin: new Map(state.pin).set(data.nodes[actor].actor.id, stage.place(actor)) });
  }

  function panelParts() {
    const { actor, link } = selected();
    const found = links.find((one) => one.index === link);
    const way = path();
    if (way) return pathPanel(data, way.way, way.start, way.end, () => change({ path: "" }));
    if (state.order === "time") return chronologyPanel(data, links, { actor, link: found?.index }, pick);
    if (listed) return eventsPanel(data, listed.title, listed.events, pick);
    if (found) return linkPanel(data, found, pick);
    if (actor !== undefined) return actorPanel(data, actor, links, state, change, pick, stage.place(actor));
    return overviewPanel(data, links, pick);
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
    drawn = path()?.way ?? drawnLinks(data, links, state, first, link);
    const picked = drawn.some((one) => one.index === link) ? link : null;
    const around = new Set();
    for (const { index } of drawn) {
      const { from, to } = data.edges[index];
      if (index === picked || from === actor || to === actor) around.add(from).add(to);
    }
    stage.show(drawn, { near: around.size ? around : null, picked, actor: actor ?? null, pins: state.pin });
  }

  function showAmount() {
    const shown = `showing ${drawn.length.toLocaleString("en")} of ${links.length.toLocaleString("en")}`;
    const left = links.length - drawn.length;
    byId("shown").textContent = shown;
    byId("left").hidden = left <= 0 || Boolean(state.path);
    byId("left-words").textContent = `Left out: ${left.toLocaleString("en")} weaker, domestic or one-off. Slide, search or choose an actor to see more, or `;
    byId("amount").setAttribute("aria-valuetext", shown);
    if (document.activeElement !== byId("amount")) byId("amount").value = sliderAt(state.amount || drawn.length, links.length);
  }

  function show() {
    document.documentElement.dataset.theme = state.theme || (system.matches ? "dark" : "light");
    byId("theme").textContent = document.documentElement.dataset.theme === "dark" ? "Light" : "Dark";
    enter();
    links = visibleLinks(data, state);
    byId("table").hidden = !state.table;
    byId("show-table").setAttribute("aria-expanded", String(Boolean(state.table)));
    byId("show-time").setAttribute("aria-pressed", String(state.order === "time"));
    showPicture();
    showAmount();
    showFacets(state, links);
    byId("panel").replaceChildren(...panelParts().flat(9).filter(Boolean));
    tell(choiceOf(data, state, selected()));
    if (state.table) byId("table").replaceChildren(...listing(data, links, state, change, go));
  }

  const drawing = () => sceneSvg(stage.scene(), about(data, state, drawn, links.length, data.title), theme());
  const on = (id, what) => byId(id).addEventListener("click", what);
  byId("amount").addEventListener("input", (event) => change({ amount: amountAt(event.target.valueAsNumber, links.length) }));
  on("show-all", () => change({ amount: links.length }));
  on("filters", ({ target }) => target.id === "reset" && change({ ...initial(state.level), theme: state.theme, table: state.table }));
  on("show-table", () => {
    change({ table: state.table ? "" : "events" });
    if (state.table && narrow.matches) byId("table").scrollIntoView();
  });
  on("show-time", () => change({ order: state.order ? "" : "time" }));
  on("show-filters", () => byId("show-filters").setAttribute("aria-expanded", String(byId("filters").classList.toggle("open"))));
  on("theme", () => change({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }));
  on("save-csv", () => saveCsv(data, links));
  on("save-svg", () => saveSvg(drawing()));
  on("save-png", () => savePng(drawing()));
  on("copy-link", async () => {
    byId("note").textContent = await copyLink();
    setTimeout(() => { byId("note").textContent = ""; }, 6000);
  });
  on("skip", () => byId("panel").focus());
  on("zoom-in", () => stage.zoom(1.3));
  on("zoom-out", () => stage.zoom(1 / 1.3));
  on("zoom-fit", () => {
    stage.reset();
    show();
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && (state.select || listed) && document.activeElement !== byId("search") && pick({}));
  addEventListener("hashchange", () => {
    state = fromHash(location.hash, data.opens);
    show();
  });
  system.addEventListener("change", show);
  show();
  return { stage, data, state: () => state, links: () => links, pick, go, drawing };
}

// For the browser's console, and for the tests.
globalThis.kgPage = main();
