"""An answer as a workbook of spreadsheets (.xlsx): text stays text, numbers are numbers."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from gfmd_graph.errors import Problem

if TYPE_CHECKING:
    from gfmd_graph.graph.store import Cell, Table

MOST = 1_048_575
"""Rows that a sheet of this format has below its header."""

WIDEST = 60
"""Characters of the widest column."""


def xlsx(table: Table, title: str) -> bytes:
    """`table` as a workbook with one sheet; the same table gives the same bytes. Raises `Problem`."""
    try:
        from openpyxl import Workbook
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter
    except ModuleNotFoundError as error:
        mend = "install it with: pip install 'gfmd-graph[xlsx]'"
        raise Problem("the package openpyxl is missing, which writes .xlsx", "", mend) from error
    if len(table.rows) > MOST:
        raise Problem(f"a sheet has no more than {MOST} rows", "", "ask for less, or write CSV")
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\[\]:*?/\\]", "-", title)[:31])
    sheet.freeze_panes = "A2"
    for at, name in enumerate(table.columns):
        longest = max((len(str(row[at])) for row in table.rows), default=0)
        sheet.column_dimensions[get_column_letter(at + 1)].width = min(WIDEST, max(len(name), longest) + 2)
    for number, row in enumerate([table.columns, *table.rows]):
        cells = [WriteOnlyCell(sheet, _value(value)) for value in row]
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # else text that begins with = would run as a formula
            if number == 0:
                cell.font = Font(bold=True)
        sheet.append(cells)
    content = io.BytesIO()
    book.save(content)
    return _without_clock(content.getvalue())


def _value(value: Cell) -> Cell:
    """Text without the characters that the format forbids."""
    if isinstance(value, str):
        return re.sub(
            "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", value
        )
    return value


def _without_clock(content: bytes) -> bytes:
    """The same archive with one fixed time in place of those of writing."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2000-01-01T00:00:00Z", part)
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()
