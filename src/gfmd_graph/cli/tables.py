"""Answers on standard output: for a terminal, a spreadsheet, a program or a page."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from gfmd_graph.errors import visible

if TYPE_CHECKING:
    from gfmd_graph.graph.store import Cell, Table

FORMATS = ("table", "csv", "json", "markdown")

SHORT = 14
"""Columns of so few characters stay on one line; the others share what is left of the width."""

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_XSD = "http://www.w3.org/2001/XMLSchema#"

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="How to write the answer. JSON is SPARQL 1.1 Query Results JSON; in CSV, text that a spreadsheet"
    " would run as a formula begins with an apostrophe.",
)


def emit(text: str) -> None:
    """Write `text` as UTF-8 to standard output; a reader that has gone away is no error."""
    emit_bytes(text.encode("utf-8", "replace"))


def emit_bytes(content: bytes) -> None:
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # else Python complains once more when it closes the stream at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def escaped(text: str) -> str:
    """JSON or Turtle without characters that a terminal obeys; the escapes mean the same to a parser."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04X}", text)


def write(table: Table, form: str, shown: Sequence[str] = ()) -> None:
    """Write `table` in one of `FORMATS`; people see the `shown` columns, programs see all."""
    emit(text(table, form, shown))


def text(table: Table, form: str, shown: Sequence[str] = ()) -> str:
    """`table` in one of `FORMATS`."""
    from gfmd_graph.spreadsheet import csv_text

    if form == "csv":
        return csv_text(table.columns, table.rows)
    if form == "json":
        return as_json(table)
    columns = [table.columns.index(name) for name in shown or table.columns]
    names = [table.columns[at] for at in columns]
    rows = [[readable(row[at]) for at in columns] for row in table.rows]
    return _markdown(names, rows) if form == "markdown" else _for_terminal(names, rows)


def readable(value: Cell) -> str:
    """A value on one line, without control characters."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return visible(str(value))


def _markdown(names: list[str], rows: list[list[str]]) -> str:
    lines = [names, ["---"] * len(names), *([_quoted(text) for text in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _quoted(text: str) -> str:
    """Text in which Markdown finds no link, tag, emphasis or new column."""
    return re.sub(r"([\\`*_\[\]<>|~])", r"\\\1", text.replace("&", "&amp;"))


def _for_terminal(names: list[str], rows: list[list[str]]) -> str:
    """A table as wide as the terminal; where its columns would be too narrow to read, one block a row."""
    if not rows:
        click.echo("Nothing was found.", err=True)
        return ""
    width = shutil.get_terminal_size((120, 24)).columns
    longest = [max(len(name), *(len(row[at]) for row in rows)) for at, name in enumerate(names)]
    least = sum(length if length <= SHORT else 20 for length in longest) + 3 * len(names)
    if least > width:
        return "\n".join(_block(names, row, width) for row in rows)
    return _drawn(names, rows, [length <= SHORT for length in longest], width)


def _drawn(names: list[str], rows: list[list[str]], short: list[bool], width: int) -> str:
    import io

    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Drawn
    from rich.text import Text

    drawn = Drawn(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for name, one_line in zip(names, short, strict=True):
        drawn.add_column(Text(name), overflow="fold", no_wrap=one_line)
    for row in rows:
        drawn.add_row(*map(Text, row))
    page = io.StringIO()
    Console(file=page, width=width, force_terminal=sys.stdout.isatty(), highlight=False).print(drawn)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines() if line.strip())


def _block(names: list[str], row: list[str], width: int) -> str:
    margin = max(map(len, names)) + 2
    lines = []
    for name, text in zip(names, row, strict=True):
        wrapped = textwrap.wrap(text, max(10, width - margin)) or [""]
        lines += [f"{name:<{margin}}{wrapped[0]}", *(" " * margin + more for more in wrapped[1:])]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def as_json(table: Table) -> str:
    """A table as SPARQL 1.1 Query Results JSON."""
    bindings = [
        {name: _term(value) for name, value in zip(table.columns, row, strict=True) if value is not None}
        for row in table.rows
    ]
    document = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return escaped(json.dumps(document, ensure_ascii=False)) + "\n"


def _term(value: Cell) -> dict[str, str]:
    if isinstance(value, bool):
        return {"type": "literal", "value": readable(value), "datatype": f"{_XSD}boolean"}
    if isinstance(value, int):
        return {"type": "literal", "value": str(value), "datatype": f"{_XSD}integer"}
    if isinstance(value, float):
        return {"type": "literal", "value": repr(value), "datatype": f"{_XSD}decimal"}
    return {"type": "literal", "value": str(value)}


def from_json(content: bytes, short: bool) -> Table:
    """SPARQL 1.1 Query Results JSON as a table, its IRIs as `prefix:name` where `short`."""
    from gfmd_graph.graph.store import Table

    document = json.loads(content)
    columns = tuple(map(str, document["head"]["vars"]))
    rows = tuple(
        tuple(_plain(binding.get(name), short) for name in columns)
        for binding in document["results"]["bindings"]
    )
    return Table(columns, rows)


def _plain(term: dict[str, Any] | None, short: bool) -> Cell:
    from gfmd_graph.namespaces import compact

    if term is None:
        return None
    value = term["value"]
    if isinstance(value, dict):  # a triple of SPARQL 1.2
        return " ".join(str(_plain(value[part], short)) for part in ("subject", "predicate", "object"))
    if term["type"] == "uri":
        return compact(value) if short else str(value)
    kind = str(term.get("datatype", "")).removeprefix(_XSD)
    if kind == "integer":
        return int(value)
    return float(value) if kind in ("decimal", "double", "float") else str(value)
