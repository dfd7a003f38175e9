"""Finds the tables of a PDF, with and without rules, and gives its text as flows: the body, and each cell.

A table without rules is two columns: a place where several lines of the document begin anew after a gap,
and that no line between them crosses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from gfmd_graph.read.assemble import typed_label
from gfmd_graph.read.pdf_grid import Grid, grids
from gfmd_graph.read.pdf_lines import ENDED, Line, Page, Row, whole

Cell = tuple[int, int, int]

_ALIGNED = 3.0
_SAME_EDGE = 5.0
# The inner margin of a cell in Word is 5.4 points.
_PADDING = 5.4
_GUTTER = 10.0
_MANY = 5
_NARROWEST = 60.0
_APART = 4.0
_CLOSE = 1.6
_TIGHT = 1.12
_SKIPPED = 1.9


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that follow one another, in the body (`cell` None) or in one cell; `right`: where they must wrap."""

    lines: tuple[Line, ...]
    right: float
    cell: Cell | None = None


@dataclass(slots=True)
class Part:
    """What of a table stands on one page, later the whole table: rows of columns of lines."""

    page: int
    edges: tuple[float, ...]
    ruled: bool
    rows: list[dict[int, list[Line]]] = field(default_factory=list)

    def rights(self, body: float) -> dict[int, float]:
        """For each column where its lines must wrap: at its rule, or at its longest line when it has many."""
        columns: dict[int, list[float]] = defaultdict(list)
        for row in self.rows:
            for column, lines in row.items():
                columns[column] += [line.x1 for line in lines]
        rights: dict[int, float] = {}
        for column, ends in columns.items():
            edge = self.edges[column + 1] - _PADDING if column + 1 < len(self.edges) else body
            known = not self.ruled and len(ends) >= _MANY
            rights[column] = max(ends) if known else max(edge, *ends)
        return rights


def flows(pages: Sequence[Page], rows: Sequence[list[Row]]) -> list[Flow]:
    """All text in reading order: of tables row by row, and in a row cell by cell."""
    gutters = _gutters([row for page_rows in rows for row in page_rows])
    elements: list[Line | Part] = []
    for page, page_rows in zip(pages, rows, strict=True):
        for stretch in _ruled(page, page_rows):
            if isinstance(stretch, Part):
                _append(elements, stretch)
            else:
                _unruled(stretch, gutters, elements)
    return list(_flows(elements))


def _flows(elements: list[Line | Part]) -> Iterator[Flow]:
    right = max((each.x1 for each in elements if isinstance(each, Line)), default=0.0)
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
            order.append(tuple(outside))
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


def _gutters(rows: Sequence[Row]) -> list[float]:
    """Where right columns begin, the one with the most lines first."""
    left = min((row[0].x0 for row in rows), default=0.0)
    parted = sorted(
        row[place].x0 for row in rows for place in range(1, len(row)) if not _is_label(row[:place])
    )
    groups: list[list[float]] = []
    for x in parted:
        if groups and x - groups[-1][0] <= _ALIGNED:
            groups[-1].append(x)
        else:
            groups.append([x])
    weighed: list[tuple[int, float]] = []
    for group in groups:
        begun = sum(abs(row[0].x0 - group[0]) <= _ALIGNED for row in rows)
        if len(group) >= 2 and len(group) + begun >= 3 and group[0] - left >= _NARROWEST:
            weighed.append((-len(group) - begun, group[0]))
    return [x for _, x in sorted(weighed)]


def _is_label(row: Row) -> bool:
    text = " ".join(line.text for line in row)
    return typed_label(f"{text} x") == text


def _parted(row: Row, x: float) -> tuple[Row, Row] | None:
    """The row left and right of `x`; None when it crosses it."""
    left = tuple(line for line in row if line.x1 < x - _ALIGNED)
    right = tuple(line for line in row if line.x0 >= x - _ALIGNED)
    if len(left) + len(right) < len(row) or (left and _is_label(left)):
        return None
    return left, right


def _unruled(rows: list[Row], gutters: Sequence[float], elements: list[Line | Part]) -> None:
    """Adds the rows to `elements`, as lines and as tables without rules."""
    index = 0
    while index < len(rows):
        last = elements[-1] if elements else None
        goes_on = isinstance(last, Part) and not last.ruled and last.page + 1 == rows[index][0].page
        table = None
        for x in gutters:
            open_ = isinstance(last, Part) and goes_on and abs(last.edges[1] - x) <= _ALIGNED
            table = _grown(rows[index:], x, open_)
            if table:
                _append(elements, _part(table, x))
                index += len(table)
                break
        if not table:
            elements.append(whole(rows[index]))
            index += 1


def _grown(rows: Sequence[Row], x: float, open_: bool) -> list[tuple[Row, Row]]:
    """The rows of a table that begins here; none when none does. `open_`: it goes on from the page before."""
    first = _parted(rows[0], x)
    if first is None or not (open_ or all(first)):
        return []
    found: list[tuple[Row, Row]] = []
    for row in rows:
        parts = _parted(row, x)
        if parts is None or (found and _y(found[-1]) - row[0].y > _APART * row[0].size):
            break
        found.append(parts)
    while found and not found[-1][1] and not _wraps(found, x):
        found.pop()
    return found if sum(bool(right) for _, right in found) >= (1 if open_ else 2) else []


def _y(parts: tuple[Row, Row]) -> float:
    return (parts[0] or parts[1])[0].y


def _wraps(found: Sequence[tuple[Row, Row]], x: float) -> bool:
    """Does the last row, which has a left part only, go on a line that was full for its column?"""
    if len(found) < 2 or not found[-2][0]:
        return False
    above, below = found[-2][0][-1], found[-1][0][0]
    return above.y - below.y < _CLOSE * below.size and above.x1 + below.first > x - 2 * _GUTTER


def _part(table: Sequence[tuple[Row, Row]], x: float) -> Part:
    lefts = [whole(left) for left, _ in table if left]
    rights = [whole(right) for _, right in table if right]
    steps = [above.y - below.y for lines in (lefts, rights) for above, below in pairwise(lines)]
    part = Part(rights[0].page, (min((line.x0 for line in lefts), default=x - _NARROWEST), x), False)
    step = min(steps, default=0.0)
    label: Line | None = None
    for parts in table:
        left, right = (whole(lines) if lines else None for lines in parts)
        if not part.rows or (left and (_begins(label, left, step, x) or _resumes(part.rows[-1], left, right, step))):
            part.rows.append({})
        for column, line in enumerate((left, right)):
            if line:
                part.rows[-1].setdefault(column, []).append(line)
        label = left or label
    return part


def _begins(label: Line | None, left: Line, step: float, x: float) -> bool:
    """Is `left` a new label cell, and not the next line of the one above?"""
    if label is None or label.y - left.y > _TIGHT * step:
        return True
    fitted = label.x1 + left.first < x - 2 * _GUTTER
    return not left.text[0].islower() and (fitted or ENDED.search(label.text) is not None)


def _resumes(row: dict[int, list[Line]], left: Line, right: Line | None, step: float) -> bool:
    """Does the answer begin beside `left`, the one above having ended or never been?"""
    if right is None or left.text[0].islower():
        return False
    answer = row.get(1)
    return not answer or (answer[-1].page == right.page and answer[-1].y - right.y > _SKIPPED * step)


def _append(elements: list[Line | Part], part: Part) -> None:
    """Adds a table, or joins it with the one that it continues from the page before."""
    last = elements[-1] if elements else None
    if not isinstance(last, Part) or last.page + 1 != part.page or not _same_columns(last, part):
        elements.append(part)
        return
    rows = part.rows
    if rows and _text(rows[0]) == _text(last.rows[0]):
        rows = rows[1:]  # a heading that is repeated on each page
    elif rows and _continues(rows[0]):
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
    return bool(row) and (not row.get(0) or row[0][0].text[0].islower())


def _text(row: dict[int, list[Line]]) -> dict[int, list[str]]:
    return {column: [line.text for line in lines] for column, lines in row.items()}
