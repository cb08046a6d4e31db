// What the search finds: actors, relations, types, sentences and titles, each with the place to which choosing it leads.

import { fold, linkName } from "./data.js";

// Those whose name or alias holds every word; those that begin with the words come first, busier ones before others.
export function matches(data, text, limit) {
  const wanted = fold(text).trim();
  if (!wanted) return [];
  const words = wanted.split(/\s+/);
  const scored = [];
  data.nodes.forEach((node, i) => {
    const names = [node.label, ...node.actor.aliases].map(fold);
    if (!words.every((word) => names.some((name) => name.includes(word)))) return;
    const rank = names[0].startsWith(wanted) ? 0 : names.some((name) => name.startsWith(wanted)) ? 1 : 2;
    scored.push({ rank, i });
  });
  return scored.sort((a, b) => a.rank - b.rank || a.i - b.i).slice(0, limit).map(({ i }) => i);
}

const folded = new WeakMap(); // texts of sentences and titles are folded once, when first searched
function textOf(thing, key) {
  if (!folded.has(thing)) folded.set(thing, fold(thing[key] ?? ""));
  return folded.get(thing);
}

function byName(values, words, limit) {
  const counts = new Map();
  for (const [name, event] of values) {
    if (!words.every((word) => fold(name).includes(word))) continue;
    const found = counts.get(name) ?? { name, events: [] };
    found.events.push(event);
    counts.set(name, found);
  }
  return [...counts.values()].sort((a, b) => b.events.length - a.events.length || (a.name < b.name ? -1 : 1)).slice(0, limit);
}

// Groups of hits: {kind, hits: [{text, note, goes}]}, where `goes` is {actor}, {link, report}, {events, title} or {article}.
export function findAll(data, text, limit = 5) {
  const words = fold(text).trim().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const holds = (thing, key) => words.every((word) => textOf(thing, key).includes(word));
  const eventsOf = data.eventsOfSentence();
  const sentences = data.sentences.map((sentence, i) => ({ sentence, i })).filter(({ sentence, i }) => eventsOf[i].length && holds(sentence, "text"));
  const titles = data.articles.map((article, i) => ({ article, i })).filter(({ article }) => article.title && holds(article, "title"));
  const groups = [
    ["Actors", matches(data, text, limit * 2).map((actor) => ({ text: data.nodes[actor].label, note: data.nodes[actor].actor.events, goes: { actor } }))],
    ["Relations", byName(data.events.map((event) => [event.words, event]), words, limit)
      .map(({ name, events }) => ({ text: name, note: events.length, goes: { events, title: `“${name}”` } }))],
    ["Types", byName(data.events.map((event) => [event.type ?? "Not coded", event]), words, limit)
      .map(({ name, events }) => ({ text: name, note: events.length, goes: { events, title: name } }))],
    ["Sentences", sentences.slice(0, limit).map(({ sentence, i }) => ({
      text: sentence.text, note: linkName(data, eventsOf[i][0].link), goes: { link: eventsOf[i][0].link },
    }))],
    ["Articles", titles.slice(0, limit).map(({ article, i }) => ({ text: article.title, note: article.published ?? "", goes: { article: i } }))],
  ];
  return groups.filter(([, hits]) => hits.length).map(([kind, hits]) => ({ kind, hits }));
}
