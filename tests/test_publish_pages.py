"""The pages as files: nothing from outside, nothing unescaped, every link resolves, same bytes twice."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape

from gfmd_graph.graph import questions
from gfmd_graph.graph.store import Graph
from gfmd_graph.publish.contents import contents
from gfmd_graph.publish.drawing import TYPE
from gfmd_graph.publish.entries import marked
from gfmd_graph.publish.network import network_of
from gfmd_graph.publish.page import KnowledgeGraphPage
from gfmd_graph.publish.pages import write_pages
from gfmd_graph.publish.payload import Payload
from gfmd_graph.publish.places import places
from gfmd_graph.publish.rendering import HTML
from gfmd_graph.publish.site import Site, file_name
from test_publish_sample import COUNTRIES, EXAMPLE, GAPS, HOSTILE, sample


def paged() -> list[questions.Question]:
    """The questions that have a page."""
    return [question for question in questions.load() if question.page != "none"]


VOID = frozenset(("br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))


ENDED_BY = {
    "td": ("td", "th"), "th": ("td", "th"), "tr": ("td", "th", "tr"),
    "/tr": ("td", "th"), "/tbody": ("td", "th", "tr"), "/table": ("td", "th", "tr", "tbody"),
}  # fmt: skip
"""Tags whose end HTML lets one leave out, by the tags that end them."""


class Page(HTMLParser):
    """What the tests ask of a page: its tags, the text inside some, and whether they nest."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()
        assert self.open == [], (path, self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        while self.open and self.open[-1] in ENDED_BY.get(tag, ()):
            self.open.pop()
        if tag not in VOID:
            self.open.append(tag)
            self.inside.setdefault(tag, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self.open[-1] in ENDED_BY.get("/" + tag, ()):
            self.open.pop()
        assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.inside[self.open[-1]][-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def pages_below(folder: Path) -> Iterator[tuple[Path, Page]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            assert path.suffix in (".html", ".csv") or path.name == "style.css", path
            if path.suffix == ".html":
                yield path, Page(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("pages")
    assert write_pages(sample(), where) == sum(1 for _ in where.rglob("*.html"))
    return where


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("hostile")
    write_pages(sample(hostile=True), where)
    return where


def test_nothing_is_loaded_from_outside(folder: Path) -> None:
    for path, page in pages_below(folder):
        for tag in ("script", "link", "img", "style", "iframe", "source", "object", "image", "use"):
            for attributes in page.all(tag):
                for name in ("src", "href", "srcset", "data"):
                    value = attributes.get(name) or "#"
                    inside = (path.parent / value).resolve() == folder.resolve() / "style.css"
                    assert inside or value.startswith(("data:", "#")), (path, tag)
        style = "".join(page.inside.get("style", []))
        assert "@import" not in style and "url(" not in style
        assert not page.all("base") and not page.all("form"), path
    sheet = (folder / "style.css").read_text(encoding="utf-8")
    assert "@import" not in sheet and sheet.count("url(") == sheet.count('url("data:image/svg+xml,') == len(
        TYPE
    )


def test_policy_lets_only_our_own_scripts_and_styles_run(folder: Path) -> None:
    for path, page in pages_below(folder):
        policies = [
            a["content"] for a in page.all("meta") if a.get("http-equiv") == "Content-Security-Policy"
        ]
        assert len(policies) == 1 and policies[0] is not None
        rules = dict(rule.strip().split(" ", 1) for rule in policies[0].split(";"))
        assert rules["default-src"] == "'none'"
        run = [
            text
            for attributes, text in zip(page.all("script"), page.inside.get("script", []), strict=True)
            if attributes.get("type") != "application/json"
        ]
        assert hashes(run) == set(rules.get("script-src", "").split()), path
        own = hashes(page.inside.get("style", []))
        assert (own or {"'self'", "file:"}) == set(rules["style-src"].split()), path
        assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")], path
        assert not [attributes for _, attributes in page.tags if "style" in attributes], path


def hashes(texts: list[str]) -> set[str]:
    digests = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
    return {f"'sha256-{digest}'" for digest in digests}


def test_every_page_has_language_title_heading_main_and_skip_link(folder: Path) -> None:
    titles = []
    for path, page in pages_below(folder):
        assert path.read_text(encoding="utf-8").startswith("<!doctype html>\n")
        assert page.all("html") == [{"lang": "en"}]
        head = path.read_text(encoding="utf-8").partition("</head>")[0]
        assert len(page.all("h1")) == len(page.all("main")) == head.count("<title>") == 1, path
        assert page.all("a")[0] == {"class": "skip", "href": "#main"}
        assert {"charset": "utf-8"} in page.all("meta")
        titles.append(page.inside["title"][0])
    assert len(set(titles)) == len(titles)


def test_links_between_pages_and_to_places_in_them_resolve(folder: Path) -> None:
    found = dict(pages_below(folder))
    named = {path: {a["id"] for _, a in page.tags if a.get("id")} for path, page in found.items()}
    nodes = {row if isinstance(row, str) else row[0] for row in payload(folder)["nodes"]}
    for path, page in found.items():
        for attributes in page.all("a"):
            href = attributes["href"] or ""
            file, _, place = href.partition("#")
            target = (path.parent / file).resolve() if file else path
            if target.suffix == ".csv":
                assert target.is_file(), (path, href)
                continue
            assert target in named, (path, href)
            if place.startswith("node="):
                assert place[5:] in nodes, href
            elif place:
                assert place in named[target], (path, href)


def test_identifiers_are_unique_on_a_page(folder: Path) -> None:
    for path, page in pages_below(folder):
        names = [a["id"] for _, a in page.tags if a.get("id")]
        assert len(set(names)) == len(names), path


def payload(folder: Path) -> dict[str, Any]:
    page = Page(folder / "network.html")
    texts = zip(page.all("script"), page.inside["script"], strict=True)
    data = next(text for attributes, text in texts if attributes.get("id") == "data")
    read: dict[str, Any] = json.loads(data)
    return read


@pytest.mark.parametrize("attack", [False, True])
def test_data_of_the_network_page_round_trips(tmp_path: Path, attack: bool) -> None:
    what = contents(sample(20, 10, hostile=attack))
    site = Site(what, network_of(what))
    page = KnowledgeGraphPage(site)
    found = places(site.network)
    page.fill(found)
    page.write_html(str(tmp_path / "network.html"))
    made = Payload((site,), found, page.twin, page.engine).made()
    assert payload(tmp_path) == json.loads(json.dumps(made))
    assert len(made["nodes"]) == len(site.network.nodes) == len(page.nodes)
    assert [path.name for path in tmp_path.iterdir()] == ["network.html"]


def test_pyvis_holds_the_graph_with_physics_off() -> None:
    what = contents(sample(10, 5))
    site = Site(what, network_of(what))
    page = KnowledgeGraphPage(site)
    page.fill(places(site.network))
    assert page.num_nodes() == len(site.network.nodes)
    assert page.num_edges() == len(site.network.edges)
    assert page.options["physics"]["enabled"] is False
    assert page.get_node(page.node_ids[0])["label"] == site.network.nodes[0].label


def test_each_objective_has_a_page_and_gaps_say_so(folder: Path) -> None:
    for number in range(1, 24):
        text = (folder / "objective" / f"{number}.html").read_text(encoding="utf-8")
        assert ("No report says anything about this" in text) == (number in GAPS)
    index = (folder / "index.html").read_text(encoding="utf-8")
    assert f"{len(GAPS)} of 23 objectives are not taken up in any report" in index
    for number in GAPS:
        assert f'href="objective/{number}.html"' in index


def test_each_country_organisation_and_report_that_occurs_has_a_page(folder: Path) -> None:
    assert {path.stem for path in (folder / "country").iterdir()} == set(COUNTRIES)
    assert {path.stem for path in (folder / "report").iterdir()} == {"sample-0", "sample-1"}
    assert [path.stem for path in (folder / "region").iterdir()] == ["sahel"]
    assert (folder / "organisation").is_dir()


def test_entity_and_report_pages_run_no_script(folder: Path) -> None:
    for path, page in pages_below(folder):
        if path.parent not in (folder, folder / "question"):
            assert not page.all("script"), path


def test_roles_stand_apart_with_words_basis_and_report(tmp_path: Path) -> None:
    write_pages(Graph.open(EXAMPLE), tmp_path)
    affected = (tmp_path / "country" / "AFG.html").read_text(encoding="utf-8")
    assert 'id="affects"' in affected and "never a credit to" in affected
    assert 'id="implementedBy"' not in affected and "<mark>Afghan</mark>" in affected
    implements = (tmp_path / "country" / "BRA.html").read_text(encoding="utf-8")
    assert 'id="implementedBy"' in implements and 'id="affects"' not in implements
    assert "Children on the move (example report)</bdi>, page 1</a>" in implements
    objective = (tmp_path / "objective" / "15.html").read_text(encoding="utf-8")
    assert "<mark>opens schools</mark>" in objective and "suggested 80\N{NO-BREAK SPACE}%" in objective
    report = (tmp_path / "report" / "example-one.html").read_text(encoding="utf-8")
    assert "Left blank by the rapporteur." in report
    assert report.index("Brazil passed") < report.index("Map who works") < report.index("Left blank")


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_words_appear_only_escaped(hostile: Path, attack: str) -> None:
    texts = [path.read_text(encoding="utf-8") for path in hostile.rglob("*.html")]
    assert not [text for text in texts if attack in text]
    assert [text for text in texts if str(escape(attack)) in text]


def test_hostile_words_change_no_tag(folder: Path, hostile: Path) -> None:
    for path, page in pages_below(hostile):
        assert not page.all("img") and all(
            "data-facet" in a or a.get("id") == "language" for a in page.all("select")
        ), path
        assert all(attributes.get("onload") is None for attributes in page.all("svg")), path
        assert not [a for a in page.all("a") if (a.get("href") or "").startswith("javascript")], path
    assert {p.relative_to(hostile) for p in hostile.rglob("*")} == {
        p.relative_to(folder) for p in folder.rglob("*")
    }


def test_only_our_own_files_are_trusted_as_markup() -> None:
    templates = [path.read_text(encoding="utf-8") for path in sorted(HTML.glob("*.j2"))]
    assert templates
    assert not [text for text in templates if re.search(r"\|\s*safe\b|autoescape|Markup", text)]


def test_scripts_build_no_markup_from_text() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(HTML.glob("*.js")))
    code = code.replace("http://www.w3.org/2000/svg", "")  # the name of SVG, which nobody opens
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|https?:", code
    )


def test_scripts_stay_small() -> None:
    import gzip

    code = b"".join(path.read_bytes() for path in sorted(HTML.glob("*.js")))
    assert len(gzip.compress(code, mtime=0)) < 24_000


def test_entity_pages_stay_small(folder: Path) -> None:
    sizes = sorted(path.stat().st_size for path in (folder / "country").iterdir())
    assert sizes[len(sizes) // 2] < 30_000


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        ("https://w3id.org/gfmd/area/BRA", "BRA"),
        ("https://w3id.org/gfmd/report/csd-2018", "csd-2018"),
    ],
)
def test_file_names_are_codes(iri: str, expected: str) -> None:
    assert file_name(iri) == expected


@pytest.mark.parametrize(
    "code", ["..", "con", "NUL", "a b", "é", "x" * 200, "a.", ".hidden", "a%2Fb", "a\\b"]
)
def test_a_code_that_is_no_file_name_becomes_a_digest(code: str) -> None:
    assert re.fullmatch("[0-9a-f]{12}", file_name("https://w3id.org/gfmd/actor/" + code))


def test_marked_splits_text_and_keeps_what_stands_elsewhere() -> None:
    parts, outside = marked("a law in Brazil", ["Brazil", "law in", "heading"])
    assert [(part.text, part.marked) for part in parts] == [
        ("a ", False), ("law in", True), (" ", False), ("Brazil", True),
    ]  # fmt: skip
    assert outside == ("heading",)
    assert "".join(part.text for part in marked("(a.b)*", [".", "*"])[0]) == "(a.b)*"


def test_empty_graph_makes_pages(tmp_path: Path) -> None:
    assert write_pages(Graph(), tmp_path) == 25 + len(paged())
    assert "23 of 23 objectives" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_same_bytes_whatever_the_hash_seed_and_the_time(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from test_publish_sample import sample;"
        "from gfmd_graph.publish.pages import write_pages; write_pages(sample(30, 30), Path(sys.argv[1]))"
    )
    for seed in ("1", "2"):
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / seed)], env=env, check=True)
    first, second = (
        {p.relative_to(tmp_path / s): p.read_bytes() for p in (tmp_path / s).rglob("*.*")} for s in "12"
    )
    assert first and first == second
