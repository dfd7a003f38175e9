"""`gfmd-graph export`: the graph for other programs."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gfmd_graph.cli.options import from_option
from gfmd_graph.cli.tables import emit, emit_bytes
from gfmd_graph.errors import Problem
from gfmd_graph.output import replaced_file

if TYPE_CHECKING:
    from gfmd_graph.graph.store import Graph
    from gfmd_graph.publish.exports import Writer

NAMES = ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml", "graphml", "gexf", "csv")
"""The keys of `publish.exports.FORMATS` and `FOLDERS`, here so that --help need not load them."""


@click.command(name="export", epilog="Example: gfmd-graph export graphml --to network.graphml")
@click.argument("form", metavar="FORMAT", type=click.Choice(NAMES))
@click.option(
    "--to", "target", type=click.Path(path_type=Path),
    help="The file to write; for csv a folder. Without it: standard output.",
)  # fmt: skip
@from_option
def export(form: str, target: Path | None, store: Path) -> None:
    """Write the graph as FORMAT: turtle, trig, ntriples, nquads, jsonld, rdfxml, graphml, gexf or csv.

    trig, nquads and jsonld keep one named graph for each report; the others hold the union. graphml, gexf and
    csv hold the network: nodes, and one edge for each piece of evidence. csv is two files, nodes.csv and
    edges.csv; text that a spreadsheet would run as a formula begins there with an apostrophe.
    """
    from gfmd_graph.graph.store import Graph
    from gfmd_graph.publish.exports import FOLDERS, FORMATS

    if form in FOLDERS and target is None:
        raise Problem(f"{form} is more than one file", "", "name a folder with --to")
    graph = Graph.open(store)
    if target is None:
        _to_stdout(graph, FORMATS[form])
    elif form in FOLDERS:
        for name, writer in FOLDERS[form].items():
            _to_file(graph, writer, target / name)
    else:
        _to_file(graph, FORMATS[form], target)


def _to_stdout(graph: Graph, writer: Writer) -> None:
    content = io.BytesIO()
    writer(graph, content)
    if sys.stdout.isatty():  # only a terminal obeys control characters; a pipe gets what the graph holds
        text = content.getvalue().decode()
        emit(re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f]", "\N{REPLACEMENT CHARACTER}", text))
    else:
        emit_bytes(content.getvalue())


def _to_file(graph: Graph, writer: Writer, path: Path) -> None:
    with replaced_file(path, "choose another place with --to") as file:
        writer(graph, file)
