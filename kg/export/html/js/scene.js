// What is to be drawn, as plain shapes: the canvas and the SVG file paint the same scene.

import { placeNames, SIZE } from "./labels.js";
import { between, curve } from "./shapes.js";
import { lineWidth } from "./style.js";
import { placeWords, WORD_SIZE, wordOf } from "./words.js";

// `look`: {near: the actors in focus or null, picked: a link or null, actor: the one selected or null, pins, so: while time is played,
// the links by index as they are so far, fresh: those of them that something new happened on, map, spots: what took place where, ground}.
export function marksOf(data, shown, places, look, grow) {
  const marks = shown.map((id) => {
    const { label, size, shape, color, actor } = data.nodes[id];
    return {
      id, ...places.get(id), radius: size * grow, shape, color, title: label, short: actor.short ?? label,
      faint: look.near !== null && !look.near.has(id), strong: id === look.actor, pinned: look.pins.has(actor.id),
    };
  });
  return marks.sort((a, b) => b.strong - a.strong || a.faint - b.faint || b.radius - a.radius || a.id - b.id);
}

export function linesOf(data, links, marks, bends, look, grow) {
  const spots = new Map(marks.map((mark) => [mark.id, mark]));
  const most = Math.max(1, ...links.map((link) => (link.standing === "actual" ? link.drawn.length : 0)));
  return links.map((link) => {
    const edge = data.edges[link.index];
    const [from, to] = [spots.get(edge.from), spots.get(edge.to)];
    const full = curve(from, to, bends.get(link.index));
    const selected = link.index === look.picked;
    const { picked, near, actor, fresh } = look;
    return {
      index: link.index, link, curve: between(full, from.radius + grow, to.radius + 2 * grow), standing: link.standing,
      width: (lineWidth(link, most) + (selected ? 2 : 0)) * grow, color: link.tone.color,
      dashes: link.tone.dashes && link.tone.dashes.map((length) => length * grow), arrow: edge.arrows === "to", selected,
      faint: fresh ? !fresh.has(link.index) : picked !== null ? !selected : near !== null && edge.from !== actor && edge.to !== actor,
      word: wordOf(link, data.tones),
    };
  });
}

const boxOf = ({ x, y, radius }) => ({ x: x - radius, y: y - radius, w: 2 * radius, h: 2 * radius });

// The texts for one zoom: names first, then the words of the lines, those of faint lines last.
export function textsOf(marks, lines, scale) {
  const names = placeNames(marks, lines.map((line) => line.curve), SIZE / scale);
  const sorted = [...lines].sort((a, b) => b.selected - a.selected || a.faint - b.faint);
  const words = placeWords(sorted.filter((line) => !line.faint), names, marks.map(boxOf), WORD_SIZE / scale);
  const look = new Map(lines.map((line) => [line.index, line]));
  const who = new Map(marks.map((mark) => [mark.id, mark]));
  return {
    names: names.map((name) => ({ ...name, faint: who.get(name.id).faint, strong: who.get(name.id).strong })),
    words: words.map((word) => ({ ...word, standing: look.get(word.index).standing })),
    nameSize: SIZE / scale, wordSize: WORD_SIZE / scale,
  };
}
