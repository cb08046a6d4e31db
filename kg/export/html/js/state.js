// What the reader has chosen, kept in the URL's hash so that a view can be sent to somebody.

export const FACETS = ["type", "status", "kind", "tone", "outlet"];

export function initial(amount) {
  return {
    amount, from: "", to: "", least: 1, select: "", only: "", hide: new Set(), more: new Set(), table: false, theme: "",
    off: Object.fromEntries(FACETS.map((name) => [name, new Set()])),
  };
}

// "~" stands for the empty value: what has no type or no outlet.
const pack = (set) => [...set].sort().map((value) => encodeURIComponent(value).replaceAll("~", "%7E") || "~").join(",");
const unpack = (text) => new Set((text ?? "").split(",").filter(Boolean).map((part) => (part === "~" ? "" : decodeURIComponent(part))));

export function toHash(state, amount) {
  const out = new URLSearchParams();
  if (state.amount !== amount) out.set("n", state.amount);
  for (const key of ["from", "to", "select", "only", "theme"]) if (state[key]) out.set(key, state[key]);
  for (const key of ["hide", "more"]) if (state[key].size) out.set(key, pack(state[key]));
  for (const name of FACETS) if (state.off[name].size) out.set(`no-${name}`, pack(state.off[name]));
  if (state.least > 1) out.set("least", state.least);
  if (state.table) out.set("table", "1");
  return out.toString();
}

const day = (text) => (/^\d{4}-\d\d-\d\d$/.test(text ?? "") ? text : "");
const whole = (text, otherwise) => (/^\d{1,7}$/.test(text ?? "") ? Math.max(1, Number(text)) : otherwise);

export function fromHash(hash, amount) {
  const state = initial(amount);
  const given = new URLSearchParams(hash.replace(/^#/, ""));
  const safely = (read, otherwise) => {
    try {
      return read();
    } catch {
      return otherwise; // a hash that somebody cut short is no reason to show nothing
    }
  };
  state.amount = whole(given.get("n"), amount);
  state.from = day(given.get("from"));
  state.to = day(given.get("to"));
  state.least = whole(given.get("least"), 1);
  for (const key of ["select", "only"]) state[key] = given.get(key) ?? "";
  state.theme = ["light", "dark"].includes(given.get("theme")) ? given.get("theme") : "";
  for (const key of ["hide", "more"]) state[key] = safely(() => unpack(given.get(key)), new Set());
  for (const name of FACETS) state.off[name] = safely(() => unpack(given.get(`no-${name}`)), new Set());
  state.table = given.get("table") === "1";
  return state;
}
