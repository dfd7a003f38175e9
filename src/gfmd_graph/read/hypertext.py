"""From a tree of HTML elements to pieces: paragraphs, list items and cells with their visible labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from gfmd_graph.read.assemble import Piece, symbol, typed_label
from gfmd_graph.read.encoding import clean
from gfmd_graph.read.furniture import Element, is_left_out, word_set
from gfmd_graph.read.grid import cells, is_layout
from gfmd_graph.read.listing import Listing
from gfmd_graph.read.segments import Line, segments

SOFT_BREAK = "data-soft"
"""Attribute of a <br> that only wraps a line."""

_BLOCKS = word_set(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul"
)
_LISTS = ("ul", "ol", "menu", "dir")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "th", "legend"})
_BOLD = frozenset({"b", "strong"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WEIGHT = re.compile(r"font-weight\s*:\s*(\w+)|font\s*:[^;]*?\b(bold|[6-9]00)\b", re.I)
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]*)", re.I)
_WRAPPED, _ENDED = "\v", "\n"


@dataclass(frozen=True, slots=True)
class _Look:
    """How the words of an element look."""

    bold: bool = False
    heading: bool = False
    kept: bool = False
    font: str = ""

    def inside(self, element: Element) -> _Look:
        look = self
        if element.tag in _HEADINGS:
            look = replace(look, heading=True)
        if element.tag in _BOLD:
            look = replace(look, bold=True)
        if element.tag in ("pre", "xmp", "plaintext"):
            look = replace(look, kept=True)
        style = element.get("style")
        if style:
            weight = _WEIGHT.search(style)
            if weight:
                look = replace(look, bold=_is_heavy(weight[1] or weight[2]))
            font = _FONT.search(style)
            look = replace(look, font=font[1].strip().lower()) if font else look
        return replace(look, font=element.get("face").lower()) if element.get("face") else look


class HyperText:
    """Goes through a tree in order and collects `pieces`; `strict` leaves out what its class calls a menu."""

    def __init__(self, strict: bool) -> None:
        self.pieces: list[Piece] = []
        self._strict = strict
        self._runs: list[tuple[str, bool]] = []
        self._tables = 0
        self._depth = 0
        self._label = ""
        self._inside = False
        """Whether the label of a list item was shown, so that what follows is a further part of it."""
        self._cell: tuple[int, int, int] | None = None

    def read(self, element: Element) -> list[Piece]:
        self._element(element, _Look())
        self._flush()
        return self.pieces

    def _element(self, element: Element, look: _Look) -> None:
        if is_left_out(element, self._strict):
            return
        tag = element.tag
        if tag == "br":
            self._runs.append((_WRAPPED if SOFT_BREAK in element.attrib else _ENDED, False))
            return
        look = look.inside(element)
        if tag not in _BLOCKS:
            self._children(element, look)
            return
        self._flush()
        if tag in _LISTS:
            self._list(element, look)
        elif tag == "table" and not is_layout(element):
            self._table(element, look)
        else:
            self._children(element, look)
        self._flush()

    def _children(self, element: Element, look: _Look) -> None:
        self._text(element.text, look)
        for each in element:
            self._element(each, look)
            self._text(each.tail, look)

    def _text(self, text: str | None, look: _Look) -> None:
        if not text:
            return
        words = text.replace("\r\n", "\n") if look.kept else _SPACE.sub(" ", text)
        if look.font:
            words = _seen(words, look.font)
        self._runs.append((words, look.bold or look.heading))

    def _list(self, element: Element, look: _Look) -> None:
        inside = self._inside
        self._depth += 1
        listing = Listing(element, self._depth)
        for each in element:
            if each.tag == "li" and not is_left_out(each, self._strict):
                self._flush()
                self._label, self._inside = listing.label(each), False
                self._children(each, look.inside(each))
                self._flush()
                self._label = ""
            else:
                self._element(each, look)
            self._text(each.tail, look)
        self._flush()
        self._depth -= 1
        self._inside = inside

    def _table(self, table: Element, look: _Look) -> None:
        index = self._tables
        self._tables += 1
        outer, depth, inside = self._cell, self._depth, self._inside
        for caption in table.iterchildren("caption"):
            self._element(caption, look)
        self._depth, self._inside = 0, False
        for row, column, cell in cells(table):
            if is_left_out(cell, self._strict):
                continue
            self._cell = (index, row, column)
            self._children(cell, look.inside(cell))
            self._flush()
        self._cell, self._depth, self._inside = outer, depth, inside

    def _flush(self) -> None:
        """What was collected since the last block began or ended becomes pieces."""
        runs, self._runs = self._runs, []
        for segment in segments(list(_lines(runs))):
            label, self._label = self._label, ""
            text = f"{label} {segment.text}" if label else segment.text
            typed = label or typed_label(text)
            goes_on = self._inside and not typed and not segment.strong
            self._inside = self._inside or bool(label)
            level = max(0, self._depth - 1)
            self.pieces.append(Piece(text, typed, level, segment.strong, None, self._cell, goes_on))


def _lines(runs: Iterable[tuple[str, bool]]) -> Iterator[Line]:
    """The lines of a paragraph, white space folded as a page shows it."""
    words: list[tuple[str, bool]] = []
    for text, strong in runs:
        parts = re.split(f"([{_WRAPPED}{_ENDED}])", text)
        for part in parts:
            if part in (_WRAPPED, _ENDED) and part:
                yield _line(words, " " if part == _WRAPPED else "\n")
                words = []
            else:
                words.append((part, strong))
    yield _line(words, "")


def _line(words: list[tuple[str, bool]], gap: str) -> Line:
    text = _SPACE.sub(" ", clean("".join(part for part, _ in words))).strip()
    return Line(text, bool(text) and all(strong for part, strong in words if part.strip()), gap)


def _seen(words: str, font: str) -> str:
    """What a symbol font shows for these characters."""
    if font.startswith(("symbol", "wingdings")):
        return "".join(
            symbol(chr(0xF000 + ord(ch))) if ch <= "\xff" and not ch.isspace() else ch for ch in words
        )
    return symbol(words, font)


def _is_heavy(weight: str) -> bool:
    return weight.lower() in ("bold", "bolder") or (weight.isdecimal() and int(weight[:4]) >= 600)
