// Steps through time: what has been done so far, the newest in full. It plays by itself unless the reader wants no motion.

import { firstDay } from "./data.js";
import { byId, h } from "./dom.js";
import { visibleLinks } from "./filter.js";
import { axis, bins } from "./histogram.js";

const MOMENTS = 40;
const BEAT = 1400; // milliseconds, enough to read two or three new lines

// The spans of time in which something happened: {from, to, count}.
export function stepsOf(events) {
  const line = axis(events);
  return line ? bins(events, line, MOMENTS).filter((bin) => bin.count).map((bin, i) => (i ? bin : { ...bin, from: "" })) : [];
}

// Whether an event is new at a step: a month or year begins but once.
export const beganIn = ({ when }, { from, to }) => Boolean(when) && firstDay(when) >= from && firstDay(when) <= to;

// What a step shows of the `drawn` links: `so`, all as they are by then, by index; `fresh`, those that something new happened on;
// `near`, the ends of these.
export function sofar(data, state, drawn, step) {
  const so = new Map(visibleLinks(data, { ...state, to: step.to }).map((link) => [link.index, link]));
  const fresh = new Set(drawn.filter(({ events }) => events.some((event) => beganIn(event, step))).map(({ index }) => index));
  return { so, fresh, near: new Set([...fresh].flatMap((index) => [data.edges[index].from, data.edges[index].to])) };
}

// `onStep(step)`: the one that is reached, null where the whole is shown again. Gives `show(open, steps)`.
export function player(parent, onStep) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let [steps, at, timer] = [[], -1, 0];
  const run = h("button", { "aria-pressed": "false", "aria-label": "Play", onclick: () => (timer ? stop() : start()) }, "▶");
  const back = h("button", { "aria-label": "Step back", onclick: () => { stop(); go(at - 1); } }, "‹");
  const on = h("button", { "aria-label": "Step on", onclick: () => { stop(); go(at + 1); } }, "›");
  const whole = h("button", { onclick: () => { stop(); go(-1); } }, "All time");
  const slide = h("input", { type: "range", min: 0, step: 1, "aria-label": "Step of time", oninput: () => { stop(); go(slide.valueAsNumber); } });
  const day = h("output");
  parent.replaceChildren(run, back, on, slide, day, whole);

  function draw() {
    const step = steps[at];
    run.textContent = timer ? "❚❚" : "▶";
    run.setAttribute("aria-label", timer ? "Pause" : "Play");
    run.setAttribute("aria-pressed", String(Boolean(timer)));
    run.hidden = still.matches;
    back.disabled = at < 1;
    on.disabled = at >= steps.length - 1;
    slide.max = Math.max(0, steps.length - 1);
    slide.value = Math.max(0, at);
    whole.hidden = at < 0;
    const words = step ? (step.from && step.from !== step.to ? `${step.from} to ${step.to}` : step.from ? step.to : `up to ${step.to}`) : "all time";
    day.textContent = words;
    slide.setAttribute("aria-valuetext", words);
    byId("panel").setAttribute("aria-live", timer ? "off" : "polite");
  }
  function go(to) {
    at = Math.max(-1, Math.min(steps.length - 1, to));
    draw();
    onStep(steps[at] ?? null);
  }
  function stop() {
    clearTimeout(timer);
    timer = 0;
    draw();
  }
  function beat() {
    if (at >= steps.length - 1) {
      stop();
      return;
    }
    timer = setTimeout(beat, BEAT);
    go(at + 1);
  }
  function start() {
    if (at >= steps.length - 1) at = -1;
    beat();
  }
  return {
    show(open, wanted) {
      parent.hidden = !open || wanted.length < 2;
      steps = wanted;
      if (parent.hidden && (timer || at >= 0)) {
        stop();
        go(-1);
      } else draw();
    },
  };
}
