"use strict";
/* Mouse, touch and pen on the picture. vis-network drags and zooms by itself; the canvas is moved from here. */
function pointers(picture, own, choose, name) {
  const box = picture.box, tip = make("div", { id: "tip", role: "presentation", hidden: true }), held = new Map();
  box.after(tip);
  let moved = 0, apart = 0;
  const spot = event => { const at = box.getBoundingClientRect(); return [event.clientX - at.left, event.clientY - at.top]; };
  const slack = event => event.pointerType === "touch" ? 14 : 5;

  function hover(event) {
    const [x, y] = spot(event), hit = picture.at(x, y, slack(event)), was = picture.hover;
    box.style.cursor = hit ? "pointer" : "";
    tip.hidden = !hit;
    if (hit) {
      tip.textContent = name(hit);
      tip.style.left = Math.max(4, Math.min(x + 14, picture.width - tip.offsetWidth - 6)) + "px";
      tip.style.top = (y + 18 + tip.offsetHeight > picture.height ? y - tip.offsetHeight - 10 : y + 18) + "px";
    }
    picture.hover = hit;
    if ((was && (was.node || was.edge)) !== (hit && (hit.node || hit.edge))) picture.draw();
  }
  box.addEventListener("pointerdown", event => {
    held.set(event.pointerId, spot(event));
    if (own) box.setPointerCapture(event.pointerId);
    if (held.size === 1) moved = 0;
    apart = 0;
  });
  box.addEventListener("pointermove", event => {
    const now = spot(event), before = held.get(event.pointerId);
    if (!before) return event.pointerType === "touch" ? null : hover(event);
    held.set(event.pointerId, now);
    moved += Math.hypot(now[0] - before[0], now[1] - before[1]);
    if (moved > 4) tip.hidden = true;
    if (!own) return;
    if (held.size === 1 && moved > 4) { box.style.cursor = "grabbing"; picture.pan(now[0] - before[0], now[1] - before[1]); }
    if (held.size === 2) {
      const [p, q] = [...held.values()], far = Math.hypot(p[0] - q[0], p[1] - q[1]);
      if (apart) picture.zoom(far / apart, (p[0] + q[0]) / 2, (p[1] + q[1]) / 2);
      apart = far; moved = 99;
    }
  });
  const release = event => {
    const mine = held.delete(event.pointerId);
    apart = 0;
    box.style.cursor = "";
    if (mine && event.type === "pointerup" && moved <= (event.pointerType === "touch" ? 8 : 4) && !held.size) choose(picture.at(...spot(event), slack(event)));
  };
  box.addEventListener("pointerup", release);
  box.addEventListener("pointercancel", release);
  box.addEventListener("pointerleave", () => { tip.hidden = true; if (picture.hover) { picture.hover = null; picture.draw(); } });
  if (own) box.addEventListener("wheel", event => {
    event.preventDefault();
    picture.zoom(Math.exp(-event.deltaY * (event.deltaMode ? .05 : .0015)), ...spot(event));
  }, { passive: false });
  return tip;
}
