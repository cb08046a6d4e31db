// Bars over time, which can be brushed: drag to choose days. The date fields beside it do the same by keyboard.

import { firstDay, lastDay } from "./data.js";
import { svg } from "./dom.js";

const DAY = 86400000;
const toTime = (date) => Date.parse(`${date}T00:00:00Z`);
const toDate = (time) => new Date(time).toISOString().slice(0, 10);

const STRAY = 0.03; // the share of events that may lie before the axis

// Where the axis starts and ends. A few events of long ago would press all others into the last bar: they then share the first.
export function axis(events) {
  const days = events.map((event) => event.when).filter(Boolean).map(firstDay).sort();
  const ends = events.map((event) => event.when).filter(Boolean).map(lastDay).sort();
  if (!days.length) return null;
  const [first, usual, last] = [days[0], days[Math.floor(days.length * STRAY)], ends[ends.length - 1]];
  const length = (from) => toTime(last) - toTime(from) + DAY;
  return { first, start: length(first) > 3 * length(usual) ? usual : first, last };
}

// At most `limit` bins of whole days from `start` to `last`, the first with all that came before: {from, to, count}.
export function bins(events, { start, last }, limit) {
  const days = Math.round((toTime(last) - toTime(start)) / DAY) + 1;
  const size = Math.ceil(days / limit);
  const found = Array.from({ length: Math.ceil(days / size) }, (_, i) => ({
    from: toDate(toTime(start) + i * size * DAY), to: toDate(Math.min(toTime(start) + ((i + 1) * size - 1) * DAY, toTime(last))), count: 0,
  }));
  for (const { when } of events) {
    if (when) found[Math.max(0, Math.floor((toTime(firstDay(when)) - toTime(start)) / DAY / size))].count += 1;
  }
  return found;
}

// `line`: from `axis`. `onRange(from, to)` is called while brushing; without it the picture is still.
export function histogram(events, line, range, onRange) {
  const found = bins(events, line, 60);
  const cut = line.start !== line.first;
  const most = Math.max(1, ...found.map((bin) => bin.count));
  const inRange = (bin) => (!range.from || bin.to >= range.from) && (!range.to || bin.from <= range.to);
  const name = (bin, i) => (cut && !i ? `up to ${bin.to}` : bin.from === bin.to ? bin.from : `${bin.from} to ${bin.to}`);
  const bars = found.map((bin, i) => {
    const height = bin.count ? Math.max(3, (bin.count / most) * 50) : 1;
    return svg("rect", { x: i * 10 + 1, y: 52 - height, width: 8, height, class: bin.count && inRange(bin) ? "on" : "" },
      svg("title", {}, `${name(bin, i)}: ${bin.count}`));
  });
  const chart = svg("svg", {
    class: onRange ? "bars" : "bars still", viewBox: `0 0 ${Math.max(10, found.length) * 10} 52`, preserveAspectRatio: "none",
    role: "img", "aria-label": `Events from ${line.first} to ${line.last}`,
  }, ...bars);
  if (onRange) brush(chart, found, (low, high) => onRange(cut && !low ? "" : found[low].from, found[high].to));
  return chart;
}

// What stands below: where the axis begins and ends.
export const ends = (line) => [line.start === line.first ? line.start : `… ${line.start}`, line.last];

function brush(chart, found, onBins) {
  const at = (event) => {
    const box = chart.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    return Math.min(found.length - 1, Math.max(0, Math.floor(share * Math.max(10, found.length))));
  };
  let start = null;
  chart.addEventListener("pointerdown", (event) => {
    start = at(event);
    chart.setPointerCapture(event.pointerId);
  });
  chart.addEventListener("pointerup", (event) => {
    if (start === null) return;
    const [low, high] = [start, at(event)].sort((a, b) => a - b);
    start = null;
    onBins(low, high);
  });
}
