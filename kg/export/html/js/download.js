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

const TYPE = "image/svg+xml;charset=utf-8";
export const saveSvg = (drawing) => save(new Blob([new XMLSerializer().serializeToString(drawing)], { type: TYPE }), "graph.svg");

// Twice the size of the SVG, for print.
export async function savePng(drawing) {
  const image = new Image();
  image.src = `data:${TYPE},${encodeURIComponent(new XMLSerializer().serializeToString(drawing))}`;
  await image.decode();
  const canvas = h("canvas", { width: 2 * drawing.getAttribute("width"), height: 2 * drawing.getAttribute("height") });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  canvas.toBlob((blob) => save(blob, "graph.png"));
}

// What copying the address came to, in words. A page inside another has no address of its own.
export async function copyLink() {
  if (location.protocol === "about:" || globalThis.top !== globalThis) {
    return "This picture stands inside another page and has no link of its own; save the page with kg view to get one.";
  }
  try {
    await navigator.clipboard.writeText(location.href);
  } catch {
    const field = h("textarea", { class: "skip", "aria-hidden": "true" });
    field.value = location.href;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    if (!done) return "The browser does not let the page copy; the link is in its address bar.";
  }
  return "Link copied: it opens this view.";
}
