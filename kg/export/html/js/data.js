// The graph as Python wrote it, and what can be looked up in it. Nothing here changes after loading but the level that is shown.

const LEVELS = { actor: "Actors as named", state: "States" };

// A date may be a year, a month or a day.
export const firstDay = (date) => date + "0001-01-01".slice(date.length);
export function lastDay(date) {
  if (date.length === 10) return date;
  const [year, month] = date.length === 4 ? [Number(date), 12] : date.split("-").map(Number);
  return `${firstDay(date).slice(0, 4)}-${String(month).padStart(2, "0")}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`;
}

// From 0.5 for the oldest to 1 for the newest day.
function recency(first, last) {
  const time = (day) => Date.parse(`${firstDay(day)}T00:00:00Z`);
  if (!first || time(first) === time(last)) return () => 0.6;
  const [start, end] = [time(first), time(last)];
  return (day) => (day ? 0.5 + (0.5 * (Math.min(end, Math.max(start, time(day))) - start)) / (end - start) : 0.6);
}

// A level says of an actor only what the first does not.
function level(raw, { name, nodes, edges, groups, links }) {
  const known = new Map(raw.levels[0].nodes.map((node) => [node.actor.id, node]));
  nodes.forEach((node, id) => {
    const first = known.get(node.actor.id);
    Object.assign(node, { ...first, ...node, id, actor: { ...first?.actor, ...node.actor } });
  });
  const eventsOf = edges.map(() => []);
  const events = [];
  raw.events.forEach((event, i) => {
    if (links[i] < 0) return;
    events.push({ ...event, link: links[i] });
    eventsOf[links[i]].push(events[events.length - 1]);
  });
  const days = events.map((event) => event.when).filter(Boolean).sort();
  const recent = recency(days[0], days[days.length - 1]);
  for (const event of events) event.recent = recent(event.when ?? event.reported);
  const actorPlace = new Map(nodes.map((node, i) => [node.actor.id, i]));
  const pairPlace = new Map(edges.map((edge, i) => [`${edge.from} ${edge.to}`, i]));
  return {
    name, nodes, edges, groups, events, eventsOf,
    first: days[0] ?? null,
    last: days[days.length - 1] ?? null,
    actor: (id) => actorPlace.get(id),
    link: (from, to) => pairPlace.get(`${from} ${to}`),
    // The events of this level that rest on each sentence.
    eventsOfSentence() {
      const found = raw.sentences.map(() => []);
      for (const event of events) for (const report of event.reports) found[raw.reports[report].sentence].push(event);
      return found;
    },
  };
}

export function load(raw) {
  const { reports, sentences, articles } = raw;
  raw.events.forEach((event, place) => {
    event.place = place;
    event.when = event.date;
    event.articles = new Set(event.reports.map((r) => sentences[reports[r].sentence].article));
    event.outlets = new Set([...event.articles].flatMap((a) => [articles[a].outlet ?? "", ...(articles[a].also ?? [])]));
  });
  const made = new Map();
  const data = {
    reports, sentences, articles, spots: raw.spots, map: raw.map, kinds: raw.kinds, tones: raw.tones, most: raw.most, title: raw.title, glossary: raw.glossary,
    opens: raw.levels.some(({ name }) => name === raw.level) ? raw.level : raw.levels[0].name,
    levels: raw.levels.map(({ name }) => [name, LEVELS[name]]),
    enter(name) {
      const wanted = raw.levels.find((one) => one.name === name) ?? raw.levels[0];
      if (!made.has(wanted.name)) made.set(wanted.name, level(raw, wanted));
      return Object.assign(data, made.get(wanted.name));
    },
  };
  return data.enter(data.opens);
}

export const newestFirst = (a, b) => (a.when === b.when ? 0 : (a.when ?? "") < (b.when ?? "") ? 1 : -1);

export function linkName(data, index) {
  const edge = data.edges[index];
  return `${data.nodes[edge.from].label} ${edge.arrows ? "→" : "–"} ${data.nodes[edge.to].label}`;
}

export const plural = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;

// Lower case without accents, so that "Erdogan" finds "Erdoğan".
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
