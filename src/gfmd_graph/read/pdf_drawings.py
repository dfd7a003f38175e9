"""The drawn lines of a PDF page (the rules of its tables), and how much of it is pictures."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MOST_OBJECTS = 50_000
MOST_RULES = 1_000
_MOST_SEGMENTS = 200
_NEST = 5
_THIN = 3.0
_SHORT = 4.0

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Box(NamedTuple):
    """A rectangle, or a point or line when it has no width or height."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def area(self) -> float:
        return self.width * self.height

    def turned(self, quarters: int) -> Box:
        """Turned clockwise about the origin."""
        box = self
        for _ in range(quarters):
            box = Box(box.y0, -box.x1, box.y1, -box.x0)
        return box

    def moved(self, x: float, y: float) -> Box:
        return Box(self.x0 + x, self.y0 + y, self.x1 + x, self.y1 + y)

    def mapped(self, matrix: Matrix) -> Box:
        a, b, c, d, e, f = matrix
        corners = [(x, y) for x in (self.x0, self.x1) for y in (self.y0, self.y1)]
        xs = [a * x + c * y + e for x, y in corners]
        ys = [b * x + d * y + f for x, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))


def drawings(page: pypdfium2.PdfPage) -> tuple[list[Box], float]:
    """The thin lines of a page, and the area that its pictures cover.

    A page with more lines than a table could have (a drawing, a map) gives none.
    """
    lines: list[Box] = []
    pictures = 0.0
    bounds = Box(*page.get_bbox())
    for count, (item, matrix) in enumerate(_objects(page.raw, None, _IDENTITY, _NEST)):
        if count >= MOST_OBJECTS or len(lines) > MOST_RULES:
            return [], pictures
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            lines.extend(line for line in _lines(item, matrix) if max(line.width, line.height) >= _SHORT)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(item).mapped(matrix)
            width = min(box.x1, bounds.x1) - max(box.x0, bounds.x0)
            height = min(box.y1, bounds.y1) - max(box.y0, bounds.y0)
            pictures += max(width, 0) * max(height, 0)
    return lines, pictures


def _objects(
    page: pdfium.FPDF_PAGE, form: pdfium.FPDF_PAGEOBJECT | None, matrix: Matrix, depth: int
) -> Iterator[tuple[pdfium.FPDF_PAGEOBJECT, Matrix]]:
    count = pdfium.FPDFFormObj_CountObjects(form) if form else pdfium.FPDFPage_CountObjects(page)
    for index in range(count):
        item = pdfium.FPDFFormObj_GetObject(form, index) if form else pdfium.FPDFPage_GetObject(page, index)
        if not item:
            continue
        yield item, matrix
        if depth and pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _objects(page, item, _times(_matrix(item), matrix), depth - 1)


def _matrix(item: pdfium.FPDF_PAGEOBJECT) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _bounds(item: pdfium.FPDF_PAGEOBJECT) -> Box:
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *edges):
        return Box(0, 0, 0, 0)
    return Box(*(edge.value for edge in edges))


def _lines(item: pdfium.FPDF_PAGEOBJECT, matrix: Matrix) -> Iterator[Box]:
    """A thin shape is a line as a whole (so Word draws borders); of a stroked one the straight sides are."""
    box = _bounds(item).mapped(matrix)
    if min(box.width, box.height) <= _THIN:
        yield box
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, fill, stroke) or not stroke.value:
        return
    whole = _times(_matrix(item), matrix)
    for (x0, y0, _), (x1, y1, drawn) in pairwise(_points(item)):
        side = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)).mapped(whole)
        if drawn and min(side.width, side.height) <= _THIN:
            yield side


def _points(item: pdfium.FPDF_PAGEOBJECT) -> Iterator[tuple[float, float, bool]]:
    """The corners of a path, and whether a straight line leads to each."""
    x, y = ctypes.c_float(), ctypes.c_float()
    start = (0.0, 0.0)
    for index in range(min(pdfium.FPDFPath_CountSegments(item), _MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = (x.value, y.value)
        yield x.value, y.value, kind == pdfium.FPDF_SEGMENT_LINETO
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield *start, True
