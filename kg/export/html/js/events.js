// The panel of some events that a search or a list led to: the links they stand on, then the events themselves.

import { linkName, newestFirst, plural } from "./data.js";
import { gradually, h } from "./dom.js";
import { eventCard } from "./evidence.js";

export function eventsPanel(data, title, events, onPick) {
  const links = [...new Set(events.map((event) => event.link))];
  const button = (index) => h("li", {}, h("button", { onclick: () => onPick({ link: index }) }, h("span", { class: "name" }, linkName(data, index))));
  return [
    h("h2", {}, title),
    h("p", { class: "key" }, `${plural(events.length, "event")} on ${plural(links.length, "link")}`),
    h("div", { class: "actions" }, h("button", { onclick: () => onPick({}) }, "Close")),
    gradually(links, 8, button, h("ul", { class: "pairs" }), "links"),
    h("h3", {}, "Events"),
    gradually([...events].sort(newestFirst), 20, (event) => eventCard(data, event), h("div"), "events"),
  ];
}
