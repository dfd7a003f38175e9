"""The network as a table that reads without a script: one row for each statement with what it links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from gfmd_graph.publish.contents import Statement
from gfmd_graph.publish.drawing import RELATION, basis_name, kind_name
from gfmd_graph.publish.network import Edge, Node
from gfmd_graph.publish.site import Site

MOST_COLUMNS = 8
"""Relations beyond these many share the last column: a table of any query must stay a table."""


@dataclass(frozen=True, slots=True)
class Row:
    """`cells` follow the columns of the twin; what a statement says of its own practice stands in its row."""

    node: Node
    statement: Statement | None
    cells: tuple[tuple[Edge, ...], ...]


@dataclass(frozen=True, slots=True)
class Twin:
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    unlinked: tuple[Node, ...]

    def groups(self) -> Iterator[tuple[str, list[Row]]]:
        """The rows report by report, each under its title; what stands in no report under none."""
        for report, rows in groupby(self.rows, key=lambda r: r.statement.report if r.statement else None):
            yield report.title if report else "", list(rows)


def twin(site: Site) -> Twin:
    """All links of the network, each in the rows of the statements it was read in."""
    edges = [edge for edge in site.network.edges if edge.relation != "inReport"]
    present = {edge.relation for edge in edges}
    columns = [key for key in RELATION if key in present]
    columns = (columns + sorted(present - set(columns)))[:MOST_COLUMNS]
    found: dict[tuple[str, Statement | None], list[Edge]] = {}
    for node in site.network.nodes:
        if node.statement:
            found[node.iri, node.statement] = []
    for edge in edges:
        for statement in dict.fromkeys(words.statement for words in edge.evidence) or (None,):
            found.setdefault((edge.source, statement), []).append(edge)
    rows = [
        Row(site.nodes[source], statement, _cells(columns, own)) for (source, statement), own in found.items()
    ]
    rows.sort(key=lambda row: _order(site, row))
    linked = {end for edge in edges for end in (edge.source, edge.target)} | {source for source, _ in found}
    alone = tuple(n for n in site.network.nodes if n.iri not in linked and n.type != "report")
    return Twin(tuple(columns), tuple(rows), alone)


def _order(site: Site, row: Row) -> tuple[bool, str, str, int, int]:
    """Report by report in reading order; what stands in no report last, by its name."""
    place, said = site.order[row.node.iri], row.statement
    if said is None:
        return True, "", "", 0, place
    return False, said.report.title, said.report.iri, said.start, place


def _cells(columns: list[str], edges: list[Edge]) -> tuple[tuple[Edge, ...], ...]:
    cells: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        cells[edge.relation if edge.relation in columns else columns[-1]].append(edge)
    return tuple(tuple(cells[column]) for column in columns)


def kind_of(site: Site, row: Row) -> str:
    """What the row's statement is called; for a harmful practice that it is one."""
    if row.node.type == "counterproductive" or row.statement is None:
        return site.say(f"types.{row.node.type}.one")
    return kind_name(row.statement.kind, site.contents.names, site.say)


def read(site: Site, row: Row, cell: tuple[Edge, ...]) -> str:
    """A cell in words; a percentage tells what the program concluded by itself."""
    return "; ".join(site.nodes[edge.target].label + _unsure(site, row, edge) for edge in cell)


def _unsure(site: Site, row: Row, edge: Edge) -> str:
    own = [words for words in edge.evidence if words.statement == row.statement]
    if not own or own[0].basis != "suggested":
        return ""
    name = basis_name("suggested", own[0].confidence, site.say)
    return f" ({name.removeprefix(site.say('bases.suggested.name')).strip() or '?'})"
