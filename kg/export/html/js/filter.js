// Which events and links pass the reader's choices, and which of them matter most: pure functions of the data and the state.

import { distribution, linkTone } from "./tone.js";

// Whether a year, month or day has a day in common with the span between `from` and `to`, either of which may be open.
export function inTime(when, from, to) {
  if (!from && !to) return true;
  if (!when) return false;
  return when >= from.slice(0, when.length) && (!to || when <= to);
}

// Whether nothing is taken away: then all counts are those of the links themselves.
export const unfiltered = (state) => !(state.from || state.to || state.only || state.least > 1 || state.hide.size
  || Object.values(state.off).some((set) => set.size));

export function passes(event, state) {
  const { off } = state;
  if (off.type.has(event.type ?? "")) return false;
  if (off.status.has(event.status)) return false;
  if (off.scope.has(event.scope ?? "")) return false;
  if (!inTime(event.when, state.from, state.to)) return false;
  if (off.outlet.size && [...event.outlets].every((outlet) => off.outlet.has(outlet))) return false;
  return true;
}

function actorPasses(data, index, state) {
  const node = data.nodes[index];
  return !state.off.kind.has(node.actor.kind) && !state.hide.has(node.actor.id);
}

// What is done draws a link; else what is asked, planned or possible; a link that is only denied is struck through.
function standingOf(events) {
  const actual = events.filter((event) => event.status === "actual");
  if (actual.length) return ["actual", actual];
  return [events.every((event) => event.status === "negated") ? "negated" : "ghost", events];
}

// What an event adds to the weight of its link.
const STATUS_WEIGHT = { actual: 1, future: 0.5, requested: 0.5, possible: 0.4, negated: 0.3 };
const SCOPE_WEIGHT = { international: 1, domestic: 0.3, "": 0.6 };

const weightOf = (event) => STATUS_WEIGHT[event.status] * SCOPE_WEIGHT[event.scope ?? ""] * Math.log2(1 + event.reports.length) * event.recent;

// Whom links must touch: the actor itself, and for each further hop those it reaches through events that pass.
function neighbourhood(data, state, shown) {
  const found = new Set([data.actor(state.only)]);
  for (let hop = 1; hop < state.hops; hop += 1) {
    const reached = data.edges.flatMap((edge, index) => (
      shown[edge.from] && shown[edge.to] && (found.has(edge.from) || found.has(edge.to)) && data.eventsOf[index].some((event) => passes(event, state))
        ? [edge.from, edge.to] : []));
    reached.forEach((place) => found.add(place));
  }
  return found;
}

// Every link with an event that passes, the weightiest first: {index, events, drawn: those that say how it looks, standing: actual,
// ghost or negated, articles, found: their distribution, tone, weight}.
export function visibleLinks(data, state) {
  const shown = data.nodes.map((_, i) => actorPasses(data, i, state));
  const around = state.only && data.actor(state.only) !== undefined ? neighbourhood(data, state, shown) : null;
  const links = [];
  data.edges.forEach((edge, index) => {
    if (!shown[edge.from] || !shown[edge.to]) return;
    if (around && !around.has(edge.from) && !around.has(edge.to)) return;
    const events = data.eventsOf[index].filter((event) => passes(event, state));
    if (!events.length) return;
    const articles = events.length > 1 ? new Set(events.flatMap((event) => [...event.articles])) : events[0].articles;
    if (articles.size < state.least) return;
    const [standing, drawn] = standingOf(events);
    const found = distribution(drawn, data.tones);
    const tone = linkTone(found, data.tones);
    if (state.off.tone.has(tone.tone)) return;
    const fame = data.nodes[edge.from].actor.fame * data.nodes[edge.to].actor.fame;
    const weight = fame * events.reduce((sum, event) => sum + weightOf(event), 0);
    links.push({ index, events, drawn, standing, articles: articles.size, found, tone, weight });
  });
  return links.sort((a, b) => b.weight - a.weight || b.events.length - a.events.length || a.index - b.index);
}

const FIRST = 60; // links that can be taken in at once
const AREA = 13000; // square pixels for a mark with its name and the words on its lines, found by looking

// The links of the first look: down the ranking as far as their ends have room on the canvas, then those between who is there.
export function firstLook(data, links, most, area) {
  const room = Math.max(8, area / AREA);
  const ends = new Set();
  const taken = [];
  for (const link of links) {
    if (taken.length >= Math.min(most, FIRST)) break;
    const { from, to } = data.edges[link.index];
    const fresh = !ends.has(from) + !ends.has(to);
    if (fresh && ends.size + fresh > room) continue;
    ends.add(from).add(to);
    taken.push(link);
  }
  return taken;
}

// Those of the first look, or the weightiest `amount` where the reader moved the slider; the one that is selected, and all those of
// actors the reader asked to see more of.
export function drawnLinks(data, links, state, first, selected) {
  const wanted = new Set(state.amount ? links.slice(0, state.amount) : first);
  const more = new Set([...state.more].map((id) => data.actor(id)));
  const asked = ({ from, to }) => more.has(from) || more.has(to);
  return links.filter((link) => wanted.has(link) || link.index === selected || (more.size && asked(data.edges[link.index])));
}

// The slider runs from 0 to 1000 and counts in proportions: a step near its left end is one link, near its right end many.
export const amountAt = (value, most) => Math.max(1, Math.round(most ** (value / 1000)));
export const sliderAt = (amount, most) => (most > 1 ? Math.round((1000 * Math.log(Math.min(amount, most))) / Math.log(most)) : 1000);
