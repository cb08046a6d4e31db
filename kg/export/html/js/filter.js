// Which events and links pass the reader's choices: pure functions of the data and the state.

export function toneOf(mean, tones) {
  if (mean === null) return tones[tones.length - 1];
  return tones.find((tone) => tone.below !== null && mean < tone.below) ?? tones[tones.length - 2];
}

// The mean Goldstein score over the events that have one, as the graph's own tables take it.
export function meanScore(events) {
  let sum = 0;
  let count = 0;
  for (const event of events) {
    if (event.goldstein === null) continue;
    sum += event.goldstein;
    count += 1;
  }
  return count ? sum / count : null;
}

// Whether a year, month or day has a day in common with the span between `from` and `to`, either of which may be open.
export function inTime(when, from, to) {
  if (!from && !to) return true;
  if (!when) return false;
  return when >= from.slice(0, when.length) && (!to || when <= to);
}

export function passes(event, state) {
  const { off } = state;
  if (off.type.has(event.type ?? "")) return false;
  if (off.status.has(event.status)) return false;
  if (!inTime(event.when, state.from, state.to)) return false;
  if (off.outlet.size && [...event.outlets].every((outlet) => off.outlet.has(outlet))) return false;
  return true;
}

function actorPasses(data, index, state) {
  const node = data.nodes[index];
  return !state.off.kind.has(node.actor.kind) && !state.hide.has(node.actor.id);
}

// Every link with an event that passes, strongest first: {index, events, articles, mean, tone}.
export function visibleLinks(data, state) {
  const shown = data.nodes.map((_, i) => actorPasses(data, i, state));
  const only = state.only ? data.actor(state.only) : undefined;
  const links = [];
  data.edges.forEach((edge, index) => {
    if (!shown[edge.from] || !shown[edge.to]) return;
    if (only !== undefined && edge.from !== only && edge.to !== only) return;
    const events = data.eventsOf[index].filter((event) => passes(event, state));
    if (!events.length) return;
    const articles = new Set(events.flatMap((event) => [...event.articles]));
    if (articles.size < state.least) return;
    const mean = meanScore(events);
    const tone = toneOf(mean, data.tones);
    if (state.off.tone.has(tone.tone)) return;
    links.push({ index, events, articles: articles.size, mean, tone });
  });
  return links.sort((a, b) => b.events.length - a.events.length || a.index - b.index);
}

// How many links to draw at first: the strongest `most`, but no more than have ends that fit on a canvas of this size.
export function roomFor(edges, most, area) {
  const room = Math.max(12, area / 7000); // square pixels for a mark and its name, found by looking
  const ends = new Set();
  let count = 0;
  for (const { from, to } of edges.slice(0, most)) {
    ends.add(from).add(to);
    if (ends.size > room) break;
    count += 1;
  }
  return Math.max(1, count);
}

// The strongest `amount` of them, the one that is selected, and all those of actors the reader asked to see more of.
export function drawnLinks(data, links, state, amount, selected) {
  const more = new Set([...state.more].map((id) => data.actor(id)));
  const wanted = (link) => more.has(data.edges[link.index].from) || more.has(data.edges[link.index].to);
  return links.filter((link, rank) => rank < amount || link.index === selected || (more.size && wanted(link)));
}

// The slider runs from 0 to 1000 and counts in proportions: a step near its left end is one link, near its right end many.
export const amountAt = (value, most) => Math.max(1, Math.round(most ** (value / 1000)));
export const sliderAt = (amount, most) => (most > 1 ? Math.round((1000 * Math.log(Math.min(amount, most))) / Math.log(most)) : 1000);
