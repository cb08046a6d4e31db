// Python says who stands near whom; here those who are visible are spread over the canvas, keeping who is left and right,
// above and below. So a few links fill the canvas as well as many do, and a phone held upright gets a tall picture.

const ROOM = 6500; // square pixels for a mark and its name
const WIDE = 76; // two marks nearer than this in both directions are pushed apart
const HIGH = 54;
const EVEN = 0.45; // between the computed places (0) and even rows (1)
const ROUNDS = 30;

function along(nodes, axis, length) {
  const sorted = [...nodes].sort((a, b) => a[axis] - b[axis] || a.id - b.id);
  const least = sorted[0][axis];
  const reach = sorted[sorted.length - 1][axis] - least || 1;
  const steps = Math.max(1, sorted.length - 1);
  return new Map(sorted.map((node, rank) => [node.id, length * ((1 - EVEN) * ((node[axis] - least) / reach) + EVEN * (rank / steps))]));
}

// Along the shorter way; the one that stands at the rim stays there.
function push(a, b, width, height) {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  if (Math.abs(dy) >= HIGH) return false;
  const [axis, gap, limit] = (WIDE - dx) / WIDE < (HIGH - Math.abs(dy)) / HIGH ? ["x", WIDE - dx, width] : ["y", HIGH - Math.abs(dy), height];
  const [low, high] = axis === "x" || dy >= 0 ? [a, b] : [b, a];
  if (low.pin && high.pin) return false;
  const share = low.pin || high.pin ? gap : gap / 2; // who is pinned stays, the other goes all the way
  if (!low.pin) low[axis] = Math.max(0, low[axis] - share);
  if (!high.pin) high[axis] = Math.min(limit, high[axis] + share);
  return true;
}

function separate(spots, width, height) {
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    spots.sort((a, b) => a.x - b.x || a.id - b.id);
    for (let i = 0; i < spots.length; i += 1) {
      for (let k = i + 1; k < spots.length && spots[k].x - spots[i].x < WIDE; k += 1) {
        moved = push(spots[i], spots[k], width, height) || moved;
      }
    }
    if (!moved) break;
  }
}

// `nodes`: {id, x, y, pin}, where a pin is [x, y] in thousandths of the picture. Gives `places` by id, the `size` of the picture, and
// the `view` (position, scale) that shows them all on the canvas.
export function spread(nodes, canvasWidth, canvasHeight) {
  if (!nodes.length) return { places: new Map(), size: { width: 1, height: 1 }, view: { position: { x: 0, y: 0 }, scale: 1 } };
  const inner = { x: Math.max(canvasWidth * 0.66, canvasWidth - 150), y: Math.max(canvasHeight * 0.66, canvasHeight - 90) };
  const more = Math.sqrt(Math.max(1, (nodes.length * ROOM) / (inner.x * inner.y)));
  const width = Math.min(inner.x * more, nodes.length * 140);
  const height = Math.min(inner.y * more, nodes.length * 100);
  const xs = along(nodes, "x", width);
  const ys = along(nodes, "y", height);
  const spots = nodes.map(({ id, pin }) => (pin
    ? { id, pin, x: (pin[0] / 1000) * width, y: (pin[1] / 1000) * height } : { id, x: xs.get(id), y: ys.get(id) }));
  separate(spots, width, height);
  const places = new Map(spots.map(({ id, x, y }) => [id, { x: Math.round(x), y: Math.round(y) }]));
  return { places, size: { width, height }, view: { position: { x: width / 2, y: height / 2 }, scale: 1 / more } };
}
