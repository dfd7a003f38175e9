"""An answer as pairs: two columns and a line for each pair, with the table of the answer below."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from gfmd_graph.publish.answers import Answered
from gfmd_graph.publish.cells import Shown, shown
from gfmd_graph.publish.drawings import table
from gfmd_graph.publish.site import Site

STEP = 26
MOST = 40
"""Names on a side; more lines cannot be told apart. The table holds all of them."""


@dataclass(frozen=True, slots=True)
class End:
    """A name on one side, and how high it stands."""

    label: Shown
    y: int


def draw(site: Site, answered: Answered) -> dict[str, object]:
    """The most linked of each side, in an order that keeps lines short."""
    left, right = (answered.question.part(part) for part in ("from", "to"))
    pairs = Counter((str(row[left]), str(row[right])) for row in answered.rows if row[left] and row[right])
    first = _most(Counter(one for one, _ in pairs.elements()))
    second = _most(Counter(other for one, other in pairs.elements() if one in first))
    kept = {pair: n for pair, n in pairs.items() if pair[0] in first and pair[1] in second}
    second.sort(key=lambda name: (_middle([first.index(one) for one, other in kept if other == name]), name))
    tall = max(len(first), len(second), 1)
    ends = [_ends(site, left, first, tall), _ends(site, right, second, tall)]
    heights = [dict(zip(names, side, strict=True)) for names, side in zip((first, second), ends, strict=True)]
    return {
        "ends": ends,
        "lines": [(heights[0][a].y, heights[1][b].y, min(n, 4)) for (a, b), n in sorted(kept.items())],
        "height": STEP * (tall + 1),
        "hidden": len(pairs) - len(kept),
        **table.draw(site, answered),
    }


def _ends(site: Site, column: str, names: list[str], tall: int) -> list[End]:
    """Both columns are as tall as the taller one."""
    return [
        End(shown(site, {column: name}, column), round(STEP * (0.75 + (at + 0.5) * tall / len(names))))
        for at, name in enumerate(names)
    ]


def _most(found: Counter[str]) -> list[str]:
    return sorted(found, key=lambda name: (-found[name], name))[:MOST]


def _middle(places: list[int]) -> float:
    return sum(places) / len(places) if places else 0
