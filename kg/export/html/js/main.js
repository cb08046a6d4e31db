// Ties the parts together: every choice changes the state, and the state alone decides what is shown.

import { about, creditLine } from "./about.js";
import { actorPanel } from "./actor.js";
import { showAmount } from "./amount.js";
import { chronologyPanel } from "./chronology.js";
import { controls } from "./controls.js";
import { load, plural } from "./data.js";
import { byId } from "./dom.js";
import { eventsPanel } from "./events.js";
import { facets } from "./facets.js";
import { drawnLinks, firstLook, visibleLinks } from "./filter.js";
import { linkPanel, linkTip } from "./link.js";
import { listing } from "./listing.js";
import { overviewPanel } from "./overview.js";
import { pathBetween, pathPanel } from "./path.js";
import { picture } from "./picture.js";
import { player, sofar, stepsOf } from "./play.js";
import { search } from "./search.js";
import { choiceOf, patchOf, share } from "./share.js";
import { fromHash, toHash } from "./state.js";
import { theme } from "./style.js";
import { sceneSvg } from "./svg.js";
import { spotsOf, standsOnMap } from "./world.js";

function main() {
  const data = load(JSON.parse(byId("data").textContent));
  const narrow = matchMedia("(max-width: 960px)");
  const system = matchMedia("(prefers-color-scheme: dark)");
  let state = fromHash(location.hash, data.opens);
  let links = [];
  let mapped = []; // those of them that the picture can show: on the map not all
  let drawn = [];
  let step = null; // of the player: {from, to}
  let showFacets = null;
  let listed = null; // {title, events} that a search or a list led to

  const stage = picture(byId("picture"), data, { onPick: pick, onPin: pin, onResize: show, tip: tipOf });
  const tell = share((message) => change(patchOf(message, state)));
  const play = player(byId("play"), (next) => {
    step = next;
    show();
  });
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

  const happened = (place) => spotsOf(data, links).find(({ spot }) => spot === place).events;

  function pick({ actor, link, spot }) {
    if (spot !== undefined) {
      go({ title: data.spots[spot][0], events: happened(spot) });
      return;
    }
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
    if (["only", "hops", "path", "view"].some((key) => key in patch && patch[key] !== state[key])) stage.reset();
    if ("order" in patch) listed = null;
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
    if (state.order === "time" && !listed) return chronologyPanel(data, links, { actor, link: found?.index }, step, pick);
    if (listed) return eventsPanel(data, listed.title, listed.events, pick);
    if (found) return linkPanel(data, found, pick);
    if (actor !== undefined) return actorPanel(data, actor, links, state, change, pick, stage.place(actor));
    return overviewPanel(data, links, pick);
  }

  function tipOf({ actor, link, spot }) {
    if (spot !== undefined) return [document.createTextNode(`${data.spots[spot][0]}: ${plural(happened(spot).length, "event")}`)];
    if (actor !== undefined) return [document.createTextNode(data.nodes[actor].label)];
    const found = links.find((one) => one.index === link);
    return found ? linkTip(data, found) : null;
  }

  function showPicture() {
    const { actor, link } = selected();
    const { clientWidth, clientHeight } = byId("picture");
    mapped = state.view ? links.filter((one) => standsOnMap(data, one)) : links;
    const first = firstLook(data, mapped, data.most, clientWidth * clientHeight);
    drawn = path()?.way?.filter((one) => mapped.includes(one)) ?? drawnLinks(data, mapped, state, first, link);
    const picked = drawn.some((one) => one.index === link) ? link : null;
    const around = new Set();
    for (const { index } of drawn) {
      const { from, to } = data.edges[index];
      if (index === picked || from === actor || to === actor) around.add(from).add(to);
    }
    stage.show(drawn, {
      near: around.size ? around : null, picked, actor: actor ?? null, pins: state.view ? new Map() : state.pin, map: state.view,
      spots: state.view ? spotsOf(data, links) : [], ground: state.ground, ...(step ? sofar(data, state, drawn, step) : {}),
    });
  }

  function show() {
    document.documentElement.dataset.theme = state.theme || (system.matches ? "dark" : "light");
    byId("theme").textContent = document.documentElement.dataset.theme === "dark" ? "Light" : "Dark";
    enter();
    links = visibleLinks(data, state);
    byId("table").hidden = !state.table;
    byId("show-table").setAttribute("aria-expanded", String(Boolean(state.table)));
    byId("show-time").setAttribute("aria-pressed", String(state.order === "time"));
    byId("show-map").setAttribute("aria-pressed", String(Boolean(state.view)));
    byId("credit").hidden = !state.view;
    play.show(state.order === "time", stepsOf(links.flatMap((link) => link.events)));
    showPicture();
    showAmount(drawn.length, mapped.length, links.length, state.amount, Boolean(state.path));
    showFacets(state, links);
    byId("panel").replaceChildren(...panelParts().flat(9).filter(Boolean));
    tell(choiceOf(data, state, selected()));
    if (state.table) byId("table").replaceChildren(...listing(data, links, state, change, go));
  }

  const drawing = () => sceneSvg(stage.scene(), about(data, state, drawn, mapped.length, data.title), theme());
  controls({
    data, stage, change, show, drawing, state: () => state, links: () => links, most: () => mapped.length, narrow,
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && (state.select || listed) && document.activeElement !== byId("search") && pick({}));
  addEventListener("hashchange", () => {
    state = fromHash(location.hash, data.opens);
    show();
  });
  system.addEventListener("change", show);
  byId("credit").textContent = creditLine(data);
  show();
  return { stage, data, state: () => state, links: () => links, pick, go, drawing };
}

// For the browser's console, and for the tests.
globalThis.kgPage = main();
