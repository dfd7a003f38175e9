"""`gfmd-graph pages`: the pages again, without reading a report."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder of the built graph, or an RDF file.",
)
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder whose pages are made anew.",
)
def pages(source: Path, into: Path) -> None:
    """Make the interactive pages again from the built graph.

    \b
    Example:
      gfmd-graph pages --from output
    """
    from gfmd_graph.graph.store import Graph
    from gfmd_graph.output import replaced
    from gfmd_graph.publish.pages import write_pages

    graph = Graph.open(source)
    with replaced(into) as folder:
        number = write_pages(graph, folder / "pages")
    click.echo(f"{number} pages; open {into / 'pages' / 'index.html'} in a browser.", err=True)
