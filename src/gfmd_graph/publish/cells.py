"""Cells of an answer as the pages show them: names lead to their page, words to their place in a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gfmd_graph.graph.store import Cell
from gfmd_graph.namespaces import GCM, KIND, TOPIC
from gfmd_graph.publish.contents import tidy
from gfmd_graph.publish.network import Node
from gfmd_graph.publish.site import Site

Row = Mapping[str, Cell]

SAID = {"words": "statement", "later": "laterStatement"}
"""Columns of words, and the column that holds the IRI of their statement."""
CODES = ("kind", "assessment", "status", "basis", "level", "horizon")
"""Columns that hold the end of an IRI of a vocabulary, for people who ask at a terminal."""
TEXT = ("words", "later", "evidence", "harm", "asked", "method", "page", "year", "title")
"""Columns that never name something with a page."""


@dataclass(frozen=True, slots=True)
class Shown:
    """`page` is seen from the folder of all pages; empty where there is none."""

    text: str
    page: str = ""
    type: str = ""
    number: bool = False


def shown(site: Site, row: Row, column: str) -> Shown:
    """The cell of `row` in this column."""
    value = row.get(column)
    if value is None:
        return Shown("")
    statement = site.statements.get(str(row.get(SAID.get(column, ""), "")))
    if statement:
        return Shown(tidy(value), site.place(statement))
    if column == "report":
        return _report(site, row, tidy(value))
    node = thing(site, column, value)
    if node:
        return Shown(node.label, site.page(node), node.type)
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return Shown(word(site, column, tidy(value)), number=number)


def thing(site: Site, column: str, value: Cell) -> Node | None:
    """What an answer names: objectives by number, all others by a name that only one of them has."""
    if column == "objective":
        return site.nodes.get(f"{GCM}objective/{value}")
    return None if column in TEXT or not isinstance(value, str) else site.named.get(tidy(value))


def word(site: Site, column: str, value: str) -> str:
    """A code as a word for people: "good", "seven years"."""
    if column in CODES:
        names = site.contents.names
        return names.get(TOPIC + value) or names.get(KIND + value) or site.say.get(f"values.{value}", value)
    return site.say.get(f"values.{value}", value)


def heading(site: Site, column: str) -> str:
    """The heading over a column."""
    return site.say.get(f"columns.{column}") or site.say.get(f"facts.{column}", column)


def _report(site: Site, row: Row, title: str) -> Shown:
    statement = site.statements.get(str(row.get("statement", "")))
    node = site.nodes.get(str(row.get("theReport", ""))) or site.named.get(title)
    page = site.report_page(statement.report) if statement else site.page(node) if node else ""
    return Shown(title, page, "report" if page else "")
