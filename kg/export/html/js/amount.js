// How many links the picture shows of how many, what it leaves out, and the slider that sets it.

import { plural } from "./data.js";
import { byId } from "./dom.js";
import { sliderAt } from "./filter.js";

// `drawn` links of the `mapped` that the picture could show, of `all` that pass; `quiet`: nothing is said of those left out.
export function showAmount(drawn, mapped, all, amount, quiet) {
  const [left, off] = [mapped - drawn, all - mapped];
  const shown = `showing ${drawn.toLocaleString("en")} of ${mapped.toLocaleString("en")}`;
  byId("shown").textContent = shown;
  byId("left").hidden = (left <= 0 && !off) || quiet;
  byId("left-words").textContent = [
    off ? `Not on the map: ${plural(off, "link")} with an end that belongs to no state. ` : "",
    left > 0 ? `Left out: ${left.toLocaleString("en")} weaker, domestic or one-off. Slide, search or choose an actor to see more, or ` : "",
  ].join("");
  byId("show-all").hidden = left <= 0;
  byId("amount").setAttribute("aria-valuetext", shown);
  if (document.activeElement !== byId("amount")) byId("amount").value = sliderAt(amount || drawn, mapped);
}
