"""The picture of an entity: who, which practice, with whom, in three columns with lines between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from gfmd_graph.publish.network import Edge, Node
from gfmd_graph.publish.site import Site

STEP = 22
MOST = 20
"""Practices that the picture shows; the page below says them all."""
FEWEST = 4
"""Fewer practices are seen as well in the lists."""
WIDE = 54
"""Letters of a practice's words that have room."""
LEFT, FROM, TO, RIGHT = 218, 300, 690, 772
"""From left to right: names end, words begin, words end, names begin."""

DONE = ("practice", "counterproductive", "initiative")
SIDES = {
    "objective": (("implementedBy", "takesPlaceIn", "affects"), ("country", "region"), ("organisation",)),
    "population": (("implementedBy", "takesPlaceIn", "affects"), ("country", "region"), ("organisation",)),
    "country": (("objective",), ("objective",), ("country", "region", "organisation")),
    "region": (("objective",), ("objective",), ("country", "organisation")),
    "organisation": (("objective",), ("objective",), ("country", "region", "organisation")),
}
"""For each type of page: relations of the left column, its types, and the types of the right column."""


@dataclass(frozen=True, slots=True)
class Name:
    node: Node
    y: int


@dataclass(frozen=True, slots=True)
class Practice:
    node: Node
    text: str
    y: int


@dataclass(frozen=True, slots=True)
class Picture:
    """`lines` are (relation, path), one path for all lines of a relation. `hidden` practices have no room."""

    left: tuple[Name, ...]
    practices: tuple[Practice, ...]
    right: tuple[Name, ...]
    lines: tuple[tuple[str, str], ...]
    height: int
    hidden: int


def picture(site: Site, node: Node) -> Picture | None:
    """The picture of `node`; none where few practices are linked to anything else."""
    sources = [edge.source for edge in site.about.get(node.iri) or site.edges_to.get(node.iri, ())]
    known = (site.nodes[iri] for iri in dict.fromkeys(sources) if iri in site.nodes)
    done = [each.iri for each in known if each.type in DONE] if node.type in SIDES else []
    sides = {iri: _sides(site, node, iri) for iri in done}
    linked = [iri for iri in done if any(sides[iri])]
    if len(linked) < FEWEST:
        return None
    weight = Counter(edge.target for iri in linked for edge in sides[iri][0])
    first = {iri: _first(sides[iri][0], weight) for iri in linked}
    linked.sort(key=lambda iri: (not first[iri], -weight[first[iri]], first[iri], site.order[iri]))
    kept = linked[:MOST]
    left = _names(site, {iri: sides[iri][0] for iri in kept})
    right = _names(site, {iri: sides[iri][1] for iri in kept})
    tall = max(len(kept), len(left), len(right))
    heights = _heights(kept, tall)
    names = [_heights(list(side), tall) for side in (left, right)]
    return Picture(
        tuple(Name(site.nodes[iri], y) for iri, y in names[0].items()),
        tuple(Practice(site.nodes[iri], _short(site.nodes[iri].label), heights[iri]) for iri in kept),
        tuple(Name(site.nodes[iri], y) for iri, y in names[1].items()),
        _lines(sides, heights, names),
        STEP * tall + 8,
        len(done) - len(kept),
    )


def _sides(site: Site, node: Node, practice: str) -> tuple[list[Edge], list[Edge]]:
    relations, first, second = SIDES[node.type]
    edges = [edge for edge in site.edges_from.get(practice, ()) if edge.target != node.iri]
    left = [edge for edge in edges if edge.relation in relations and site.nodes[edge.target].type in first]
    right = [
        edge
        for edge in edges
        if edge not in left and edge.relation != "inReport" and site.nodes[edge.target].type in second
    ]
    return left, right


def _first(edges: list[Edge], weight: Counter[str]) -> str:
    return min((edge.target for edge in edges), key=lambda iri: (-weight[iri], iri), default="")


def _names(site: Site, edges: dict[str, list[Edge]]) -> list[str]:
    """The names of a side, each near the middle of its practices, so that lines stay short."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, side in enumerate(edges.values()):
        for edge in side:
            places[edge.target].append(at)
    return sorted(places, key=lambda iri: (sum(places[iri]) / len(places[iri]), site.order[iri]))


def _heights(names: list[str], tall: int) -> dict[str, int]:
    """A column is as tall as the tallest."""
    return {name: round(STEP * (at + 0.5) * tall / len(names)) + 4 for at, name in enumerate(names)}


def _lines(
    sides: dict[str, tuple[list[Edge], list[Edge]]], heights: dict[str, int], names: list[dict[str, int]]
) -> tuple[tuple[str, str], ...]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for iri, y in heights.items():
        for edge in sides[iri][0]:
            found[edge.relation].append(_curve(LEFT + 8, names[0][edge.target], FROM - 8, y))
        for edge in sides[iri][1]:
            found[edge.relation].append(_curve(TO, y, RIGHT - 8, names[1][edge.target]))
    return tuple((relation, "".join(found[relation])) for relation in sorted(found))


def _curve(x: int, y: int, to: int, end: int) -> str:
    middle = (x + to) // 2
    return f"M{x} {y}C{middle} {y} {middle} {end} {to} {end}"


def _short(text: str) -> str:
    return text if len(text) <= WIDE else text[: WIDE - 1].rstrip() + "…"
