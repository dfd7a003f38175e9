"""How each type and each relation is named and drawn where the ontology has no word for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gfmd_graph.namespaces import KIND


@dataclass(frozen=True, slots=True)
class NodeType:
    """`colour` is of the palette of Okabe and Ito; shapes differ too and have an outline."""

    key: str
    label: str
    plural: str
    shape: str
    colour: str
    radius: int


@dataclass(frozen=True, slots=True)
class Relation:
    """`label` reads from source to target, `inverse` back; `shown` tells whether it is drawn at first."""

    key: str
    label: str
    inverse: str
    colour: str
    dash: tuple[int, ...] = ()
    width: float = 1.0
    shown: bool = True


HARMFUL = "Counter-productive practices"

TYPES = (
    NodeType("objective", "Objective", "GCM objectives", "hexagon", "#D55E00", 15),
    NodeType("country", "Country", "Countries", "square", "#0072B2", 11),
    NodeType("region", "Region", "Regions", "frame", "#56B4E9", 11),
    NodeType("organisation", "Organisation", "Organisations", "triangle", "#CC79A7", 11),
    NodeType("practice", "Practice", "Practices", "circle", "#009E73", 8),
    NodeType("counterproductive", "Counter-productive practice", HARMFUL, "crossed", "#009E73", 8),
    NodeType("initiative", "Initiative", "Initiatives of civil society", "pentagon", "#F0E442", 9),
    NodeType("statement", "Statement", "Questions, actions and other statements", "bar", "#767B85", 7),
    NodeType("report", "Report", "Reports", "diamond", "#E69F00", 13),
)
TYPE = {kind.key: kind for kind in TYPES}

RELATIONS = (
    Relation("implementedBy", "implemented by", "implements", "#0072B2", (), 2.4),
    Relation("takesPlaceIn", "takes place in", "is the place of", "#009E73", (9, 5), 2.0),
    Relation("affects", "affects people of", "has people affected by", "#D55E00", (2, 5), 2.4),
    Relation("objective", "is about", "is taken up in", "#8A8F98", (), 1.0),
    Relation("mentions", "mentions", "is mentioned in", "#8A8F98", (1, 4), 1.2),
    Relation("inReport", "stands in", "contains", "#8A8F98", (), 0.8, shown=False),
)
RELATION = {relation.key: relation for relation in RELATIONS}

NOTES = {
    "implementedBy": "the state or organisation does it",
    "takesPlaceIn": "done there, by others or by nobody named",
    "affects": "people come from there, pass through or are sent back; never a credit to that state",
}
"""What each role means, as the legend says it."""

KINDS = {
    "practice": ("Practice", "Practices"),
    "initiative": ("Initiative", "Initiatives of civil society"),
    "question": ("Question to governments", "Questions to governments"),
    "action": ("Action of civil society", "Actions of civil society"),
    "redline": ("Red line", "Red lines"),
    "priority": ("Priority", "Priorities"),
    "message": ("Message to governments", "Messages to governments"),
    "lesson": ("Lesson", "Lessons"),
    "quote": ("Quote", "Quotes"),
    "unanswered": ("Left unanswered", "Left unanswered"),
    "": ("Statement", "Other statements"),
}
"""For each kind of statement what one is called, and the heading over several; in the order of the pages."""

LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish"}

BASES = {
    "stated": "the report names it",
    "inherited": "named once for the whole theme or question",
    "suggested": "concluded by the program from the words, with how sure it is",
    "reviewed": "a person decided",
}


def kind_name(kind: str, names: Mapping[str, str]) -> str:
    """What one statement of this kind is called: the vocabulary's label in `names` before our own."""
    return names.get(KIND + kind) or KINDS.get(kind, (kind, kind))[0]


def basis_name(basis: str, confidence: float | None) -> str:
    """The basis as the pages say it: "stated", "inherited", "suggested 82 %"."""
    if basis == "suggested" and confidence is not None:
        return f"suggested {confidence:.0%}".replace("%", "\N{NO-BREAK SPACE}%")
    return basis or "not said"
