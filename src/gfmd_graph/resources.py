"""The one door to `ontology/` and to the files that are shipped with the program."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from gfmd_graph.errors import Problem

PACKAGE = Path(__file__).resolve().parent


def default_ontology() -> Path:
    """`GFMD_GRAPH_ONTOLOGY`, else the copy inside the installed package, else that of the checkout."""
    chosen = os.environ.get("GFMD_GRAPH_ONTOLOGY")
    if chosen:
        return Path(chosen)
    shipped = PACKAGE / "ontology"
    return shipped if shipped.is_dir() else PACKAGE.parent.parent / "ontology"


def ontology_files(folder: Path, under: str, suffix: str) -> list[Path]:
    """The files below `folder/under` with `suffix`, sorted by name. Raises `Problem` when there are none."""
    files = sorted((folder / under).glob(f"*{suffix}"))
    if not files:
        raise Problem(
            f"holds no {suffix} files", str(folder / under), "give the ontology's folder with --ontology"
        )
    return files


@cache
def version() -> str:
    """The program's version as installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("gfmd-graph")
    except PackageNotFoundError:
        return "0.0.0"
