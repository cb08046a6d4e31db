// Search by keyboard: "/" goes to the field, arrows choose, Enter opens, Escape leaves.

import { fold } from "./data.js";
import { h } from "./dom.js";

// Actors whose name or alias holds every word; those that begin with the words come first, busier ones before others.
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

export function search(field, list, data, onPick) {
  let found = [];
  let at = -1;
  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const pick = (i) => {
    field.value = "";
    close();
    onPick({ actor: found[i] });
  };
  const mark = (i) => {
    at = i;
    [...list.children].forEach((item, k) => item.setAttribute("aria-selected", String(k === at)));
    if (at >= 0) {
      field.setAttribute("aria-activedescendant", `found-${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  field.addEventListener("input", () => {
    found = matches(data, field.value, 12);
    list.replaceChildren(...found.map((node, i) => h("li", { id: `found-${i}`, role: "option" },
      h("span", {}, data.nodes[node].label), h("span", { class: "count" }, String(data.nodes[node].actor.events)))));
    if (!found.length && field.value.trim()) list.replaceChildren(h("li", { role: "option", "aria-disabled": "true" }, "No actor of that name"));
    list.hidden = !field.value.trim();
    field.setAttribute("aria-expanded", String(!list.hidden));
    mark(found.length ? 0 : -1);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && found.length) mark((at + 1) % found.length);
    else if (event.key === "ArrowUp" && found.length) mark((at - 1 + found.length) % found.length);
    else if (event.key === "Enter" && at >= 0 && !list.hidden) pick(at);
    else if (event.key === "Escape") {
      field.value = "";
      close();
      field.blur();
    } else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the field keeps the focus, so that the list stays until the choice is made
    const i = [...list.children].indexOf(event.target.closest("li"));
    if (i in found) pick(i);
  });
  field.addEventListener("blur", close);
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    field.focus();
  });
}
