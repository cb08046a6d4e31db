// How things look on the canvas, in the colours of the page's theme.

export function theme() {
  const read = getComputedStyle(document.documentElement);
  const get = (name) => read.getPropertyValue(name).trim();
  return { paper: get("--paper"), ink: get("--ink"), soft: get("--soft"), line: get("--line"), accent: get("--accent") };
}

// Pixels; the strongest link has `WIDEST` at most: beyond that it would bury the marks at its ends.
const WIDEST = 7;
export const width = (events, most) => 0.9 + Math.min(1.1, (WIDEST - 0.9) / Math.sqrt(most)) * Math.sqrt(events);

// `grow` makes up for the zoom at which the whole picture fits, so that marks and lines keep their size on the screen.
export function edgeStyle(link, edge, { grow, most, faint, selected }) {
  const { color, dashes } = link.tone;
  return {
    id: link.index,
    from: edge.from,
    to: edge.to,
    arrows: { to: { enabled: edge.arrows === "to", scaleFactor: 0.5 * grow } },
    width: (width(link.events.length, most) + (selected ? 2 : 0)) * grow,
    dashes: dashes && dashes.map((length) => length * grow),
    color: { color, highlight: color, hover: color, opacity: faint ? 0.22 : selected ? 1 : 0.8 },
  };
}

// A pinned actor has a thicker rim.
export function nodeStyle(node, colors, grow, { faint, pinned, place }) {
  return {
    id: node.id,
    shape: node.shape,
    size: node.size * grow,
    x: place.x,
    y: place.y,
    label: undefined,
    borderWidth: (pinned ? 3 : 1) * grow,
    borderWidthSelected: 3 * grow,
    opacity: faint ? 0.3 : 1,
    color: {
      background: node.color, border: colors.ink,
      highlight: { background: node.color, border: colors.accent }, hover: { background: node.color, border: colors.accent },
    },
  };
}
