"""Puts the lines of a PDF together again: paragraphs, list items and cells, also over page breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
_RECENT = 5
_LONGEST_WORD = 60

Numbered = tuple[str, str]

_NUMBERED_WORD = re.compile(r"[A-ZÀ-Þ]\w+ ?\d{1,2} ?[:.–-](?:\s|$)")
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
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
            text = hyphens.join(paragraph.lines, paragraph.broken_at(flow.right))
            level = levels.of(first, paragraph.bold)
            yield Piece(text, first.label, level, paragraph.bold, first.page, flow.cell)


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
    return above.x1 + above.space + below.first > right


@dataclass(slots=True)
class _Paragraph:
    """The lines so far; `bold` when all of them are."""

    lines: list[Line]
    bold: bool

    def right(self, right: float) -> float:
        """Where its lines wrap, which may be before the margin."""
        recent = self.lines[-_RECENT:]
        return min(right, max(line.x1 for line in recent)) if len(recent) > 1 else right

    def broken_at(self, right: float) -> set[int]:
        """The places of the lines that end early, at a hard line break."""
        if len(self.lines) > 2:
            right = max(line.x1 for line in self.lines)
        return {
            place
            for place, (above, below) in enumerate(pairwise(self.lines))
            if above.page == below.page and above.x1 + below.first + _CLEARLY_SHORT * above.size < right
        }


def _paragraphs(flow: Flow, leading: float) -> Iterator[_Paragraph]:
    current: _Paragraph | None = None
    labels: set[Numbered] = set()
    for line in flow.lines:
        if current and not _begins(current, line, flow.right, leading, labels):
            current.lines.append(line)
            current.bold = current.bold and line.bold
            continue
        if current:
            yield current
        if line.label:
            labels |= _successors(line.label)
        current = _Paragraph([line], line.bold)
    if current:
        yield current


def _begins(current: _Paragraph, line: Line, right: float, leading: float, labels: set[Numbered]) -> bool:
    """Does `line` begin a new paragraph?"""
    above = current.lines[-1]
    full = _is_full(above, line, right)
    lower = line.text[0].islower()
    runs_on = _is_full(above, line, current.right(right)) and (lower or not ENDED.search(above.text))
    gap = _gap(current, line, leading)
    if line.label and _is_item(current, line, full, gap, labels):
        return True
    if _NUMBERED_WORD.match(line.text) and not runs_on:
        return True
    if abs(above.size - line.size) > _SAME_SIZE * above.size:
        return True
    if current.bold != line.bold and (line.bold or current.lines[0].bold):
        return not (runs_on and lower)
    if gap > _FAR or gap < 0 or (gap > _LOOSE and not (runs_on and (lower or (full and gap <= _LOOSER)))):
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
    if first.label and abs(line.x0 - first.text_x) <= _ALIGNED:
        return False
    margin = current.lines[1].x0 if len(current.lines) > 1 else first.x0
    if abs(line.x0 - margin) <= _ALIGNED:
        return not going_on if crosses else not (full or going_on)
    centred = abs((line.x0 + line.x1) - (above.x0 + above.x1)) <= 2 * _ALIGNED
    if len(current.lines) == 1 and line.x0 < first.x0 and not first.label:
        return not ((full and not crosses) or going_on)  # the first line was indented
    return not ((runs_on and (lower or len(current.lines) == 1)) or (centred and runs_on))


def _is_item(current: _Paragraph, line: Line, full: bool, gap: float, labels: set[Numbered]) -> bool:
    """Is the label of `line` one, and not the middle of a sentence that happens to look like one?"""
    first = current.lines[0]
    if line.label in BULLETS or not full or gap > _LOOSE or ENDED.search(current.lines[-1].text):
        return True
    style, count = _style(line.label)
    if count in ("1", "a", "i") or (style, count) in labels:
        return True
    if style == first.label and not count:
        return abs(line.x0 - first.x0) <= _ALIGNED
    if not first.label or line.x0 > first.text_x - _ALIGNED:
        return False
    # Left of the words of the item, where its wrapped lines do not stand.
    wraps_below_label = len(current.lines) == 1 or abs(current.lines[1].x0 - first.x0) <= _ALIGNED
    return abs(line.x0 - first.x0) > _ALIGNED or not wraps_below_label


def _style(label: str) -> Numbered:
    """How the label is written, and its number: "a-" is ("-", "a")."""
    count = "".join(re.findall(r"[^\W_]+|(?<=\d)\.(?=\d)", label)).lower()
    return re.sub(r"[^\W_]+", "", label), count


def _successors(label: str) -> set[Numbered]:
    """What the next label of the list may be: after "i." that is "ii." or "j."."""
    style, count = _style(label)
    head, _, last = count.rpartition(".")
    following: set[str] = set()
    if last.isdecimal():
        following.add(str(int(last) + 1))
    if len(last) == 1:
        following.add(chr(ord(last) + 1))
    if last in _ROMAN[:-1]:
        following.add(_ROMAN[_ROMAN.index(last) + 1])
    return {(style, f"{head}.{each}" if head else each) for each in following}


class _Levels:
    """How deep each item is nested: an item further to the right is inside the one above it."""

    def __init__(self) -> None:
        self._open: list[float] = []

    def of(self, first: Line, heading: bool) -> int:
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
        inside = " ".join(line.rpartition(" ")[0] if line[-1] in "-\u00ad" else line for line in lines)
        self._words = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", inside.lower()))
        self._breaks = sum(self._is_known(*_halves(above, below)) is True for above, below in pairwise(lines))

    def _is_known(self, head: str, tail: str) -> bool | None:
        """True: the document has the word without a hyphen; False: it keeps its hyphen; None: not known."""
        if not head or not tail[:1].islower() or self._words[f"{head}-{tail}".lower()]:
            return False
        return True if self._words[f"{head}{tail}".lower()] else None

    def join(self, lines: Sequence[Line], broken: set[int]) -> str:
        """The text of a paragraph; the lines at the places in `broken` end with a line break."""
        parts = [lines[0].text]
        for place, (above, below) in enumerate(pairwise(lines)):
            known = self._is_known(*_halves(above.text, below.text))
            if place in broken:
                parts.append("\n")
            elif above.text[-1] == "\u00ad" or known or (known is None and self._breaks >= 2):
                parts[-1] = parts[-1][:-1]
            elif not (re.search(r"\w[-–/]$", above.text[-2:]) and below.text[0].isalnum()):
                parts.append(" ")
            parts.append(below.text)
        return "".join(parts)


def _halves(above: str, below: str) -> tuple[str, str]:
    """The halves of a word that a line end parts at a hyphen; empty when it parts none."""
    found = _BROKEN_WORD.search(above[-_LONGEST_WORD:])
    tail = re.match(r"[^\W\d_]*", below)
    return (found[1], tail[0]) if found and tail else ("", "")
