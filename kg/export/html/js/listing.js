// Below the picture: the events, the actors or the articles that pass, as tables.

import { h } from "./dom.js";
import { actorList, articleList } from "./lists.js";
import { table } from "./table.js";

const TABS = [["events", "Events"], ["actors", "Actors"], ["articles", "Articles"]];

export function listing(data, links, state, change, onGo) {
  const tab = ([name, label]) => h("button", { "aria-pressed": String(state.table === name), "data-tab": name, onclick: () => change({ table: name }) }, label);
  const lists = { events: () => table(data, links), actors: () => actorList(data, links, onGo), articles: () => articleList(data, links, onGo) };
  return [h("div", { class: "tabs", role: "group", "aria-label": "Lists" }, TABS.map(tab)), lists[state.table]()].flat(9);
}
