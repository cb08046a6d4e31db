// Which way each line bends: past the marks of others, never through them.

import { at, curve, grid } from "./shapes.js";

const BENDS = [0.1, 0, 0.18, -0.1, 0.28, -0.18, 0.4, -0.28, 0.55, -0.4, 0.75, -0.55, -0.75];
const SAMPLES = 28;
const CLOSE = 3; // between a line and a mark
const COST = { mark: 1000, bend: 14, line: 2.5 };

// `items`: {id, x, y, radius}; `links`: {index, from, to, back: whether there is a link the other way}, the most
// important first; no line bends further than by `most`. Gives the bend of each link by index.
export function route(items, links, most = Infinity) {
  const spots = new Map(items.map((item) => [item.id, item]));
  const things = grid(60);
  for (const item of items) {
    const reach = item.radius + CLOSE;
    things.add({ x: item.x - reach, y: item.y - reach, w: 2 * reach, h: 2 * reach }, item);
  }
  const drawn = grid(9);
  const bends = new Map();
  for (const link of links) {
    const ends = [spots.get(link.from), spots.get(link.to)];
    let best = null;
    for (const bend of BENDS.filter((one) => Math.abs(one) <= most && (one > 0 || !link.back))) {
      const line = curve(...ends, bend);
      const points = Array.from({ length: SAMPLES - 1 }, (_, i) => at(line, (i + 1) / SAMPLES));
      const cost = costOf(points, ends, things, drawn) + COST.bend * Math.abs(bend - 0.05);
      if (!best || cost < best.cost) best = { bend, cost, points };
      if (cost < 2) break;
    }
    bends.set(link.index, best.bend);
    for (const [x, y] of best.points) drawn.add({ x, y, w: 0, h: 0 }, link);
  }
  return bends;
}

function costOf(points, ends, things, drawn) {
  const marks = new Set();
  let crowded = 0;
  for (const [x, y] of points) {
    for (const item of things.at(x, y)) {
      if (!ends.includes(item) && Math.hypot(item.x - x, item.y - y) < item.radius + CLOSE) marks.add(item);
    }
    if (drawn.at(x, y).length) crowded += 1;
  }
  return COST.mark * marks.size + COST.line * crowded;
}
