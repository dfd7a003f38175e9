"""The vocabulary of areas: countries, M49 regions, informal regions, and the words they are found by."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from gfmd_graph import rdf
from gfmd_graph.namespaces import ACTOR, AREA, DCTERMS, GFMD, RDF, SKOS, TOPIC

FOLDER = Path(__file__).resolve().parent.parent / "ontology" / "vocabularies"
WIKIDATA = "http://www.wikidata.org/entity/"
STRONG = (SKOS + "prefLabel", SKOS + "altLabel", GFMD + "acronym", GFMD + "demonym")

# alpha-3, alpha-2, M49 code, M49 subregion: written by hand, not taken from the package that made the file.
ANCHORS = """
AFG AF 004 034|ARE AE 784 145|ARG AR 032 005|AUS AU 036 053|BGD BD 050 034|BRA BR 076 005|CAN CA 124 021
CHE CH 756 155|CIV CI 384 011|COD CD 180 017|COG CG 178 017|COL CO 170 005|DEU DE 276 155|ECU EC 218 005
ETH ET 231 014|FIN FI 246 154|FJI FJ 242 054|FRA FR 250 155|GBR GB 826 154|GRC GR 300 039|HTI HT 332 029
IRN IR 364 034|JOR JO 400 145|KAZ KZ 398 143|KOR KR 410 030|MAR MA 504 015|MEX MX 484 013|MRT MR 478 011
NGA NG 566 011|NRU NR 520 057|PHL PH 608 035|PSE PS 275 145|ROU RO 642 151|RUS RU 643 151|SDN SD 729 015
SSD SS 728 014|SWZ SZ 748 018|TON TO 776 061|TUR TR 792 145|TWN TW 158 030|USA US 840 021|ZAF ZA 710 018
""".replace("\n", "|")

# code, parents, Wikidata item (domain notes, section 9).
M49 = """
001 - Q2|002 001 Q15|015 002 Q27381|202 002 Q132959|011 202 Q4412|014 202 Q27407|017 202 Q27433
018 202 Q27394|019 001 Q828|003 019 Q49|021 003 Q2017699|419 019 Q72829598|013 003,419 Q27611
029 003,419 Q664609|005 419 Q18|142 001 Q48|143 142 Q27275|030 142 Q27231|035 142 Q11708|034 142 Q771405
145 142 Q27293|150 001 Q46|151 150 Q27468|154 150 Q27479|039 150 Q27449|155 150 Q27496|009 001 Q538
053 009 Q45256|054 009 Q37394|057 009 Q3359409|061 009 Q35942
""".replace("\n", "|")

NAMES = {
    "Congo, Democratic Republic of the": "COD", "DRC": "COD", "RD Congo": "COD", "RDC": "COD",
    "Republic of the Congo": "COG", "Congo-Brazzaville": "COG", "St. Vincent and the Grenadines": "VCT",
    "Palestinian Territory": "PSE", "Occupied Palestinian Territory": "PSE", "Timor Leste": "TLS",
    "United States Virgin Islands": "VIR", "Korea": "KOR", "South Korea": "KOR", "North Korea": "PRK",
    "UK": "GBR", "Royaume-Uni": "GBR", "USA": "USA", "EE. UU.": "USA", "EEUU": "USA", "Estados Unidos": "USA",
    "UAE": "ARE", "Swaziland": "SWZ", "Burma": "MMR", "Czech Republic": "CZE", "Cape Verde": "CPV",
    "Macedonia": "MKD", "Ivory Coast": "CIV", "Cote d'Ivoire": "CIV", "Vietnam": "VNM", "Turkey": "TUR",
    "Lao PDR": "LAO", "Brasil": "BRA", "Arabie Saoudite": "SAU", "Guinea Bissau": "GNB", "Holland": "NLD",
    "Trinidad & Tobago": "TTO", "Guyane": "GUF", "Guyana": "GUY", "Brazilian": "BRA", "bresilienne": "BRA",
    "brasileños": "BRA", "nigerien": "NER", "Nigerian": "NGA", "marroquíes": "MAR", "sud-africains": "ZAF",
    "Latin America": "419", "Latin American": "419", "latinoamericanas": "419", "Amérique latine": "419",
    "América Latina": "419", "Central America": "013", "North Africa": "015", "West Africa": "011",
    "Afrique de l'Ouest": "011", "África Occidental": "011", "North America": "003", "MENA": "mena",
    "Middle East and North Africa": "mena", "Gulf States": "gulf", "Kosovo": "kosovo", "Sahel": "sahel",
    "Global South": "global-south", "Triángulo Norte": "northern-triangle", "Darién Gap": "darien",
}  # fmt: skip

# What must not identify an area alone: shared words, languages, first names, cities, organisations.
WEAK = """
Congo|Congolese|Dominican|Guinean|Korean|coréenne|American|Américain|African|European|Asian|French|English
Spanish|Portuguese|German|Russian|Chinese|français|francesa|español|inglés|chino|CAR|CAN|RCA|EAU|AUS|us
Maurice|Mauricio|Granada|Grenade|Dominique|Guadalupe|Réunion|Reunion|La Réunion|San Martín|Turk|Pole
the Gulf|world|World|monde|mundo|global|Micronesia|Virgin Islands|EU|UE|ABW|PER|AND|jordana|lima|slave
china|chinas|checa|Great Lakes|Salvador|Latino|Near East|pays du Sud|Australia and New Zealand
Mexico and Central America|America
""".replace("\n", "|")

BLOCKED = {
    "GIN": "Gulf of Guinea", "NER": "Niger Delta", "JOR": "Jordan Valley", "GEO": "Georgia Tech",
    "CHN": "South China Sea", "IND": "Indian Ocean", "MEX": "New Mexico", "BEN": "Benin City",
    "IRL": "Northern Ireland", "TCD": "Lake Chad", "JEY": "New Jersey", "MLT": "Order of Malta",
    "150": "Council of Europe", "002": "African Union", "gulf": "Gulf of Guinea", "USA": "US dollars",
}  # fmt: skip

TERRITORIES = """
ABW AIA ALA ASM ATA ATF BES BLM BMU BVT CCK COK CUW CXR CYM ESH FLK FRO GGY GIB GLP GRL GUF GUM HKG HMD IMN
IOT JEY MAC MAF MNP MSR MTQ MYT NCL NFK NIU PCN PRI PYF REU SGS SHN SJM SPM SXM TCA TKL TWN UMI VAT VGB VIR
WLF
"""


class Value(NamedTuple):
    """An IRI (without a language) or a literal."""

    value: str
    language: str | None = None


Area = dict[str, list[Value]]


@cache
def areas() -> dict[str, Area]:
    """Code or slug of each area to its properties; the scheme itself is the area without a name."""
    found: dict[str, Area] = defaultdict(lambda: defaultdict(list))
    for name in ("countries.ttl", "regions.ttl"):
        for quad in rdf.read(FOLDER / name):
            assert isinstance(quad.subject, rdf.Iri), "no blank nodes"
            assert isinstance(quad.object, rdf.Iri | rdf.Literal), "no blank nodes"
            language = quad.object.language if isinstance(quad.object, rdf.Literal) else None
            code = quad.subject.value.removeprefix(AREA)
            found[code][quad.predicate.value].append(Value(quad.object.value, language))
    return {code: defaultdict(list, area) for code, area in found.items()}


def of_class(name: str) -> dict[str, Area]:
    return {code: area for code, area in areas().items() if Value(GFMD + name) in area[RDF + "type"]}


def one(area: Area, predicate: str) -> str:
    (value,) = area[predicate]
    return value.value


def codes(area: Area, predicate: str) -> set[str]:
    return {value.value.removeprefix(AREA) for value in area[predicate]}


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("\u2019", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char))


@cache
def strong() -> dict[str, set[str]]:
    """Folded strong label to the areas that claim it; fr and es demonyms with either case at the start."""
    claims: dict[str, set[str]] = defaultdict(set)
    for code, area in areas().items():
        for predicate in STRONG:
            for label in area[predicate]:
                word = fold(label.value)
                claims[word].add(code)
                if predicate == GFMD + "demonym" and label.language != "en":
                    claims[word[0].upper() + word[1:]].add(code)
    return claims


def ancestors(code: str) -> set[str]:
    found: set[str] = set()
    waiting = [code]
    while waiting:
        for parent in codes(areas()[waiting.pop()], SKOS + "broader") - found:
            found.add(parent)
            waiting.append(parent)
    return found


def rows(table: str) -> list[list[str]]:
    return [row.split() for row in table.split("|") if row.strip()]


def test_there_are_249_countries_with_unique_codes_of_the_right_form() -> None:
    countries = of_class("Country")
    assert len(countries) == 249
    forms = {GFMD + "alpha2": r"[A-Z]{2}", SKOS + "notation": r"[A-Z]{3}", GFMD + "m49": r"\d{3}"}
    for predicate, form in forms.items():
        values = [one(area, predicate) for area in countries.values()]
        assert all(re.fullmatch(form, value) for value in values)
        assert len(set(values)) == 249
    assert all(code == one(area, SKOS + "notation") for code, area in countries.items())


@pytest.mark.parametrize(("code", "alpha2", "m49", "subregion"), rows(ANCHORS))
def test_known_countries_have_their_codes(code: str, alpha2: str, m49: str, subregion: str) -> None:
    area = areas()[code]
    assert one(area, GFMD + "alpha2") == alpha2
    assert one(area, GFMD + "m49") == m49
    assert codes(area, SKOS + "broader") == {subregion}


@pytest.mark.parametrize(("code", "parents", "item"), rows(M49))
def test_m49_regions_stand_in_the_tree(code: str, parents: str, item: str) -> None:
    area = areas()[code]
    assert codes(area, SKOS + "broader") == ({*parents.split(",")} if parents != "-" else set())
    assert one(area, SKOS + "exactMatch") == WIKIDATA + item
    assert one(area, SKOS + "notation") == one(area, GFMD + "m49") == code


def test_every_m49_region_is_known_to_this_test_and_has_areas_below_it() -> None:
    regions = {code for code in of_class("Region") if code.isdigit()}
    assert regions == {row[0] for row in rows(M49)}
    above = {parent for code in of_class("Country") for parent in ancestors(code)}
    assert regions <= above


def test_subregions_of_m49_have_their_number_of_countries() -> None:
    counts: dict[str, int] = defaultdict(int)
    for area in of_class("Country").values():
        counts[one(area, SKOS + "broader").removeprefix(AREA)] += 1
    assert counts == {
        "001": 1, "005": 16, "011": 17, "013": 8, "014": 22, "015": 7, "017": 9, "018": 5, "021": 5,
        "029": 28, "030": 8, "034": 9, "035": 11, "039": 16, "053": 6, "054": 5, "057": 8, "061": 10,
        "143": 5, "145": 18, "151": 10, "154": 16, "155": 9,
    }  # fmt: skip


def test_every_area_is_complete_and_leads_to_the_world() -> None:
    for code, area in areas().items():
        if not code:
            continue
        assert {label.language for label in area[SKOS + "prefLabel"]} == {"en", "fr", "es"}, code
        assert len(area[SKOS + "prefLabel"]) == 3, code
        assert one(area, SKOS + "inScheme") == AREA, code
        assert Value(SKOS + "Concept") in area[RDF + "type"], code
        assert code == "001" or "001" in ancestors(code), code
        assert code not in ancestors(code), code


def test_every_country_has_one_wikidata_item_of_its_own() -> None:
    items = [one(area, SKOS + "exactMatch") for code, area in areas().items() if area[SKOS + "exactMatch"]]
    assert all(re.fullmatch(re.escape(WIKIDATA) + r"Q\d+", item) for item in items)
    assert len(items) == len(set(items)) == 249 + 31 + 1  # countries, M49 regions, Kosovo


def test_members_exist_and_have_a_source() -> None:
    for code, area in areas().items():
        assert codes(area, GFMD + "hasMember") <= set(areas()), code
        assert not area[GFMD + "hasMember"] or area[DCTERMS + "source"], code
    gulf = codes(areas()["gulf"], GFMD + "hasMember")
    assert gulf == {"ARE", "BHR", "KWT", "OMN", "QAT", "SAU"}


def held(code: str) -> set[str]:
    """The countries of a region by its list, or by the lists of the regions in it."""
    members = codes(areas()[code], GFMD + "hasMember")
    return {each for one in members for each in (held(one) if one in of_class("Region") else {one})}


def test_a_region_with_members_stands_below_no_region_that_does_not_hold_them_all() -> None:
    """A list must not make COD a country of Eastern Africa: what is above a region counts its members too."""
    for code, area in of_class("Region").items():
        for member in held(code) - set(of_class("Region")):
            above = {up for parent in codes(area, SKOS + "broader") for up in {parent, *ancestors(parent)}}
            assert above <= ancestors(member), (code, member)


def communities() -> dict[str, list[rdf.Quad]]:
    """Facts of each organisation that has member States and is a regional community, by its slug."""
    facts: dict[str, list[rdf.Quad]] = defaultdict(list)
    for quad in rdf.read(FOLDER / "organisations.ttl"):
        facts[rdf.value(quad.subject).removeprefix(ACTOR)].append(quad)
    kind = TOPIC + "regional-community"
    return {
        name: quads
        for name, quads in facts.items()
        if kind in {rdf.value(quad.object) for quad in quads}
        and GFMD + "hasMember" in {quad.predicate.value for quad in quads}
    }


def test_every_community_with_members_has_one_area_with_the_same_members() -> None:
    tied = {code: area for code, area in of_class("Region").items() if area[GFMD + "areaOf"]}
    area_of = {one(area, GFMD + "areaOf").removeprefix(ACTOR): code for code, area in tied.items()}
    assert set(area_of) == set(communities())
    assert len(area_of) == 21
    assert (area_of["gcc"], area_of["arab-maghreb-union"]) == ("gulf", "maghreb")
    for name, quads in communities().items():
        listed = [
            rdf.value(q.object).removeprefix(AREA) for q in quads if q.predicate.value == GFMD + "hasMember"
        ]
        area = areas()[area_of[name]]
        assert len(listed) == len(set(listed)) == len(area[GFMD + "hasMember"]), name
        assert set(listed) == codes(area, GFMD + "hasMember") <= set(of_class("Country")), name
        assert area_of[name] in (name, "gulf", "maghreb")


@pytest.mark.parametrize("code", ["global-south", "global-north", "mena", "middle-east", "schengen-area"])
def test_regions_without_a_shared_list_have_no_members(code: str) -> None:
    assert not areas()[code][GFMD + "hasMember"]


def test_kosovo_is_an_informal_region_with_a_note() -> None:
    assert "kosovo" not in of_class("Country")
    assert "1244" in one(areas()["kosovo"], SKOS + "note")


def test_no_strong_label_is_claimed_twice() -> None:
    folded: dict[str, set[str]] = defaultdict(set)
    for label, claimants in strong().items():
        folded[label.casefold()] |= claimants
    assert {label: claimants for label, claimants in folded.items() if len(claimants) > 1} == {}


@pytest.mark.parametrize(("name", "code"), NAMES.items())
def test_names_identify_their_area(name: str, code: str) -> None:
    assert strong()[fold(name)] == {code}


@pytest.mark.parametrize("word", [word for word in WEAK.split("|") if word])
def test_weak_words_identify_nothing_alone(word: str) -> None:
    assert fold(word) not in strong()


@pytest.mark.parametrize(("code", "phrase"), BLOCKED.items())
def test_phrases_that_name_something_else_are_blocked(code: str, phrase: str) -> None:
    assert phrase in {value.value for value in areas()[code][GFMD + "blockedBy"]}


def test_a_blocked_phrase_never_hides_a_strong_label_of_its_own_area() -> None:
    for code, area in areas().items():
        own = {label.value for predicate in STRONG for label in area[predicate]}
        for phrase in area[GFMD + "blockedBy"]:
            hidden = [label for label in own if f" {phrase.value} " in f" {label} "]
            assert not hidden, (code, phrase, hidden)


@pytest.mark.parametrize("code", ["GEO", "JOR", "TCD", "ISR", "KEN", "IND"])
def test_first_names_are_marked(code: str) -> None:
    assert one(areas()[code], GFMD + "alsoPersonalName") == "true"


def test_every_state_has_a_demonym_in_each_language_or_a_weak_one() -> None:
    states = set(of_class("Country")) - set(TERRITORIES.split())
    assert len(states) == 194  # the members of the United Nations, and Palestine
    for code in states - {"IND"}:  # "indio" is mostly said of indigenous peoples
        area = areas()[code]
        words = area[GFMD + "demonym"] + area[SKOS + "hiddenLabel"]
        assert {word.language for word in words} == {"en", "fr", "es"}, code


def test_every_label_has_a_language_and_no_spare_spaces() -> None:
    for code, area in areas().items():
        for predicate in (*STRONG, SKOS + "hiddenLabel", GFMD + "blockedBy"):
            for label in area[predicate]:
                assert label.language in {"en", "fr", "es"}, (code, label)
                assert label.value == label.value.strip(), (code, label)


def test_the_scheme_is_declared_once_with_title_licence_and_sources() -> None:
    scheme = areas()[""]
    assert scheme[RDF + "type"] == [Value(SKOS + "ConceptScheme")]
    assert one(scheme, DCTERMS + "license") == "https://creativecommons.org/licenses/by/4.0/"
    assert all(scheme[DCTERMS + name] for name in ("title", "description", "source"))
