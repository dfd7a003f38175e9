"""A network that is slow to draw: shifted while it moves, drawn anew a step a frame, the same in the end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

SLOW = """() => {
  const work = Layer.prototype.work, start = Layer.prototype.start, ground = gfmd.picture.under;
  window.steps = 0; window.starts = 0;
  Layer.prototype.work = function (picture, most) {
    if (this === ground && this.begun && most !== Infinity) window.steps++;
    work.call(this, picture, most === Infinity ? most : 0);
    if (this === ground) this.cost = 1000;
  };
  Layer.prototype.start = function (...a) { if (this === ground) window.starts++; start.apply(this, a); };
  ground.cost = 1000;
  gfmd.picture.soon();
}"""
"""From now on each frame draws one step of what is under the labels."""

RESTED = """async () => {
  const frame = () => new Promise(requestAnimationFrame), picture = gfmd.picture;
  do { await frame(); } while (picture.waiting || performance.now() - picture.moving < 300);
}"""

AS_DRAWN_AT_ONCE = """() => {
  const canvas = document.querySelector("#picture canvas"), { width, height } = canvas;
  const seen = () => {
    const copy = Object.assign(document.createElement("canvas"), { width, height });
    const c = copy.getContext("2d");
    c.drawImage(canvas, 0, 0);
    return c.getImageData(0, 0, width, height).data;
  };
  const before = seen();
  gfmd.picture.refresh();
  gfmd.picture.paint();
  let slightly = 0, clearly = 0;
  seen().forEach((value, at) => {
    const other = Math.abs(value - before[at]);
    if (other > 2) slightly++;
    if (other > 64) clearly++;
  });
  return !clearly && slightly < before.length / 100;
}"""
"""Dashes of a line begin elsewhere where a surface ends elsewhere: that much may differ."""

FRAME = """async () => {
  await new Promise(requestAnimationFrame);
  const [x, y] = gfmd.place("gcm/objective/7"), at = gfmd.picture.ratio;
  const copy = Object.assign(document.createElement("canvas"), { width: 18, height: 18 });
  const c = copy.getContext("2d");
  c.drawImage(document.querySelector("#picture canvas"), 9 - x * at, 9 - y * at);
  const found = c.getImageData(0, 0, 18, 18).data;
  return [...found].filter((value, at) => at % 4 === 0 && value === 0xd5).length > 20;
}"""
"""Is an orange shape where objective 7 ought to be?"""


@pytest.fixture
def slow(visit: Any, canvas_page: Path) -> Any:
    page = visit(canvas_page, "#view=web", device_scale_factor=1.25)
    page.js(SLOW)
    page.js(RESTED)
    return page


@pytest.mark.parametrize(
    "move",
    [
        "gfmd.picture.pan(40, -30)",
        "gfmd.picture.pan(12.4, 7.7)",
        "gfmd.picture.pan(900, 500)",
        "gfmd.picture.zoom(1.1)",
        "gfmd.picture.zoom(3, 200, 100)",
        "gfmd.picture.zoom(.4)",
        "gfmd.select('area/BRA')",
        "document.querySelector('[data-type=practice]').click()",
        "document.getElementById('chart').click()",
        "document.getElementById('theme').click()",
    ],
)
def test_what_is_drawn_by_steps_is_what_is_drawn_at_once(slow: Any, move: str) -> None:
    slow.js(f"() => {{ {move}; }}")
    slow.js(RESTED)
    assert slow.js(AS_DRAWN_AT_ONCE)


def test_changes_one_after_another_end_at_the_last(slow: Any) -> None:
    for move in ("zoom(1.5)", "pan(300, 20)", "zoom(.5)", "pan(-90, 10)", "zoom(1.2)"):
        slow.js(f"() => gfmd.picture.{move}")
        slow.page.wait_for_timeout(170)
    slow.js(RESTED)
    assert slow.js(AS_DRAWN_AT_ONCE)


def test_while_it_moves_every_frame_shows_the_shapes_where_they_are(slow: Any) -> None:
    for move in ("pan(30, 5)", "pan(30, -12)", "zoom(1.2)", "zoom(1.2)", "pan(-80, 0)"):
        slow.js(f"() => gfmd.picture.{move}")
        assert slow.js(FRAME), move


def test_a_shift_draws_nothing_anew_and_a_zoom_does_so_by_steps(slow: Any) -> None:
    before = slow.js("() => window.starts")
    slow.js("() => gfmd.picture.pan(40, -32)")
    slow.js(RESTED)
    assert slow.js("() => window.starts") == before
    steps = slow.js("() => window.steps")
    slow.js("() => gfmd.picture.zoom(1.1)")
    slow.js(RESTED)
    assert slow.js("() => window.starts") == before + 1
    assert slow.js("() => window.steps") > steps + 10


def test_selecting_draws_only_what_is_selected(slow: Any) -> None:
    before = slow.js("() => window.starts")
    slow.js("() => gfmd.select('area/BRA')")
    slow.js(RESTED)
    slow.page.mouse.move(500, 400)
    slow.js(RESTED)
    assert slow.js("() => window.starts") == before


def test_the_surface_is_never_larger_than_a_browser_can_hold(visit: Any, canvas_page: Path) -> None:
    page = visit(canvas_page, "#view=web", width=2560, height=1440, device_scale_factor=2)
    page.js(SLOW)
    page.js(RESTED)
    pixels = page.js("() => gfmd.picture.under.done.canvas.width * gfmd.picture.under.done.canvas.height")
    assert pixels <= 4096 * 4096
    page.js("() => gfmd.picture.zoom(1.3)")
    page.js(RESTED)
    assert page.js(AS_DRAWN_AT_ONCE)
