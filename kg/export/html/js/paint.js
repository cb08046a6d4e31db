// A scene on a canvas. Only what is in view is drawn; dashes, which cost most, only while they can be told apart.

import { SHADE } from "./communities.js";
import { LINE } from "./labels.js";
import { at, direction, outline } from "./shapes.js";

const DASHED = 400; // lines
const FAINT = 0.2;
export const ARROW = 6.5; // how long a head is beside the width of its line

const inView = ([x0, y0, cx, cy, x1, y1], frame) => Math.max(x0, cx, x1) >= frame.x && Math.min(x0, cx, x1) <= frame.x + frame.w
  && Math.max(y0, cy, y1) >= frame.y && Math.min(y0, cy, y1) <= frame.y + frame.h;

// The corners of the head at the end of a line.
export function head(line, grow) {
  const [, , , , x, y] = line.curve;
  const angle = direction(line.curve, 0.97);
  const long = ARROW * grow + line.width * 1.1;
  const half = long * 0.42;
  const [bx, by] = [x - long * Math.cos(angle), y - long * Math.sin(angle)];
  return [[x, y], [bx - half * Math.sin(angle), by + half * Math.cos(angle)], [bx + half * Math.sin(angle), by - half * Math.cos(angle)]];
}

// The two short bars that strike a denied line through.
export function strikes(line, grow) {
  return [0.22, 0.28].map((t) => {
    const [x, y] = at(line.curve, t);
    const angle = direction(line.curve, t) + Math.PI / 3;
    const [dx, dy] = [5.5 * grow * Math.cos(angle), 5.5 * grow * Math.sin(angle)];
    return [x - dx, y - dy, x + dx, y + dy];
  });
}

function polygon(context, points) {
  context.beginPath();
  points.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.closePath();
}

function stroke(context, [x0, y0, cx, cy, x1, y1], width, color) {
  context.beginPath();
  context.moveTo(x0, y0);
  context.quadraticCurveTo(cx, cy, x1, y1);
  context.lineWidth = width;
  context.strokeStyle = color;
  context.stroke();
}

function paintLine(context, line, grow, dashed, colors) {
  const ghost = line.standing === "ghost";
  context.globalAlpha = line.faint ? FAINT : 1;
  if (dashed && line.dashes && line.standing === "actual") context.setLineDash(line.dashes);
  stroke(context, line.curve, line.width, line.color);
  context.setLineDash([]);
  if (ghost) stroke(context, line.curve, line.width - 1.8 * grow, colors.paper);
  if (line.standing === "negated") {
    for (const [x0, y0, x1, y1] of strikes(line, grow)) stroke(context, [x0, y0, (x0 + x1) / 2, (y0 + y1) / 2, x1, y1], 1.6 * grow, line.color);
  }
  if (!line.arrow) return;
  polygon(context, head(line, grow));
  context.fillStyle = ghost ? colors.paper : line.color;
  context.fill();
  if (!ghost) return;
  context.lineWidth = grow;
  context.strokeStyle = line.color;
  context.stroke();
}

function paintMark(context, mark, grow, colors) {
  const points = outline(mark.shape, mark.x, mark.y, mark.radius);
  if (points) polygon(context, points);
  else {
    context.beginPath();
    context.arc(mark.x, mark.y, mark.radius, 0, 2 * Math.PI);
  }
  context.globalAlpha = mark.faint ? 0.3 : 1;
  context.fillStyle = mark.color;
  context.fill();
  context.lineWidth = (mark.pinned || mark.strong ? 3 : 1) * grow;
  context.strokeStyle = mark.strong ? colors.accent : colors.ink;
  context.stroke();
}

function paintNames(context, { names, nameSize }, colors) {
  Object.assign(context, { textBaseline: "top", textAlign: "center", lineJoin: "round", lineWidth: nameSize * 0.3, strokeStyle: colors.paper });
  for (const name of names) {
    context.globalAlpha = name.faint ? 0.45 : 1;
    context.fillStyle = name.faint ? colors.soft : colors.ink;
    context.font = `${name.strong ? 700 : 500} ${nameSize}px system-ui, sans-serif`;
    for (const write of ["strokeText", "fillText"]) {
      name.lines.forEach((line, i) => context[write](line, name.x + name.w / 2, name.y + i * LINE * nameSize));
    }
  }
}

function paintWords(context, { words, wordSize }, colors) {
  Object.assign(context, { textBaseline: "middle", textAlign: "center", lineJoin: "round", strokeStyle: colors.paper, globalAlpha: 1 });
  for (const word of words) {
    context.save();
    context.translate(word.x, word.y);
    context.rotate(word.angle);
    context.font = `${word.standing === "actual" ? "" : "italic "}500 ${wordSize}px system-ui, sans-serif`;
    context.lineWidth = wordSize * 0.35;
    context.strokeText(word.text, 0, 0);
    context.fillStyle = word.standing === "actual" ? colors.ink : colors.soft;
    context.fillText(word.text, 0, 0);
    if (word.standing === "negated") {
      const half = context.measureText(word.text).width / 2;
      context.fillRect(-half, -wordSize * 0.06, 2 * half, wordSize * 0.09);
    }
    context.restore();
  }
}

const outlines = new Map(); // of the land, by what describes it
function paintWorld(context, { land, scale, x, y }, colors) {
  if (!outlines.has(land)) outlines.set(land, new Path2D(land));
  context.save();
  context.translate(x, y);
  context.scale(scale, scale);
  context.fillStyle = colors.land;
  context.fill(outlines.get(land));
  context.lineWidth = 0.7 / scale;
  context.strokeStyle = colors.line;
  context.stroke(outlines.get(land));
  context.restore();
}

function paintGrounds(context, grounds) {
  Object.assign(context, { globalAlpha: SHADE, lineCap: "round", lineJoin: "round" });
  for (const { color, width, lines } of grounds) {
    context.beginPath();
    for (const [x0, y0, x1, y1] of lines) {
      context.moveTo(x0, y0);
      context.lineTo(x1, y1);
    }
    context.lineWidth = width;
    context.strokeStyle = color;
    context.stroke();
  }
  Object.assign(context, { globalAlpha: 1, lineCap: "butt" });
}

function paintSpots(context, spots, grow, colors) {
  for (const { x, y, radius } of spots) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = colors.paper;
    context.fill();
    context.lineWidth = 2 * grow;
    context.strokeStyle = colors.ink;
    context.stroke();
  }
}

// `frame`: what can be seen, in the units of the scene.
export function paint(context, scene, frame, colors) {
  const dashed = scene.lines.length <= DASHED;
  const wide = { x: frame.x - 40, y: frame.y - 40, w: frame.w + 80, h: frame.h + 80 };
  if (scene.world) paintWorld(context, scene.world, colors);
  paintGrounds(context, scene.grounds);
  for (const line of [...scene.lines].reverse()) if (inView(line.curve, wide)) paintLine(context, line, scene.grow, dashed, colors);
  for (const mark of [...scene.marks].reverse()) {
    if (inView([mark.x, mark.y, mark.x, mark.y, mark.x, mark.y], wide)) paintMark(context, mark, scene.grow, colors);
  }
  paintSpots(context, scene.spots, scene.grow, colors);
  const seen = ({ x, y }) => x >= frame.x - 300 && x <= frame.x + frame.w + 300 && y >= frame.y - 40 && y <= frame.y + frame.h + 40;
  paintWords(context, { ...scene, words: scene.words.filter(seen) }, colors);
  paintNames(context, { ...scene, names: scene.names.filter(seen) }, colors);
  context.globalAlpha = 1;
}
