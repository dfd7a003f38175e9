"""The other pages in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

KINDS = [
    "index.html",
    "objective/1.html",
    "objective/4.html",
    "country/BRA.html",
    "report/sample-0.html",
    "region/sahel.html",
]


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("width", [390, 1280])
def test_no_sideways_scroll(visit: Any, pages: Path, name: str, width: int) -> None:
    page = visit(pages / name, width=width)
    assert page.js("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_links_can_be_read(visit: Any, pages: Path, scheme: str) -> None:
    page = visit(pages / "country" / "BRA.html", color_scheme=scheme)
    text, paper, link = page.js("""() => {
      const body = getComputedStyle(document.body), link = document.querySelector("blockquote a");
      return [body.color, body.backgroundColor, getComputedStyle(link).color];
    }""")
    assert contrast(text, paper) >= 7 and contrast(link, paper) >= 4.5


def contrast(first: str, second: str) -> float:
    def light(colour: str) -> float:
        parts = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dark = sorted((light(first), light(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_search_of_the_first_page_leads_to_a_country(visit: Any, pages: Path) -> None:
    page = visit(pages / "index.html")
    page.page.locator("#find").fill("nep")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**/country/NPL.html")
    assert page.page.locator("h1").inner_text() == "Nepal"


def test_from_the_first_page_to_the_words_by_clicks_alone(visit: Any, pages: Path) -> None:
    page = visit(pages / "index.html")
    page.page.locator("#countries tbody a", has_text="Brazil").first.click()
    page.page.locator(".entry .source a").first.click()
    page.page.wait_for_url("**/report/sample-*.html#s-*")
    assert page.page.locator(".entry:target").count() == 1
    page.page.go_back()
    page.page.get_by_role("link", name="Show in the network").click()
    assert page.page.locator("#panel h2").inner_text() == "Brazil"


def test_a_gap_is_one_click_away(visit: Any, pages: Path) -> None:
    page = visit(pages / "index.html")
    page.page.locator(".gaps a").first.click()
    assert page.page.get_by_text("No report says anything about this").is_visible()


@pytest.mark.parametrize("name", KINDS)
def test_hostile_words_run_nothing(visit: Any, hostile_pages: Path, name: str) -> None:
    page = visit(hostile_pages / name)
    for link in page.page.locator("a.chip, .basis").all()[:5]:
        link.hover()
    if name == "index.html":
        page.page.locator("#find").fill("onerror")
        assert page.page.locator("#found li").count() > 1
    page.page.wait_for_timeout(60)
    assert page.js("() => window.ran") is None
    assert page.page.locator("img").count() == 0


def test_policy_stops_what_should_slip_through(browser: Any, pages: Path, tmp_path: Path) -> None:
    spoiled = tmp_path / "index.html"
    text = (pages / "index.html").read_text(encoding="utf-8")
    attack = '<img src="x" onerror="window.ran=1"><script>window.ran=2</script>'
    spoiled.write_text(text.replace("</main>", attack + "</main>"), encoding="utf-8")
    page = browser.new_page()
    page.goto(spoiled.as_uri())
    page.wait_for_timeout(60)
    assert page.evaluate("() => window.ran") is None
    page.close()
