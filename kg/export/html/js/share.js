// The reader's choices as a widget of Jupyter carries them to Python and back. Outside a frame nobody is told.

import { FACETS } from "./state.js";

const PLAIN = ["level", "from", "to", "least", "only", "hops"];

export function choiceOf(data, state, { actor, link }) {
  const edge = data.edges[link];
  const ends = edge ? [edge.from, edge.to] : actor === undefined ? [] : [actor];
  return {
    kg: "chosen", selection: ends.map((place) => data.nodes[place].actor.id),
    filters: {
      ...Object.fromEntries(PLAIN.map((key) => [key, state[key]])), hide: [...state.hide].sort(),
      off: Object.fromEntries(FACETS.filter((name) => state.off[name].size).map((name) => [name, [...state.off[name]].sort()])),
    },
  };
}

const listOf = (value) => (Array.isArray(value) ? value.filter((part) => typeof part === "string") : []);

// What a message changes in `state`; anything that is not as it should be is left out.
export function patchOf({ selection, filters = {} }, state) {
  const pack = (id) => id.replaceAll("%", "%25").replaceAll(">", "%3E");
  const patch = { select: listOf(selection).slice(0, 2).map(pack).join(">") };
  for (const key of PLAIN) if (typeof filters[key] === typeof state[key]) patch[key] = filters[key];
  if (filters.hide) patch.hide = new Set(listOf(filters.hide));
  if (filters.off) patch.off = Object.fromEntries(FACETS.map((name) => [name, new Set(listOf(filters.off[name]))]));
  return patch;
}

export function share(onChoose) {
  let last = "";
  if (parent === globalThis) return () => {};
  addEventListener("message", ({ source, data }) => source === parent && data?.kg === "choose" && onChoose(data));
  return (choice) => {
    const text = JSON.stringify(choice);
    if (text !== last) parent.postMessage(choice, "*");
    last = text;
  };
}
