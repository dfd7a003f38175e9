"""A page in Chromium: when its first picture is there, and how many frames are redrawn while it moves."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist",
             "--use-gl=angle", "--use-angle=swiftshader",
             "--host-resolver-rules=MAP * ~NOTFOUND"]  # fmt: skip

WATCH = """(() => {
  const seen = window.__seen = { first: 0, things: 0, frames: 0, ticks: 0, drew: false };
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
  const tick = () => {
    seen.ticks++;
    if (seen.drew) seen.frames++;
    seen.drew = false;
    if (!seen.first && seen.things >= window.__enough) seen.first = performance.now();
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
})()"""


@dataclass(frozen=True, slots=True)
class Seen:
    """Seconds to the first picture, or None; redrawn frames a second while panning, or None."""

    first: float | None
    frames: float | None


def look(pages: dict[str, str], enough: int, patience: float, rounds: int = 1) -> dict[str, Seen]:
    """Each page (name to address) `rounds` times, in turns; the median of each; each in a new browser."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    found: dict[str, list[Seen]] = {name: [] for name in pages}
    with sync_playwright() as driver:
        for _ in range(rounds):
            for name, address in pages.items():
                browser = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
                page = browser.new_page(viewport={"width": 1280, "height": 800})
                page.add_init_script(f"window.__enough = {enough};{WATCH}")
                found[name].append(_one(page, address, patience))
                browser.close()
    return {
        name: Seen(_middle([s.first for s in seen]), _middle([s.frames for s in seen]))
        for name, seen in found.items()
    }


def _middle(values: list[float | None]) -> float | None:
    known = sorted(value for value in values if value is not None)
    return known[len(known) // 2] if known else None


def _one(page: Page, address: str, patience: float) -> Seen:
    page.goto(address, wait_until="commit")
    end = time.monotonic() + patience
    first = 0.0
    while not first and time.monotonic() < end:
        page.wait_for_timeout(100)
        first = page.evaluate("() => window.__seen.first", None) if _answers(page) else 0
    if not first:
        return Seen(None, None)
    page.wait_for_timeout(1500)
    return Seen(first / 1000, _panned(page))


def _answers(page: Page) -> bool:
    return bool(page.evaluate("() => Boolean(window.__seen)"))


def _panned(page: Page, seconds: float = 2.5) -> float:
    """Frames that were redrawn a second while the mouse drags, moved 60 times a second."""
    page.mouse.move(700, 400)
    page.mouse.down()
    before = page.evaluate("() => window.__seen.frames")
    start = time.monotonic()
    step = 0
    while (spent := time.monotonic() - start) < seconds:
        step += 1
        page.mouse.move(700 + 120 * (1 if step // 30 % 2 else -1) * (step % 30) / 30, 400 + step % 40)
        rest = step / 60 - (time.monotonic() - start)
        if rest > 0:
            time.sleep(rest)
    frames = page.evaluate("() => window.__seen.frames") - before
    page.mouse.up()
    return float(frames / spent)


def address(path: Path) -> str:
    return path.resolve().as_uri()
