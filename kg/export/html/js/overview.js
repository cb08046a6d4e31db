// What the panel says while nothing is chosen, and the list of links that every panel shares.

import { linkName, plural } from "./data.js";
import { gradually, h, svg } from "./dom.js";

export const lineSwatch = (tone) => svg("svg", { class: "swatch", viewBox: "0 0 26 16", "aria-hidden": "true" },
  svg("line", {
    x1: 1, y1: 8, x2: 25, y2: 8, stroke: tone.color, "stroke-width": 3, "stroke-dasharray": tone.dashes ? tone.dashes.join(" ") : "none",
  }));

export function linkList(data, links, step, onPick) {
  const item = (link) => h("li", {},
    h("button", { onclick: () => onPick({ link: link.index }) },
      lineSwatch(link.tone),
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
