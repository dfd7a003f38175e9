"""OpenDocument texts: paragraphs, list items and cells with the labels that LibreOffice shows.

Left out: headers, footers, notes, comments, contents and other indexes, hidden and deleted text,
placeholders nobody filled in. Changes are taken as accepted. Blocks have no page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from gfmd_graph.errors import Problem
from gfmd_graph.model import Document
from gfmd_graph.read.assemble import Piece, assemble, symbol, typed_label
from gfmd_graph.read.encoding import clean
from gfmd_graph.read.odt_lists import DEPTH, Count, Level, OdtLists, label
from gfmd_graph.read.odt_package import OdtPackage, attributes, child, children, name, whole
from gfmd_graph.read.odt_styles import OdtStyles
from gfmd_graph.read.package import Element

Cell = tuple[int, int, int]

MOST_ELEMENTS = 500_000
_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 1_000
_GOES_ON = "text:continue-numbering"
_INDEXES = frozenset(
    f"text:{kind}"
    for kind in (
        *("table-of-content", "illustration-index", "table-index", "object-index", "user-index"),
        *("alphabetical-index", "bibliography"),
    )
)
_NOT_READ = _INDEXES | {
    "text:tracked-changes", "text:note", "office:annotation", "office:forms", "text:sequence-decls",
    "text:variable-decls", "text:user-field-decls", "text:placeholder", "text:hidden-text", "text:ruby-text",
    "text:hidden-paragraph", "text:script", "draw:a", "svg:title", "svg:desc", "",
}  # fmt: skip
_ROWS = ("table:table-header-rows", "table:table-rows", "table:table-row-group")
_CELLS = ("table:table-cell", "table:covered-table-cell")
_FRAMES = ("draw:frame", "draw:custom-shape", "draw:rect", "draw:ellipse", "draw:g")


def read(path: Path) -> Document:
    """The document at `path`; Problem when it is no sound, unprotected .odt with text."""
    package = OdtPackage(path)
    body = package.body()
    if sum(1 for _ in body.iter()) > MOST_ELEMENTS:
        raise Problem(f"has more than {MOST_ELEMENTS:,} parts", str(path), "split it")
    styles = OdtStyles(body.getroottree().getroot(), package.part("styles.xml"))
    walk = _Walk(styles)
    try:
        walk.blocks(body, None)
    except RecursionError as error:
        raise package.broken() from error
    return assemble(walk.pieces, "odt", path)


class _List:
    """A list that is being read: its style, where it counts, how deep it is nested."""

    def __init__(self, style: str, count: Count, level: int) -> None:
        self.style = style
        self.count = count
        self.level = level
        self.opening = False
        """Whether the next paragraph is the first of its item."""
        self.value: int | None = None


class _Walk:
    """Goes through the body in order and collects the pieces."""

    def __init__(self, styles: OdtStyles) -> None:
        self.pieces: list[Piece] = []
        self._styles = styles
        self._lists = OdtLists(styles)
        self._outline = self._lists.outline()
        self._chapters = Count()
        self._by_name: dict[str, Count] = {}
        self._by_style: dict[str, Count] = {}
        self._tables = 0

    def blocks(self, parent: Element, cell: Cell | None, within: _List | None = None) -> None:
        for each in parent:
            tag = name(each)
            if tag in ("text:p", "text:h"):
                self._paragraph(each, cell, within)
            elif tag == "text:list":
                self._list(each, cell, within)
            elif tag == "table:table":
                self._table(each)
            elif tag == "text:section" and attributes(each).get("text:display") == "none":
                continue
            elif tag not in _NOT_READ:
                self.blocks(each, cell, within)

    def _list(self, element: Element, cell: Cell | None, outer: _List | None) -> None:
        said = attributes(element)
        style = said.get("text:style-name") or (outer.style if outer else "")
        if outer:
            own = _List(style, outer.count, min(outer.level + 1, DEPTH - 1))
            if said.get(_GOES_ON) == "true":
                own.count.resume(own.level)
        else:
            own = _List(style, self._begun(said, style) or Count(), 0)
            self._by_style[style] = own.count
            if "xml:id" in said:
                self._by_name[said["xml:id"]] = own.count
        for item in children(element, "text:list-item", "text:list-header"):
            own.opening = name(item) == "text:list-item"
            forced = attributes(item).get("text:start-value")
            own.value = whole(forced, 1) if forced else None
            self.blocks(item, cell, own)

    def _begun(self, said: dict[str, str], style: str) -> Count | None:
        """The count of the list that another one continues."""
        if "text:continue-list" in said:
            return self._by_name.get(said["text:continue-list"])
        return self._by_style.get(style) if said.get(_GOES_ON) == "true" else None

    def _table(self, table: Element) -> None:
        index = self._tables
        self._tables += 1
        for row_index, row in enumerate(_rows(table)):
            column = 0
            for cell in children(row, *_CELLS):
                # The cells that a merged cell covers hold no text of their own.
                if name(cell) == "table:table-cell":
                    self.blocks(cell, (index, row_index, column))
                column += whole(attributes(cell).get("table:number-columns-repeated"), 1)

    def _paragraph(self, element: Element, cell: Cell | None, within: _List | None) -> None:
        said = attributes(element)
        style = said.get("text:style-name")
        if self._styles.is_hidden("paragraph", style):
            return
        inline = _Inline(self._styles, self._styles.is_bold("paragraph", style) or False)
        inline.read(element)
        further = within is not None and not within.opening
        shown, level = self._label(said, within, is_heading=name(element) == "text:h")
        text = inline.text()
        if text:
            heading = name(element) == "text:h" or inline.is_bold() or self._styles.is_heading(style)
            text = f"{shown} {text}" if shown else text
            typed = shown or typed_label(text)
            goes_on = further and not typed and not heading
            self.pieces.append(Piece(text, typed, level, heading, None, cell, goes_on))
        for box in inline.boxes:
            self.blocks(box, cell)

    def _label(self, said: dict[str, str], within: _List | None, is_heading: bool) -> tuple[str, int]:
        """The label of a paragraph and its level in its list."""
        if within is None:
            if not is_heading or said.get("text:is-list-header") == "true":
                return "", 0
            index = whole(said.get("text:outline-level"), 1) - 1
            return self._counted(self._outline, self._chapters, index, None), 0
        if not within.opening:
            return "", within.level
        within.opening = False
        style = within.style or self._styles.list_style(said.get("text:style-name"))
        levels = self._lists.levels(style)
        if is_heading and not levels:
            levels = self._outline
        return self._counted(levels, within.count, within.level, within.value), within.level

    @staticmethod
    def _counted(levels: Mapping[int, Level], count: Count, index: int, forced: int | None) -> str:
        if not 0 <= index < DEPTH:
            return ""
        count.step(index, levels[index].start if index in levels else 1, forced)
        return label(levels, count, index)


def _rows(table: Element) -> Iterator[Element]:
    for each in table:
        if name(each) == "table:table-row":
            yield each
        elif name(each) in _ROWS:
            yield from _rows(each)


class _Inline:
    """The words of one paragraph, white space folded as OpenDocument says, and the frames in it."""

    def __init__(self, styles: OdtStyles, bold: bool) -> None:
        self.boxes: list[Element] = []
        self._styles = styles
        self._runs: list[tuple[str, bool]] = []
        self._bold = bold
        self._after_space = True

    def text(self) -> str:
        return clean("".join(words for words, _ in self._runs)).strip()

    def is_bold(self) -> bool:
        return all(bold for words, bold in self._runs if words.strip())

    def read(self, element: Element, bold: bool | None = None) -> None:
        bold = self._bold if bold is None else bold
        self._words(element.text, bold)
        for each in element:
            self._element(each, bold)
            self._words(each.tail, bold)

    def _element(self, element: Element, bold: bool) -> None:
        tag = name(element)
        if tag == "text:s":
            count = whole(attributes(element).get("text:c"), 1, _MOST_SPACES)
            self._runs.append((" " * count, bold))
        elif tag == "text:tab":
            self._sign("\t", bold)
        elif tag == "text:line-break":
            self._sign("\n", bold)
        elif tag in _FRAMES:
            self.boxes += _boxes(element)
        elif tag == "text:span":
            style = attributes(element).get("text:style-name")
            if not self._styles.is_hidden("text", style):
                own = self._styles.is_bold("text", style)
                self.read(element, bold if own is None else own)
        elif tag not in _NOT_READ:
            self.read(element, bold)

    def _sign(self, sign: str, bold: bool) -> None:
        self._runs.append((sign, bold))
        self._after_space = True

    def _words(self, text: str | None, bold: bool) -> None:
        if not text:
            return
        words = _SPACE.sub(" ", text)
        if self._after_space:
            words = words.removeprefix(" ")
        if words:
            self._after_space = words.endswith(" ")
            self._runs.append((symbol(words), bold))


def _boxes(element: Element) -> Iterator[Element]:
    """The texts in a frame or a shape; of a picture and its replacement there is none."""
    if name(element) == "draw:frame":
        box = child(element, "draw:text-box")
        if box is not None:
            yield box
    elif name(element) == "draw:g":
        for each in children(element, *_FRAMES):
            yield from _boxes(each)
    elif child(element, "text:p") is not None or child(element, "text:list") is not None:
        yield element
