// The panel of one actor: who it is, its partners, its time line.

import { plural } from "./data.js";
import { h, webLink } from "./dom.js";
import { axis, ends, histogram } from "./histogram.js";
import { facts, linkList } from "./overview.js";

function timeline(data, events) {
  if (!events.some((event) => event.when)) return null;
  const line = axis(data.events);
  return [
    h("h3", {}, "Over time"),
    histogram(events, line, { from: "", to: "" }),
    h("div", { class: "ends" }, ends(line).map((day) => h("span", {}, day))),
  ];
}

// `links`: the visible ones. `state` and `change` serve the buttons that isolate, hide, expand and pin; `place`: where it stands.
export function actorPanel(data, index, links, state, change, onPick, place) {
  const { label, actor } = data.nodes[index];
  const kind = data.kinds.find((row) => row.kind === actor.kind);
  const own = links.filter(({ index: i }) => data.edges[i].from === index || data.edges[i].to === index);
  const out = own.filter(({ index: i }) => data.edges[i].from === index);
  const sum = (list) => list.reduce((total, link) => total + link.events.length, 0);
  const events = own.flatMap((link) => link.events);
  const partners = (title, tones) => {
    const some = own.filter((link) => tones.includes(link.tone.tone));
    return some.length ? [h("h3", {}, `${title} · ${some.length}`), linkList(data, some, 6, onPick)] : null;
  };
  const toggle = (set, id) => {
    const next = new Set(set);
    if (!next.delete(id)) next.add(id);
    return next;
  };
  const pinned = state.pin.has(actor.id);
  const pin = () => {
    const next = new Map(state.pin);
    if (!next.delete(actor.id)) next.set(actor.id, place);
    return next;
  };
  const alone = (hops) => state.only === actor.id && state.hops === hops;
  const isolate = (hops) => change({ only: alone(hops) ? "" : actor.id, hops: alone(hops) ? 1 : hops });
  const idOf = (place) => data.nodes[place].actor.id.replaceAll("%", "%25").replaceAll(">", "%3E");
  const names = new Map(data.nodes.map((node, place) => [node.label, place]));
  const lead = (event) => {
    const end = names.get(event.target.value);
    if (end !== undefined && end !== index) change({ path: `${idOf(index)}>${idOf(end)}` });
  };
  const all = state.more.has(actor.id);
  return [
    h("h2", {}, label),
    facts([
      ["Kind", kind?.label ?? actor.kind],
      ["Country", actor.kind === "state" ? null : actor.country],
      ["Role", actor.role],
      ["Also called", actor.aliases.join(", ")],
      ["Wikidata", /^Q[1-9]\d*$/.test(actor.wikidata ?? "") ? webLink(`https://www.wikidata.org/wiki/${actor.wikidata}`, actor.wikidata) : null],
      ["As source", `${plural(sum(out), "event")}, ${plural(out.length, "link")}`],
      ["As target", `${plural(sum(own) - sum(out), "event")}, ${plural(own.length - out.length, "link")}`],
    ]),
    h("div", { class: "actions" },
      h("button", { "aria-pressed": String(alone(1)), onclick: () => isolate(1) }, "Isolate"),
      h("button", { "aria-pressed": String(alone(2)), onclick: () => isolate(2) }, "Two steps"),
      h("button", { "aria-pressed": String(all), onclick: () => change({ more: toggle(state.more, actor.id) }) }, "All its links"),
      pinned || place ? h("button", { "aria-pressed": String(pinned), onclick: () => change({ pin: pin() }) }, "Pin") : null,
      h("button", { onclick: () => change({ hide: toggle(state.hide, actor.id), select: "", only: state.only === actor.id ? "" : state.only }) }, "Hide"),
      h("button", { onclick: () => onPick({}) }, "Close")),
    h("label", { class: "least" }, "Path to",
      h("input", { type: "text", list: "actors", "data-path": true, autocomplete: "off", onchange: lead }),
      h("datalist", { id: "actors" }, data.nodes.slice(0, 500).map((node) => h("option", { value: node.label })))),
    timeline(data, events),
    partners("In conflict", ["hostile", "tense"]),
    partners("In cooperation", ["close", "friendly"]),
    partners("Mixed or not coded", ["mixed", "uncoded"]),
    own.length ? null : h("p", {}, "None of its links passes the filters."),
  ];
}
