"""`gfmd-graph review`: what waits for a person."""

from __future__ import annotations

import csv
from pathlib import Path

import click

from gfmd_graph.cli.options import from_option
from gfmd_graph.errors import Problem, visible


@click.command()
@from_option
@click.option("--links", is_flag=True, help="Show the links that are least sure instead of unknown names.")
@click.option("--most", type=click.IntRange(1), default=30, show_default=True, help="So many rows at most.")
def review(store: Path, links: bool, most: int) -> None:
    """Show names that stand in no vocabulary with their frequency, or the links that are least sure.

    A name that should be known is added to ontology/vocabularies/; the next build uses it.

    \b
    Example:
      gfmd-graph review --most 10
    """
    path = store / "review" / ("links.csv" if links else "names.csv")
    if not path.is_file():
        raise Problem("holds no review lists", str(store), "run `gfmd-graph build` first")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows[:most]:
        if links:
            value = row["value"].rpartition("/")[2]
            click.echo(
                visible(
                    f'{row["confidence"]}  {row["property"]} {value}, "{row["evidence"]}": {row["words"]}'
                )
            )
        else:
            click.echo(visible(f"{row['times']:>4}  {row['name']}: {row['words']}"))
    if len(rows) > most:
        click.echo(f"{len(rows) - most} more in {path}.", err=True)
