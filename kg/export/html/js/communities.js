// Who belongs together, as a faint ground below those who are shown: one line that joins the members of a community, very wide.

export const COLORS = ["#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#0072B2", "#D55E00", "#999999"];
export const SHADE = 0.16;
const BORDER = 30; // pixels to each side of the joining line
const MEMBERS = 3; // members in the picture
const NAMES = 2;

// The largest communities with the name that their strongest members give them.
export const named = (data) => data.groups.slice(0, COLORS.length).map((members, i) => ({
  members, color: COLORS[i], name: members.slice(0, NAMES).map((place) => data.nodes[place].label).join(", "), more: members.length - NAMES,
}));

// The shortest lines that hold `points` together.
function tree(points) {
  const [first, ...others] = points;
  const open = others.map((point) => ({ point, near: first, far: Math.hypot(point.x - first.x, point.y - first.y) }));
  const lines = [];
  while (open.length) {
    const at = open.reduce((best, one, i) => (one.far < open[best].far ? i : best), 0);
    const [{ point, near }] = open.splice(at, 1);
    lines.push([near.x, near.y, point.x, point.y]);
    for (const one of open) {
      const far = Math.hypot(one.point.x - point.x, one.point.y - point.y);
      if (far < one.far) Object.assign(one, { near: point, far });
    }
  }
  return lines;
}

// The grounds of those among `marks`: {color, width, lines}.
export function groundsOf(data, marks, grow) {
  const here = new Map(marks.map((mark) => [mark.id, mark]));
  return named(data).map(({ members, color }) => ({ color, points: members.map((place) => here.get(place)).filter(Boolean) }))
    .filter(({ points }) => points.length >= MEMBERS)
    .map(({ color, points }) => ({ color, width: 2 * BORDER * grow, lines: tree(points) }));
}
