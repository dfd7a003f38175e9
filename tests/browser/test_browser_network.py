"""The network page in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

COLOURS_DRAWN = """() => {
  const canvas = document.getElementById("picture");
  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
  const seen = new Set();
  for (let at = 0; at < data.length; at += 4) seen.add(data[at] + "," + data[at + 1] + "," + data[at + 2]);
  return [...seen];
}"""

CLEAR_EDGE = """relation => {
  const number = gfmd.edges.findIndex((edge, at) => {
    if (edge.relation !== relation) return false;
    const [x1, y1, x2, y2] = gfmd.ends(at), hit = gfmd.at((x1 + x2) / 2, (y1 + y2) / 2);
    return hit && hit.edge === edge;
  });
  const [x1, y1, x2, y2] = gfmd.ends(number), edge = gfmd.edges[number];
  const words = edge.words[0];
  return { x: (x1 + x2) / 2, y: (y1 + y2) / 2, exact: words.exact, text: words.statement.text };
}"""


def test_shapes_of_every_type_are_drawn(visit: Any, pages: Path) -> None:
    page = visit(pages / "network.html")
    drawn = set(page.js(COLOURS_DRAWN))
    for colour in page.js("() => Object.values(gfmd.picture.types).map(t => t.colour)"):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        assert f"{red},{green},{blue}" in drawn, colour


def test_every_node_is_in_view_at_first(visit: Any, pages: Path) -> None:
    page = visit(pages / "network.html")
    assert page.js("() => gfmd.nodes.length") > 100
    assert page.js("() => gfmd.nodes.every(node => gfmd.picture.inView(node))")


@pytest.mark.parametrize("relation", ["implementedBy", "takesPlaceIn", "affects", "objective", "mentions"])
def test_a_click_on_a_line_shows_its_words_and_report(visit: Any, pages: Path, relation: str) -> None:
    page = visit(pages / "network.html")
    edge = page.js(CLEAR_EDGE, relation)
    page.click_picture(edge["x"], edge["y"])
    shown = page.panel()
    assert edge["exact"] in shown and edge["text"] in shown
    assert "Sample report" in shown and "page" in shown
    assert any(basis in shown for basis in ("stated", "inherited", "suggested 82"))
    assert ("never a credit" in shown) == (relation == "affects")


def test_a_click_on_a_country_lists_its_relations_and_can_be_linked_to(visit: Any, pages: Path) -> None:
    page = visit(pages / "network.html")
    page.click_picture(*page.js("() => gfmd.place('area/BRA')"))
    assert page.panel().startswith("×\nBrazil") or "Brazil" in page.panel().splitlines()[:2]
    assert page.page.locator("#panel details").count() >= 1
    assert page.page.url.endswith("#node=area/BRA")
    page.page.reload()
    assert page.page.locator("#panel h2").inner_text() == "Brazil"


def test_relations_are_listed_in_both_directions(visit: Any, pages: Path) -> None:
    page = visit(pages / "network.html", "#node=area/BRA")
    there = page.page.locator("#panel details .go").first
    name = there.inner_text()
    there.click()
    assert name.rstrip("…") in page.panel()
    assert "Brazil" in [text.strip() for text in page.page.locator("#panel details .go").all_inner_texts()]


def test_words_of_a_relation_open_the_line(visit: Any, pages: Path) -> None:
    page = visit(pages / "network.html", "#node=area/BRA")
    page.page.locator("#panel .words").first.click()
    assert "What the words say" in page.panel()
    assert page.page.locator("#panel mark").count() >= 1


def test_search_finds_a_country_without_its_accents(visit: Any, pages: Path) -> None:
    page = visit(pages / "network.html")
    page.page.keyboard.press("/")
    page.page.keyboard.type("cote ivoire")
    assert "Côte d’Ivoire" in page.page.locator("#found").inner_text()
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel h2").inner_text() == "Côte d’Ivoire"


def test_search_says_when_it_finds_nothing(visit: Any, pages: Path) -> None:
    page = visit(pages / "network.html")
    page.page.locator("#find").fill("zzzz")
    assert "Nothing of that name" in page.page.locator("#found").inner_text()


def test_legend_hides_a_type_and_its_lines(visit: Any, pages: Path) -> None:
    page = visit(pages / "network.html")
    page.page.locator("[data-type=country]").uncheck()
    assert page.js("() => gfmd.nodes.filter(n => n.type === 'country').some(gfmd.picture.visible)") is False
    assert page.js("() => gfmd.edges.filter(e => e.relation === 'affects').some(gfmd.picture.drawn)") is False
    hit = page.js(
        "() => { const hit = gfmd.at(...gfmd.place('area/BRA')); return hit && hit.node && hit.node.type }"
    )
    assert hit != "country"


def test_others_fade_when_something_is_selected(visit: Any, pages: Path) -> None:
    page = visit(pages / "network.html")
    page.js("() => { gfmd.select('area/BRA'); gfmd.picture.paint(); }")
    assert page.js("() => gfmd.picture.focus.nodes.size") < page.js("() => gfmd.nodes.length") / 2
    faded = page.js("""() => {
      const gap = gfmd.nodes.find(n => n.type === "objective" && !n.degree), [x, y] = gfmd.picture.place(gap);
      return [...gfmd.picture.context.getImageData((x - 6), (y - 5), 1, 1).data];
    }""")
    assert sum(faded[:3]) > 600


def test_dragging_moves_the_picture_and_selects_nothing(visit: Any, pages: Path) -> None:
    page = visit(pages / "network.html")
    before = page.js("() => gfmd.place('area/BRA')")
    box = page.page.locator("#picture").bounding_box()
    page.page.mouse.move(box["x"] + before[0], box["y"] + before[1])
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + before[0] + 60, box["y"] + before[1] + 40, steps=5)
    page.page.mouse.up()
    after = page.js("() => gfmd.place('area/BRA')")
    assert [round(after[0] - before[0]), round(after[1] - before[1])] == [60, 40]
    assert page.js("() => gfmd.picture.focus") is None


def test_keyboard_moves_zooms_and_clears(visit: Any, pages: Path) -> None:
    page = visit(pages / "network.html", "#node=area/BRA")
    page.page.locator("#picture").focus()
    scale = page.js("() => gfmd.picture.scale")
    page.page.keyboard.press("+")
    assert page.js("() => gfmd.picture.scale") > scale
    page.page.keyboard.press("Escape")
    assert "How to read this" in page.panel()
    page.page.keyboard.press("0")
    assert page.js("() => gfmd.nodes.every(node => gfmd.picture.inView(node))")


def test_table_says_the_same_as_the_picture(visit: Any, pages: Path) -> None:
    page = visit(pages / "network.html")
    page.page.locator("#as-table").click()
    rows = page.page.locator("#table tbody tr").count()
    drawn = page.js("() => gfmd.edges.filter(gfmd.picture.drawn).length")
    assert rows == drawn + page.js("() => gfmd.nodes.filter(node => !node.degree).length")
    page.page.locator("#table tbody button", has_text="Mali").first.click()
    assert page.page.locator("#panel h2").inner_text() == "Mali"
    assert page.page.locator("#picture").is_visible()


def test_dark_mode_follows_the_system_and_the_button(visit: Any, pages: Path) -> None:
    page = visit(pages / "network.html", color_scheme="dark")
    assert page.js("() => gfmd.picture.paper") == "#14171c"
    page.page.locator("#theme").click()
    assert page.js("() => gfmd.picture.paper") == "#ffffff"


def test_small_screen_has_no_sideways_scroll_and_shows_the_selection(visit: Any, pages: Path) -> None:
    page = visit(pages / "network.html", width=390, height=780, has_touch=True)
    assert page.js("() => document.documentElement.scrollWidth") <= 390
    box = page.page.locator("#picture").bounding_box()
    x, y = page.js("() => gfmd.place('area/BRA')")
    page.page.touchscreen.tap(box["x"] + x, box["y"] + y)
    assert page.page.locator("#panel h2").is_visible()
    below, covered = page.js("() => [gfmd.place('area/BRA')[1], gfmd.picture.height - gfmd.picture.cover]")
    assert below < covered
    assert page.js("() => document.documentElement.scrollWidth") <= 390


def test_hostile_words_run_nothing(visit: Any, hostile_pages: Path) -> None:
    page = visit(hostile_pages / "network.html")
    for node in page.js("() => gfmd.nodes.map(node => node.id)"):
        page.js("id => gfmd.select(id)", node)
    for number in (0, 7, 40):
        x1, y1, x2, y2 = page.js("at => gfmd.ends(at)", number)
        x, y = (x1 + x2) / 2, (y1 + y2) / 2
        box = page.page.locator("#picture").bounding_box()
        page.page.mouse.move(box["x"] + x, box["y"] + y)
        page.click_picture(x, y)
    page.page.locator("#find").fill("script")
    assert page.page.locator("#found li").count() > 1
    page.page.locator("#as-table").click()
    page.page.wait_for_timeout(100)
    assert page.js("() => window.ran") is None
    assert page.page.locator("#panel img, #table img, #found img").count() == 0
