"""`gfmd-graph pages`: the pages again, without reading a report."""

from __future__ import annotations

from pathlib import Path

import click

from gfmd_graph.cli.options import from_option, into_option, language_option


@click.command()
@from_option
@into_option
@language_option
def pages(store: Path, into: Path, language: str) -> None:
    """Make the interactive pages again from the built graph.

    \b
    Example:
      gfmd-graph pages --from output --language fr
    """
    from gfmd_graph.graph.store import Graph
    from gfmd_graph.output import replaced
    from gfmd_graph.publish.pages import write_pages

    graph = Graph.open(store)
    with replaced(into) as folder:
        number = write_pages(graph, folder / "pages", language)
    click.echo(f"{number} pages; open {into / 'pages' / 'index.html'} in a browser.", err=True)
