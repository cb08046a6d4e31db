// Tables of all actors and of all articles that pass the filters; a click on a head sorts, a click on a name opens.

import { gradually, h } from "./dom.js";

// `columns`: [title, of(row), number or not]; `open(row)`: what the button in the first column does.
function sortable(caption, columns, rows, open) {
  let [by, down] = [columns.length - 1, true];
  const holder = h("div");
  const line = (row) => h("tr", {}, columns.map(([, of], i) => h("td", {},
    i ? String(of(row)) : h("button", { class: "plain", onclick: () => open(row) }, String(of(row)) || "Untitled"))));
  function draw() {
    const [, of, number] = columns[by];
    const order = (a, b) => (number ? of(a) - of(b) : String(of(a)).localeCompare(String(of(b)), "en")) * (down ? -1 : 1);
    const sorted = [...rows].sort((a, b) => order(a, b) || a.place - b.place);
    const head = ([title], i) => h("th", { scope: "col", "aria-sort": i === by ? (down ? "descending" : "ascending") : "none" },
      h("button", { class: "plain", onclick: () => sort(i) }, `${title}${i === by ? (down ? " ↓" : " ↑") : ""}`));
    const body = h("tbody");
    const [, more] = gradually(sorted, 100, line, body, "rows");
    holder.replaceChildren(h("table", {}, h("caption", {}, caption), h("thead", {}, h("tr", {}, columns.map(head))), body), more);
  }
  function sort(i) {
    [by, down] = [i, i === by ? !down : Boolean(columns[i][2])];
    draw();
    holder.querySelectorAll("th button")[i].focus();
  }
  draw();
  return holder;
}

export function actorList(data, links, onGo) {
  const rows = new Map();
  for (const link of links) {
    const { from, to } = data.edges[link.index];
    for (const place of [from, to]) {
      const row = rows.get(place) ?? { place, events: 0, links: 0, articles: new Set() };
      row.events += link.events.length;
      row.links += 1;
      link.events.forEach((event) => event.articles.forEach((article) => row.articles.add(article)));
      rows.set(place, row);
    }
  }
  const kind = ({ place }) => data.kinds.find((one) => one.kind === data.nodes[place].actor.kind)?.label ?? "";
  return sortable(`${rows.size.toLocaleString("en")} actors`, [
    ["Actor", ({ place }) => data.nodes[place].label], ["Kind", kind], ["Country", ({ place }) => data.nodes[place].actor.country ?? ""],
    ["Articles", ({ articles }) => articles.size, true], ["Links", (row) => row.links, true], ["Events", (row) => row.events, true],
  ], [...rows.values()], ({ place }) => onGo({ actor: place }));
}

export function articleList(data, links, onGo) {
  const rows = new Map();
  for (const link of links) {
    for (const event of link.events) {
      for (const place of event.articles) {
        const row = rows.get(place) ?? { place, events: 0, links: new Set() };
        row.events += 1;
        row.links.add(link.index);
        rows.set(place, row);
      }
    }
  }
  const of = (key) => ({ place }) => data.articles[place][key] ?? "";
  return sortable(`${rows.size.toLocaleString("en")} articles`, [
    ["Article", of("title")], ["Outlet", of("outlet")], ["Published", of("published")],
    ["Links", (row) => row.links.size, true], ["Events", (row) => row.events, true],
  ], [...rows.values()], ({ place }) => onGo({ article: place }));
}
