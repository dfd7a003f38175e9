"""Tables without rules: two columns of text side by side.

The gutter is a place where several lines of the document begin anew after a gap; a table goes on for as
long as no line crosses it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gfmd_graph.read.assemble import typed_label
from gfmd_graph.read.pdf_lines import ENDED, Line, Row, whole

ALIGNED = 3.0
# The inner margin of a cell in Word is 5.4 points.
_PADDING = 5.4
_GUTTER = 10.0
_NARROWEST = 60.0
_MANY = 5
_MOST_GUTTERS = 8
# Distances of lines: in em, then as multiples of the closest ones.
_APART = 4.0
_CLOSE = 2.0
_TIGHT = 1.12
_SKIPPED = 1.9


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


def gutters(rows: Sequence[Row]) -> list[float]:
    """Where right columns begin, the one with the most lines first."""
    left = min((row[0].x0 for row in rows), default=0.0)
    parted = sorted(
        row[place].x0 for row in rows for place in range(1, len(row)) if not _is_label(row[:place])
    )
    groups: list[list[float]] = []
    for x in parted:
        if groups and x - groups[-1][0] <= ALIGNED:
            groups[-1].append(x)
        else:
            groups.append([x])
    weighed: list[tuple[int, float]] = []
    for group in groups:
        begun = sum(abs(row[0].x0 - group[0]) <= ALIGNED for row in rows)
        if len(group) >= 2 and len(group) + begun >= 3 and group[0] - left >= _NARROWEST:
            weighed.append((-len(group) - begun, group[0]))
    return [x for _, x in sorted(weighed)[:_MOST_GUTTERS]]


def _is_label(row: Row) -> bool:
    text = " ".join(line.text for line in row)
    return typed_label(f"{text} x") == text


def _parted(row: Row, x: float) -> tuple[Row, Row] | None:
    """The row left and right of `x`; None when it crosses it."""
    left = tuple(line for line in row if line.x1 < x - ALIGNED)
    right = tuple(line for line in row if line.x0 >= x - ALIGNED)
    if len(left) + len(right) < len(row) or (left and _is_label(left)):
        return None
    return left, right


def grown(rows: Sequence[Row], x: float, open_: bool, after: Row | None) -> list[tuple[Row, Row]]:
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
    goes_on = len(found) == len(rows) and _goes_on(after, x)
    while found and not found[-1][1] and not goes_on and not _wraps(found, x):
        found.pop()
    return found if sum(bool(right) for _, right in found) >= (1 if open_ or goes_on else 2) else []


def _goes_on(after: Row | None, x: float) -> bool:
    """Does the next page begin inside of a table with that gutter?"""
    parts = _parted(after, x) if after else None
    return parts is not None and (bool(parts[1]) or parts[0][0].text[0].islower())


def _y(parts: tuple[Row, Row]) -> float:
    return (parts[0] or parts[1])[0].y


def _wraps(found: Sequence[tuple[Row, Row]], x: float) -> bool:
    """Does the last row, which has a left part only, go on a line that was full for its column?"""
    if len(found) < 2 or not found[-2][0]:
        return False
    above, below = found[-2][0][-1], found[-1][0][0]
    return above.y - below.y < _CLOSE * below.size and above.x1 + below.first > x - 2 * _GUTTER


def part_of(table: Sequence[tuple[Row, Row]], x: float) -> Part:
    lefts = [whole(left) for left, _ in table if left]
    rights = [whole(right) for _, right in table if right]
    steps = [above.y - below.y for lines in (lefts, rights) for above, below in pairwise(lines)]
    part = Part(rights[0].page, (min((line.x0 for line in lefts), default=x - _NARROWEST), x), False)
    step = min(steps, default=0.0)
    label: Line | None = None
    for parts in table:
        left, right = (whole(lines) if lines else None for lines in parts)
        if not part.rows or (
            left and (_begins(label, left, step, x) or _resumes(part.rows[-1], left, right, step))
        ):
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
