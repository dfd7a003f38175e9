"""The table of readers: which module reads which file."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from gfmd_graph.errors import Problem
from gfmd_graph.model import Document

READERS: dict[str, str] = {".txt": "plain", ".text": "plain", ".docx": "docx", ".pdf": "pdf"}
"""Suffix -> module of this package whose `read(path)` gives a `Document`. A format is one module and one row."""


def read_document(path: Path) -> Document:
    """The text of a report and where its pieces are. Raises `Problem` for every file that cannot be read."""
    name = READERS.get(path.suffix.lower())
    if not path.exists():
        raise Problem("does not exist", str(path), "check the path")
    if name is None:
        raise Problem("is in no format that is read", str(path), f"give one of {', '.join(READERS)}")
    read = cast("Callable[[Path], Document]", import_module(f"gfmd_graph.read.{name}").read)
    return read(path)
