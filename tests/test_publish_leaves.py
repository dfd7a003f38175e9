"""No page of an entity is too heavy, however much is said of it, and none of it is lost on the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gfmd_graph.publish.contents import contents
from gfmd_graph.publish.entries import sections
from gfmd_graph.publish.leaves import begins, leaves
from gfmd_graph.publish.network import network_of
from gfmd_graph.publish.pages import write_pages
from gfmd_graph.publish.site import Site
from test_publish_sample import sample

LIGHT = 30_000
ENTITIES = ("objective", "country", "region", "organisation", "population")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("leaves")
    write_pages(sample(300, 100), made)
    return made


def test_every_page_of_an_entity_is_light(folder: Path) -> None:
    pages = [page for kind in ENTITIES for page in (folder / kind).glob("*.html")]
    assert any(".2." in page.name for page in pages)
    assert {page.name: page.stat().st_size for page in pages if page.stat().st_size > LIGHT} == {}


def test_pages_of_one_entity_lead_to_each_other(folder: Path) -> None:
    further = sorted((folder / "country").glob("*.2.html"))
    assert further
    for page in further:
        first = page.with_name(page.name.replace(".2.", "."))
        assert f'href="../country/{page.name}"' in first.read_text("utf-8")
        assert f'href="../country/{first.name}"' in page.read_text("utf-8")
        assert re.search(r'<b aria-current="page">2</b>', page.read_text("utf-8"))


def test_every_entry_stands_on_one_page_in_its_order() -> None:
    what = contents(sample(300, 100))
    site = Site(what, network_of(what))
    for node in site.of_type("objective", "country"):
        every = sections(site, node)
        found = leaves(every)
        shown = [
            (section.key, entry) for leaf in found for section in leaf.sections for entry in section.entries
        ]
        assert shown == [(section.key, entry) for section in every for entry in section.entries]
        assert [leaf.number for leaf in found] == list(range(1, len(found) + 1))
        assert set(begins(found)) == {section.key for section in every}


def test_an_entity_of_which_nothing_is_said_has_a_page() -> None:
    (leaf,) = leaves(())
    assert leaf.number == 1 and leaf.sections == ()
