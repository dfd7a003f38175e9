"""What the tests of form/ need to know: the real templates and languages, no other vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gfmd_graph.form.recognise import Entered, Knowledge, recognise
from gfmd_graph.knowledge.languages import load_languages
from gfmd_graph.knowledge.templates import load_templates
from gfmd_graph.model import Block, Document, Report, Span
from gfmd_graph.resources import default_ontology
from gfmd_graph.words import key

LANGUAGES = load_languages(default_ontology())
_NO_PERSON = LANGUAGES.words("private", "not_in_names")
KNOWLEDGE = Knowledge(
    load_templates(default_ontology()), LANGUAGES, lambda name: not _NO_PERSON.isdisjoint(key(name).split())
)
ENTERED = Entered("https://w3id.org/gfmd/report/case", "case")


def typed(text: str) -> Document:
    """A text as the reader of plain text gives it: one uncertain block a line."""
    blocks = []
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            blocks.append(Block(Span(start, start + len(line.rstrip("\n"))), certain=False))
        start += len(line)
    return Document(text, tuple(blocks), "txt")


Row = tuple[str, Mapping[str, object]]


def blocks(*rows: Row | str) -> Document:
    """Whole paragraphs, as a Word file gives them; with the fields of a `Block` where they matter."""
    parts: list[str] = []
    made: list[Block] = []
    start = 0
    for row in rows:
        text, fields = row if isinstance(row, tuple) else (row, {})
        made.append(Block(Span(start, start + len(text)), certain=True, **fields))  # type: ignore[arg-type]
        parts.append(text)
        start += len(text) + 1
    return Document("\n".join(parts), tuple(made), "docx")


def table(number: int, rows: Sequence[Sequence[str]], bold: bool = True) -> list[Row]:
    """A table's cells in reading order, the first row in bold."""
    return [
        (text, {"cell": (number, row, column), "heading": bold and row == 0})
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
        if text
    ]


def read(document: Document | str) -> Report:
    made = typed(document) if isinstance(document, str) else document
    return recognise(made, ENTERED, KNOWLEDGE)


def said(report: Report) -> list[tuple[str | None, str]]:
    return [(statement.kind, statement.text) for statement in report.statements]
