// Files made in the page itself: nothing is sent anywhere.

import { h } from "./dom.js";
import { COLUMNS, rows } from "./table.js";

// A cell that a spreadsheet would run as a formula is given an apostrophe; numbers are left alone.
function cell(value) {
  const text = String(value);
  const safe = typeof value !== "number" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csv(data, links) {
  const lines = rows(data, links).map((row) => COLUMNS.map((column) => cell(row[column])).join(","));
  return `${[COLUMNS.join(","), ...lines].join("\r\n")}\r\n`;
}

export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

export const saveCsv = (data, links) => save(new Blob(["\ufeff", csv(data, links)], { type: "text/csv;charset=utf-8" }), "events.csv");

export function savePng(canvas, paper) {
  const copy = h("canvas", { width: canvas.width, height: canvas.height });
  const context = copy.getContext("2d");
  context.fillStyle = paper;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  copy.toBlob((blob) => save(blob, "graph.png"));
}
