// Mouse, pen and fingers on the canvas: drag to move, wheel or pinch to zoom, click to choose, drag a mark to put it elsewhere.

const SLIP = 4; // pixels that a click may move

// `on`: {grab(x, y): what stands there and can be dragged, drag(thing, x, y), drop(thing), pan(dx, dy), zoom(factor, x, y), rest(),
// click(x, y), hover(x, y) or hover() when the pointer has left}. All places are pixels of the canvas.
export function pointer(canvas, on) {
  const down = new Map();
  let held = null;
  let moved = false;
  const spot = (event) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const spread = () => {
    const [[ax, ay], [bx, by]] = [...down.values()];
    return { distance: Math.hypot(ax - bx, ay - by), x: (ax + bx) / 2, y: (ay + by) / 2 };
  };

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    canvas.setPointerCapture(event.pointerId);
    down.set(event.pointerId, spot(event));
    if (down.size > 1) held = null;
    else [held, moved] = [on.grab(...spot(event)), false];
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = spot(event);
    if (!down.has(event.pointerId)) {
      on.hover(x, y);
      return;
    }
    const [px, py] = down.get(event.pointerId);
    if (!moved && Math.hypot(x - px, y - py) < SLIP) return;
    moved = true;
    const before = down.size === 2 ? spread() : null;
    down.set(event.pointerId, [x, y]);
    if (before) {
      const after = spread();
      on.pan(after.x - before.x, after.y - before.y);
      on.zoom(after.distance / (before.distance || 1), after.x, after.y);
    } else if (held !== null) on.drag(held, x, y);
    else on.pan(x - px, y - py);
  });
  const up = (event) => {
    if (!down.delete(event.pointerId) || down.size) return;
    if (event.type === "pointerup" && !moved) on.click(...spot(event));
    else if (held !== null) on.drop(held);
    held = null;
    on.rest();
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("pointerleave", () => on.hover());
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    on.zoom(Math.exp(-Math.max(-100, Math.min(100, event.deltaY)) * 0.002), ...spot(event));
    on.rest();
  }, { passive: false });
}
