"""The query page in a real browser: write, complete, run, look, take along; and nothing from outside."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from protocol_harness import Running, serving

pytest.importorskip("starlette")
expect = pytest.importorskip("playwright.sync_api").expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
"""The browser finds this machine and no other."""

HOSTILE = "<img src=x onerror=alert(1)>"
DATA = f"""
<https://w3id.org/gfmd/ont/Country> <http://www.w3.org/2000/01/rdf-schema#label> "country"@en <https://w3id.org/gfmd/graph/vocabulary> .
<https://w3id.org/gfmd/ont/hasMember> <http://www.w3.org/2000/01/rdf-schema#label> "{HOSTILE}"@en <https://w3id.org/gfmd/graph/vocabulary> .
<https://w3id.org/gfmd/area/BRA> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/gfmd/ont/Country> <http://a/g> .
<https://w3id.org/gfmd/area/BRA> <http://www.w3.org/2004/02/skos/core#prefLabel> "Brazil"@en <http://a/g> .
<https://w3id.org/gfmd/area/CHL> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/gfmd/ont/Country> <http://a/g> .
<https://w3id.org/gfmd/area/CHL> <http://www.w3.org/2004/02/skos/core#prefLabel> "=1+1 {HOSTILE}"@en <http://a/g> .
<https://w3id.org/gfmd/area/005> <https://w3id.org/gfmd/ont/hasMember> <https://w3id.org/gfmd/area/BRA> <http://a/g> .
<https://w3id.org/gfmd/area/005> <https://w3id.org/gfmd/ont/hasMember> <https://w3id.org/gfmd/area/CHL> <http://a/g> .
"""  # noqa: E501
NAMES = "SELECT ?it ?name { ?it a gfmd:Country ; skos:prefLabel ?name } ORDER BY ?it"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("query-page")
    (folder / "graph.nq").write_text(DATA.lstrip())
    with serving(folder, "--timeout", "2") as running:
        yield running


@pytest.fixture(scope="module")
def local(browser: Browser) -> Iterator[Browser]:
    """A browser that finds this machine and no other."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    found = browser.browser_type.launch(executable_path=chromium, args=ARGUMENTS)
    yield found
    found.close()


@pytest.fixture
def page(local: Browser, server: Running) -> Iterator[Page]:
    """The open query page; at the end nothing was asked from outside and nobody complained."""
    context = local.new_context(accept_downloads=True)
    opened = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("dialog", lambda dialog: complaints.append(dialog.message))
    home = f"http://127.0.0.1:{server.port}/"
    opened.goto(f"{home}query")
    opened.locator("#examples option[value=champions]").wait_for(state="attached")
    yield opened
    assert [url for url in asked if not url.startswith((home, "blob:", "data:"))] == []
    assert [text for text in complaints if "status of 4" not in text and "status of 503" not in text] == []
    context.close()


def run(page: Page, query: str) -> str:
    page.fill("#query", query)
    page.click("#run")
    expect(page.locator("#stop")).to_be_hidden()
    return page.inner_text("#status")


def test_write_complete_and_run_with_the_keyboard(page: Page) -> None:
    page.fill("#query", "")
    page.type("#query", "SELECT ?it { ?it a gfmd:Cou")
    assert page.locator("#choices li code").all_inner_texts() == ["gfmd:Country"]
    page.keyboard.press("Enter")
    page.type("#query", " } ORDER BY ?it")
    page.keyboard.press("Escape")
    assert page.input_value("#query") == "SELECT ?it { ?it a gfmd:Country } ORDER BY ?it"
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#table td")
    assert page.locator("#table td").all_inner_texts() == ["area:BRA", "area:CHL"]
    assert page.inner_text("#status").startswith("2 rows")


def test_completion_finds_by_label_prefix_and_keyword(page: Page) -> None:
    for typed, wanted in (("ski", None), ("sko", "skos:"), ("cou", "gfmd:Country"), ("OPT", "OPTIONAL")):
        page.fill("#query", "")
        page.type("#query", typed)
        found = page.locator("#choices li code").all_inner_texts()
        assert (wanted in found) if wanted else not page.locator("#choices li").count()
    page.fill("#query", "")
    page.type("#query", "gfmd:has")
    assert HOSTILE in page.inner_text("#choices")
    page.locator("#choices li").first.click()
    assert page.input_value("#query") == "gfmd:hasMember"


def test_table_shows_hostile_text_as_text(page: Page) -> None:
    run(page, NAMES)
    assert HOSTILE in page.inner_text("#table")
    assert page.locator("#table img").count() == 0
    assert page.locator("#table a").first.get_attribute("href") == "/id/area/BRA"


def test_network_of_a_table_and_of_triples(page: Page) -> None:
    for query in (
        "SELECT ?region ?country { ?region gfmd:hasMember ?country }",
        "CONSTRUCT { ?a gfmd:hasMember ?b } { ?a gfmd:hasMember ?b }",
    ):
        run(page, query)
        page.click("#tab-network")
        assert page.locator("#network circle").count() == 3
        assert page.locator("#network line").count() == 2
        page.locator("#network circle").first.click()
        assert "area:005" in page.inner_text("#status")
        page.click("#tab-table")
    run(page, NAMES)
    page.click("#tab-network")
    assert page.locator("#network img").count() == 0
    assert HOSTILE[:10] in page.locator("#network").inner_text()


def test_questions_are_examples(page: Page) -> None:
    page.select_option("#examples", "champions")
    assert "# title: States with good practices" in page.input_value("#query")
    assert run(page, page.input_value("#query")) == "Nothing was found."


def test_downloads(page: Page, tmp_path: Path) -> None:
    run(page, NAMES)
    for name in ("csv", "json"):
        with page.expect_download() as download:
            page.click(f"#{name}")
        download.value.save_as(tmp_path / name)
    lines = (tmp_path / "csv").read_text().splitlines()
    assert lines[:2] == ["it,name", "https://w3id.org/gfmd/area/BRA,Brazil"]
    assert lines[2].endswith(f",'=1+1 {HOSTILE}")
    document = json.loads((tmp_path / "json").read_text())
    assert len(document["results"]["bindings"]) == 2


def test_links_hold_the_query(page: Page, server: Running) -> None:
    page.fill("#query", NAMES)
    page.click("#link")
    expect(page.locator("#status")).to_contain_text("link")
    link = page.url
    assert "#query=" in link
    page.goto("about:blank")
    page.goto(link)
    assert page.input_value("#query") == NAMES
    assert page.inner_text("#status") == ""
    assert "prefLabel" not in "".join(server.said)


def test_faults_are_told_and_queries_can_be_stopped(page: Page) -> None:
    assert "line 1" in run(page, "SELECT * {")
    endless = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(12))
    assert "longer than 2 s" in run(page, f"SELECT (COUNT(*) AS ?n) {{ {endless} }}")
    page.click("#run")
    page.click("#stop")
    expect(page.locator("#status")).to_have_text("Stopped.")
    assert run(page, "ASK {}").startswith("1 row in")


def test_works_without_a_mouse_and_on_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 700})
    run(page, NAMES)
    page.focus("#tab-table")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("#tab-network", "aria-selected") == "true"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
