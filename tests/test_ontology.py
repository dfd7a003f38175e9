"""The ontology says what it must: every term in use is declared, told and tied; doubtful facts stay out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest

from gfmd_graph import rdf
from gfmd_graph.graph import validate
from gfmd_graph.graph.store import Graph
from gfmd_graph.namespaces import ACTOR, AREA, GFMD, KIND, MEETING, RDF, RDFS, SKOS

ROOT = Path(__file__).parent.parent
ONTOLOGY = ROOT / "ontology"
EXAMPLE = ROOT / "tests" / "fixtures" / "example.trig"
DOCUMENT = ROOT / "docs" / "ontology.md"
VOCABULARIES = sorted((ONTOLOGY / "vocabularies").glob("*.ttl"))
SHAPES = sorted((ONTOLOGY / "shapes").glob("*.ttl"))
TERMS = list(rdf.read(ONTOLOGY / "gfmd.ttl"))

FIXED = set(
    """Meeting Session Report Question Statement Practice Area Country Region Organisation Objective Action
    Principle Population Term Evidence inReport answers kind text start end page mentions objective describes
    implementedBy takesPlaceIn affects assessment status year population level horizon inStatement basis
    confidence method""".split()  # noqa: SIM905
)
"""The names that queries of users rely on."""

TEN = "redline priority practice question message lesson initiative action quote unanswered"


def content(term: rdf.Term) -> str:
    return "" if isinstance(term, rdf.Triple) else term.value


def name_of(quad: rdf.Quad) -> str:
    return content(quad.subject).removeprefix(GFMD)


def declared() -> set[str]:
    types = {"Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"}
    typed = (quad for quad in TERMS if quad.predicate.value == RDF + "type")
    return {name_of(quad) for quad in typed if content(quad.object).rpartition("#")[2] in types}


def own(quads: Iterable[rdf.Quad]) -> set[str]:
    """The local names of our classes and properties that `quads` use."""
    terms = (term for quad in quads for term in (quad.subject, quad.predicate, quad.object))
    names = {term.value for term in terms if isinstance(term, rdf.Iri)}
    return {name.removeprefix(GFMD) for name in names if name.startswith(GFMD)} - {""}


def values(predicate: str) -> dict[str, list[rdf.Literal]]:
    """The literals that each of our terms has there."""
    found: defaultdict[str, list[rdf.Literal]] = defaultdict(list)
    for quad in TERMS:
        if quad.predicate.value == predicate and isinstance(quad.object, rdf.Literal):
            found[name_of(quad)].append(quad.object)
    return found


def links(predicate: str) -> dict[str, list[str]]:
    """The IRIs that each of our terms points to with `predicate`."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for quad in TERMS:
        if quad.predicate.value == predicate:
            found[name_of(quad)].append(content(quad.object))
    return found


def test_every_fixed_name_is_declared() -> None:
    assert declared() >= FIXED


@pytest.mark.parametrize("path", [EXAMPLE, *VOCABULARIES, *SHAPES], ids=lambda path: path.name)
def test_every_own_term_in_use_is_declared(path: Path) -> None:
    assert own(rdf.read(path)) <= declared()


def test_every_own_term_in_the_queries_of_the_shapes_and_the_document_is_declared() -> None:
    text = "".join(path.read_text("utf-8") for path in [*SHAPES, DOCUMENT])
    assert set(re.findall(r"gfmd:(\w+)", text)) <= declared()


@pytest.mark.parametrize("predicate", [RDFS + "label", SKOS + "definition", SKOS + "example"])
def test_every_term_is_told(predicate: str) -> None:
    told = values(predicate)
    assert {name for name in told if any(value.language == "en" for value in told[name])} == declared()


def test_every_term_is_tied_to_a_public_vocabulary() -> None:
    """Straight, or through a class of ours that is."""
    ties = [links(RDFS + name) for name in ("subClassOf", "subPropertyOf", "seeAlso")]
    up = {name: [iri for tie in ties for iri in tie.get(name, [])] for name in declared()}
    straight = {name for name, above in up.items() if any(not iri.startswith(GFMD) for iri in above)}
    through = {name for name, above in up.items() if any(iri.removeprefix(GFMD) in straight for iri in above)}
    assert straight | through == declared()


def test_concepts_are_skos_concepts_for_a_strangers_tool() -> None:
    graph = Graph(TERMS)
    rows = graph.select("SELECT ?c { ?c rdfs:subClassOf+ skos:Concept }").rows
    concepts = {str(row[0]).removeprefix(GFMD) for row in rows}
    assert concepts >= {
        "Country",
        "Region",
        "Organisation",
        "Objective",
        "Population",
        "Kind",
        "Basis",
        "Meeting",
    }
    assert not concepts & {"Report", "Statement", "Practice", "Evidence", "Question"}


def test_labels_are_unique_in_each_language() -> None:
    counted = Counter(label for labels in values(RDFS + "label").values() for label in labels)
    assert [label for label, times in counted.items() if times > 1] == []
    for name, labels in values(RDFS + "label").items():
        assert {label.language for label in labels} == {"en", "fr", "es"}, name


def test_relations_are_read_in_both_directions() -> None:
    relation = rdf.Iri("http://www.w3.org/2002/07/owl#ObjectProperty")
    relations = {name_of(quad) for quad in TERMS if quad.object == relation}
    backwards = values(GFMD + "inverseLabel")
    assert set(backwards) == relations
    assert rdf.Literal("is implementer of", language="en") in backwards["implementedBy"]
    english = [label.value for labels in backwards.values() for label in labels if label.language == "en"]
    assert len(english) == len(set(english))


def test_domains_and_ranges_are_declared_classes() -> None:
    for name in ("domain", "range"):
        for term, classes in links(RDFS + name).items():
            assert len(classes) == 1, f"several {name}s would mean all of them at once: {term}"
            ours = {iri.removeprefix(GFMD) for iri in classes if iri.startswith(GFMD)}
            assert ours <= declared()


@pytest.mark.parametrize("path", [ONTOLOGY / "gfmd.ttl", *VOCABULARIES], ids=lambda path: path.name)
def test_there_are_no_blank_nodes(path: Path) -> None:
    assert not any(
        isinstance(term, ox.BlankNode) for quad in rdf.read(path) for term in (quad.subject, quad.object)
    )


def test_the_header_says_whose_and_under_which_licence() -> None:
    graph = Graph(TERMS)
    query = """SELECT ?creator ?licence ?version { <https://w3id.org/gfmd/ont/> a owl:Ontology ;
      dcterms:title ?title ; dcterms:description ?text ; dcterms:creator ?creator ; dcterms:license ?licence ;
      owl:versionInfo ?version }"""
    by = "https://creativecommons.org/licenses/by/4.0/"
    assert graph.select(query).rows == (("gfmd-graph", by, "1.0.0"),)


def test_the_ten_kinds_are_complete() -> None:
    graph = Graph(rdf.read(ONTOLOGY / "vocabularies" / "kinds.ttl"))
    query = """SELECT ?kind ?code (COUNT(DISTINCT LANG(?label)) AS ?n) {
      ?kind a gfmd:Kind ; skos:inScheme kind: ; skos:notation ?code ; skos:prefLabel ?label ;
        skos:definition ?definition ; skos:example ?example } GROUP BY ?kind ?code"""
    assert set(graph.select(query).rows) == {(KIND + code, code, 3) for code in TEN.split()}


def meetings() -> Graph:
    return Graph(rdf.read(ONTOLOGY / "vocabularies" / "meetings.ttl"))


def test_every_edition_has_its_chair_and_sources() -> None:
    years = [*range(2007, 2013), *range(2014, 2021), 2024]
    rows = (
        meetings()
        .select(
            "SELECT DISTINCT ?m ?y { ?m a gfmd:Meeting ; gfmd:year ?y ; gfmd:chair ?c ; dcterms:source ?s }"
        )
        .rows
    )
    assert set(rows) == {(f"{MEETING}csd-{year}", str(year)) for year in years}


def test_doubtful_dates_stay_out() -> None:
    query = """SELECT ?m ?from ?to { ?m a gfmd:Meeting
      OPTIONAL { ?m schema:startDate ?from } OPTIONAL { ?m schema:endDate ?to } }"""
    dates = {str(row[0]).rsplit("-", 1)[1]: row[1:] for row in meetings().select(query).rows}
    assert dates["2008"] == dates["2020"] == dates["2024"] == (None, None)
    assert dates["2011"] == ("2011-11-29", None)
    assert dates["2017"] == ("2017-06-29", "2017-07-01")
    assert dates["2018"] == ("2018-12-04", "2018-12-06")
    noted = meetings().select("SELECT ?m { ?m a gfmd:Meeting ; skos:note ?n }").rows
    assert {f"{MEETING}csd-{year}" for year in (2008, 2011, 2020, 2024)} <= {row[0] for row in noted}


def test_the_days_of_2017_and_2018_lie_within_their_meeting() -> None:
    query = """SELECT ?day ?date {
      ?s a gfmd:Session ; gfmd:atMeeting ?m ; skos:notation ?day ; schema:startDate ?date .
      ?m schema:startDate ?from ; schema:endDate ?to . FILTER(?date >= ?from && ?date <= ?to) }"""
    assert set(meetings().select(query).rows) == {
        ("csd-2017/recommendations-day", "2017-06-29"),
        ("csd-2017/common-space", "2017-06-30"),
        ("csd-2017/commitments-day", "2017-07-01"),
        ("csd-2018/recommendations-day", "2018-12-04"),
        ("csd-2018/commitments-day", "2018-12-06"),
    }


def test_the_vocabularies_have_no_findings() -> None:
    """A link into a vocabulary that has no file at all is not counted: nothing to compare with."""
    quads = [*TERMS, *(quad for path in VOCABULARIES for quad in rdf.read(path))]
    spaces = {
        str(quad.subject)[1:-1].rpartition("/")[0]
        for quad in quads
        if quad.predicate.value == SKOS + "prefLabel"
    }
    prefixes = {space.rpartition("/")[2] for space in spaces}
    found = validate.vocabulary_findings(Graph(quads), ONTOLOGY)
    pointed = (re.search(r"\(\S+ (\w+):\S+\)$", finding.what) for finding in found)
    left = [f for f, point in zip(found, pointed, strict=True) if not point or point[1] in prefixes]
    assert [str(finding) for finding in left] == []


QUERIES = re.findall(r"```sparql\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)


def test_the_queries_of_the_document_answer_on_the_example() -> None:
    graph = Graph.open(EXAMPLE)
    practices, gaps, of_community, doubtful = (graph.select(query).dicts() for query in QUERIES)
    assert [row["words"] for row in practices] == ["opens schools"]
    assert [(str(row["objective"]).rpartition("/")[2], row["statements"]) for row in gaps] == [("7", 1)]
    assert {row["words"] for row in doubtful} == {"opens schools"}
    assert of_community == []  # Brazil is no member of ECOWAS


def test_the_query_on_a_community_finds_what_its_members_do() -> None:
    query = next(one for one in QUERIES if "gfmd:areaOf" in one)
    store = ox.Store()
    for name in ("regions.ttl", "countries.ttl"):
        store.extend(rdf.read(ONTOLOGY / "vocabularies" / name))
    senegal, practice = ox.NamedNode(f"{AREA}SEN"), ox.NamedNode("https://w3id.org/gfmd/report/r/practice/p")
    store.add(ox.Quad(practice, ox.NamedNode(f"{GFMD}implementedBy"), senegal))
    prefixes = {"gfmd": GFMD, "actor": ACTOR}
    rows = store.query(query, prefixes=prefixes, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    assert [(row["country"], row["practices"].value) for row in rows] == [(senegal, "1")]
