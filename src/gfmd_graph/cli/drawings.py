"""Answers as pages that draw them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gfmd_graph.errors import visible
from gfmd_graph.output import replaced_file

if TYPE_CHECKING:
    from gfmd_graph import rdf
    from gfmd_graph.graph.store import Answering, Table


def write_drawing(
    target: Path, graph: Answering, answer: Table | Iterable[rdf.Quad], title: str, language: str = "en"
) -> None:
    """Write the page, and say where it is. Raises `Problem`."""
    from gfmd_graph.publish.answer_network import page_of

    page = page_of(graph, answer, title, language)
    with replaced_file(target, "choose another with --draw") as file:
        file.write(page.encode())
    click.echo(visible(f"Open {target} in a browser."), err=True)
