// The picture as an SVG file: the scene of the canvas between a title and what a reader elsewhere needs to know.

import { SHADE } from "./communities.js";
import { svg } from "./dom.js";
import { LINE } from "./labels.js";
import { head, strikes } from "./paint.js";
import { outline } from "./shapes.js";

const FONT = "system-ui, -apple-system, Segoe UI, Roboto, Helvetica, Arial, sans-serif";
const LEGEND = 15; // pixels of a line
const EDGE = 24;
const TOP = 74; // where the picture begins

const d = ([x0, y0, cx, cy, x1, y1]) => `M${x0} ${y0}Q${cx} ${cy} ${x1} ${y1}`;
const points = (list) => list.map((point) => point.join(",")).join(" ");

function lineParts(line, grow, colors) {
  const ghost = line.standing === "ghost";
  const look = { d: d(line.curve), fill: "none", stroke: line.color, "stroke-width": line.width };
  if (line.standing === "actual" && line.dashes) look["stroke-dasharray"] = line.dashes.join(" ");
  const bars = line.standing === "negated" ? strikes(line, grow) : [];
  return [
    svg("path", look),
    ghost ? svg("path", { ...look, stroke: colors.paper, "stroke-width": line.width - 1.8 * grow }) : null,
    ...bars.map(([x1, y1, x2, y2]) => svg("line", { x1, y1, x2, y2, stroke: line.color, "stroke-width": 1.6 * grow })),
    line.arrow ? svg("polygon", { points: points(head(line, grow)), fill: ghost ? colors.paper : line.color, stroke: line.color, "stroke-width": ghost ? grow : 0 }) : null,
  ];
}

function markPart(mark, grow, colors) {
  const look = { fill: mark.color, stroke: colors.ink, "stroke-width": grow };
  const corners = outline(mark.shape, mark.x, mark.y, mark.radius);
  return corners ? svg("polygon", { points: points(corners), ...look }) : svg("circle", { cx: mark.x, cy: mark.y, r: mark.radius, ...look });
}

function halo(size, colors) {
  return { stroke: colors.paper, "stroke-width": size * 0.3, "stroke-linejoin": "round", "paint-order": "stroke", "font-size": size, "text-anchor": "middle" };
}

const nameParts = ({ names, nameSize }, colors) => names.flatMap((name) => name.lines.map((line, i) => svg("text", {
  x: name.x + name.w / 2, y: name.y + i * LINE * nameSize + nameSize * 0.85, fill: colors.ink, ...halo(nameSize, colors),
}, line)));

const wordParts = ({ words, wordSize }, colors) => words.map((word) => svg("text", {
  transform: `translate(${word.x} ${word.y}) rotate(${(word.angle * 180) / Math.PI})`, y: wordSize * 0.35, fill: word.standing === "actual" ? colors.ink : colors.soft,
  "font-style": word.standing === "actual" ? "normal" : "italic", "text-decoration": word.standing === "negated" ? "line-through" : "none",
  ...halo(wordSize, colors),
}, word.text));

function bounds(scene) {
  const boxes = [
    ...scene.marks.map(({ x, y, radius: r }) => [x - r, y - r, x + r, y + r]), ...scene.names.map(({ x, y, w, h }) => [x, y, x + w, y + h]),
    ...scene.lines.map(({ curve: [x0, y0, cx, cy, x1, y1] }) => [Math.min(x0, (x0 + cx) / 2, x1), Math.min(y0, (y0 + cy) / 2, y1), Math.max(x0, (x0 + cx) / 2, x1), Math.max(y0, (y0 + cy) / 2, y1)]),
  ];
  const ends = [0, 1].map((i) => Math.min(...boxes.map((box) => box[i]))).concat([2, 3].map((i) => Math.max(...boxes.map((box) => box[i]))));
  return boxes.length ? ends : [0, 0, 1, 1];
}

// Rows of swatches with their labels, as many in a row as there is room for.
function legendParts(items, x, y, width, colors) {
  let [left, top] = [x, y];
  return items.flatMap(([swatch, label]) => {
    const wide = 44 + label.length * 6.6;
    if (left + wide > x + width && left > x) [left, top] = [x, top + LEGEND + 4];
    const mark = swatch.cloneNode(true);
    for (const [name, value] of Object.entries({ x: left, y: top - 12, width: 26, height: 16 })) mark.setAttribute(name, value);
    for (const hollow of mark.querySelectorAll(".hollow")) hollow.setAttribute("stroke", colors.paper);
    const text = svg("text", { x: left + 32, y: top, "font-size": 11.5, fill: colors.ink }, label);
    left += wide;
    return [mark, text];
  });
}

// What lies below all: the land of the map, the grounds of communities.
function groundParts({ world, grounds }, colors) {
  const land = world && svg("path", {
    d: world.land, transform: `translate(${world.x} ${world.y}) scale(${world.scale})`, fill: colors.land, stroke: colors.line, "stroke-width": 0.7 / world.scale,
  });
  const line = ([x0, y0, x1, y1]) => `M${x0} ${y0}L${x1} ${y1}`;
  return [land, grounds.map(({ color, width, lines }) => svg("path", {
    d: lines.map(line).join(""), fill: "none", stroke: color, "stroke-width": width, "stroke-linecap": "round", "stroke-opacity": SHADE,
  }))];
}

// `about`: {title, subtitle, legend: [[swatch, label]], notes: lines of text}.
export function sceneSvg(scene, about, colors) {
  const [left, top, right, bottom] = bounds(scene);
  const zoom = 13 / (scene.nameSize || 13); // names are 13 pixels high in the file whatever the zoom on the screen was
  const width = Math.max(640, (right - left) * zoom + 2 * EDGE);
  const tall = (bottom - top) * zoom;
  const rows = Math.ceil(about.legend.reduce((sum, [, label]) => sum + 44 + label.length * 6.6, 0) / (width - 2 * EDGE - 100)) + 1;
  const foot = TOP + tall + EDGE;
  const height = foot + rows * (LEGEND + 4) + about.notes.length * LEGEND + EDGE;
  const text = (y, size, words, look = {}) => svg("text", { x: EDGE, y, "font-size": size, fill: colors.ink, ...look }, words);
  const shift = `translate(${(width - (right - left) * zoom) / 2 - left * zoom} ${12 - top * zoom}) scale(${zoom})`;
  return svg("svg", { xmlns: "http://www.w3.org/2000/svg", width: Math.round(width), height: Math.round(height), viewBox: `0 0 ${width} ${height}`, "font-family": FONT, color: colors.ink },
    svg("title", {}, about.title),
    svg("rect", { width, height, fill: colors.paper }),
    text(34, 18, about.title, { "font-weight": 600 }), text(54, 12, about.subtitle, { fill: colors.soft }),
    svg("svg", { x: 0, y: TOP - 12, width, height: tall + 24, overflow: "hidden" }, svg("g", { transform: shift },
      groundParts(scene, colors), [...scene.lines].reverse().flatMap((line) => lineParts(line, scene.grow, colors)), [...scene.marks].reverse().map((mark) => markPart(mark, scene.grow, colors)),
      scene.spots.map(({ x, y, radius }) => svg("circle", { cx: x, cy: y, r: radius, fill: colors.paper, stroke: colors.ink, "stroke-width": 2 * scene.grow })),
      wordParts(scene, colors), nameParts(scene, colors))),
    legendParts(about.legend, EDGE, foot + 8, width - 2 * EDGE, colors),
    about.notes.map((note, i) => text(foot + rows * (LEGEND + 4) + i * LEGEND + 8, 11, note, { fill: colors.soft })));
}
