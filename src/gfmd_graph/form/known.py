"""A report on a form that has a template: its fixed texts part it into questions and answers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from gfmd_graph.form.anchors import Anchor
from gfmd_graph.form.fields import Field, Fields
from gfmd_graph.form.headings import Headings, Place
from gfmd_graph.form.lines import Layout, Line
from gfmd_graph.form.matching import Match
from gfmd_graph.form.sections import Section
from gfmd_graph.form.tables import Tables
from gfmd_graph.model import Document, Question, Span


@dataclass(frozen=True, slots=True)
class Known:
    """The parts of a report on a known form. `left_over` lines neither ask, answer nor are the form's."""

    sections: tuple[Section, ...]
    fields: tuple[Field, ...]
    left_over: tuple[Line, ...]


def known_parts(
    document: Document,
    match: Match,
    lines: dict[int, Line],
    layout: Layout,
    fields: Fields,
    tables: Tables,
    item_words: frozenset[str],
    public: Callable[[Span], str],
) -> Known:
    """The questions of the form with their answers, and what stands before and between them."""
    parts = _Parts(document, match, lines, layout, fields, tables, item_words, public)
    sections: list[Section] = []
    outside: list[Line] = []
    found: list[Field] = []
    for anchor, indexes in parts.spans():
        if anchor is not None and anchor.entry.role == "question":
            sections += parts.questions(anchor, indexes)
            continue
        free = indexes
        if anchor is not None and anchor.entry.role == "field":
            value = parts.value(anchor, indexes, fields)
            found.append(value)
            free = [index for index in indexes if index not in value.lines]
        own_fields = fields.find(lines, layout, free)
        found += own_fields
        taken = {index for field in own_fields for index in field.lines}
        outside += [lines[index] for index in free if index not in taken]
    left = [line for line in outside if not fields.is_furniture(line)]
    return Known(tuple(sections), tuple(found), tuple(left))


class _Parts:
    def __init__(
        self,
        document: Document,
        match: Match,
        lines: dict[int, Line],
        layout: Layout,
        fields: Fields,
        tables: Tables,
        item_words: frozenset[str],
        public: Callable[[Span], str],
    ) -> None:
        self.fields = fields
        self.public = public
        self.document = document
        self.layout = layout
        self.item_words = item_words
        self.lines = lines
        self.tables = tables
        self.heads = [anchor for anchor in match.anchors if anchor.entry.role != "furniture"]
        self.anchored = {n for anchor in match.anchors for n in range(anchor.first, anchor.last + 1)}
        self.order = list(lines)

    def spans(self) -> Iterator[tuple[Anchor | None, list[int]]]:
        """Each fixed text but furniture with the free lines below it; first the lines above all of them."""
        ends = [anchor.first for anchor in self.heads] + [len(self.document.blocks)]
        yield None, self._free(-1, ends[0])
        for anchor, end in zip(self.heads, ends[1:], strict=True):
            yield anchor, self._free(anchor.last, end)

    def _free(self, after: int, before: int) -> list[int]:
        within = self.order[bisect_left(self.order, after + 1) : bisect_left(self.order, before)]
        return [index for index in within if index not in self.anchored]

    def questions(self, anchor: Anchor, indexes: Sequence[int]) -> Iterator[Section]:
        """A question of the form, and those below it that only this edition asks."""
        below = (self.lines[index] for index in indexes)
        lines = [line for line in below if not self.fields.is_furniture(line)]
        words = self.tables.wording
        headings = Headings(lines, self.document.text, self.layout, words, self.item_words)
        question, page = question_of(anchor), self.document.blocks[anchor.last].page
        numbers = self._numbers(anchor)
        rest = self._rest(anchor)
        own = [rest] if rest else []
        index = 0
        while index < len(lines):
            heading = headings.added(index, Place(question.kind, numbers, headings.listed(own)))
            if heading:
                yield Section(question, tuple(self._rows(own)), True, page)
                question, page = (
                    words.question(self.public(heading.span), heading.span),
                    lines[index].block.page,
                )
                numbers, own = heading.numbers, []
                index += heading.lines
            else:
                own.append(lines[index])
                index += 1
        # An added question with nothing below it leads to the form's own that follow.
        yield Section(question, tuple(self._rows(own)), question.of_template, page)

    def _numbers(self, anchor: Anchor) -> frozenset[int]:
        """The number that the report prints before a question."""
        before = self.document.text[self.document.blocks[anchor.first].span.start : anchor.span.start]
        digits = before.strip(" .)(\t-:")
        return frozenset([int(digits)] if digits.isdecimal() and len(digits) < 3 else [])

    def value(self, anchor: Anchor, indexes: Sequence[int], fields: Fields) -> Field:
        """A field's value: the rest of its line and the lines below, up to the next field."""
        rest = self._rest(anchor)
        own: list[int] = []
        for index in indexes:
            label, colon, _ = self.lines[index].text[:80].partition(":")
            if colon and fields.name_of(label):
                break
            own.append(index)
        filled = [*([rest] if rest else []), *(self.lines[index] for index in own)]
        end = anchor.span.end
        span = Span(filled[0].span.start, filled[-1].span.end) if filled else Span(end, end)
        return Field(anchor.entry.name, tuple(own), span)

    def _rest(self, anchor: Anchor) -> Line | None:
        """The answer that begins on the same line as its question."""
        line = self.lines.get(anchor.last)
        if line is None or anchor.rest >= line.span.end:
            return None
        span = Span(anchor.rest, line.span.end)
        block = replace(line.block, label="")
        return Line(self.document.text[span.start : span.end], span, block, line.indent, line.after_blank)

    def _rows(self, lines: Sequence[Line]) -> list[Line]:
        """The same lines, with each table that gives one thing a row as its rows."""
        kept: list[Line] = []
        for table, own in grouped(lines):
            listing = self.tables.listing(own) if table is not None else None
            kept += listing.rows if listing else own
        return kept


def grouped(lines: Sequence[Line]) -> Iterator[tuple[int | None, list[Line]]]:
    """Lines of one table together, and the lines between tables."""
    own: list[Line] = []
    table: int | None = None
    for line in lines:
        number = line.block.cell[0] if line.block.cell else None
        if own and number != table:
            yield table, own
            own = []
        table = number
        own.append(line)
    if own:
        yield table, own


def question_of(anchor: Anchor) -> Question:
    entry = anchor.entry
    return Question(
        of_template=True,
        id=entry.id,
        code=entry.code,
        span=anchor.span,
        kind=entry.kind,
        assessment=entry.assessment,
        status=entry.status,
        horizon=entry.horizon,
        year=entry.year,
        levels=entry.levels,
    )
