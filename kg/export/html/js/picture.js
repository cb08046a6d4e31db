// The canvas: vis-network with fixed places, redrawn from the visible links.

import { linkName, plural } from "./data.js";
import { drawLabels } from "./labels.js";
import { spread } from "./spread.js";
import { edgeStyle, nodeStyle, theme } from "./style.js";

const OPTIONS = {
  autoResize: true,
  physics: false,
  layout: { improvedLayout: false },
  nodes: { shapeProperties: { interpolation: false } },
  edges: { smooth: { enabled: true, type: "curvedCW", roundness: 0.12 }, hoverWidth: 1, selectionWidth: 0 },
  interaction: { hover: true, tooltipDelay: 120, hideEdgesOnDrag: false, keyboard: false, multiselect: false },
};

// A tooltip is an element made of text: vis-network would be free to read a string in its own way.
function tip(lines) {
  const box = document.createElement("div");
  box.textContent = lines.join("\n");
  return box;
}

// `onPick({actor})` or `({link})`: what was clicked; `onPin(actor)`: it was dragged; `onResize()`: the canvas has another size.
export function picture(container, data, { onPick, onPin, onResize }) {
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(container, { nodes, edges }, OPTIONS);
  let labelled = [];
  let colors = theme();
  let shown = [];
  let key = ""; // who is shown, and who is pinned where
  let places = new Map();
  let size = null;
  let view = null;
  let moved = false; // by hand: then the view stays as the reader left it

  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) onPick({ actor: node });
    else if (edge !== undefined) onPick({ link: edge });
    else onPick({});
  });
  network.on("dragEnd", ({ nodes: [node] }) => {
    if (node === undefined) return;
    places.set(node, network.getPosition(node));
    onPin(node);
  });
  for (const name of ["zoom", "dragStart"]) network.on(name, () => { moved = true; });
  network.on("afterDrawing", (context) => {
    const spots = network.getPositions(labelled.map((item) => item.id));
    const items = labelled.map((item) => ({ ...item, ...spots[item.id] }));
    const corner = network.DOMtoCanvas({ x: 0, y: 0 });
    const far = network.DOMtoCanvas({ x: container.clientWidth, y: container.clientHeight });
    const frame = { x: corner.x, y: corner.y, w: far.x - corner.x, h: far.y - corner.y };
    drawLabels(context, items, network.getScale(), frame, colors);
  });
  network.on("resize", () => {
    reset();
    requestAnimationFrame(onResize); // vis-network sets its own view right after this event
  });

  function sync(set, wanted) {
    const keep = new Set(wanted.map((item) => item.id));
    set.remove(set.getIds().filter((id) => !keep.has(id)));
    set.update(wanted);
  }

  const standing = (pins) => shown.map((i) => ({ ...data.nodes[i], pin: pins.get(data.nodes[i].actor.id) }));

  // `near`: the actors in focus (all others grow faint), or null; `picked`: the selected link's index, or null;
  // `pins`: places by actor's id, as `spread` takes them.
  function show(links, { near, picked, actor, pins }) {
    colors = theme();
    const used = new Set(links.flatMap(({ index }) => [data.edges[index].from, data.edges[index].to]));
    const before = key;
    shown = [...used].sort((a, b) => a - b);
    key = JSON.stringify([shown, [...pins]]);
    const anew = key !== before || view === null;
    if (anew) ({ places, size, view } = spread(standing(pins), container.clientWidth, container.clientHeight));
    const fine = Math.min(1, Math.max(0.6, container.clientWidth / 650)); // smaller marks on a phone
    const grow = Math.min(2.5, 1 / view.scale) * fine;
    const most = data.eventsOf[0]?.length ?? 1; // the strongest link comes first
    const drawn = links.map((link) => {
      const edge = data.edges[link.index];
      const faint = picked !== null ? link.index !== picked : near !== null && edge.from !== actor && edge.to !== actor;
      const score = link.mean === null ? "not coded" : `mean Goldstein ${link.mean.toFixed(1)}`;
      const title = tip([linkName(data, link.index), `${plural(link.events.length, "event")}, ${score}`]);
      return { ...edgeStyle(link, edge, { grow, most, faint, selected: link.index === picked }), title };
    });
    const faint = (i) => near !== null && !near.has(i);
    sync(nodes, shown.map((i) => {
      const look = { faint: faint(i), pinned: pins.has(data.nodes[i].actor.id), place: places.get(i) };
      return { ...nodeStyle(data.nodes[i], colors, grow, look), title: tip([data.nodes[i].label]) };
    }));
    sync(edges, drawn);
    labelled = shown.map((i) => {
      const { label, size: radius, actor: { short } } = data.nodes[i];
      return { id: i, name: label, short: short ?? label, radius: radius * grow, faint: faint(i), strong: i === actor };
    });
    labelled.sort((a, b) => b.strong - a.strong || a.faint - b.faint || b.radius - a.radius || a.id - b.id);
    if (near === null || actor === null) network.unselectAll();
    else if (used.has(actor)) network.selectNodes([actor], false);
    if (anew && !moved) network.moveTo({ ...view, animation: false });
  }

  // The next `show` looks at everything again.
  function reset() {
    moved = false;
    view = null;
  }

  const animated = () => !matchMedia("(prefers-reduced-motion: reduce)").matches && { duration: 250, easingFunction: "easeInOutQuad" };

  return {
    network,
    show,
    reset,
    clear() {
      sync(edges, []);
      sync(nodes, []);
      [labelled, shown, places] = [[], [], new Map()];
      reset();
    },
    // Where an actor stands, in thousandths of the picture; null where it does not.
    place(node) {
      const spot = places.get(node);
      const share = (part, whole) => Math.max(-999, Math.min(1999, Math.round((part / whole) * 1000)));
      return spot ? [share(spot.x, size.width), share(spot.y, size.height)] : null;
    },
    zoom(factor) {
      moved = true;
      network.moveTo({ scale: network.getScale() * factor, animation: animated() });
    },
    has: (node) => places.has(node),
    centre(node) {
      if (!places.has(node)) return; // a filter hides all its links
      moved = true;
      network.moveTo({ position: places.get(node), scale: Math.max(0.8, network.getScale()), animation: animated() });
    },
    canvas: () => container.querySelector("canvas"),
  };
}
