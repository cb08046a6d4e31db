// The visible events as a table: for screen readers, for copying, and for the CSV file.

import { newestFirst, plural } from "./data.js";
import { gradually, h, webLink } from "./dom.js";

export const COLUMNS = [
  "date", "source", "relation", "target", "type", "status", "goldstein", "attribution", "published", "outlet",
  "title", "url", "sentence",
];

// One row a report, so that every row has the sentence it rests on.
export function rows(data, links) {
  const events = links.flatMap((link) => link.events).sort((a, b) => newestFirst(a, b) || a.place - b.place);
  return events.flatMap((event) => event.reports.map((r) => {
    const report = data.reports[r];
    const sentence = data.sentences[report.sentence];
    const article = data.articles[sentence.article];
    const edge = data.edges[event.link];
    return {
      date: event.date ?? "", source: data.nodes[edge.from].label, relation: event.words, target: data.nodes[edge.to].label,
      type: event.type ?? "", status: event.status, goldstein: event.goldstein ?? "", attribution: report.attribution ?? "",
      published: article.published ?? "", outlet: article.outlet ?? "", title: article.title, url: article.url ?? "", sentence: sentence.text,
    };
  }));
}

export function table(data, links) {
  const all = rows(data, links);
  const events = links.reduce((sum, link) => sum + link.events.length, 0);
  const heads = ["Date", "Source", "Relation", "Target", "Type", "Status", "Outlet", "Sentence"];
  const line = (row) => h("tr", {},
    h("td", { class: "day" }, row.date || (row.published && `(${row.published})`)), h("td", {}, row.source), h("td", {}, row.relation), h("td", {}, row.target), h("td", {}, row.type),
    h("td", {}, row.status), h("td", {}, row.outlet), h("td", { class: "quote" }, row.sentence, " ", row.url ? webLink(row.url, "source") : null));
  const body = h("tbody");
  const [, more] = gradually(all, 100, line, body, "rows");
  return [
    h("table", {},
      h("caption", {}, `${plural(events, "event")} on ${plural(links.length, "link")}, ${plural(all.length, "report")}`),
      h("thead", {}, h("tr", {}, heads.map((name) => h("th", { scope: "col" }, name)))), body),
    more,
  ];
}
