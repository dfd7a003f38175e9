"""What a new user comes for, each in at most four actions, on the reports that come with the program."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST = 4


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from gfmd_graph.journey import build

    into = tmp_path_factory.mktemp("journey")
    build([ROOT / "data" / "reports", ROOT / "tests" / "fixtures" / "journey"], into)
    return into / "pages"


@dataclass
class Reader:
    """A person in front of a page, whose actions are counted."""

    page: Any
    actions: int = 0

    def click(self, role: str, name: str) -> None:
        self.actions += 1
        self.page.get_by_role(role, name=name).first.click()

    def choose(self, label: str, option: str) -> None:
        self.actions += 1
        listed = self.page.get_by_label(label)
        texts = [text for text in listed.locator("option").all_inner_texts() if text.startswith(option)]
        listed.select_option(label=texts[0])

    def write(self, label: str, text: str) -> None:
        """To write a name and to press Enter is one action."""
        self.actions += 1
        self.page.get_by_label(label).fill(text)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def sees(self) -> str:
        assert self.actions <= MOST
        return str(self.page.locator("main").inner_text())


@pytest.fixture
def reader(visit: Any, site: Path) -> Reader:
    return Reader(visit(site / "index.html", accept_downloads=True).page)


def test_which_objectives_nobody_covers(reader: Reader, site: Path) -> None:
    reader.click("link", "Gaps")
    text = reader.page.locator(".gaps").inner_text()
    assert "Objectives without a practice" in reader.sees()
    with (site / "question" / "objectives-without-practice.csv").open(encoding="utf-8") as file:
        missing = [row["objective"] for row in csv.DictReader(file)]
    assert missing and all(f"{number} · " in text for number in missing)


def test_practices_on_children_in_latin_america(reader: Reader) -> None:
    reader.click("link", "Practices")
    reader.choose("People", "children")
    reader.choose("Region", "Latin America and the Caribbean")
    shown = reader.page.locator(".entry:visible")
    text = " ".join(shown.all_inner_texts())
    assert reader.sees() and "In Peru a network of schools" in text and 0 < shown.count() < 10
    assert "Finland" not in text and "Thai" not in text


def test_the_words_behind_finlands_link_to_return(reader: Reader) -> None:
    reader.write("Find a country", "Finland")
    card = reader.page.locator(".entry", has_text="assisted voluntary return").first
    assert reader.sees() and card.locator("mark", has_text="Finland").is_visible()
    tie = card.locator("dd span", has_text="21 · ").first
    assert "return and reintegration" in tie.inner_text() and "suggested" in tie.inner_text()
    reader.actions += 1
    card.locator(".source a").click()
    assert "Finland pays for assisted voluntary return" in reader.page.locator(".entry:target").inner_text()
    assert reader.sees()


def test_which_organisations_work_on_detention(reader: Reader) -> None:
    reader.actions += 1
    reader.page.get_by_label("Find a country").press_sequentially("detention")
    reader.click("option", "13 · Alternatives to detention")
    reader.page.wait_for_url("**/objective/13.html")
    named = reader.page.locator("figure.columns").inner_text() + reader.sees()
    assert "International Detention Coalition" in named


def test_what_is_shown_is_downloaded(reader: Reader) -> None:
    reader.click("link", "Practices")
    reader.choose("People", "children")
    shown = reader.page.locator(".entry:visible").count()
    with reader.page.expect_download() as taken:
        reader.click("link", "Download as CSV")
    rows = list(csv.DictReader(io.StringIO(Path(taken.value.path()).read_text(encoding="utf-8"))))
    assert len(rows) == shown > 0 and reader.sees()
    assert all("children" in row["links"] for row in rows)


@pytest.mark.parametrize("language", ["fr", "es"])
def test_the_journey_speaks_other_languages(visit: Any, site: Path, tmp_path: Path, language: str) -> None:
    from gfmd_graph.graph.store import Graph
    from gfmd_graph.publish.pages import write_pages

    write_pages(Graph.open(site.parent), tmp_path, language)
    page = visit(tmp_path / "index.html")
    page.page.get_by_role("link", name={"fr": "Lacunes", "es": "Vacíos"}[language]).first.click()
    assert page.page.get_by_role("link", name={"fr": "Mexique", "es": "México"}[language]).first.is_visible()
    assert page.violations() == []
