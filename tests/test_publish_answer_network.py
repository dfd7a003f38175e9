"""Answers as networks: rows and triples, joined with what the graph says."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from gfmd_graph import rdf
from gfmd_graph.cli.main import cli
from gfmd_graph.errors import Problem
from gfmd_graph.graph.store import Graph, Table
from gfmd_graph.namespaces import ACTOR, AREA, GCM, GFMD, SKOS
from gfmd_graph.publish.answer_network import Known, network_of_table, network_of_triples, page_of
from gfmd_graph.publish.contents import contents
from gfmd_graph.publish.network import Network, network_of
from test_publish_sample import HOSTILE, sample

PRACTICES = "SELECT ?s ?c { ?s gfmd:describes ?p . ?p gfmd:implementedBy ?c }"


def known(graph: Graph) -> Known:
    what = contents(graph)
    return Known(network_of(what), what)


def links(found: Network) -> set[tuple[str, str, str]]:
    return {(edge.source, edge.relation, edge.target) for edge in found.edges if edge.relation != "inReport"}


def test_a_statement_is_drawn_as_its_practice_with_the_words_of_the_graph() -> None:
    graph = sample()
    found = network_of_table(known(graph), graph.select(PRACTICES))
    assert {relation for _, relation, _ in links(found)} <= {"implementedBy", "affects"}
    assert all(edge.evidence for edge in found.edges)
    rows = graph.select("SELECT DISTINCT ?p ?c { ?p gfmd:implementedBy ?c }").rows
    assert {
        (source, target) for source, relation, target in links(found) if relation == "implementedBy"
    } == set(rows)
    assert {node.type for node in found.nodes} >= {"practice", "country", "report"}


def test_names_and_numbers_are_known_again() -> None:
    table = Table(("who", "objective"), (("Brazil", 5), ("Migrant Forum 4", 7), ("nobody", 9)))
    found = network_of_table(known(sample()), table)
    assert links(found) == {
        (AREA + "BRA", "sameRow", GCM + "objective/5"),
        (ACTOR + "body-4", "sameRow", GCM + "objective/7"),
    }
    assert GCM + "objective/9" in {node.iri for node in found.nodes}


def test_triples_become_nodes_links_and_facts() -> None:
    iri, text = rdf.Iri, rdf.Literal
    quads = [
        rdf.Quad(iri(AREA + "BRA"), iri(SKOS + "broader"), iri(AREA + "005")),
        rdf.Quad(iri("http://e/x"), iri(SKOS + "prefLabel"), text("A thing")),
        rdf.Quad(iri("http://e/x"), iri(GFMD + "year"), text("2018")),
        rdf.Quad(iri("http://e/x"), iri("http://e/knows"), iri(AREA + "BRA")),
    ]
    found = network_of_triples(known(sample()), quads)
    nodes = {node.iri: node for node in found.nodes}
    assert links(found) == {
        (AREA + "BRA", "skos:broader", AREA + "005"),
        ("http://e/x", "http://e/knows", AREA + "BRA"),
    }
    assert (nodes["http://e/x"].label, dict(nodes["http://e/x"].facts)) == ("A thing", {"year": "2018"})
    assert (nodes[AREA + "BRA"].label, nodes[AREA + "005"].type) == ("Brazil", "region")


def test_an_answer_without_things_is_a_problem() -> None:
    with pytest.raises(Problem, match="could be drawn"):
        page_of(sample(), Table(("year",), (("2017",),)), "Years")


def test_hostile_answers_are_text() -> None:
    quads = [
        rdf.Quad(rdf.Iri(f"http://e/{at}"), rdf.Iri("http://e/%22%3E"), rdf.Iri(f"http://e/{at + 1}"))
        for at in range(3)
    ] + [
        rdf.Quad(rdf.Iri(f"http://e/{at}"), rdf.Iri(SKOS + "prefLabel"), rdf.Literal(text))
        for at, text in enumerate(HOSTILE)
    ]
    page = page_of(sample(), quads, HOSTILE[0])
    assert "<img src=x" not in page and "<script>window" not in page and "<svg onload" not in page


def test_the_same_answer_gives_the_same_page() -> None:
    graph = sample()
    table = graph.select(PRACTICES)
    assert page_of(graph, table, "T") == page_of(sample(), Table(table.columns, table.rows[::-1]), "T")


def test_the_commands_draw(tmp_path: Path) -> None:
    graph, page = tmp_path / "graph.nq", tmp_path / "page.html"
    rdf.write(sample().quads(), graph, rdf.SUFFIXES[".nq"])
    runner = CliRunner()
    drawn = runner.invoke(cli, ["query", "--from", str(graph), "--draw", str(page), PRACTICES])
    assert drawn.exit_code == 0 and drawn.stdout == ""
    assert "Brazil" in page.read_text("utf-8")
    construct = "CONSTRUCT { ?p gfmd:implementedBy ?c } WHERE { ?p gfmd:implementedBy ?c }"
    assert runner.invoke(cli, ["query", "--from", str(graph), "--draw", str(page), construct]).exit_code == 0
    asked = ["ask", "reports", "--from", str(graph), "--draw", str(page)]
    assert runner.invoke(cli, asked).exit_code == 0
    assert "Sample report 1" in page.read_text("utf-8")
    before = page.read_bytes()
    refused = runner.invoke(cli, ["query", "--from", str(graph), "--draw", str(page), "ASK { ?s ?p ?o }"])
    assert isinstance(refused.exception, Problem) and page.read_bytes() == before
