// The legend, which filters: one list of boxes for each facet, and the choice of time.

import { named } from "./communities.js";
import { firstDay, lastDay } from "./data.js";
import { h, svg } from "./dom.js";
import { unfiltered, visibleLinks } from "./filter.js";
import { axis, histogram } from "./histogram.js";
import { lineSwatch } from "./overview.js";
import { initial } from "./state.js";

const SHAPES = {
  square: "7,2 19,2 19,14 7,14", triangle: "13,1 20,14 6,14", triangleDown: "13,15 20,2 6,2", diamond: "13,0.5 20,8 13,15.5 6,8",
  hexagon: "9.5,2 16.5,2 20,8 16.5,14 9.5,14 6,8", star: "13,0 15,5.5 21,5.8 16.3,9.4 18,15 13,11.8 8,15 9.7,9.4 5,5.8 11,5.5",
};

export function nodeSwatch({ shape, color }) {
  const look = { fill: color, stroke: "currentColor", "stroke-width": 1 };
  const mark = shape === "dot" ? svg("circle", { cx: 13, cy: 8, r: 6.5, ...look }) : svg("polygon", { points: SHAPES[shape], ...look });
  return svg("svg", { class: "swatch", viewBox: "0 0 26 16", "aria-hidden": "true" }, mark);
}

export const groundSwatch = (color) => svg("svg", { class: "swatch", viewBox: "0 0 26 16", "aria-hidden": "true" },
  svg("rect", { x: 1, y: 2, width: 24, height: 12, rx: 6, fill: color, "fill-opacity": 0.35 }));

const tally = (items, keys) => {
  const counts = new Map();
  for (const item of items) for (const key of keys(item)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};
const byCount = (counts) => [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));

// How many events, links or actors have each value of a facet, among those that pass all other filters.
function facetCounts(data, state, name, shown) {
  const links = unfiltered(state) ? shown : visibleLinks(data, { ...state, off: { ...state.off, [name]: new Set() } });
  if (name === "tone") return tally(links, (link) => [link.tone.tone]);
  if (name === "kind") {
    const ends = new Set(links.flatMap(({ index }) => [data.edges[index].from, data.edges[index].to]));
    return tally([...ends], (place) => [data.nodes[place].actor.kind]);
  }
  const keys = { type: (event) => [event.type ?? ""], status: (event) => [event.status], scope: (event) => [event.scope ?? ""], outlet: (event) => event.outlets };
  return tally(links.flatMap((link) => link.events), keys[name]);
}

// What can be filtered: {name, title, rows: [value, label, count, swatch]}.
function facetRows(data) {
  const kinds = tally(data.nodes, (node) => [node.actor.kind]);
  const tone = facetCounts(data, initial(data.name), "tone", visibleLinks(data, initial(data.name)));
  const listed = (keys, unnamed) => byCount(tally(data.events, keys)).map(([value, count]) => [value, value || unnamed, count]);
  const pictured = (table, key, counts, swatch) => table
    .filter((row) => counts.has(row[key]))
    .map((row) => [row[key], row.label, counts.get(row[key]), swatch(row)]);
  return [
    { name: "scope", title: "Scope", rows: listed((event) => [event.scope ?? ""], "Unknown") },
    { name: "kind", title: "Actors", rows: pictured(data.kinds, "kind", kinds, nodeSwatch) },
    { name: "tone", title: "Links by score", rows: pictured(data.tones, "tone", tone, lineSwatch) },
    { name: "type", title: "Event type", rows: listed((event) => [event.type ?? ""], "Not coded") },
    { name: "status", title: "Status", rows: listed((event) => [event.status]) },
    { name: "outlet", title: "Outlet", rows: listed((event) => event.outlets, "Unknown") },
  ].filter((facet) => facet.rows.length > 1 || ["kind", "tone"].includes(facet.name));
}

function facetBox({ name, title, rows }, change, current, glossary) {
  const boxes = rows.map(([value, label, count, swatch]) => {
    const box = h("input", { type: "checkbox", "data-facet": name, "data-value": value });
    box.addEventListener("change", () => {
      const off = new Set(current().off[name]);
      if (box.checked) off.delete(value);
      else off.add(value);
      change({ off: { ...current().off, [name]: off } });
    });
    return h("label", { title: glossary[name]?.[value] ?? null }, box, swatch, h("span", { class: "name" }, label), h("span", { class: "count" }, count.toLocaleString("en")));
  });
  const flip = h("button", { class: "plain", "data-flip": name, "aria-label": `${title}: all/none` }, "all/none");
  flip.addEventListener("click", () => {
    const off = current().off[name].size ? new Set() : new Set(rows.map(([value]) => value));
    change({ off: { ...current().off, [name]: off } });
  });
  return h("fieldset", {}, h("legend", {}, title, rows.length > 1 ? flip : null), h("div", { class: "facet" }, boxes));
}

function timeBox(data, change) {
  if (!data.first || data.first === data.last) return null;
  const field = (key, label) => h("label", {}, label, h("input", {
    type: "date", "data-date": key, min: firstDay(data.first), max: lastDay(data.last), onchange: (event) => change({ [key]: event.target.value }),
  }));
  return h("fieldset", {}, h("legend", {}, "Time", h("button", { class: "plain", onclick: () => change({ from: "", to: "" }) }, "all")),
    h("div", { "data-brush": true }), h("div", { class: "key", "data-undated": true }), h("div", { class: "dates" }, field("from", "From"), field("to", "To")));
}

function levelBox(data, change) {
  if (data.levels.length < 2) return null;
  // What one level hides, isolates, or selects is not on the other.
  const choose = (name) => change({ level: name, select: "", only: "", amount: 0 });
  const choices = data.levels.map(([name, label]) => h("label", {},
    h("input", { type: "radio", name: "level", "data-level": name, onchange: () => choose(name) }), h("span", { class: "name" }, label)));
  return h("fieldset", {}, h("legend", {}, "Level"), h("div", { class: "facet" }, choices));
}

// Which lines are drawn: the three choices are sets of statuses, so that the boxes of the statuses follow.
const NOT_DONE = ["negated", "future", "requested", "possible"];
const DRAWN = [
  ["all", "All", []],
  ["done", "Only what is done", NOT_DONE],
  ["ghosts", "Only what is not", ["actual"]],
];

function standingBox(data, change, current) {
  const color = "currentColor";
  const legend = [["actual", "done"], ["ghost", "asked, planned or possible"], ["negated", "denied"]];
  const choices = DRAWN.map(([name, label, off]) => h("label", {},
    h("input", { type: "radio", name: "drawn", "data-drawn": name, onchange: () => change({ off: { ...current().off, status: new Set(off) } }) }),
    h("span", { class: "name" }, label)));
  return h("fieldset", {}, h("legend", {}, "Lines"),
    h("div", { class: "key" }, legend.map(([standing, words]) => h("div", {}, lineSwatch({ color, dashes: false }, standing), ` ${words}`)),
      h("div", {}, "Words: what is done; +2: two more relations")),
    h("div", { class: "facet" }, choices));
}

const sameSet = (set, list) => set.size === list.length && list.every((value) => set.has(value));

// Communities: a switch for their ground, and which is which.
function groundBox(data, change) {
  const found = named(data);
  if (!found.length) return null;
  const box = h("input", { type: "checkbox", "data-ground": true, onchange: () => change({ ground: box.checked ? "on" : "" }) });
  const row = ({ color, name, more }) => h("div", {}, groundSwatch(color), ` ${name}`, more > 0 ? h("span", { class: "count" }, ` +${more}`) : null);
  return h("fieldset", {}, h("legend", {}, "Communities"),
    h("div", { class: "facet" }, h("label", { title: data.glossary.view.ground }, box, h("span", { class: "name" }, "Show their ground"))),
    h("div", { class: "key", "data-communities": true }, found.map(row)));
}

// Actors that are hidden, each with a button that brings it back.
function hiddenBox(data, state, change) {
  const back = (id) => {
    const hide = new Set(state.hide);
    hide.delete(id);
    return change({ hide });
  };
  const item = (id) => h("button", { class: "plain", "data-back": id, onclick: () => back(id) }, `Show ${data.nodes[data.actor(id)]?.label ?? id} again`);
  return state.hide.size ? h("fieldset", {}, h("legend", {}, `Hidden · ${state.hide.size}`), h("div", { class: "facet" }, [...state.hide].sort().map((id) => h("div", {}, item(id))))) : null;
}

export function facets(parent, data, change, current) {
  const known = facetRows(data);
  const rows = known.map((facet) => facetBox(facet, change, current, data.glossary));
  const atLeast = (event) => change({ least: Math.max(1, Math.floor(event.target.valueAsNumber) || 1) });
  const least = h("label", { class: "least" }, "Articles behind a link, at least",
    h("input", { type: "number", min: 1, step: 1, "data-least": true, onchange: atLeast }));
  const reset = h("button", { id: "reset" }, "Reset all");
  const line = axis(data.events);
  const ahead = rows.length - known.filter(({ name }) => ["type", "status", "outlet"].includes(name)).length;
  const parts = [
    levelBox(data, change), h("div", { id: "hidden" }), standingBox(data, change, current), ...rows.slice(0, ahead), timeBox(data, change), ...rows.slice(ahead), groundBox(data, change), least, reset,
  ];
  parent.replaceChildren(...parts.filter(Boolean));
  return function show(state, links) {
    for (const { name } of known) {
      const counts = facetCounts(data, state, name, links);
      for (const box of parent.querySelectorAll(`[data-facet="${name}"]`)) {
        box.closest("label").lastChild.textContent = (counts.get(box.dataset.value) ?? 0).toLocaleString("en");
      }
    }
    const anyTime = (state.from || state.to ? visibleLinks(data, { ...state, from: "", to: "" }) : links).flatMap((link) => link.events);
    const undated = anyTime.filter((event) => !event.when).length;
    const note = parent.querySelector("[data-undated]");
    if (note) note.textContent = undated ? `${undated.toLocaleString("en")} undated, left out where a time is chosen` : "";
    parent.querySelector("#hidden").replaceChildren(...[hiddenBox(data, state, change)].filter(Boolean));
    for (const box of parent.querySelectorAll("[data-facet]")) box.checked = !state.off[box.dataset.facet].has(box.dataset.value);
    for (const box of parent.querySelectorAll("[data-drawn]")) {
      box.checked = sameSet(state.off.status, DRAWN.find(([name]) => name === box.dataset.drawn)[2]);
    }
    for (const box of parent.querySelectorAll("[data-ground]")) box.checked = Boolean(state.ground);
    for (const row of parent.querySelectorAll("[data-communities]")) row.hidden = !state.ground;
    for (const field of parent.querySelectorAll("[data-date]")) field.value = state[field.dataset.date];
    parent.querySelector("[data-least]").value = state.least;
    for (const box of parent.querySelectorAll("[data-level]")) box.checked = box.dataset.level === data.name;
    parent.querySelector("[data-brush]")?.replaceChildren(histogram(anyTime, line, state, (from, to) => change({ from, to })));
  };
}
