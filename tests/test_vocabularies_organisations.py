"""The organisations: enough of them, told apart by their labels, and members that hold."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from gfmd_graph.namespaces import ACTOR, AREA, DCTERMS, FOAF, GFMD, RDF, SKOS, TOPIC, slug
from gfmd_graph.rdf import read

VOCABULARIES = Path(__file__).parent.parent / "ontology" / "vocabularies"
FILE = VOCABULARIES / "organisations.ttl"

NAMES = (SKOS + "prefLabel", SKOS + "altLabel", GFMD + "acronym")
STRONG = (*NAMES, GFMD + "demonym")
AT_LEAST = 618

TYPES = {
    "un-body",
    "regional-body",
    "regional-community",
    "consultative-process",
    "civil-society",
    "trade-union",
    "faith-based",
    "research",
    "government-body",
    "financial-institution",
    "red-cross-red-crescent",
    "employers",
    "local-government",
    "intergovernmental",
}

MEMBERS = {
    "eu": 27,
    "african-union": 54,  # 55 less the Sahrawi Republic, which has no ISO code
    "ecowas": 12,
    "sadc": 16,
    "igad": 8,
    "east-african-community": 8,
    "asean": 11,
    "mercosur": 5,
    "andean-community": 4,
    "sica": 8,
    "caricom": 15,
    "gcc": 6,
    "saarc": 8,
    "commonwealth-of-independent-states": 9,
    "comesa": 21,
    "eccas": 11,
    "cemac": 6,
    "waemu": 8,
    "arab-maghreb-union": 5,
    "indian-ocean-commission": 5,
    "eaeu": 5,
    "rcm": 11,
    "sacm": 12,
}

UNCERTAIN = {
    "founding years of the consultative processes": "absent: no date of foundation is stored",
    "Spanish name of MIDSA": "checked: iom.int writes 'Diálogo sobre Migración para África Meridional'",
    "Spanish name of MIDWA": "absent: no official Spanish name was seen",
    "CDAA as French acronym of SADC": "checked: French pages on the community use it beside SADC",
    "Wikidata items of UNODC, ICRC, IFRC, IACHR": "absent: no exact match is given",
    "Wikidata items of IGAD, SADC, MERCOSUR, CAN, SICA, ASEAN, SAARC, CIS": "absent: no exact match is given",
    "ECOWAS without Burkina Faso, Mali, Niger from 29 January 2025": "checked: communiqué of the 66th summit",
    "Bolivia full member of MERCOSUR since 2024": "checked: deposit of July 2024, in force 30 days later",
    "Venezuela suspended from MERCOSUR": "checked: press of 2023 and 2024; not listed as a member",
    "Dominican Republic in SICA": "checked: full member since 27 June 2013",
}
WITHOUT_MATCH = [
    *(
        "unodc",
        "icrc",
        "ifrc",
        "iachr",
        "igad",
        "sadc",
        "mercosur",
        "andean-community",
        "sica",
        "asean",
        "saarc",
    ),
    "commonwealth-of-independent-states",
]

ANCHORS = {
    "IOM": "iom",
    "OIM": "iom",
    "UN": "un",
    "ONU": "un",
    "United Nations": "un",
    "Nations Unies": "un",
    "UE": "eu",
    "OIT": "ilo",
    "UNHCR": "unhcr",
    "ACNUR": "unhcr",
    "HCR": "unhcr",
    "UNHRC": "unhrc",
    "OMS": "world-health-organization",
    "CEDEAO": "ecowas",
    "ECOWAS": "ecowas",
    "Conferencia Regional sobre Migraciones": "rcm",
    "Conferencia Regional sobre Migración": "rcm",
    "Puebla Process": "rcm",
    "Conferencia Sudamericana sobre Migraciones": "sacm",
    "Conferencia Suramericana sobre Migraciones": "sacm",
    "Migrant Voice": "migrant-voice",
    "International Organisation for Migration": "iom",
    "UN Human Rights Council": "unhrc",
    "PNUD": "undp",
    "Bali Process": "bali-process",
    "Processus de Rabat": "rabat-process",
    "Médicos Sin Fronteras": "msf",
}
WEAK = {
    *(
        "MFA",
        "CAN",
        "CRM",
        "CSM",
        "WHO",
        "IDC",
        "DRC",
        "ISS",
        "AU",
        "UA",
        "ACP",
        "ADD",
        "CARE",
        "HOME",
        "KIND",
    ),
    *(
        "ARM",
        "CIS",
        "CEI",
        "IGC",
        "PSI",
        "CMS",
        "CMA",
        "ENS",
        "MPI",
        "FRA",
        "CRC",
        "MTM",
        "APC",
        "IRC",
        "NRC",
    ),
    *("MADE", "ACT", "COMMIT", "BALI", "RABAT", "EAC", "Caritas"),
}
NO_ORGANISATIONS = [
    *("GFMD", "FMMD", "CSO", "CSOs", "NGO", "NGOs", "GCM", "CSD", "ONG", "OSC", "PMM", "Civil Society Days"),
    *(
        "Common Space",
        "Global Compact",
        "Global Forum on Migration and Development",
        "Pacte mondial",
        "Pacto Mundial",
    ),
]

Entry = list[ox.Quad]
Entries = dict[str, Entry]


@pytest.fixture(scope="module")
def quads() -> Entry:
    return list(read(FILE))


@pytest.fixture(scope="module")
def entries(quads: Entry) -> Entries:
    """The statements about each organisation, by the local name of its IRI."""
    organisations = of_type(quads, "Organisation")
    found: Entries = defaultdict(list)
    for quad in quads:
        if text(quad.subject) in organisations:
            found[text(quad.subject).removeprefix(ACTOR)].append(quad)
    return dict(found)


def text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    assert isinstance(term, ox.NamedNode | ox.Literal), f"a blank node or a triple: {term}"
    return term.value


def folded(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words.replace("’", "'"))
    return "".join(ch for ch in plain if not unicodedata.combining(ch))


def values(entry: Entry, predicate: str, language: str | None = None) -> list[str]:
    found = [q.object for q in entry if q.predicate.value == predicate]
    return [text(v) for v in found if language is None or getattr(v, "language", None) == language]


def labels(quads: Entry, predicates: tuple[str, ...]) -> dict[str, set[str]]:
    """Folded label to the subjects that carry it."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate.value in predicates:
            found[folded(text(quad.object))].add(text(quad.subject))
    return found


def of_the_others() -> Entry:
    """The statements of every other vocabulary."""
    return [quad for path in sorted(VOCABULARIES.glob("*.ttl")) if path != FILE for quad in read(path)]


def of_type(quads: Entry, name: str) -> set[str]:
    typed = [q for q in quads if q.predicate.value == RDF + "type"]
    return {text(q.subject) for q in typed if text(q.object) == GFMD + name}


def test_there_are_enough_and_each_is_complete(entries: Entries) -> None:
    assert len(entries) >= AT_LEAST
    for name, entry in entries.items():
        assert all(values(entry, DCTERMS + "source")) and values(entry, DCTERMS + "source"), name
        assert values(entry, SKOS + "inScheme") == [ACTOR], name
        assert values(entry, SKOS + "notation") == [name]
        assert SKOS + "Concept" in values(entry, RDF + "type"), name
        types = [iri.removeprefix(TOPIC) for iri in values(entry, GFMD + "organisationType")]
        assert len(types) == 1 and types[0] in TYPES, (name, types)


def test_the_scheme_says_what_it_is(quads: Entry) -> None:
    scheme = [q for q in quads if text(q.subject) == ACTOR]
    assert SKOS + "ConceptScheme" in values(scheme, RDF + "type")
    assert values(scheme, DCTERMS + "license") == ["https://creativecommons.org/licenses/by/4.0/"]
    for term in ("title", "description", "source"):
        assert values(scheme, DCTERMS + term), term


def test_there_are_no_blank_nodes(quads: Entry) -> None:
    assert all(text(q.subject) and text(q.object) for q in quads)


def test_every_label_has_a_language_and_single_blanks(quads: Entry) -> None:
    spoken = [
        q.object for q in quads if q.predicate.value in (*NAMES, SKOS + "hiddenLabel", GFMD + "blockedBy")
    ]
    assert {getattr(label, "language", None) for label in spoken} == {"en", "fr", "es"}
    assert [label for label in spoken if text(label) != " ".join(text(label).split())] == []


def test_one_preferred_label_for_each_language_and_always_an_english_one(entries: Entries) -> None:
    for name, entry in entries.items():
        counts = [len(values(entry, SKOS + "prefLabel", language)) for language in ("en", "fr", "es")]
        assert counts[0] == 1 and max(counts) == 1, name


def test_no_label_identifies_two_organisations(quads: Entry) -> None:
    assert {k: v for k, v in labels(quads, STRONG).items() if len(v) > 1} == {}


def test_no_label_belongs_to_another_vocabulary(quads: Entry) -> None:
    theirs = labels(of_the_others(), STRONG)
    assert sorted(labels(quads, STRONG).keys() & theirs.keys()) == []


def test_a_weak_label_is_no_strong_one_elsewhere(quads: Entry) -> None:
    strong, weak = labels(quads, STRONG), labels(quads, (SKOS + "hiddenLabel",))
    assert {label: strong[label] for label in weak if label in strong} == {}
    assert weak.keys() >= WEAK


def test_the_iri_is_the_slug_of_the_english_acronym_or_else_of_the_english_name(entries: Entries) -> None:
    for name, entry in entries.items():
        acronyms = values(entry, GFMD + "acronym", "en")
        assert len(acronyms) <= 1, (name, acronyms)
        assert name == slug((acronyms or values(entry, SKOS + "prefLabel", "en"))[0])


def test_the_members_of_communities_hold(entries: Entries) -> None:
    counted = {}
    for name, entry in entries.items():
        members = values(entry, GFMD + "hasMember")
        if members:
            counted[name] = len(set(members))
            assert any("members" in source for source in values(entry, DCTERMS + "source")), name
    assert counted == MEMBERS


def test_members_and_seats_are_known_countries(quads: Entry) -> None:
    countries = of_type(of_the_others(), "Country")
    if not countries:
        pytest.skip("the vocabulary of countries is not there")
    used = {*values(quads, GFMD + "hasMember"), *values(quads, GFMD + "basedIn")}
    assert used - countries == set()


def test_every_organisation_type_is_a_topic(quads: Entry) -> None:
    types = of_type(of_the_others(), "OrganisationType")
    if not types:
        pytest.skip("the vocabulary of topics is not there")
    assert set(values(quads, GFMD + "organisationType")) - types == set()


def test_facts_that_were_uncertain_are_absent_or_checked(entries: Entries) -> None:
    assert all(how.startswith(("absent: ", "checked: ")) for how in UNCERTAIN.values())
    assert [name for name in WITHOUT_MATCH if values(entries[name], SKOS + "exactMatch")] == []
    assert values(entries["midsa"], SKOS + "prefLabel", "es") == [
        "Diálogo sobre Migración para África Meridional"
    ]
    assert values(entries["midwa"], SKOS + "prefLabel", "es") == []
    assert "CDAA" in values(entries["sadc"], GFMD + "acronym", "fr")
    assert not [q for entry in entries.values() for q in entry if q.predicate.value == GFMD + "year"]


@pytest.mark.parametrize(
    ("community", "inside", "outside"),
    [
        ("ecowas", "SEN NGA", "BFA MLI NER MRT"),
        ("eccas", "RWA", "UGA"),
        ("comesa", "TUN SOM", "TZA NAM"),
        ("waemu", "BFA MLI NER GNB", "GHA GIN"),
        ("mercosur", "BOL", "VEN"),
        ("sica", "DOM", "MEX"),
        ("eu", "HRV", "GBR"),
        ("asean", "TLS", "PNG"),
        ("african-union", "MAR SSD", "ESH"),
        ("commonwealth-of-independent-states", "KGZ MDA", "TKM UKR"),
    ],
)
def test_members_that_changed(entries: Entries, community: str, inside: str, outside: str) -> None:
    members = {iri.removeprefix(AREA) for iri in values(entries[community], GFMD + "hasMember")}
    assert set(inside.split()) <= members
    assert members.isdisjoint(outside.split())


@pytest.mark.parametrize(("label", "name"), ANCHORS.items())
def test_well_known_names_lead_to_their_organisation(quads: Entry, label: str, name: str) -> None:
    assert labels(quads, STRONG)[folded(label)] == {ACTOR + name}


def test_what_is_no_organisation_is_left_out(quads: Entry) -> None:
    known = labels(quads, (*STRONG, SKOS + "hiddenLabel"))
    assert [label for label in NO_ORGANISATIONS if folded(label) in known] == []


def test_exact_matches_and_homepages_are_addresses(quads: Entry) -> None:
    matches = values(quads, SKOS + "exactMatch")
    assert len(matches) == len(set(matches)) >= 40
    assert all(match.startswith("http://www.wikidata.org/entity/Q") for match in matches)
    pages = [q.object for q in quads if q.predicate.value == FOAF + "homepage"]
    assert pages and all(isinstance(page, ox.NamedNode) for page in pages)
