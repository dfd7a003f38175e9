"""Names of countries, areas and organisations, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gfmd_graph.extraction.extract import THRESHOLD, extract_all
from gfmd_graph.knowledge.naming import HEAD_WORD
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
        ("we hired cooks from nepal and sri lanka", ["NPL", "LKA"]),
        ("turkey with chile on fine china, and the polish wears off", []),
        ("Saudi-Arabia and Papua-New-Guinea", ["SAU", "PNG"]),
        ("nurses of Venezuelaa and Phillipines", ["VEN", "PHL"]),
        ("Ms Jordan met Mali Jones and Israel Romero", []),
        ("CONTACT US OR WRITE", []),
        ("see www.kenya-desk.org or mail to mali@example.org", []),
        ("Georgia (USA) and Atlanta", ["USA"]),
        ("Columbia University, the District of Columbia, and families from Columbia", ["COL"]),
        ("Mexico City and Guatemala City", []),
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
        ("la commission franco-italienne", "fr", ["FRA", "ITA"]),
        ("La réunion de La Réunion", "fr", ["REU"]),
        ("du Salvador à la Dominique", "fr", ["SLV", "DMA"]),
        ("la frontera colombo-venezolana", "es", ["COL", "VEN"]),
        ("los niños irán, los obreros sudan", "es", []),
    ],
)
def test_countries_in_french_and_spanish(text: str, language: str, wanted: list[str]) -> None:
    assert codes(text, language=language) == wanted


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("French authorities and German employers", "en", ["FRA", "DEU"]),
        ("Thai, Lao and Burmese unions", "en", ["THA", "LAO", "MMR"]),
        ("The American Red Line Fund and the French Channel", "en", []),
        ("English classes and leaflets in Turkish, Somali and Spanish", "en", []),
        ("those who speak Italian or Polish", "en", []),
        ("Italian law is read in Italian.", "en", ["ITA"]),
        ("Mexican speakers met Kenyan interpreters", "en", ["MEX", "KEN"]),
        ("le gouvernement français, les Espagnols", "fr", ["FRA", "ESP"]),
        ("cours de turc et de français, traduit en russe", "fr", []),
        ("las autoridades alemanas; clases de español y de italiano", "es", ["DEU"]),
    ],
)
def test_adjectives_of_states_and_names_of_languages(text: str, language: str, wanted: list[str]) -> None:
    assert codes(text, language=language) == wanted


def test_adjectives_of_continents_need_a_word_beside_them() -> None:
    assert codes("African States and European governments", "region") == ["002", "150"]
    one = found("the European way, an African sky, American music")
    assert not [m for m in one.mentions if m.concept or m.type == "unresolved"]


def test_a_regional_adjective_in_a_proper_name_is_no_region() -> None:
    assert codes("El Convenio Multilateral Iberoamericano", "region", language="es") == []


def test_what_several_states_could_be_waits() -> None:
    one = found("Congo and the Korean authorities answered.")
    assert [m.text for m in one.mentions if m.type == "unresolved"] == ["Congo", "Korean"]


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


def test_weak_acronyms_count_in_a_list_of_organisations() -> None:
    assert codes("IOM, UNHCR and WHO vaccinate", "organisation")[2:] == ["world-health-organization"]
    assert codes("the person WHO CAN help", "organisation") == []


def test_a_short_form_means_what_the_words_before_it_say() -> None:
    assert codes("the Danish Refugee Council (DRC) helps") == []
    assert codes("the International Office of Miners (IOM) sings", "organisation") == []
    assert set(codes("the International Organisation of Migration (IOM)", "organisation")) == {"iom"}


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("The Hope Harbour Foundation and the Blue Lantern Society met.", "en", 2),
        ('A group called "Bridges Not Walls" meets.', "en", 1),
        ("The Institute of Coastal Studies (ICS) wrote.", "en", 1),
        ("Le Réseau des mères du delta cherche les disparus.", "fr", 1),
        ("La Asociación de mujeres cosechadoras del valle ganó.", "es", 1),
        ("Le Collectif a demandé que la Fondation paie.", "fr", 0),
        ("Human Rights and Civil Society, the Chatham House Rule, the Common Space", "en", 0),
        ("GOOD PRACTICE: more of it", "en", 0),
        ("African Women and the GFMD", "en", 0),
    ],
)
def test_how_many_unknown_names_wait(text: str, language: str, wanted: int) -> None:
    waiting = [m.text for m in found(text, language=language).mentions if m.type == "unresolved"]
    assert len(waiting) == wanted, waiting


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


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_every_label_is_found_as_it_is_written(data: st.DataObject) -> None:
    """Names are looked up by their first words; none is lost beside a mark, an article or another name."""
    label = data.draw(st.sampled_from(WORLD.vocabulary.labels))
    before = data.draw(st.sampled_from(("", "the ", "(", "- ", "Kenya, ", "_ ")))
    behind = data.draw(st.sampled_from(("", " and", ")", "; ", ", Kenya", "'s", " _")))
    name = plain(label.text)
    text = before + name + ("n" if name.endswith("-") else behind)
    place = range(len(before), len(before) + len(name))
    met = [one for one in WORLD.lexicon.find(text) if one.start in place]
    blocked = any(plain(phrase) in text for phrase, _ in WORLD.vocabulary.blocked)
    assert blocked or any(label in one.labels or len(one.labels[0].text) > len(name) for one in met)


def test_every_head_of_a_name_has_a_word_with_a_capital() -> None:
    """Texts without such a word are not searched for unknown names."""
    assert all(HEAD_WORD.match(head) for head in WORLD.lexicon.rules.heads)


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("The association Bright Steps opened a shelter.", "en", "Bright Steps"),
        ("L'association Lueur du Matin forme des survivantes.", "fr", "Lueur du Matin"),
        ("En Lima, la asociación Hilos del Valle organiza huertos.", "es", "Hilos del Valle"),
    ],
)
def test_a_name_without_a_head_waits_behind_what_it_is(text: str, language: str, name: str) -> None:
    assert name in [m.text for m in found(text, language=language).mentions if m.type == "unresolved"]
