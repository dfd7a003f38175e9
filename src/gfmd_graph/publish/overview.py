"""What the first page counts: objectives and their gaps, states and their roles."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from gfmd_graph.publish.network import Edge, Node
from gfmd_graph.publish.site import Site

DONE = ("practice", "initiative")
COLUMNS = ("practices", "counterproductive", "questions", "actions", "other")
"""What is counted for each objective; the words for them are `index.columns` of the interface."""


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """`counts` follow `COLUMNS`; `states` implement something that is linked to the objective."""

    node: Node
    counts: tuple[int, ...]
    total: int
    states: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class RoleRow:
    """How often an entity implements, is the place, is affected, and is named without a role."""

    node: Node
    implements: int
    place: int
    affected: int
    named: int


def objective_rows(site: Site) -> tuple[ObjectiveRow, ...]:
    return tuple(_objective_row(site, node) for node in site.of_type("objective"))


def role_rows(site: Site, *types: str) -> tuple[RoleRow, ...]:
    """Those that implement most first."""
    rows = [_role_row(site, node) for node in site.of_type(*types)]
    return tuple(sorted(rows, key=lambda r: (-r.implements, -r.place, -r.affected, -r.named)))


def _objective_row(site: Site, node: Node) -> ObjectiveRow:
    edges = site.edges_to.get(node.iri, ())
    count = Counter(_column(site, edge) for edge in edges)
    practices = [e.source for e in edges if site.nodes[e.source].type in DONE and e.relation == "objective"]
    doers = {e.target for p in practices for e in site.edges_from[p] if e.relation == "implementedBy"}
    states = tuple(country for country in site.of_type("country") if country.iri in doers)
    return ObjectiveRow(node, tuple(count[name] for name in COLUMNS), len(edges), states)


def _column(site: Site, edge: Edge) -> str:
    source = site.nodes[edge.source]
    if source.type in DONE:
        return "practices"
    if source.type == "counterproductive":
        return "counterproductive"
    kind = source.statement.kind if source.statement else ""
    return {"question": "questions", "action": "actions"}.get(kind, "other")


def _role_row(site: Site, node: Node) -> RoleRow:
    count = Counter(edge.relation for edge in site.edges_to.get(node.iri, ()))
    return RoleRow(node, count["implementedBy"], count["takesPlaceIn"], count["affects"], count["mentions"])
