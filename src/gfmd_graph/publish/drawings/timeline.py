"""An answer as a timeline: a strip of bars for each lane, one scale for all; each bar opens its words."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass

from gfmd_graph.graph.store import Cell
from gfmd_graph.namespaces import digest
from gfmd_graph.publish.answers import Answered
from gfmd_graph.publish.cells import Row, Shown, shown, word
from gfmd_graph.publish.network import natural
from gfmd_graph.publish.site import Site

WIDE = 1000
TALL = 120
"""Height of the highest bar."""
BROADEST = 90
TICK = 46
"""Room that a year needs below its bar."""
SMALL = 34
"""Height of the highest bar of a small strip."""


@dataclass(frozen=True, slots=True)
class Bar:
    """`x` is its left side; `place` is the list of what it counts."""

    when: str
    number: int
    x: float
    width: float
    height: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """Bars over an axis with ticks; a lane of words has no ticks and is a list."""

    title: str
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    height: int


@dataclass(frozen=True, slots=True)
class Small:
    """The first lane again for one objective."""

    head: Shown
    bars: tuple[Bar, ...]
    total: int


def draw(site: Site, answered: Answered) -> dict[str, object]:
    """Lanes with years share one axis; those with words (horizons) have a bar for each word."""
    time, lane, group = (answered.question.part(part) for part in ("time", "lane", "group"))
    lanes: defaultdict[str, defaultdict[str, dict[object, Row]]] = defaultdict(lambda: defaultdict(dict))
    for row in answered.rows:
        lanes[str(row[lane])][str(row[time])].setdefault(row.get("statement"), row)
    years = sorted({int(when) for each in lanes.values() for when in each if _is_year(when)})
    axis = [str(year) for year in range(years[0], years[-1] + 1)] if years else []
    most = max((len(rows) for each in lanes.values() for rows in each.values()), default=1)
    names = sorted(lanes, key=lambda name: (not any(map(_is_year, lanes[name])), name != "practices", name))
    drawn = [_lane(word(site, lane, name), lanes[name], axis, most, name) for name in names]
    return {
        "lanes": drawn,
        "axis": axis,
        "listed": [_listed(site, word(site, lane, name), name, lanes[name]) for name in names],
        "smalls": _smalls(site, answered, names[0], axis) if names and group else [],
    }


def _is_year(when: str) -> bool:
    return re.fullmatch(r"[12]\d{3}", when) is not None


def _lane(title: str, cells: dict[str, dict[object, Row]], axis: list[str], most: int, name: str) -> Lane:
    by_year = all(map(_is_year, cells))
    labels = axis if by_year else sorted(cells, key=natural)
    wide = min(WIDE / len(labels), BROADEST)
    bars = tuple(
        Bar(
            when,
            number=len(cells[when]),
            x=round(wide * (at + 0.1), 1),
            width=round(wide * 0.8, 1),
            height=max(4, round(TALL * len(cells[when]) / most)),
            place=_place(name, when),
        )
        for at, when in enumerate(labels)
        if when in cells
    )
    step = math.ceil(TICK / wide)
    ticks = tuple((round(wide * (at + 0.5), 1), labels[at]) for at in range(0, len(labels), step))
    return Lane(title, bars, ticks if by_year else (), max(bar.height for bar in bars))


def _place(name: str, when: str) -> str:
    return f"t-{digest(name, when)}"


def _listed(
    site: Site, title: str, name: str, cells: dict[str, dict[object, Row]]
) -> tuple[str, list[tuple[str, str, list[Shown]]]]:
    return title, [
        (when, _place(name, when), [shown(site, row, "words") for row in cells[when].values()])
        for when in sorted(cells, key=natural)
    ]


def _smalls(site: Site, answered: Answered, first: str, axis: list[str]) -> list[Small]:
    """The first lane once for each objective, all to one scale."""
    time, lane, group = (answered.question.part(part) for part in ("time", "lane", "group"))
    found: defaultdict[Cell, defaultdict[str, set[object]]] = defaultdict(lambda: defaultdict(set))
    for row in answered.rows:
        if row[lane] == first and row.get(group) is not None:
            found[row[group]][str(row[time])].add(row.get("statement"))
    most = max((len(each) for cells in found.values() for each in cells.values()), default=1)
    smalls = []
    for value in sorted(found, key=lambda value: natural(str(value))):
        cells = found[value]
        bars = tuple(
            Bar(when, number, 10 * axis.index(when) + 1, 8, max(3, round(SMALL * number / most)))
            for when in sorted(cells)
            for number in (len(cells[when]),)
            if when in axis
        )
        total = len({statement for each in cells.values() for statement in each})
        smalls.append(Small(shown(site, {group: value}, group), bars, total))
    return smalls
