// What the reader has chosen, kept in the URL's hash so that a view can be sent to somebody.

export const FACETS = ["type", "status", "scope", "kind", "tone", "outlet"];

// `amount` 0: as many links as the canvas has room for. `path`: "a>b", two actors whose connection is shown. `order` "time": the panel
// is a chronology. `view` "map": everybody stands where they belong on the earth. `ground` "on": communities lie on a ground of theirs. `table`: which list stands below. `pin`: where the reader put actors, in thousandths of the picture.
export function initial(level) {
  return {
    level, amount: 0, from: "", to: "", least: 1, select: "", only: "", hops: 1, path: "", hide: new Set(), more: new Set(),
    pin: new Map(), table: "", order: "", view: "", ground: "", theme: "", off: Object.fromEntries(FACETS.map((name) => [name, new Set()])),
  };
}

// "~" stands for the empty value: what has no type or no outlet.
const pack = (values) => [...values].sort().map((value) => encodeURIComponent(value).replaceAll("~", "%7E") || "~").join(",");
const unpack = (text) => (text ?? "").split(",").filter(Boolean).map((part) => (part === "~" ? "" : decodeURIComponent(part)));
const pinned = (text) => /^(.+)\*(-?\d{1,4})\*(-?\d{1,4})$/s.exec(text);

export function toHash(state, level) {
  const out = new URLSearchParams();
  if (state.level !== level) out.set("level", state.level);
  if (state.amount) out.set("n", state.amount);
  for (const key of ["from", "to", "select", "only", "path", "order", "view", "ground", "theme"]) if (state[key]) out.set(key, state[key]);
  for (const key of ["hide", "more"]) if (state[key].size) out.set(key, pack(state[key]));
  if (state.pin.size) out.set("pin", pack([...state.pin].map(([id, [x, y]]) => `${id}*${x}*${y}`)));
  for (const name of FACETS) if (state.off[name].size) out.set(`no-${name}`, pack(state.off[name]));
  if (state.least > 1) out.set("least", state.least);
  if (state.hops > 1) out.set("hops", state.hops);
  if (state.table) out.set("table", state.table);
  return out.toString();
}

const day = (text) => (/^\d{4}-\d\d-\d\d$/.test(text ?? "") ? text : "");
const whole = (text, otherwise) => (/^\d{1,7}$/.test(text ?? "") ? Math.max(1, Number(text)) : otherwise);

export function fromHash(hash, level) {
  const state = initial(level);
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const list = (key) => {
    try {
      return unpack(given.get(key));
    } catch {
      return []; // a hash that somebody cut short is no reason to show nothing
    }
  };
  state.level = ["actor", "state"].includes(given.get("level")) ? given.get("level") : level;
  state.amount = whole(given.get("n"), 0);
  state.from = day(given.get("from"));
  state.to = day(given.get("to"));
  state.least = whole(given.get("least"), 1);
  for (const key of ["select", "only", "path"]) state[key] = given.get(key) ?? "";
  state.theme = ["light", "dark"].includes(given.get("theme")) ? given.get("theme") : "";
  for (const key of ["hide", "more"]) state[key] = new Set(list(key));
  state.pin = new Map(list("pin").map(pinned).filter(Boolean).map(([, id, x, y]) => [id, [Number(x), Number(y)]]));
  for (const name of FACETS) state.off[name] = new Set(list(`no-${name}`));
  state.hops = Math.min(3, whole(given.get("hops"), 1));
  for (const [key, value] of [["order", "time"], ["view", "map"], ["ground", "on"]]) state[key] = given.get(key) === value ? value : "";
  state.table = ["events", "actors", "articles"].find((name) => name === given.get("table")) ?? (given.get("table") === "1" ? "events" : "");
  return state;
}
