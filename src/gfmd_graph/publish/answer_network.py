"""Any answer as a network: rows of a table or triples, joined with what the graph says of the same things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from gfmd_graph import rdf
from gfmd_graph.errors import Problem
from gfmd_graph.graph.store import Answering, Cell, Table
from gfmd_graph.knowledge.interface import interface, interfaces
from gfmd_graph.namespaces import DCTERMS, GCM, GFMD, RDF, RDFS, SKOS, compact
from gfmd_graph.publish.contents import Contents, contents, named_in, tidy
from gfmd_graph.publish.network import Edge, Network, Node, network_of, ordered, type_of
from gfmd_graph.publish.site import Site

NAMES = (f"{SKOS}prefLabel", f"{RDFS}label", f"{DCTERMS}title", f"{GFMD}text")
"""Properties whose values name a thing that only the answer knows."""
MOST = 50_000
"""Nodes of a drawing; more would be no picture, and no file to send."""


@dataclass
class Known:
    """What the graph says of everything, and how an answer may call it."""

    network: Network
    contents: Contents
    added: dict[str, Node] = field(default_factory=dict)

    @cached_property
    def nodes(self) -> dict[str, Node]:
        found = {node.iri: node for node in self.network.nodes}
        carried = {s.iri: s.practice for s in self.contents.statements if s.practice in found}
        return found | {iri: found[practice] for iri, practice in carried.items()}

    @cached_property
    def names(self) -> dict[str, Node]:
        """Nodes by each of their names, where only one is called so."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for node in self.network.nodes:
            for name in (node.label, *self.contents.other_names.get(node.iri, ())):
                found[name].add(node.iri)
        return {name: self.nodes[min(iris)] for name, iris in found.items() if len(iris) == 1}

    @cached_property
    def edges(self) -> dict[tuple[str, str], list[Edge]]:
        found: defaultdict[tuple[str, str], list[Edge]] = defaultdict(list)
        for edge in self.network.edges:
            found[edge.source, edge.target].append(edge)
        return found

    def node(self, iri: str) -> Node:
        """The node of an IRI; one that the reports do not speak of is made."""
        if iri in self.nodes:
            return self.nodes[iri]
        if iri not in self.added:
            kind = type_of(iri) or "other"
            self.added[iri] = Node(iri, kind, self.contents.names.get(iri) or compact(iri))
        return self.added[iri]

    def cell(self, column: str, value: Cell) -> Node | None:
        """The node that a cell of an answer speaks of, if any."""
        if isinstance(value, int) and column == "objective":
            return self.nodes.get(f"{GCM}objective/{value}")
        if not isinstance(value, str):
            return None
        if "://" in value and " " not in value:
            return self.node(value)
        return self.names.get(value)


def page_of(graph: Answering, answer: Table | Iterable[rdf.Quad], title: str, language: str = "en") -> str:
    """A page that draws `answer` with the words behind its links. Raises `Problem`."""
    from gfmd_graph.publish.page import KnowledgeGraphPage
    from gfmd_graph.publish.places import places

    what = contents(graph, language)
    sites = []
    rows = answer if isinstance(answer, Table) else tuple(answer)
    for code in (language, *(code for code in interfaces() if code != language)):
        say = interface(code)
        renamed = named_in(graph, what, code)
        known = Known(network_of(renamed, say), renamed)
        found = network_of_table(known, rows) if isinstance(rows, Table) else network_of_triples(known, rows)
        sites.append(Site(renamed, found, say))
    size = len(sites[0].network.nodes)
    if not 0 < size <= MOST:
        said = f"the answer names {size} things" if size else "the answer names nothing that could be drawn"
        mend = "ask for columns that hold countries, organisations, practices ... or for fewer rows"
        raise Problem(said, "", mend)
    page = KnowledgeGraphPage(sites[0], tuple(sites[1:]), title=tidy(title))
    page.fill(places(sites[0].network))
    return page.generate_html()


def network_of_table(known: Known, table: Table) -> Network:
    """Each row links the first practice or statement that it names, else the first thing, with the others."""
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str, str], Edge] = {}
    for row in table.rows:
        cells = (known.cell(column, value) for column, value in zip(table.columns, row, strict=True))
        named = list({node.iri: node for node in cells if node}.values())
        nodes.update((node.iri, node) for node in named)
        spoken = [node for node in named if node.statement]
        for main in spoken[:1] or named[:1]:
            for other in named:
                for edge in _between(known, main, other):
                    edges[edge.source, edge.relation, edge.target] = edge
    return _network(known, nodes, edges.values())


def _between(known: Known, main: Node, other: Node) -> list[Edge]:
    """What the graph says links the two; else that they stand in one row."""
    if main.iri == other.iri:
        return []
    both = known.edges.get((main.iri, other.iri), []) + known.edges.get((other.iri, main.iri), [])
    return both or [Edge(main.iri, other.iri, "sameRow", ())]


def network_of_triples(known: Known, quads: Iterable[rdf.Quad]) -> Network:
    """Resources are nodes and properties are links; literals and types are facts of their subject."""
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str, str], Edge] = {}
    facts: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    labels: dict[str, str] = {}
    for subject, predicate, value, is_resource in sorted(set(map(_parts, quads))):
        source = known.node(subject)
        nodes[source.iri] = source
        relation = predicate.removeprefix(GFMD) if predicate.startswith(GFMD) else compact(predicate)
        if is_resource and predicate != RDF + "type":
            target = known.node(value)
            nodes[target.iri] = target
            edges[source.iri, relation, target.iri] = _said(known, source, relation, target)
        elif predicate in NAMES:
            labels.setdefault(source.iri, tidy(value))
        else:
            facts[source.iri].append((relation, compact(value) if is_resource else tidy(value)))
    for iri, node in list(nodes.items()):
        if node.type == "other":
            nodes[iri] = Node(iri, "other", labels.get(iri, node.label), tuple(dict(facts[iri]).items()))
    return _network(known, nodes, edges.values())


def _parts(quad: rdf.Quad) -> tuple[str, str, str, bool]:
    return (
        _text(quad.subject),
        quad.predicate.value,
        _text(quad.object),
        not isinstance(quad.object, rdf.Literal),
    )


def _text(term: rdf.Term) -> str:
    return term.value if isinstance(term, rdf.Iri | rdf.Literal) else str(term)


def _said(known: Known, source: Node, relation: str, target: Node) -> Edge:
    for edge in known.edges.get((source.iri, target.iri), []):
        if edge.relation == relation:
            return edge
    return Edge(source.iri, target.iri, relation, ())


def _network(known: Known, nodes: dict[str, Node], edges: Iterable[Edge]) -> Network:
    """With the reports in which the statements stand: their words need a source."""
    links = {(edge.source, edge.relation, edge.target): edge for edge in edges}
    said = [(node.iri, node.statement.report.iri) for node in nodes.values() if node.statement]
    for edge in (edge for pair in said for edge in known.edges.get(pair, [])):
        links[edge.source, edge.relation, edge.target] = edge
        nodes[edge.target] = known.node(edge.target)
    return ordered(nodes.values(), links.values())
