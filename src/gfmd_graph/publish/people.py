"""Groups of people: who speaks of them. They have pages, but no place in the network."""

from __future__ import annotations

from collections import defaultdict

from gfmd_graph.publish.contents import Contents, Words, distinct
from gfmd_graph.publish.network import Edge, Node, natural


def people(what: Contents) -> tuple[tuple[Node, tuple[Edge, ...]], ...]:
    """Each group that a statement is about, by name, and the links to it with their words."""
    said = {s.iri: s for s in what.statements}
    said |= {s.practice: s for s in reversed(what.statements) if s.practice}
    groups: defaultdict[str, defaultdict[str, list[Words]]] = defaultdict(lambda: defaultdict(list))
    for link in what.links:
        if link.relation == "population" and link.subject in said:
            statement = said[link.subject]
            carrier = statement.practice or statement.iri
            words = what.evidence.get(link) or (Words("", statement, ""),)
            groups[link.target][carrier] += words
    found = [
        (
            Node(iri, "population", what.name(iri)),
            tuple(Edge(source, iri, "population", _told(each)) for source, each in sorted(carriers.items())),
        )
        for iri, carriers in groups.items()
    ]
    return tuple(sorted(found, key=lambda each: (natural(each[0].label), each[0].iri)))


def _told(words: list[Words]) -> tuple[Words, ...]:
    """Links without words of their own say nothing beside those that have some."""
    return distinct(each for each in words if each.exact) or distinct(words)
