// Search by keyboard: "/" goes to the field, arrows choose, Enter opens, Escape leaves. Hits are listed by kind.

import { h } from "./dom.js";
import { findAll } from "./find.js";

export function search(field, list, data, onGo) {
  let hits = [];
  let at = -1;
  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const choose = (i) => {
    field.value = "";
    close();
    onGo(hits[i].goes);
  };
  const mark = (i) => {
    at = i;
    [...list.children].forEach((item, k) => item.setAttribute("aria-selected", String(k === at)));
    if (at >= 0) {
      field.setAttribute("aria-activedescendant", `found-${at}`);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const option = ({ text, note, kind }, i) => h("li", { id: `found-${i}`, role: "option", "data-kind": kind },
    h("span", {}, text), h("span", { class: "count" }, String(note)));
  field.addEventListener("input", () => {
    const groups = findAll(data, field.value);
    hits = groups.flatMap(({ kind, hits: some }) => some.map((hit, i) => ({ ...hit, kind: i ? null : kind })));
    list.replaceChildren(...hits.map(option));
    if (!hits.length && field.value.trim()) list.replaceChildren(h("li", { role: "option", "aria-disabled": "true" }, "Nothing found"));
    list.hidden = !field.value.trim();
    field.setAttribute("aria-expanded", String(!list.hidden));
    mark(hits.length ? 0 : -1);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && hits.length) mark((at + 1) % hits.length);
    else if (event.key === "ArrowUp" && hits.length) mark((at - 1 + hits.length) % hits.length);
    else if (event.key === "Enter" && at >= 0 && !list.hidden) choose(at);
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
    if (i in hits) choose(i);
  });
  field.addEventListener("blur", close);
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName);
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    field.focus();
  });
}
