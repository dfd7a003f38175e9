"""Who does it, where, and who is only affected. A country people are returned to is no champion."""

from __future__ import annotations

import pytest

from gfmd_graph.lines import statement_line
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
COMMUNITIES = [
    ("en", "A shelter network in the ECOWAS region.", {"ecowas": THERE}),
    ("en", "Workers sent back to the EU without a hearing.", {"eu": AFFECTED}),
    ("en", "Germany grants citizens of the European Union the vote.", {"DEU": DOES, "eu": AFFECTED}),
    ("en", "EU citizens in Norway get a health card.", {"eu": AFFECTED, "NOR": DOES}),
    ("en", "ECOWAS countries issue one card.", {"ecowas": THERE}),
    ("en", "In EU member States, unions help seasonal workers.", {"eu": THERE}),
    ("en", "Norway and EU countries share a register.", {"NOR": DOES, "eu": THERE}),
    ("en", "EU-based unions train seasonal workers.", {"eu": THERE}),
    ("en", "EU-funded clinics help refugees in Lebanon.", {"LBN": THERE}),
    ("en", "Migrants die at the borders of the European Union.", {"eu": THERE}),
    ("en", "Gulf Cooperation Council countries keep the kafala.", {"gulf": THERE}),
    ("en", "Agreements should be concluded in ECOWAS and the East African Community.",
     {"ecowas": THERE, "east-african-community": THERE}),
    ("en", "Consulates could share offices where citizens are few, for example the members of CARICOM.",
     {"caricom": THERE}),
    ("en", "ECOWAS adopted a protocol on free movement.", {"ecowas": DOES}),
    ("en", "The African Union opened an observatory in Morocco.", {"african-union": DOES, "MAR": THERE}),
    ("en", "Italy and the European Union train a coastguard.", {"ITA": DOES, "eu": DOES}),
    ("en", "The procedures of ECOWAS for children on the move.", {"ecowas": DOES}),
    ("en", "Germany sent a letter to the European Union.", {"DEU": DOES}),
    ("en", "A reintegration fund at the African Union for returnees.", {}),
    ("en", "A visa for islanders, adopted in the African Union.", {}),
    ("en", "A protocol in each regional community, from IGAD to the Andean Community.", {}),
    ("en", "A law of Niger clashed with free movement in ECOWAS.", {"NER": DOES}),
    ("fr", "Un réseau d'abris dans l'espace CEDEAO.", {"ecowas": THERE}),
    ("fr", "La libre circulation au sein de la CEDEAO.", {"ecowas": THERE}),
    ("fr", "Les États membres de l'UE ferment leurs ports.", {"eu": THERE}),
    ("fr", "Le Ghana accueille les ressortissants de la CEDEAO.", {"GHA": DOES, "ecowas": AFFECTED}),
    ("fr", "Travailleurs renvoyés vers l'Union européenne.", {"eu": AFFECTED}),
    ("fr", "Une loi du Niger contraire à la libre circulation dans l'espace CEDEAO.", {"NER": DOES}),
    ("es", "En los países del Mercosur hay un acuerdo de residencia.", {"mercosur": THERE}),
    ("es", "Una red de albergues en la región del SICA.", {"sica": THERE}),
    ("es", "Acuerdo entre la Unión Europea y Turquía.", {"eu": DOES, "TUR": DOES}),
    ("es", "Ciudadanos del Mercosur obtienen residencia en Argentina.", {"mercosur": AFFECTED, "ARG": DOES}),
    ("es", "Personas enviadas de vuelta a la Unión Europea.", {"eu": AFFECTED}),
]  # fmt: skip
NO_DOERS = [
    ("en", "Until a ruling of the European Court of Human Rights, Hungary held families.", {"HUN": DOES}),
    ("en", "Hungary held families until a ruling of the European Court of Human Rights.", {"HUN": DOES}),
    ("en", "After the European Court of Human Rights' judgment, Belgium closed the centre.", {"BEL": DOES}),
    ("en", "Following a judgment of the European Court of Human Rights, Belgium acted.", {"BEL": DOES}),
    ("en", "After a ruling of the Supreme Court of Kenya, refugees may work.", {"KEN": DOES}),
    ("en", "After the government of Peru closed the border, Chile opened a shelter.", {"CHL": DOES}),
    ("en", "After 2015 the government of Kenya opened schools in Uganda.", {"KEN": DOES, "UGA": THERE}),
    ("en", "Senegal was the first country to issue the identity card of ECOWAS.", {"SEN": DOES}),
    ("en", "Senegal issues the ECOWAS biometric card.", {"SEN": DOES}),
    ("en", "Residence agreements on the model of Mercosur for domestic workers.", {}),
    ("en", "The centre, recognised by ECOWAS, has helped children in Togo.", {"TGO": THERE}),
    ("en", "Croatian police push people back to Serbia, as the Mixed Migration Centre has shown.",
     {"HRV": DOES, "SRB": AFFECTED}),
    ("en", "Kenya takes in people deported from Saudi Arabia.", {"KEN": DOES, "SAU": AFFECTED}),
    ("en", "Deportees from Germany get training in Ghana.", {"DEU": AFFECTED, "GHA": DOES}),
    ("en", "Schools where citizens are few, for example Kenya and Uganda.", {"KEN": DOES, "UGA": DOES}),
    ("fr", "Jusqu'à un arrêt de la Cour européenne des droits de l'homme, la Hongrie enfermait.",
     {"HUN": DOES}),
    ("fr", "Suite à un arrêt de la Cour européenne des droits de l'homme, la Belgique a agi.", {"BEL": DOES}),
    ("fr", "Le Sénégal délivre la carte biométrique de la CEDEAO.", {"SEN": DOES}),
    ("fr", "Les expulsés de France reçoivent une aide.", {"FRA": AFFECTED}),
    ("es", "Hasta una sentencia del Tribunal de Justicia de la Unión Europea, Hungría encerraba a familias.",
     {"HUN": DOES}),
    ("es", "Tras una sentencia de la Corte Interamericana de Derechos Humanos, Ecuador abrió un registro.",
     {"ECU": DOES}),
    ("es", "Perú expide la tarjeta de la Comunidad Andina.", {"PER": DOES}),
]  # fmt: skip


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


@pytest.mark.parametrize(("language", "text", "wanted"), COMMUNITIES)
def test_a_community_acts_as_an_organisation_and_is_a_place_by_its_area(
    language: str, text: str, wanted: dict[str, str]
) -> None:
    assert roles(text, language=language) == wanted


def test_the_mention_of_a_community_stays_the_organisation_and_its_words_the_evidence() -> None:
    one = found("A shelter network in the ECOWAS region.")
    assert [(m.type, m.text) for m in one.mentions if m.concept] == [("organisation", "ECOWAS")]
    (link,) = [link for link in one.links if link.predicate == THERE]
    assert link.object.endswith("/area/ecowas")
    assert [proof.exact for proof in link.evidence] == ["ECOWAS"]
    assert statement_line(one, {})["practice"][THERE] == ["ecowas"]


@pytest.mark.parametrize(("language", "text", "wanted"), NO_DOERS)
def test_who_only_occasions_marks_or_tells_of_a_practice_does_not_do_it(
    language: str, text: str, wanted: dict[str, str]
) -> None:
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
