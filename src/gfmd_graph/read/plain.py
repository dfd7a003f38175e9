"""Plain text: the file's own characters, line by line."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from gfmd_graph.errors import Problem
from gfmd_graph.model import Block, Document, Span
from gfmd_graph.read.assemble import MEGABYTE, empty, load

LIMIT = 20 * MEGABYTE

# The mark of UTF-32 begins with that of UTF-16, so it is asked first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PIECE = re.compile(r"(?P<line>[^\r\n\f]+)|(?P<page>\f)")
_NOISE = re.compile(r"[\x01-\x08\x0e-\x19\x1c-\x1f\x7f]")
_NOISE_SHARE = 0.005


def read(path: Path) -> Document:
    """The decoded file, unchanged but for its byte order mark; one uncertain block for each line with words.

    A block's span is the whole line without its line end, leading spaces included. Pages are counted
    only in a file that has form feeds.
    """
    data = load(path, LIMIT)
    text = _decode(data, path)
    if "\0" in text or len(_NOISE.findall(text)) > _NOISE_SHARE * len(text):
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
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            codecs_to_try: tuple[str, ...] = (encoding,)
            data = data[len(mark) :]
            break
    else:
        codecs_to_try = ("utf-8", "cp1252")
    for encoding in codecs_to_try:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _no_text(path)


def _no_text(path: Path) -> Problem:
    return Problem("is no text", str(path), "give a .txt file saved as UTF-8, or the original document")
