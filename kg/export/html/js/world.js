// The map: states stand in their middle, whoever belongs to one beside it; events lie where they took place.

import { bendsOf } from "./arrange.js";
import { marksOf } from "./scene.js";

const AROUND = { x: 64, y: 44 }; // pixels around those who are shown
const CLOSEST = 5; // times the scale at which the whole world fits
const APART = 60; // rounds in which marks make room for each other
const NEXT = 15; // pixels between those who stand at one place
const TURN = Math.PI * (3 - Math.sqrt(5));
const BEND = 0.28; // of a line's length: an arc, not a loop
const SPOT = 3.2; // radius of where something took place

export const standsOnMap = (data, { index }) => Boolean(data.nodes[data.edges[index].from].actor.at && data.nodes[data.edges[index].to].actor.at);

// Where the events of `links` took place: {spot: its place in the data, events}, the busiest first.
export function spotsOf(data, links) {
  const found = new Map();
  for (const event of links.flatMap((link) => link.events)) {
    if (event.spot !== null) (found.get(event.spot) ?? found.set(event.spot, []).get(event.spot)).push(event);
  }
  return [...found].map(([spot, events]) => ({ spot, events })).sort((a, b) => b.events.length - a.events.length || a.spot - b.spot);
}

// Marks that lie over each other move apart, no further than they must.
function makeRoom(items) {
  for (let round = 0; round < APART; round += 1) {
    let moved = false;
    for (let i = 0; i < items.length; i += 1) {
      for (let k = 0; k < i; k += 1) {
        const [a, b] = [items[k], items[i]];
        const [dx, dy] = [b.x - a.x || 0.1, b.y - a.y];
        const distance = Math.hypot(dx, dy);
        const gap = a.radius + b.radius + 3 - distance;
        if (gap <= 0) continue;
        moved = true;
        a.x -= (dx / distance) * gap * 0.5;
        a.y -= (dy / distance) * gap * 0.5;
        b.x += (dx / distance) * gap * 0.5;
        b.y += (dy / distance) * gap * 0.5;
      }
    }
    if (!moved) break;
  }
}

// As `arrange` gives it, with `world`: {land, scale, x, y} and `on(point)`, which takes a point of the map to the picture.
export function onWorld(data, links, shown, spots, width, height) {
  const { map } = data;
  const ends = [...shown.map((id) => data.nodes[id].actor.at), ...spots.map(({ spot }) => data.spots[spot].slice(1))];
  const [left, top] = [0, 1].map((axis) => Math.min(...ends.map((end) => end[axis])));
  const [right, bottom] = [0, 1].map((axis) => Math.max(...ends.map((end) => end[axis])));
  const whole = Math.min(width / map.width, height / map.height);
  const scale = Math.min(CLOSEST * whole, (width - 2 * AROUND.x) / (right - left || 1), (height - 2 * AROUND.y) / (bottom - top || 1));
  const on = ([x, y]) => [width / 2 + (x - (left + right) / 2) * scale, height / 2 + (y - (top + bottom) / 2) * scale];
  const taken = new Map();
  const grow = Math.min(0.8, Math.max(0.5, width / 1000));
  const places = new Map(shown.map((id) => {
    const { at } = data.nodes[id].actor;
    const rank = taken.get(String(at)) ?? 0;
    taken.set(String(at), rank + 1);
    const [x, y] = on(at);
    const reach = NEXT * Math.sqrt(rank);
    return [id, { x: x + reach * Math.cos(rank * TURN), y: y + reach * Math.sin(rank * TURN) }];
  }));
  const items = marksOf(data, shown, places, { near: null, actor: null, pins: new Map() }, grow);
  makeRoom(items);
  const settled = new Map(items.map(({ id, x, y }) => [id, { x: Math.round(x), y: Math.round(y) }]));
  const [x, y] = on([0, 0]);
  return {
    places: settled, size: { width, height }, grow, bends: bendsOf(data, links, shown, settled, new Map(), grow, BEND),
    world: { land: map.land, scale, x, y }, on,
  };
}

export function spotMarks(data, spots, { on, grow }) {
  return spots.map(({ spot, events }) => {
    const [x, y] = on(data.spots[spot].slice(1));
    return { spot, x, y, radius: (SPOT + Math.min(5, Math.log2(events.length))) * Math.max(grow, 0.7), count: events.length };
  });
}
