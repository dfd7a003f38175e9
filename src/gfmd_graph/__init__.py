"""From civil-society reports on migration governance to a knowledge graph.

    from gfmd_graph import build, read_report, extract, Graph

Nothing is imported before it is asked for: `import gfmd_graph` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gfmd_graph.graph.questions import ask
    from gfmd_graph.graph.store import Graph, Table
    from gfmd_graph.journey import build
    from gfmd_graph.publish.exports import drawn_network as network
    from gfmd_graph.reading import extract, read_report

_HOMES = {
    "Graph": "gfmd_graph.graph.store",
    "Table": "gfmd_graph.graph.store",
    "ask": "gfmd_graph.graph.questions",
    "build": "gfmd_graph.journey",
    "extract": "gfmd_graph.reading",
    "network": "gfmd_graph.publish.exports:drawn_network",
    "read_report": "gfmd_graph.reading",
}

__all__ = ["Graph", "Table", "ask", "build", "extract", "network", "read_report"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'gfmd_graph' has no attribute '{name}'")
    module, _, other = _HOMES[name].partition(":")
    return getattr(import_module(module), other or name)
