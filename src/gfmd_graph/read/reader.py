"""The table of readers: which module reads which file."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from gfmd_graph.errors import Problem, ScanProblem
from gfmd_graph.model import Document

READERS: dict[str, str] = {
    ".txt": "plain",
    ".text": "plain",
    ".docx": "docx",
    ".pdf": "pdf",
    ".odt": "odt",
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".eml": "mail",
    ".zip": "archive",
}
"""Suffix -> module of this package whose `read(path)` gives a `Document`.

A format is one module and one row.
"""

MOST_BLOCKS = 20_000
MOST_TEXT = 4_000_000

_OF_SCANS = "scan"


def read_document(path: Path) -> Document:
    """The text of a report and where its pieces are. Raises `Problem` for every file that cannot be read.

    A report in an archive or a mail is named as if that were a folder: `reports.zip/theme/report.docx`.
    """
    from gfmd_graph.read.containers import opened

    with opened(path) as file:
        return read_file(file)


def read_file(path: Path) -> Document:
    """The same for a file on disk."""
    name = READERS.get(path.suffix.lower())
    if not _exists(path):
        raise Problem("does not exist", str(path), "check the path")
    if name is None:
        raise Problem("is in no format that is read", str(path), f"give one of {', '.join(READERS)}")
    try:
        document = _reader(name)(path)
    except ScanProblem:
        document = _reader(_OF_SCANS)(path)
    return _bounded(document, path)


def _bounded(document: Document, path: Path) -> Document:
    """A book or a data file is no report, and would keep the others waiting."""
    for number, most, things in (
        (len(document.blocks), MOST_BLOCKS, "lines or paragraphs"),
        (len(document.text), MOST_TEXT, "characters"),
    ):
        if number > most:
            what = f"has more than {most:,} {things}, which no report of a session has"
            raise Problem(what, str(path), "give the reports one by one")
    return document


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError) as error:
        raise Problem("has a name that is not valid", str(path), "check the path") from error


def _reader(name: str) -> Callable[[Path], Document]:
    return cast("Callable[[Path], Document]", import_module(f"gfmd_graph.read.{name}").read)
