// The canvas with its zoom: paints a scene, and while a crowded one is moved, the picture that was painted last.

import { paint } from "./paint.js";

const CROWDED = 250; // lines
const BEYOND = 0.4; // of the canvas is painted ahead on each side
const PAUSE = 160; // milliseconds without movement until a crowded scene is painted anew

// `sceneAt(scale)` gives what to paint; `colors()` the theme.
export function canvasView(container, canvas, { sceneAt, colors }) {
  const context = canvas.getContext("2d");
  const layer = document.createElement("canvas");
  let painted = null; // the view of the layer
  let now = { scale: 1, x: 0, y: 0 };
  let asked = 0;
  let timer = 0;
  const ratio = () => Math.max(1, devicePixelRatio || 1);
  const size = () => ({ width: container.clientWidth, height: container.clientHeight });

  function fit(target, width, height) {
    const [w, h] = [Math.round(width * ratio()), Math.round(height * ratio())];
    if (target.width !== w || target.height !== h) Object.assign(target, { width: w, height: h });
  }

  function paintOn(pen, box) {
    const { scale, x, y } = now;
    const dots = ratio();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, pen.canvas.width, pen.canvas.height);
    pen.setTransform(dots * scale, 0, 0, dots * scale, dots * (x - box.x), dots * (y - box.y));
    paint(pen, sceneAt(scale), { x: (box.x - x) / scale, y: (box.y - y) / scale, w: box.w / scale, h: box.h / scale }, colors());
  }

  function copyLayer() {
    const { box, at } = painted;
    const [dots, zoom] = [ratio(), now.scale / at.scale];
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    const [x, y] = [Math.round(((box.x - at.x) * zoom + now.x) * dots), Math.round(((box.y - at.y) * zoom + now.y) * dots)];
    if (zoom === 1) context.drawImage(layer, x, y);
    else context.drawImage(layer, x, y, layer.width * zoom, layer.height * zoom);
  }

  function frame() {
    asked = 0;
    const { width, height } = size();
    fit(canvas, width, height);
    if (sceneAt(now.scale).lines.length < CROWDED) {
      painted = null;
      paintOn(context, { x: 0, y: 0, w: width, h: height });
      return;
    }
    if (!painted) {
      const box = { x: -BEYOND * width, y: -BEYOND * height, w: width * (1 + 2 * BEYOND), h: height * (1 + 2 * BEYOND) };
      fit(layer, box.w, box.h);
      paintOn(layer.getContext("2d"), box);
      painted = { box, at: { ...now } };
    }
    copyLayer();
  }

  const soon = () => { asked ||= requestAnimationFrame(frame); };
  // `whole`: the scene itself is another.
  function redraw(whole) {
    if (whole) painted = null;
    soon();
  }
  function rest() {
    clearTimeout(timer);
    timer = setTimeout(() => redraw(true), PAUSE);
  }

  return {
    size, redraw, rest,
    get scale() { return now.scale; },
    set(next) {
      now = next;
      redraw(true);
    },
    pan(dx, dy) {
      now = { ...now, x: now.x + dx, y: now.y + dy };
      redraw(false);
    },
    zoom(factor, x = size().width / 2, y = size().height / 2) {
      const scale = Math.max(0.05, Math.min(8, now.scale * factor));
      const real = scale / now.scale;
      now = { scale, x: x - (x - now.x) * real, y: y - (y - now.y) * real };
      redraw(false);
      rest();
    },
    toScene: (x, y) => ({ x: (x - now.x) / now.scale, y: (y - now.y) / now.scale }),
    toScreen: ({ x, y }) => [x * now.scale + now.x, y * now.scale + now.y],
  };
}
