// The picture: who is visible, where, and what the pointer does to it.

import { arrange, bendsOf } from "./arrange.js";
import { groundsOf } from "./communities.js";
import { h } from "./dom.js";
import { pointer } from "./pointer.js";
import { linesOf, marksOf, textsOf } from "./scene.js";
import { nearest } from "./shapes.js";
import { theme } from "./style.js";
import { canvasView } from "./view.js";
import { onWorld, spotMarks } from "./world.js";

const REACH = 6; // pixels beside a line or mark that still mean it
const PADDING = 12;

// `onPick({actor})`, `({link})`, `({spot})` or `({})`: what was clicked; `onPin(actor)`: it was dragged; `onResize()`: the canvas has another size;
// `tip({actor})` or `({link})`: what to say when the pointer is over it.
export function picture(container, data, { onPick, onPin, onResize, tip }) {
  const canvas = h("canvas", { role: "img", "aria-label": "Actors and their links; the panel beside it lists the same" });
  const note = h("div", { class: "tip", hidden: true });
  container.replaceChildren(canvas, note);
  let [links, shown, look] = [[], [], { near: null, picked: null, actor: null, pins: new Map() }];
  let key = ""; // who is shown with whom, and who is pinned where
  let made = { places: new Map(), bends: new Map(), size: { width: 1, height: 1 }, grow: 1 };
  let [marks, lines, spots, grounds, texts] = [[], [], [], [], null];
  let colors = theme();
  let seen = ""; // the size of the canvas that was last drawn for
  let moved = false; // by hand: then the view stays as the reader left it
  const screen = canvasView(container, canvas, { sceneAt, colors: () => colors });

  function sceneAt(scale) {
    if (!texts || texts.scale !== scale) texts = { scale, ...textsOf(marks, lines, scale) };
    return { marks, lines, spots, grounds, world: made.world ?? null, grow: made.grow, ...texts };
  }

  function refresh() {
    marks = marksOf(data, shown, made.places, look, made.grow);
    const drawn = look.so ? links.map(({ index }) => look.so.get(index)).filter(Boolean) : links;
    lines = linesOf(data, drawn, marks, made.bends, look, made.grow);
    spots = made.world ? spotMarks(data, look.spots, made) : [];
    grounds = look.ground ? groundsOf(data, marks, made.grow) : [];
    texts = null;
    screen.redraw(true);
  }

  // All marks and their names in view, none of them larger than it should be.
  function fitAll() {
    const { width, height } = screen.size();
    if (!marks.length || !width || !height) return;
    const scale = scaleThatFits(width, height);
    const box = bounds(scale);
    const centre = (low, high, length) => length / 2 - ((low + high) / 2) * scale;
    screen.set({ scale, x: centre(box.left, box.right, width), y: centre(box.top, box.bottom, height) });
  }

  function bounds(scale) {
    const boxes = [
      ...marks.map(({ x, y, radius: r }) => [x - r, y - r, x + r, y + r]),
      ...lines.map(({ curve: [x0, y0, cx, cy, x1, y1] }) => [
        Math.min(x0, (x0 + cx) / 2, x1), Math.min(y0, (y0 + cy) / 2, y1), Math.max(x0, (x0 + cx) / 2, x1), Math.max(y0, (y0 + cy) / 2, y1),
      ]),
      ...sceneAt(scale).names.map(({ x, y, w, h: high }) => [x, y, x + w, y + high]),
    ];
    const [left, top] = [0, 1].map((i) => Math.min(...boxes.map((box) => box[i])));
    const [right, bottom] = [2, 3].map((i) => Math.max(...boxes.map((box) => box[i])));
    return { left, top, right, bottom };
  }

  function scaleThatFits(width, height) {
    let scale = 1;
    for (let round = 0; round < 3; round += 1) {
      const { left, right, top, bottom } = bounds(scale);
      scale = Math.min(1, (width - 2 * PADDING) / (right - left || 1), (height - 2 * PADDING) / (bottom - top || 1));
    }
    return scale;
  }

  function show(wanted, wantedLook) {
    [links, look, colors] = [wanted, wantedLook, theme()];
    shown = [...new Set(links.flatMap(({ index }) => [data.edges[index].from, data.edges[index].to]))].sort((a, b) => a - b);
    const before = key;
    const { width, height } = screen.size();
    seen = `${width} ${height}`;
    key = JSON.stringify([links.map((link) => link.index), [...look.pins], width, height, look.map && look.spots.map(({ spot }) => spot)]);
    if (key !== before && look.map) made = onWorld(data, links, shown, look.spots, width, height);
    else if (key !== before && shown.length) made = arrange(data, links, shown, look.pins, width, height);
    refresh();
    if (key !== before && !moved) fitAll();
  }

  function at(x, y) {
    const spot = screen.toScene(x, y);
    const reach = REACH / screen.scale;
    const mark = marks.find((one) => Math.hypot(one.x - spot.x, one.y - spot.y) < one.radius + reach / 2);
    if (mark) return { actor: mark.id };
    const place = spots.find((one) => Math.hypot(one.x - spot.x, one.y - spot.y) < one.radius + reach / 2);
    if (place) return { spot: place.spot };
    let best = { distance: reach };
    for (const line of lines) {
      const distance = nearest(line.curve, spot.x, spot.y) - line.width / 2;
      if (distance < best.distance) best = { distance, link: line.index };
    }
    return best.link === undefined ? {} : { link: best.link };
  }

  function hover(x, y) {
    const over = x === undefined ? {} : at(x, y);
    const lines = Object.keys(over).length ? tip(over) : null;
    canvas.classList.toggle("over", Boolean(lines));
    note.hidden = !lines;
    if (!lines) return;
    note.replaceChildren(...lines);
    const { width, height } = screen.size();
    note.style.left = `${Math.max(0, Math.min(x + 14, width - note.offsetWidth - 4))}px`;
    note.style.top = `${Math.max(0, Math.min(y + 14, height - note.offsetHeight - 4))}px`;
  }

  pointer(canvas, {
    grab: (x, y) => (made.world ? null : at(x, y).actor ?? null), // on the map everybody stays
    drag(actor, x, y) {
      const { x: left, y: top } = screen.toScene(x, y);
      made.places.set(actor, { x: left, y: top });
      refresh();
    },
    drop(actor) {
      moved = true;
      made.bends = bendsOf(data, links, shown, made.places, look.pins, made.grow);
      onPin(actor);
    },
    pan(dx, dy) {
      moved = true;
      screen.pan(dx, dy);
    },
    zoom(factor, x, y) {
      moved = true;
      screen.zoom(factor, x, y);
    },
    rest: screen.rest,
    click: (x, y) => onPick(at(x, y)),
    hover,
  });
  new ResizeObserver(() => {
    const { width, height } = screen.size();
    if (seen === `${width} ${height}`) return;
    moved = false;
    onResize();
  }).observe(container);

  return {
    show, at,
    // The next `show` looks at everything again.
    reset() {
      [moved, key] = [false, ""];
    },
    clear() {
      [marks, lines, spots, grounds, links, shown, key, moved] = [[], [], [], [], [], [], "", false];
      made = { ...made, places: new Map(), world: null };
    },
    // Where an actor stands, in thousandths of the picture; null where it does not.
    place(actor) {
      const spot = made.places.get(actor);
      const share = (part, whole) => Math.max(-999, Math.min(1999, Math.round((part / whole) * 1000)));
      return spot && shown.includes(actor) ? [share(spot.x, made.size.width), share(spot.y, made.size.height)] : null;
    },
    zoom(factor) {
      moved = true;
      screen.zoom(factor);
    },
    has: (actor) => shown.includes(actor),
    centre(actor) {
      if (!shown.includes(actor)) return; // a filter hides all its links
      moved = true;
      const { width, height } = screen.size();
      const { x, y } = made.places.get(actor);
      const scale = Math.max(0.8, screen.scale);
      screen.set({ scale, x: width / 2 - x * scale, y: height / 2 - y * scale });
    },
    scene: () => sceneAt(screen.scale),
    scale: () => screen.scale,
    toScreen: screen.toScreen,
    pan: screen.pan,
  };
}
