"""Scanned PDF: pages are drawn by pdfium and recognised by tesseract; pages with a text layer keep it."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2

from gfmd_graph.errors import Problem
from gfmd_graph.model import Block, Document, Span
from gfmd_graph.read.assemble import MEGABYTE, empty, load
from gfmd_graph.read.encoding import clean
from gfmd_graph.read.ocr import Row, program, recognised

LIMIT = 100 * MEGABYTE
MOST_PAGES = 60
DPI = 250
_MOST_PIXELS = 16_000_000
_TEXT_LAYER = 20
_INDENT = 2
_MOST_STEPS = 40
_PLACE = 15
# What tesseract makes of a bullet.
_BULLETS = frozenset("•·¢*©®°+=>¥§@")
_DOUBTFUL = frozenset("eo«»")
_ITEM_SIGNS = _BULLETS | _DOUBTFUL | frozenset("-–—")

Lines = list[str]


def read(path: Path) -> Document:
    """The document at `path`, one uncertain block for each line; Problem when it cannot be recognised.

    Raises `Problem` too when tesseract or one of its languages is not installed.
    """
    tesseract = program(str(path))
    try:
        document = pypdfium2.PdfDocument(load(path, LIMIT))
        with closing(document):
            if len(document) > MOST_PAGES:
                raise Problem(f"is a scan of more than {MOST_PAGES} pages", str(path), "split it")
            pages = [
                _page(document, index, tesseract, f"{path}, page {index + 1}")
                for index in range(len(document))
            ]
    except pypdfium2.PdfiumError as error:
        raise Problem("is damaged or cut off", str(path), "scan it again") from error
    return _document(_without_running_lines([_lines(rows) for rows in with_bullets(pages)]), path)


def _page(document: pypdfium2.PdfDocument, index: int, tesseract: str, where: str) -> list[Row]:
    """The lines of a page."""
    page = document[index]
    with closing(page):
        with closing(page.get_textpage()) as layer:
            text = clean(layer.get_text_bounded())
        if sum(not char.isspace() for char in text) >= _TEXT_LAYER:
            lines = (line.split() for line in text.splitlines())
            return [Row(tuple(words), (0, 0), 0, len(" ".join(words))) for words in lines if words]
        width, height = page.get_size()
        dpi = min(DPI, int(72 * (_MOST_PIXELS / max(1.0, width * height)) ** 0.5))
        picture = _picture(page, max(1, dpi))
    return recognised(tesseract, picture, max(70, dpi), where)


def _picture(page: pypdfium2.PdfPage, dpi: int) -> bytes:
    """The page in grey, as a portable grey map."""
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    with closing(bitmap):
        data = bytes(bitmap.buffer)
        rows = (data[row * bitmap.stride :][: bitmap.width] for row in range(bitmap.height))
        if bitmap.stride != bitmap.width:
            data = b"".join(rows)
        return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + data


def _lines(rows: Sequence[Row]) -> Lines:
    """Leading spaces for the indent of each line, "" between paragraphs."""
    if not rows:
        return []
    letter = statistics.median(row.width / max(1, len(row.text)) for row in rows)
    margin = min(row.left for row in rows)
    found: Lines = []
    for before, row in zip((None, *rows), rows, strict=False):
        if before is not None and row.paragraph != before.paragraph:
            found.append("")
        steps = round((row.left - margin) / max(1.0, letter) / _INDENT)
        found.append(" " * (_INDENT * min(steps, _MOST_STEPS)) + clean(row.text))
    return found


def with_bullets(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """The rows with "•" for what tesseract made of it.

    A sign that may be a letter or a quotation mark counts only where other items open at the same place.
    """
    places = Counter(_place(row) for rows in pages for row in rows if _opens(row, _ITEM_SIGNS))
    return [[_mended(row, places) for row in rows] for rows in pages]


def _mended(row: Row, places: Counter[int]) -> Row:
    company = sum(places[_place(row) + near] for near in (-1, 0, 1))
    is_bullet = _opens(row, _BULLETS) or (_opens(row, _DOUBTFUL) and company > 1)
    return replace(row, words=("•", *row.words[1:])) if is_bullet else row


def _opens(row: Row, signs: frozenset[str]) -> bool:
    if len(row.words) < 2 or row.words[0] not in signs:
        return False
    return row.words[1].lstrip("\"'“«(¿¡")[:1].isupper()


def _place(row: Row) -> int:
    return row.left // _PLACE


def _without_running_lines(pages: Sequence[Lines]) -> list[Lines]:
    """Without the first and last lines that come back on other pages, whatever their numbers."""
    edges = Counter(edge for lines in pages for edge in {_masked(lines[at]) for at in _ends(lines)})
    often = max(2, (len(pages) + 1) // 2)
    return [
        [line for at, line in enumerate(lines) if at not in _ends(lines) or edges[_masked(line)] < often]
        for lines in pages
    ]


def _ends(lines: Lines) -> set[int]:
    full = [at for at, line in enumerate(lines) if line.strip()]
    return {*full[:1], *full[-1:]}


def _masked(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip().casefold())


def _document(pages: Sequence[Lines], path: Path) -> Document:
    parts: list[str] = []
    blocks: list[Block] = []
    offset = 0
    for number, lines in enumerate(pages, start=1):
        for line in lines:
            if line.strip():
                blocks.append(Block(Span(offset, offset + len(line)), certain=False, page=number))
            parts.append(line)
            offset += len(line) + 1
    if not blocks:
        raise empty(path)
    return Document("\n".join(parts), tuple(blocks), "scan")
