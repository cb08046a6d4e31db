// Points and curves: the outlines of marks, and where a bent line runs. Every curve is [x0, y0, cx, cy, x1, y1].

const turn = (count, start, radii) => Array.from({ length: count }, (_, i) => {
  const angle = start + (i * 2 * Math.PI) / count;
  const radius = radii[i % radii.length];
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
});
const UP = -Math.PI / 2;
const OUTLINES = {
  square: turn(4, Math.PI / 4, [1.25]), triangle: turn(3, UP, [1.3]), triangleDown: turn(3, -UP, [1.3]), diamond: turn(4, UP, [1.25]),
  hexagon: turn(6, 0, [1.1]), star: turn(10, UP, [1.35, 0.6]),
};

// The corners of a mark; null for a disc.
export const outline = (shape, x, y, radius) => OUTLINES[shape]?.map(([dx, dy]) => [x + dx * radius, y + dy * radius]) ?? null;

export const at = ([x0, y0, cx, cy, x1, y1], t) => {
  const s = 1 - t;
  return [s * s * x0 + 2 * s * t * cx + t * t * x1, s * s * y0 + 2 * s * t * cy + t * t * y1];
};
export const direction = ([x0, y0, cx, cy, x1, y1], t) => Math.atan2((1 - t) * (cy - y0) + t * (y1 - cy), (1 - t) * (cx - x0) + t * (x1 - cx));

// From `a` to `b`, bent to the right of the way by `bend` of its length.
export function curve(a, b, bend) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  return [a.x, a.y, (a.x + b.x) / 2 - dy * bend, (a.y + b.y) / 2 + dx * bend, b.x, b.y];
}

// The part between `from` and `to`, both shares of the way.
export function part(line, from, to) {
  const [start, end] = [at(line, from), at(line, to)];
  const [x0, y0, cx, cy, x1, y1] = line;
  const mix = (p, q, t) => p + (q - p) * t;
  const bow = (a, c, b) => mix(mix(a, c, from), mix(c, b, from), to);
  return [...start, bow(x0, cx, x1), bow(y0, cy, y1), ...end];
}

// The share of the way at which a line leaves the disc around one of its ends.
function leaving(line, end, radius) {
  const [x, y] = end ? [line[4], line[5]] : [line[0], line[1]];
  let [inside, outside] = [end, 0.5];
  for (let round = 0; round < 12; round += 1) {
    const middle = (inside + outside) / 2;
    const [px, py] = at(line, middle);
    if (Math.hypot(px - x, py - y) < radius) inside = middle;
    else outside = middle;
  }
  return outside;
}

export const between = (line, first, last) => part(line, leaving(line, 0, first), leaving(line, 1, last));

const STEPS = 20;
export function nearest(line, x, y) {
  let best = Infinity;
  let [px, py] = line;
  for (let i = 1; i <= STEPS; i += 1) {
    const [qx, qy] = at(line, i / STEPS);
    const [dx, dy] = [qx - px, qy - py];
    const t = Math.max(0, Math.min(1, ((x - px) * dx + (y - py) * dy) / (dx * dx + dy * dy || 1)));
    best = Math.min(best, Math.hypot(px + t * dx - x, py + t * dy - y));
    [px, py] = [qx, qy];
  }
  return best;
}

// Things by the square of the plane in which they lie, to find what is near without looking at all.
export function grid(size) {
  const cells = new Map();
  const key = (x, y) => Math.floor(x / size) * 100003 + Math.floor(y / size);
  const each = (box, visit) => {
    for (let x = Math.floor(box.x / size); x <= Math.floor((box.x + box.w) / size); x += 1) {
      for (let y = Math.floor(box.y / size); y <= Math.floor((box.y + box.h) / size); y += 1) visit(x * 100003 + y);
    }
  };
  return {
    add(box, thing) {
      each(box, (cell) => (cells.get(cell) ?? cells.set(cell, []).get(cell)).push(thing));
    },
    at: (x, y) => cells.get(key(x, y)) ?? [],
    near(box) {
      const found = new Set();
      each(box, (cell) => cells.get(cell)?.forEach((thing) => found.add(thing)));
      return [...found];
    },
  };
}
