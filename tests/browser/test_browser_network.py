"""The network page in a real browser, drawn by vis-network and by our own canvas."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

COLOURS_DRAWN = """() => {
  const canvas = document.querySelector("#picture canvas");
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

CLEAR_NODE = """type => {
  const clear = n => (gfmd.at(...gfmd.picture.place(n)) || {}).node === n;
  const node = gfmd.nodes.find(n => n.type === type && n.degree && clear(n));
  return { id: node.id, label: node.label, place: gfmd.picture.place(node) };
}"""

CLASHES = """() => {
  const cut = (a, b) => a[0] < b[2] - .5 && b[0] < a[2] - .5 && a[1] < b[3] - .5 && b[1] < a[3] - .5;
  const picture = gfmd.picture, boxes = picture.placed, found = [];
  const shown = picture.focus ? [...picture.focus.nodes] : gfmd.nodes.filter(picture.visible);
  boxes.forEach((p, at) => boxes.slice(at + 1).forEach(q => {
    if (cut(p.box, q.box)) found.push([p.node.label, q.node.label]);
  }));
  for (const p of boxes) for (const n of shown) {
    const [x, y] = gfmd.picture.place(n), r = gfmd.picture.radius(n) * .8;
    if (cut(p.box, [x - r, y - r, x + r, y + r])) found.push([p.node.label, "over", n.label]);
  }
  return found;
}"""

STACKED = """() => {
  const found = [];
  gfmd.nodes.forEach((p, at) => gfmd.nodes.slice(at + 1).forEach(q => {
    if (Math.hypot(p.x - q.x, p.y - q.y) < 14) found.push([p.label, q.label]);
  }));
  return found;
}"""

VIEWS = ["", "#view=web"]


def settled(page: Any) -> Any:
    page.page.wait_for_timeout(150)
    return page


@pytest.mark.parametrize("view", VIEWS)
def test_shapes_of_every_type_are_drawn(visit: Any, network_page: Path, view: str) -> None:
    page = settled(visit(network_page, view))
    drawn = set(page.js(COLOURS_DRAWN))
    used = "() => [...new Set(gfmd.nodes.map(n => gfmd.picture.types[n.type].colour))]"
    for colour in page.js(used):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        assert f"{red},{green},{blue}" in drawn, colour


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("width", [360, 1280, 2560])
def test_nothing_is_outside_or_on_top_of_another(
    visit: Any, network_page: Path, view: str, width: int
) -> None:
    page = settled(visit(network_page, view, width=width, height=width * 5 // 8 if width > 700 else 780))
    assert page.js("() => gfmd.nodes.length") > 100
    assert page.js("() => gfmd.nodes.every(node => gfmd.picture.inView(node))")
    assert page.js(STACKED) == []
    assert page.js(CLASHES) == []
    assert page.js("() => gfmd.picture.placed.length") > (20 if width > 700 else 5)


def test_labels_do_not_clash_around_what_is_selected(visit: Any, network_page: Path) -> None:
    page = settled(visit(network_page, "#node=gcm/objective/7"))
    assert page.js("() => gfmd.picture.placed.length") > 5
    assert page.js(CLASHES) == []


def test_an_empty_or_heaped_drawing_would_be_noticed(visit: Any, network_page: Path) -> None:
    page = settled(visit(network_page))
    page.js("() => { for (const n of gfmd.nodes) { n.x = 0; n.y = 0; } }")
    assert len(page.js(STACKED)) > 1000
    page.js("() => gfmd.picture.placed.push({ node: gfmd.nodes[0], box: gfmd.picture.placed[0].box })")
    assert page.js(CLASHES) != []


@pytest.mark.parametrize("relation", ["implementedBy", "takesPlaceIn", "affects", "objective", "mentions"])
def test_a_click_on_a_line_shows_its_words_and_report(visit: Any, network_page: Path, relation: str) -> None:
    page = settled(visit(network_page, "#view=web"))
    edge = page.js(CLEAR_EDGE, relation)
    page.click_picture(edge["x"], edge["y"])
    shown = page.panel()
    assert edge["exact"] in shown and edge["text"] in shown
    assert "Sample report" in shown and "page" in shown
    assert any(basis in shown for basis in ("stated", "inherited", "suggested 82"))
    assert ("never a credit" in shown) == (relation == "affects")
    assert "link=" in page.page.url
    page.page.reload()
    assert edge["text"] in page.panel()


def test_by_objective_no_line_is_in_the_way_of_a_shape(visit: Any, network_page: Path) -> None:
    page = settled(visit(network_page))
    assert page.js("() => gfmd.edges.filter(gfmd.picture.drawn).length") == 0
    node = page.js(CLEAR_NODE, "country")
    page.click_picture(*node["place"])
    assert page.js("() => gfmd.picture.focus.edges.size") > 0


def test_a_click_on_a_country_lists_its_relations_and_can_be_linked_to(
    visit: Any, network_page: Path
) -> None:
    page = settled(visit(network_page))
    page.click_picture(*page.js("() => gfmd.place('area/BRA')"))
    assert page.page.locator("#panel h2").inner_text() == "Brazil"
    assert page.page.locator("#panel details").count() >= 1
    assert page.page.url.endswith("#node=area/BRA")
    page.page.reload()
    assert page.page.locator("#panel h2").inner_text() == "Brazil"


def test_the_back_button_goes_to_what_was_selected_before(visit: Any, network_page: Path) -> None:
    page = settled(visit(network_page))
    for code in ("BRA", "MLI"):
        page.js("id => gfmd.select(id)", f"area/{code}")
    page.js("() => document.getElementById('web').click()")
    page.page.go_back()
    assert page.page.locator("#panel h2").inner_text() == "Mali"
    assert page.page.locator("#chart").get_attribute("aria-pressed") == "true"
    page.page.go_back()
    assert page.page.locator("#panel h2").inner_text() == "Brazil"
    page.page.go_back()
    assert "How to read this" in page.panel()
    page.page.go_forward()
    assert page.page.locator("#panel h2").inner_text() == "Brazil"


def test_relations_are_listed_in_both_directions(visit: Any, network_page: Path) -> None:
    page = visit(network_page, "#node=area/BRA")
    there = page.page.locator("#panel details .go").first
    name = there.inner_text()
    there.click()
    assert name.rstrip("…") in page.panel()
    assert "Brazil" in [text.strip() for text in page.page.locator("#panel details .go").all_inner_texts()]


def test_words_of_a_relation_open_the_line(visit: Any, network_page: Path) -> None:
    page = visit(network_page, "#node=area/BRA")
    page.page.locator("#panel .words").first.click()
    assert "What the words say" in page.panel()
    assert page.page.locator("#panel mark").count() >= 1


def test_search_finds_a_country_without_its_accents(visit: Any, network_page: Path) -> None:
    page = visit(network_page)
    page.page.keyboard.press("/")
    page.page.keyboard.type("cote ivoire")
    assert "Côte d’Ivoire" in page.page.locator("#found").inner_text()
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel h2").inner_text() == "Côte d’Ivoire"


def test_search_says_when_it_finds_nothing(visit: Any, network_page: Path) -> None:
    page = visit(network_page)
    page.page.locator("#find").fill("zzzz")
    assert "Nothing of that name" in page.page.locator("#found").inner_text()


def test_legend_hides_a_type_and_its_lines_and_says_so_in_the_address(visit: Any, network_page: Path) -> None:
    page = visit(network_page, "#view=web")
    page.page.locator("[data-type=country]").uncheck()
    assert page.js("() => gfmd.nodes.filter(n => n.type === 'country').some(gfmd.picture.visible)") is False
    assert page.js("() => gfmd.edges.filter(e => e.relation === 'affects').some(gfmd.picture.drawn)") is False
    hit = page.js(
        "() => { const hit = gfmd.at(...gfmd.place('area/BRA')); return hit && hit.node && hit.node.type }"
    )
    assert hit != "country"
    assert "hide=country" in page.page.url
    page.page.reload()
    assert not page.page.locator("[data-type=country]").is_checked()


def test_the_legend_counts(visit: Any, network_page: Path) -> None:
    page = visit(network_page)
    counts = page.page.locator("[data-type] ~ .count").all_inner_texts()
    assert sum(map(int, counts)) == page.js("() => gfmd.nodes.length")


def test_others_fade_when_something_is_selected(visit: Any, network_page: Path) -> None:
    page = settled(visit(network_page))
    gap = """() => {
      const gap = gfmd.nodes.find(n => n.type === "objective" && !n.degree), [x, y] = gfmd.picture.place(gap);
      const copy = document.createElement("canvas"), context = copy.getContext("2d");
      context.drawImage(document.querySelector("#picture canvas"), 4 - x, 4 - y);
      return [...context.getImageData(0, 0, 1, 1).data];
    }"""
    before = page.js(gap)
    page.js("() => gfmd.select('area/BRA')")
    settled(page)
    assert page.js("() => gfmd.picture.focus.nodes.size") < page.js("() => gfmd.nodes.length") / 2
    assert sum(page.js(gap)[:3]) > sum(before[:3]) + 150


def test_what_the_program_suggested_looks_different_from_what_is_stated(
    visit: Any, network_page: Path
) -> None:
    page = settled(visit(network_page))
    assert page.js("() => gfmd.edges.some(e => e.guess) && gfmd.edges.some(e => !e.guess)")
    for guess, rings in (("true", True), ("false", False)):
        svg = page.js(f"""() => {{
          const ends = e => gfmd.ends(gfmd.edges.indexOf(e));
          const far = e => {{ const [x1, y1, x2, y2] = ends(e); return Math.hypot(x1 - x2, y1 - y2); }};
          const edge = gfmd.edges.filter(e => e.guess === {guess}).sort((p, q) => far(q) - far(p))[0];
          gfmd.picture.focus = {{ main: null, far: new Set(), nodes: new Set(), edges: new Set([edge]) }};
          return gfmd.svg();
        }}""")
        assert ("a3 3 0 1 0" in svg) == rings


def test_dragging_moves_the_picture_and_selects_nothing(visit: Any, network_page: Path) -> None:
    page = settled(visit(network_page))
    before = page.js("() => gfmd.place('area/BRA')")
    box = page.page.locator("#picture").bounding_box()
    page.page.mouse.move(box["x"] + 8, box["y"] + 300)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + 68, box["y"] + 340, steps=6)
    page.page.mouse.up()
    after = settled(page).js("() => gfmd.place('area/BRA')")
    assert after[0] - before[0] == pytest.approx(60, abs=12)
    assert after[1] - before[1] == pytest.approx(40, abs=12)
    assert page.js("() => gfmd.picture.focus") is None


def test_vis_network_lets_a_shape_be_dragged_and_physics_be_woken(visit: Any, network_page: Path) -> None:
    page = settled(visit(network_page))
    if page.page.locator("#loosen").count() == 0:
        return
    node = page.js(CLEAR_NODE, "country")
    x, y = node["place"]
    box = page.page.locator("#picture").bounding_box()
    page.page.mouse.move(box["x"] + x, box["y"] + y)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + x + 30, box["y"] + y + 60, steps=6)
    page.page.mouse.up()
    now = settled(page).js("id => gfmd.place(id)", node["id"])
    assert now[1] - y > 40
    still = page.js("() => gfmd.place('area/MLI')")
    page.js("id => gfmd.select(id)", node["id"])
    page.page.locator("#loosen").click()
    page.page.wait_for_timeout(700)
    page.page.locator("#loosen").click()
    woken = page.js("id => gfmd.place(id)", node["id"])
    assert woken != now
    assert page.js("() => gfmd.place('area/MLI')") == pytest.approx(still, abs=1)


def test_wheel_and_pinch_zoom(visit: Any, network_page: Path) -> None:
    page = settled(visit(network_page, has_touch=True))
    scale = page.js("() => gfmd.picture.scale")
    box = page.page.locator("#picture").bounding_box()
    page.page.mouse.move(box["x"] + 300, box["y"] + 300)
    page.page.mouse.wheel(0, -300)
    wheeled = settled(page).js("() => gfmd.picture.scale")
    assert wheeled > scale
    session = page.page.context.new_cdp_session(page.page)
    for step in range(8):
        kind = "touchStart" if not step else "touchMove"
        points = [{"x": box["x"] + 300 - 10 * step, "y": box["y"] + 300, "id": 1},
                  {"x": box["x"] + 340 + 10 * step, "y": box["y"] + 300, "id": 2}]  # fmt: skip
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.page.wait_for_timeout(30)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert settled(page).js("() => gfmd.picture.scale") > wheeled


def test_one_finger_moves_the_picture_and_selects_nothing(visit: Any, network_page: Path) -> None:
    page = settled(visit(network_page, has_touch=True))
    before = page.js("() => gfmd.place('area/BRA')")
    box = page.page.locator("#picture").bounding_box()
    session = page.page.context.new_cdp_session(page.page)
    for step in range(9):
        points = [{"x": box["x"] + 8 + 10 * step, "y": box["y"] + 300 + 5 * step, "id": 1}]
        kind = "touchMove" if step else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.page.wait_for_timeout(20)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    after = settled(page).js("() => gfmd.place('area/BRA')")
    assert after[0] - before[0] == pytest.approx(80, abs=25)
    assert after[1] - before[1] == pytest.approx(40, abs=15)
    assert page.js("() => gfmd.picture.focus") is None
    assert page.js("() => scrollY") == 0


def test_keyboard_moves_zooms_and_clears(visit: Any, network_page: Path) -> None:
    page = settled(visit(network_page, "#node=area/BRA"))
    page.page.locator("#picture").focus()
    scale = page.js("() => gfmd.picture.scale")
    page.page.keyboard.press("+")
    assert settled(page).js("() => gfmd.picture.scale") > scale
    page.page.keyboard.press("Escape")
    assert "How to read this" in page.panel()
    page.page.keyboard.press("0")
    assert settled(page).js("() => gfmd.nodes.every(node => gfmd.picture.inView(node))")


def test_keyboard_alone_reaches_every_shape_and_its_panel(visit: Any, network_page: Path) -> None:
    page = settled(visit(network_page))
    page.page.locator("#picture").focus()
    page.page.keyboard.press("Home")
    seen = [page.js("() => gfmd.state.node.id")]
    number = page.js("() => gfmd.nodes.length")
    for _ in range(number - 1):
        page.page.keyboard.press("PageDown")
        seen.append(page.js("() => gfmd.state.node.id"))
    assert len(set(seen)) == number
    for key, axis, sign in (("ArrowRight", "x", 1), ("ArrowUp", "y", -1)):
        page.js("() => gfmd.select('gcm/objective/9')")
        page.page.locator("#picture").focus()
        page.page.keyboard.press(key)
        moved = page.js(
            "axis => gfmd.state.node[axis] - gfmd.nodes.find(n => n.id === 'gcm/objective/9')[axis]", axis
        )
        assert moved * sign > 0
    assert page.js("() => document.activeElement.id") == "picture"
    page.page.keyboard.press("Enter")
    assert page.js("() => document.activeElement.tagName") == "H2"
    assert page.page.locator("#said").inner_text() != ""


def test_table_says_the_same_as_the_picture(visit: Any, network_page: Path) -> None:
    page = visit(network_page)
    page.page.locator("#as-table").click()
    rows = page.page.locator("#rows tbody tr:not(.group):visible")
    spoken = page.js("() => gfmd.nodes.filter(n => n.said).length")
    assert rows.count() == spoken
    links = page.js("""() => [...document.querySelectorAll("#rows tbody tr:not(.group)")]
      .flatMap(row => [...row.cells].slice(2, -1))
      .flatMap(cell => [...cell.querySelectorAll("button")]).length""")
    assert links == page.js("() => gfmd.edges.filter(e => e.relation !== 'inReport').length")
    page.page.locator("[data-type=practice]").uncheck()
    assert rows.count() < spoken
    name = page.js("""() => [...document.querySelectorAll("#rows tbody tr:not(.group):not([hidden])")]
      .map(row => row.cells[2].textContent).find(text => text)""")
    page.page.locator("#rows tbody tr:not(.group):not([hidden]) td:nth-child(3) button").first.click()
    assert page.page.locator("#panel h2").inner_text() == name.split(";")[0]
    assert page.page.locator("#picture").is_visible()
    page.page.locator("#as-table").click()
    assert 0 < rows.count() < spoken / 3


def test_table_holds_what_the_picture_has_no_room_for(visit: Any, crowded_page: Path) -> None:
    page = settled(visit(crowded_page))
    spoken = page.js("() => gfmd.nodes.filter(n => n.said).length")
    assert page.js("() => gfmd.nodes.filter(n => n.said && gfmd.picture.visible(n)).length") == 0
    page.page.locator("#as-table").click()
    rows = page.page.locator("#rows tbody tr:not(.group):visible")
    assert rows.count() == spoken
    assert not page.page.locator("#table button", has_text="more").is_visible()
    tick = page.page.locator("[data-type=practice]")
    tick.check()
    assert rows.count() == spoken
    tick.uncheck()
    assert 0 < rows.count() < spoken


def test_table_sorts_in_natural_order_both_ways(visit: Any, network_page: Path) -> None:
    page = visit(network_page, "#table=1")
    heads = page.page.locator("#rows thead th")
    column = [text.strip() for text in heads.all_inner_texts()].index("is about")
    cells = f"""() => [...document.querySelectorAll("#rows tbody tr:not(.group)")]
      .map(row => row.cells[{column}].textContent)"""
    heads.nth(column).locator("button").click()
    numbers = [int(text.split(" ")[0]) for text in page.js(cells)]
    assert numbers == sorted(numbers) and numbers[0] < 10 <= numbers[-1]
    assert heads.nth(column).get_attribute("aria-sort") == "ascending"
    heads.nth(column).locator("button").click()
    assert [int(text.split(" ")[0]) for text in page.js(cells)] == sorted(numbers, reverse=True)


def test_table_is_copied_and_saved(visit: Any, network_page: Path, tmp_path: Path) -> None:
    page = visit(network_page, accept_downloads=True)
    page.page.locator("#saving summary").click()
    with page.page.expect_download() as download:
        page.page.locator("#save-csv").click()
    download.value.save_as(tmp_path / "table.csv")
    saved = list(csv.reader(io.StringIO((tmp_path / "table.csv").read_text("utf-8-sig"))))
    assert len(saved) == 1 + page.js("() => gfmd.nodes.filter(n => n.said).length")
    page.page.locator("#saving summary").click()
    page.page.locator("#copy").click()
    assert "copied" in page.page.locator("#said").inner_text()
    page.page.locator("#find").focus()
    page.page.keyboard.press("Control+V")
    assert saved[1][0][:40] in page.page.locator("#find").input_value()


def test_picture_is_saved_as_png_and_svg(visit: Any, network_page: Path, tmp_path: Path) -> None:
    page = settled(visit(network_page, accept_downloads=True))
    for button, name in (("#save-png", "network.png"), ("#save-svg", "network.svg")):
        page.page.locator("#saving summary").click()
        with page.page.expect_download() as download:
            page.page.locator(button).click()
        assert download.value.suggested_filename == name
        download.value.save_as(tmp_path / name)
    assert (tmp_path / "network.png").read_bytes().startswith(b"\x89PNG") and (
        tmp_path / "network.png"
    ).stat().st_size > 20000
    root = ET.parse(tmp_path / "network.svg").getroot()
    texts = {element.text for element in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"1", "23"} <= texts
    assert "#D55E00" in (tmp_path / "network.svg").read_text("utf-8")


def test_print_holds_the_picture_and_the_panel(visit: Any, network_page: Path) -> None:
    page = settled(visit(network_page, "#node=area/BRA"))
    page.js("() => dispatchEvent(new Event('beforeprint'))")
    page.page.emulate_media(media="print")
    assert page.page.locator("#printed img").is_visible()
    assert page.js("() => document.querySelector('#printed img').decode().then(() => true)")
    assert page.page.locator("#panel h2").is_visible() and not page.page.locator(".side").is_visible()


@pytest.mark.parametrize(("code", "word", "legend"), [("fr", "Côte", "Pays"), ("es", "Côte", "Países")])
def test_the_page_changes_its_language_by_itself(
    visit: Any, network_page: Path, code: str, word: str, legend: str
) -> None:
    page = settled(visit(network_page, "#node=area/CIV"))
    page.page.locator("#language").select_option(code)
    assert legend in page.page.locator("nav.side").inner_text()
    assert page.page.locator("#panel h2").inner_text().startswith(word)
    assert page.js("() => document.documentElement.lang") == code
    english = {"Show all", "By objective", "Objective", "Countries", "Practice or statement", "Close"}
    texts = page.js(
        """() => [...document.querySelectorAll("button, th, h2, h3, label, summary, option")]
          .map(e => e.textContent.trim())"""
    )
    assert not english & set(texts)
    page.page.reload()
    assert page.page.locator("#language").input_value() == code


def test_dark_mode_follows_the_system_and_the_button(visit: Any, network_page: Path) -> None:
    page = visit(network_page, color_scheme="dark")
    assert page.js("() => gfmd.picture.paper") == "#14171c"
    page.page.locator("#theme").click()
    assert page.js("() => gfmd.picture.paper") == "#ffffff"


def test_small_screen_has_no_sideways_scroll_and_shows_the_selection(visit: Any, network_page: Path) -> None:
    page = settled(visit(network_page, width=360, height=780, has_touch=True))
    assert page.js("() => document.documentElement.scrollWidth") <= 360
    node = page.js(CLEAR_NODE, "country")
    box = page.page.locator("#picture").bounding_box()
    page.page.touchscreen.tap(box["x"] + node["place"][0], box["y"] + node["place"][1])
    assert page.page.locator("#panel h2").inner_text() == node["label"]
    below, covered = settled(page).js(
        "id => [gfmd.place(id)[1], gfmd.picture.height - gfmd.picture.cover]", node["id"]
    )
    assert below < covered
    assert page.js("() => document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", ["", "#node=area/BRA", "#table=1"])
def test_axe_finds_nothing(visit: Any, network_page: Path, scheme: str, where: str) -> None:
    page = settled(visit(network_page, where, color_scheme=scheme))
    assert page.violations() == []


def test_everything_reads_without_a_script(visit: Any, network_page: Path) -> None:
    page = visit(network_page, java_script_enabled=False)
    text = page.page.locator("#table").inner_text()
    for word in ("Brazil", "Migrant Forum", "objective 7", "82", "Sample report 1", "words 31"):
        assert word in text, word
    assert "Objective" in text or "objective 22" in text  # a gap is named too
    assert not page.page.locator("#find").is_visible()


def test_hostile_words_run_nothing(visit: Any, hostile_network: Path, tmp_path: Path) -> None:
    page = visit(hostile_network, "#view=web", accept_downloads=True)
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
    page.page.locator("#language").select_option("fr")
    ET.fromstring(page.js("() => gfmd.svg()"))
    page.js(
        """() => {
          const e = document.createElement("div");
          e.innerHTML = gfmd.svg();
          document.body.append(e);
        }"""
    )
    page.page.wait_for_timeout(100)
    assert page.js("() => window.ran") is None
    assert page.page.locator("#panel img, #table img, #found img, #tip img, title img").count() == 0
    page.js("() => dispatchEvent(new Event('beforeprint'))")
