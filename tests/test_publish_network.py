"""The network that is read from a graph."""

from __future__ import annotations

from collections import Counter

import pytest

from gfmd_graph import rdf
from gfmd_graph.graph.store import Graph
from gfmd_graph.knowledge.interface import interface
from gfmd_graph.namespaces import ACTOR, AREA, GCM, GFMD, REPORT, VOCABULARY_GRAPH
from gfmd_graph.publish.contents import contents, tidy
from gfmd_graph.publish.drawing import RELATION, RELATIONS, TYPE, TYPES, basis_name
from gfmd_graph.publish.network import Network, natural, network, type_of
from test_publish_sample import EXAMPLE, GAPS, sample

LAW = f"{REPORT}example-one/practice/aaaa"
ASKED = f"{REPORT}example-one/statement/bbbb"


@pytest.fixture(scope="module")
def example() -> Network:
    return network(Graph.open(EXAMPLE))


def links(found: Network) -> set[tuple[str, str, str]]:
    return {(edge.source, edge.relation, edge.target) for edge in found.edges}


def test_every_link_of_the_example_and_no_other(example: Network) -> None:
    report = f"{REPORT}example-one"
    assert links(example) == {
        (LAW, "implementedBy", AREA + "BRA"),
        (LAW, "affects", AREA + "AFG"),
        (LAW, "objective", GCM + "objective/15"),
        (LAW, "inReport", report),
        (ASKED, "mentions", ACTOR + "iom"),
        (ASKED, "objective", GCM + "objective/7"),
        (ASKED, "inReport", report),
    }


def test_all_23_objectives_are_there_so_that_gaps_show(example: Network) -> None:
    assert Counter(node.type for node in example.nodes) == {
        "objective": 23, "country": 2, "organisation": 1, "practice": 1, "statement": 1, "report": 1,
    }  # fmt: skip


def test_only_what_occurs_in_reports() -> None:
    spare = rdf.Quad(
        rdf.Iri(AREA + "FJI"),
        rdf.Iri("http://www.w3.org/2004/02/skos/core#prefLabel"),
        rdf.Literal("Fiji", language="en"),
        rdf.Iri(VOCABULARY_GRAPH),
    )
    found = network(Graph([*rdf.read(EXAMPLE), spare]))
    assert AREA + "FJI" not in {node.iri for node in found.nodes}


def test_every_link_has_words_of_its_statement(example: Network) -> None:
    said = {(e.source, e.relation, e.target): e.evidence for e in example.edges}
    words = said[LAW, "affects", AREA + "AFG"][0]
    assert (words.exact, words.basis, words.confidence) == ("Afghan", "stated", 0.95)
    assert words.statement.text.startswith("Brazil passed a law")
    assert (words.statement.page, words.statement.report.title) == (
        1,
        "Children on the move (example report)",
    )
    assert all(edge.evidence for edge in example.edges)


def test_a_practice_shows_the_statement_that_describes_it(example: Network) -> None:
    law = next(node for node in example.nodes if node.iri == LAW)
    assert law.label == "Brazil passed a law in 2017 that opens schools to children of Afghan refugees."
    assert dict(law.facts)["year"] == "2017"
    assert dict(law.facts)["population"] == "children, refugees"


def test_two_roles_of_one_country_in_one_practice_stay_two_links() -> None:
    found = network(sample(30, 0))
    pairs = Counter(
        (edge.source, edge.target) for edge in found.edges if edge.relation in ("implementedBy", "affects")
    )
    assert 2 in pairs.values()


def test_counterproductive_practices_are_a_type_of_their_own() -> None:
    types = Counter(node.type for node in network(sample(30, 0)).nodes)
    assert types["counterproductive"] and types["practice"] and types["initiative"]


def test_gaps_have_no_link() -> None:
    touched = {edge.target for edge in network(sample()).edges}
    assert [n for n in range(1, 24) if f"{GCM}objective/{n}" not in touched] == list(GAPS)


def test_a_practice_that_no_statement_of_a_report_describes_is_left_out() -> None:
    report, practice = rdf.Iri(f"{REPORT}gone"), rdf.Iri(f"{REPORT}gone/practice/x")
    statement = rdf.Iri(f"{REPORT}gone/statement/x")
    stray = rdf.Quad(statement, rdf.Iri(GFMD + "describes"), practice, report)
    role = rdf.Quad(practice, rdf.Iri(GFMD + "implementedBy"), rdf.Iri(AREA + "FJI"), report)
    found = network(Graph([*rdf.read(EXAMPLE), stray, role]))
    assert links(found) == links(network(Graph.open(EXAMPLE)))


def test_empty_graph_has_the_objectives_alone() -> None:
    found = network(Graph())
    assert (len(found.nodes), found.edges) == (23, ())
    assert found.nodes[6].label == "Objective 7"


def test_ends_of_links_are_nodes_and_order_is_natural() -> None:
    found = network(sample())
    known = {node.iri for node in found.nodes}
    assert {end for edge in found.edges for end in (edge.source, edge.target)} <= known
    assert [node.label.split(" ")[0] for node in found.nodes[:23]] == [str(n) for n in range(1, 24)]


def test_relations_are_named_by_the_ontology_where_it_is_there() -> None:
    label = rdf.Quad(
        rdf.Iri(GFMD + "affects"),
        rdf.Iri("http://www.w3.org/2000/01/rdf-schema#label"),
        rdf.Literal("touches people of", language="en"),
        rdf.Iri(VOCABULARY_GRAPH),
    )
    assert contents(Graph([label])).names[GFMD + "affects"] == "touches people of"


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (AREA + "BRA", "country"),
        (AREA + "419", "region"),
        (AREA + "sahel", "region"),
        (ACTOR + "iom", "organisation"),
        (GCM + "objective/23", "objective"),
        (GCM + "action/5g", ""),
        ("https://example.org/x", ""),
    ],
)
def test_types_are_told_by_the_iri(iri: str, expected: str) -> None:
    assert type_of(iri) == expected


def test_natural_order_and_tidy_text() -> None:
    assert sorted(["10 b", "2 a", "Zebra", "ape"], key=natural) == ["2 a", "10 b", "ape", "Zebra"]
    assert tidy(" a\x00b\n c ") == "a\N{REPLACEMENT CHARACTER}b c"


def test_basis_is_said_in_words() -> None:
    assert basis_name("suggested", 0.82, interface()) == "suggested 82\N{NO-BREAK SPACE}%"
    assert basis_name("stated", 1.0, interface("fr")) == "dit"


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("paper", "outline"), [("#ffffff", "#1b1f26"), ("#14171c", "#e8eaee")])
def test_shapes_and_lines_stand_out_on_light_and_dark(paper: str, outline: str) -> None:
    assert contrast(paper, outline) >= 3
    for kind in TYPES:
        assert max(contrast(kind.colour, paper), contrast(kind.colour, outline)) >= 3, kind.key
    for relation in RELATIONS:
        assert contrast(relation.colour, paper) >= 3, relation.key


def test_no_two_types_share_a_shape_and_no_two_roles_a_line() -> None:
    assert len({kind.shape for kind in TYPE.values()}) == len(TYPE) > len(TYPES)
    roles = [RELATION[key] for key in ("implementedBy", "takesPlaceIn", "affects")]
    assert len({role.dash for role in roles}) == len({role.colour for role in roles}) == 3
