"""Tab goes through everything on a page that can be pressed or filled in, and Shift and Tab back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

CONTROLS = """() => {
  const own = "a[href], button, input, select, textarea, summary, [role=button], [role=link]";
  const wanted = [...document.querySelectorAll(own + ", [tabindex]")].filter(e =>
    e.checkVisibility({ visibilityProperty: true }) && !e.disabled && (e.matches(own) || e.tabIndex >= 0));
  const radio = new Set();
  return wanted.filter(e => {
    if (e.type !== "radio") return true;   /* arrows go on inside a group of them */
    const again = radio.has(e.name);
    radio.add(e.name);
    return !again;
  }).map((e, at) => { e.dataset.control = at; return e.outerHTML.slice(0, 120); });
}"""
"""Whatever a mouse could use, with a number on it."""

ARRIVED = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect(), style = getComputedStyle(e);
  if (e === document.body) return ["", true, true, ""];
  const shown = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return [e.dataset.control ?? "", shown, ring, e.outerHTML.slice(0, 160)];
}"""

FROM_THE_TOP = """() => {
  const first = Object.assign(document.createElement("span"), { tabIndex: -1 });
  document.body.prepend(first);
  first.focus();
  first.remove();
}"""

NETWORK = {
    "as it opens": ("", ""),
    "by links": ("#view=web", ""),
    "a country": ("#node=area/BRA", ""),
    "a link": ("#link=", ""),
    "table": ("#table=1", ""),
    "table of a country": ("#node=area/BRA&table=1", ""),
    "menu": ("", "#saving summary"),
    "without legend": ("", "#legend > summary"),
}

SMALL = [("as it opens", 360), ("a country", 360), ("table", 360)]

KINDS = [
    "index.html",
    "objective/7.html",
    "objective/22.html",
    "country/BRA.html",
    "organisation/{}.html",
    "region/sahel.html",
    "population/{}.html",
    "report/{}.html",
    "question/{}.html",
]


def trodden(page: Any, key: str, most: int) -> list[str]:
    """What has the focus after each press of `key`, until it comes round."""
    found: list[str] = []
    for _ in range(most):
        page.page.keyboard.press(key)
        number, shown, ring, what = page.js(ARRIVED)
        assert shown, f"the focus went out of sight: {what}"
        assert ring, f"nobody sees the focus: {what}"
        if number in found or (not number and found):
            break
        found += [number] if number else []
    return found


def reached(page: Any) -> None:
    names = page.js(CONTROLS)
    assert len(names) > 3
    page.js(FROM_THE_TOP)
    forth = trodden(page, "Tab", len(names) + 3)
    assert [names[at] for at in range(len(names)) if str(at) not in forth] == []
    assert forth == sorted(forth, key=int), "the order is that of the page"
    page.page.locator(f"[data-control='{len(names) - 1}']").focus()
    back = trodden(page, "Shift+Tab", len(names) + 3)
    assert {str(at) for at in range(len(names) - 1)} <= set(back)


@pytest.mark.parametrize(("state", "width"), [*((state, 1280) for state in NETWORK), *SMALL])
def test_tab_reaches_every_control_of_the_network(
    visit: Any, network_page: Path, state: str, width: int
) -> None:
    where, pressed = NETWORK[state]
    page = visit(network_page, where, width=width)
    if state == "a link":
        page.page.locator("#find").fill("Brazil")
        page.page.keyboard.press("Enter")
        page.page.locator("#panel .words").first.click()
    if pressed:
        page.page.locator(pressed).click()
    page.page.wait_for_timeout(100)
    reached(page)


def some(pages: Path, name: str) -> list[Path]:
    return sorted(pages.glob(name.format("*")))


@pytest.mark.parametrize("name", KINDS)
def test_tab_reaches_every_control_of_every_kind_of_page(visit: Any, pages: Path, name: str) -> None:
    found = some(pages, name)
    assert found
    for path in found if name.startswith("question/") else found[:1]:
        reached(visit(path))
