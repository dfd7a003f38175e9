"""The pages by question in a real browser: read by everybody, at any width, with and without a script."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

KINDS = [
    "index.html",
    "objective/1.html",
    "objective/4.html",
    "country/BRA.html",
    "region/sahel.html",
    "organisation/body-0.html",
    "population/children.html",
    "report/sample-0.html",
    "question/practice-directory.html",
    "question/gaps-by-country.html",
    "question/gaps-by-region.html",
    "question/who-works-on-what.html",
    "question/where-practices-are.html",
    "question/over-time.html",
    "question/champions.html",
    "question/contested-terms.html",
    "question/questions-to-governments.html",
    "question/actions.html",
    "question/organisations-across-borders.html",
    "question/objectives-without-practice.html",
    "question/overlaps.html",
]
DRAWN = [name for name in KINDS if name.startswith("question/")]

OVERLAPS = """() => [...document.querySelectorAll("main svg")].flatMap(svg => {
  const boxes = [...svg.querySelectorAll("text")]
    .map(text => [text.textContent, text.getBoundingClientRect()]);
  const beside = (a, b) => a.left < b.right - 1 && b.left < a.right - 1;
  const cut = (a, b) => beside(a, b) && a.top < b.bottom - 3 && b.top < a.bottom - 3;
  return boxes.flatMap(([one, a], at) =>
    boxes.slice(at + 1).filter(([, b]) => cut(a, b)).map(([other]) => [one, other]));
})"""

OUTSIDE = """() => [...document.querySelectorAll("main svg")].flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text, circle, rect")].filter(each => {
    const box = each.getBoundingClientRect();
    const wide = box.left < frame.left - 1 || box.right > frame.right + 1;
    return box.width && (wide || box.bottom > frame.bottom + 1);
  }).map(each => each.outerHTML.slice(0, 120));
})"""


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Any, pages: Path, name: str, scheme: str) -> None:
    assert visit(pages / name, color_scheme=scheme).violations() == []


@pytest.mark.parametrize("name", KINDS)
def test_a_phone_shows_all_of_it(visit: Any, pages: Path, name: str) -> None:
    page = visit(pages / name, width=360, height=740)
    assert page.violations() == []
    assert page.js("() => document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("width", [1280, 2560])
def test_drawings_are_full_and_nothing_in_them_overlaps(
    visit: Any, pages: Path, name: str, width: int
) -> None:
    page = visit(pages / name, width=width)
    assert page.js(OVERLAPS) == []
    assert page.js(OUTSIDE) == []
    assert page.js("() => document.documentElement.scrollWidth") <= width
    if name != "question/overlaps.html":
        assert (
            page.js("() => document.querySelectorAll('main .entry, main td, main circle, main rect').length")
            > 3
        )


def test_a_heaped_or_cut_drawing_would_be_noticed(visit: Any, pages: Path) -> None:
    page = visit(pages / "question" / "where-practices-are.html")
    page.js("""() => {
      const [one, other, third] = document.querySelectorAll(".world text");
      for (const name of ["x", "y"]) other.setAttribute(name, one.getAttribute(name));
      third.setAttribute("x", 2000);
    }""")
    assert page.js(OVERLAPS) and page.js(OUTSIDE)


@pytest.mark.parametrize("name", [name for name in KINDS if name != "question/overlaps.html"])
def test_everything_can_be_read_without_a_script(visit: Any, pages: Path, name: str) -> None:
    page = visit(pages / name, java_script_enabled=False)
    hidden = page.page.locator("main [hidden]")
    assert all(each.get_attribute("id") in ("filter", "found") for each in hidden.all())
    assert page.page.locator("main").inner_text().strip()
    assert page.page.locator("main .entry, main table, main .gaps, main .cell").first.is_visible()


def test_numbers_of_a_matrix_open_their_words_without_a_script(visit: Any, pages: Path) -> None:
    page = visit(pages / "question" / "gaps-by-country.html", java_script_enabled=False)
    cell = page.page.locator("table.matrix td a").first
    number = int(cell.inner_text())
    cell.click()
    opened = page.page.locator(".cell:target")
    assert opened.is_visible() and opened.locator("li").count() == number
    opened.locator("li a").first.click()
    assert page.page.locator(".entry:target").is_visible()


def test_the_keyboard_alone_opens_a_cell_and_goes_on_from_there(visit: Any, pages: Path) -> None:
    page = visit(pages / "question" / "gaps-by-country.html")
    page.page.locator("table.matrix td a").first.focus()
    page.page.keyboard.press("Enter")
    page.page.keyboard.press("Tab")
    assert page.js("() => !!document.activeElement.closest('.cell:target')")


def test_blank_is_explained_in_words(visit: Any, pages: Path) -> None:
    page = visit(pages / "question" / "gaps-by-country.html")
    assert "does not prove that nobody does it" in page.page.locator(".key").inner_text()


def test_cards_are_found_by_lists_and_words_and_the_address_keeps_them(visit: Any, pages: Path) -> None:
    page = visit(pages / "question" / "practice-directory.html")
    shown = page.page.locator(".entry:visible")
    assert shown.count() == 60
    page.page.get_by_label("People").select_option("population-children")
    page.page.get_by_label("Judgement").select_option("assessment-good")
    few = shown.count()
    assert 0 < few < 12 and page.page.locator("#count").inner_text() == f"{few} of 60 shown"
    again = visit(Path(pages / "question" / "practice-directory.html"), "#" + page.page.url.partition("#")[2])
    assert again.page.locator(".entry:visible").count() == few
    page.page.get_by_label("Words", exact=True).fill("WORDS 20")
    assert shown.count() == 1
    page.page.get_by_role("button", name="Show all").click()
    assert shown.count() == 60


def rows_of(download: Any) -> list[list[str]]:
    return list(csv.reader(io.StringIO(Path(download.path()).read_text(encoding="utf-8"))))


def test_what_is_shown_can_be_taken_away(visit: Any, pages: Path) -> None:
    page = visit(pages / "question" / "practice-directory.html", accept_downloads=True)
    with page.page.expect_download() as whole:
        page.page.get_by_role("link", name="Download as CSV").click()
    assert len(rows_of(whole.value)) == 61
    page.page.get_by_label("People").select_option("population-children")
    number = page.page.locator(".entry:visible").count()
    with page.page.expect_download() as some:
        page.page.get_by_role("link", name="Download as CSV").click()
    assert len(rows_of(some.value)) == number + 1
    assert some.value.suggested_filename == "practice-directory.csv"


def test_a_table_sorts_and_is_taken_as_it_is_sorted(visit: Any, pages: Path) -> None:
    page = visit(pages / "question" / "organisations-across-borders.html", accept_downloads=True)
    first = page.page.locator("table.answer tbody tr").first
    page.page.get_by_role("button", name="country").click()
    up = first.locator("td").nth(2).inner_text()
    page.page.get_by_role("button", name="country").click()
    assert first.locator("td").nth(2).inner_text().strip() > up.strip()
    assert page.page.locator("th[aria-sort=descending]").count() == 1
    with page.page.expect_download() as taken:
        page.page.get_by_role("link", name="Download as CSV").click()
    assert rows_of(taken.value)[1][2] == first.locator("td").nth(2).inner_text().strip()


@pytest.mark.parametrize("name", DRAWN)
def test_hostile_words_run_nothing_on_pages_by_question(visit: Any, hostile_pages: Path, name: str) -> None:
    page = visit(hostile_pages / name, accept_downloads=True)
    for each in page.page.locator("main svg a, main select").all()[:5]:
        each.hover(force=True)
    if page.page.locator("#filter").count():
        page.page.locator("#words").fill("onerror")
        page.page.locator("#filter select").first.select_option(index=1)
    page.page.wait_for_timeout(60)
    assert page.js("() => window.ran") is None
    assert page.page.locator("img").count() == 0
    if name == "question/practice-directory.html":
        with page.page.expect_download() as taken:
            page.page.get_by_role("link", name="Download as CSV").click()
        assert all(cell[:1] not in "=+-@" for row in rows_of(taken.value) for cell in row if cell)


@pytest.mark.parametrize("name", ["question/gaps-by-country.html", "question/practice-directory.html"])
def test_print_leaves_out_what_paper_cannot_do(visit: Any, pages: Path, name: str) -> None:
    page = visit(pages / name)
    page.page.emulate_media(media="print")
    assert not page.page.locator("nav.top").is_visible()
    assert not page.page.locator("#sheet").is_visible()
    assert page.js("() => getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
