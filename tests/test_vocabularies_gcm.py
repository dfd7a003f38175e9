"""The Compact's vocabulary on its own: every action with its letter, valid SKOS, links that say why."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from gfmd_graph import rdf
from gfmd_graph.graph import validate
from gfmd_graph.graph.store import Graph
from gfmd_graph.knowledge.cues import CueBook
from gfmd_graph.knowledge.vocabulary import Cue, Vocabulary, compile_vocabulary
from gfmd_graph.namespaces import GCM, GFMD, SKOS, TOPIC
from gfmd_graph.words import plain, plain_words

TESTS = Path(__file__).parent
ONTOLOGY = TESTS.parent / "ontology"
PAGE = TESTS.parent / "docs" / "gcm.md"
SDG = "http://metadata.un.org/sdg/"
LANGUAGES = ("en", "fr", "es")
WORD = r"(?:[a-z0-9]+\*?)(?:\|[a-z0-9]+\*?)*"
PHRASE = re.compile(rf"{WORD}(?: (?:\.\.\. )?{WORD})*")

LAST_LETTERS = "k l e g j l l f f j g e h f f i g l j i i c e".split()  # noqa: SIM905
"""Of objectives 1 to 23 in A/RES/73/195, paragraphs 17 to 39."""

CODES = [
    f"{number}{chr(letter)}"
    for number, last in enumerate(LAST_LETTERS, start=1)
    for letter in range(ord("a"), ord(last) + 1)
]

UNCHECKED_TITLES = {"fr": {18}, "es": {3, 11, 15, 16, 17, 20, 23}}

NAMED = "?concept a skos:Concept ; a ?class ; ?kind ?label . FILTER(?class != skos:Concept)"


@cache
def quads() -> tuple[rdf.Quad, ...]:
    names = ("gcm.ttl", "gcm-actions.ttl")
    return tuple(quad for name in names for quad in rdf.read(ONTOLOGY / "vocabularies" / name))


@cache
def alone() -> Graph:
    """What somebody has who takes the two files and the terms, and nothing else."""
    return Graph([*quads(), *rdf.read(ONTOLOGY / "gfmd.ttl")])


@cache
def book() -> CueBook:
    return CueBook(vocabulary())


@cache
def vocabulary() -> Vocabulary:
    return compile_vocabulary(quads(), "gcm")


@cache
def facts() -> dict[tuple[str, str], list[tuple[str, str]]]:
    """(value, language) of what a subject has with a predicate."""
    found: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for quad in quads():
        language = quad.object.language if isinstance(quad.object, ox.Literal) else None
        subject = rdf.value(quad.subject)
        found[subject, quad.predicate.value].append((rdf.value(quad.object), language or ""))
    return dict(found)


def values(subject: str, predicate: str) -> list[tuple[str, str]]:
    return sorted(facts().get((subject, predicate), []))


def cues(kind: str) -> list[Cue]:
    """The cues of concepts of that class, of every sort."""
    return [cue for cue in vocabulary().cues if cue.concept.type == kind]


def column(query: str) -> set[str]:
    return {str(row[0]) for row in alone().select(query).rows}


def test_every_action_of_the_resolution_is_there_and_no_other() -> None:
    found = {iri.removeprefix(GCM + "action/") for iri in column("SELECT ?a { ?a a gfmd:Action }")}
    assert found == set(CODES)
    assert len(CODES) == 187


@pytest.mark.parametrize("code", CODES)
def test_action_has_its_place_its_source_and_a_short_statement_in_three_languages(code: str) -> None:
    number, letter = int(code[:-1]), code[-1]
    iri = f"{GCM}action/{code}"
    assert values(iri, SKOS + "notation") == [(f"{number}({letter})", "")]
    assert values(iri, SKOS + "broader") == [(f"{GCM}objective/{number}", "")]
    source = f"A/RES/73/195, paragraph {number + 16} ({letter})"
    assert values(iri, "http://purl.org/dc/terms/source") == [(source, "")]
    labels = {language: text for text, language in values(iri, SKOS + "prefLabel")}
    assert set(labels) == set(LANGUAGES)
    assert all(3 <= len(text.split()) <= 14 for text in labels.values()), labels


@pytest.mark.parametrize("code", CODES)
def test_action_has_a_few_cues_in_each_language(code: str) -> None:
    own = [cue for cue in cues("Action") if cue.concept.iri == f"{GCM}action/{code}"]
    counted = Counter(cue.language for cue in own if cue.kind != "counterCue")
    assert all(1 <= counted[language] <= 5 for language in LANGUAGES), counted
    weak = Counter(cue.language for cue in own if cue.kind == "weakCue")
    assert all(times >= 2 for times in weak.values()), "one weak cue never counts"


def test_cues_are_written_as_cues_are_read() -> None:
    for cue in cues("Action"):
        assert PHRASE.fullmatch(cue.phrase), cue
        assert plain(cue.phrase).lower() == cue.phrase, cue
        if " " not in cue.phrase:
            assert all(len(word.rstrip("*")) >= 4 for word in cue.phrase.split("|")), cue


def test_no_cue_belongs_to_two_actions() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for cue in cues("Action"):
        if cue.kind == "cue":
            owners[cue.language, cue.phrase].add(cue.concept.code)
    assert not {key: codes for key, codes in owners.items() if len(codes) > 1}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Brazil gives humanitarian visas to people from Haiti.", "5(g)"),
        ("Workers may change employer without a new permit.", "6(g)"),
        ("A law forbids hospitals to report patients to immigration police.", "15(b)"),
        ("Guardians are named for every unaccompanied child.", "7(f)"),
        ("Fees for recruitment? No: the employer pays.", "6(c)"),
        ("Forensic teams compare samples with those of mothers.", "8(e)"),
        ("La régularisation des familles prend des années.", "7(i)"),
        ("Les consulats organisent le vote à l'étranger.", "19(g)"),
        ("Aucun passeport ne doit être confisqué.", "6(h)"),
        ("El registro de nacimientos es gratuito.", "4(e)"),
        ("Hay perfiles raciales en los controles.", "17(d)"),
        ("El retorno voluntario exige información.", "21(b)"),
    ],
)
def test_actions_are_told_by_words(text: str, code: str) -> None:
    hits = book().find(plain_words(text), ["Action"])
    assert code in {hit.concept.code for hit in hits if hit.kind == "cue"}


@pytest.mark.parametrize(
    "text",
    [
        "The session began with a song and a prayer.",
        "Portability of the refugee status between countries",
        "La séance commence à neuf heures.",
        "La reunión empezó con una canción.",
    ],
)
def test_other_words_tell_no_action(text: str) -> None:
    hits = book().find(plain_words(text), ["Action"])
    assert [hit for hit in hits if hit.kind == "cue"] == []


def test_cues_of_actions_lead_to_the_right_objective() -> None:
    """On statements of our own that name no action. A guard against decay, not a benchmark."""
    right = wrong = 0
    for line in (TESTS / "golden" / "objectives.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        known = {*row["must"], *row["may"]}
        hits = book().find(plain_words(row["text"]), ["Action"])
        for hit in (hit for hit in hits if hit.kind == "cue"):
            fits = int(hit.concept.code.partition("(")[0]) in known
            right, wrong = right + fits, wrong + (not fits)
    assert right >= 60
    assert right / (right + wrong) > 0.85, (right, wrong)


def test_the_two_files_have_no_findings() -> None:
    assert [str(finding) for finding in validate.vocabulary_findings(alone(), ONTOLOGY)] == []


def test_there_are_no_blank_nodes() -> None:
    assert not [q for q in quads() if any(isinstance(t, ox.BlankNode) for t in (q.subject, q.object))]


def test_the_head_says_what_it_is_whose_and_from_where() -> None:
    query = """SELECT ?creator ?licence ?version { gcm: a skos:ConceptScheme ; dcterms:creator ?creator ;
      dcterms:license ?licence ; owl:versionInfo ?version ; dcterms:description ?d }"""
    by = "https://creativecommons.org/licenses/by/4.0/"
    assert alone().select(query).rows == (("gfmd-graph", by, "1.0.0"),)
    titles = values(GCM, "http://purl.org/dc/terms/title")
    assert {language for _, language in titles} == set(LANGUAGES)
    assert len(values(GCM, "http://purl.org/dc/terms/source")) >= 3


def test_everything_hangs_in_the_scheme() -> None:
    tops = column("SELECT ?c { gcm: skos:hasTopConcept ?c }")
    assert tops == column("SELECT ?c { ?c skos:topConceptOf gcm: }")
    assert tops == column("SELECT ?c { ?c a ?k FILTER(?k IN (gfmd:Objective, gfmd:Principle)) }")
    concepts = column("SELECT ?c { ?c a skos:Concept }")
    assert concepts == column("SELECT ?c { ?c skos:inScheme gcm: }")
    assert concepts - tops == column("SELECT ?c { ?c skos:broader ?up . ?up skos:topConceptOf gcm: }")
    assert column("SELECT ?s { ?c skos:inScheme ?s }") == {GCM}


def test_labels_tell_concepts_of_a_class_apart() -> None:
    query = f"SELECT ?class ?label ?concept {{ {NAMED} FILTER(?kind IN (skos:prefLabel, skos:altLabel)) }}"
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, label, concept in alone().select(query).rows:
        owners[str(kind), plain(str(label)).casefold()].add(str(concept))
    assert len(owners) > 500
    assert not {key: iris for key, iris in owners.items() if len(iris) > 1}


def test_no_label_is_preferred_and_hidden_at_once() -> None:
    hidden = "(skos:altLabel, skos:hiddenLabel, gfmd:cue, gfmd:weakCue, gfmd:counterCue)"
    query = f"SELECT ?c ?l {{ ?c skos:prefLabel ?l ; ?p ?l FILTER(?p IN {hidden}) }}"
    assert alone().select(query).rows == ()


def test_titles_that_could_not_be_checked_stay_out() -> None:
    for language, unchecked in UNCHECKED_TITLES.items():
        for number in range(1, 24):
            iri = f"{GCM}objective/{number}"
            titles = [text for text, lang in values(iri, SKOS + "prefLabel") if lang == language]
            assert len(titles) == (number not in unchecked), (language, number)
            assert any(lang == language for _, lang in values(iri, GFMD + "shortLabel"))


def links() -> list[tuple[str, str, str]]:
    """(IRI of the link, number of the objective, target)."""
    rows = alone().select("SELECT ?l ?o ?t { ?l gfmd:fromObjective ?o ; gfmd:toTarget ?t }").rows
    return [
        (str(link), str(objective).rpartition("/")[2], str(target).removeprefix(SDG))
        for link, objective, target in rows
    ]


def test_every_link_to_a_target_says_why_and_that_it_is_a_proposal() -> None:
    assert {link for link, _, _ in links()} == column("SELECT ?l { ?l a gfmd:TargetLink }")
    for link, number, target in links():
        assert link == f"{GCM}sdg/{number}-{target}"
        assert re.fullmatch(r"([1-9]|1[0-7])\.([1-9]|1[0-9]|[a-d])", target), link
        assert values(link, GFMD + "basis") == [(TOPIC + "suggested", "")]
        ((why, language),) = values(link, SKOS + "note")
        assert language == "en" and len(why.split()) >= 6


def test_plain_links_and_reasoned_links_are_the_same() -> None:
    rows = alone().select("SELECT ?o ?t { ?o gfmd:contributesTo ?t }").rows
    plain_links = {(str(o).rpartition("/")[2], str(t).removeprefix(SDG)) for o, t in rows}
    assert plain_links == {(number, target) for _, number, target in links()}
    assert {number for number, _ in plain_links} == {str(number) for number in range(1, 24)}


def test_the_figures_of_the_page_are_those_of_the_files() -> None:
    titles = Counter(
        language
        for number in range(1, 24)
        for _, language in values(f"{GCM}objective/{number}", SKOS + "prefLabel")
    )
    cued = {kind: Counter(cue.language for cue in cues(kind)) for kind in ("Objective", "Action")}
    expected = {
        "objectives": len(vocabulary().of_type("Objective")),
        "lettered actions": len(vocabulary().of_type("Action")),
        "guiding principles": len(vocabulary().of_type("Principle")),
        "short statements of actions, in three languages": 3 * len(CODES),
        "French titles of objectives": titles["fr"],
        "Spanish titles of objectives": titles["es"],
        "links to SDG targets": len(links()),
        "SDG targets linked": len({target for _, _, target in links()}),
    }
    at_least = {}
    for name, language in {"English": "en", "French": "fr", "Spanish": "es"}.items():
        expected[f"cues of actions, {name}"] = cued["Action"][language]
        at_least[f"cues of objectives, {name}"] = cued["Objective"][language]
    page = PAGE.read_text(encoding="utf-8")
    assert {name: int(n) for name, n in re.findall(r"^\| (.+?) \| (\d+) \|$", page, re.M)} == expected
    told = {name: int(n) for name, n in re.findall(r"^\| (.+?) \| (\d+) or more \|$", page, re.M)}
    assert set(told) == set(at_least)
    assert all(figure <= at_least[name] < 2 * figure for name, figure in told.items()), at_least


def test_the_page_names_every_title_that_is_left_out() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for language, name in (("fr", "French title"), ("es", "Spanish titles")):
        (named,) = re.findall(rf"{name} of objectives? ([\d, and]+)[;:]", page)
        assert {int(number) for number in re.findall(r"\d+", named)} == UNCHECKED_TITLES[language]
