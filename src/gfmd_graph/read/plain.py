"""Plain text: the file's own characters, line by line."""

from __future__ import annotations

import re
from pathlib import Path

from gfmd_graph.errors import Problem
from gfmd_graph.model import Block, Document, Span
from gfmd_graph.read.assemble import MEGABYTE, empty, load
from gfmd_graph.read.encoding import is_noise, unmarked

LIMIT = 20 * MEGABYTE

_PIECE = re.compile(r"(?P<line>[^\r\n\f]+)|(?P<page>\f)")


def read(path: Path) -> Document:
    """The decoded file, unchanged but for its byte order mark; one uncertain block for each line with words.

    A block's span is the whole line without its line end, leading spaces included. Pages are counted
    only in a file that has form feeds.
    """
    data = load(path, LIMIT)
    text = _decode(data, path)
    if is_noise(text):
        raise _no_text(path)
    if not text.strip():
        raise empty(path)
    return Document(text, tuple(_lines(text)), "txt")


def _lines(text: str) -> list[Block]:
    page = 1 if "\f" in text else None
    blocks: list[Block] = []
    for found in _PIECE.finditer(text):
        if found["page"] and page is not None:
            page += 1
        elif found["line"].strip():
            blocks.append(Block(Span(*found.span()), certain=False, page=page))
    return blocks


def _decode(data: bytes, path: Path) -> str:
    marked, data = unmarked(data)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _no_text(path)


def _no_text(path: Path) -> Problem:
    return Problem("is no text", str(path), "give a .txt file saved as UTF-8, or the original document")
