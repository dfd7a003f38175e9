"""Tables that somebody typed: columns told apart by "|", tabs or wide gaps, below a line that names them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from gfmd_graph.form.lines import Line
from gfmd_graph.model import Span

_CELL = re.compile(r"(?:[^|\t ]| {1,2}(?![ |\t]))+")
_BETWEEN = re.compile(r"\||\t| {3}")
_LONGEST = 2000
FIRST_TABLE = 1_000_000
"""Typed tables are counted from here, above the tables that the format itself knows of."""


def with_typed_tables(lines: Sequence[Line], names_columns: Callable[[Sequence[str]], bool]) -> list[Line]:
    """The same lines, those of typed tables as one line a cell. `names_columns` knows a table's first row."""
    made: list[Line] = []
    table, row, columns = FIRST_TABLE - 1, 0, 0
    for line in lines:
        cells = _cells(line)
        if len(cells) > 1 and names_columns([cell.text for cell in cells]):
            table, row, columns = table + 1, 0, len(cells)
        elif not 1 < len(cells) <= columns:
            columns = 0
        if not columns:
            made.append(line)
            continue
        for column, cell in enumerate(cells):
            block = replace(cell.block, certain=True, span=cell.span, cell=(table, row, column))
            made.append(replace(cell, block=block))
        row += 1
    return made


def _cells(line: Line) -> list[Line]:
    if line.block.certain or len(line.text) > _LONGEST or not _BETWEEN.search(line.text):
        return []
    cells = []
    for found in _CELL.finditer(line.text):
        text = found[0].strip()
        if text:
            start = line.span.start + found.start() + len(found[0]) - len(found[0].lstrip())
            cells.append(replace(line, text=text, span=Span(start, start + len(text))))
    return cells
