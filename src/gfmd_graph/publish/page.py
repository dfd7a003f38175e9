"""The page of a network: pyvis holds the graph, our own template and one of two renderers draw it."""

from __future__ import annotations

import os
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pyvis
from markupsafe import Markup
from pyvis.network import Network as PyvisNetwork

from gfmd_graph.publish.drawing import TYPES, NodeType
from gfmd_graph.publish.network import natural
from gfmd_graph.publish.payload import Payload
from gfmd_graph.publish.places import Places
from gfmd_graph.publish.rendering import environment, look, write
from gfmd_graph.publish.site import Site, node_id
from gfmd_graph.publish.twin import kind_of, read, twin

MOST_VIS = 1000
"""vis-network, as pyvis bundles it, draws up to so many nodes; more would not move smoothly."""
_PARTS = ("find", "model", "svg", "layers", "canvas", "vis", "panel", "table", "pointer", "network")
SCRIPTS = tuple(f"{name}.js" for name in _PARTS)


class KnowledgeGraphPage(PyvisNetwork):  # type: ignore[misc]
    """A pyvis network that keeps parallel relations, loads nothing and writes one file.

    `others` are the same network in other languages, to which the page can switch by itself. A `title` is
    given to the drawing of an answer, which stands alone and belongs to no site.
    """

    def __init__(self, site: Site, others: tuple[Site, ...] = (), engine: str = "", title: str = "") -> None:
        super().__init__(directed=True, cdn_resources="in_line")
        self.title = title
        self.sites = (site, *others)
        small = len(site.network.nodes) <= MOST_VIS
        self.engine = engine or ("vis" if small and _bundled() else "canvas")
        self.options = {"physics": {"enabled": False}}
        self.templateEnv = environment()
        self.path = "network.html.j2"

    @cached_property
    def twin(self) -> Any:
        """The network as a table."""
        return twin(self.sites[0])

    def fill(self, places: Places) -> None:
        """Take over the network. pyvis's own `add_edge` drops second relations, and searches lists."""
        self.places = places
        network = self.sites[0].network
        self.nodes: list[dict[str, Any]] = [
            {"id": node_id(n.iri), "label": n.label, "group": n.type, "x": x, "y": y}
            for n in network.nodes
            for x, y in (places.chart[n.iri],)
        ]
        self.node_ids = [node["id"] for node in self.nodes]
        self.node_map = {node["id"]: node for node in self.nodes}
        self.edges: list[dict[str, Any]] = [
            {"from": node_id(e.source), "to": node_id(e.target), "label": e.relation} for e in network.edges
        ]

    def generate_html(self, name: str = "network.html", local: bool = True, notebook: bool = False) -> str:
        """The whole page as text; the parameters of pyvis change nothing."""
        site = self.sites[0]
        scripts = tuple(name for name in SCRIPTS if name != "vis.js" or self.engine == "vis")
        payload = Payload(self.sites, self.places, self.twin, self.engine, home=not self.title)
        template = self.templateEnv.get_template(self.path)
        self.html = template.render(
            look=look(
                scripts,
                ("base.css", "find.css", "tables.css", "network.css"),
                _vis() if self.engine == "vis" else (),
            ),
            root="",
            home=not self.title,
            title=self.title,
            types=_present(site),
            say=site.say,
            site=site,
            twin=self.twin,
            kind_of=kind_of,
            read=read,
            data=payload.made(),
        )
        return str(self.html)

    def write_html(
        self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False
    ) -> None:
        """Write the page to `name` in UTF-8, and nothing else anywhere."""
        write(Path(os.fspath(name)), self.generate_html())


def _present(site: Site) -> list[NodeType]:
    """The types that the legend lists."""
    found = {node.type for node in site.network.nodes}
    return [kind for kind in TYPES if kind.key in found]


def _bundled() -> Path | None:
    """The newest vis-network that the installed pyvis brings along."""
    found = (Path(pyvis.__file__).parent / "templates" / "lib").glob("vis-*/vis-network.min.js")
    return max(found, key=lambda path: natural(path.parent.name), default=None)


@cache
def _vis() -> tuple[Markup, ...]:
    """vis-network from the package of pyvis, which is ours to trust like our own scripts."""
    file = _bundled()
    text = file.read_text(encoding="utf-8").replace("\r\n", "\n") if file else ""
    return (Markup("\n" + text),) if text else ()  # noqa: S704
