"""Which page shows what, and how pages link to each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from gfmd_graph.knowledge.interface import Interface, interface
from gfmd_graph.namespaces import BASE, GFMD, REPORT, TOPIC, digest
from gfmd_graph.publish.contents import Contents, Link, Report, Statement, Words, distinct
from gfmd_graph.publish.network import Edge, Network, Node
from gfmd_graph.publish.people import people

DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Site:
    """What is shown, with the look-ups that pages need."""

    contents: Contents
    network: Network
    say: Interface = field(default_factory=interface)

    @cached_property
    def nodes(self) -> dict[str, Node]:
        return {node.iri: node for node in self.network.nodes}

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each node among all."""
        return {node.iri: at for at, node in enumerate(self.network.nodes)}

    @cached_property
    def edges_from(self) -> dict[str, tuple[Edge, ...]]:
        return _grouped((edge.source, edge) for edge in self.network.edges)

    @cached_property
    def edges_to(self) -> dict[str, tuple[Edge, ...]]:
        return _grouped((edge.target, edge) for edge in self.network.edges)

    @cached_property
    def statements(self) -> dict[str, Statement]:
        return {statement.iri: statement for statement in self.contents.statements}

    @cached_property
    def populations(self) -> tuple[Node, ...]:
        """The groups of people that statements are about."""
        return tuple(node for node, _ in people(self.contents))

    @cached_property
    def about(self) -> dict[str, tuple[Edge, ...]]:
        """For each group of people the links to it."""
        return {node.iri: edges for node, edges in people(self.contents)}

    @cached_property
    def for_people(self) -> dict[str, tuple[Edge, ...]]:
        """For each statement or practice its links to groups of people."""
        return _grouped((edge.source, edge) for edges in self.about.values() for edge in edges)

    @cached_property
    def named(self) -> dict[str, Node]:
        """What has a page, by a name that nothing else has: an answer in words leads back to it."""
        found: defaultdict[str, list[Node]] = defaultdict(list)
        for node in (*self.network.nodes, *self.populations):
            if node.statement is None:
                found[self.contents.name(node.iri) if node.type == "objective" else node.label].append(node)
        return {name: nodes[0] for name, nodes in found.items() if len(nodes) == 1}

    def entity(self, iri: str) -> Node:
        """What has a page: a node of the network, or a group of people."""
        return self.nodes.get(iri) or self._groups[iri]

    @cached_property
    def _groups(self) -> dict[str, Node]:
        return {node.iri: node for node in self.populations}

    @cached_property
    def topics(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """For each statement or practice and each of its short facts the IRIs of its values."""
        found: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for link in self.contents.links:
            found[link.subject, link.relation].append(link.target)
        return {key: tuple(values) for key, values in found.items()}

    @cached_property
    def topic_named(self) -> dict[str, str]:
        """The IRI of a term or another topic by its name."""
        return {name: iri for iri, name in sorted(self.contents.names.items()) if iri.startswith(TOPIC)}

    def words_for(self, statement: Statement, relation: str, target: str) -> tuple[Words, ...]:
        """The words behind a link of a statement or of the practice that it describes."""
        links = (Link(subject, relation, target) for subject in (statement.iri, statement.practice))
        return distinct(words for link in links for words in self.contents.evidence.get(link, ()))

    def says(self, relation: str) -> str:
        """The relation's name, read from source to target; the ontology's word before our own."""
        return self.contents.names.get(GFMD + relation) or self.say.get(
            f"relations.{relation}.forth", relation
        )

    def says_back(self, relation: str) -> str:
        """The relation's name, read from target to source."""
        return self.contents.inverses.get(GFMD + relation) or self.say.get(
            f"relations.{relation}.back", "← " + self.says(relation)
        )

    def of_type(self, *types: str) -> tuple[Node, ...]:
        return tuple(node for node in self.network.nodes if node.type in types)

    def page(self, node: Node) -> str:
        """Its page; for a statement or practice its place on that of its report. Seen from the folder."""
        if node.statement:
            return self.place(node.statement)
        return f"{node.type}/{file_name(node.iri)}.html"

    def leaf(self, node: Node, number: int) -> str:
        """The first page of an entity, or a further one of the many that it needs."""
        page = self.page(node)
        return page if number == 1 else f"{page.removesuffix('.html')}.{number}.html"

    def place(self, statement: Statement) -> str:
        """The address of a statement on the page of its report."""
        return f"{self.report_page(statement.report)}#{anchor(statement.iri)}"

    @staticmethod
    def report_page(report: Report) -> str:
        return f"report/{file_name(report.iri)}.html"


def file_name(iri: str) -> str:
    """A file's name that every file system takes, made of the code at the end of `iri`."""
    code = iri.removeprefix(REPORT).rpartition("/")[2]
    safe = re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", code) and not code.endswith(".")
    return code if safe and not DEVICES.fullmatch(code) else digest(iri)


def anchor(iri: str) -> str:
    """The name of a statement's place on its page."""
    code = iri.rpartition("/")[2]
    return "s-" + (code if re.fullmatch(r"[A-Za-z0-9_-]{1,99}", code) else digest(iri))


def node_id(iri: str) -> str:
    """How the network page calls a node in its links: its IRI without our base."""
    return iri.removeprefix(BASE)


def _grouped(pairs: Iterable[tuple[str, Edge]]) -> dict[str, tuple[Edge, ...]]:
    groups: defaultdict[str, list[Edge]] = defaultdict(list)
    for key, edge in pairs:
        groups[key].append(edge)
    return {key: tuple(group) for key, group in groups.items()}
