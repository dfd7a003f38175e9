"""A report on a form nobody has seen, or on none: headings, tables and their wording part it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from gfmd_graph.form.covers import without_contents, without_heads
from gfmd_graph.form.fields import Field, Fields
from gfmd_graph.form.headings import Heading, Headings, Place
from gfmd_graph.form.known import Known, grouped
from gfmd_graph.form.labels import marker
from gfmd_graph.form.lines import Layout, Line
from gfmd_graph.form.sections import Section
from gfmd_graph.form.tables import Listing, Tables
from gfmd_graph.form.typed_tables import with_typed_tables
from gfmd_graph.form.wording import Wording
from gfmd_graph.model import Document, Question, Span

_TITLES = 6
_TOP = 12
_SHORT = 14
_BLANK = re.compile(r"[:\s|]*(?:[-–—/*.…]{1,3}|\.{3,}|_{3,})[ \t|]*(?:\n|\Z)")
"""What people put below a question that they do not answer."""


def unseen_parts(
    document: Document,
    lines: dict[int, Line],
    layout: Layout,
    fields: Fields,
    words: Wording,
    tables: Tables,
    item_words: frozenset[str],
    public: Callable[[Span], str],
) -> Known:
    """Headings with the lines below them. Lines above the first heading are a section without question."""
    found = fields.find(lines, layout, lines)
    taken = {index for field in found for index in field.lines}
    notes = _notes(lines, fields)
    free = [line for index, line in lines.items() if index not in taken and index not in notes]
    free = without_contents(free, item_words)
    free = with_typed_tables(tables.with_records(free), tables.names_columns)
    parting = _Parting(document.text, layout, words, tables, item_words, public)
    top = min((index for index in taken), default=0)
    above = sum(index < top and index not in notes for index in list(lines)[:_TOP])
    titles = _title_lines(free, words, item_words, above if top in list(lines)[:_TOP] else 0)
    parting.titles = [line.span for line in titles]
    parting.read(free[len(titles) :])
    named = [Field("title", (), span) for span in fields.best_title(document.text, parting.titles)]
    return Known(tuple(parting.sections), (*found, *named), ())


def _notes(lines: dict[int, Line], fields: Fields) -> set[int]:
    """The lines that are the form's or the file's, with those in which their sentence goes on."""
    found: set[int] = set()
    before: Line | None = None
    for index, line in lines.items():
        goes_on = before is not None and not (before.ended or line.after_blank or line.block.certain)
        if fields.is_furniture(line) or (goes_on and line.lower):
            found.add(index)
            before = line
        else:
            before = None
    return found


def _title_lines(lines: Sequence[Line], words: Wording, item_words: frozenset[str], above: int) -> list[Line]:
    """The short lines at the top that only name the report, above the first heading or paragraph.

    The first `above` lines stand above the fields of the form and name it, whatever their words.
    """
    titles: list[Line] = []
    for line, after in pairwise(lines[:_TITLES]):
        short = len(line.text.split()) <= _SHORT and not line.ended and line.opens and not line.block.cell
        below = len(after.text.split()) <= _SHORT and not after.block.cell and not after.ended
        wrapped = after.lower and not after.block.certain
        if not short or wrapped or marker(line.text, item_words):
            break
        if len(titles) < above:
            titles.append(line)
            continue
        if words.asked(line.text):
            break
        if not words.asked(after.text) and (not below or marker(after.text, item_words)):
            break
        titles.append(line)
    return titles


class _Parting:
    """The state of reading from top to bottom: under which question we are."""

    def __init__(
        self,
        text: str,
        layout: Layout,
        words: Wording,
        tables: Tables,
        item_words: frozenset[str],
        public: Callable[[Span], str],
    ) -> None:
        self.public = public
        self.text = text
        self.layout = layout
        self.wording = words
        self.tables = tables
        self.item_words = item_words
        self.sections: list[Section] = []
        self.titles: list[Span] = []
        self.question: Question | None = None
        self.page: int | None = None
        self.rank = 0
        self.numbers: frozenset[int] = frozenset()
        self.expects = False
        self.sub = False
        """Whether headings of the question's rank stand below it: the first one follows it at once."""
        self.lines: list[Line] = []

    def read(self, lines: Sequence[Line]) -> None:
        """Every line from top to bottom, tables as wholes."""
        headings = Headings(lines, self.text, self.layout, self.wording, self.item_words)
        start = 0
        for table, own in grouped(lines):
            if table is None or not self._table(own):
                self._text(headings, start, start + len(own))
            start += len(own)
        self.close()
        self.sections = without_heads(self.sections, self.text)

    def _text(self, headings: Headings, index: int, end: int) -> None:
        lines = headings.lines
        while index < end:
            kind = self.question.kind if self.question else None
            place = Place(kind, self.numbers, headings.listed(self.lines))
            heading = headings.at(index, place)
            if heading:
                self._open(heading, lines[index].block.page)
                index += heading.lines
            else:
                self.lines.append(lines[index])
                index += 1

    def _open(self, heading: Heading, page: int | None) -> None:
        """A heading of its own, or one below the last one that tells nothing new."""
        if not self.sections and not self.lines and not heading.told:
            self.titles.append(heading.span)
        kind = self.question.kind if self.question else None
        inherits = not heading.told and not heading.asks
        if inherits and kind and (heading.rank > self.rank or self.sub or not self.lines):
            self.sub = self.sub or heading.rank <= self.rank
            self._close(final=False)
            return
        self.sub = False
        self.close()
        self.question = self.wording.question(self.public(heading.span), heading.span)
        self.rank = heading.rank
        self.numbers = heading.numbers or self.numbers
        self.expects = heading.told and (heading.asks or bool(_BLANK.match(self.text, heading.span.end)))
        self.page = page

    def close(self) -> None:
        self._close(final=True)

    def _close(self, final: bool) -> None:
        if self.lines or (final and self.expects):
            self.sections.append(Section(self.question, tuple(self.lines), self.expects, self.page))
        self.lines = []
        self.expects = self.expects and final

    def _table(self, lines: Sequence[Line]) -> bool:
        """Read a table by its header or its labels; False where it is no more than lines."""
        title, rows = self.tables.titled(lines) or (None, lines)
        asked = self.tables.columned(rows)
        listing = None if asked else self.tables.listing(rows)
        asked = asked or (None if listing else self.tables.labelled(rows))
        if not listing and not asked:
            return False
        if title:
            self._open(self._label(title), title.block.page)
        if listing:
            self._list(listing)
        for label, answer in asked or ():
            self._open(self._label(label), label.block.page)
            self.lines += answer
        return True

    def _label(self, line: Line) -> Heading:
        words = " ".join(line.text.split())
        return Heading(1, line.span, words, 2, self.wording.kind(words))

    def _list(self, listing: Listing) -> None:
        """Rows stand under their column's heading where that tells a kind, else under the question above."""
        before = self.question
        kind = before.kind if before else None
        own = replace(self.wording.question(listing.kind_cell, listing.header.span), levels=())
        if own.kind is None and listing.acts:
            own = replace(own, kind="action")
        if kind is None or (own.kind is not None and own.kind != kind):
            self.close()
            self.question = own if own.kind else before
        self.lines += listing.rows
        if self.question is not before:
            self.close()
            self.question = before
