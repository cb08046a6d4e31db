// How things look on the canvas, in the colours of the page's theme.

export function theme() {
  const read = getComputedStyle(document.documentElement);
  const get = (name) => read.getPropertyValue(name).trim();
  return { paper: get("--paper"), ink: get("--ink"), soft: get("--soft"), line: get("--line"), accent: get("--accent"), land: get("--land") };
}

// Pixels; the strongest link has `WIDEST` at most: beyond that it would bury the marks at its ends. A ghost is thin whatever it counts.
const WIDEST = 6;
const GHOST = 3.6;
const DENIED = 1.4;
const width = (events, most) => 1.2 + Math.min(1.1, (WIDEST - 1.2) / Math.sqrt(most)) * Math.sqrt(events);

export function lineWidth(link, most) {
  return { actual: width(link.drawn.length, most), ghost: GHOST, negated: DENIED }[link.standing];
}
