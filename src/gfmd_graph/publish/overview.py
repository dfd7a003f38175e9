"""What the first page counts: objectives and their gaps, states and their roles, and who works on what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from gfmd_graph.publish.network import Edge, Node
from gfmd_graph.publish.site import Site

DONE = ("practice", "initiative")
DOERS = ("implementedBy", "takesPlaceIn")
COLUMNS = ("practices", "counter-productive", "questions", "actions", "other")


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


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """For each objective in order how many practices the country does or hosts."""

    node: Node
    cells: tuple[int, ...]


def objective_rows(site: Site) -> tuple[ObjectiveRow, ...]:
    return tuple(_objective_row(site, node) for node in site.of_type("objective"))


def role_rows(site: Site, *types: str) -> tuple[RoleRow, ...]:
    """Those that implement most first."""
    rows = [_role_row(site, node) for node in site.of_type(*types)]
    return tuple(sorted(rows, key=lambda r: (-r.implements, -r.place, -r.affected, -r.named)))


def matrix(site: Site) -> tuple[MatrixRow, ...]:
    """The countries that do or host a practice linked to an objective."""
    objectives = [node.iri for node in site.of_type("objective")]
    rows = []
    for country in site.of_type("country"):
        practices = {edge.source for edge in site.edges_to.get(country.iri, ()) if edge.relation in DOERS}
        count = Counter(target for practice in practices for target in _objectives(site, practice))
        if count:
            rows.append(MatrixRow(country, tuple(count[iri] for iri in objectives)))
    return tuple(rows)


def _objectives(site: Site, practice: str) -> Iterable[str]:
    return (edge.target for edge in site.edges_from.get(practice, ()) if edge.relation == "objective")


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
        return "counter-productive"
    kind = source.statement.kind if source.statement else ""
    return {"question": "questions", "action": "actions"}.get(kind, "other")


def _role_row(site: Site, node: Node) -> RoleRow:
    count = Counter(edge.relation for edge in site.edges_to.get(node.iri, ()))
    return RoleRow(node, count["implementedBy"], count["takesPlaceIn"], count["affects"], count["mentions"])
