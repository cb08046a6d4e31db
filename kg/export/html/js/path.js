// How two actors hang together: the fewest steps through links that are done, in either direction, the weightier links first.

import { linkName } from "./data.js";
import { h } from "./dom.js";
import { eventCard } from "./evidence.js";

// The links of the way from `start` to `end`; null where there is none.
export function pathBetween(data, links, start, end) {
  const next = new Map();
  for (const link of links) {
    if (link.standing !== "actual") continue;
    const { from, to } = data.edges[link.index];
    for (const [a, b] of [[from, to], [to, from]]) (next.get(a) ?? next.set(a, []).get(a)).push({ place: b, link });
  }
  const came = new Map([[start, null]]);
  for (const place of came.keys()) {
    if (place === end) break;
    for (const step of next.get(place) ?? []) if (!came.has(step.place)) came.set(step.place, { place, link: step.link });
  }
  if (!came.has(end)) return null;
  const way = [];
  for (let step = came.get(end); step; step = came.get(step.place)) way.unshift(step.link);
  return way;
}

export function pathPanel(data, way, start, end, onClose) {
  const title = `${data.nodes[start].label} to ${data.nodes[end].label}`;
  const close = h("div", { class: "actions" }, h("button", { onclick: onClose }, "Close"));
  if (!way) return [h("h2", {}, title), h("p", {}, "No way through links that are done and pass the filters."), close];
  return [
    h("h2", {}, title), h("p", { class: "key" }, `${way.length} ${way.length === 1 ? "step" : "steps"} through what is done`), close,
    way.map((link, i) => h("section", {}, h("h3", {}, `${i + 1} · ${linkName(data, link.index)}`), link.drawn.slice(0, 2).map((event) => eventCard(data, event)))),
  ];
}
