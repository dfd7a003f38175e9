"""An answer's lines become items: one bullet, one letter, one number, one paragraph each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gfmd_graph.form.labels import Marker, marker
from gfmd_graph.model import Block, Span
from gfmd_graph.words import plain

_SENTENCE_END = re.compile(r"[.!?…:;)\]\"']\s*$")
_OPENS = re.compile(r"(?!(?:e\.?g\.?|i\.?e\.?|ex\.|p\. ?ej\.|par ex)(?:\W|$))[\"'(¿¡]*(?-i:[A-Z0-9])", re.I)
_SHORT_LINE = 0.7
"""In a list, a line shorter than this share of the widest one may end an item without a marker after it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a whole block of an answer. `text` has no white space at its ends."""

    text: str
    span: Span
    block: Block
    indent: int
    after_blank: bool


@dataclass(frozen=True, slots=True)
class Item:
    """Lines that belong together. `start` is where the words begin, after the marker."""

    lines: tuple[Line, ...]
    start: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.lines[-1].span.end)

    @property
    def gaps(self) -> tuple[Span, ...]:
        """What stands between two lines of the item that are not neighbours in the report."""
        pairs = zip(self.lines, self.lines[1:], strict=False)
        return tuple(Span(a.span.end, b.span.start) for a, b in pairs)


def items(lines: Sequence[Line], item_words: frozenset[str], body_indent: int) -> list[Item]:
    """The items of one answer, in reading order."""
    found: list[Item] = []
    rows = _Rows(lines, item_words, body_indent)
    for index, line in enumerate(lines):
        mark = rows.opening(index)
        if mark is None and found and not rows.starts_paragraph(index):
            found[-1] = Item((*found[-1].lines, line), found[-1].start)
        else:
            found.append(Item((line,), line.span.start + (mark.length if mark else 0)))
    return [item for item in found if item.span.start < item.span.end]


class _Rows:
    """What the lines of one answer tell about each other: where counting stands, what an indent means."""

    def __init__(self, lines: Sequence[Line], item_words: frozenset[str], body_indent: int) -> None:
        self.lines = lines
        self.item_words = item_words
        self.width = max((len(line.text) for line in lines), default=0)
        self.body_indent = body_indent
        self.indent_marks = self._indent_marks()
        self.last: dict[str, int] = {}
        self.bulleted = False

    def _indent_marks(self) -> int | None:
        """A first line set in further than the body of the text says that its indent opens items."""
        first = next((line for line in self.lines if not line.block.certain), None)
        if first is None or first.indent <= self.body_indent or marker(first.text, self.item_words):
            return None
        return first.indent

    def opening(self, index: int) -> Marker | None:
        """The marker that opens an item at this line, None where there is none or it is part of the text."""
        line = self.lines[index]
        if line.block.label:
            return Marker(self._label_length(line), "label")
        mark = marker(line.text, self.item_words)
        if mark is None:
            return None
        if mark.counts:
            return mark if self._next_in_row(mark) else None
        if mark.style == "bullet -" and self.last and not self._ended(index):
            return None
        self.bulleted = True
        return mark

    def _label_length(self, line: Line) -> int:
        """The format's own label, and a word such as "Question:" behind it."""
        length = len(line.block.label)
        length += len(line.text[length:]) - len(line.text[length:].lstrip())
        word = marker(line.text[length:], self.item_words)
        return length + (word.length if word and word.style == "word" else 0)

    def _next_in_row(self, mark: Marker) -> bool:
        for style, value in mark.values:
            last = self.last.get(style)
            if value == 1 or (last is not None and 0 < value - last <= 2):
                self.last[style] = value
                return True
        return False

    def _ended(self, index: int) -> bool:
        return index == 0 or bool(_SENTENCE_END.search(plain(self.lines[index - 1].text)))

    def starts_paragraph(self, index: int) -> bool:
        """Whether a line without a marker begins an item of its own."""
        line, before = self.lines[index], self.lines[index - 1]
        if line.block.certain or before.block.certain:
            return True
        if self.indent_marks is not None:
            return self.body_indent < line.indent <= self.indent_marks + 1
        if not self._ended(index) or not _OPENS.match(plain(line.text)):
            return False
        listed = bool(self.last) or self.bulleted
        if listed and not line.after_blank:
            return False
        return self._breaks_early(before, line, _SHORT_LINE if listed else 1.0)

    def _breaks_early(self, before: Line, line: Line, share: float) -> bool:
        """The next word would still have fitted on the line before: somebody ended a paragraph there."""
        word = line.text.split(maxsplit=1)[0]
        return len(before.text) + 1 + len(word) <= self.width * share
