"""The cells of an HTML table, each at its row and column, merged ones once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gfmd_graph.read.furniture import Element

_MOST_COLUMNS = 1_000
_MOST_ROWS = 65_534
_GROUPS = ("thead", "tbody", "tfoot")
_NO_DATA = ("table", "main", "article", "h1", "h2", "h3")


def is_layout(table: Element) -> bool:
    """Whether a table only places things on a page: declared so, a single cell, or parts of a page in it."""
    if (table.get("role") or "").lower() in ("presentation", "none"):
        return True
    if next(table.iterdescendants(*_NO_DATA), None) is not None:
        return True
    return sum(1 for row in _rows(table) for each in row if each.tag in ("td", "th")) <= 1


def cells(table: Element) -> Iterator[tuple[int, int, Element]]:
    """Row, column and element of each cell, in the order of the rows."""
    taken: dict[int, int] = {}
    for index, row in enumerate(_rows(table)):
        column = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while taken.get(column, -1) >= index:
                column += 1
            yield index, column, cell
            rows = _span(cell, "rowspan", _MOST_ROWS)
            for covered in range(column, column + max(1, _span(cell, "colspan", _MOST_COLUMNS))):
                if rows != 1:
                    taken[covered] = index + (rows or _MOST_ROWS) - 1
                column = covered + 1


def _rows(table: Element) -> Iterator[Element]:
    for each in table:
        if each.tag == "tr":
            yield each
        elif each.tag in _GROUPS:
            yield from each.iterchildren("tr")


def _span(cell: Element, key: str, most: int) -> int:
    value = (cell.get(key) or "1").strip()
    return min(int(value), most) if re.fullmatch(r"\d{1,6}", value, re.ASCII) else 1
