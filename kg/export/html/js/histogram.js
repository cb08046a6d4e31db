// Bars over time, which can be brushed: drag to choose days. The date fields beside it do the same by keyboard.

import { svg } from "./dom.js";

const DAY = 86400000;
const toTime = (date) => Date.parse(`${date}T00:00:00Z`);
const toDate = (time) => new Date(time).toISOString().slice(0, 10);

// At most `limit` bins of whole days between `first` and `last`: {from, to, count, on}.
export function bins(events, first, last, limit) {
  const start = toTime(first);
  const days = Math.round((toTime(last) - start) / DAY) + 1;
  const size = Math.ceil(days / limit);
  const found = Array.from({ length: Math.ceil(days / size) }, (_, i) => ({
    from: toDate(start + i * size * DAY), to: toDate(Math.min(start + ((i + 1) * size - 1) * DAY, toTime(last))), count: 0,
  }));
  for (const { date } of events) {
    if (date && date >= first && date <= last) found[Math.floor((toTime(date) - start) / DAY / size)].count += 1;
  }
  return found;
}

// `onRange(from, to)` is called while brushing; without it the picture is still.
export function histogram(events, first, last, range, onRange) {
  const found = bins(events, first, last, 60);
  const most = Math.max(1, ...found.map((bin) => bin.count));
  const inRange = (bin) => (!range.from || bin.to >= range.from) && (!range.to || bin.from <= range.to);
  const bars = found.map((bin, i) => {
    const height = bin.count ? Math.max(3, (bin.count / most) * 50) : 1;
    return svg("rect", { x: i * 10 + 1, y: 52 - height, width: 8, height, class: bin.count && inRange(bin) ? "on" : "" },
      svg("title", {}, `${bin.from === bin.to ? bin.from : `${bin.from} to ${bin.to}`}: ${bin.count}`));
  });
  const chart = svg("svg", {
    class: onRange ? "bars" : "bars still", viewBox: `0 0 ${Math.max(10, found.length) * 10} 52`, preserveAspectRatio: "none",
    role: "img", "aria-label": `Events from ${first} to ${last}`,
  }, ...bars);
  if (onRange) brush(chart, found, onRange);
  return chart;
}

function brush(chart, found, onRange) {
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
    onRange(found[low].from, found[high].to);
  });
}
