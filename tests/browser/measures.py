"""What can be measured of the picture: lines through marks of others, texts over texts, frames a second."""

from __future__ import annotations

# Lines that pass through a mark that is none of their ends.
THROUGH = """() => {
  const { lines, marks } = kgPage.stage.scene();
  const { edges } = kgPage.data;
  const at = ([a, b, c, d, e, f], t) => [(1-t)*(1-t)*a + 2*(1-t)*t*c + t*t*e, (1-t)*(1-t)*b + 2*(1-t)*t*d + t*t*f];
  const hit = ({ index, curve }) => marks.some(({ id, x, y, radius }) => id !== edges[index].from && id !== edges[index].to
    && Array.from({ length: 101 }, (_, i) => at(curve, i / 100)).some(([px, py]) => Math.hypot(px - x, py - y) < radius));
  return [lines.filter(hit).length, lines.length];
}"""

# Names over names or marks, names nearer to another mark than to their own, words over any of these, marks without a name.
OVER = """() => {
  const { names, words, marks, wordSize } = kgPage.stage.scene();
  const pairs = (list) => list.flatMap((a, i) => list.slice(0, i).map((b) => [a, b]));
  const clash = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  const beyond = (low, length, at) => Math.max(low - at, 0, at - low - length);
  const gap = (box, m) => Math.hypot(beyond(box.x, box.w, m.x), beyond(box.y, box.h, m.y)) - m.radius;
  const own = (name) => marks.find((mark) => mark.id === name.id);
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `500 ${wordSize}px system-ui, sans-serif`;
  const trail = (word) => {
    const w = pen.measureText(word.text).width;
    const spot = (off) => [word.x + off * Math.cos(word.angle), word.y + off * Math.sin(word.angle)];
    return Array.from({ length: 25 }, (_, i) => spot((i / 24 - 0.5) * w));
  };
  const trails = words.map(trail);
  const inside = ([x, y], box) => x > box.x && x < box.x + box.w && y > box.y && y < box.y + box.h;
  const other = (name) => marks.filter((mark) => mark.id !== name.id);
  const on = ([x, y]) => names.some((name) => inside([x, y], name)) || marks.some((m) => Math.hypot(x - m.x, y - m.y) < m.radius);
  const near = ([x, y], trail) => trail.some(([u, v]) => Math.hypot(x - u, y - v) < wordSize * 0.8);
  return {
    names: pairs(names).filter(([a, b]) => clash(a, b)).length,
    marks: names.filter((name) => other(name).some((mark) => gap(name, mark) < 0)).length,
    nearer: names.filter((name) => other(name).some((mark) => gap(name, mark) < gap(name, own(name)))).length,
    words: trails.filter((trail) => trail.some(on)).length,
    crossed: pairs(trails).filter(([a, b]) => a.some((p) => near(p, b))).length,
    nameless: marks.length - names.length, wordless: kgPage.stage.scene().lines.length - words.length,
  };
}"""

# Frames a second while the picture is dragged for so many milliseconds, and the longest wait between two.
PAN = """(time) => new Promise((done) => {
  const start = performance.now();
  let [frames, last, longest] = [0, start, 0];
  const step = () => {
    const now = performance.now();
    [frames, longest, last] = [frames + 1, Math.max(longest, now - last), now];
    if (now - start > time) done({ frames: (frames * 1000) / (now - start), longest });
    else {
      kgPage.stage.pan(Math.round(4 * Math.cos(frames / 9)), Math.round(4 * Math.sin(frames / 9)));
      requestAnimationFrame(step);
    }
  };
  requestAnimationFrame(step);
})"""
