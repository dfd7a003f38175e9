"""The same network on the pages of others: stock pyvis, Cytoscape.js and sigma.js, at the same places."""

from __future__ import annotations

import json
from pathlib import Path

from gfmd_graph.publish.drawing import RELATION, TYPE
from gfmd_graph.publish.places import Places
from gfmd_graph.publish.site import Site, node_id

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>peer</title>
<style>html,body,#net{{margin:0;width:100%;height:100vh}}</style><div id="net"></div>
{scripts}<script>const G = {data};
{code}</script></html>"""

CYTOSCAPE = """
const peer = cytoscape({ container: document.getElementById("net"), layout: { name: "preset" },
  textureOnViewport: true, hideEdgesOnViewport: true, pixelRatio: 1,
  elements: {
    nodes: G.nodes.map(([id, label, x, y, c, r]) =>
      ({ data: { id, label, c, s: 2 * r }, position: { x, y } })),
    edges: G.edges.map((e, i) => ({ data: { id: "e" + i, source: e[0], target: e[1], c: e[2] } })),
  },
  style: [{ selector: "node", style: { "background-color": "data(c)", width: "data(s)", height: "data(s)" } },
    { selector: "edge", style: { width: 1, "line-color": "data(c)", "curve-style": "haystack" } }] });"""

SIGMA = """
const g = new graphology.MultiGraph();
for (const n of G.nodes) g.addNode(n[0], { x: n[2], y: -n[3], size: n[5] / 3, color: n[4], label: n[1] });
for (const e of G.edges) g.addEdge(e[0], e[1], { color: e[2], size: 1 });
const peer = new Sigma(g, document.getElementById("net"),
  { hideEdgesOnMove: true, hideLabelsOnMove: true });"""


def data(site: Site, places: Places) -> dict[str, list[list[object]]]:
    """Nodes and edges with place, colour and size, as small as they can be written."""
    look = {node.iri: TYPE[node.type] for node in site.network.nodes}
    return {
        "nodes": [
            [node_id(n.iri), n.label, *places.web[n.iri], look[n.iri].colour, look[n.iri].radius]
            for n in site.network.nodes
        ],
        "edges": [
            [node_id(e.source), node_id(e.target), RELATION[e.relation].colour]
            for e in site.network.edges
            if e.relation != "inReport"
        ],
    }


def write_peers(site: Site, places: Places, modules: Path, folder: Path) -> dict[str, Path]:
    """A page of each peer whose npm package lies in `modules`, with its best settings for large networks."""
    found = json.dumps(data(site, places), separators=(",", ":")).replace("<", "\\u003c")
    wanted = {
        "Cytoscape.js": (CYTOSCAPE, ["cytoscape/dist/cytoscape.min.js"]),
        "sigma.js": (SIGMA, ["graphology/dist/graphology.umd.min.js", "sigma/dist/sigma.min.js"]),
    }
    pages = {}
    for name, (code, files) in wanted.items():
        scripts = "".join(f"<script>{(modules / file).read_text('utf-8')}</script>" for file in files)
        pages[name] = folder / f"{name}.html"
        pages[name].write_text(PAGE.format(scripts=scripts, data=found, code=code), encoding="utf-8")
    return pages


def write_stock(site: Site, path: Path) -> None:
    """What pyvis writes by itself: its own places, its own template, physics on."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    for node in site.network.nodes:
        net.add_node(node_id(node.iri), label=node.label[:40], title=node.label, color=TYPE[node.type].colour)
    for edge in site.network.edges:
        if edge.relation != "inReport":
            net.add_edge(node_id(edge.source), node_id(edge.target), title=edge.relation)
    path.write_text(net.generate_html(), encoding="utf-8")
