// What stands around the picture where it is taken away: the span of time, the filters, the sources, the legend.

import { named } from "./communities.js";
import { plural } from "./data.js";
import { groundSwatch, nodeSwatch } from "./facets.js";
import { lineSwatch } from "./overview.js";
import { FACETS } from "./state.js";

const OUTLETS = 5;

function filterLine(state) {
  const parts = FACETS.filter((name) => state.off[name].size)
    .map((name) => `without ${name} ${[...state.off[name]].map((value) => value || "unknown").sort().join(", ")}`);
  if (state.from || state.to) parts.push(`${state.from || "beginning"} to ${state.to || "end"}`);
  if (state.least > 1) parts.push(`at least ${state.least} articles behind a link`);
  if (state.hide.size) parts.push(plural(state.hide.size, "actor") + " hidden");
  if (state.only) parts.push(`only around ${state.only}`);
  return parts.length ? `Filters: ${parts.join("; ")}` : "No filters";
}

function sourceLine(data, events) {
  const articles = [...new Set(events.flatMap((event) => [...event.articles]))].map((i) => data.articles[i]);
  const outlets = [...new Set(articles.map((article) => article.outlet).filter(Boolean))].sort();
  const named = outlets.length > OUTLETS ? `${outlets.slice(0, OUTLETS).join(", ")} and ${outlets.length - OUTLETS} more` : outlets.join(", ");
  return `Source: ${plural(articles.length, "article")}${named ? ` (${named})` : ""}, read by machine (kg); every line rests on quoted sentences.`;
}

export const creditLine = (data) => `Outline and places: ${data.map.credit}`;

// `drawn`: the links of the picture, of `count` that pass.
export function about(data, state, drawn, count, title) {
  const events = drawn.flatMap((link) => link.events);
  const days = events.map((event) => event.when).filter(Boolean).sort();
  const span = days.length ? `${days[0]} to ${days[days.length - 1]} · ` : "";
  const kinds = new Set(drawn.flatMap(({ index }) => [data.edges[index].from, data.edges[index].to]).map((i) => data.nodes[i].actor.kind));
  const tones = new Set(drawn.map((link) => link.tone.tone));
  const standings = new Set(drawn.map((link) => link.standing));
  const words = [["actual", "done"], ["ghost", "asked, planned or possible"], ["negated", "denied"]];
  return {
    title, subtitle: `${span}${plural(events.length, "event")} on ${drawn.length.toLocaleString("en")} of ${plural(count, "link")}`,
    legend: [
      ...words.filter(([standing]) => standings.has(standing)).map(([standing, label]) => [lineSwatch({ color: "#777777", dashes: false }, standing), label]),
      ...data.tones.filter((tone) => tones.has(tone.tone)).map((tone) => [lineSwatch(tone), tone.label]),
      ...(state.ground ? named(data).map(({ color, name, more }) => [groundSwatch(color), more > 0 ? `${name} +${more}` : name]) : []),
      ...data.kinds.filter((kind) => kinds.has(kind.kind)).map((kind) => [nodeSwatch(kind), kind.label]),
    ],
    notes: [filterLine(state), sourceLine(data, events), ...(state.view ? [creditLine(data)] : [])],
  };
}
