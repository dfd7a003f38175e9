"""From the glyphs of PDF pages to lines of text, without running headers and footers.

All measures are in points, y grows upwards.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gfmd_graph.read.assemble import symbol, typed_label
from gfmd_graph.read.pdf_drawings import Box

# In em: a wider gap without a space between two glyphs is a space; a much wider one may part two columns.
_SPACE = 0.2
_SPLIT = 0.75
_SAME_BASELINE = 0.4
# Running headers and footers stand in these outer parts of a page.
_MARGIN = 0.18
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:page|página|pagina|p\.)\s*)?\d{1,3}\s*(?:(?:/|of|de|sur)\s*\d{1,3})?\W*", re.I
)

# A line that ends so may be the last of its paragraph.
ENDED = re.compile(r"[.!?…:;][\"”’»')\]]*$")


class Glyph(NamedTuple):
    """One character: `x0` to `x1` is its advance, `y` its baseline."""

    char: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    font: str


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or the part of a line that stands in one column.

    `text` begins with `label`; `text_x` is where the words after the label begin, `first` the width of the
    first word, `space` that of a space, `bold` whether all of it is bold.
    """

    page: int
    glyphs: tuple[Glyph, ...]
    text: str
    label: str
    x0: float
    x1: float
    text_x: float
    first: float
    space: float
    y: float
    size: float
    bold: bool


Row = tuple[Line, ...]


def line(page: int, glyphs: Iterable[Glyph]) -> Line:
    """The line that these glyphs make, at least one of which is no space."""
    glyphs = tuple(glyphs)
    inked = [glyph for glyph in glyphs if not glyph.char.isspace()]
    text, places = _spaced(glyphs, inked)
    label = typed_label(text)
    rest = text[len(label) :].lstrip()
    start = len(text) - len(rest)
    # A dash does not end a line on its own: the word behind it comes with it.
    words = re.match(r"(?:[-–—] )?\S+", text)
    last = places[words.end() - 1 if words else 0]
    return Line(
        page=page,
        glyphs=glyphs,
        text=f"{label} {rest}" if label else text,
        label=label,
        x0=inked[0].x0,
        x1=max(glyph.x1 for glyph in inked),
        text_x=places[start].x0,
        first=last.x1 - inked[0].x0,
        space=min((each.x1 - each.x0 for each in glyphs if each.char == " "), default=_SPACE * inked[0].size),
        y=Counter(glyph.y for glyph in inked).most_common(1)[0][0],
        size=Counter(glyph.size for glyph in inked).most_common(1)[0][0],
        bold=all(glyph.bold for glyph in inked if glyph.char.isalnum())
        and any(glyph.bold for glyph in inked),
    )


def _spaced(glyphs: Sequence[Glyph], inked: Sequence[Glyph]) -> tuple[str, list[Glyph]]:
    """The text, with the spaces that are only gaps, and the glyph behind each of its characters."""
    chars: list[str] = []
    places: list[Glyph] = []
    ring = inked[0].char == "o" and "courier" in inked[0].font.lower() and inked[0].font != inked[-1].font
    before: Glyph | None = None
    for glyph in glyphs:
        gap = glyph.x0 - before.x1 if before else 0.0
        if gap > _SPACE * glyph.size and not glyph.char.isspace() and chars and not chars[-1].isspace():
            chars.append(" ")
            places.append(glyph)
        for char in symbol("o", "CourierNew") if ring and glyph is inked[0] else glyph.char:
            if not (char.isspace() and not chars):
                chars.append(char)
                places.append(glyph)
        before = glyph
    while chars[-1].isspace():
        chars.pop()
        places.pop()
    return "".join(chars), places


def rows(page: Page) -> list[Row]:
    """The page's lines from top to bottom, each cut where columns may part and at vertical rules."""
    barriers = [rule for rule in page.rules if rule.height > rule.width]
    found: list[list[Glyph]] = []
    for glyph in sorted(page.glyphs, key=lambda each: -each.y):
        top = found[-1][0] if found else None
        if top and top.y - glyph.y < _SAME_BASELINE * max(top.size, glyph.size):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    cut = (_cut(page.number, glyphs, barriers) for glyphs in found)
    return [row for row in cut if row]


def _cut(page: int, glyphs: list[Glyph], barriers: list[Box]) -> Row:
    glyphs.sort(key=lambda each: each.x0)
    y = glyphs[0].y + 0.3 * glyphs[0].size
    walls = sorted(rule.x0 for rule in barriers if rule.y0 <= y <= rule.y1)
    parts: list[list[Glyph]] = []
    right: Glyph | None = None
    for glyph in glyphs:
        if glyph.char.isspace():
            if parts:
                parts[-1].append(glyph)
            continue
        if right is None or glyph.x0 - right.x1 > _SPLIT * glyph.size or _wall(walls, right, glyph):
            parts.append([])
        parts[-1].append(glyph)
        right = glyph
    return tuple(line(page, part) for part in parts)


def _wall(walls: list[float], left: Glyph, right: Glyph) -> bool:
    place = bisect_left(walls, (left.x0 + left.x1) / 2)
    return place < len(walls) and walls[place] <= (right.x0 + right.x1) / 2


def whole(row: Row) -> Line:
    """The parts of a row as one line."""
    return row[0] if len(row) == 1 else line(row[0].page, (glyph for part in row for glyph in part.glyphs))


def without_furniture(pages: Sequence[Page], all_rows: Sequence[list[Row]]) -> list[list[Row]]:
    """The rows of each page without running headers, footers and page numbers.

    A header or footer is the outermost row whose text, digits apart, stands at the same height on another
    page; or an outermost row that is nothing but a page number.
    """
    keys = [{_key(row) for row in _outer(page, rows_)} for page, rows_ in zip(pages, all_rows, strict=True)]
    seen = Counter(key for of_page in keys for key in of_page)
    kept: list[list[Row]] = []
    for page, rows_ in zip(pages, all_rows, strict=True):
        outer = {id(row) for row in _outer(page, rows_)}
        first, last = 0, len(rows_)
        while first < last and id(rows_[first]) in outer and _is_furniture(rows_[first], seen):
            first += 1
        while last > first and id(rows_[last - 1]) in outer and _is_furniture(rows_[last - 1], seen):
            last -= 1
        kept.append(rows_[first:last])
    return kept


def _outer(page: Page, rows_: Sequence[Row]) -> list[Row]:
    low, high = _MARGIN * page.height, (1 - _MARGIN) * page.height
    return [row for row in rows_ if not low < row[0].y < high]


def _key(row: Row) -> tuple[str, int]:
    return re.sub(r"\d+", "#", " ".join(part.text for part in row)), round(row[0].y / 3)


def _is_furniture(row: Row, seen: Counter[tuple[str, int]]) -> bool:
    text, height = _key(row)
    # A baseline near the edge of two steps may be rounded to either.
    again = sum(seen[text, step] for step in (height - 1, height, height + 1))
    return again >= 2 or bool(_PAGE_NUMBER.fullmatch(" ".join(part.text for part in row)))
