// Names on the canvas at a size that can be read at every zoom. Busy actors first; a name that would cover another
// stands in two lines, is cut short, or waits for zoom.

const SIZE = 13;
const LINE = 1.12; // from one line of a name to the next
const WIDTHS = [20, 13]; // characters of a line, and of one where there is little room

const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text);

// `name` in one or two lines of at most `width` characters; what does not fit is cut.
export function wrap(name, width) {
  const words = name.split(/\s+/);
  let first = words.shift();
  while (words.length && `${first} ${words[0]}`.length <= width) first += ` ${words.shift()}`;
  return [cut(first, width), cut(words.join(" "), width)].filter(Boolean);
}

// Below, above, right or left of the mark, then its corners; at the rim, names above and below move inwards.
function places({ x, y, radius }, w, h, size, frame) {
  const gap = size * 0.3;
  const corner = radius * 0.75 + gap;
  const inwards = Math.max(frame.x, Math.min(x - w / 2, frame.x + frame.w - w));
  return [
    [inwards, y + radius + gap], [inwards, y - radius - gap - h], [x + radius + gap, y - h / 2], [x - radius - gap - w, y - h / 2],
    [x + corner, y + corner], [x - corner - w, y + corner], [x + corner, y - corner - h], [x - corner - w, y - corner - h],
  ];
}

const clash = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
const within = (a, frame) => a.x >= frame.x && a.y >= frame.y && a.x + a.w <= frame.x + frame.w && a.y + a.h <= frame.y + frame.h;
const square = ({ x, y, radius }) => ({ x: x - radius, y: y - radius, w: 2 * radius, h: 2 * radius });

// A name may touch a smaller actor's mark where there is no other room, but never hide it, nor touch a name or a bigger mark.
function choose(item, boxes, names, discs, frame) {
  const clear = boxes.filter((box) => within(box, frame) && names.every((other) => !clash(box, other)));
  const others = discs.filter((other) => other.id !== item.id);
  return clear.find((box) => !others.some((other) => clash(box, other.outer)))
    ?? clear.find((box) => !others.some((other) => clash(box, other.radius >= item.radius ? other.outer : other.heart)))
    ?? (item.strong ? boxes[0] : null);
}

function write(context, lines, box, size, item, colors) {
  context.globalAlpha = item.faint ? 0.45 : 1;
  context.fillStyle = item.faint ? colors.soft : colors.ink;
  for (const paint of ["strokeText", "fillText"]) {
    lines.forEach((line, i) => context[paint](line, box.x + box.w / 2, box.y + i * LINE * size));
  }
}

// The forms of a name that may be tried, the best first.
export function forms(item) {
  if (item.strong) return [[item.name]];
  return [wrap(item.short, WIDTHS[0]), wrap(item.short, WIDTHS[1]), [cut(item.short, WIDTHS[1])]];
}

// `items`: {id, name, short, x, y, radius, strong, faint}, most important first; `frame`: what can be seen, in the same units.
export function drawLabels(context, items, scale, frame, colors) {
  const size = SIZE / scale;
  const discs = items.map((item) => ({
    id: item.id, radius: item.radius, outer: square(item), heart: square({ ...item, radius: item.radius / 2 }),
  }));
  const names = [];
  context.save();
  Object.assign(context, { textBaseline: "top", textAlign: "center", lineJoin: "round", lineWidth: size * 0.3, strokeStyle: colors.paper });
  for (const item of items) {
    if (!within({ x: item.x, y: item.y, w: 0, h: 0 }, frame)) continue;
    context.font = `${item.strong ? 700 : 500} ${size}px system-ui, sans-serif`;
    for (const lines of forms(item)) {
      const w = Math.max(...lines.map((line) => context.measureText(line).width));
      const h = size * (1 + LINE * (lines.length - 1));
      const boxes = places(item, w, h, size, frame).map(([x, y]) => ({ x, y, w, h }));
      const box = choose(item, boxes, names, discs, frame);
      if (!box) continue;
      names.push({ ...box, x: box.x - size / 2, w: w + size });
      write(context, lines, box, size, item, colors);
      break;
    }
  }
  context.restore();
}
