"""An answer as a map: one world for each role, so that none is taken for another; circles by area."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from gfmd_graph.namespaces import AREA
from gfmd_graph.publish.answers import Answered
from gfmd_graph.publish.cells import shown, thing, word
from gfmd_graph.publish.network import Node
from gfmd_graph.publish.rendering import HTML
from gfmd_graph.publish.site import Site

LAYERS = ("implements", "takes place in", "affected", "organisations at work")
"""Roles in the order of the page; others that an answer has come after them."""
SECTIONS = {"implements": "implementedBy", "takes place in": "takesPlaceIn", "affected": "affects"}
"""The place on a country's page where the words of a role stand."""
LARGEST = 26
LETTER = 6.4
"""Width of a letter of a label; wide enough for the widest fonts of the pages."""
LINE = 13
WIDE = 1000


@dataclass(frozen=True, slots=True)
class Circle:
    """A country on one map. `label` stands beside it, empty where there is no room; `anchor` is the side."""

    node: Node
    page: str
    x: float
    y: float
    radius: float
    number: int
    label: str = ""
    anchor: str = "start"
    label_x: float = 0


@dataclass(frozen=True, slots=True)
class Layer:
    """One map: `shapes` is one path of all countries that have a circle."""

    key: str
    title: str
    note: str
    circles: tuple[Circle, ...]
    shapes: str


def draw(site: Site, answered: Answered) -> dict[str, object]:
    """A map for each role, and a table of all places with their numbers, also of those on no map."""
    place, layer = (answered.question.part(part) for part in ("place", "layer"))
    counts: defaultdict[str, defaultdict[str, set[object]]] = defaultdict(lambda: defaultdict(set))
    for row in answered.rows:
        counts[str(row[layer])][str(row[place])].add(row.get("statement"))
    keys = sorted(counts, key=lambda key: (LAYERS.index(key) if key in LAYERS else len(LAYERS), key))
    most = max((len(each) for key in keys for each in counts[key].values()), default=1)
    names = sorted({name for key in keys for name in counts[key]})
    sums = {name: sum(len(counts[key][name]) for key in keys) for name in names}
    return {
        "box": " ".join(map(str, _world()["box"])),
        "land": "".join(_world()["shapes"].values()),
        "layers": [_layer(site, key, counts[key], most) for key in keys],
        "heads": [(key, word(site, layer, key)) for key in keys],
        "places": [
            (
                shown(site, {place: name}, place),
                [(SECTIONS.get(key, ""), len(counts[key][name])) for key in keys],
            )
            for name in sorted(names, key=lambda name: (-sums[name], name))
        ],
    }


def _layer(site: Site, key: str, counts: dict[str, set[object]], most: int) -> Layer:
    circles = [
        circle
        for name in sorted(counts, key=lambda name: (-len(counts[name]), name))
        if counts[name] and (circle := _circle(site, key, name, len(counts[name]), most))
    ]
    shapes = _world()["shapes"]
    drawn = "".join(shapes.get(_code(circle.node), "") for circle in circles)
    return Layer(
        key.replace(" ", "-"),
        word(site, "role", key),
        site.say.get(f"layers.{SECTIONS.get(key, 'organisations')}"),
        tuple(_labelled(circles)),
        drawn,
    )


def _circle(site: Site, key: str, name: str, number: int, most: int) -> Circle | None:
    node = thing(site, "place", name)
    if node is None or _code(node) not in _world()["centres"]:
        return None
    x, y = _world()["centres"][_code(node)]
    radius = round(max(3.0, LARGEST * math.sqrt(number / max(most, 9))), 1)
    return Circle(node, f"{site.page(node)}#{SECTIONS.get(key, 'takesPlaceIn')}", x, y, radius, number)


def _labelled(circles: list[Circle]) -> Iterable[Circle]:
    """The largest first: a label stands to the right or left where it touches no circle and no label."""
    taken = [(c.x - c.radius, c.y - c.radius, c.x + c.radius, c.y + c.radius) for c in circles]
    for at, circle in enumerate(circles):
        others = taken[:at] + taken[at + 1 :]
        wide = LETTER * len(circle.node.label) + 4
        for anchor, x in (("start", circle.x + circle.radius + 3), ("end", circle.x - circle.radius - 3)):
            left = x if anchor == "start" else x - wide
            box = (left, circle.y - LINE / 2, left + wide, circle.y + LINE / 2)
            if box[0] >= 0 and box[2] <= WIDE and not any(_touch(box, other) for other in others):
                taken.append(box)
                yield replace(circle, label=circle.node.label, anchor=anchor, label_x=round(x, 1))
                break
        else:
            yield circle


def _touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _code(node: Node) -> str:
    return node.iri.removeprefix(AREA)


@cache
def _world() -> dict[str, Any]:
    """Shapes and centre points, made by `tools/make_world.py` of Natural Earth (public domain)."""
    found: dict[str, Any] = json.loads((HTML / "world.json").read_text(encoding="utf-8"))
    return found
