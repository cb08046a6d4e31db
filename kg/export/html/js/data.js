// The graph as Python wrote it, and what can be looked up in it. Nothing here changes after loading.

export function load(raw) {
  const { nodes, edges, events, reports, sentences, articles } = raw;
  const degree = nodes.map(() => []);
  const eventsOf = edges.map(() => []);
  edges.forEach((edge, i) => {
    degree[edge.from].push(i);
    if (edge.to !== edge.from) degree[edge.to].push(i);
  });
  for (const event of events) {
    event.outlets = new Set();
    event.articles = new Set();
    for (const r of event.reports) {
      const a = sentences[reports[r].sentence].article;
      event.articles.add(a);
      event.outlets.add(articles[a].outlet ?? "");
    }
    eventsOf[event.link].push(event);
  }
  const days = events.map((event) => event.date).filter(Boolean).sort();
  const actorPlace = new Map(nodes.map((node, i) => [node.actor.id, i]));
  const pairPlace = new Map(edges.map((edge, i) => [`${edge.from} ${edge.to}`, i]));
  return {
    ...raw,
    eventsOf,
    linksOf: degree,
    first: days[0] ?? null,
    last: days[days.length - 1] ?? null,
    actor: (id) => actorPlace.get(id),
    link: (from, to) => pairPlace.get(`${from} ${to}`),
  };
}

export const newestFirst = (a, b) => (a.date === b.date ? 0 : (a.date ?? "") < (b.date ?? "") ? 1 : -1);

export function linkName(data, index) {
  const edge = data.edges[index];
  return `${data.nodes[edge.from].label} ${edge.arrows ? "→" : "–"} ${data.nodes[edge.to].label}`;
}

export const plural = (count, word) => `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;

// Lower case without accents, so that "Erdogan" finds "Erdoğan".
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
