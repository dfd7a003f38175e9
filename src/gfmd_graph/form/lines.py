"""A document's lines: where each stands, and what repeats on every page and is nobody's answer."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import pairwise

from gfmd_graph.model import Block, Document, Span
from gfmd_graph.words import key, plain

_TAIL = 12
_SENTENCE_END = re.compile(r"[.!?…:;)\]\"']\s*$")
_OPENS = re.compile(r"(?!(?:e\.?g\.?|i\.?e\.?|ex\.|p\. ?ej\.|par ex)(?:\W|$))[\"'(¿¡]*(?-i:[A-Z0-9])", re.I)
_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(r"\W*+(?:p|pag|page|pagina)?\W*+\d{1,4}(?:\W++(?:of|de|sur|von)?\W*+\d{1,4})?\W*+", re.I)
_FOOT = re.compile(
    r"\b(?:p|pag|page|pagina)\W{0,3}\d{1,4}\W{0,3}(?:of|de|sur|von|/)\W{0,3}\d{1,4}\W*$"
    r"|^[-–—]\s?\d{1,4}\s?[-–—]$",
    re.I,
)
"""A page among pages, or a number between dashes, at the end of a line that stands apart."""
_LAST = re.compile(r"\b\d{1,3}/\d{1,3}\W*$")
"""The same at the end of a report: "2/2"."""
_PAGE_WORD = re.compile(r"\b(?:p|pag|page|pagina)\b", re.I)
_LONG = 200
_WRAPPED = 100
"""Nobody wraps lines further out than that."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a whole block of an answer. `text` has no white space at its ends.

    `joins` is the further cell of a table's row: it goes on with the item of the line before.
    """

    text: str
    span: Span
    block: Block
    indent: int
    after_blank: bool
    joins: bool = False

    @property
    def ended(self) -> bool:
        """Whether a sentence may end with this line."""
        return bool(_SENTENCE_END.search(plain(self.text[-_TAIL:])))

    @property
    def opens(self) -> bool:
        """Whether a sentence may begin with this line."""
        return bool(_OPENS.match(plain(self.text[:_TAIL])))

    @property
    def lower(self) -> bool:
        """Whether it begins with a word in lower case; "a) ..." is a marker, not a word."""
        return self.text[:1].islower() and self.text[1:2].isalpha()


@dataclass(frozen=True, slots=True)
class Layout:
    """What the lines of a document tell together.

    `indent` is the one that most lines have, `width` the length of its longest lines. With `blank_breaks`
    a blank line ends a paragraph; some print-outs have one after every line.
    """

    indent: int
    width: int
    blank_breaks: bool


def lines_of(document: Document) -> dict[int, Line]:
    """The blocks that hold words, by index; without running headers and page numbers."""
    found: dict[int, Line] = {}
    end = 0
    for index, block in enumerate(document.blocks):
        blank = document.text.count("\n", end, block.span.start) > 1
        line = _line(document, block, blank)
        if line:
            found[index] = line
            end = line.span.end
    running = _running(found)
    kept = {index: line for index, line in found.items() if index not in running}
    return {n: _whole(line) for n, line in kept.items()} if _unwrapped(kept.values()) else kept


def _unwrapped(lines: Collection[Line]) -> bool:
    """Whether each line is a paragraph, as a word processor saves a text: long lines, and none goes on."""
    long = any(len(line.text) > _WRAPPED for line in lines)
    return long and not any(line.block.certain or line.lower or line.after_blank for line in lines)


def _whole(line: Line) -> Line:
    return replace(line, block=replace(line.block, certain=True))


def layout_of(lines: dict[int, Line]) -> Layout:
    typed = [line for line in lines.values() if not line.block.certain]
    indents = Counter(line.indent for line in typed)
    indent = min(indents, key=lambda value: (-indents[value], value)) if indents else 0
    lengths = sorted(len(line.text) for line in typed)
    width = lengths[(len(lengths) * 95) // 100] if lengths else 0
    return Layout(indent, min(width, _LONG), _blank_breaks(typed))


def _blank_breaks(typed: list[Line]) -> bool:
    after = [(before, line) for before, line in pairwise(typed) if line.after_blank]
    torn = sum(line.lower and not before.ended for before, line in after)
    return bool(after) and torn * 12 <= len(after)


def _line(document: Document, block: Block, after_blank: bool) -> Line | None:
    raw = document.text[block.span.start : block.span.end]
    text = raw.strip()
    if not any(char.isalnum() for char in text):
        return None
    indent = len(raw) - len(raw.lstrip())
    start = block.span.start + indent
    return Line(text, Span(start, start + len(text)), block, indent, after_blank)


def _running(lines: dict[int, Line]) -> set[int]:
    """Lines that stand at the edge of several pages and differ in digits alone, and page numbers."""
    same: dict[str, list[int]] = defaultdict(list)
    edges = _edges(lines)
    for index, line in lines.items():
        if line.block.certain or len(line.text) > _LONG:
            continue
        masked = _DIGITS.sub("0", key(line.text))
        if index in edges or (_PAGE_WORD.search(plain(line.text)) and "0" in masked):
            same[masked].append(index)
    running: set[int] = set()
    for indexes in same.values():
        if len(indexes) > 1 and _counts(lines, indexes):
            running.update(indexes)
    running.update(index for index in edges if _is_page_number(lines[index].text))
    last = max(lines, default=-1)
    running.update(index for index, line in lines.items() if _is_foot(line, index == last))
    return running


def _is_foot(line: Line, last: bool) -> bool:
    apart = line.after_blank or line.block.certain
    text = plain(line.text) if apart and len(line.text) <= _WRAPPED else ""
    return bool(_FOOT.search(text)) or (last and bool(_LAST.search(text)))


def _is_page_number(text: str) -> bool:
    return len(text) <= _LONG and bool(_PAGE.fullmatch(plain(text)))


def _edges(lines: dict[int, Line]) -> set[int]:
    """The first and the last line of every page, where pages are told."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for index, line in lines.items():
        if line.block.page is not None and not line.block.certain:
            first.setdefault(line.block.page, index)
            last[line.block.page] = index
    return {*first.values(), *last.values()} if len(first) > 1 else set()


def _counts(lines: dict[int, Line], indexes: list[int]) -> bool:
    """Whether the lines are the same but for a number that grows, or stand on different pages."""
    pages = {lines[index].block.page for index in indexes}
    if None not in pages and len(pages) == len(indexes):
        return True
    numbers = [[int(number) for number in _DIGITS.findall(lines[index].text)] for index in indexes]
    return all(a[-1:] < b[-1:] for a, b in pairwise(numbers))
