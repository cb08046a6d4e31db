// The words on a line: what is done, along the line, where nothing else stands.

import { clash, cut, widthOf } from "./labels.js";
import { at, direction, grid } from "./shapes.js";
import { toneOf } from "./tone.js";

const LONGEST = 26; // characters
export const WORD_SIZE = 11.5;
const SPOTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73];
const HALF = 0.575; // the side of a box, of a letter's size
const MOST = 250; // lines with words, the most important ones; more cannot be read

// The relation that stands for a link: of the events whose tone it has, else of all that say how it looks, the most frequent, then the
// strongest, then the newest. `more`: how many other relations there are.
export function wordOf(link, tones) {
  const groups = new Map();
  for (const event of link.drawn) {
    const group = groups.get(event.word) ?? { word: event.word, count: 0, alike: 0, force: 0, when: "" };
    group.count += event.reports.length;
    group.alike += toneOf(event.goldstein, tones).tone === link.tone.tone;
    group.force = Math.max(group.force, Math.abs(event.goldstein ?? 0));
    group.when = (event.when ?? "") > group.when ? event.when : group.when;
    groups.set(event.word, group);
  }
  const [first] = [...groups.values()].sort((a, b) => (b.alike > 0) - (a.alike > 0) || b.force - a.force || b.count - a.count
    || (a.when < b.when ? 1 : a.when > b.when ? -1 : a.word < b.word ? -1 : 1));
  return { text: cut(first.word, LONGEST), more: groups.size - 1 };
}

// Along a slanted word stand small boxes, so close that two words whose boxes are apart are apart everywhere.
function boxesOf(x, y, angle, w, size) {
  const count = Math.max(1, Math.ceil((3 * w) / size));
  return Array.from({ length: count }, (_, i) => {
    const off = ((i + 0.5) / count - 0.5) * w;
    return { x: x + off * Math.cos(angle) - size * HALF, y: y + off * Math.sin(angle) - size * HALF, w: size * 2 * HALF, h: size * 2 * HALF };
  });
}

// `lines`: {index, curve: without its ends, word: {text, more}}, most important first; `names` and `marks`: boxes that are taken.
// Gives {index, text, x, y, angle} of those that have room.
export function placeWords(lines, names, marks, size) {
  const taken = grid(50);
  for (const box of [...names, ...marks]) taken.add(box, box);
  const found = [];
  for (const line of lines.slice(0, MOST)) {
    const { text, more } = line.word;
    const full = more ? `${text} +${more}` : text;
    const w = widthOf(full, 500) * size;
    const [x0, y0, , , x1, y1] = line.curve;
    if (Math.hypot(x1 - x0, y1 - y0) < w + size) continue;
    for (const t of SPOTS) {
      const [x, y] = at(line.curve, t);
      const slope = direction(line.curve, t);
      const angle = Math.cos(slope) < 0 ? slope + Math.PI : slope;
      const boxes = boxesOf(x, y, angle, w, size);
      if (boxes.some((box) => taken.near(box).some((other) => clash(box, other)))) continue;
      boxes.forEach((box) => taken.add(box, box));
      found.push({ index: line.index, text: full, x, y, angle });
      break;
    }
  }
  return found;
}
