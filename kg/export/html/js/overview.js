// What the panel says while nothing is chosen, and the list of links that every panel shares.

import { linkName, plural } from "./data.js";
import { gradually, h, svg } from "./dom.js";

const SPAN = { x1: 1, y1: 8, x2: 25, y2: 8 };

// A line as the picture draws it: full, hollow where nothing is done (yet), struck through where it is denied.
export function lineSwatch({ color, dashes }, standing = "actual") {
  const line = (look) => svg("line", { ...SPAN, stroke: color, "stroke-width": 3, ...look });
  const parts = {
    actual: () => [line({ "stroke-dasharray": dashes ? dashes.join(" ") : "none" })],
    ghost: () => [line({ "stroke-width": 4 }), line({ class: "hollow", "stroke-width": 2 })],
    negated: () => [line({ "stroke-width": 1.5 }), line({ "stroke-width": 1.5, x1: 9, y1: 14, x2: 13, y2: 2 }), line({ "stroke-width": 1.5, x1: 13, y1: 14, x2: 17, y2: 2 })],
  };
  return svg("svg", { class: "swatch", viewBox: "0 0 26 16", "aria-hidden": "true" }, parts[standing]());
}

const SIDES = [["conflict", "conflictual", "#D55E00"], ["neutral", "neutral", "#999999"], ["cooperation", "cooperative", "#0072B2"]];

// How the events of a link are distributed: a bar, and the same in words.
export function toneBar(found) {
  const all = SIDES.reduce((sum, [side]) => sum + found[side], 0);
  if (!all) return h("span", {}, "not coded");
  let done = 0;
  const rects = SIDES.map(([side, , fill]) => {
    const rect = svg("rect", { x: (done / all) * 100, y: 0, width: (found[side] / all) * 100, height: 8, fill });
    done += found[side];
    return rect;
  });
  const counts = SIDES.map(([side, word]) => `${found[side]} ${word}`).join(", ");
  const { goldstein, words } = found.extreme;
  return h("span", {},
    svg("svg", { class: "tones", viewBox: "0 0 100 8", preserveAspectRatio: "none", role: "img", "aria-label": counts }, rects),
    h("span", {}, `${counts}${found.uncoded ? `, ${found.uncoded} not coded` : ""}; most extreme ${goldstein > 0 ? "+" : ""}${goldstein} (${words})`));
}

export function linkList(data, links, step, onPick) {
  const item = (link) => h("li", {},
    h("button", { onclick: () => onPick({ link: link.index }) },
      lineSwatch(link.tone, link.standing),
      h("span", { class: "name" }, linkName(data, link.index)),
      h("span", { class: "count", title: plural(link.events.length, "event") }, link.events.length.toLocaleString("en"))));
  return gradually(links, step, item, h("ul", { class: "pairs" }), "links");
}

export function facts(rows) {
  return h("dl", { class: "facts" }, rows
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

export function overviewPanel(data, links, onPick) {
  const events = links.reduce((sum, link) => sum + link.events.length, 0);
  const time = data.first === data.last ? data.first : `${data.first} to ${data.last}`;
  const ends = new Set(links.flatMap((link) => [data.edges[link.index].from, data.edges[link.index].to]));
  const articles = new Set(links.flatMap((link) => link.events.flatMap((event) => [...event.articles])));
  return [
    h("h2", {}, "Overview"),
    facts([
      ["Actors", ends.size.toLocaleString("en")], ["Links", links.length.toLocaleString("en")],
      ["Events", events.toLocaleString("en")], ["Articles", articles.size.toLocaleString("en")], ["Time", time],
    ]),
    h("p", { class: "key" }, "Choose a link to read its sentences, or an actor to see its partners."),
    h("h3", {}, "Strongest links"),
    links.length ? linkList(data, links, 12, onPick) : h("p", {}, "No event passes the filters."),
  ];
}
