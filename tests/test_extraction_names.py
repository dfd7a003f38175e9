"""Names of countries, areas and organisations, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gfmd_graph.extraction.extract import THRESHOLD, extract_all
from gfmd_graph.words import plain
from statements import WORLD, codes, found, report_of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Côte d’Ivoire, Cote d'Ivoire and Ivory Coast", ["CIV", "CIV", "CIV"]),
        ("Congo, Democratic Republic of the, and the Republic of the Congo", ["COD", "COG"]),
        ("Niger and Nigeria", ["NER", "NGA"]),
        ("Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea", ["GIN", "GNB", "GNQ", "PNG"]),
        ("boats in the Gulf of Guinea", []),
        ("the UK, the U.S., the UAE and the DRC", ["GBR", "USA", "ARE", "COD"]),
        ("let us polish the turkey in New Mexico", []),
        ("Michael Jordan gave a talk", []),
        ("Jordan gave work permits", ["JOR"]),
        ("Polish the text", []),
        ("Polish law", ["POL"]),
        ("clinics in Atlanta and elsewhere in Georgia", []),
        ("South Sudan and Sudan", ["SSD", "SDN"]),
        ("North Korea and Korea", ["PRK", "KOR"]),
        ("Swaziland, now Eswatini", ["SWZ", "SWZ"]),
        ("IRAQ AND LEBANON", ["IRQ", "LBN"]),
        ("Marrakech and Geneva", []),
    ],
)
def test_countries(text: str, wanted: list[str]) -> None:
    assert codes(text) == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("L’Équateur et la Côte d’Ivoire", "fr", ["ECU", "CIV"]),
        ("aux États-Unis et au Royaume-Uni", "fr", ["USA", "GBR"]),
        ("en EE. UU. y en Brasil", "es", ["USA", "BRA"]),
        ("migrantes haitianas y venezolanos", "es", ["HTI", "VEN"]),
        ("des travailleuses philippines", "fr", ["PHL"]),
    ],
)
def test_countries_in_french_and_spanish(text: str, language: str, wanted: list[str]) -> None:
    assert codes(text, language=language) == wanted


def test_areas_are_no_countries() -> None:
    text = "In Central America, West Africa and Latin America"
    assert codes(text, "region") == ["013", "011", "419"]
    assert codes(text) == []


def test_one_slip_in_an_acronym() -> None:
    one = found("UNCHR and IOM")
    assert [m.concept.name for m in one.mentions if m.concept][:1] == [
        "Office of the United Nations High Commissioner for Refugees"
    ] or codes("UNCHR and IOM", "organisation")[0] == "unhcr"
    assert all(m.confidence < 1 for m in one.mentions if m.text == "UNCHR")


def test_unhrc_is_no_slip() -> None:
    assert codes("UNHRC", "organisation") != codes("UNHCR", "organisation")


def test_weak_acronyms_need_company() -> None:
    assert codes("our CRM software", "organisation") == []
    texts = ("The Conferencia Regional sobre Migración met.", "The CRM then agreed.")
    both = extract_all(report_of(*texts), WORLD, THRESHOLD)
    assert {m.concept.code for one in both for m in one.mentions if m.concept} == {"rcm"}


def test_names_in_no_vocabulary_wait_for_a_person() -> None:
    one = found("The Harbour Lights Network (HLN) and IOM met.")
    waiting = [m for m in one.mentions if m.type == "unresolved"]
    assert [m.text for m in waiting] == ["Harbour Lights Network"]
    assert waiting[0].concept is None
    assert not any("Harbour" in link.object for link in one.links)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_gives_names_inside_it(text: str) -> None:
    assert len(plain(text)) == len(text)
    end = 0
    for name in WORLD.lexicon.find(text):
        assert end <= name.start < name.end <= len(text)
        end = name.end
