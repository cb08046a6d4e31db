// The only place that makes elements. Text becomes text nodes, never markup; only http and https become links.

const SVG = "http://www.w3.org/2000/svg";

function fillIn(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.setAttribute("class", value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const h = (tag, props = {}, ...children) => fillIn(document.createElement(tag), props, children);
export const svg = (tag, props = {}, ...children) => fillIn(document.createElementNS(SVG, tag), props, children);
export const byId = (id) => document.getElementById(id);

export function webLink(url, text) {
  if (!/^https?:\/\/[^/]/i.test(url ?? "")) return document.createTextNode(text);
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, text);
}

// A list that shows `step` items at first and more on request, so that a link of ten thousand events opens at once.
export function gradually(items, step, make, parent, word) {
  let done = 0;
  const more = h("button", { class: "more", onclick: () => grow() });
  function grow() {
    const old = document.activeElement === more;
    parent.append(...items.slice(done, done + step).map(make));
    done = Math.min(items.length, done + step);
    more.textContent = `Show more ${word} (${(items.length - done).toLocaleString("en")} left)`;
    more.hidden = done >= items.length;
    if (old && !more.hidden) more.focus();
  }
  grow();
  return [parent, more];
}
