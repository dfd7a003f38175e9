"""Who does it, where, and who is only affected. A country people are returned to is no champion."""

from __future__ import annotations

import pytest

from gfmd_graph.namespaces import TOPIC
from statements import found, roles

DOES, THERE, AFFECTED = "implementedBy", "takesPlaceIn", "affects"

ENGLISH = [
    ("Kenya opened a shelter for women in 2015.", {"KEN": DOES}),
    ("In Norway an independent body watches every removal.", {"NOR": DOES}),
    ("Uruguay's law gives migrants the same schools.", {"URY": DOES}),
    ("A law of Chile lets children register at once.", {"CHL": DOES}),
    ("Agreement between Jordan and Nepal on domestic work.", {"JOR": DOES, "NPL": DOES}),
    ("Legal clinics run by Malta at the harbour.", {"MLT": DOES}),
    ("Training by NGOs in Ghana for nurses.", {"GHA": THERE}),
    ("A women's association in Senegal and Mali helps returnees.", {"SEN": THERE, "MLI": THERE}),
    ("Austria deports people to Somalia.", {"AUT": DOES, "SOM": AFFECTED}),
    ("Rejected families are returned to Iraq without any monitoring.", {"IRQ": AFFECTED}),
    ("Canada resettles refugees from Syria and Eritrea.", {"CAN": DOES, "SYR": AFFECTED, "ERI": AFFECTED}),
    ("Norway accepts Afghan refugees.", {"NOR": DOES, "AFG": AFFECTED}),
    ("Peruvian law recognises sponsors.", {"PER": DOES}),
    ("Many travel through Libya before they are rescued.", {"LBY": AFFECTED}),
    ("Australia holds people in Nauru.", {"AUS": DOES, "NRU": THERE}),
    ("Italy sends people back to detention in Libya.", {"ITA": DOES, "LBY": AFFECTED}),
    ("The city of Quito, Ecuador, gives cards to all.", {}),
]
FRENCH = [
    ("Le Maroc a régularisé 23 000 personnes.", {"MAR": DOES}),
    ("Au Sénégal, un service public accueille les mineurs.", {"SEN": DOES}),
    ("La loi tunisienne interdit la discrimination raciale.", {"TUN": DOES}),
    ("Accord entre la France et le Mali sur la mobilité.", {"FRA": DOES, "MLI": DOES}),
    ("Expulsions vers l'Afghanistan.", {"AFG": AFFECTED}),
    ("Accueil de réfugiés syriens par le Portugal.", {"SYR": AFFECTED, "PRT": DOES}),
]
SPANISH = [
    ("Colombia regularizó a personas venezolanas.", {"COL": DOES, "VEN": AFFECTED}),
    ("La ley argentina reconoce el derecho a migrar.", {"ARG": DOES}),
    ("Acuerdo entre España y Marruecos sobre trabajo estacional.", {"ESP": DOES, "MAR": DOES}),
    ("Deportaciones a Honduras sin aviso a las familias.", {"HND": AFFECTED}),
    ("En Costa Rica las escuelas reciben a todos.", {"CRI": DOES}),
]
HARD = [
    ("en", "Kenya piloting a card for herders.", {"KEN": DOES}),
    ("en", "A Swiss-Tunisian agreement for apprentices.", {"CHE": DOES, "TUN": DOES}),
    ("en", "With the help of Japan, Laos wrote a law.", {"LAO": DOES}),
    ("en", "Slovenia, unlike Hungary, lets lawyers in.", {"SVN": DOES}),
    ("en", "A desk in Kingston, supported by Norway.", {}),
    ("en", "Uzbek builders in Kazakhstan work without a contract.", {"UZB": AFFECTED, "KAZ": THERE}),
    ("en", "Maids from Kenya abused in Kuwait.", {"KEN": AFFECTED, "KWT": THERE}),
    ("en", "Employers in Qatar keep passports.", {"QAT": THERE}),
    ("en", "Arrests of Sudanese refugees in Egypt.", {"SDN": AFFECTED, "EGY": DOES}),
    ("en", "People who crossed Serbia are beaten at the Hungarian fence.", {"SRB": AFFECTED, "HUN": DOES}),
    ("en", "Spain pays Mauritania to stop canoes.", {"ESP": DOES, "MRT": DOES}),
    ("en", "Visas for artists from Mali.", {"MLI": AFFECTED}),
    (
        "en",
        "Cards for refugees (Somali and Eritrean) in Kenya.",
        {"SOM": AFFECTED, "ERI": AFFECTED, "KEN": DOES},
    ),
    (
        "en",
        "In Turkey and Lebanon, Syrian women teach Arabic.",
        {"TUR": THERE, "LBN": THERE, "SYR": AFFECTED},
    ),
    ("en", "In Myanmar (Burma) and Eswatini, formerly Swaziland, a law.", {"MMR": DOES, "SWZ": DOES}),
    ("fr", "Accord Italie-Libye sur les bateaux.", {"ITA": DOES, "LBY": DOES}),
    ("fr", "La France renvoie de jeunes Maliens en Italie.", {"FRA": DOES, "MLI": AFFECTED, "ITA": AFFECTED}),
    ("fr", "Expulsions de la Belgique vers le Soudan.", {"BEL": DOES, "SDN": AFFECTED}),
    ("fr", "Passage de jeunes filles par le Niger.", {"NER": AFFECTED}),
    ("fr", "Le HCR aide le Niger et le Tchad à former des juges.", {"NER": DOES, "TCD": DOES, "unhcr": DOES}),
    ("fr", "Les hôpitaux de Tunisie soignent tout le monde.", {"TUN": DOES}),
    (
        "fr",
        "Un numéro unique entre le Maroc, la Tunisie et l'Algérie.",
        {"MAR": DOES, "TUN": DOES, "DZA": DOES},
    ),
    ("es", "A diferencia de Hungría, Eslovenia deja entrar a abogados.", {"SVN": DOES}),
    ("es", "Obreras explotadas en casas de Chile.", {"CHL": THERE}),
    ("es", "Suecia publica una auditoría y Dinamarca la copió.", {"SWE": DOES, "DNK": DOES}),
    ("es", "Miren a Uruguay: tasas consulares gratuitas.", {"URY": DOES}),
    ("es", "Convenio hispano-marroquí para la cosecha.", {"ESP": DOES, "MAR": DOES}),
]
INITIATIVES = [
    ("en", "Network of shelters along the Mexican railway.", {"MEX": THERE}),
    ("en", "Alliance of NGOs from Ghana and Togo.", {"GHA": THERE, "TGO": THERE}),
    ("en", "Uganda: legal aid by students.", {"UGA": THERE}),
    ("fr", "Plateforme d'ONG du Niger et du Mali.", {"NER": THERE, "MLI": THERE}),
    ("es", "Radio de mujeres retornadas, Honduras.", {"HND": THERE}),
]


@pytest.mark.parametrize(("text", "wanted"), ENGLISH)
def test_english(text: str, wanted: dict[str, str]) -> None:
    found = roles(text)
    assert {code: found.get(code) for code in wanted} == wanted


@pytest.mark.parametrize(("text", "wanted"), FRENCH)
def test_french(text: str, wanted: dict[str, str]) -> None:
    assert roles(text, language="fr") == wanted


@pytest.mark.parametrize(("text", "wanted"), SPANISH)
def test_spanish(text: str, wanted: dict[str, str]) -> None:
    assert roles(text, language="es") == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), HARD)
def test_hard_grammar(language: str, text: str, wanted: dict[str, str]) -> None:
    assert roles(text, language=language) == wanted


@pytest.mark.parametrize(("language", "text", "wanted"), INITIATIVES)
def test_initiatives(language: str, text: str, wanted: dict[str, str]) -> None:
    assert roles(text, language=language, kind="initiative") == wanted


def test_what_civil_society_does_is_no_states_credit() -> None:
    assert roles("A map of shelters in Peru.", kind="initiative") == {"PER": THERE}


def test_a_city_is_not_the_state() -> None:
    assert roles("The city of Toronto, in Canada, gives services to all.") == {"CAN": THERE}


def test_abstains_where_nothing_tells() -> None:
    assert roles("Fishing agreements push people off Mauritania.") == {}
    assert roles("Much was said about Gabon.") == {}


def test_no_roles_outside_practices() -> None:
    assert roles("Kenya should open its borders.", kind="question") == {}


TURNED = [
    ("en", "good", "A bad example: raids at dawn in Malta.", "counterproductive"),
    ("en", "good", "Prisons for families, not to be copied.", "counterproductive"),
    ("fr", "good", "Contre-exemple : les rafles à Malte.", "counterproductive"),
    ("es", "good", "Mal ejemplo: las redadas en Malta.", "counterproductive"),
    ("en", "counterproductive", "To improve it: coaches for families.", "good"),
    ("en", "counterproductive", "Detention of families, not a good example.", "counterproductive"),
    ("en", "good", "Sanctions against bad practices of recruiters.", "good"),
]


@pytest.mark.parametrize(("language", "question", "text", "wanted"), TURNED)
def test_words_may_turn_the_assessment_round(language: str, question: str, text: str, wanted: str) -> None:
    links = found(text, language=language, assessment=question).links
    assert [link.object for link in links if link.predicate == "assessment"] == [TOPIC + wanted]
