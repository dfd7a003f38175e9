"""Who does it, where, and who is only affected. A country people are returned to is no champion."""

from __future__ import annotations

import pytest

from statements import roles

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


def test_what_civil_society_does_is_no_states_credit() -> None:
    assert roles("A map of shelters in Peru.", kind="initiative") == {"PER": THERE}


def test_a_city_is_not_the_state() -> None:
    assert roles("The city of Toronto, in Canada, gives services to all.") == {"CAN": THERE}


def test_abstains_where_nothing_tells() -> None:
    assert roles("Fishing agreements push people off Mauritania.") == {}
    assert roles("Much was said about Gabon.") == {}


def test_no_roles_outside_practices() -> None:
    assert roles("Kenya should open its borders.", kind="question") == {}
