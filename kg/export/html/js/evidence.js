// One event with what was written about it: the quoted sentence, its words marked, and where it stood.

import { h, webLink } from "./dom.js";

const STATUS = { negated: "did not happen", requested: "requested", possible: "possible", future: "announced" };

// Cut a sentence where its marks begin and end. Offsets count code points; the relation yields to the actors it overlaps.
export function pieces(text, report) {
  const chars = Array.from(text);
  const marks = new Array(chars.length).fill("");
  const paint = (span, name) => {
    for (let i = Math.max(0, span[0]); i < Math.min(chars.length, span[1]); i += 1) marks[i] = name;
  };
  report.relation.forEach((span) => paint(span, "relation"));
  paint(report.target, "target");
  paint(report.source, "source");
  const found = [];
  chars.forEach((char, i) => {
    if (i && marks[i] === marks[i - 1]) found[found.length - 1].text += char;
    else found.push({ text: char, mark: marks[i] });
  });
  return found;
}

export function quotation(data, report) {
  const sentence = data.sentences[report.sentence];
  const article = data.articles[sentence.article];
  const words = pieces(sentence.text, report).map(({ text, mark }) => (mark ? h("mark", { class: mark, title: mark }, text) : text));
  const outlets = [article.outlet, ...(article.also ?? [])].filter(Boolean);
  const name = article.title || outlets.join(", ") || "Untitled article";
  const place = [...(article.title ? outlets : []), article.published].filter(Boolean).join(", ");
  return h("blockquote", {}, ...words, h("footer", {}, webLink(article.url, name), place ? ` · ${place}` : ""));
}

const statusBadge = (status, glossary) => STATUS[status] && h("span", { class: "badge", title: glossary.status[status] }, STATUS[status]);

export function eventCard(data, event) {
  const reports = event.reports.map((i) => data.reports[i]);
  const claimed = [...new Set(reports.map((report) => report.attribution).filter(Boolean))];
  const score = event.goldstein === null ? "" : `Goldstein ${event.goldstein > 0 ? "+" : ""}${event.goldstein}`;
  return h("article", { class: "event" },
    h("div", { class: "head" },
      h("time", { datetime: event.when }, event.when ?? (event.reported ? `undated, reported ${event.reported}` : "undated")),
      h("b", {}, [event.words, event.object && !event.words.includes(event.object) ? event.object : ""].filter(Boolean).join(" ")),
      statusBadge(event.status, data.glossary),
      score && h("span", { class: "count", title: data.glossary.score.goldstein }, score)),
    claimed.length ? h("div", { class: "said" }, `according to ${claimed.join(", ")}`) : null,
    reports.map((report) => quotation(data, report)));
}
