"""How each type and each relation is drawn, and what kinds and bases are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gfmd_graph.knowledge.interface import Interface
from gfmd_graph.namespaces import KIND


@dataclass(frozen=True, slots=True)
class NodeType:
    """`colour` is of the palette of Okabe and Ito; shapes differ too and have an outline."""

    key: str
    shape: str
    colour: str
    radius: int


@dataclass(frozen=True, slots=True)
class Relation:
    """`shown` tells whether it is drawn at first."""

    key: str
    colour: str
    dash: tuple[int, ...] = ()
    width: float = 1.0
    shown: bool = True


TYPES = (
    NodeType("objective", "hexagon", "#D55E00", 15),
    NodeType("country", "square", "#0072B2", 11),
    NodeType("region", "frame", "#56B4E9", 11),
    NodeType("organisation", "triangle", "#CC79A7", 11),
    NodeType("practice", "circle", "#009E73", 8),
    NodeType("counterproductive", "crossed", "#000000", 9),
    NodeType("initiative", "pentagon", "#F0E442", 9),
    NodeType("statement", "bar", "#767B85", 7),
    NodeType("report", "diamond", "#E69F00", 13),
    NodeType("other", "ring", "#CCCCCC", 9),
)
POPULATION = NodeType("population", "person", "#7A5C9E", 11)
"""A group of people has a page, but no place in the network."""
TYPE = {kind.key: kind for kind in (*TYPES, POPULATION)}

RELATIONS = (
    Relation("implementedBy", "#0072B2", (), 2.4),
    Relation("takesPlaceIn", "#009E73", (9, 5), 2.0),
    Relation("affects", "#D55E00", (2, 5), 2.4),
    Relation("objective", "#8A8F98", (), 1.0),
    Relation("mentions", "#8A8F98", (1, 4), 1.2),
    Relation("inReport", "#8A8F98", (), 0.8, shown=False),
)
RELATION = {relation.key: relation for relation in RELATIONS}
PLAIN = "#6E7480"
"""The colour of relations that only a query knows."""


def relation_of(key: str) -> Relation:
    """How a relation is drawn, also one that is not ours."""
    return RELATION.get(key, Relation(key, PLAIN, (), 1.4))


KINDS = (
    "practice",
    "initiative",
    "question",
    "action",
    "redline",
    "priority",
    "message",
    "lesson",
    "quote",
    "unanswered",
    "other",
)
"""The kinds of statement in the order of the pages; "other" is for all that is none of them."""

BASES = ("stated", "inherited", "suggested", "reviewed")


def kind_name(kind: str, names: Mapping[str, str], say: Interface) -> str:
    """What one statement of this kind is called: the vocabulary's label in `names` before our own."""
    return names.get(KIND + kind) or (say.get(f"kinds.{kind}.one", kind) if kind else say("kinds.other.one"))


def basis_name(basis: str, confidence: float | None, say: Interface) -> str:
    """The basis as the pages say it: "stated", "inherited", "suggested 82 %"."""
    name = say.get(f"bases.{basis}.name") or basis or say("bases.unknown.name")
    if basis == "suggested" and confidence is not None:
        return f"{name} {confidence:.0%}".replace("%", "\N{NO-BREAK SPACE}%")
    return name
