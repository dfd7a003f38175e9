"""A small picture of the network for the first page: dots and lines, drawn without a script."""

from __future__ import annotations

from dataclasses import dataclass

from gfmd_graph.publish.drawing import TYPE
from gfmd_graph.publish.site import Site

MOST = 1500
"""Dots beyond this say no more and cost bytes."""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """`box` is the viewBox, `lines` one path, `dots` are (x, y, radius, type)."""

    box: str
    lines: str
    dots: tuple[tuple[int, int, int, str], ...]


def thumbnail(site: Site, places: dict[str, tuple[int, int]]) -> Thumbnail:
    """All nodes, or those that are no statements where there are too many."""
    nodes = tuple(n for n in site.network.nodes if n.iri in site.edges_from or n.iri in site.edges_to)
    nodes = tuple(n for n in nodes if n.type != "report")
    if len(nodes) > MOST:
        nodes = tuple(n for n in nodes if n.type in ("objective", "country", "region", "organisation"))[:MOST]
    shown = {node.iri: places[node.iri] for node in nodes}
    xs, ys = [x for x, _ in shown.values()] or [0], [y for _, y in shown.values()] or [0]
    left, top = min(xs) - 30, min(ys) - 30
    box = f"{left} {top} {max(xs) - left + 30} {max(ys) - top + 30}"
    lines = "".join(
        "M{} {}L{} {}".format(*shown[e.source], *shown[e.target])
        for e in site.network.edges
        if e.relation != "inReport" and e.source in shown and e.target in shown
    )
    dots = tuple((*shown[node.iri], TYPE[node.type].radius, node.type) for node in nodes)
    return Thumbnail(box, lines, dots)
