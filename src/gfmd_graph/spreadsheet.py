"""Tables as CSV that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

Value = str | int | float | bool | None

_STARTS = tuple("=+-@\t\r\n＝＋－＠")
"""Signs with which a spreadsheet takes text for a formula, in both widths."""


def cell(value: Value) -> Value:
    """A value as a spreadsheet may hold it: text that it would run as a formula starts with an apostrophe."""
    if not isinstance(value, str):
        return value
    shown = "".join(ch if ch.isprintable() or ch == "\n" else "\N{REPLACEMENT CHARACTER}" for ch in value)
    return f"'{shown}" if value[:1] in _STARTS and value else shown


def csv_text(columns: Iterable[str], rows: Iterable[Iterable[Value]]) -> str:
    """A table with its header row; lines end with a line feed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return text.getvalue()
