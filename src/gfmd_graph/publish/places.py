"""The two places of everything: in the view by objective and in the view by links."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gfmd_graph.publish.drawing import TYPE
from gfmd_graph.publish.islands import Island, Place, chart, share
from gfmd_graph.publish.layout import Given, positions
from gfmd_graph.publish.network import Network


@dataclass(frozen=True, slots=True)
class Places:
    """`chart` and `web` hold a place for every node; without islands the chart is the web."""

    chart: dict[str, Place]
    web: dict[str, Place]
    islands: tuple[Island, ...]


def places(network: Network) -> Places:
    """Where everything stands in both views. Objectives stand in the same order in both."""
    objectives = {node.iri for node in network.nodes if node.type == "objective"}
    spoken = any(node.statement for node in network.nodes)
    if len(objectives) < 2 or not spoken:
        found = web(network, {})
        return Places(found, found, ())
    by_objective = chart(network)
    anchors = {iri: by_objective.places[iri] for iri in objectives}
    return Places(by_objective.places, web(network, anchors), by_objective.islands)


def web(network: Network, anchors: dict[str, Place]) -> dict[str, Place]:
    """Places by links alone. Reports hold everything together, so they do not pull at anything."""
    number = {node.iri: at for at, node in enumerate(network.nodes)}
    pairs = [(number[e.source], number[e.target]) for e in network.edges if e.relation != "inReport"]
    linked = {end for pair in pairs for end in pair}
    held = {number[iri]: place for iri, place in anchors.items() if number[iri] in linked}
    chances = np.array([share(node.iri) for node in network.nodes]).reshape(-1, 2)
    radii = [TYPE[node.type].radius for node in network.nodes]
    found = positions(len(number), pairs, radii, Given(chances, held))
    return dict(zip(number, found, strict=True))
