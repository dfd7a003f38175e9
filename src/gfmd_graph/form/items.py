"""An answer's lines become items: one bullet, one letter, one number, one paragraph each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gfmd_graph.form.labels import Marker, label_marker, marker, words_at
from gfmd_graph.form.lines import Layout, Line
from gfmd_graph.model import Span
from gfmd_graph.words import key

_SHORT_LINE = 0.7
"""In a list, a line shorter than this share of the widest one may end an item without a marker after it."""
_LEAD_WORDS = 12
_USUAL_WIDTH = 72
_QUOTE, _CLOSED = '“„«"', '”»")]'
"""One quotation a line: the next one opens where the last one, or who said it, was closed."""
_INNER_END = re.compile(r"[.!?;]\s")


@dataclass(frozen=True, slots=True)
class Item:
    """Lines that belong together. `start` is where the words begin, after the marker `mark`."""

    lines: tuple[Line, ...]
    start: int
    mark: Marker | None = None

    @property
    def span(self) -> Span:
        return Span(self.start, self.lines[-1].span.end)

    @property
    def gaps(self) -> tuple[Span, ...]:
        """What stands between two lines of the item that are not neighbours in the report."""
        pairs = zip(self.lines, self.lines[1:], strict=False)
        return tuple(Span(a.span.end, b.span.start) for a, b in pairs)


def items(
    lines: Sequence[Line], item_words: frozenset[str], layout: Layout, small: frozenset[str] = frozenset()
) -> list[Item]:
    """The items of one answer, in reading order, without lines that only lead to the list below them.

    `small` are words of a language with which no item ends.
    """
    opened: list[tuple[list[Line], int, Marker | None]] = []
    rows = _Rows(lines, item_words, layout, small)
    for index, line in enumerate(lines):
        joins = line.joins and bool(opened)
        mark = None if joins else rows.opening(index)
        hangs = mark is None and bool(opened) and _hangs(opened[-1][0], opened[-1][2], line)
        if joins or hangs or (mark is None and opened and not rows.starts_paragraph(index)):
            opened[-1][0].append(line)
        else:
            opened.append(([line], line.span.start + (mark.length if mark else 0), mark))
    found = [Item(tuple(own), start, mark) for own, start, mark in opened]
    found = [item for item in found if item.span.start < item.span.end]
    return [item for place, item in enumerate(found) if not _leads(item, found[place + 1 : place + 2])]


def _hangs(lines: Sequence[Line], mark: Marker | None, line: Line) -> bool:
    """Whether a paragraph is a further one of the item above: set in below its words, not its marker."""
    if mark is None or line.block.certain != lines[0].block.certain:
        return False
    if line.block.certain:
        return line.block.goes_on and line.block.level == lines[0].block.level
    return line.indent >= lines[0].indent + 2 and not lines[-1].text.endswith(":")


def _leads(item: Item, following: Sequence[Item]) -> bool:
    """Whether an item says no more than that a list follows: "States should:"."""
    last = item.lines[-1].text
    if item.mark or not last.endswith(":") or not following or not following[0].mark:
        return False
    if len(item.lines) > 2 or sum(len(line.text) for line in item.lines) > 200:
        return False
    words = " ".join(line.text for line in item.lines)
    return len(words.split()) <= _LEAD_WORDS and not _INNER_END.search(words)


def parents(found: Sequence[Item]) -> list[int | None]:
    """For each item the index of the one whose sub-item it is."""
    above: list[int | None] = []
    open_items: list[int] = []
    styles = [_style(item) for item in found]
    last = {style: index for index, style in enumerate(styles) if style}
    for index, item in enumerate(found):
        if not item.mark:
            open_items = []
        else:
            same = next((n for n, other in enumerate(open_items) if _level(found[other], item)), None)
            if same is not None:
                del open_items[same:]
            elif open_items and not _below(found[open_items[-1]], item, last, index):
                open_items = []
        above.append(open_items[-1] if open_items and item.mark else None)
        if item.mark:
            open_items.append(index)
    return above


def _style(item: Item) -> str:
    if not item.mark:
        return ""
    return f"{item.lines[0].block.level} {item.mark.style} {len(item.mark.path)}"


def _level(one: Item, other: Item) -> bool:
    near = abs(one.lines[0].indent - other.lines[0].indent) < 4 or bool(other.mark and other.mark.counts)
    return _style(one) == _style(other) and near


def _below(above: Item, item: Item, last: dict[str, int], index: int) -> bool:
    """Whether a marker of another style opens a sub-item: further in, announced, or the list goes on."""
    one, other = above.lines[0], item.lines[0]
    if other.block.level != one.block.level:
        return other.block.level > one.block.level
    if item.mark and above.mark and item.mark.path:
        return len(item.mark.path) > max(1, len(above.mark.path))
    if abs(other.indent - one.indent) >= 2:
        return other.indent > one.indent
    return above.lines[-1].text.endswith(":") or last[_style(above)] > index


class _Rows:
    """What the lines of one answer tell about each other: where counting stands, what an indent means."""

    def __init__(
        self, lines: Sequence[Line], item_words: frozenset[str], layout: Layout, small: frozenset[str]
    ) -> None:
        self.lines = lines
        self.item_words = item_words
        self.layout = layout
        self.width = max((len(line.text) for line in lines), default=0)
        self.indent_marks = self._indent_marks()
        self.line_items = self._line_items(small)
        self.last: dict[str, int] = {}
        self.bulleted = False
        self.dashes: set[int] = set()
        self.outline: dict[tuple[int, ...], int] = {}

    def _indent_marks(self) -> int | None:
        """A first line set in further than the body of the text says that its indent opens items."""
        first = next((line for line in self.lines if not line.block.certain), None)
        if first is None or first.indent <= self.layout.indent or marker(first.text, self.item_words):
            return None
        return first.indent

    def _line_items(self, small: frozenset[str]) -> bool:
        """Whether somebody put one item on each line, with no sign but the end of the line."""
        if len(self.lines) < 2 or any(line.block.certain for line in self.lines):
            return False
        if any(line.joins or marker(line.text, self.item_words) for line in self.lines):
            return False
        early = all(
            len(line.text) + 1 + len(after.text.split(maxsplit=1)[0])
            < max(self.layout.width, _USUAL_WIDTH) * _SHORT_LINE
            for line, after in zip(self.lines, self.lines[1:], strict=False)
        )
        return early and all(
            line.opens and not line.text.endswith((",", "-", ":")) and _last_word(line) not in small
            for line in self.lines
        )

    def opening(self, index: int) -> Marker | None:
        """The marker that opens an item at this line, None where there is none or it is part of the text."""
        line = self.lines[index]
        if line.block.label:
            return self._labelled(line)
        mark = marker(line.text, self.item_words)
        if mark is None:
            return None
        if mark.counts:
            return mark if self._next_in_row(mark, index) else None
        if mark.style == "bullet -" and not self._dash(index):
            return None
        if mark.style == "bullet o" and not self._round_bullet(index, mark):
            return None
        self.bulleted = True
        return mark

    def _dash(self, index: int) -> bool:
        """In a counted list a dash at the start of a line may be one of the sentence."""
        indent = self.lines[index].indent
        if self.last and not self._ended(index) and indent not in self.dashes:
            return False
        self.dashes.add(indent)
        return True

    def _labelled(self, line: Line) -> Marker:
        """The format's own label, and a word such as "Question:" or a box to tick behind it."""
        sign = line.block.label
        length = words_at(line.text, sign)
        word = marker(line.text[length:], self.item_words)
        shown = label_marker(sign, self.item_words)
        extra = word.length if word and word.style in ("word", "bullet [") else 0
        style, values, path = (shown.style, shown.values, shown.path) if shown else ("label", (), ())
        return Marker(length + extra, style, values, path)

    def _round_bullet(self, index: int, mark: Marker) -> bool:
        """A lone "o" is also Spanish for "or": it opens an item only where a sentence can begin."""
        line = self.lines[index]
        begins = line.text[mark.length : mark.length + 1]
        deeper = index > 0 and line.indent > self.lines[index - 1].indent
        return (self._ended(index) or line.after_blank or deeper) and not begins.islower()

    def _next_in_row(self, mark: Marker, index: int) -> bool:
        if mark.path:
            return self._goes_on(mark, index)
        for style, value in mark.values:
            last = self.last.get(style)
            if value == 1 or (last is not None and 0 < value - last <= 2):
                self.last[style] = value
                return True
        if index == 0 and mark.values[0][1] < 60:  # a list that goes on counting from the answer before
            self.last.update([mark.values[0]])
            return True
        return False

    def _goes_on(self, mark: Marker, index: int) -> bool:
        """Whether "1.2" counts on; "2.1 million" at the start of a line does not."""
        *above, number = mark.path
        prefix = tuple(above)
        last = self.outline.get(prefix)
        opened = self.last.get("number") == above[-1] or self.outline.get(prefix[:-1]) == above[-1]
        counted = opened if number == 1 else last is not None and 0 < number - last <= 2
        begins = self.lines[index].text[mark.length : mark.length + 1]
        sure = self._ended(index) or (counted and not begins.islower())
        first = not begins.islower() and (number == 1 or index == 0)
        if not sure or not (counted or first):
            return False
        self.outline[prefix] = number
        return True

    def _ended(self, index: int) -> bool:
        return index == 0 or self.lines[index - 1].ended

    def starts_paragraph(self, index: int) -> bool:
        """Whether a line without a marker begins an item of its own."""
        line, before = self.lines[index], self.lines[index - 1]
        if line.block.certain or before.block.certain or self.line_items:
            return True
        if line.text[0] in _QUOTE and before.text[-1] in _CLOSED:
            return True
        if self.layout.blank_breaks and line.after_blank and line.opens and self._ended(index):
            return True
        if self.indent_marks is not None:
            return self.layout.indent < line.indent <= self.indent_marks + 1
        if not self._ended(index) or not line.opens:
            return False
        listed = bool(self.last) or self.bulleted
        if listed and not line.after_blank:
            return False
        return self._breaks_early(before, line, _SHORT_LINE if listed else 1.0)

    def _breaks_early(self, before: Line, line: Line, share: float) -> bool:
        """The next word would still have fitted on the line before: somebody ended a paragraph there."""
        word = line.text.split(maxsplit=1)[0]
        return len(before.text) + 1 + len(word) <= self.width * share


def _last_word(line: Line) -> str:
    return key(line.text.rsplit(maxsplit=1)[-1][-40:])
