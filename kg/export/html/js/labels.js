// Where names stand, at a size that can be read at every zoom. Busy actors first; a name that would cover another, or stand nearer
// somebody else's mark, stands elsewhere, in two lines, is cut short, or waits for zoom.

import { at, grid } from "./shapes.js";

export const SIZE = 13;
export const LINE = 1.12; // from one line of a name to the next
const WIDTHS = [20, 13]; // characters of a line, and of one where there is little room

export const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text);

// `name` in one or two lines of at most `width` characters; what does not fit is cut.
export function wrap(name, width) {
  const words = name.split(/\s+/);
  let first = words.shift();
  while (words.length && `${first} ${words[0]}`.length <= width) first += ` ${words.shift()}`;
  return [cut(first, width), cut(words.join(" "), width)].filter(Boolean);
}

const measured = new Map();
const pen = document.createElement("canvas").getContext("2d");
// How wide `text` is at size 1.
export function widthOf(text, weight) {
  const key = `${weight} ${text}`;
  if (!measured.has(key)) {
    pen.font = `${weight} 100px system-ui, sans-serif`;
    measured.set(key, pen.measureText(text).width / 100);
  }
  return measured.get(key);
}

export const weightOfName = (item) => (item.strong ? 700 : 500);

// The forms of a name that may be tried, the best first.
function forms(item) {
  if (item.strong) return [[item.title]];
  return [wrap(item.short, WIDTHS[0]), wrap(item.short, WIDTHS[1]), [cut(item.short, WIDTHS[1])]];
}

export function measure(item, lines, size) {
  return { w: size * Math.max(...lines.map((line) => widthOf(line, weightOfName(item)))), h: size * (1 + LINE * (lines.length - 1)) };
}

// What a name takes at first: two lines below the mark.
export function firstForm(item, size) {
  const lines = forms(item)[0];
  return { lines, ...measure(item, lines, size) };
}

// Below, above, right or left of the mark, then its corners.
function places({ x, y, radius }, w, h, size) {
  const gap = size * 0.3;
  const corner = radius * 0.75 + gap;
  return [
    [x - w / 2, y + radius + gap], [x - w / 2, y - radius - gap - h], [x + radius + gap, y - h / 2], [x - radius - gap - w, y - h / 2],
    [x + corner, y + corner], [x - corner - w, y + corner], [x + corner, y - corner - h], [x - corner - w, y - corner - h],
  ];
}

export const clash = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

// How far a box is from the rim of a mark; negative where it covers it.
function gapTo(box, { x, y, radius }) {
  const dx = Math.max(box.x - x, 0, x - box.x - box.w);
  const dy = Math.max(box.y - y, 0, y - box.y - box.h);
  return Math.hypot(dx, dy) - radius;
}

// `items`: {id, title, short, x, y, radius, strong}, most important first; `curves`: the lines, which names keep clear of where they
// can; `size` of the letters in the units of the picture.
// Gives {id, lines, x, y, w, h} of those that have room.
export function placeNames(items, curves, size) {
  const marks = grid(80);
  for (const item of items) marks.add({ x: item.x - item.radius, y: item.y - item.radius, w: 2 * item.radius, h: 2 * item.radius }, item);
  const inked = grid(size);
  for (const line of curves) for (let i = 1; i < 40; i += 1) inked.add({ x: at(line, i / 40)[0], y: at(line, i / 40)[1], w: 0, h: 0 }, line);
  const taken = grid(80);
  const found = [];
  for (const item of items) {
    const name = nameOf(item, size, { marks, inked, taken });
    if (!name) continue;
    found.push(name);
    taken.add(name, name);
  }
  return found;
}

function nameOf(item, size, { marks, inked, taken }) {
  const reach = size * 2;
  let last = null;
  let best = { crossed: Infinity, box: null };
  for (const lines of forms(item)) {
    const { w, h } = measure(item, lines, size);
    for (const [x, y] of places(item, w, h, size)) {
      const box = { id: item.id, lines, x, y, w, h };
      const pad = { x: x - size * 0.25, y, w: w + size * 0.5, h };
      last ??= box;
      if (taken.near(pad).some((other) => clash(pad, other))) continue;
      const own = gapTo(box, item);
      const around = { x: x - reach, y: y - reach, w: w + 2 * reach, h: h + 2 * reach };
      if (!marks.near(around).every((other) => other === item || gapTo(box, other) > Math.max(own, 2))) continue;
      const crossed = inked.near(box).length;
      if (crossed < best.crossed) best = { crossed, box };
      if (!crossed) return box;
    }
    if (best.box) return best.box;
  }
  return item.strong ? last : null;
}
