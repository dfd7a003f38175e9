"""Objectives named by number, and objectives told by words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gfmd_graph.extraction.numbers import references
from gfmd_graph.knowledge.languages import load_languages
from gfmd_graph.reading import extract, read_report
from places import DATA, ONTOLOGY
from statements import found

LANGUAGES = load_languages(ONTOLOGY)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Objective 7", [7]),
        ("objectives 9, 10 and 12", [9, 10, 12]),
        ("related objectives (5, 11, 13, 18, 21), including", [5, 11, 13, 18, 21]),
        ("Obj. 5-7", [5, 6, 7]),
        ("#GCM8", [8]),
        ("GCM objectives 1 through 4", [1, 2, 3, 4]),
        ("objectives two and three", [2, 3]),
        ("objectives twenty-one and 22", [21, 22]),
        ("Objectives #3 and #4", [3, 4]),
        ("Objectives 5,7,21", [5, 7, 21]),
        ("objective no. 5 and no. 6", [5, 6]),
        ("objectif 13", [13]),
        ("l’objectif n° 5", [5]),
        ("les objectifs 5 à 7", [5, 6, 7]),
        ("objetivos 5 y 6", [5, 6]),
        ("el objetivo número 3", [3]),
        ("Objectives 5 (pathways), 7 (rights) and 16 (inclusion)", [5, 7, 16]),
        ("objective(s) 5 and 7", [5, 7]),
        ("O5, O7 and O21", [5, 7, 21]),
        ("objetivos n.º 5 y n.º 6", [5, 6]),
        ("objetivos del Pacto Mundial 5 y 6", [5, 6]),
        ("GCM goals 4 and 5", [4, 5]),
        ("objective 3 of our strategic plan", []),
        ("our objective 3", []),
        ("objectif 8 de l’Agenda 2030", []),
        ("objetivo 5 de los ODS", []),
        ("an O-1 visa", []),
        ("SDG target 10.7", []),
        ("SDG objective 8", []),
        ("sustainable development objective 8", []),
        ("Goal 8", []),
        ("Article 5", []),
        ("page 7", []),
        ("our main objective in 2019", []),
        ("Objective 24", []),
        ("objective 10.7", []),
        ("GCM 2018", []),
        ("Objective 5, 12 countries agreed", [5]),
    ],
)
def test_numbers(text: str, wanted: list[int]) -> None:
    assert [reference.number for reference in references(text, LANGUAGES)] == wanted


@given(
    st.lists(st.integers(1, 23), min_size=1, max_size=6, unique=True),
    st.sampled_from(["objectives", "objectifs", "objetivos"]),
)
@settings(max_examples=100, deadline=None)
def test_any_list_of_numbers(numbers: list[int], noun: str) -> None:
    text = f"{noun} {', '.join(map(str, numbers))}."
    assert [reference.number for reference in references(text, LANGUAGES)] == numbers


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text_is_safe(text: str) -> None:
    for reference in references(text, LANGUAGES):
        assert 1 <= reference.number <= 23
        assert text[reference.start : reference.end].strip()


def test_stated_beats_suggested() -> None:
    one = found("Objective 21: return with dignity.")
    reading = next(reading for reading in one.objectives if reading.number == 21)
    assert (reading.basis, reading.confidence) == ("stated", 1.0)
    assert [proof.exact for proof in reading.evidence] == ["Objective 21"]


def test_weak_words_alone_are_below_the_threshold() -> None:
    one = found("The media came.")
    assert not [link for link in one.links if link.predicate == "objective"]


def test_a_link_has_the_words() -> None:
    one = found("Forced return is monitored by an ombudsperson.")
    links = [link for link in one.links if link.predicate == "objective" and link.object.endswith("/21")]
    assert {link.subject for link in links} == {"statement", "practice"}
    assert all("return" in proof.exact for link in links for proof in link.evidence)


def test_names_of_organisations_tell_no_population() -> None:
    one = found("Save the Children and IOM met.")
    assert not [link for link in one.links if link.predicate == "population"]


def test_an_objective_named_for_the_theme_is_inherited(tmp_path: Path) -> None:
    form = (DATA / "example-2018-detention-alternatives.txt").read_text("utf-8")
    theme = next(line for line in form.splitlines() if line.startswith("Session theme"))
    report = tmp_path / "report.txt"
    report.write_text(form.replace(theme, theme + " (Objective 13)"), "utf-8")
    read = read_report(report)
    found = extract(read)
    inherited = [(one, r) for one in found for r in one.objectives if r.basis == "inherited"]
    assert inherited
    for one, reading in inherited:
        assert reading.number == 13
        assert one.statement.kind != "quote"
        assert [proof.exact for proof in reading.evidence] == ["Objective 13"]
        assert all(other.confidence < 0.55 for other in one.objectives if other is not reading)
