"""Pages in a real browser: the system's Chromium, driven by playwright, cut off from every network."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
]


def missing(what: str) -> None:
    """Skip by name, or fail where skips are forbidden."""
    if os.environ.get("GFMD_GRAPH_NO_SKIPS"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        missing("no chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("no playwright")
    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield found
        found.close()


@dataclass
class Visit:
    """A page that was opened, and everything it asked for or complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def js(self, code: str, argument: Any = None) -> Any:
        return self.page.evaluate(code, argument)

    def click_picture(self, x: float, y: float) -> None:
        box = self.page.locator("#picture").bounding_box()
        assert box
        self.page.mouse.click(box["x"] + x, box["y"] + y)

    def violations(self) -> list[str]:
        """What axe finds wrong, each with the element it is wrong with."""
        axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
        # axe would ask for the style sheet again, which the policy of the page forbids
        found = axe.run(self.page, options={"preload": False}).response["violations"]
        return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]

    def panel(self) -> str:
        return self.page.locator("#panel").inner_text()

    def calm(self) -> None:
        """Nothing but files was asked for, and nobody complained."""
        assert [url for url in self.requests if not url.startswith(("file:", "data:", "blob:"))] == []
        assert self.complaints == []


@dataclass
class Opener:
    browser: Browser
    visits: list[Visit] = field(default_factory=list)

    def __call__(
        self, path: Path, where: str = "", width: int = 1280, height: int = 800, **options: Any
    ) -> Visit:
        context = self.browser.new_context(viewport={"width": width, "height": height}, **options)
        visit = Visit(context.new_page())
        visit.page.on("request", lambda request: visit.requests.append(request.url))
        visit.page.on("console", lambda message: visit.complaints.append(message.text))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.goto(path.resolve().as_uri() + where)
        self.visits.append(visit)
        return visit


@pytest.fixture
def visit(browser: Browser) -> Iterator[Opener]:
    """Opens a page; after the test every visit must have been calm."""
    opener = Opener(browser)
    yield opener
    for each in opener.visits:
        each.calm()
        each.page.context.close()


def _written(where: Path, hostile: bool) -> Path:
    from gfmd_graph.publish.pages import write_pages
    from test_publish_sample import sample

    write_pages(sample(hostile=hostile), where)
    return where


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(tmp_path_factory.mktemp("pages"), hostile=False)


def _network(where: Path, engine: str, hostile: bool) -> Path:
    """The network page of a sample, drawn by the renderer that is asked for."""
    from gfmd_graph.knowledge.interface import interfaces
    from gfmd_graph.publish.contents import contents, named_in
    from gfmd_graph.publish.network import network_of
    from gfmd_graph.publish.page import KnowledgeGraphPage
    from gfmd_graph.publish.places import places
    from gfmd_graph.publish.site import Site
    from test_publish_sample import sample

    graph = sample(hostile=hostile)
    what = contents(graph)
    renamed = {code: named_in(graph, what, code) for code in interfaces()}
    sites = [Site(renamed[c], network_of(renamed[c], say), say) for c, say in interfaces().items()]
    page = KnowledgeGraphPage(sites[0], tuple(sites[1:]), engine)
    page.fill(places(sites[0].network))
    page.write_html(str(where / "network.html"))
    return where / "network.html"


@pytest.fixture(scope="session", params=["vis", "canvas"])
def network_page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _network(tmp_path_factory.mktemp(request.param), request.param, hostile=False)


@pytest.fixture(scope="session")
def canvas_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _network(tmp_path_factory.mktemp("drawn"), "canvas", hostile=False)


@pytest.fixture(scope="session")
def crowded_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network of which practices and statements wait for a tick in the legend."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gfmd_graph.publish.payload.CROWDED", 20)
        return _network(tmp_path_factory.mktemp("crowded"), "canvas", hostile=False)


@pytest.fixture(scope="session", params=["vis", "canvas"])
def hostile_network(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _network(tmp_path_factory.mktemp("hostile-" + request.param), request.param, hostile=True)


@pytest.fixture(scope="session")
def hostile_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(tmp_path_factory.mktemp("hostile"), hostile=True)
