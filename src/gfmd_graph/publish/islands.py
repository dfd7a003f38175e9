"""The first view of the network: an island per objective, countries above, organisations and reports below.

Nothing is drawn where chance would have it. Objectives stand in the order of their numbers; what is said
about one stands in rings around it, practices inside; the order in a ring comes from each thing's own IRI,
so that one report more moves its neighbours by a place at most.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from gfmd_graph.publish.contents import Words
from gfmd_graph.publish.drawing import BASES
from gfmd_graph.publish.network import Edge, Network, Node, natural

COLUMNS = 6
RING, STEP = 24, 26
"""Between two rings, and between two things on a ring."""
FIRST = 36
"""Radius of the innermost ring."""
LEAST = 84
"""Least radius of an island: its name needs room even where nothing stands around it."""
NAME = 40
"""Room below an island for its name."""
SLOT, LINE = 48, 66
"""Between two things of a band, and between its rows: names stand there."""
GAP = 30
INSIDE = ("practice", "initiative", "counterproductive")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Island:
    """A disc around an objective. `hub` is empty for the island of what is about no objective."""

    hub: str
    x: int
    y: int
    radius: int
    members: int


@dataclass(frozen=True, slots=True)
class Chart:
    places: dict[str, Place]
    islands: tuple[Island, ...]


def chart(network: Network) -> Chart:
    """Where everything stands in the view by objective."""
    hubs = [node.iri for node in network.nodes if node.type == "objective"]
    homes = _homes(network)
    members: defaultdict[str, list[Node]] = defaultdict(list)
    for node in network.nodes:
        if node.statement is not None:
            members[homes.get(node.iri, "")].append(node)
    slots = [*hubs, ""] if members[""] or not hubs else hubs
    rings = {hub: _rings(members[hub]) for hub in slots}
    wide = max([LEAST, *(_reach(ring) for ring in rings.values())])
    pitch = 2 * wide + 10
    width = COLUMNS * pitch
    places: dict[str, Place] = {}
    top = _bands(network, places, [("country",), ("region",)], width, 0)
    found = []
    for at, hub in enumerate(slots):
        x = pitch * (at % COLUMNS) + pitch // 2
        y = top + (pitch + NAME) * (at // COLUMNS) + pitch // 2
        if hub:
            places[hub] = (x, y)
        places.update(_placed(rings[hub], x, y))
        found.append(Island(hub, x, y, max(LEAST, _reach(rings[hub])) - 8, len(members[hub])))
    bottom = top + (pitch + NAME) * math.ceil(len(slots) / COLUMNS) + GAP
    _bands(network, places, [("organisation",), ("report",), ("other",)], width, bottom)
    return Chart(places, tuple(found))


def share(text: str) -> tuple[float, float]:
    """Two numbers below 1 that belong to `text` for ever."""
    number = int.from_bytes(sha256(text.encode()).digest()[:8], "big")
    return (number >> 32) / 2**32, (number & 0xFFFFFFFF) / 2**32


def _homes(network: Network) -> dict[str, str]:
    """The objective that each statement or practice is most surely about."""
    best: dict[str, tuple[tuple[object, ...], str]] = {}
    for edge in network.edges:
        if edge.relation == "objective":
            key = (*_sureness(edge), natural(edge.target))
            if edge.source not in best or key < best[edge.source][0]:
                best[edge.source] = (key, edge.target)
    return {source: target for source, (_, target) in best.items()}


def _sureness(edge: Edge) -> tuple[int, float]:
    """Smaller is surer: stated before suggested, then by confidence."""
    return min((_rank(words) for words in edge.evidence), default=(len(BASES), 0.0))


def _rank(words: Words) -> tuple[int, float]:
    basis = BASES.index(words.basis) if words.basis in BASES else len(BASES)
    return basis, -(1.0 if words.confidence is None else words.confidence)


def _rings(members: Iterable[Node]) -> list[list[str]]:
    """Practices first, from the inside out; each ring in the order of its things' own angles."""
    order = sorted(members, key=lambda node: (node.type not in INSIDE, share(node.iri)[0], node.iri))
    rings: list[list[str]] = []
    while order:
        room = int(math.tau * (FIRST + RING * len(rings)) / STEP)
        ring, order = order[:room], order[room:]
        rings.append([node.iri for node in sorted(ring, key=lambda node: (share(node.iri)[1], node.iri))])
    return rings


def _reach(rings: Sequence[object]) -> int:
    return FIRST + RING * len(rings)


def _placed(rings: Sequence[Sequence[str]], x: int, y: int) -> Iterable[tuple[str, Place]]:
    for number, ring in enumerate(rings):
        far = FIRST + RING * number
        for at, iri in enumerate(ring):
            angle = math.tau * (at + number / 2) / len(ring)
            yield iri, (x + round(far * math.cos(angle)), y + round(far * math.sin(angle)))


def _bands(
    network: Network, places: dict[str, Place], bands: Sequence[Sequence[str]], width: int, top: int
) -> int:
    """Rows of each band's types from `top` down; gives where the next thing may stand."""
    for types in bands:
        nodes = [node for node in network.nodes if node.type in types]
        rows = math.ceil(len(nodes) / (width // SLOT))
        each = math.ceil(len(nodes) / rows) if rows else 1
        for at, node in enumerate(nodes):
            x = round((at % each + 0.5) * width / each)
            places[node.iri] = (x, top + LINE * (at // each) + LINE // 2)
        top += LINE * rows + (GAP if rows else 0)
    return top
