"""Finds the tables of a PDF and gives its text as flows: the body, and each cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gfmd_graph.read.pdf_columns import ALIGNED, Part, grown, gutters, part_of
from gfmd_graph.read.pdf_grid import Grid, grids
from gfmd_graph.read.pdf_lines import Line, Page, Row, whole

Cell = tuple[int, int, int]

_SAME_EDGE = 5.0
_NEAR = 3.0
_SEVERAL = 4


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that follow one another, in the body (`cell` None) or in a cell; at `right` they must wrap."""

    lines: tuple[Line, ...]
    right: float
    cell: Cell | None = None


def flows(pages: Sequence[Page], rows: Sequence[list[Row]]) -> list[Flow]:
    """All text in reading order: of tables row by row, and in a row cell by cell."""
    found = gutters([row for page_rows in rows for row in page_rows])
    elements: list[Line | Part] = []
    firsts = [page_rows[0] if page_rows else None for page_rows in rows]
    for page, page_rows, after in zip(pages, rows, [*firsts[1:], None], strict=True):
        for stretch in _ruled(page, page_rows):
            if isinstance(stretch, Part):
                _append(elements, stretch)
            else:
                at_end = bool(stretch) and stretch[-1] is page_rows[-1]
                _unruled(stretch, found, elements, after if at_end else None)
    return list(_flows(elements, _margin([each for each in elements if isinstance(each, Line)], pages)))


def _margin(lines: Sequence[Line], pages: Sequence[Page]) -> float:
    """Where the lines of the body wrap: where several end; or, in a short text, as far in as they begin."""
    longest = max((line.x1 for line in lines), default=0.0)
    near = sum(longest - line.x1 < _NEAR * line.size for line in lines)
    if near >= _SEVERAL:
        return longest
    left = min((line.x0 for line in lines), default=0.0)
    return max(longest, max(page.width for page in pages) - left)


def _flows(elements: list[Line | Part], right: float) -> Iterator[Flow]:
    body: list[Line] = []
    table = 0
    for element in elements:
        if isinstance(element, Line):
            body.append(element)
            continue
        yield from _body(body, right)
        body = []
        edges = element.rights(right)
        for row, cells in enumerate(element.rows):
            for column, lines in sorted(cells.items()):
                yield Flow(tuple(lines), edges[column], (table, row, column))
        table += 1
    yield from _body(body, right)


def _body(lines: list[Line], right: float) -> Iterator[Flow]:
    if lines:
        yield Flow(tuple(lines), right)


def _ruled(page: Page, rows: Sequence[Row]) -> Iterator[Part | list[Row]]:
    """The page from top to bottom: tables with rules, and the rows between them."""
    tables = grids(page.rules)
    parts = [_empty(page.number, grid) for grid in tables]
    order: list[int | Row] = []
    for row in rows:
        outside: list[Line] = []
        held: dict[tuple[int, int, int], list[Line]] = defaultdict(list)
        for line in row:
            place = _place(tables, line)
            if place is None:
                outside.append(line)
            else:
                held[place].append(line)
        if outside:
            order.append(row if len(outside) == len(row) else tuple(outside))
        for (table, line_row, column), lines in held.items():
            if table not in order:
                order.append(table)
            parts[table].rows[line_row].setdefault(column, []).append(whole(tuple(lines)))
    between: list[Row] = []
    for each in order:
        if isinstance(each, int):
            yield between
            yield parts[each]
            between = []
        else:
            between.append(each)
    yield between


def _empty(page: int, grid: Grid) -> Part:
    return Part(page, grid.xs, True, [{} for _ in grid.ys[1:]])


def _place(tables: Sequence[Grid], line: Line) -> tuple[int, int, int] | None:
    for index, grid in enumerate(tables):
        cell = grid.cell((line.x0 + line.x1) / 2, line.y + 0.3 * line.size)
        if cell is not None:
            return index, *cell
    return None


def _unruled(
    rows: list[Row], gutters: Sequence[float], elements: list[Line | Part], after: Row | None
) -> None:
    """Adds the rows to `elements`, as lines and as tables without rules; `after` begins the next page."""
    index = 0
    while index < len(rows):
        last = elements[-1] if elements else None
        goes_on = isinstance(last, Part) and not last.ruled and last.page + 1 == rows[index][0].page
        table = None
        for x in gutters:
            open_ = isinstance(last, Part) and goes_on and abs(last.edges[1] - x) <= ALIGNED
            table = grown(rows[index:], x, open_, after)
            if table:
                _append(elements, part_of(table, x))
                index += len(table)
                break
        if not table:
            elements.append(whole(rows[index]))
            index += 1


def _append(elements: list[Line | Part], part: Part) -> None:
    """Adds a table, or joins it with the one that it continues from the page before."""
    last = elements[-1] if elements else None
    if not isinstance(last, Part) or last.page + 1 != part.page or not _same_columns(last, part):
        elements.append(part)
        return
    rows = part.rows
    if rows and _text(rows[0]) == _text(last.rows[0]):
        rows = rows[1:]  # a heading that is repeated on each page
    if rows and _continues(rows[0]):
        for column, lines in rows[0].items():
            last.rows[-1].setdefault(column, []).extend(lines)
        rows = rows[1:]
    elements[-1] = replace(last, page=part.page, rows=last.rows + rows)


def _same_columns(one: Part, other: Part) -> bool:
    if one.ruled != other.ruled or len(one.edges) != len(other.edges):
        return False
    pairs: Iterable[tuple[float, float]] = zip(one.edges, other.edges, strict=True)
    if not one.ruled:
        pairs = [(one.edges[1], other.edges[1])]
    return all(abs(a - b) <= _SAME_EDGE for a, b in pairs)


def _continues(row: dict[int, list[Line]]) -> bool:
    """A row broken over a page has no label on the second, or the rest of one."""
    return not row.get(0) or row[0][0].text[0].islower()


def _text(row: dict[int, list[Line]]) -> dict[int, list[str]]:
    return {column: [line.text for line in lines] for column, lines in row.items()}
