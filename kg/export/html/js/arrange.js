// Where everybody stands on a canvas of this size, and which way the lines bend: made once for those who are shown.

import { route } from "./curves.js";
import { firstForm, SIZE, widthOf } from "./labels.js";
import { marksOf } from "./scene.js";
import { settle } from "./settle.js";
import { spread } from "./spread.js";
import { WORD_SIZE, wordOf } from "./words.js";

const RIM = { x: 62, y: 34 }; // pixels around the computed places that names may take

// `pins`: places by actor's id, in thousandths of `size`. Gives {places, bends, size, grow: what makes up for the zoom at which all
// fits, so that marks keep their size on the screen}.
export function arrange(data, links, shown, pins, width, height) {
  const standing = shown.map((i) => ({ ...data.nodes[i], pin: pins.get(data.nodes[i].actor.id) }));
  const { places, size, view } = spread(standing, width, height);
  const fine = Math.min(1, Math.max(0.6, width / 650)); // smaller marks on a phone
  const grow = Math.min(2.5, 1 / view.scale) * fine;
  const marks = marksOf(data, shown, places, { near: null, actor: null, pins }, grow);
  const order = new Map(marks.map((mark, i) => [mark.id, i]));
  const ends = links.map(({ index }) => [order.get(data.edges[index].from), order.get(data.edges[index].to)]);
  const ways = links.map((link, i) => {
    const { text, more } = wordOf(link, data.tones);
    const [a, b] = ends[i].map((end) => marks[end].radius);
    return [...ends[i], a + b + (widthOf(more ? `${text} +${more}` : text, 500) * WORD_SIZE + 30) / view.scale];
  });
  const letters = SIZE / view.scale;
  const rim = {
    x: Math.max(0, Math.min(RIM.x, (width - size.width * view.scale) / 2 - 12)) / view.scale,
    y: Math.max(0, Math.min(RIM.y, (height - size.height * view.scale) / 2 - 12)) / view.scale,
  };
  const weights = importance(marks.length, links, ends);
  const items = marks.map((mark, i) => {
    const name = firstForm(mark, letters);
    const box = { w: Math.max(2 * mark.radius, name.w) + letters, h: 2 * mark.radius + name.h + letters * 0.8 };
    return { id: mark.id, x: mark.x + rim.x, y: mark.y + rim.y, radius: mark.radius, box, weight: weights[i], pin: mark.pinned };
  });
  settle(items, ways, size.width + 2 * rim.x, size.height + 2 * rim.y);
  const settled = new Map(items.map(({ id, x, y }) => [id, { x: Math.round(x - rim.x), y: Math.round(y - rim.y) }]));
  return { places: settled, size, grow, bends: bendsOf(data, links, shown, settled, pins, grow) };
}

// How much each of `count` actors matters beside the one that matters most.
function importance(count, links, ends) {
  const sums = new Array(count).fill(0);
  links.forEach((link, i) => ends[i].forEach((end) => { sums[end] += link.weight; }));
  const most = Math.max(...sums, 1e-9);
  return sums.map((sum) => sum / most);
}

export function bendsOf(data, links, shown, places, pins, grow, most) {
  const marks = marksOf(data, shown, places, { near: null, actor: null, pins }, grow);
  const pairs = new Set(links.map(({ index }) => `${data.edges[index].from} ${data.edges[index].to}`));
  return route(marks, links.map(({ index }) => {
    const { from, to } = data.edges[index];
    return { index, from, to, back: pairs.has(`${to} ${from}`) };
  }), most);
}
