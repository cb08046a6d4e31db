// What happened, in order: of everybody, of an actor, or between two. What has no date comes last.

import { firstDay, plural } from "./data.js";
import { gradually, h } from "./dom.js";
import { eventCard } from "./evidence.js";
import { beganIn } from "./play.js";

const inOrder = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const titleOf = (data, { actor, link }) => {
  if (actor !== undefined) return data.nodes[actor].label;
  const edge = data.edges[link];
  return edge ? `${data.nodes[edge.from].label} and ${data.nodes[edge.to].label}` : "Everybody";
};

// The links whose events belong to the selection, both ways of a pair.
export function chosen(data, links, { actor, link }) {
  if (actor === undefined && link === undefined) return links;
  const edge = data.edges[link];
  return links.filter(({ index }) => {
    const { from, to } = data.edges[index];
    if (!edge) return from === actor || to === actor;
    return (from === edge.from && to === edge.to) || (from === edge.to && to === edge.from);
  });
}

// `step`: the span of time at which the player stands, or null.
export function chronologyPanel(data, links, selection, step, onPick) {
  const events = chosen(data, links, selection).flatMap((link) => link.events).filter((event) => !step || beganIn(event, step));
  const dated = events.filter((event) => event.date).sort((a, b) => inOrder(firstDay(a.date), firstDay(b.date)) || a.place - b.place);
  const undated = events.filter((event) => !event.date).sort((a, b) => inOrder(a.reported ?? "~", b.reported ?? "~") || a.place - b.place);
  const name = (place) => h("button", { class: "plain", onclick: () => onPick({ actor: place }) }, data.nodes[place].label);
  const card = (event) => {
    const { from, to } = data.edges[event.link];
    return h("div", {}, h("p", { class: "pair" }, name(from), " → ", name(to), h("span", { class: "count" }, event.type ?? "Not coded")), eventCard(data, event));
  };
  return [
    h("h2", {}, `Chronology: ${titleOf(data, selection)}`),
    h("p", { class: "key" }, step ? `${plural(dated.length, "event")} ${step.from ? `from ${step.from} ` : "up "}to ${step.to}` : `${plural(dated.length, "dated event")}, ${undated.length.toLocaleString("en")} undated`),
    gradually(dated, 30, card, h("div", { class: "chronology" }), "events"),
    undated.length ? [h("h3", {}, `Undated · ${undated.length}`), gradually(undated, 30, card, h("div"), "events")] : null,
  ];
}
