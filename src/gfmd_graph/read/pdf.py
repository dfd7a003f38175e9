"""PDF documents with a text layer: pdfium gives glyphs and drawn lines, pdf_layout makes blocks of them."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from gfmd_graph.errors import Problem, ScanProblem
from gfmd_graph.model import Document
from gfmd_graph.read.assemble import MEGABYTE, assemble, empty, load, symbol
from gfmd_graph.read.pdf_drawings import Box, drawings
from gfmd_graph.read.pdf_layout import pieces
from gfmd_graph.read.pdf_lines import Glyph, Page

LIMIT = 100 * MEGABYTE
MOST_PAGES = 500
MOST_CHARACTERS = 5_000_000
_SCAN_CHARACTERS = 20
_SCAN_SHARE = 0.5
_SLANT = 0.05
_BOLD_WEIGHT = 600
_FORCE_BOLD = 1 << 18
_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_HYPHEN = 2


class Style(NamedTuple):
    """What the characters of one text object share; `turn`: quarter turns, None for slanted writing."""

    size: float
    font: str
    bold: bool
    turn: int | None
    artifact: bool


class Character(NamedTuple):
    char: str
    box: Box
    origin: tuple[float, float]
    style: Style


def read(path: Path) -> Document:
    """The document at `path`; Problem when it is no sound, unprotected PDF with a text layer."""
    data = load(path, LIMIT)
    where = str(path)
    if b"%PDF-" not in data[:1024]:
        raise Problem("is no PDF document", where, "check the file, or correct its name")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        # The code alone may be left from the file before.
        if error.err_code == pdfium.FPDF_ERR_PASSWORD and b"/Encrypt" in data:
            raise Problem("is protected by a password", where, "save it without the password") from error
        raise _broken(where) from error
    with closing(document):
        if len(document) > MOST_PAGES:
            raise Problem(f"has more than {MOST_PAGES} pages", where, "split it")
        pages = _pages(document, where)
    if not any(page.glyphs for page in pages):
        raise empty(path)
    return assemble(pieces(pages), "pdf", path)


def _broken(where: str) -> Problem:
    return Problem("is damaged or cut off", where, "fetch it again, or print it to a new PDF")


def _pages(document: pypdfium2.PdfDocument, where: str) -> list[Page]:
    if document.get_formtype() != pdfium.FORMTYPE_NONE:
        document.init_forms()
    found: list[Page] = []
    characters = 0
    for index in range(len(document)):
        try:
            page = _page(document, index)
        except pypdfium2.PdfiumError as error:
            raise _broken(f"{where}, page {index + 1}") from error
        if page is None:
            raise ScanProblem(
                "is a scan without a text layer",
                f"{where}, page {index + 1}",
                "run text recognition over it first, or give the original document",
            )
        characters += len(page.glyphs)
        if characters > MOST_CHARACTERS:
            millions = MOST_CHARACTERS // 1_000_000
            raise Problem(f"has more than {millions} million characters", where, "split it")
        found.append(page)
    return found


def _page(document: pypdfium2.PdfDocument, index: int) -> Page | None:
    """One page; None when it is a picture of a page."""
    page = document[index]
    if document.get_formtype() != pdfium.FORMTYPE_NONE:
        # What was typed into the fields of a form becomes text of the page.
        page.flatten()
        page = document[index]
    with closing(page):
        with closing(page.get_textpage()) as text:
            styled = list(_characters(text.raw))
        rules, pictured = drawings(page)
        bounds = Box(*page.get_bbox())
    inked = sum(not character.char.isspace() for character in styled)
    if inked < _SCAN_CHARACTERS and pictured >= _SCAN_SHARE * bounds.area:
        return None
    body = [each for each in styled if not each.style.artifact] or styled
    turns = Counter(each.style.turn for each in body)
    turn = max(range(4), key=lambda each: turns[each])
    frame = bounds.turned(turn)
    glyphs = tuple(_glyph(each, turn, frame) for each in body if each.style.turn == turn)
    lines = (rule.turned(turn).moved(-frame.x0, -frame.y0) for rule in rules)
    return Page(index + 1, frame.width, frame.height, glyphs, tuple(lines))


def _glyph(character: Character, turn: int, frame: Box) -> Glyph:
    """As the reader sees it who holds the page so that the writing is upright."""
    style = character.style
    box = character.box.turned(turn).moved(-frame.x0, -frame.y0)
    base = Box(*character.origin, *character.origin).turned(turn).moved(-frame.x0, -frame.y0)
    return Glyph(character.char, box.x0, box.x1, base.y0, style.size, style.bold, style.font)


def _characters(text: pdfium.FPDF_TEXTPAGE) -> Iterator[Character]:
    x, y = ctypes.c_double(), ctypes.c_double()
    rectangle = pdfium.FS_RECTF()
    styles: dict[int, Style] = {}
    high = 0
    for index in range(min(pdfium.FPDFText_CountChars(text), MOST_CHARACTERS + 1)):
        # Generated characters are pdfium's guesses at spaces and line ends.
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        high = 0
        item = pdfium.FPDFText_GetTextObject(text, index)
        if not item:
            continue
        key = ctypes.addressof(item.contents)
        style = styles.get(key) or styles.setdefault(key, _style(text, index, item))
        char = _char(code, style.font)
        found = pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        if char and found and pdfium.FPDFText_GetLooseCharBox(text, index, rectangle):
            box = Box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
            yield Character(char, box, (x.value, y.value), style)


def _char(code: int, font: str) -> str:
    """The character to take; "" for those that are none."""
    if code == _HYPHEN:
        return "-"
    if code < 32:
        return " " if code == 9 else ""
    if code >= 0xFFFE:
        return chr(code) if 0x10000 <= code <= 0x10FFFF else ""
    if code < 0x100 and "wingdings" in font.lower() and code > 32:
        code += 0xF000
    return symbol(chr(code)) if code >= 0xF000 else chr(code)


def _style(text: pdfium.FPDF_TEXTPAGE, index: int, item: pdfium.FPDF_PAGEOBJECT) -> Style:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, index, matrix):
        matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
    turn = round(quarters) % 4 if abs(quarters - round(quarters)) < _SLANT else None
    font = pdfium.FPDFTextObj_GetFont(item)
    name = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, name, len(name))
    readable = name.value.decode("latin-1")
    bold = (
        any(word in readable.lower() for word in _BOLD_NAMES)
        or pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
        or bool(max(pdfium.FPDFFont_GetFlags(font), 0) & _FORCE_BOLD)
        or pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
    )
    return Style(round(max(size, 0.1), 2), readable, bold, turn, _is_artifact(item))


def _is_artifact(item: pdfium.FPDF_PAGEOBJECT) -> bool:
    """Is the text marked as no part of the document proper, as tagged PDFs mark headers and footers?"""
    name = (ctypes.c_ushort * 32)()
    length = ctypes.c_ulong()
    for place in range(max(pdfium.FPDFPageObj_CountMarks(item), 0)):
        mark = pdfium.FPDFPageObj_GetMark(item, place)
        known = pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
        if known and bytes(name)[: length.value].decode("utf-16-le", "replace").rstrip("\0") == "Artifact":
            return True
    return False
