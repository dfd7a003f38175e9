"""An answer as a table: every cell leads to what it names; a script may sort it."""

from __future__ import annotations

from gfmd_graph.publish.answers import Answered
from gfmd_graph.publish.cells import heading, shown
from gfmd_graph.publish.site import Site

MOST = 500
"""Rows on a page; the CSV beside it holds all of them."""


def draw(site: Site, answered: Answered) -> dict[str, object]:
    """`columns` are (key, heading), `rows` are cells; `left_out`: so many rows are only in the CSV."""
    columns = [(column, heading(site, column)) for column in answered.question.shown]
    rows = [[shown(site, row, column) for column, _ in columns] for row in answered.rows[:MOST]]
    return {"columns": columns, "rows": rows, "left_out": len(answered.rows) - len(rows)}
