"""The cells that the drawn lines of a PDF page make."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gfmd_graph.read.pdf_drawings import Box

# Points: borders are drawn in pieces and as double lines.
_SAME = 4.0
_TOUCH = 3.0
_MOST_CELLS = 2_000


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: column edges from left to right, row edges from top to bottom.

    `owner` gives for each place (row, column) of the grid the top left place of its cell.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: dict[tuple[int, int], tuple[int, int]]

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell at a point, None outside the table."""
        column = bisect_right(self.xs, x) - 1
        row = bisect_right([-each for each in self.ys], -y) - 1
        return self.owner.get((row, column))

    @property
    def size(self) -> float:
        return (self.xs[-1] - self.xs[0]) * (self.ys[0] - self.ys[-1])


def grids(rules: Sequence[Box]) -> list[Grid]:
    """The tables of a page, the smallest first, so that a nested one is found before the one around it."""
    upright = _merged([(rule.x0, rule.y0, rule.y1) for rule in rules if rule.height > rule.width])
    level = _merged([(rule.y0, rule.x0, rule.x1) for rule in rules if rule.height <= rule.width])
    found = (_grid(*group) for group in _groups(upright, level))
    return sorted((grid for grid in found if grid), key=lambda grid: grid.size)


Stroke = tuple[float, float, float]  # where it stands, from, to


def _merged(strokes: list[Stroke]) -> list[Stroke]:
    """Pieces of one line as one stroke."""
    lines: list[list[Stroke]] = []
    for stroke in sorted(strokes):
        if lines and stroke[0] - lines[-1][0][0] <= _TOUCH:
            lines[-1].append(stroke)
        else:
            lines.append([stroke])
    merged: list[Stroke] = []
    for pieces in lines:
        place = pieces[0][0]
        start, end = 0.0, -1.0
        for _, low, high in sorted(pieces, key=lambda each: each[1:]):
            if end < start or low > end + _TOUCH:
                if end >= start:
                    merged.append((place, start, end))
                start, end = low, high
            else:
                end = max(end, high)
        merged.append((place, start, end))
    return merged


def _groups(upright: list[Stroke], level: list[Stroke]) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """The strokes that touch one another, together."""
    touching = [[place for place, line in enumerate(level) if _touch(up, line)] for up in upright]
    beside: list[list[int]] = [[] for _ in level]
    for up, places in enumerate(touching):
        for place in places:
            beside[place].append(up)
    seen: set[int] = set()
    for first in range(len(upright)):
        if first in seen or not touching[first]:
            continue
        seen.add(first)
        ups, lines, waiting = [first], set[int](), [first]
        while waiting:
            new = set(touching[waiting.pop()]) - lines
            lines |= new
            more = {up for place in new for up in beside[place]} - seen
            seen |= more
            ups += sorted(more)
            waiting += sorted(more)
        yield [upright[up] for up in ups], [level[place] for place in sorted(lines)]


def _touch(up: Stroke, line: Stroke) -> bool:
    x, low, high = up
    y, left, right = line
    return left - _TOUCH <= x <= right + _TOUCH and low - _TOUCH <= y <= high + _TOUCH


def _grid(ups: list[Stroke], levels: list[Stroke]) -> Grid | None:
    """The grid of a group of strokes; None when it has but one cell, as the frame of a text has."""
    xs = _edges([up[0] for up in ups] + [line[1] for line in levels] + [line[2] for line in levels])
    ys = _edges([line[0] for line in levels] + [up[1] for up in ups] + [up[2] for up in ups])[::-1]
    if (len(xs) - 1) * (len(ys) - 1) > _MOST_CELLS:
        return None
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            x, y = (xs[column] + xs[column + 1]) / 2, (ys[row] + ys[row + 1]) / 2
            if row and not _barred(levels, ys[row], x):
                owner[row, column] = owner[row - 1, column]
            elif column and not _barred(ups, xs[column], y):
                owner[row, column] = owner[row, column - 1]
            else:
                owner[row, column] = (row, column)
    return Grid(tuple(xs), tuple(ys), owner) if len(set(owner.values())) > 1 else None


def _barred(strokes: list[Stroke], place: float, across: float) -> bool:
    return any(abs(at - place) <= _SAME and low <= across <= high for at, low, high in strokes)


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME:
            edges.append(value)
    return edges
