// The panel of one link: its events, newest first, by PLOVER type, each with its sentences.

import { linkName, newestFirst, plural } from "./data.js";
import { gradually, h } from "./dom.js";
import { eventCard } from "./evidence.js";
import { facts, lineSwatch, toneBar } from "./overview.js";
import { wordOf } from "./words.js";

export function byType(events) {
  const groups = new Map();
  for (const event of [...events].sort(newestFirst)) {
    const type = event.type ?? "";
    if (!groups.has(type)) groups.set(type, []);
    groups.get(type).push(event);
  }
  return [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
}

const STANDING = { actual: "", ghost: ", none of it done (yet)", negated: ", denied" };

// What the pointer is told over a line.
export function linkTip(data, link) {
  const count = plural(link.drawn.length, "event");
  return [
    h("div", {}, h("b", {}, linkName(data, link.index))),
    h("div", {}, `${wordOf(link, data.tones).text} · ${count}${link.standing === "actual" ? "" : STANDING[link.standing]}`),
    h("div", {}, toneBar(link.found)),
  ];
}

export function linkPanel(data, link, onPick) {
  const edge = data.edges[link.index];
  const back = data.link(edge.to, edge.from);
  const name = (place) => h("button", { class: "plain", onclick: () => onPick({ actor: place }) }, data.nodes[place].label);
  return [
    h("h2", {}, linkName(data, link.index)),
    facts([
      ["Events", `${link.events.length} in ${plural(link.articles, "article")}`],
      ["Shown as", h("span", {}, lineSwatch(link.tone, link.standing), ` ${link.tone.label}${STANDING[link.standing]}`)],
      ["Tone", h("span", { title: data.glossary.score.goldstein }, toneBar(link.found))],
      ["Actors", h("span", {}, name(edge.from), " ", name(edge.to))],
    ]),
    h("div", { class: "actions" },
      back !== undefined && back !== link.index ? h("button", { onclick: () => onPick({ link: back }) }, linkName(data, back)) : null,
      h("button", { onclick: () => onPick({}) }, "Close")),
    h("p", { class: "key" }, ["source", "relation", "target"].map((name) => [h("mark", { class: name }, name), " "])),
    byType(link.events).map(([type, events]) => h("section", {},
      h("h3", { title: data.glossary.type[type] ?? null }, `${type || "Not coded"} · ${events.length}`),
      gradually(events, 20, (event) => eventCard(data, event), h("div"), "events"))),
  ];
}
