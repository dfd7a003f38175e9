"""Puts the lines of a PDF together again: paragraphs, list items and cells, also over page breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from gfmd_graph.read.assemble import BULLETS, Piece
from gfmd_graph.read.pdf_lines import ENDED, Line, Page, rows, without_furniture
from gfmd_graph.read.pdf_tables import Flow, flows

_ALIGNED = 3.0
_SAME_SIZE = 0.08
# Line distances, as multiples of the usual one.
_LOOSE = 1.12
_LOOSER = 1.6
_FAR = 2.2
_USUAL_LEADING = 1.2
_CLEARLY_SHORT = 3.0

_NUMBERED_WORD = re.compile(r"[A-ZÀ-Þ]\w+ ?\d{1,2} ?[:.–-](?:\s|$)")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)[-\u00ad]$")


def pieces(pages: Sequence[Page]) -> Iterator[Piece]:
    """The blocks of a document in reading order."""
    found = flows(pages, without_furniture(pages, [rows(page) for page in pages]))
    leading = _leading(found)
    hyphens = _Hyphens(line.text for flow in found for line in flow.lines)
    for flow in found:
        levels = _Levels()
        for paragraph in _paragraphs(flow, leading):
            first = paragraph.lines[0]
            text = hyphens.join(paragraph.lines, paragraph.short)
            bold = all(line.bold for line in paragraph.lines)
            yield Piece(text, first.label, levels.of(paragraph, bold), bold, first.page, flow.cell)


def _leading(found: Sequence[Flow]) -> float:
    """The usual distance of lines in one paragraph, in em."""
    distances = [
        (above.y - below.y) / below.size
        for flow in found
        for above, below in pairwise(flow.lines)
        if above.page == below.page and _is_full(above, below, flow.right) and not below.label
    ]
    return median([each for each in distances if 0.8 < each < 3] or [_USUAL_LEADING])


def _is_full(above: Line, below: Line, right: float) -> bool:
    """Would the first word of `below` not have fitted at the end of `above`?"""
    return above.x1 + 0.2 * above.size + below.first > right


@dataclass(slots=True)
class _Paragraph:
    """The lines so far; `short`: the places of those that end early, at a hard line break."""

    lines: list[Line]
    short: set[int] = field(default_factory=set)

    @property
    def hangs(self) -> bool:
        return bool(self.lines[0].label)


def _paragraphs(flow: Flow, leading: float) -> Iterator[_Paragraph]:
    current: _Paragraph | None = None
    labels: set[tuple[str, str]] = set()
    for line in flow.lines:
        if current and not _begins(current, line, flow.right, leading, labels):
            above = current.lines[-1]
            if above.x1 + line.first + _CLEARLY_SHORT * line.size < flow.right and above.page == line.page:
                current.short.add(len(current.lines) - 1)
            current.lines.append(line)
            continue
        if current:
            yield current
        if line.label:
            labels.add(_successor(line.label))
        current = _Paragraph([line])
    if current:
        yield current


def _begins(current: _Paragraph, line: Line, right: float, leading: float, labels: set[tuple[str, str]]) -> bool:
    """Does `line` begin a new paragraph?"""
    above = current.lines[-1]
    full = _is_full(above, line, right)
    lower = line.text[0].islower()
    runs_on = full and (lower or not ENDED.search(above.text))
    gap = _gap(current, line, leading)
    if line.label and _is_item(current, line, full, gap, labels):
        return True
    if _NUMBERED_WORD.match(line.text) and not runs_on:
        return True
    if abs(above.size - line.size) > _SAME_SIZE * above.size:
        return True
    if all(each.bold for each in current.lines) != line.bold and (line.bold or current.lines[0].bold):
        return not (runs_on and lower)
    if gap > _FAR or gap < 0 or (gap > _LOOSE and not (runs_on and (lower or gap <= _LOOSER))):
        return True
    return _is_elsewhere(current, line, full, runs_on)


def _gap(current: _Paragraph, line: Line, leading: float) -> float:
    """The distance to the line above as a multiple of the usual one; 1 over a page break."""
    above = current.lines[-1]
    if above.page != line.page:
        return 1.0
    usual = leading
    if len(current.lines) > 1 and current.lines[-2].page == above.page:
        usual = max(usual, (current.lines[-2].y - above.y) / above.size)
    return (above.y - line.y) / max(above.size, line.size) / usual


def _is_elsewhere(current: _Paragraph, line: Line, full: bool, runs_on: bool) -> bool:
    """Do the indentation and the end of the line above say that a new paragraph begins?"""
    first, above = current.lines[0], current.lines[-1]
    crosses = above.page != line.page
    lower = line.text[0].islower()
    going_on = runs_on or (lower and not ENDED.search(above.text))
    if current.hangs and abs(line.x0 - first.text_x) <= _ALIGNED:
        return False
    margin = current.lines[1].x0 if len(current.lines) > 1 else first.x0
    if abs(line.x0 - margin) <= _ALIGNED:
        return not going_on if crosses else not (full or going_on)
    centred = abs((line.x0 + line.x1) - (above.x0 + above.x1)) <= 2 * _ALIGNED
    if len(current.lines) == 1 and line.x0 < first.x0 and not first.label:
        return not (full and not crosses or going_on)  # the first line was indented
    return not ((runs_on and (lower or len(current.lines) == 1)) or (centred and runs_on))


def _is_item(current: _Paragraph, line: Line, full: bool, gap: float, labels: set[tuple[str, str]]) -> bool:
    """Is the label of `line` one, and not the middle of a sentence that happens to look like one?"""
    first = current.lines[0]
    if line.label in BULLETS or not full or gap > _LOOSE:
        return True
    style, count = _style(line.label)
    if count in ("1", "a", "i") or (style, count) in labels:
        return True
    if style == first.label and not count:
        return abs(line.x0 - first.x0) <= _ALIGNED
    # Left of the words of the item: not one of its wrapped lines.
    return first.label != "" and line.x0 < first.text_x - _ALIGNED and abs(line.x0 - first.x0) > _ALIGNED


def _style(label: str) -> tuple[str, str]:
    """How the label is written, and its number: "a-" is ("-", "a")."""
    count = "".join(re.findall(r"[^\W_]+|(?<=\d)\.(?=\d)", label)).lower()
    return re.sub(r"[^\W_]+", "", label), count


def _successor(label: str) -> tuple[str, str]:
    style, count = _style(label)
    head, last = re.fullmatch(r"(.*?)(\d*|[a-z]*)", count, re.S).groups()  # type: ignore[union-attr]
    if last.isdigit():
        return style, head + str(int(last) + 1)
    return style, chr(ord(last) + 1) if len(last) == 1 else ""


class _Levels:
    """How deep each item is nested: an item further to the right is inside the one above it."""

    def __init__(self) -> None:
        self._open: list[float] = []

    def of(self, paragraph: _Paragraph, heading: bool) -> int:
        first = paragraph.lines[0]
        if heading or not first.label:
            self._open = []
            return 0
        while self._open and first.x0 < self._open[-1] + _ALIGNED:
            self._open.pop()
        self._open.append(first.x0)
        return len(self._open) - 1


class _Hyphens:
    """Joins lines. A hyphen at a line end is kept, as in non-|negotiable, unless the document shows better.

    It is dropped when it is a soft one, or when the document has the word without and not with it. Word
    breaks no words unless told to: only in a document that does are the words it has nowhere else joined.
    """

    def __init__(self, texts: Iterator[str]) -> None:
        lines = list(texts)
        inside = " ".join(re.sub(r"\S+[-\u00ad]$", " ", line) for line in lines)
        self._words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", inside.lower()))
        self._breaks = sum(
            self._known(found[1], re.match(r"[^\W\d_]*", below)) is True
            for above, below in pairwise(lines)
            if (found := _BROKEN_WORD.search(above))
        )

    def _known(self, head: str, tail: re.Match[str] | None) -> bool | None:
        """True: one word; False: a compound with a hyphen; None: neither is in the document."""
        end = tail[0] if tail else ""
        joined, compound = (head + end).lower(), f"{head}-{end}".lower()
        if not end or not end[0].islower() or self._words[compound]:
            return False
        return True if self._words[joined] else None

    def join(self, lines: Sequence[Line], short: set[int]) -> str:
        """The text of a paragraph; the lines in `short` end with a line break."""
        text = lines[0].text
        for place, line in enumerate(lines[1:]):
            found = _BROKEN_WORD.search(text)
            if place in short:
                text += "\n" + line.text
            elif text.endswith("\u00ad"):
                text = text[:-1] + line.text
            elif found:
                known = self._known(found[1], re.match(r"[^\W\d_]*", line.text))
                drop = known or (known is None and self._breaks >= 2)
                text = (text[:-1] if drop else text) + line.text
            elif re.search(r"\w[-–/]$", text) and line.text[0].isalnum():
                text += line.text
            else:
                text += " " + line.text
        return text
