"""`gfmd-graph push`: the graph on a server elsewhere."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gfmd_graph.cli.options import from_option
from gfmd_graph.cli.servers import user_option, web

if TYPE_CHECKING:
    from gfmd_graph.graph.remote import Pushed


@click.command(name="push", epilog="Example: gfmd-graph push --to http://127.0.0.1:7878/store")
@click.option(
    "--to", "target", metavar="URL", required=True,
    help="The address of the server's graph store: .../store, .../sparql-graph-crud-auth, .../data",
)  # fmt: skip
@from_option
@user_option
@click.option("--rules/--no-rules", default=False, help="Push what follows from the graph too.")
@click.option("--all", "again", is_flag=True, help="Send every graph, also those that are there already.")
@click.option("--prune", is_flag=True, help="Remove graphs that were pushed once and are no longer here.")
@click.option(
    "--timeout", type=click.FloatRange(min=0.01), default=300.0, show_default=True,
    help="Seconds that the server may take for one graph.",
)  # fmt: skip
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
def push(
    target: str, store: Path, user: str | None, rules: bool, again: bool, prune: bool, timeout: float,
    quiet: bool,
) -> None:  # fmt: skip
    """Write the named graphs to a server by the SPARQL 1.1 Graph Store HTTP Protocol.

    Only what has changed since the last push is sent; an interrupted push goes on where it stopped. The
    server keeps the list of what was pushed in a graph of its own. Other graphs there are never touched.
    """
    from gfmd_graph.graph.remote import GraphStore
    from gfmd_graph.graph.remote import push as send
    from gfmd_graph.graph.store import Graph

    server = GraphStore(web(target, user, timeout))
    graph = Graph.open(store, rules)
    shown = not quiet and sys.stderr.isatty()
    with click.progressbar(length=1, label="graphs", file=sys.stderr, hidden=not shown) as bar:

        def progress(done: int, of: int) -> None:
            bar.length = max(of, 1)
            bar.update(done - bar.pos)

        pushed = send(graph, server, again, prune, progress)
    if not quiet:
        _say(pushed)


def _say(pushed: Pushed) -> None:
    parts = [f"{len(pushed.sent)} graphs sent", f"{len(pushed.same)} were there already"]
    if pushed.removed:
        parts.append(f"{len(pushed.removed)} removed")
    click.echo(f"{', '.join(parts)}.", err=True)
    if pushed.left:
        click.echo(
            f"{len(pushed.left)} graphs of an earlier push are not in this build; --prune removes them.",
            err=True,
        )
