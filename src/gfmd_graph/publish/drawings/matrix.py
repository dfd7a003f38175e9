"""An answer as a matrix: how many in each cell, and below it what stands behind every number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from gfmd_graph.graph.store import Cell
from gfmd_graph.namespaces import digest
from gfmd_graph.publish.answers import Answered
from gfmd_graph.publish.cells import Row, Shown, shown, word
from gfmd_graph.publish.network import natural
from gfmd_graph.publish.site import Site, file_name

HEAT = (1, 2, 4)
"""From how many on a cell is coloured, coloured more, and most."""


@dataclass(frozen=True, slots=True)
class Square:
    """One cell. `spoken`: nobody does it, but so many statements speak of it. `place`: the list behind it."""

    number: int
    spoken: int
    place: str
    heat: int


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the matrix, with the sum of its practices; `behind` are (column, words) of every cell."""

    head: Shown
    squares: tuple[Square, ...]
    behind: tuple[tuple[Shown, str, tuple[Shown, ...]], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One matrix: `totals` say in how many rows a column is more than nought."""

    title: str
    lines: tuple[Line, ...]
    totals: tuple[int, ...]


def draw(site: Site, answered: Answered) -> dict[str, object]:
    """A matrix for each value of the column `group`, or one; columns with nothing at all are `holes`."""
    question = answered.question
    row, column, group = (question.part(part) for part in ("row", "column", "group"))
    columns = _columns(site, answered, column)
    behind = _behind(site, answered, row, column)
    groups: defaultdict[str, dict[str, dict[Cell, Row]]] = defaultdict(dict)
    for each in answered.rows:
        name = word(site, group, str(each[group])) if group else ""
        groups[name].setdefault(str(each[row]), {})[each[column]] = each
    blocks = [
        _block(site, answered, title, groups[title], columns, behind)
        for title in sorted(groups, key=lambda name: (-_actors(site, groups[name], row), name))
    ]
    heads = [shown(site, {column: value}, column) for value in columns]
    sums = [sum(block.totals[place] for block in blocks) for place in range(len(columns))]
    return {
        "heads": heads,
        "blocks": blocks,
        "holes": [head for head, total in zip(heads, sums, strict=True) if not total],
        "shared": sorted(
            ((head, total) for head, total in zip(heads, sums, strict=True) if total > 1),
            key=lambda pair: -pair[1],
        ),
        "spoken": bool(question.part("spoken")),
        "opens": bool(question.opens),
    }


def _actors(site: Site, lines: dict[str, dict[Cell, Row]], row: str) -> int:
    """Organisations come before States: they are who this is for."""
    kinds = {node.type for name in lines if (node := site.named.get(name))}
    return int("organisation" in kinds)


def _columns(site: Site, answered: Answered, column: str) -> list[Cell]:
    """All 23 objectives, also those that nobody names; of other columns what occurs."""
    if column == "objective":
        return [int(node.iri.rpartition("/")[2]) for node in site.of_type("objective")]
    return sorted({row[column] for row in answered.rows}, key=lambda value: natural(str(value)))


def _behind(site: Site, answered: Answered, row: str, column: str) -> dict[tuple[str, Cell], list[Shown]]:
    found: defaultdict[tuple[str, Cell], dict[object, Shown]] = defaultdict(dict)
    for each in answered.opened:
        key = (str(each[row]), each[column])
        found[key].setdefault(each.get("statement"), shown(site, each, "words"))
    return {key: list(words.values()) for key, words in found.items()}


def _block(
    site: Site,
    answered: Answered,
    title: str,
    cells: dict[str, dict[Cell, Row]],
    columns: list[Cell],
    behind: dict[tuple[str, Cell], list[Shown]],
) -> Block:
    lines = [_line(site, answered, name, cells[name], columns, behind) for name in cells]
    lines.sort(key=lambda line: (-sum(square.number > 0 for square in line.squares), natural(line.head.text)))
    totals = tuple(sum(line.squares[at].number > 0 for line in lines) for at in range(len(columns)))
    return Block(title, tuple(lines), totals)


def _line(
    site: Site,
    answered: Answered,
    name: str,
    cells: dict[Cell, Row],
    columns: list[Cell],
    behind: dict[tuple[str, Cell], list[Shown]],
) -> Line:
    question = answered.question
    row, column, number, spoken = (question.part(part) for part in ("row", "column", "number", "spoken"))
    head = shown(site, next(iter(cells.values())), row)
    code = _code(site, name)
    squares, listed = [], []
    for value in columns:
        found = behind.get((name, value), [])
        many = len(found) if question.opens else _count(cells.get(value, {}).get(number))
        place = f"{code}-{_safe(value)}" if found else ""
        said = 0 if many or not spoken else _count(cells.get(value, {}).get(spoken))
        squares.append(Square(many, said, place, sum(many >= step for step in HEAT)))
        if found:
            listed.append((shown(site, {column: value}, column), place, tuple(found)))
    return Line(head, tuple(squares), tuple(listed))


def _code(site: Site, name: str) -> str:
    node = site.named.get(name)
    return file_name(node.iri) if node else digest(name)


def _safe(value: Cell) -> str:
    return str(value) if isinstance(value, int) else digest(str(value))


def _count(value: Cell) -> int:
    return int(value) if isinstance(value, (int, float)) else 0
