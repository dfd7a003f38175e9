"""A page in Chromium: when its first picture is there, and how many frames are redrawn while it moves."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page, Playwright

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
             "--use-gl=angle", "--use-angle=swiftshader",
             "--host-resolver-rules=MAP * ~NOTFOUND"]  # fmt: skip
UNCAPPED = ["--disable-frame-rate-limit", "--disable-gpu-vsync"]
"""Without them Chromium draws 60 frames a second at most, and pages that could do more look alike."""

SLOWER = 4
"""How many times slower Chromium is asked to make the processor, as Lighthouse does for a modest machine."""

WATCH = """(() => {
  const seen = window.__seen = { first: 0, things: 0, frames: 0, drew: false, moved: false, at: "" };
  const count = (of, names, many) => { for (const name of names) {
    const own = of.prototype[name];
    if (!own) continue;
    of.prototype[name] = function (...a) {
      seen.drew = true;
      seen.things += many(name, a);
      return own.apply(this, a);
    };
  } };
  const flat = ["arc", "rect", "lineTo", "fillRect", "strokeRect", "ellipse", "drawImage"];
  count(CanvasRenderingContext2D, flat, () => 1);
  for (const gl of [window.WebGLRenderingContext, window.WebGL2RenderingContext].filter(Boolean)) {
    count(gl, ["drawArrays", "drawElements"], (name, a) => (name === "drawArrays" ? a[2] : a[1]));
    count(gl, ["drawArraysInstanced", "drawElementsInstanced"], (name, a) => a[a.length - 1] * 2);
  }
  addEventListener("mousemove", event => {
    const at = event.clientX + " " + event.clientY;
    if (at !== seen.at) seen.moved = true;
    seen.at = at;
  }, true);
  const tick = () => {
    if (seen.drew && seen.moved) { seen.frames++; seen.moved = false; }
    seen.drew = false;
    if (!seen.first && seen.things >= window.__enough) seen.first = performance.now();
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
})()"""
"""A frame counts when the mouse has moved since the last that counted, and something was drawn."""


CORNER = """() => {
  const boxes = [...document.querySelectorAll("canvas")].map(e => e.getBoundingClientRect());
  const box = boxes.sort((p, q) => q.width * q.height - p.width * p.height)[0];
  return [box.left + 6, box.top + 6];
}"""
"""Where nothing is drawn: on a shape some pages would drag the shape, and draw all that hangs on it."""

DRAG = """([left, top, seconds]) => new Promise(done => {
  const before = window.__seen.frames, start = performance.now(), on = document.elementFromPoint(left, top);
  let step = 0;
  const to = away => {
    const more = { buttons: 1, bubbles: true, cancelable: true, view: window };
    const at = { clientX: left + 4 * away, clientY: top + 2 * away, ...more };
    const pointer = { pointerId: 1, pointerType: "mouse", isPrimary: true, ...at };
    on.dispatchEvent(new PointerEvent("pointermove", pointer));
    on.dispatchEvent(new MouseEvent("mousemove", at));
  };
  const move = () => {
    const spent = (performance.now() - start) / 1000;
    if (spent > seconds) {
      to(0);
      return done((window.__seen.frames - before) / spent);
    }
    step++;
    to(30 - Math.abs(step % 60 - 30));
    requestAnimationFrame(move);
  };
  requestAnimationFrame(move);
})"""
"""There and back. Moves are made in the page: a driver from outside sends fewer than there are frames."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Seconds to the first picture, or None; frames redrawn a second while panning, or None.

    In the first drag (`begun`), in later ones, with a processor that is `slower`, and `uncapped`.
    """

    first: float | None = None
    begun: float | None = None
    frames: float | None = None
    slower: float | None = None
    uncapped: float | None = None


def look(pages: dict[str, str], enough: int, patience: float, rounds: int = 1) -> dict[str, Seen]:
    """Each page (name to address) `rounds` times, in turns; the median of each; each in a new browser."""
    from playwright.sync_api import sync_playwright

    found: dict[str, list[Seen]] = {name: [] for name in pages}
    with sync_playwright() as driver:
        for _ in range(rounds):
            for name, address in pages.items():
                found[name].append(_one(driver, address, enough, patience))
    return {
        name: Seen(*(_middle([getattr(one, each.name) for one in seen]) for each in fields(Seen)))
        for name, seen in found.items()
    }


def _middle(values: list[float | None]) -> float | None:
    known = sorted(value for value in values if value is not None)
    return known[len(known) // 2] if known else None


def _one(driver: Playwright, address: str, enough: int, patience: float) -> Seen:
    """As it comes and with a slower processor in one browser, without the cap of frames in another."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    first, begun, found = None, [], []
    for more, ways in (([], (1, SLOWER)), (UNCAPPED, (1,))):
        browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS + more)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.add_init_script(f"window.__enough = {enough};{WATCH}")
        opened = _opened(page, address, patience)
        first = first or opened
        if opened:
            page.wait_for_timeout(1500)
            begun.append(_panned(page))  # some pages fill their caches while they first move
        for rate in ways if opened else ():
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
            page.wait_for_timeout(500)
            found.append(_panned(page))
        browser.close()
        if not opened:
            return Seen()
    return Seen(first, begun[0], *found)


def _opened(page: Page, address: str, patience: float) -> float | None:
    """Seconds to the first picture."""
    page.goto(address, wait_until="commit")
    end = time.monotonic() + patience
    first = 0.0
    while not first and time.monotonic() < end:
        page.wait_for_timeout(100)
        first = page.evaluate("() => window.__seen.first", None) if _answers(page) else 0
    return first / 1000 if first else None


def _answers(page: Page) -> bool:
    return bool(page.evaluate("() => Boolean(window.__seen)"))


def _panned(page: Page, seconds: float = 2.5) -> float:
    """Frames redrawn a second while the mouse drags, moved once for each frame."""
    left, top = page.evaluate(CORNER)
    page.mouse.move(left, top)
    page.mouse.down()
    found = page.evaluate(DRAG, [left, top, seconds])
    page.mouse.move(left, top)
    page.mouse.up()
    return float(found)


def address(path: Path) -> str:
    return path.resolve().as_uri()
