"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

ontology_option = click.option(
    "--ontology", type=click.Path(path_type=Path), help="Another ontology folder than the one shipped."
)
from_option = click.option(
    "--from",
    "store",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder of the built graph, or an RDF file.",
)
into_option = click.option(
    "--into",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder of the output.",
)
language_option = click.option(
    "--language",
    default="en",
    show_default=True,
    help="The language of the pages: en, fr or es.",
)
draw_option = click.option(
    "--draw",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw the answer as a network: a page in this file, for any browser, without a connection.",
)
