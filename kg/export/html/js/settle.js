// Those who are visible settle: partners draw near, whoever matters moves to the middle, and in the end every mark has room for its
// name and lines have a way past marks. The same input gives the same places.

const MANY = 220; // beyond that a picture is a map of regions, which Python has laid out
const PULLS = 160;
const CLEARING = 140;
const ROWS = 0.4; // between distances kept (0) and even rows (1)
const MARGIN = 9; // between a line and a mark that it passes

// `items`: {id, x, y, radius, box: {w, h} of mark and name, weight: 0 to 1, pin}; `links`: [from, to, length: what its words take] with the ends as places in `items`.
function pull(items, links, width, height) {
  const ideal = 0.85 * Math.sqrt((width * height) / items.length);
  for (let round = 0; round < PULLS; round += 1) {
    const heat = ideal * 0.35 * (1 - round / PULLS) ** 1.5;
    const moves = items.map(() => [0, 0]);
    const apply = (i, k, dx, dy, force) => {
      moves[i][0] += dx * force;
      moves[i][1] += dy * force;
      moves[k][0] -= dx * force;
      moves[k][1] -= dy * force;
    };
    for (let i = 0; i < items.length; i += 1) {
      for (let k = 0; k < i; k += 1) {
        const [dx, dy] = [items[i].x - items[k].x || 0.01 * (i - k), items[i].y - items[k].y || 0.01];
        const squared = dx * dx + dy * dy;
        if (squared < 9 * ideal * ideal) apply(i, k, dx, dy, (ideal * ideal) / squared);
      }
    }
    for (const [a, b] of links) {
      const [dx, dy] = [items[b].x - items[a].x, items[b].y - items[a].y];
      apply(a, b, dx, dy, Math.hypot(dx, dy) / ideal);
    }
    items.forEach((item, i) => {
      const gravity = 0.05 + 0.5 * item.weight;
      const [x, y] = [moves[i][0] + (width / 2 - item.x) * gravity, moves[i][1] + (height / 2 - item.y) * gravity];
      const length = Math.hypot(x, y) || 1;
      if (item.pin) return;
      item.x += (x / length) * Math.min(length, heat);
      item.y += (y / length) * Math.min(length, heat);
    });
  }
}

// As wide and high as the canvas, so that little of it is left empty: partly by distance, partly in even rows.
function stretch(items, width, height) {
  for (const [axis, side, length] of [["x", "w", width], ["y", "h", height]]) {
    const sorted = [...items].sort((a, b) => a[axis] - b[axis] || a.id - b.id);
    const low = sorted[0][axis];
    const reach = sorted[sorted.length - 1][axis] - low;
    sorted.forEach((item, rank) => {
      if (item.pin) return;
      const half = item.box[side] / 2;
      const share = reach ? (1 - ROWS) * ((item[axis] - low) / reach) + ROWS * (rank / (sorted.length - 1)) : 0.5;
      item[axis] = half + share * (length - 2 * half);
    });
  }
}

function keepInside(item, width, height) {
  const half = item.box.w / 2;
  item.x = Math.max(half, Math.min(width - half, item.x));
  item.y = Math.max(item.radius + 4, Math.min(height - item.box.h + item.radius, item.y));
}

const shift = (a, b, axis, gap) => {
  const share = a.pin || b.pin ? gap : gap / 2;
  if (!a.pin) a[axis] -= share;
  if (!b.pin) b[axis] += share;
};

// The name stands below its mark, so a box reaches further down than up.
function giveRoom(items) {
  let worst = 0;
  for (let i = 0; i < items.length; i += 1) {
    for (let k = 0; k < i; k += 1) {
      const [a, b] = items[i].x < items[k].x ? [items[i], items[k]] : [items[k], items[i]];
      const wide = (a.box.w + b.box.w) / 2 - (b.x - a.x);
      const [up, down] = a.y < b.y ? [a, b] : [b, a];
      const high = up.box.h - up.radius + down.radius + 4 - (down.y - up.y);
      if (wide <= 0 || high <= 0) continue;
      worst = Math.max(worst, Math.min(wide, high));
      if (wide < high) shift(a, b, "x", wide + 1);
      else shift(up, down, "y", high + 1);
    }
  }
  return worst;
}

// Partners stand so far apart that the words have room between them.
function lengthen(items, links) {
  for (const [from, to, length] of links) {
    const [a, b] = [items[from], items[to]];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const distance = Math.hypot(dx, dy) || 1;
    const gap = (Math.min(length, 190) - distance) * 0.3;
    if (gap <= 0) continue;
    shift(a, b, "x", (dx / distance) * gap);
    shift(a, b, "y", (dy / distance) * gap);
  }
}

// Who stands in the way of a line steps aside, and its ends a little the other way.
function clear(items, links) {
  for (const [from, to] of links) {
    const [a, b] = [items[from], items[to]];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const length = Math.hypot(dx, dy) || 1;
    for (const item of items) {
      if (item === a || item === b || item.pin) continue;
      const along = ((item.x - a.x) * dx + (item.y - a.y) * dy) / length;
      if (along <= 0 || along >= length) continue;
      const off = ((item.x - a.x) * -dy + (item.y - a.y) * dx) / length;
      const gap = item.radius + MARGIN - Math.abs(off);
      if (gap <= 0) continue;
      const side = off < 0 ? -1 : 1;
      item.x += ((-dy / length) * side * gap) / 2;
      item.y += ((dx / length) * side * gap) / 2;
    }
  }
}

export function settle(items, links, width, height) {
  if (items.length < 2 || items.length > MANY) return;
  pull(items, links, width, height);
  stretch(items, width, height);
  for (let round = 0; round < CLEARING; round += 1) {
    if (round < CLEARING * 0.5) lengthen(items, links);
    if (round < CLEARING * 0.8) clear(items, links);
    const worst = giveRoom(items);
    for (const item of items) if (!item.pin) keepInside(item, width, height);
    if (round > CLEARING * 0.8 && !worst) break;
  }
}
