"""The graph for other programs: RDF syntaxes, network formats and tables, the same bytes every time.

The network formats hold countries, regions, organisations, objectives, practices and reports as nodes, and
one edge for each piece of evidence between two of them. What was read in a statement that describes no
practice hangs on its report.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, fields, replace
from typing import TYPE_CHECKING, BinaryIO

from gfmd_graph import rdf
from gfmd_graph.graph.store import Graph
from gfmd_graph.namespaces import ACTOR, AREA, GCM
from gfmd_graph.publish.drawing import TYPE, relation_of
from gfmd_graph.spreadsheet import csv_text

if TYPE_CHECKING:
    import networkx

Writer = Callable[[Graph, BinaryIO], None]


@dataclass(frozen=True, slots=True)
class Node:
    """`type` is the local name of a class; `label` is the English name, the title or the statement."""

    id: str
    type: str
    label: str
    code: str
    assessment: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """`id` is the evidence; the edge from a practice to its report needs none, and has no words."""

    id: str
    source: str
    target: str
    relation: str
    statement: str
    report: str
    basis: str | None = None
    confidence: float | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges, each sorted by identifier."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def network(graph: Graph) -> Network:
    """Who and what the evidence of `graph` links."""
    said = graph.select(
        "SELECT ?statement ?report ?practice ?text WHERE { ?statement gfmd:inReport ?report ; gfmd:text ?text"
        " OPTIONAL { ?statement gfmd:describes ?practice } } ORDER BY ?statement ?practice ?text"
    ).rows
    reports = {str(statement): str(report) for statement, report, _, _ in said}
    texts = {str(practice): str(text) for _, _, practice, text in reversed(said) if practice}
    edges = {
        Edge(f"{practice}#in-report", str(practice), str(report), "inReport", str(statement), str(report))
        for statement, report, practice, _ in said
        if practice
    }
    for edge in _evidence(graph, reports):
        source = edge.source if edge.source in texts else reports.get(edge.source)
        if source and _type(edge.target):
            edges.add(replace(edge, source=source))
    nodes = [*_entities(graph, {e.target for e in edges}), *_reports(graph), *_practices(graph, texts)]
    return Network(
        tuple(sorted(nodes, key=lambda node: node.id)),
        tuple(sorted(edges, key=lambda edge: (edge.id, edge.source, edge.target, edge.words or ""))),
    )


def _evidence(graph: Graph, reports: dict[str, str]) -> Iterable[Edge]:
    found = graph.select(
        "SELECT ?it ?source ?target ?relation ?statement ?basis ?confidence ?words WHERE {"
        " ?it rdf:subject ?source ; rdf:predicate ?relation ; rdf:object ?target ;"
        " gfmd:inStatement ?statement ; gfmd:basis ?basis ; gfmd:confidence ?confidence ; oa:exact ?words }"
    )
    for row in found.rows:
        it, source, target, relation, statement, basis, _, words = map(str, row)
        report, sure = reports.get(statement, ""), float(row[6] or 0)
        yield Edge(it, source, target, _code(relation), statement, report, _code(basis), sure, words)


def _code(iri: str) -> str:
    return re.split("[/#]", iri)[-1]


def _type(iri: str) -> str | None:
    """The class of what a practice or report is linked to, told by its IRI; None for what is left out."""
    if iri.startswith(ACTOR):
        return "Organisation"
    if iri.startswith(AREA):
        return "Country" if re.fullmatch("[A-Z]{3}", iri[len(AREA) :]) else "Region"
    return "Objective" if iri.startswith(f"{GCM}objective/") else None


def _entities(graph: Graph, named: set[str]) -> Iterable[Node]:
    rows = graph.select('SELECT ?it ?name WHERE { ?it skos:prefLabel ?name FILTER(LANG(?name) = "en") }').rows
    names = {str(it): str(name) for it, name in rows}
    for iri in named:
        if type := _type(iri):
            yield Node(iri, type, names.get(iri, _code(iri)), _code(iri))


def _reports(graph: Graph) -> Iterable[Node]:
    rows = graph.select(
        "SELECT ?it ?title WHERE { ?it a gfmd:Report OPTIONAL { ?it dcterms:title ?title } }"
    ).rows
    titles = {str(it): title for it, title in sorted(rows, key=repr)}
    return (Node(it, "Report", str(title or _code(it)), _code(it)) for it, title in titles.items())


def _practices(graph: Graph, texts: dict[str, str]) -> Iterable[Node]:
    def facts(name: str) -> dict[str, str]:
        rows = graph.select(f"SELECT ?it ?fact WHERE {{ ?it a gfmd:Practice ; gfmd:{name} ?fact }}").rows
        return {str(it): _code(str(fact)) for it, fact in sorted(rows, key=repr)}

    assessments, statuses = facts("assessment"), facts("status")
    for iri, text in texts.items():
        yield Node(iri, "Practice", text, _code(iri), assessments.get(iri), statuses.get(iri))


def drawn_network(graph: Graph) -> networkx.MultiDiGraph:
    """The network for programs that use networkx, with the evidence on its edges.

    Nodes have the place, colour, shape and size that the pages give them; attributes without a value are
    left out. Raises `Problem`.
    """
    import networkx

    from gfmd_graph.publish.network import network as page_network
    from gfmd_graph.publish.places import places

    shown = page_network(graph)
    chart = places(shown).chart
    looks = {node.iri: TYPE[node.type] for node in shown.nodes}
    found, result = network(graph), networkx.MultiDiGraph()
    for node in found.nodes:
        result.add_node(node.id, **_attributes(node, ("type", "label", "code", "assessment", "status")))
        if node.id in looks:
            x, y = chart[node.id]
            look = looks[node.id]
            result.add_node(node.id, x=x, y=y, color=look.colour, shape=look.shape, size=look.radius)
    for edge in found.edges:
        kept = _attributes(edge, ("relation", "statement", "report", "basis", "confidence", "words"))
        result.add_edge(
            edge.source, edge.target, key=edge.id, color=relation_of(edge.relation).colour, **kept
        )
    return result


def _attributes(thing: Node | Edge, names: tuple[str, ...]) -> dict[str, str | float]:
    values = ((name, getattr(thing, name)) for name in names)
    return {
        name: rdf.without_illegal(value) if isinstance(value, str) else value
        for name, value in values
        if value is not None
    }


def _graphml(graph: Graph, file: BinaryIO) -> None:
    from networkx.readwrite.graphml import GraphMLWriter

    # networkx would choose lxml where it finds it, and write other bytes
    writer = GraphMLWriter(encoding="utf-8", prettyprint=True)
    writer.add_graph_element(drawn_network(graph))
    writer.dump(file)


def _gexf(graph: Graph, file: BinaryIO) -> None:
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(_with_viz(drawn_network(graph)))
    for meta in writer.xml.findall("meta"):  # the date of today
        writer.xml.remove(meta)
    ET.indent(writer.xml)
    file.write(ET.tostring(writer.xml, encoding="utf-8", xml_declaration=True))


def _with_viz(drawn: networkx.MultiDiGraph) -> networkx.MultiDiGraph:
    """Places and colours as GEXF has them; there the second coordinate grows upwards."""
    for _, data in drawn.nodes(data=True):
        if "color" in data:
            data["viz"] = {
                "color": _rgb(data.pop("color")),
                "position": {"x": float(data.pop("x")), "y": -float(data.pop("y")), "z": 0.0},
                "size": float(data.pop("size")),
            }
    for *_, data in drawn.edges(data=True):
        data["viz"] = {"color": _rgb(data.pop("color"))}
    return drawn


def _rgb(colour: str) -> dict[str, int | float]:
    red, green, blue = bytes.fromhex(colour[1:])
    return {"r": red, "g": green, "b": blue, "a": 1.0}


def _nodes_csv(graph: Graph, file: BinaryIO) -> None:
    rows = map(astuple, network(graph).nodes)
    file.write(csv_text([field.name for field in fields(Node)], rows).encode())


def _edges_csv(graph: Graph, file: BinaryIO) -> None:
    rows = map(astuple, network(graph).edges)
    file.write(csv_text([field.name for field in fields(Edge)], rows).encode())


def _syntax(suffix: str) -> Writer:
    def writer(graph: Graph, file: BinaryIO) -> None:
        file.write(rdf.dump(graph.quads(), rdf.SUFFIXES[suffix]))

    return writer


FORMATS: dict[str, Writer] = {
    "turtle": _syntax(".ttl"),
    "trig": _syntax(".trig"),
    "ntriples": _syntax(".nt"),
    "nquads": _syntax(".nq"),
    "jsonld": _syntax(".jsonld"),
    "rdfxml": _syntax(".rdf"),
    "graphml": _graphml,
    "gexf": _gexf,
}
"""Formats that are one file. Those without named graphs hold the union of all."""

FOLDERS: dict[str, dict[str, Writer]] = {"csv": {"nodes.csv": _nodes_csv, "edges.csv": _edges_csv}}
"""Formats that are several files."""
