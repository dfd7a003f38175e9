"""All drawings, by the word that the header of a question calls them."""

from __future__ import annotations

from collections.abc import Callable

from gfmd_graph.publish.answers import Answered
from gfmd_graph.publish.drawings import cards, matrix, pairs, sides, table, timeline, world
from gfmd_graph.publish.site import Site

DRAWINGS: dict[str, Callable[[Site, Answered], dict[str, object]]] = {
    "cards": cards.draw,
    "map": world.draw,
    "matrix": matrix.draw,
    "network": pairs.draw,
    "sides": sides.draw,
    "table": table.draw,
    "timeline": timeline.draw,
}
"""Each has a template of the same name in `html/drawings/`."""
