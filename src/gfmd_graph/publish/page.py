"""The page of the whole network: pyvis holds the graph, our own template and canvas draw it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pyvis.network import Network as PyvisNetwork

from gfmd_graph.publish.contents import Statement, Words
from gfmd_graph.publish.drawing import BASES, RELATIONS, TYPE, TYPES, basis_name, kind_name
from gfmd_graph.publish.layout import positions
from gfmd_graph.publish.network import Network, Node
from gfmd_graph.publish.rendering import environment, look, write
from gfmd_graph.publish.site import Site, node_id

CROWDED = 3000
"""Above so many nodes, plain statements wait for a tick in the legend: the picture could not be read."""


def place(network: Network) -> dict[str, tuple[int, int]]:
    """Where each node is drawn. Reports hold everything together, so they do not pull at anything."""
    number = {node.iri: at for at, node in enumerate(network.nodes)}
    pairs = [(number[e.source], number[e.target]) for e in network.edges if e.relation != "inReport"]
    places = positions(len(number), pairs, [TYPE[node.type].radius for node in network.nodes])
    return dict(zip(number, places, strict=True))


class KnowledgeGraphPage(PyvisNetwork):  # type: ignore[misc]
    """A pyvis network that keeps parallel relations, loads nothing and writes one file."""

    def __init__(self, site: Site) -> None:
        super().__init__(directed=True, cdn_resources="in_line")
        self.site = site
        self.options = {"physics": {"enabled": False}}
        self.templateEnv = environment()
        self.path = "network.html.j2"

    def fill(self, places: dict[str, tuple[int, int]]) -> None:
        """Take over the network. pyvis's own `add_edge` drops second relations, and searches lists."""
        self.nodes = [self._node(node, places[node.iri]) for node in self.site.network.nodes]
        self.node_ids = [node["id"] for node in self.nodes]
        self.node_map = {node["id"]: node for node in self.nodes}
        self.edges: list[dict[str, Any]] = [
            {"from": node_id(e.source), "to": node_id(e.target), "label": e.relation, "words": e.evidence}
            for e in self.site.network.edges
        ]

    def generate_html(self, name: str = "network.html", local: bool = True, notebook: bool = False) -> str:
        """The whole page as text; the parameters of pyvis change nothing."""
        shown = look(("find.js", "canvas.js", "panel.js", "network.js"), ("base.css", "network.css"))
        template = self.templateEnv.get_template(self.path)
        self.html = template.render(look=shown, root="", data=self.payload(), types=TYPES, say=self.site.say)
        return str(self.html)

    def write_html(
        self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False
    ) -> None:
        """Write the page to `name` in UTF-8, and nothing else anywhere."""
        write(Path(os.fspath(name)), self.generate_html())

    def payload(self) -> dict[str, Any]:
        """What the script of the page reads; rows instead of objects keep it small."""
        number = {node["id"]: at for at, node in enumerate(self.nodes)}
        evidence = (words for edge in self.site.network.edges for words in edge.evidence)
        said = list(dict.fromkeys(words.statement for words in evidence))
        index = {statement: at for at, statement in enumerate(said)}
        say = self.site.say
        later = ("statement",) if len(self.nodes) > CROWDED else ()
        return {
            "types": [
                [
                    t.key,
                    say(f"types.{t.key}.one"),
                    say(f"types.{t.key}.many"),
                    t.shape,
                    t.colour,
                    t.radius,
                    t.key not in later,
                ]
                for t in TYPES
            ],
            "relations": [
                [r.key, self.site.says(r.key), self.site.says_back(r.key), r.colour, r.dash, r.width, r.shown]
                for r in RELATIONS
            ],
            "bases": {basis: say(f"bases.{basis}.meaning") for basis in BASES},
            "statements": [self._statement(statement, number) for statement in said],
            "nodes": [self._row(node, index) for node in self.nodes],
            "edges": [
                [number[e["from"]], number[e["to"]], e["label"], [self._words(w, index) for w in e["words"]]]
                for e in self.edges
            ],
        }

    def _node(self, node: Node, place: tuple[int, int]) -> dict[str, Any]:
        return {
            "id": node_id(node.iri),
            "label": node.label,
            "group": node.type,
            "x": place[0],
            "y": place[1],
            "facts": node.facts,
            "names": " ".join(self.site.contents.other_names.get(node.iri, ())),
            "page": self.site.page(node),
            "statement": node.statement,
        }

    def _row(self, node: dict[str, Any], index: dict[Statement, int]) -> list[Any]:
        said = index.get(node["statement"], -1) if node["statement"] else -1
        label = "" if said >= 0 else node["label"]
        row = [node["id"], node["group"], node["x"], node["y"], label, node["facts"], node["page"], said]
        return [*row, node["names"]] if node["names"] else row

    def _statement(self, said: Statement, number: dict[str, int]) -> list[Any]:
        report = number[node_id(said.report.iri)]
        kind = kind_name(said.kind, self.site.contents.names, self.site.say)
        place = self.site.place(said)
        return [said.text, kind, report, said.page, said.language, said.question, place]

    def _words(self, words: Words, index: dict[Statement, int]) -> list[Any]:
        name = basis_name(words.basis, words.confidence, self.site.say)
        return [words.exact, index[words.statement], words.basis, name]
